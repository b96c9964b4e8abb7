package schema

import (
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// What a document looks at of the records that a field brings is known from its plan:
// the fields below say what they read of their parents. A field that says nothing reads
// all of it.

// nothing is the reading of records that nobody looks at, but for their keys.
func nothing() graph.Reading {
	var r graph.Reading
	for k := range r.Fields {
		r.Fields[k] = graph.KeyOnly
	}
	return r
}

// readingOf says what selections look at, in any of them. Records that an edge to one
// leads to in every case are asked for next, so that they may come along.
func readingOf(sets []*planSet) graph.Reading {
	out := nothing()
	for _, s := range sets {
		for _, f := range s.fields {
			switch {
			case f.field == nil: // __typename
			case s.object.kind == 0 && f.field.carries:
				out = joined(out, f.reading)
				out.Along = union(out.Along, f.reading.Along)
			case s.object.kind != 0:
				k := s.object.kind
				out.Fields[k] = out.Fields[k].Join(f.field.needs)
				if f.field.edge == nil {
					break
				}
				out = joined(out, f.reading)
				if f.when == nil {
					out.Along = union(out.Along, []*graph.Edge{f.field.edge})
				}
			}
		}
	}
	return out
}

// joined adds the fields of another reading.
func joined(r, other graph.Reading) graph.Reading {
	for k, fields := range other.Fields {
		r.Fields[k] = r.Fields[k].Join(fields)
	}
	return r
}

func union(edges, more []*graph.Edge) []*graph.Edge {
	for _, e := range more {
		if !slices.Contains(edges, e) {
			edges = append(edges, e)
		}
	}
	return edges
}

// reading says what is looked at of the records that the field brings: whole records
// where the selection is not known.
func (a args) reading() graph.Reading {
	if a.selected == nil {
		return graph.Reading{}
	}
	return a.selected.reading
}
