package columns

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// Find lists records of one kind, as graph.Store does, by their ids. What it takes does
// not grow with the list beyond what must be looked at: of an order by fields each
// record is looked at once, and no more are kept than are wanted; in the order of keys
// it stops when the part is whole.
func (x *Index) Find(ctx context.Context, q graph.Find) (Part, error) {
	if q.Kind == 0 || int(q.Kind) > len(graph.Kinds()) {
		return Part{}, graph.Errorf("find", graph.Invalid, "There is no kind %d: name one of the kinds of the model.", q.Kind)
	}
	l := x.lister(ctx, q.Kind, q.Order, q.Window, q.Total)
	part := x.find(l, q.Kind, q.Where)
	part.IDs = l.ids
	return part, ctx.Err()
}

func (x *Index) find(l *lister, k graph.Kind, where graph.Filter) Part {
	cond := x.Compile(where)
	if cond.known() {
		return l.part(x.every(k), cond)
	}
	if n, ok := x.occurrences(where); ok && l.order.byID() && n > int(x.Size(k))/worthwhile {
		return l.counted(x.every(k), cond, n)
	}
	if k == graph.KindFinding {
		if part, ok := x.findFindings(l, where); ok {
			return part
		}
	}
	if list, rest, ok := l.posted(x, where); ok {
		return l.part(Set{IsList: true, List: list}, x.Compile(rest))
	}
	return l.part(x.Candidates(l.ctx, k, where), cond)
}

// Expand goes from many parents at once, as graph.Store does: one part for each of
// them. The ids of all parts stand in one slice.
func (x *Index) Expand(ctx context.Context, q graph.Expand) ([]Part, error) {
	if q.Edge != nil && q.Edge.To == 0 && (q.Where != nil || len(q.Order) > 0) {
		return nil, graph.Errorf("expand", graph.Invalid, "%s leads to records of several kinds: ask for it without a filter and an order.", q.Edge)
	}
	if q.Edge == nil {
		return x.expandGroups(ctx, q)
	}
	l := x.lister(ctx, q.Edge.To, q.Order, q.Window, q.Total)
	way, cond := x.Way(q.Edge), x.Compile(q.Where)
	parts := make([]Part, len(q.Parents))
	ends := make([]int, len(q.Parents))
	for i, parent := range q.Parents {
		if id, ok := x.ID(q.Edge.From, parent); ok {
			parts[i] = l.part(Set{IsList: true, List: way.Targets(id)}, cond)
		}
		if ends[i] = len(l.ids); i%64 == 63 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	l.share(parts, ends)
	return parts, ctx.Err()
}

func (x *Index) expandGroups(ctx context.Context, q graph.Expand) ([]Part, error) {
	if q.Kind == 0 || int(q.Kind) > len(graph.Kinds()) {
		return nil, graph.Errorf("expand", graph.Invalid, "There is no kind %d: name one of the kinds of the model.", q.Kind)
	}
	l := x.lister(ctx, q.Kind, q.Order, q.Window, q.Total)
	parts := make([]Part, len(q.Groups))
	ends := make([]int, len(q.Groups))
	for i, group := range q.Groups {
		parts[i] = x.find(l, q.Kind, graph.Both(group, q.Where))
		if ends[i] = len(l.ids); ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	l.share(parts, ends)
	return parts, ctx.Err()
}

// share gives each part its ids, now that the slice of all has stopped growing.
func (l *lister) share(parts []Part, ends []int) {
	start := 0
	for i, end := range ends {
		if end > start {
			parts[i].IDs = l.ids[start:end:end]
		}
		start = end
	}
}
