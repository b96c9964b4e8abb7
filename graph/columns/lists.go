package columns

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// GetAt implements graph.ListerAt.
func (c *Store) GetAt(ctx context.Context, q graph.Get, at graph.Mark) (graph.Page, error) {
	x := c.at(at)
	if x == nil {
		return c.Marked.Get(ctx, q)
	}
	if err := ctx.Err(); err != nil {
		return graph.Page{}, err
	}
	ids := make([]int32, len(q.Keys))
	for i, key := range q.Keys {
		ids[i] = noID
		if id, ok := x.ID(0, key); ok {
			ids[i] = id
		}
	}
	pages, err := c.pages(ctx, x, []Part{{IDs: ids}}, q.Reading, nil)
	if err != nil || pages == nil {
		return orElse(err, func() (graph.Page, error) { return c.Marked.Get(ctx, q) })
	}
	return pages[0], nil
}

// FindAt implements graph.ListerAt.
func (c *Store) FindAt(ctx context.Context, q graph.Find, at graph.Mark) (graph.Page, error) {
	x := c.at(at)
	if x == nil || !x.lists(q.Kind, q.Where, q.Order, q.Window, q.Reading) {
		return c.Marked.Find(ctx, q)
	}
	if err := ctx.Err(); err != nil {
		return graph.Page{}, err
	}
	part, err := x.Find(ctx, q)
	if err != nil {
		return graph.Page{}, err
	}
	pages, err := c.pages(ctx, x, []Part{part}, q.Reading, q.Order)
	if err != nil || pages == nil {
		return orElse(err, func() (graph.Page, error) { return c.Marked.Find(ctx, q) })
	}
	return pages[0], nil
}

// ExpandAt implements graph.ListerAt.
func (c *Store) ExpandAt(ctx context.Context, q graph.Expand, at graph.Mark) ([]graph.Page, error) {
	x := c.at(at)
	if x == nil || !x.expands(q) {
		return c.Marked.Expand(ctx, q)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	parts, err := x.Expand(ctx, q)
	if err != nil || len(parts) == 0 {
		return nil, err
	}
	pages, err := c.pages(ctx, x, parts, q.Reading, q.Order)
	if err != nil || pages == nil {
		return orElse(err, func() ([]graph.Page, error) { return c.Marked.Expand(ctx, q) })
	}
	return pages, nil
}

// orElse is for columns that could not answer: with their error, or else by the store.
func orElse[T any](err error, ask func() (T, error)) (T, error) {
	if err != nil {
		var none T
		return none, err
	}
	return ask()
}

// lists says whether a list is best answered from the columns: where they hold what it
// is chosen and ordered by, and all that is read of its records, or where only a part of
// it is wanted. A whole list with prose is the store's: it has to go to each record.
func (x *Index) lists(k graph.Kind, where graph.Filter, order []graph.OrderTerm, w graph.Window, r graph.Reading) bool {
	if int(k) > len(graph.Kinds()) || !x.Lists(where, order) {
		return false
	}
	if w.Limit >= 0 && k != 0 {
		return true
	}
	if k != 0 {
		return x.Covers(k, r.Fields[k])
	}
	for _, k := range graph.NodeKinds() {
		if !x.Covers(k, r.Fields[k]) {
			return false
		}
	}
	return true
}

func (x *Index) expands(q graph.Expand) bool {
	if q.Edge != nil {
		return x.lists(q.Edge.To, q.Where, q.Order, q.Window, q.Reading)
	}
	for _, group := range q.Groups {
		if !x.holds(group) {
			return false
		}
	}
	return q.Kind != 0 && x.lists(q.Kind, q.Where, q.Order, q.Window, q.Reading)
}

// pages puts records in the place of ids, nil for none. Those whose fields the columns
// hold are made of them; all others, with what is to be brought along, the store is asked
// for at once. It gives no pages where the store does not have one of them any more: the
// state has passed.
func (c *Store) pages(ctx context.Context, x *Index, parts []Part, r graph.Reading, order []graph.OrderTerm) ([]graph.Page, error) {
	n := 0
	for _, p := range parts {
		n += len(p.IDs)
	}
	g := &gathering{x: x, reading: r, order: order, records: make([]graph.Record, 0, n)}
	for _, p := range parts {
		for _, id := range p.IDs {
			g.add(id)
		}
	}
	g.along(parts)
	at, err := g.fetch(ctx, c.Marked)
	if err != nil || !g.whole {
		return nil, err
	}
	pages := make([]graph.Page, len(parts))
	start := 0
	for i, p := range parts {
		pages[i] = graph.Page{Total: p.Total, HasPrevious: p.HasPrevious, HasNext: p.HasNext}
		if end := start + len(p.IDs); end > start {
			pages[i].Records = g.records[start:end:end]
			start = end
		}
	}
	pages[0].Brought = graph.Brought{Along: g.records[n:], At: at, Kept: len(g.keys) == 0}
	return pages, nil
}
