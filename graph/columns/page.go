package columns

import (
	"context"
	"slices"
	"sort"

	"github.com/exitgraph/exitgraph/graph"
)

// Part is a part of a list, as a graph.Page, with ids in place of records.
type Part struct {
	IDs         []int32
	Total       int
	HasPrevious bool
	HasNext     bool
}

// lister makes parts of lists that have one order and one window. One goroutine uses
// it at a time.
type lister struct {
	ctx    context.Context
	order  *order
	window graph.Window
	total  bool

	after, before *spot
	ids           []int32 // of all parts so far, one behind the other
	looked        int     // records so far
	ended         bool    // whether the context was found to be over
}

func (x *Index) lister(ctx context.Context, k graph.Kind, given []graph.OrderTerm, w graph.Window, total bool) *lister {
	o := x.order(k, given)
	return &lister{ctx: ctx, order: o, window: w, total: total, after: o.spot(w.After), before: o.spot(w.Before)}
}

// look says whether to go on, and asks the context now and then.
func (l *lister) look() bool {
	if l.looked++; l.looked%breath == 0 {
		l.ended = l.ended || l.ctx.Err() != nil
	}
	return !l.ended
}

// part makes a part of the list of those that meet a condition. Its ids stand at the
// end of l.ids and are not in the answer. The set is sorted by id.
func (l *lister) part(from Set, cond Condition) Part {
	switch {
	case cond.known() && !cond.always:
		return Part{}
	case l.order.byID():
		return l.walk(from, cond)
	}
	s := l.selection()
	for i := 0; i < from.Len() && l.look(); i++ {
		if id := from.At(i); cond.Holds(id) {
			s.add(id)
		}
	}
	return s.part()
}

// walk takes a part out of a list in the order of ids, up or down, and looks at no more
// records than it must.
func (l *lister) walk(from Set, cond Condition) Part {
	n, at := from.Len(), from.At
	if l.order.down {
		at = func(i int) int32 { return from.At(n - 1 - i) }
	}
	i, j := l.between(n, at)
	begin, end := i, j // what was looked at
	start := len(l.ids)
	if l.window.Backward {
		begin = l.take(j-1, i-1, -1, at, cond) + 1
		slices.Reverse(l.ids[start:])
	} else {
		end = l.take(i, j, 1, at, cond)
	}
	var part Part
	for x := begin - 1; x >= 0 && !part.HasPrevious && l.look(); x-- {
		part.HasPrevious = cond.Holds(at(x))
	}
	for x := end; x < n && !part.HasNext && l.look(); x++ {
		part.HasNext = cond.Holds(at(x))
	}
	switch {
	case l.total && begin == 0 && end == n:
		part.Total = len(l.ids) - start
	case l.total:
		part.Total = l.count(from, cond)
	}
	return part
}

// between gives the places among n in order that stand between the ends of the window.
func (l *lister) between(n int, at func(int) int32) (i, j int) {
	j = n
	if l.after != nil {
		i = sort.Search(n, func(i int) bool { return l.order.against(at(i), l.after) > 0 })
	}
	if l.before != nil {
		j = sort.Search(n, func(i int) bool { return l.order.against(at(i), l.before) >= 0 })
	}
	return i, max(i, j)
}

// take goes from one place towards another until it has what is wanted, and gives the
// place that it did not look at any more.
func (l *lister) take(from, to, by int, at func(int) int32, cond Condition) int {
	limit, start := l.window.Limit, len(l.ids)
	for ; from != to && (limit < 0 || len(l.ids)-start < limit) && l.look(); from += by {
		if id := at(from); cond.Holds(id) {
			l.ids = append(l.ids, id)
		}
	}
	return from
}

func (l *lister) count(from Set, cond Condition) int {
	if cond.known() {
		return from.Len()
	}
	n := 0
	for i := 0; i < from.Len() && l.look(); i++ {
		if cond.Holds(from.At(i)) {
			n++
		}
	}
	return n
}

// selection gathers the first or the last records of a list, or all of them, without
// sorting the rest of the list.
type selection struct {
	*lister
	start int // in l.ids: from there on it is a heap, with the record on top that goes first
	bar   int64
	first *orderTerm

	early, between, late int // records before the window, in it and after it
}

func (l *lister) selection() *selection {
	s := &selection{lister: l, start: len(l.ids)}
	if len(l.order.terms) > 0 {
		s.first = &l.order.terms[0]
	}
	return s
}

// add takes a record in.
func (s *selection) add(id int32) {
	switch {
	case s.after != nil && s.order.against(id, s.after) <= 0:
		s.early++
		return
	case s.before != nil && s.order.against(id, s.before) >= 0:
		s.late++
		return
	}
	s.between++
	limit := s.window.Limit
	switch best := s.ids[s.start:]; {
	case limit < 0:
		s.ids = append(s.ids, id)
	case len(best) < limit:
		s.ids = append(s.ids, id)
		if best = s.ids[s.start:]; len(best) == limit {
			for i := len(best)/2 - 1; i >= 0; i-- {
				s.down(best, i)
			}
			s.raise()
		}
	case limit > 0 && s.better(id, best[0]):
		best[0] = id
		s.down(best, 0)
		s.raise()
	}
}

// raise notes what the next record is first compared with.
func (s *selection) raise() {
	if s.first != nil {
		s.bar = s.first.place(s.ids[s.start])
	}
}

// better says whether a record is to be taken in place of the one on top.
func (s *selection) better(id, top int32) bool {
	if s.first != nil {
		if place := s.first.place(id); place != s.bar {
			return place < s.bar != s.window.Backward
		}
	}
	return s.sooner(id, top)
}

// sooner says whether a is wanted before b.
func (s *selection) sooner(a, b int32) bool {
	c := s.order.compare(a, b)
	return c < 0 && !s.window.Backward || c > 0 && s.window.Backward
}

// down brings the heap into order below a place.
func (s *selection) down(heap []int32, i int) {
	for {
		worst := 2*i + 1
		if worst >= len(heap) {
			return
		}
		if right := worst + 1; right < len(heap) && s.sooner(heap[worst], heap[right]) {
			worst = right
		}
		if !s.sooner(heap[i], heap[worst]) {
			return
		}
		heap[i], heap[worst] = heap[worst], heap[i]
		i = worst
	}
}

// part sorts what was gathered. The ids stand at the end of l.ids.
func (s *selection) part() Part {
	best := s.ids[s.start:]
	slices.SortFunc(best, s.order.compare)
	p := Part{HasPrevious: s.early > 0, HasNext: s.late > 0}
	if s.total {
		p.Total = s.early + s.between + s.late
	}
	if len(best) < s.between {
		p.HasPrevious = p.HasPrevious || s.window.Backward
		p.HasNext = p.HasNext || !s.window.Backward
	}
	return p
}
