package memstore

import (
	"context"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// set is a set of ids: those from first to end, or a list, sorted and distinct.
type set struct {
	first, end int32
	list       []int32 // in place of the span, where isList
	isList     bool
}

func (c set) len() int {
	if c.isList {
		return len(c.list)
	}
	return int(c.end - c.first)
}

func (c set) at(i int) int32 {
	if c.isList {
		return c.list[i]
	}
	return c.first + int32(i)
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

// candidates gives the records of a kind that must be looked at for a filter.
func (s *snapshot) candidates(ctx context.Context, k graph.Kind, f graph.Filter) set {
	first, end := s.span(k)
	if src, ok := s.source(ctx, f); ok && src.size <= int(end-first)/worthwhile {
		return set{list: s.sorted(k, src.ids()), isList: true}
	}
	return set{first: first, end: end}
}

// sorted sorts ids of a kind and drops repetitions. Long lists are marked in the
// span of the kind instead of being sorted.
func (s *snapshot) sorted(k graph.Kind, ids []int32) []int32 {
	first, end := s.span(k)
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
func (s *snapshot) source(ctx context.Context, f graph.Filter) (source, bool) {
	switch f := f.(type) {
	case graph.And:
		var best source
		found := false
		for _, part := range f {
			if src, ok := s.source(ctx, part); ok && (!found || src.size < best.size) {
				best, found = src, true
			}
		}
		return best, found
	case graph.Or:
		var parts []source
		for _, part := range f {
			src, ok := s.source(ctx, part)
			if !ok {
				return source{}, false
			}
			parts = append(parts, src)
		}
		return union(parts), true
	case graph.Compare:
		return s.compareSource(f)
	case graph.Has:
		if f.Quant == graph.Some && f.Edge.To != 0 {
			return s.hasSource(ctx, f)
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

func (s *snapshot) compareSource(c graph.Compare) (source, bool) {
	switch {
	case c.Field.Type == graph.TypeEnum:
		var parts []source
		for _, ids := range s.cols[c.Field].enum().posting {
			if len(ids) > 0 && graph.Match(s, c, s.all[ids[0]]) {
				parts = append(parts, source{len(ids), func() []int32 { return ids }})
			}
		}
		return union(parts), true
	case c.Op != graph.OpIn:
		return source{}, false
	case c.Field.Type == graph.TypeKey:
		return source{len(c.Strs), func() []int32 { return s.ids(c.Field.Kind, c.Strs) }}, true
	case c.Field.Type == graph.TypeRef, c.Field.Type == graph.TypeRefs:
		holders := s.refs[c.Field].against()
		targets := s.ids(c.Field.Target, c.Strs)
		size := 0
		for _, t := range targets {
			size += len(holders.of(t))
		}
		return source{size, func() []int32 { return step(targets, holders) }}, true
	}
	return source{}, false
}

// ids looks keys up and leaves out what is not there.
func (s *snapshot) ids(k graph.Kind, keys []string) []int32 {
	out := make([]int32, 0, len(keys))
	for _, key := range keys {
		if id, ok := s.id(k, key); ok {
			out = append(out, id)
		}
	}
	return out
}

// step goes from ids along lists.
func step(from []int32, l *lists) []int32 {
	var out []int32
	for _, id := range from {
		out = append(out, l.of(id)...)
	}
	return out
}

// hasSource finds the targets that meet the condition first, and walks the edge
// backwards from them. It pays where targets are few.
func (s *snapshot) hasSource(ctx context.Context, h graph.Has) (source, bool) {
	e := h.Edge
	inner, ok := s.source(ctx, h.Where)
	if !ok {
		if s.size(e.To)*worthwhile > s.size(e.From) {
			return source{}, false
		}
		// Few targets in all: look at each now, to know how many there are.
		ids := s.matching(ctx, e.To, h.Where)
		inner = source{len(ids), func() []int32 { return ids }}
	}
	size := 0
	for _, path := range e.Paths {
		size += s.reach(inner.size, path)
	}
	return source{size, func() []int32 {
		targets := s.meeting(h.Where, s.sorted(e.To, inner.ids()))
		var out []int32
		for _, path := range e.Paths {
			out = append(out, s.back(targets, path)...)
		}
		// A reference to nodes of any kind leads back to other kinds as well.
		first, end := s.span(e.From)
		return slices.DeleteFunc(out, func(id int32) bool { return id < first || id >= end })
	}}, true
}

// reach guesses how many records lead over a path to n targets.
func (s *snapshot) reach(n int, path []graph.Step) int {
	for i := len(path) - 1; i >= 0; i-- {
		n *= s.step(turned(path[i])).mean()
	}
	return n
}

// back walks a path backwards. What a step demands of its records is not checked:
// that only adds candidates.
func (s *snapshot) back(ids []int32, path []graph.Step) []int32 {
	for i := len(path) - 1; i >= 0; i-- {
		ids = step(ids, s.step(turned(path[i])))
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
func (s *snapshot) meeting(f graph.Filter, ids []int32) []int32 {
	c := s.compile(f)
	return slices.DeleteFunc(ids, func(id int32) bool { return !c.holds(id) })
}
