package neo4jstore

import (
	"context"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// Get implements graph.Store.
func (s *Store) Get(ctx context.Context, g graph.Get) (graph.Page, error) {
	if err := s.ready(ctx, "get"); err != nil {
		return graph.Page{}, err
	}
	out := make([]graph.Record, len(g.Keys))
	if len(g.Keys) == 0 {
		return graph.Page{Records: out}, nil
	}
	q := newQuery()
	rows, err := s.read(ctx, "get", q.get(g), q.params)
	if err != nil {
		return graph.Page{}, err
	}
	values, brought, err := q.brought(g.Reading.Along, rows[0].Values)
	if err != nil {
		return graph.Page{}, err
	}
	records, err := q.reads.records(0, values[0])
	if err != nil {
		return graph.Page{}, err
	}
	found := make(map[string]graph.Record, len(records))
	for _, r := range records {
		found[r.RecordKey()] = r
	}
	for i, key := range g.Keys {
		if r, ok := found[key]; ok {
			out[i] = r
		}
	}
	return graph.Page{Records: out, Brought: brought}, nil
}

// get composes the statement of a Get.
func (q *query) get(g graph.Get) string {
	q.reads.of = g.Reading
	q.params["keys"] = g.Keys
	q.reads.parameters(0, q.params)
	found := ""
	if len(g.Reading.Along) > 0 {
		found = ", collect(n) AS found"
	}
	return q.bring(g.Reading.Along, "MATCH (n:"+string(entity)+")\nWHERE "+keyProperty.of("n")+" IN $keys\nWITH collect("+columnsOf(0, "n")+") AS rows"+found, "rows", false)
}

// Find implements graph.Store.
func (s *Store) Find(ctx context.Context, f graph.Find) (graph.Page, error) {
	if err := s.ready(ctx, "find"); err != nil {
		return graph.Page{}, err
	}
	if err := checkList("find", f.Kind, f.Order); err != nil {
		return graph.Page{}, err
	}
	q := newQuery()
	rows, err := s.read(ctx, "find", q.find(f), q.params)
	if err != nil {
		return graph.Page{}, err
	}
	values, brought, err := q.brought(f.Reading.Along, rows[0].Values)
	if err != nil {
		return graph.Page{}, err
	}
	p, err := q.page(f.Kind, values, f.Window)
	p.Brought = brought
	return p, err
}

// find composes the statement of a Find.
func (q *query) find(f graph.Find) string {
	q.reads.of = ordered(f.Reading, f.Kind, f.Order)
	return q.list(listing{
		kind: f.Kind, reach: q.all(f), order: f.Order, window: f.Window, total: f.Total,
		walk:  f.Window.Limit >= 0 && f.Kind.IsNode() && byKey(f.Order),
		along: f.Reading.Along,
	}, "")
}

// ordered adds the fields that a list of a kind is ordered by to a reading.
func ordered(r graph.Reading, k graph.Kind, order []graph.OrderTerm) graph.Reading {
	for _, t := range order {
		r.Fields[k] = r.Fields[k].With(t.Field)
	}
	return r
}

// byKey says whether an order is that of the keys, up or down.
func byKey(order []graph.OrderTerm) bool {
	terms, _ := untilKey(order)
	return len(terms) == 0
}

// all binds n to the records that a Find asks for.
func (q *query) all(f graph.Find) reach {
	if f.Window.Limit < 0 {
		return reach{branches: q.choose(f.Kind, "n", f.Where)}
	}
	// A page may be whole long before the last record is found.
	base := scope{matches: []string{anyOf(f.Kind, "n")}}
	q.require(&base, "n", f.Where)
	return reach{branches: []scope{base}}
}

func checkList(op string, k graph.Kind, order []graph.OrderTerm) error {
	if k == 0 || int(k) > len(graph.Kinds()) {
		return graph.Errorf(op, graph.Invalid, "There is no kind %d: name one of the kinds of the model.", k)
	}
	for _, t := range order {
		if !sortable(t.Field) {
			return graph.Errorf(op, graph.Invalid, "Lists cannot be sorted by %s: sort by a short field.", t.Field)
		}
	}
	return nil
}

// page makes a page of the columns rows, previous, next and total, or of rows alone.
func (q *query) page(k graph.Kind, values []any, w graph.Window) (graph.Page, error) {
	rows, ok := values[0].([]any)
	if !ok {
		return graph.Page{}, malformed(k, "", "", values[0])
	}
	var p graph.Page
	if len(values) == 4 {
		p.HasPrevious, _ = values[1].(bool)
		p.HasNext, _ = values[2].(bool)
		total, _ := values[3].(int64)
		p.Total = int(total)
	}
	if w.Limit >= 0 && len(rows) > w.Limit {
		rows = rows[:w.Limit]
		if w.Backward {
			p.HasPrevious = true
		} else {
			p.HasNext = true
		}
	}
	var err error
	if p.Records, err = q.reads.records(k, rows); err != nil {
		return graph.Page{}, err
	}
	if w.Backward {
		slices.Reverse(p.Records)
	}
	return p, nil
}

// pages makes the pages of parents from the columns of a statement.
func (q *query) pages(k graph.Kind, out []graph.Page, values []any, e graph.Expand) (graph.Brought, error) {
	values, brought, err := q.brought(e.Reading.Along, values)
	if err != nil {
		return brought, err
	}
	lists, ok := values[0].([]any)
	if !ok {
		return brought, malformed(k, "", "", values[0])
	}
	for _, list := range lists {
		row, _ := list.([]any)
		if len(row) != 5 {
			return brought, malformed(k, "", "", list)
		}
		i, ok := row[0].(int64)
		if !ok || i < 0 || int(i) >= len(out) {
			return brought, malformed(k, "", "", row[0])
		}
		if out[i], err = q.page(k, row[1:], e.Window); err != nil {
			return brought, err
		}
	}
	return brought, nil
}
