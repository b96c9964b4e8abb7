package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// A census counts the nodes of each kind and the relationships of each type, as the
// database does without looking at any. Records that are whole have the one that
// they imply.

// relationTypes lists the types of all relationships.
var relationTypes = buildRelationTypes()

func buildRelationTypes() []relation {
	var out []relation
	for _, t := range ties {
		out = append(out, t.relation)
	}
	for _, l := range links {
		out = append(out, l.relations...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// census counts what there is of a stand.
func census(ctx context.Context, run runner, of stand) ([]int64, error) {
	rows, err := run(ctx, of.census(), nil)
	if err != nil {
		return nil, err
	}
	out := make([]int64, len(rows[0].Values))
	for i, v := range rows[0].Values {
		out[i], _ = v.(int64)
	}
	return out, nil
}

func (s stand) census() string {
	var counts []string
	for _, k := range graph.NodeKinds() {
		counts = append(counts, fmt.Sprintf("COUNT { (:%s) }", s.labelOf(k)))
	}
	for _, r := range relationTypes {
		counts = append(counts, fmt.Sprintf("COUNT { (:%s)-[:%s]->() }", s.common, r))
	}
	return "RETURN " + strings.Join(counts, ",\n")
}

// census counts what the records imply.
func (w world) census() []int64 {
	var out []int64
	for _, k := range graph.NodeKinds() {
		out = append(out, int64(len(w[k])))
	}
	types := map[relation]int64{}
	for k, byKey := range w {
		l, isLink := links[k]
		for _, r := range byKey {
			if isLink {
				types[l.relationOf(r)]++
				continue
			}
			for _, f := range references(k) {
				types[ties[f].relation] += int64(len(referred(f, r)))
			}
		}
	}
	for _, r := range relationTypes {
		out = append(out, types[r])
	}
	return out
}

// Deviation is something in the database that is not as the records imply, in words
// for people.
type Deviation struct{ What string }

// Inspect compares what stands beside the records with what they imply: relationships,
// the encoding that they were written in, and what loads have left over. Records that
// cannot be read are one deviation, and end the inspection. Loading the data again
// mends all of them. It reads everything.
func (s *Store) Inspect(ctx context.Context) ([]Deviation, error) {
	records, err := s.still(ctx, nil)
	if errors.Is(err, errMalformed) {
		var told *graph.Error
		errors.As(err, &told)
		return []Deviation{{fmt.Sprintf("a record cannot be read, being %v", told.Err)}}, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Deviation
	there, err := census(ctx, s.asking("inspect"), inSight)
	if err != nil {
		return nil, err
	}
	implied := worldOf(records).census()
	for i, r := range relationTypes {
		at := len(graph.NodeKinds()) + i
		if there[at] != implied[at] {
			out = append(out, Deviation{fmt.Sprintf("%d relationships %s are there, and the records have %d", there[at], r, implied[at])})
		}
	}
	rows, err := s.read(ctx, "inspect", inspectStatement, nil)
	if err != nil {
		return nil, err
	}
	left, _ := rows[0].Values[0].(int64)
	if version, _ := rows[0].Values[1].(int64); version != encoding && len(records) > 0 {
		out = append(out, Deviation{fmt.Sprintf("the data was written in the encoding %d, and this exitgraph writes %d", version, encoding)})
	}
	if left > 0 {
		out = append(out, Deviation{fmt.Sprintf("%d nodes out of sight are left of loads that did not come to their end, or one is under way", left)})
	}
	return out, nil
}

var inspectStatement = "OPTIONAL MATCH (m:Meta {name: 'exitgraph'})\nRETURN COUNT { (:" + string(aside.common) + ") } + COUNT { (:" + string(outgoing) + ") }, m.encoding"
