package memstore

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
)

func (s *snapshot) expand(ctx context.Context, q graph.Expand) ([]graph.Page, error) {
	if q.Edge == nil {
		return s.expandGroups(ctx, q)
	}
	e := q.Edge
	if e.To == 0 && (q.Where != nil || len(q.Order) > 0) {
		return nil, graph.Errorf("expand", graph.Invalid, "%s leads to records of several kinds: ask for it without a filter and an order.", e)
	}
	x := expansion{s: s, q: &q, way: s.Way(e), cond: s.Compile(q.Where), placer: s.placer(e.To, q.Order)}
	pages := make([]graph.Page, len(q.Parents))
	ends := make([]int, len(q.Parents))
	for i, parent := range q.Parents {
		if i%64 == 63 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if id, ok := s.ID(e.From, parent); ok {
			pages[i] = x.page(id)
		}
		ends[i] = len(x.records)
	}
	// The records of all pages stand in one slice, which has stopped growing.
	start := 0
	for i, end := range ends {
		if end > start {
			pages[i].Records = x.records[start:end:end]
		}
		start = end
	}
	return pages, ctx.Err()
}

func (s *snapshot) expandGroups(ctx context.Context, q graph.Expand) ([]graph.Page, error) {
	pages := make([]graph.Page, len(q.Groups))
	for i, group := range q.Groups {
		var err error
		pages[i], err = s.find(ctx, graph.Find{
			Kind: q.Kind, Where: graph.Both(group, q.Where), Order: q.Order, Window: q.Window, Total: q.Total,
		})
		if err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// expansion goes from one parent after the other over an edge.
type expansion struct {
	s       *snapshot
	q       *graph.Expand
	way     *columns.Way
	cond    columns.Condition
	placer  *placer
	kept    []int32
	records []graph.Record
}

// page lists the targets of one parent: their records behind x.records, the rest
// in the answer.
func (x *expansion) page(id int32) graph.Page {
	targets := columns.Set{IsList: true, List: x.way.Targets(id)}
	if always, _ := x.cond.Known(); !always || !x.placer.stored() {
		x.kept = x.kept[:0]
		for _, t := range targets.List {
			if x.cond.Holds(t) {
				x.kept = append(x.kept, t)
			}
		}
		x.placer.sortIDs(x.kept)
		targets.List = x.kept
	}
	i, j := x.s.window(targets, x.placer, x.q.Window)
	page := graph.Page{HasPrevious: i > 0, HasNext: j < len(targets.List)}
	if x.q.Total {
		page.Total = len(targets.List)
	}
	for _, t := range targets.List[i:j] {
		x.records = append(x.records, x.s.all[t])
	}
	return page
}
