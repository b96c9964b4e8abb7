package neo4jstore

import (
	"context"
	"strconv"

	"github.com/exitgraph/exitgraph/graph"
)

// Expand implements graph.Store.
func (s *Store) Expand(ctx context.Context, e graph.Expand) ([]graph.Page, error) {
	if err := s.ready(ctx, "expand"); err != nil {
		return nil, err
	}
	if e.Edge == nil {
		return s.expandGroups(ctx, e)
	}
	if e.Edge.To == 0 && (e.Where != nil || len(e.Order) > 0) {
		return nil, graph.Errorf("expand", graph.Invalid, "%s leads to records of several kinds: ask for it without a filter and an order.", e.Edge)
	}
	if e.Edge.To != 0 {
		if err := checkList("expand", e.Edge.To, e.Order); err != nil {
			return nil, err
		}
	}
	out := make([]graph.Page, len(e.Parents))
	if len(e.Parents) == 0 {
		return out, nil
	}
	q := newQuery()
	rows, err := s.read(ctx, "expand", q.expand(e), q.params)
	if err != nil {
		return nil, err
	}
	out[0].Brought, err = q.pages(e.Edge.To, out, rows[0].Values, e)
	return out, err
}

// expand composes the statement that goes from keys over an edge.
func (q *query) expand(e graph.Expand) string {
	q.params["parents"] = e.Parents
	q.reads.of = ordered(e.Reading, e.Edge.To, e.Order)
	r := q.follow(e.Edge, "p", "n")
	var narrowed scope
	q.require(&narrowed, "n", e.Where)
	for i, b := range r.branches {
		b = b.and(narrowed.where...)
		b.matches = append(b.matches, narrowed.matches...)
		r.branches[i] = b
	}
	return "UNWIND range(0, size($parents) - 1) AS i\nMATCH " + anyOf(e.Edge.From, "p") +
		"\nWHERE " + keyProperty.of("p") + " = $parents[i]\n" + q.list(listing{
		kind: e.Edge.To, reach: r, order: e.Order, window: e.Window, total: e.Total, along: e.Reading.Along,
	}, "p")
}

// expandGroups asks once for all groups of one shape. Groups are of one shape by
// contract; those that are not, such as one without operands among others, are
// asked for apart.
func (s *Store) expandGroups(ctx context.Context, e graph.Expand) ([]graph.Page, error) {
	if err := checkList("expand", e.Kind, e.Order); err != nil {
		return nil, err
	}
	out := make([]graph.Page, len(e.Groups))
	var brought graph.Brought
	var last *graph.Mark
	for n, g := range groupsOf(e.Kind, e.Groups) {
		q := newQuery()
		rows, err := s.read(ctx, "expand", q.expandGroups(e, g), q.params)
		if err != nil {
			return nil, err
		}
		some := make([]graph.Page, len(g.places))
		b, err := q.pages(e.Kind, some, rows[0].Values, e)
		if err != nil {
			return nil, err
		}
		for i, place := range g.places {
			out[place] = some[i]
		}
		if brought.At = b.At; n > 0 && (last == nil || b.At == nil || *last != *b.At) {
			brought.At = nil // not all of it is of one state
		}
		last = brought.At
		brought.Along = append(brought.Along, b.Along...)
	}
	if len(out) > 0 {
		out[0].Brought = brought
	}
	return out, nil
}

// groups are filters of one shape.
type groups struct {
	scope     scope
	places    []int // among all groups
	params    [][]any
	variables int
}

// groupsOf composes the filters of groups, shape by shape, in the order in which
// the shapes first come.
func groupsOf(k graph.Kind, filters []graph.Filter) []*groups {
	var out []*groups
	byText := map[string]*groups{}
	for i, f := range filters {
		q := &query{each: true}
		s := scope{matches: []string{anyOf(k, "n")}}
		q.require(&s, "n", f)
		// Parameters that the text does not name count too: each group gives its own.
		shape := s.String() + "\n" + strconv.Itoa(q.at)
		g := byText[shape]
		if g == nil {
			g = &groups{scope: s, params: make([][]any, q.at), variables: q.variables}
			byText[shape] = g
			out = append(out, g)
		}
		g.places = append(g.places, i)
		for j, v := range q.values {
			g.params[j] = append(g.params[j], v)
		}
	}
	return out
}

func (q *query) expandGroups(e graph.Expand, g *groups) string {
	for _, values := range g.params {
		q.param(values)
	}
	q.variables = g.variables
	q.reads.of = ordered(e.Reading, e.Kind, e.Order)
	q.params["last"] = int64(len(g.places) - 1)
	base := g.scope.clone()
	q.require(&base, "n", e.Where)
	return "UNWIND range(0, $last) AS i\n" + q.list(listing{
		kind: e.Kind, reach: reach{branches: []scope{base}}, order: e.Order, window: e.Window, total: e.Total, along: e.Reading.Along,
	}, "i")
}
