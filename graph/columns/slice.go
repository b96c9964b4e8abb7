package columns

import (
	"context"
	"slices"
	"sort"

	"github.com/exitgraph/exitgraph/graph"
)

// slice is a question about some values of its first axis and about the findings of no
// other, as a page of factors asks for counts of its own. Its groups are some of those
// of all values, which every page has in common.
//
// Counting for all is dearer than for some, so it waits until as much was spent on some.
type slice struct {
	n     *counting
	all   *counting // the same for all values
	parts *parts    // the filter without what it asks of the axis
	q     preparedQuestion
}

const (
	// maxWhole bounds the memory of an answer for all values.
	maxWhole = maxPrepared / 4
	// askingRows is what a question for few findings costs, in rows that are counted.
	askingRows = 256
)

// slice gives a question as a slice; nil where it is none.
func (n *counting) slice() *slice {
	if !n.t.GroupsOnly || len(n.t.By) == 0 {
		return nil
	}
	g := n.t.By[0]
	d := graph.DimensionOf(g.Dimension)
	if g.Place != nil || d.Node() == 0 || d.Path[0] == study {
		return nil
	}
	where, ok := besides(n.t.Where, g)
	if !ok || int64(n.x.Size(d.Node()))*n.cells.sizes[1]*n.cells.sizes[2] > maxWhole/groupBytes {
		return nil
	}
	s := &slice{n: n, parts: n.r.parts(where)}
	if !s.parts.isPrepared() {
		return nil
	}
	s.all = &counting{x: n.x, t: n.t, r: n.r}
	s.all.t.By = slices.Clone(n.t.By)
	s.all.axes[0] = n.r.wholeAxis(d)
	s.all.t.By[0] = s.all.axes[0].of
	if n.t.Units&^plainUnits == 0 {
		s.all.t.Units |= graph.CountStudies | graph.CountValences // which a pass counts anyway
	}
	for i, g := range n.t.By[1:] {
		s.all.axes[i+1] = n.r.axis(g)
	}
	s.all.cells = newCells(s.all.t.By)
	s.q = s.all.question(s.parts)
	return s
}

// besides gives a filter without the condition that findings stand on an axis, where it
// has that condition.
func besides(f graph.Filter, g graph.Axis) (rest graph.Filter, ok bool) {
	if and, isAnd := f.(graph.And); isAnd {
		for i, part := range and {
			if left, ok := besides(part, g); ok {
				return append(append(and[:i:i], and[i+1:]...), graph.Both(graph.And{}, left)), true
			}
		}
		return nil, false
	}
	path, c, ok := leaf(f)
	d := graph.DimensionOf(g.Dimension)
	return nil, ok && slices.Equal(path, d.Path) && c.Field == d.Field && c.Op == graph.OpIn && slices.Equal(c.Strs, g.Keys)
}

// wholeAxis gives an axis of all nodes of a dimension that findings refer to, which is
// the one that matrices have where one was asked for.
func (r *findingRows) wholeAxis(d *graph.DimensionModel) *axis {
	r.mu.Lock()
	a := r.wholes[d.Dimension]
	r.mu.Unlock()
	if a != nil {
		return a
	}
	first, end := r.x.Span(d.Node())
	g := graph.Axis{Dimension: d.Dimension, Keys: make([]string, 0, end-first)}
	for id := first; id < end; id++ {
		g.Keys = append(g.Keys, r.x.Key(id))
	}
	return r.axis(g)
}

// noteWhole notes an axis of all nodes of its dimension for slices.
func (r *findingRows) noteWhole(a *axis) {
	d := graph.DimensionOf(a.of.Dimension)
	if a.of.Place != nil || a.column == nil || a.single == nil || d.Node() == 0 {
		return
	}
	if nodes := a.single[:a.column.absent()]; len(nodes) == a.size && !slices.Contains(nodes, -1) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.wholes[a.of.Dimension] = a
	}
}

func (s *slice) answer(ctx context.Context) (*graph.Counted, error) {
	whole, spent := s.n.r.prepared.find(s.q)
	switch {
	case whole != nil:
	case spent < len(s.n.r.id):
		answer, err := s.n.whole(ctx)
		if s.n.rows != nil {
			spent = s.n.rows.n
		}
		s.n.r.prepared.spend(s.q, spent+askingRows)
		return answer, err
	default:
		var err error
		if whole, err = s.all.count(ctx, s.parts); err != nil {
			return nil, err
		}
	}
	return &graph.Counted{Groups: graph.GroupsIn(s.of(whole.Groups))}, ctx.Err()
}

// of finds the groups of the slice among those of all values.
func (s *slice) of(whole graph.Groups) *excerpt {
	e := &excerpt{whole: whole, units: s.n.t.Units}
	kind := graph.DimensionOf(s.n.t.By[0].Dimension).Node()
	first, _ := s.n.x.Span(kind)
	places := s.all.axes[0].single
	for place, key := range s.n.t.By[0].Keys {
		id, ok := s.n.x.ID(kind, key)
		if !ok {
			continue
		}
		wanted := places[id-first]
		at := sort.Search(whole.Len(), func(i int) bool { return whole.At(i)[0] >= wanted })
		for ; at < whole.Len() && whole.At(at)[0] == wanted; at++ {
			e.groups, e.places = append(e.groups, int32(at)), append(e.places, int32(place))
		}
	}
	return e
}

// excerpt are some groups of an answer, with places of their own on the first axis.
type excerpt struct {
	whole  graph.Groups
	units  graph.Units
	groups []int32 // in whole
	places []int32
}

// Len implements graph.GroupTable.
func (e *excerpt) Len() int { return len(e.groups) }

// At implements graph.GroupTable.
func (e *excerpt) At(i int) [3]int32 {
	at := e.whole.At(int(e.groups[i]))
	at[0] = e.places[i]
	return at
}

// Counts implements graph.GroupTable.
func (e *excerpt) Counts(i int) (c graph.Counts) {
	e.Read(i, &c)
	return c
}

// Read implements graph.GroupTable.
func (e *excerpt) Read(i int, c *graph.Counts) {
	e.whole.Read(int(e.groups[i]), c)
	*c = c.Only(e.units)
}
