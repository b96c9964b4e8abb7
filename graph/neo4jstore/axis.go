package neo4jstore

import (
	"slices"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// axis is one axis of a Tally, as findings or as listed nodes stand on it: a map
// from values, in the form in which they are compared, to places. It travels as a
// parameter, and is looked up for each value that is found.
type axis struct {
	path  []*graph.Edge
	field *graph.Field
	size  int
	param string
	// single says that a finding has one place at most on the axis.
	single bool
}

// axesOf prepares an axis for counting records of a kind: for findings, and for
// nodes that have values of their own on it, else nil.
func (q *query) axesOf(of graph.Kind, a graph.Axis) (byFinding axis, own *axis) {
	d := graph.DimensionOf(a.Dimension)
	places := placesByValue(a, d.Field)
	byFinding = axis{path: d.Path, field: d.Field, size: len(a.Keys), param: q.param(places), single: d.Field.Type != graph.TypeStrings}
	for _, e := range d.Path {
		byFinding.single = byFinding.single && alone(e)
	}
	for _, at := range places {
		byFinding.single = byFinding.single && len(at.([]int64)) <= 1
	}
	if path, viaFindings := graph.AxisPath(of, a.Dimension); of != graph.KindFinding && !viaFindings {
		byNode := byFinding
		byNode.path = path
		own = &byNode
	}
	return byFinding, own
}

func placesByValue(a graph.Axis, f *graph.Field) map[string]any {
	places := map[string][]int64{}
	add := func(value string, at int) {
		if f.Folded() {
			value = graph.Fold(value)
		}
		if !slices.Contains(places[value], int64(at)) {
			places[value] = append(places[value], int64(at))
		}
	}
	switch {
	case f.Type == graph.TypeInt:
		for i := range a.Keys {
			for _, n := range a.Comparison(i).Nums {
				add(strconv.Itoa(n), i)
			}
		}
	case a.Place != nil:
		for value, at := range a.Place {
			for _, i := range at {
				add(value, i)
			}
		}
	default:
		for i, key := range a.Keys {
			add(key, i)
		}
	}
	out := make(map[string]any, len(places))
	for value, at := range places {
		out[value] = at
	}
	return out
}

// hop is the first edge of an axis where it leads to one record: the axes that
// share it go over it once, before they part.
func (a axis) hop() *graph.Edge {
	if len(a.path) == 0 || !alone(a.path[0]) || a.isReference() {
		return nil
	}
	return a.path[0]
}

// isReference says whether the value is a key that the record itself holds.
func (a axis) isReference() bool {
	return len(a.path) == 1 && alone(a.path[0]) && a.field.Type == graph.TypeKey
}

// places writes the list of the places of a variable on the axis. Where the axis
// begins with a hop, the variable is bound to the record beyond it.
func (q *query) places(a axis, variable string) string {
	if a.isReference() {
		return "coalesce(" + a.param + "[" + stored(a.path[0].Paths[0][0].Ref).of(variable) + "], [])"
	}
	path := a.path
	if a.hop() != nil {
		path = path[1:]
	}
	if len(path) == 0 && a.field.Type != graph.TypeStrings {
		return a.lookup(variable)
	}
	to := variable
	scopes := []scope{{}}
	for _, e := range path {
		from := to
		to = q.variable()
		var next []scope
		for _, s := range scopes {
			for _, b := range q.follow(e, from, to).branches {
				next = append(next, scope{append(slices.Clone(s.matches), b.matches...), append(slices.Clone(s.where), b.where...)})
			}
		}
		scopes = next
	}
	parts := make([]string, len(scopes))
	for i, s := range scopes {
		parts[i] = s.String() + "\n"
		if a.field.Type == graph.TypeStrings {
			parts[i] += "UNWIND " + folded(a.field).of(to) + " AS v\nUNWIND coalesce(" + a.param + "[v], []) AS place"
		} else {
			parts[i] += "UNWIND " + a.lookup(to) + " AS place"
		}
		parts[i] += "\nRETURN DISTINCT place"
	}
	return "COLLECT {\n" + indent(strings.Join(parts, "\nUNION\n")) + "\n}"
}

// lookup writes the places of the one value that a variable has.
func (a axis) lookup(variable string) string {
	value := stored(a.field).of(variable)
	switch {
	case a.field.Folded():
		value = folded(a.field).of(variable)
	case a.field.Type == graph.TypeInt:
		value = "toString(" + value + ")"
	}
	return "coalesce(" + a.param + "[" + value + "], [])"
}
