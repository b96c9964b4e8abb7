package columns

import (
	"context"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// Set is a set of ids: those from First to End, or a list, sorted and distinct.
type Set struct {
	First, End int32
	List       []int32 // in place of the span, where IsList
	IsList     bool
}

// Len is how many ids there are.
func (c Set) Len() int {
	if c.IsList {
		return len(c.List)
	}
	return int(c.End - c.First)
}

// At gives the i-th id.
func (c Set) At(i int) int32 {
	if c.IsList {
		return c.List[i]
	}
	return c.First + int32(i)
}

// source is a way to reach all records that can meet a filter, and perhaps some
// others, without looking at each: about how many they are, and which.
type source struct {
	size int
	ids  func() []int32 // in any order, perhaps repeated
}

// worthwhile is how many times smaller than the kind a source must be, so that
// gathering and sorting it is cheaper than looking at every record.
const worthwhile = 4

// Candidates gives the records of a kind that must be looked at for a filter.
func (x *Index) Candidates(ctx context.Context, k graph.Kind, f graph.Filter) Set {
	first, end := x.Span(k)
	if src, ok := x.source(ctx, f); ok && src.size <= int(end-first)/worthwhile {
		return Set{List: x.sorted(k, src.ids()), IsList: true}
	}
	return Set{First: first, End: end}
}

// sorted sorts ids of a kind and drops repetitions. Long lists are marked in the
// span of the kind instead of being sorted.
func (x *Index) sorted(k graph.Kind, ids []int32) []int32 {
	first, end := x.Span(k)
	if len(ids) < int(end-first)/32 || len(ids) < 64 {
		slices.Sort(ids)
		return slices.Compact(ids)
	}
	marked := make([]bool, end-first)
	for _, id := range ids {
		marked[id-first] = true
	}
	out := ids[:0]
	for i, m := range marked {
		if m {
			out = append(out, first+int32(i))
		}
	}
	return out
}

// source finds a source for a filter. There is none for conditions that most
// records may meet without having anything in common, such as Not.
func (x *Index) source(ctx context.Context, f graph.Filter) (source, bool) {
	switch f := f.(type) {
	case graph.And:
		var best source
		found := false
		for _, part := range f {
			if src, ok := x.source(ctx, part); ok && (!found || src.size < best.size) {
				best, found = src, true
			}
		}
		return best, found
	case graph.Or:
		var parts []source
		for _, part := range f {
			src, ok := x.source(ctx, part)
			if !ok {
				return source{}, false
			}
			parts = append(parts, src)
		}
		return union(parts), true
	case graph.Compare:
		return x.compareSource(f)
	case graph.Has:
		if f.Quant == graph.Some && f.Edge.To != 0 {
			return x.hasSource(ctx, f)
		}
	}
	return source{}, false
}

// union copies what its parts give, which may belong to an index.
func union(parts []source) source {
	var all source
	for _, p := range parts {
		all.size += p.size
	}
	all.ids = func() []int32 {
		var out []int32
		for _, p := range parts {
			out = append(out, p.ids()...)
		}
		return out
	}
	return all
}

func (x *Index) compareSource(c graph.Compare) (source, bool) {
	switch {
	case c.Field.Type == graph.TypeEnum:
		var parts []source
		column, met := x.cols[c.Field], meets(c)
		column.enum()
		for code, n := range column.occur {
			if n > 0 && met[code] {
				parts = append(parts, source{int(n), func() []int32 { return column.posting(code) }})
			}
		}
		return union(parts), true
	case c.Op != graph.OpIn:
		return source{}, false
	case c.Field.Type == graph.TypeKey:
		return source{len(c.Strs), func() []int32 { return x.ids(c.Field.Kind, c.Strs) }}, true
	case c.Field.Type == graph.TypeRef, c.Field.Type == graph.TypeRefs:
		holders := x.refs[c.Field].against()
		targets := x.ids(c.Field.Target, c.Strs)
		size := 0
		for _, t := range targets {
			size += len(holders.Of(t))
		}
		return source{size, func() []int32 { return step(targets, holders) }}, true
	}
	return source{}, false
}

// ids looks keys up and leaves out what is not there.
func (x *Index) ids(k graph.Kind, keys []string) []int32 {
	out := make([]int32, 0, len(keys))
	for _, key := range keys {
		if id, ok := x.ID(k, key); ok {
			out = append(out, id)
		}
	}
	return out
}

// step goes from ids along lists.
func step(from []int32, l *Lists) []int32 {
	n := 0
	for _, id := range from {
		n += len(l.Of(id))
	}
	out := make([]int32, 0, n)
	for _, id := range from {
		out = append(out, l.Of(id)...)
	}
	return out
}

// hasSource finds the targets that meet the condition first, and walks the edge
// backwards from them. It pays where targets are few.
func (x *Index) hasSource(ctx context.Context, h graph.Has) (source, bool) {
	e := h.Edge
	inner, ok := x.source(ctx, h.Where)
	if !ok {
		if x.Size(e.To)*worthwhile > x.Size(e.From) {
			return source{}, false
		}
		// Few targets in all: look at each now, to know how many there are.
		ids := x.Matching(ctx, e.To, h.Where)
		inner = source{len(ids), func() []int32 { return ids }}
	}
	size := 0
	for _, path := range e.Paths {
		size += x.reach(inner.size, path)
	}
	return source{size, func() []int32 {
		targets := x.meeting(h.Where, x.sorted(e.To, inner.ids()))
		var out []int32
		for _, path := range e.Paths {
			if back := x.back(targets, path); out == nil {
				out = back
			} else {
				out = append(out, back...)
			}
		}
		if first := e.Paths[0][0]; len(e.Paths) == 1 && !first.Inverse && first.Ref.Kind == e.From {
			return out
		}
		// A reference to nodes of any kind leads back to other kinds as well.
		first, end := x.Span(e.From)
		return slices.DeleteFunc(out, func(id int32) bool { return id < first || id >= end })
	}}, true
}

// reach guesses how many records lead over a path to n targets.
func (x *Index) reach(n int, path []graph.Step) int {
	for i := len(path) - 1; i >= 0; i-- {
		n *= x.step(turned(path[i])).mean()
	}
	return n
}

// back walks a path backwards. What a step demands of its records is not checked:
// that only adds candidates.
func (x *Index) back(ids []int32, path []graph.Step) []int32 {
	for i := len(path) - 1; i >= 0; i-- {
		ids = step(ids, x.step(turned(path[i])))
		if i > 0 {
			slices.Sort(ids)
			ids = slices.Compact(ids)
		}
	}
	return ids
}

func turned(st graph.Step) graph.Step {
	st.Inverse = !st.Inverse
	return st
}

// meeting keeps those of ids that meet a filter.
func (x *Index) meeting(f graph.Filter, ids []int32) []int32 {
	c := x.Compile(f)
	return slices.DeleteFunc(ids, func(id int32) bool { return !c.Holds(id) })
}
