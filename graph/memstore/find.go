package memstore

import (
	"context"
	"sort"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
)

// selection is what a filter asks of a kind, ready to run.
type selection struct {
	s    *snapshot
	from columns.Set
	cond columns.Condition
	n    int // records looked at since the last look at the context
}

func (s *snapshot) selection(ctx context.Context, k graph.Kind, f graph.Filter) *selection {
	sel := &selection{s: s, cond: s.Compile(f)}
	switch always, known := sel.cond.Known(); {
	case !known:
		sel.from = s.Candidates(ctx, k, f)
	case always:
		sel.from.First, sel.from.End = s.Span(k)
	default:
		sel.from.IsList = true
	}
	return sel
}

func (s *snapshot) find(ctx context.Context, q graph.Find) (graph.Page, error) {
	if err := checkKind("find", q.Kind); err != nil {
		return graph.Page{}, err
	}
	p := s.placer(q.Kind, q.Order)
	if p.stored() && !q.Total && q.Window.Limit >= 0 {
		return s.selection(ctx, q.Kind, q.Where).page(ctx, p, q.Window)
	}
	got, err := s.Select(ctx, q.Kind, q.Where)
	if err != nil {
		return graph.Page{}, err
	}
	got = p.sort(got)
	return s.cut(got, p, q.Window, q.Total), ctx.Err()
}

func checkKind(op string, k graph.Kind) error {
	if k == 0 || int(k) > len(graph.Kinds()) {
		return graph.Errorf(op, graph.Invalid, "There is no kind %d: name one of the kinds of the model.", k)
	}
	return nil
}

// bounds gives the places in a sorted set between which a window lies.
func (s *snapshot) bounds(c columns.Set, p *placer, w graph.Window) (i, j int) {
	i, j = 0, c.Len()
	if w.After != nil {
		i = sort.Search(c.Len(), func(x int) bool { return p.compare(c.At(x), w.After) > 0 })
	}
	if w.Before != nil {
		j = sort.Search(c.Len(), func(x int) bool { return p.compare(c.At(x), w.Before) >= 0 })
	}
	return i, max(i, j)
}

// window gives the places in a sorted set at which a window begins and ends.
func (s *snapshot) window(c columns.Set, p *placer, w graph.Window) (i, j int) {
	i, j = s.bounds(c, p, w)
	switch {
	case w.Limit < 0 || j-i <= w.Limit:
		return i, j
	case w.Backward:
		return j - w.Limit, j
	default:
		return i, i + w.Limit
	}
}

// cut takes a window out of a sorted set that is known in full.
func (s *snapshot) cut(c columns.Set, p *placer, w graph.Window, total bool) graph.Page {
	i, j := s.window(c, p, w)
	page := graph.Page{HasPrevious: i > 0, HasNext: j < c.Len()}
	if total {
		page.Total = c.Len()
	}
	if i < j {
		page.Records = make([]graph.Record, 0, j-i)
		for ; i < j; i++ {
			page.Records = append(page.Records, s.all[c.At(i)])
		}
	}
	return page
}

// page takes a window out of the selection in the stored order, and looks at no
// more records than it must.
func (sel *selection) page(ctx context.Context, p *placer, w graph.Window) (graph.Page, error) {
	i, j := sel.s.bounds(sel.from, p, w)
	var page graph.Page
	take := func(from, to, by int) int {
		for ; from != to && len(page.Records) < w.Limit && sel.look(ctx); from += by {
			if id := sel.from.At(from); sel.cond.Holds(id) {
				page.Records = append(page.Records, sel.s.all[id])
			}
		}
		return from
	}
	begin, end := i, j // of what was looked at
	if w.Backward {
		begin = take(j-1, i-1, -1) + 1
		for a, b := 0, len(page.Records)-1; a < b; a, b = a+1, b-1 {
			page.Records[a], page.Records[b] = page.Records[b], page.Records[a]
		}
	} else {
		end = take(i, j, 1)
	}
	for x := begin - 1; x >= 0 && !page.HasPrevious && sel.look(ctx); x-- {
		page.HasPrevious = sel.cond.Holds(sel.from.At(x))
	}
	for x := end; x < sel.from.Len() && !page.HasNext && sel.look(ctx); x++ {
		page.HasNext = sel.cond.Holds(sel.from.At(x))
	}
	return page, ctx.Err()
}

// look says whether to go on, and asks the context now and then.
func (sel *selection) look(ctx context.Context) bool {
	sel.n++
	return sel.n%breath != 0 || ctx.Err() == nil
}
