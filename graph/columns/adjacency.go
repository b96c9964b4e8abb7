package columns

import (
	"slices"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// Lists holds a list of ids, sorted and distinct, for each id of a span: all of
// them in one slice, and where each begins.
type Lists struct {
	first int32
	from  []int32 // one more than there are lists; nil where each has one id at most
	to    []int32 // where from is nil: the id, or noID, of each list
}

// noID stands for no record.
const noID = -1

// Of gives the list of an id, empty outside the span. The caller must not change it.
func (l *Lists) Of(id int32) []int32 {
	i := id - l.first
	if l.from == nil {
		if i < 0 || int(i) >= len(l.to) || l.to[i] == noID {
			return nil
		}
		return l.to[i : i+1 : i+1]
	}
	if i < 0 || int(i) >= len(l.from)-1 {
		return nil
	}
	return l.to[l.from[i]:l.from[i+1]:l.from[i+1]]
}

// each visits what the lists hold, one after the other.
func (l *Lists) each(visit func(id, target int32)) {
	if l.from == nil {
		for i, target := range l.to {
			if target != noID {
				visit(l.first+int32(i), target)
			}
		}
		return
	}
	for i := range int32(len(l.from)) - 1 {
		for _, target := range l.to[l.from[i]:l.from[i+1]] {
			visit(l.first+i, target)
		}
	}
}

// ones gives the id of each of n lists that have one at most, noID for none.
func (l *Lists) ones(n int) []int32 {
	if l.from == nil && len(l.to) == n {
		return l.to
	}
	out := slices.Repeat([]int32{noID}, n)
	l.each(func(id, target int32) { out[id-l.first] = target })
	return out
}

// mean is how many ids a list has on average, rounded up.
func (l *Lists) mean() int {
	n := len(l.from) - 1
	switch {
	case l.from == nil && len(l.to) > 0:
		return 1
	case n <= 0:
		return 0
	default:
		return (len(l.to) + n - 1) / n
	}
}

// bytes is how much memory the lists take.
func (l *Lists) bytes() int { return 4 * (cap(l.from) + cap(l.to)) }

// references is one reference of the model table, along and against.
type references struct {
	x *Index
	f *graph.Field

	alongOnce, againstOnce sync.Once
	toTargets, toHolders   Lists

	// shuffled says that some record, which is not kept, names several in another order
	// than that of ids.
	shuffled bool
}

// see notes in which order a record names others.
func (r *references) see(keys []string) {
	for i := 1; i < len(keys) && !r.shuffled; i++ {
		r.shuffled = r.f.Target == 0 || keys[i-1] >= keys[i]
	}
}

// along leads from the records that hold the reference to those it names.
func (r *references) along() *Lists {
	r.alongOnce.Do(func() {
		first, end := r.x.Span(r.f.Kind)
		b := newReferring(r.f, int(end-first))
		for _, record := range r.x.all[first:end] {
			b.add(record, func(key string) int32 {
				// A reference that leads nowhere is a fault that validation reports.
				if id, ok := r.x.ID(r.f.Target, key); ok {
					return id
				}
				return noID
			})
		}
		r.toTargets = b.lists
		r.toTargets.first = first
	})
	return &r.toTargets
}

// referring gathers the targets of a reference, record by record.
type referring struct {
	f     *graph.Field
	lists Lists
}

func newReferring(f *graph.Field, records int) *referring {
	r := &referring{f: f, lists: Lists{to: make([]int32, 0, records)}}
	if f.Type == graph.TypeRefs {
		r.lists.from = make([]int32, 1, records+1)
	}
	return r
}

// add notes what the next record refers to.
func (r *referring) add(record graph.Record, find func(key string) int32) {
	l := &r.lists
	if r.f.Type == graph.TypeRef {
		to := int32(noID)
		if key := r.f.Str(record); key != "" {
			to = find(key)
		}
		l.to = append(l.to, to)
		return
	}
	start := len(l.to)
	for _, key := range r.f.List(record) {
		if id := find(key); id != noID {
			l.to = append(l.to, id)
		}
	}
	if len(l.to) > start+1 {
		slices.Sort(l.to[start:])
		l.to = l.to[:start+len(slices.Compact(l.to[start:]))]
	}
	l.from = append(l.from, int32(len(l.to)))
}

// against leads from the records that are named to those that hold the reference.
func (r *references) against() *Lists {
	r.againstOnce.Do(func() {
		along := r.along()
		first, end := r.x.Span(r.f.Target)
		l := Lists{first: first, from: make([]int32, end-first+1)}
		along.each(func(_, target int32) { l.from[target-first+1]++ })
		for i := 1; i < len(l.from); i++ {
			l.from[i] += l.from[i-1]
		}
		l.to = make([]int32, l.from[len(l.from)-1])
		next := slices.Clone(l.from)
		along.each(func(holder, target int32) {
			l.to[next[target-first]] = holder
			next[target-first]++
		})
		r.toHolders = l
	})
	return &r.toHolders
}

// Way is an edge made ready for walking. It has buffers of its own: one goroutine
// uses it, and a list it gives is good until it is asked again.
type Way struct {
	x         *Index
	paths     [][]hop
	firstPath bool
	here, out []int32
}

type hop struct {
	lists *Lists
	where test // what the records that are reached must meet; nil for nothing
}

// Way makes an edge ready.
func (x *Index) Way(e *graph.Edge) *Way {
	w := &Way{x: x, firstPath: e.FirstPath, paths: make([][]hop, len(e.Paths))}
	for i, path := range e.Paths {
		for _, step := range path {
			h := hop{lists: x.step(step)}
			if step.Where != nil {
				h.where = x.is(step.Where, step.Is)
			}
			w.paths[i] = append(w.paths[i], h)
		}
	}
	return w
}

// is tests whether a field has a value; "" is absence.
func (x *Index) is(f *graph.Field, value string) test {
	if value == "" {
		return x.absent(f)
	}
	return x.compileCompare(graph.Compare{Field: f, Op: graph.OpIn, Strs: []string{value}}).Holds
}

func (x *Index) step(step graph.Step) *Lists {
	if step.Inverse {
		return x.refs[step.Ref].against()
	}
	return x.refs[step.Ref].along()
}

// Targets gives the ids that the edge leads to from id, sorted and distinct. The
// caller must not change them.
func (w *Way) Targets(id int32) []int32 {
	if len(w.paths) == 1 && len(w.paths[0]) == 1 && w.paths[0][0].where == nil {
		return w.paths[0][0].lists.Of(id)
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
func (w *Way) walk(id int32, path []hop) {
	w.here = append(w.here[:0], id)
	for i, h := range path {
		// The ids of the next level are gathered behind those of this one.
		level := len(w.here)
		for _, at := range w.here[:level] {
			for _, t := range h.lists.Of(at) {
				if h.where == nil || h.where(t) {
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
