package columns

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// ranking holds the places of records among the words of a field. It is made when
// something is first sorted by them.
type ranking struct {
	once   sync.Once
	value  func(n int32) graph.SortValue
	number []int32 // of the value of each record, by place within the kind; nil where each has its own
	rank   []int32 // by number
	by     []int32 // one of the numbers with each rank
}

// noRank is the rank of absent values.
const noRank = math.MaxInt32

// at gives the rank of the record at a place.
func (r *ranking) at(place int32) int32 {
	if r.number != nil {
		place = r.number[place]
	}
	return r.rank[place]
}

// ranking gives the ranks of a field: equal values have equal ones.
func (x *Index) ranking(f *graph.Field) *ranking {
	r := x.ranks[f]
	r.once.Do(func() {
		first, n := x.base[f.Kind], int(x.Size(f.Kind))
		r.value = func(n int32) graph.SortValue { return x.sortOf(f, first+n) }
		if w := &x.cols[f].words; w.number != nil {
			r.number, n = w.number, len(w.folded)
			r.value = func(n int32) graph.SortValue { return w.sortOf(f, n) }
		}
		r.make(n)
	})
	return r
}

func (r *ranking) make(n int) {
	type entry struct {
		value graph.SortValue
		at    int32
	}
	entries := make([]entry, 0, n)
	r.rank = make([]int32, n)
	for i := range int32(n) {
		if v := r.value(i); v.Absent {
			r.rank[i] = noRank
		} else {
			entries = append(entries, entry{v, i})
		}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.value.Num, b.value.Num), cmp.Compare(a.value.Str, b.value.Str))
	})
	for i, e := range entries {
		if i == 0 || e.value != entries[i-1].value {
			r.by = append(r.by, e.at)
		}
		r.rank[e.at] = int32(len(r.by) - 1)
	}
}

// placeAt gives the place of words among the values, as orderTerm tells those of records.
func (r *ranking) placeAt(words string) int64 {
	i := sort.Search(len(r.by), func(i int) bool { return r.value(r.by[i]).Str >= words })
	if i < len(r.by) && r.value(r.by[i]).Str == words {
		return 2 * int64(i)
	}
	return 2*int64(i) - 1
}

// sortOf gives the value that a record is sorted by.
func (x *Index) sortOf(f *graph.Field, id int32) graph.SortValue {
	if x.all != nil {
		return graph.SortOf(f, x.all[id])
	}
	place := id - x.base[f.Kind]
	switch f.Type {
	case graph.TypeKey:
		return graph.SortValue{Str: x.Key(id)}
	case graph.TypeRef:
		if to := x.Along(f).Of(id); len(to) > 0 {
			return graph.SortValue{Str: x.Key(to[0])}
		}
		return graph.SortValue{Absent: true}
	case graph.TypeEnum:
		if code := x.cols[f].enum()[place]; code != noCode {
			return graph.SortValue{Num: int(code)}
		}
		return graph.SortValue{Absent: true}
	case graph.TypeInt:
		n := int(x.cols[f].numbers()[place])
		return graph.SortValue{Absent: n == 0, Num: n}
	default:
		return x.cols[f].words.sortOf(f, x.cols[f].words.number[place])
	}
}

// sortOf gives what the value with a number is sorted by, where records are not kept.
func (w *words) sortOf(f *graph.Field, n int32) graph.SortValue {
	r := graph.ModelOf(f.Kind).New()
	w.write(f, r, n)
	return graph.SortOf(f, r)
}
