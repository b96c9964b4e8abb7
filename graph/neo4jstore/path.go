package neo4jstore

import (
	"fmt"

	"github.com/exitgraph/exitgraph/graph"
)

// reach is how the targets of an edge are found from a variable: in each of the
// branches. A target may come several times where repeats is set or there are
// several branches.
type reach struct {
	branches []scope
	repeats  bool
}

// follow finds the targets of an edge. from is bound to a record of kind e.From,
// and to is bound to the targets.
func (q *query) follow(e *graph.Edge, from, to string) reach {
	var r reach
	for i, path := range e.Paths {
		r.branches = append(r.branches, q.branch(e, i, from, "", to))
		r.repeats = r.repeats || len(path) > 1 && throughLink(path)
	}
	r.repeats = r.repeats || len(r.branches) > 1
	return r
}

// branch finds the targets of an edge over one of its paths. middle, if not empty,
// is bound to the record after the first step.
func (q *query) branch(e *graph.Edge, i int, from, middle, to string) scope {
	s := q.path(e.Paths[i], from, middle, to)
	if !e.FirstPath {
		return s
	}
	for _, earlier := range e.Paths[:i] {
		if held := heldBy(earlier); held != "" {
			s.where = append(s.where, held.of(from)+" IS NULL")
		} else {
			s.where = append(s.where, "NOT "+exists(q.path(earlier, from, "", q.variable())))
		}
	}
	if held := heldBy(e.Paths[i]); held != "" {
		s.where = append(s.where, held.of(from)+" IS NOT NULL") // is seen sooner than a relationship is found
	}
	return s
}

// heldBy names the property in which a node itself holds what a path leads to, or
// nothing: its absence tells that the path leads nowhere.
func heldBy(path []graph.Step) property {
	if _, is := ties[path[0].Ref]; len(path) == 1 && is && !path[0].Inverse && path[0].Where == nil {
		return stored(path[0].Ref)
	}
	return ""
}

// throughLink says whether a path passes over links to the records beyond them.
func throughLink(path []graph.Step) bool {
	_, is := links[path[0].Ref.Kind]
	return is && path[0].Inverse
}

// path binds to to what a path reaches, and middle, if not empty, to the record
// after the first of several steps.
func (q *query) path(path []graph.Step, from, middle, to string) scope {
	if _, is := links[path[0].Ref.Kind]; is && !path[0].Inverse {
		return q.fromLink(path[0], from, to)
	}
	var s scope
	pattern := "(" + from + ")"
	for i := 0; i < len(path); i++ {
		step := path[i]
		l, isLink := links[step.Ref.Kind]
		last := i == len(path)-1
		switch {
		case isLink && last:
			// The links themselves are wanted.
			pattern += l.arrow(step.Ref, to, l.typesFor(step)) + "()"
		case isLink:
			// A link and the record at its other end are one hop.
			i++
			name := ""
			if i == len(path)-1 {
				name = to
			}
			pattern += l.arrow(step.Ref, "", l.typesFor(step)) + q.end(path[i].Ref.Target, name)
		default:
			t := ties[step.Ref]
			kind := step.Ref.Target
			if step.Inverse {
				kind = step.Ref.Kind
			}
			arrow := "-[:" + string(t.relation) + "]->"
			if t.toHolder != step.Inverse {
				arrow = "<-[:" + string(t.relation) + "]-"
			}
			name := middle
			if last {
				name = to
			} else if i > 0 {
				name = ""
			}
			pattern += arrow + q.end(kind, name)
			if step.Where != nil {
				s.where = append(s.where, q.where(step, to))
			}
		}
	}
	s.matches = []string{pattern}
	return s
}

// end writes a node of a path: one that is bound, or one without a name.
func (q *query) end(k graph.Kind, to string) string {
	if to == "" {
		return "()"
	}
	return "(" + to + ":" + string(labelOf(k)) + ")"
}

// where writes the condition of a step on a node that it reaches.
func (q *query) where(step graph.Step, at string) string {
	p := stored(step.Where).of(at)
	if step.Is == "" {
		return p + " IS NULL"
	}
	return p + " = " + q.param(step.Is)
}

// typesFor narrows the types of a link to those that a step lets pass.
func (l link) typesFor(step graph.Step) string {
	if step.Where != nil && step.Where == l.by {
		return string(l.is[step.Is])
	}
	return l.types()
}

// arrow writes a link from the end that ref names to the other one.
func (l link) arrow(ref *graph.Field, variable, types string) string {
	if ref == l.start {
		return "-[" + variable + ":" + types + "]->"
	}
	return "<-[" + variable + ":" + types + "]-"
}

// fromLink goes from a link along one of its references, by the keys that it holds.
func (q *query) fromLink(step graph.Step, from, to string) scope {
	compare := "="
	if step.Ref.Type == graph.TypeRefs {
		compare = "IN"
	}
	return scope{
		matches: []string{"(" + to + ":" + string(labelOf(step.Ref.Target)) + ")"},
		where:   []string{fmt.Sprintf("%s %s %s", keyProperty.of(to), compare, stored(step.Ref).of(from))},
	}
}

// alone says whether an edge leads to one record at most and over one relationship,
// so that following it multiplies nothing.
func alone(e *graph.Edge) bool {
	if e.Many || len(e.Paths) != 1 || len(e.Paths[0]) != 1 {
		return false
	}
	_, fromLink := links[e.From]
	return !fromLink
}
