package schema

import (
	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// direct reads what a field leads to out of the object itself, without a question to
// the store. Where nothing below asks one either, the writer follows such fields while
// it writes, and nothing is laid out before: see planField.streams. one is set for a
// single object, all others but slot for a list.
//
// Objects that are made on the way are made in what room gave, and each is good until
// the next one is asked for with the same; room is nil where all stand somewhere already.
type direct struct {
	// one gives an object, nil for null. slot, of an object that comes again and again, is
	// a small number that is mostly another one for another object: what was written of it
	// is kept there. It is ownSlot for others, and for those that are made on the way.
	one   func(o, into any) (to any, slot int)
	count func(o any) int
	item  func(o any, i int, into any) any
	room  func() any
	// shared says that one gives slots.
	shared bool
	// load reads the field for a whole level, where something below needs the store.
	load loadFunc
}

const ownSlot = -1

// listLoad lays out the lists of all parents, one behind the other.
func listLoad(count func(o any) int, item func(o any, i int) any) loadFunc {
	return func(_ *run, parents []any, _ args) (loaded, error) {
		total := 0
		for _, p := range parents {
			total += count(p)
		}
		out, all := loaded{many: make([][]any, len(parents))}, make([]any, 0, total)
		for i, p := range parents {
			start := len(all)
			for at := range count(p) {
				all = append(all, item(p, at))
			}
			out.many[i] = all[start:len(all):len(all)]
		}
		return out, nil
	}
}

// each reads a single object.
func each[T any](get func(T) any) *direct {
	return &direct{
		one: func(o, _ any) (any, int) { return get(o.(T)), ownSlot },
		load: func(_ *run, parents []any, _ args) (loaded, error) {
			out := loaded{one: make([]any, len(parents))}
			for i, p := range parents {
				out.one[i] = get(p.(T))
			}
			return out, nil
		},
	}
}

// shared is each for objects that many others lead to.
func shared[T any](get func(T) any, slot func(T) int) *direct {
	d := each(get)
	d.one, d.shared = func(o, _ any) (any, int) { return get(o.(T)), slot(o.(T)) }, true
	return d
}

// countsOfCell reads counts, which are worked out when they are asked for. Empty cells
// share theirs.
func countsOfCell[T any](cell func(T) (*evidence.Matrix, int)) *direct {
	none := &graph.Counts{}
	return &direct{
		one: func(o, into any) (any, int) {
			m, at := cell(o.(T))
			if m.Empty(at) {
				return none, 0
			}
			m.Read(at, into.(*graph.Counts))
			return into, ownSlot
		},
		room:   func() any { return &graph.Counts{} },
		shared: true,
		load: func(_ *run, parents []any, _ args) (loaded, error) {
			made := make([]graph.Counts, len(parents))
			for i, p := range parents {
				m, at := cell(p.(T))
				m.Read(at, &made[i])
			}
			return loaded{one: pointers(made)}, nil
		},
	}
}

// eachOf reads the elements of a slice.
func eachOf[T, E any](get func(T) []E) *direct {
	d := &direct{
		count: func(o any) int { return len(get(o.(T))) },
		item:  func(o any, i int, _ any) any { return &get(o.(T))[i] },
	}
	d.load = listLoad(d.count, func(o any, i int) any { return d.item(o, i, nil) })
	return d
}

// eachRecord reads records.
func eachRecord[T any, R graph.Record](get func(T) []R) *direct {
	d := &direct{
		count: func(o any) int { return len(get(o.(T))) },
		item:  func(o any, i int, _ any) any { return get(o.(T))[i] },
	}
	d.load = listLoad(d.count, func(o any, i int) any { return d.item(o, i, nil) })
	return d
}

// eachMade makes entries on the way.
func eachMade[T, E any](count func(T) int, entry func(of T, i int) E) *direct {
	d := &direct{
		count: func(o any) int { return count(o.(T)) },
		item: func(o any, i int, into any) any {
			*into.(*E) = entry(o.(T), i)
			return into
		},
		room: func() any { return new(E) },
	}
	d.load = func(r *run, parents []any, a args) (loaded, error) {
		total := 0
		for _, p := range parents {
			total += d.count(p)
		}
		made := make([]E, 0, total) // never grows, so that entries stay where they are
		return listLoad(d.count, func(o any, i int) any {
			made = append(made, entry(o.(T), i))
			return &made[len(made)-1]
		})(r, parents, a)
	}
	return d
}

// pointers gives the addresses of the elements, as objects.
func pointers[T any](list []T) []any {
	out := make([]any, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}

// listsOf gives each parent its list of records, all one behind the other.
func listsOf(lists [][]graph.Record, at []int) [][]any {
	total := 0
	for _, j := range at {
		total += len(lists[j])
	}
	out, all := make([][]any, len(at)), make([]any, 0, total)
	for i, j := range at {
		start := len(all)
		for _, r := range lists[j] {
			all = append(all, r)
		}
		out[i] = all[start:len(all):len(all)]
	}
	return out
}
