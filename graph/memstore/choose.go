package memstore

import (
	"context"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// rows are rows of findings in order: a list of them, or all.
type rows struct {
	list []int32
	all  bool
	n    int // how many
}

func (r rows) at(i int) int32 {
	if r.all {
		return int32(i)
	}
	return r.list[i]
}

// choose gives the rows of the findings that meet a filter.
func (c *findingColumns) choose(ctx context.Context, f graph.Filter) (rows, error) {
	ofStudy, others := splitByStudy(f)
	if ofStudy != nil {
		if got, ok := c.chooseStudies(ctx, ofStudy, others); ok {
			return got, ctx.Err()
		}
	}
	sel := c.s.selection(ctx, graph.KindFinding, f)
	switch {
	case sel.cond.known() && sel.cond.always:
		return rows{all: true, n: len(c.id)}, nil
	case sel.from.isList:
		got, err := sel.all(ctx)
		return c.rowsOf(got.list), err
	}
	var out rows
	for row, id := range c.id {
		if row%breath == breath-1 && ctx.Err() != nil {
			break
		}
		if sel.cond.test(id) {
			out.list = append(out.list, int32(row))
		}
	}
	out.n = len(out.list)
	return out, ctx.Err()
}

// rowsOf gives the rows of ids, and uses the list for them. Long lists are marked
// instead of being sorted.
func (c *findingColumns) rowsOf(ids []int32) rows {
	first := c.s.base[graph.KindFinding]
	for i, id := range ids {
		ids[i] = c.row[id-first]
	}
	if len(ids) < max(64, len(c.id)/64) {
		slices.Sort(ids)
		return rows{list: ids, n: len(ids)}
	}
	marked := make([]bool, len(c.id))
	for _, row := range ids {
		marked[row] = true
	}
	ids = ids[:0]
	for row, m := range marked {
		if m {
			ids = append(ids, int32(row))
		}
	}
	return rows{list: ids, n: len(ids)}
}

// splitByStudy divides a filter over findings into what it asks of their study,
// as a filter over studies, and the rest; either may be nil.
func splitByStudy(f graph.Filter) (ofStudy, others graph.Filter) {
	switch f := f.(type) {
	case graph.And:
		for _, part := range f {
			of, other := splitByStudy(part)
			ofStudy, others = graph.Both(ofStudy, of), graph.Both(others, other)
		}
		return ofStudy, others
	case graph.Has:
		if f.Quant == graph.Some && f.Edge == graph.ModelOf(graph.KindFinding).Edge("study") {
			// Without a condition it asks for a study, whichever.
			return graph.Both(graph.And{}, f.Where), nil
		}
	}
	return nil, f
}

// chooseStudies finds the studies first: their rows stand together. It declines
// where the other conditions alone leave fewer rows to look at.
func (c *findingColumns) chooseStudies(ctx context.Context, ofStudy, others graph.Filter) (rows, bool) {
	first := c.s.base[graph.KindStudy]
	studies := c.s.matching(ctx, graph.KindStudy, ofStudy)
	size := 0
	for _, id := range studies {
		size += int(c.ofStudy[id-first+1] - c.ofStudy[id-first])
	}
	if src, ok := c.s.source(ctx, others); ok && src.size*worthwhile < size {
		return rows{}, false
	}
	cond := c.s.compile(others)
	out := rows{list: make([]int32, 0, size)}
	for _, id := range studies {
		if ctx.Err() != nil {
			break
		}
		for row := c.ofStudy[id-first]; row < c.ofStudy[id-first+1]; row++ {
			if cond.holds(c.id[row]) {
				out.list = append(out.list, row)
			}
		}
	}
	out.n = len(out.list)
	return out, true
}
