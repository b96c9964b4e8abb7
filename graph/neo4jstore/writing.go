package neo4jstore

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// stand is a set of labels under which records are written: those that every
// question reads, or those of a load that is not whole yet. Nodes of one stand are
// never joined with nodes of another, so what is written aside stays out of sight.
type stand struct {
	common label // of all nodes, with a unique key
	prefix label // before the name of a kind
}

var (
	inSight = stand{common: entity}
	aside   = stand{common: "Incoming", prefix: "Incoming"}
)

// labelOf names the label of the nodes of a kind, the common one for kind 0.
func (s stand) labelOf(k graph.Kind) label {
	if k == 0 {
		return s.common
	}
	return s.prefix + labelOf(k)
}

// writing gathers what is to be written, kind by kind. Records are turned into
// properties when they travel, not before. The zero writing has nothing.
type writing struct {
	goneLinks map[relation][]any // keys
	goneNodes map[graph.Kind][]any
	newNodes  map[graph.Kind][]any   // records
	oldNodes  map[graph.Kind][]any   // records that take the place of others with their keys
	untied    map[graph.Kind][]any   // keys of nodes whose references are written anew
	tied      map[*graph.Field][]any // pairs of keys: the holder and what it names
	links     map[relation][]any     // records
}

func add[K comparable](m *map[K][]any, k K, v any) {
	if *m == nil {
		*m = map[K][]any{}
	}
	(*m)[k] = append((*m)[k], v)
}

// remove takes a record away that is there.
func (w *writing) remove(r graph.Record) {
	if l, ok := links[r.RecordKind()]; ok {
		add(&w.goneLinks, l.relationOf(r), r.RecordKey())
	} else {
		add(&w.goneNodes, r.RecordKind(), r.RecordKey())
	}
}

// put writes a record in place of last, which is nil for a new one.
func (w *writing) put(r, last graph.Record) {
	k := r.RecordKind()
	if l, ok := links[k]; ok {
		if last != nil {
			w.remove(last)
		}
		add(&w.links, l.relationOf(r), any(r))
		return
	}
	if last != nil {
		add(&w.oldNodes, k, any(r))
		add(&w.untied, k, r.RecordKey())
	} else {
		add(&w.newNodes, k, any(r))
	}
	for _, f := range references(k) {
		for _, key := range referred(f, r) {
			add(&w.tied, f, []any{r.RecordKey(), key})
		}
	}
}

// sentence is a statement that is run over rows, and returns how many of them it
// found what it needs for.
type sentence struct {
	name string
	text string
	rows []any
	// loose says that a row may concern several relationships, or none.
	loose bool
}

// parameters turns rows into what travels.
func parameters(rows []any) map[string]any {
	out := make([]any, len(rows))
	for i, row := range rows {
		r, ok := row.(graph.Record)
		if !ok {
			out[i] = row
			continue
		}
		if l, isLink := links[r.RecordKind()]; isLink {
			out[i] = []any{l.start.Str(r), l.end.Str(r), encode(r)}
		} else {
			out[i] = encode(r)
		}
	}
	return map[string]any{"rows": out}
}

// errUnmatched says that a row did not find what it needs. Since writers wait for
// each other, somebody wrote past this package.
var errUnmatched = graph.Errorf("apply", graph.Conflict, "Another program changed the database at the same time: read again and repeat the change.")

// say runs the statement over some of its rows.
func (s sentence) say(ctx context.Context, run runner, rows []any) error {
	answer, err := run(ctx, s.text, parameters(rows))
	if err != nil || s.loose {
		return err
	}
	if done, _ := answer[0].Values[0].(int64); done != int64(len(rows)) {
		return errUnmatched
	}
	return nil
}

// run writes everything.
func (w *writing) run(ctx context.Context, run runner) error {
	for _, s := range w.statements(inSight) {
		for rows := range slices.Chunk(s.rows, chunk) {
			if err := s.say(ctx, run, rows); err != nil {
				return err
			}
		}
	}
	return nil
}

// statements lists what there is to do: what goes first, then nodes, then what joins
// them. A WITH stands between the two ends of a relationship, so that each is looked
// up by itself.
func (w *writing) statements(in stand) []sentence {
	var out []sentence
	say := func(rows []any, name, format string, args ...any) {
		if len(rows) > 0 {
			out = append(out, sentence{name: name, text: "UNWIND $rows AS row\n" + fmt.Sprintf(format, args...) + "\nRETURN count(*)", rows: rows})
		}
	}
	for _, k := range graph.Kinds() {
		l := links[k]
		for _, r := range l.relations {
			say(w.goneLinks[r], "unlink-"+string(r), "MATCH (:%s)-[l:%s {key: row}]->()\nDELETE l", in.labelOf(l.start.Target), r)
		}
	}
	for _, k := range graph.NodeKinds() {
		say(w.goneNodes[k], "delete-"+k.String(), "MATCH (n:%s {key: row})\nDETACH DELETE n", in.labelOf(k))
	}
	for _, k := range graph.NodeKinds() {
		say(w.newNodes[k], "create-"+k.String(), "CREATE (n:%s:%s)\nSET n = row", in.common, in.labelOf(k))
		say(w.oldNodes[k], "replace-"+k.String(), "MATCH (n:%s {key: row.key})\nSET n = row", in.labelOf(k))
	}
	for _, k := range graph.NodeKinds() {
		for _, toHolder := range []bool{false, true} {
			if types := tiesOf(k, toHolder); types != "" {
				direction := "-from-"
				if toHolder {
					direction = "-to-"
				}
				say(w.untied[k], "untie"+direction+k.String(), "MATCH (n:%s {key: row})%s()\nDELETE r", in.labelOf(k), arrow("r", types, toHolder))
				if len(w.untied[k]) > 0 {
					out[len(out)-1].loose = true
				}
			}
		}
	}
	for _, k := range graph.NodeKinds() {
		for _, f := range references(k) {
			say(w.tied[f], "tie-"+k.String()+"-"+f.Name, "MATCH (n:%s {key: row[0]})\nWITH n, row[1] AS key\nMATCH (m:%s {key: key})\nCREATE (n)%s(m)",
				in.common, in.common, arrow("", string(ties[f].relation), ties[f].toHolder))
		}
	}
	for _, k := range graph.Kinds() {
		for _, r := range links[k].relations {
			say(w.links[r], "link-"+string(r), "MATCH (a:%s {key: row[0]})\nWITH a, row, row[1] AS key\nMATCH (b:%[1]s {key: key})\nCREATE (a)-[l:%s]->(b)\nSET l = row[2]",
				in.common, r)
		}
	}
	return out
}

func arrow(variable, types string, toHolder bool) string {
	if toHolder {
		return "<-[" + variable + ":" + types + "]-"
	}
	return "-[" + variable + ":" + types + "]->"
}

// tiesOf lists the relationships of a kind's references, of one direction.
func tiesOf(k graph.Kind, toHolder bool) string {
	var types []string
	for _, f := range references(k) {
		if t, ok := ties[f]; ok && t.toHolder == toHolder {
			types = append(types, string(t.relation))
		}
	}
	return strings.Join(types, "|")
}
