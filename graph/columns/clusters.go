package columns

import (
	"context"
	"slices"
	"sort"
	"strconv"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// attributes keeps, as sets of clusters, which studies have which values: one bitset
// for a value of an attribute, and for numbers one for "at most this much", so that
// a range is one set without another. Each is made when it is first asked for.
type attributes struct {
	mu      sync.Mutex
	sets    map[attribute]bitset
	bytes   int
	numbers map[*graph.Field][]int32 // the values that occur, sorted
}

// attribute names a set: a value, or the least and all between, at the end of a path
// of edges from the study.
type attribute struct {
	path  string
	field *graph.Field
	value string
	upTo  bool
}

// maxAttributes bounds the memory of all sets. A set beyond it is made for each
// question anew.
const maxAttributes = 16 << 20

// sized is how many numbers sets of clusters are about.
func (r *findingRows) sized() int32 { return r.noStudy + 1 }

// studies gives the clusters whose study meets a filter over studies. The result is
// the caller's.
func (r *findingRows) studies(f graph.Filter) bitset {
	switch f := f.(type) {
	case nil:
		return r.anyStudy()
	case graph.And:
		all := r.anyStudy()
		for _, part := range f {
			all.and(r.studies(part))
		}
		return all
	case graph.Or:
		any := newBitset(r.sized())
		for _, part := range f {
			any.or(r.studies(part))
		}
		return any
	case graph.Not:
		others := r.anyStudy()
		others.andNot(r.studies(f.Filter))
		return others
	}
	if path, compare, ok := leaf(f); ok {
		return r.compared(path, compare)
	}
	return r.evaluate(f)
}

// anyStudy gives all clusters that have a study.
func (r *findingRows) anyStudy() bitset {
	all := newBitset(r.sized())
	all.not(r.sized())
	all[0] &^= 1 // clusters are numbered from 1
	all[r.noStudy>>6] &^= 1 << (r.noStudy & 63)
	return all
}

// leaf takes a filter apart that asks for some target over a path of edges with a
// value that is compared.
func leaf(f graph.Filter) (path []*graph.Edge, c graph.Compare, ok bool) {
	for {
		switch at := f.(type) {
		case graph.Compare:
			return path, at, true
		case graph.Has:
			if at.Quant != graph.Some {
				return nil, c, false
			}
			path, f = append(path, at.Edge), at.Where
		default:
			return nil, c, false
		}
	}
}

// maxOperands is up to how many operands of a comparison each have a set.
const maxOperands = 32

// compared gives the clusters of studies with a value that is compared.
func (r *findingRows) compared(path []*graph.Edge, c graph.Compare) bitset {
	at := attribute{path: pathName(path), field: c.Field}
	number := c.Field.Type == graph.TypeInt
	switch {
	case len(c.Nums)+len(c.Strs) > maxOperands:
		return r.evaluate(along(path, c))
	case c.Op == graph.OpIn && number:
		any := newBitset(r.sized())
		for _, n := range c.Nums {
			at.value = strconv.Itoa(n)
			any.or(r.kept(at, path, graph.Compare{Field: c.Field, Op: graph.OpIn, Nums: []int{n}}))
		}
		return any
	case c.Op == graph.OpIn && c.Field.Type != graph.TypeBool:
		any := newBitset(r.sized())
		for _, v := range c.Strs {
			at.value = v
			any.or(r.kept(at, path, graph.Compare{Field: c.Field, Op: graph.OpIn, Strs: []string{v}}))
		}
		return any
	case number && len(path) == 0 && len(c.Nums) == 1:
		return r.ranged(at, c)
	default:
		return r.evaluate(along(path, c))
	}
}

// along asks for a condition at the end of a path.
func along(path []*graph.Edge, f graph.Filter) graph.Filter {
	for _, e := range slices.Backward(path) {
		f = graph.Has{Edge: e, Quant: graph.Some, Where: f}
	}
	return f
}

// ranged gives the clusters of studies whose number is beyond one end.
func (r *findingRows) ranged(at attribute, c graph.Compare) bitset {
	most := c.Nums[0]
	if c.Op == graph.OpLess || c.Op == graph.OpMoreEqual {
		most--
	}
	// What is at most a number is at most the largest that occurs below it.
	occur := r.occurring(c.Field)
	i := sort.Search(len(occur), func(i int) bool { return int(occur[i]) > most })
	upTo := newBitset(r.sized())
	if i > 0 {
		at.value, at.upTo = strconv.Itoa(int(occur[i-1])), true
		upTo.or(r.kept(at, nil, graph.Compare{Field: c.Field, Op: graph.OpLessEqual, Nums: []int{int(occur[i-1])}}))
	}
	if c.Op == graph.OpLess || c.Op == graph.OpLessEqual {
		return upTo
	}
	if len(occur) == 0 {
		return upTo
	}
	at.value, at.upTo = strconv.Itoa(int(occur[len(occur)-1])), true
	beyond := slices.Clone(r.kept(at, nil, graph.Compare{Field: c.Field, Op: graph.OpLessEqual, Nums: []int{int(occur[len(occur)-1])}}))
	beyond.andNot(upTo)
	return beyond
}

// occurring lists the numbers that a field of studies holds, sorted.
func (r *findingRows) occurring(f *graph.Field) []int32 {
	a := &r.attributes
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.numbers == nil {
		a.numbers = map[*graph.Field][]int32{}
	}
	if _, ok := a.numbers[f]; !ok {
		all := slices.Clone(r.x.cols[f].numbers())
		slices.Sort(all)
		all = slices.Compact(all)
		if len(all) > 0 && all[0] == 0 {
			all = all[1:] // absence
		}
		a.numbers[f] = all
	}
	return a.numbers[f]
}

// kept gives the set of an attribute, made if it is not there. It is shared.
func (r *findingRows) kept(at attribute, path []*graph.Edge, c graph.Compare) bitset {
	a := &r.attributes
	a.mu.Lock()
	set, ok := a.sets[at]
	a.mu.Unlock()
	if ok {
		return set
	}
	set = r.evaluate(along(path, c))
	if set.len() == 0 {
		return set // values that nobody has are without number
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.bytes += 8 * len(set); a.bytes <= maxAttributes {
		if a.sets == nil {
			a.sets = map[attribute]bitset{}
		}
		a.sets[at] = set
	}
	return set
}

// evaluate asks the studies.
func (r *findingRows) evaluate(f graph.Filter) bitset {
	set, first := newBitset(r.sized()), r.x.base[graph.KindStudy]
	for _, id := range r.x.Matching(context.Background(), graph.KindStudy, f) {
		if c := r.ofStudy[id-first]; c != 0 {
			set.set(c)
		}
	}
	return set
}
