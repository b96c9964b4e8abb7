package schema

import (
	"slices"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/schema/document"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// plan is an operation made ready to run: fragments followed, duplicate fields
// merged, types resolved. It is shared between requests and immutable.
type plan struct {
	root *planSet
	// fields are all fields of the plan; each has a place here, by which a request
	// finds the field's arguments.
	fields []*planField
}

// planSet is a selection on one concrete object type, in the order of the
// document.
type planSet struct {
	object *object
	fields []*planField
	plain  bool // all fields are always there, and in this order
	// shifting says that the order depends on variables: a field stands several
	// times, and the first of them may be left out.
	shifting bool
}

// planField is one answer of a selection.
type planField struct {
	place  int
	key    string // in the answer
	prefix []byte // the key as JSON, after a comma and with its colon; __typename is whole
	field  *field // nil for __typename
	at     fault.Location
	// when says under which variables the field is there: any of the conditions, all
	// parts of it. nil is always.
	when [][]condition
	// seats are the places of the selection where the field stands, in a shifting
	// selection.
	seats []seat
	// write appends the value of a short leaf that needs no loading; nil for others.
	write func(b []byte, object any) ([]byte, bool)
	// sets are the selections on what the field brings, one for each object type
	// that it may be.
	sets []*planSet
	// streams says that neither the field nor anything below asks the store, so that
	// nothing is laid out for it before it is written.
	streams bool
	shares  bool // streams, and leads to objects that others lead to as well

	// reading says what is looked at of the records that the field brings, in any
	// selection on them.
	reading graph.Reading

	defs      []*graphql.Argument
	arguments []*ast.Argument
	// fixed holds the arguments where none depends on a variable.
	fixed map[string]any
}

// seat is one place of a field in its selection, with the conditions there.
type seat struct {
	at   int
	when []condition
}

// condition is @include(if: $variable), or @skip where want is false.
type condition struct {
	variable string
	want     bool
}

// asks says whether the selection below asks for a field, over a path of names.
func (p *planField) asks(path []string) bool {
	for _, s := range p.sets {
		for _, f := range s.fields {
			if f.field != nil && f.field.name == path[0] && (len(path) == 1 || f.asks(path[1:])) {
				return true
			}
		}
	}
	return false
}

// planner makes the plan of one operation.
type planner struct {
	engine *Engine
	doc    *document.Document
	plan   *plan
	fault  *fault.Error
}

func (e *Engine) makePlan(doc *document.Document, op *ast.OperationDefinition) (*plan, *fault.Error) {
	p := &planner{engine: e, doc: doc, plan: &plan{}}
	p.plan.root = p.set(e.catalog.objects["Query"], []occurrence{{selections: op.SelectionSet}})
	return p.plan, p.fault
}

// occurrence is one place of the document that contributes to a selection, with
// the conditions that it stands under.
type occurrence struct {
	selections *ast.SelectionSet
	when       []condition
}

// group gathers the occurrences of one answer key.
type group struct {
	key   string
	nodes []*ast.Field
	when  [][]condition
	seats []int // counted over the whole selection
}

func (p *planner) set(o *object, from []occurrence) *planSet {
	c := collected{byKey: map[string]*group{}}
	for _, at := range from {
		p.collect(o, at, &c)
	}
	s := &planSet{object: o}
	for _, g := range c.groups {
		s.fields = append(s.fields, p.fieldOf(o, g))
		s.shifting = s.shifting || len(g.when) > 1 && len(g.when[0]) > 0
	}
	if s.shifting {
		for i, g := range c.groups {
			for j, when := range g.when {
				s.fields[i].seats = append(s.fields[i].seats, seat{g.seats[j], when})
			}
		}
	}
	s.plain = !s.shifting
	for _, f := range s.fields {
		s.plain = s.plain && f.when == nil
	}
	return s
}

// collected are the groups of a selection, in order.
type collected struct {
	groups []*group
	byKey  map[string]*group
	seats  int
}

// order gives the fields of a shifting selection as they stand under the variables,
// each where it first is not left out; nil for the order of the plan.
func (s *planSet) order(variables map[string]any) []int {
	if !s.shifting {
		return nil
	}
	out, first := make([]int, len(s.fields)), make([]int, len(s.fields))
	for i, f := range s.fields {
		out[i] = i
		for _, seat := range f.seats {
			if first[i] = seat.at; met(seat.when, variables) {
				break
			}
		}
	}
	slices.SortFunc(out, func(a, b int) int { return first[a] - first[b] })
	return out
}

// collect gathers the fields that a selection asks of an object type, following
// fragments that apply to it.
func (p *planner) collect(o *object, from occurrence, c *collected) {
	if from.selections == nil {
		return
	}
	for _, selection := range from.selections.Selections {
		switch s := selection.(type) {
		case *ast.Field:
			when, ok := conditions(s.Directives, from.when)
			if !ok {
				continue
			}
			key := s.Name.Value
			if s.Alias != nil {
				key = s.Alias.Value
			}
			g := c.byKey[key]
			if g == nil {
				g = &group{key: key}
				c.byKey[key] = g
				c.groups = append(c.groups, g)
			}
			g.nodes = append(g.nodes, s)
			g.when = append(g.when, when)
			g.seats = append(g.seats, c.seats)
			c.seats++
		case *ast.InlineFragment:
			when, ok := conditions(s.Directives, from.when)
			if ok && (s.TypeCondition == nil || o.is(s.TypeCondition.Name.Value)) {
				p.collect(o, occurrence{s.SelectionSet, when}, c)
			}
		case *ast.FragmentSpread:
			when, ok := conditions(s.Directives, from.when)
			fragment := p.doc.Fragments[s.Name.Value]
			if ok && fragment != nil && o.is(fragment.TypeCondition.Name.Value) {
				p.collect(o, occurrence{fragment.SelectionSet, when}, c)
			}
		}
	}
}

// is says whether an object type meets a type condition.
func (o *object) is(name string) bool { return o.name == name || o.node && name == "Node" }

// conditions adds what @skip and @include ask to the conditions of the place. ok
// is false where they can never be met.
func conditions(directives []*ast.Directive, outer []condition) (when []condition, ok bool) {
	when = outer
	for _, d := range directives {
		want := d.Name.Value == "include"
		if !want && d.Name.Value != "skip" {
			continue
		}
		for _, a := range d.Arguments {
			switch v := a.Value.(type) {
			case *ast.BooleanValue:
				if v.Value != want {
					return nil, false
				}
			case *ast.Variable:
				when = append(when[:len(when):len(when)], condition{v.Name.Value, want})
			}
		}
	}
	return when, true
}

func (p *planner) fieldOf(o *object, g *group) *planField {
	first := g.nodes[0]
	out := &planField{key: g.key, prefix: append(appendString([]byte{','}, g.key), ':'), place: len(p.plan.fields)}
	p.plan.fields = append(p.plan.fields, out)
	out.at, _ = p.doc.Location(first)
	out.when = g.when
	for _, when := range g.when {
		if len(when) == 0 {
			out.when = nil
		}
	}
	if first.Name.Value == "__typename" {
		out.prefix = append(out.prefix, `"`+o.name+`"`...)
		return out
	}
	out.field = p.engine.fieldOf(o, first.Name.Value)
	if out.field.leaf != nil && out.field.load == nil {
		out.write = out.field.leaf.write
	}
	p.arguments(out, o, first)
	var below []occurrence
	for i, node := range g.nodes {
		below = append(below, occurrence{node.SelectionSet, g.when[i]})
	}
	out.streams = out.field.direct != nil
	for _, child := range p.engine.concrete(out.field.out.name) {
		set := p.set(child, below)
		out.sets = append(out.sets, set)
		out.streams = out.streams && set.streams()
	}
	out.shares = out.streams && out.field.direct.shared
	out.reading = readingOf(out.sets)
	return out
}

// arguments notes the arguments of a field, and coerces them at once where they
// do not depend on variables.
func (p *planner) arguments(f *planField, o *object, node *ast.Field) {
	f.defs, f.arguments = p.engine.argumentsOf(o, f.field), node.Arguments
	for _, a := range node.Arguments {
		if hasVariable(a.Value) {
			return
		}
	}
	fixed, err := coerceArguments(f.defs, f.arguments, nil)
	if err != nil && p.fault == nil {
		p.fault = asFault(err, f.at)
	}
	f.fixed = fixed
}

func hasVariable(v ast.Value) bool {
	switch v := v.(type) {
	case *ast.Variable:
		return true
	case *ast.ListValue:
		for _, item := range v.Values {
			if hasVariable(item) {
				return true
			}
		}
	case *ast.ObjectValue:
		for _, f := range v.Fields {
			if hasVariable(f.Value) {
				return true
			}
		}
	}
	return false
}

// active says whether a field is there under the variables.
func (p *planField) active(variables map[string]any) bool {
	if p.when == nil {
		return true
	}
	for _, all := range p.when {
		if met(all, variables) {
			return true
		}
	}
	return false
}

// met says whether all conditions hold.
func met(all []condition, variables map[string]any) bool {
	for _, c := range all {
		if variables[c.variable] != c.want {
			return false
		}
	}
	return true
}
