package neo4jstore

import (
	"context"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph"
)

// Get implements graph.Store.
func (s *Store) Get(ctx context.Context, q graph.Get) (graph.Page, error) {
	if err := s.ready(ctx, "get"); err != nil {
		return graph.Page{}, err
	}
	out := make([]graph.Record, len(q.Keys))
	if len(q.Keys) == 0 {
		return graph.Page{Records: out}, nil
	}
	params := map[string]any{"keys": q.Keys}
	columnParameters(0, params)
	rows, err := s.read(ctx, "get", getStatement, params)
	if err != nil {
		return graph.Page{}, err
	}
	found := make(map[string]graph.Record, len(rows))
	for _, row := range rows {
		r, err := decode(0, row.Values[0])
		if err != nil {
			return graph.Page{}, err
		}
		found[r.RecordKey()] = r
	}
	for i, key := range q.Keys {
		if r, ok := found[key]; ok {
			out[i] = r
		}
	}
	return graph.Page{Records: out}, nil
}

var getStatement = "MATCH (n:" + string(entity) + ")\nWHERE " + keyProperty.of("n") + " IN $keys\nRETURN " + columnsOf(0, "n") + " AS row"

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
	return page(f.Kind, rows[0].Values, f.Window)
}

// find composes the statement of a Find.
func (q *query) find(f graph.Find) string {
	return q.list(listing{
		kind: f.Kind, reach: q.all(f), order: f.Order, window: f.Window, total: f.Total,
		walk: f.Window.Limit >= 0 && f.Kind.IsNode() && byKey(f.Order),
	}, "", "")
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
func page(k graph.Kind, values []any, w graph.Window) (graph.Page, error) {
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
	if p.Records, err = decodeAll(k, rows); err != nil {
		return graph.Page{}, err
	}
	if w.Backward {
		slices.Reverse(p.Records)
	}
	return p, nil
}

// pages makes the pages of parents from rows that begin with the parent's place.
func pages(k graph.Kind, out []graph.Page, rows []*neo4j.Record, w graph.Window) error {
	for _, row := range rows {
		i, ok := row.Values[0].(int64)
		if !ok || i < 0 || int(i) >= len(out) {
			return malformed(k, "", "", row.Values[0])
		}
		var err error
		if out[i], err = page(k, row.Values[1:], w); err != nil {
			return err
		}
	}
	return nil
}
