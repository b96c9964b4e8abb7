package memstore

import (
	"slices"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// lists holds a list of ids, sorted and distinct, for each id of a span: all of
// them in one slice, and where each begins.
type lists struct {
	first int32
	from  []int32 // one more than there are lists
	to    []int32
}

func (l *lists) of(id int32) []int32 {
	i := id - l.first
	if i < 0 || int(i) >= len(l.from)-1 {
		return nil
	}
	return l.to[l.from[i]:l.from[i+1]:l.from[i+1]]
}

// mean is how many ids a list has on average, rounded up.
func (l *lists) mean() int {
	n := len(l.from) - 1
	if n <= 0 {
		return 0
	}
	return (len(l.to) + n - 1) / n
}

// references is one reference of the model table, along and against.
type references struct {
	s *snapshot
	f *graph.Field

	alongOnce, againstOnce sync.Once
	toTargets, toHolders   lists
}

// along leads from the records that hold the reference to those it names.
func (r *references) along() *lists {
	r.alongOnce.Do(func() {
		first, end := r.s.span(r.f.Kind)
		l := lists{first: first, from: make([]int32, 1, end-first+1), to: make([]int32, 0, end-first)}
		add := func(key string) {
			// A reference that leads nowhere is a fault that validation reports.
			if id, ok := r.s.id(r.f.Target, key); ok && key != "" {
				l.to = append(l.to, id)
			}
		}
		for _, record := range r.s.all[first:end] {
			start := len(l.to)
			if r.f.Type == graph.TypeRef {
				add(r.f.Str(record))
			} else {
				for _, key := range r.f.List(record) {
					add(key)
				}
				slices.Sort(l.to[start:])
				l.to = l.to[:start+len(slices.Compact(l.to[start:]))]
			}
			l.from = append(l.from, int32(len(l.to)))
		}
		r.toTargets = l
	})
	return &r.toTargets
}

// against leads from the records that are named to those that hold the reference.
func (r *references) against() *lists {
	r.againstOnce.Do(func() {
		along := r.along()
		first, end := r.s.span(r.f.Target)
		l := lists{first: first, from: make([]int32, end-first+1), to: make([]int32, len(along.to))}
		for _, t := range along.to {
			l.from[t-first+1]++
		}
		for i := 1; i < len(l.from); i++ {
			l.from[i] += l.from[i-1]
		}
		next := slices.Clone(l.from)
		for i := range len(along.from) - 1 {
			holder := along.first + int32(i)
			for _, t := range along.of(holder) {
				l.to[next[t-first]] = holder
				next[t-first]++
			}
		}
		r.toHolders = l
	})
	return &r.toHolders
}

// way is an edge made ready for walking. It has buffers of its own: one goroutine
// uses it, and a list it gives is good until it is asked again.
type way struct {
	s         *snapshot
	paths     [][]hop
	firstPath bool
	here, out []int32
}

type hop struct {
	lists *lists
	where *graph.Field
	is    string
}

func (s *snapshot) way(e *graph.Edge) *way {
	w := &way{s: s, firstPath: e.FirstPath, paths: make([][]hop, len(e.Paths))}
	for i, path := range e.Paths {
		for _, step := range path {
			w.paths[i] = append(w.paths[i], hop{lists: s.step(step), where: step.Where, is: step.Is})
		}
	}
	return w
}

func (s *snapshot) step(step graph.Step) *lists {
	if step.Inverse {
		return s.refs[step.Ref].against()
	}
	return s.refs[step.Ref].along()
}

// targets gives the ids that the edge leads to from id, sorted and distinct. The
// caller must not change them.
func (w *way) targets(id int32) []int32 {
	if len(w.paths) == 1 && len(w.paths[0]) == 1 && w.paths[0][0].where == nil {
		return w.paths[0][0].lists.of(id)
	}
	w.out = w.out[:0]
	for _, path := range w.paths {
		w.walk(id, path)
		if w.firstPath && len(w.out) > 0 {
			break
		}
	}
	if len(w.out) > 1 {
		slices.Sort(w.out)
		w.out = slices.Compact(w.out)
	}
	return w.out
}

// walk appends what one path reaches to w.out.
func (w *way) walk(id int32, path []hop) {
	w.here = append(w.here[:0], id)
	for i, h := range path {
		// The ids of the next level are gathered behind those of this one.
		level := len(w.here)
		for _, at := range w.here[:level] {
			for _, t := range h.lists.of(at) {
				if h.where == nil || h.where.Str(w.s.all[t]) == h.is {
					if i == len(path)-1 {
						w.out = append(w.out, t)
					} else {
						w.here = append(w.here, t)
					}
				}
			}
		}
		w.here = append(w.here[:0], w.here[level:]...)
	}
}
