package memstore

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// ranking holds the places of records among the values of a field.
type ranking struct {
	once sync.Once
	of   []int32 // by place within the kind
}

// lastRank is the rank of absent values: they come last, upwards and downwards.
const lastRank = math.MaxInt32

// first is the id of the first record of a kind.
func (s *snapshot) first(k graph.Kind) int32 {
	first, _ := s.Span(k)
	return first
}

// rank gives the places of records among the values that they are sorted by:
// equal values have equal ranks.
func (s *snapshot) rank(f *graph.Field) []int32 {
	r := s.ranks[f]
	r.once.Do(func() {
		first, end := s.Span(f.Kind)
		type entry struct {
			value graph.SortValue
			at    int32
		}
		entries := make([]entry, end-first)
		for i, r := range s.all[first:end] {
			entries[i] = entry{graph.SortOf(f, r), int32(i)}
		}
		slices.SortFunc(entries, func(a, b entry) int {
			if a.value.Absent != b.value.Absent {
				if a.value.Absent {
					return 1
				}
				return -1
			}
			return cmp.Or(cmp.Compare(a.value.Num, b.value.Num), cmp.Compare(a.value.Str, b.value.Str))
		})
		r.of = make([]int32, len(entries))
		rank := int32(0)
		for i, e := range entries {
			if i > 0 && e.value != entries[i-1].value {
				rank++
			}
			r.of[e.at] = rank
			if e.value.Absent {
				r.of[e.at] = lastRank
			}
		}
	})
	return r.of
}
