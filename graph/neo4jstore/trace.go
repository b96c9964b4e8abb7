package neo4jstore

import (
	"context"
	"fmt"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// Trace implements graph.Store.
func (s *Store) Trace(ctx context.Context, t graph.Trace) (graph.Traced, error) {
	if err := s.ready(ctx, "trace"); err != nil {
		return graph.Traced{}, err
	}
	along := t.Along
	if along == nil {
		along = graph.EdgeKinds()
	}
	labels := labelsOf(t.Kinds)
	if len(t.From) == 0 || len(along) == 0 || !t.Among && labels == "" {
		return graph.Traced{}, nil
	}
	q := newQuery()
	var text string
	if t.Among {
		text = q.traceAmong(t, along)
	} else {
		text = q.traceBeyond(t, along, labels)
	}
	rows, err := s.read(ctx, "trace", text, q.params)
	if err != nil {
		return graph.Traced{}, err
	}
	found, ok := rows[0].Values[0].([]any)
	if !ok {
		return graph.Traced{}, malformed(0, "", "", rows[0].Values[0])
	}
	var out graph.Traced
	if t.Limit >= 0 && len(found) > t.Limit {
		found, out.More = found[:t.Limit], true
	}
	if t.Among {
		out.Edges, err = tracedEdges(found)
	} else {
		out.Nodes, err = tracedNodes(found)
	}
	return out, err
}

// labelsOf writes the labels of nodes of the kinds, of all for nil. It is empty
// where no node is of any of them.
func labelsOf(kinds []graph.Kind) string {
	if kinds == nil {
		return string(entity)
	}
	var labels []string
	for _, k := range kinds {
		if k.IsNode() {
			labels = append(labels, string(labelOf(k)))
		}
	}
	return strings.Join(labels, "|")
}

// typesOf writes the types of the relationships of kinds of edges.
func typesOf(along []*graph.EdgeKind) string {
	names := make([]string, len(along))
	for i, e := range along {
		names[i] = string(relation(e.Name))
	}
	return strings.Join(names, "|")
}

// traceBeyond composes the statement that finds the nodes at the other ends.
func (q *query) traceBeyond(t graph.Trace, along []*graph.EdgeKind, labels string) string {
	q.params["from"], q.params["except"] = t.From, t.Except
	if t.Except == nil {
		q.params["except"] = []string{}
	}
	text := "UNWIND $from AS start\nMATCH (p:" + string(entity) + ")-[:" + typesOf(along) + "]-(n:" + labels + ")\nWHERE " +
		keyProperty.of("p") + " = start AND NOT " + keyProperty.of("n") + " IN $except\nWITH DISTINCT n"
	if c := q.condition("n", t.Findings, true); !c.known() || !c.always {
		text += fmt.Sprintf("\nWHERE NOT n:%s OR %s", labelOf(graph.KindFinding), c)
	}
	return text + "\nWITH n, " + placeOfKind("n") + " AS kind\nORDER BY kind, " + keyProperty.of("n") + q.limit(t.Limit) +
		"\nRETURN collect([kind, " + keyProperty.of("n") + "]) AS rows"
}

// placeOfKind writes the place of a node's kind among the kinds.
func placeOfKind(variable string) string {
	var b strings.Builder
	b.WriteString("CASE")
	for _, k := range graph.NodeKinds() {
		fmt.Fprintf(&b, "\n  WHEN %s:%s THEN %d", variable, labelOf(k), k)
	}
	b.WriteString("\nEND")
	return b.String()
}

// traceAmong composes the statement that finds the edges between nodes.
func (q *query) traceAmong(t graph.Trace, along []*graph.EdgeKind) string {
	q.params["from"] = t.From
	return "UNWIND $from AS start\nMATCH (p:" + string(entity) + ")-[e:" + typesOf(along) + "]->(n:" + string(entity) + ")\nWHERE " +
		keyProperty.of("p") + " = start AND " + keyProperty.of("n") + " IN $from" +
		"\nWITH DISTINCT type(e) AS kind, start, " + keyProperty.of("n") + " AS end\nORDER BY kind, start, end" + q.limit(t.Limit) +
		"\nRETURN collect([kind, start, end]) AS rows"
}

// limit writes a limit: one more than is wanted tells whether there is more.
func (q *query) limit(n int) string {
	if n < 0 {
		return ""
	}
	q.params["limit"] = int64(n) + 1
	return "\nLIMIT $limit"
}

func tracedNodes(rows []any) ([]graph.NodeRef, error) {
	var out []graph.NodeRef
	for _, row := range rows {
		values, _ := row.([]any)
		if len(values) != 2 {
			return nil, malformed(0, "", "", row)
		}
		kind, isKind := values[0].(int64)
		key, isKey := values[1].(string)
		if !isKind || !isKey {
			return nil, malformed(0, key, "", row)
		}
		out = append(out, graph.NodeRef{Kind: graph.Kind(kind), Key: key})
	}
	return out, nil
}

func tracedEdges(rows []any) ([]graph.TracedEdge, error) {
	var out []graph.TracedEdge
	for _, row := range rows {
		names, ok := strs(row)
		if !ok || len(names) != 3 {
			return nil, malformed(0, "", "", row)
		}
		kind := graph.EdgeKindOf(names[0])
		if kind == nil {
			return nil, malformed(0, names[1], "", row)
		}
		out = append(out, graph.TracedEdge{Kind: kind, From: names[1], To: names[2]})
	}
	return out, nil
}
