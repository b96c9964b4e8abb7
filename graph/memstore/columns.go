package memstore

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// columns keeps what is computed from one field for all records of its kind, by
// place within the kind.
type columns struct {
	s *snapshot
	f *graph.Field

	codesOnce sync.Once
	codes     enumColumn

	wordsOnce sync.Once
	words     [][]string

	ranksOnce sync.Once
	ranks     []int32
}

// noCode stands for the absence of an enum value.
const noCode = math.MaxUint8

// enumColumn is a TypeEnum field as places in its vocabulary.
type enumColumn struct {
	code    []uint8
	posting [noCode + 1][]int32 // ids by code, sorted
}

func (c *columns) enum() *enumColumn {
	c.codesOnce.Do(func() {
		first, end := c.s.span(c.f.Kind)
		code := make(map[string]uint8, len(c.f.Vocabulary.Values))
		for i, v := range c.f.Vocabulary.Values {
			code[v.Name] = uint8(i)
		}
		c.codes.code = make([]uint8, end-first)
		var sizes [noCode + 1]int
		for i, r := range c.s.all[first:end] {
			at, ok := code[c.f.Str(r)]
			if !ok {
				at = noCode
			}
			c.codes.code[i] = at
			sizes[at]++
		}
		for at, n := range sizes {
			c.codes.posting[at] = make([]int32, 0, n)
		}
		for i, at := range c.codes.code {
			c.codes.posting[at] = append(c.codes.posting[at], first+int32(i))
		}
	})
	return &c.codes
}

// folded gives the folded values of a field of words: none, one or several for
// each record.
func (c *columns) folded() [][]string {
	c.wordsOnce.Do(func() {
		first, end := c.s.span(c.f.Kind)
		c.words = make([][]string, end-first)
		// Single words share one slice, so that the column has few allocations.
		store := make([]string, 0, end-first)
		for i, r := range c.s.all[first:end] {
			start := len(store)
			switch c.f.Type {
			case graph.TypeText:
				for _, tr := range c.f.Text(r) {
					store = append(store, graph.Fold(tr.Value))
				}
			case graph.TypeStrings:
				for _, v := range c.f.List(r) {
					store = append(store, graph.Fold(v))
				}
			default:
				if v := c.f.Str(r); v != "" {
					store = append(store, graph.Fold(v))
				}
			}
			c.words[i] = store[start:len(store):len(store)]
		}
	})
	return c.words
}

// lastRank is the rank of absent values: they come last, upwards and downwards.
const lastRank = math.MaxInt32

// rank gives the places of records among the values that they are sorted by:
// equal values have equal ranks.
func (c *columns) rank() []int32 {
	c.ranksOnce.Do(func() {
		first, end := c.s.span(c.f.Kind)
		type entry struct {
			value graph.SortValue
			at    int32
		}
		entries := make([]entry, end-first)
		for i, r := range c.s.all[first:end] {
			entries[i] = entry{graph.SortOf(c.f, r), int32(i)}
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
		c.ranks = make([]int32, len(entries))
		rank := int32(0)
		for i, e := range entries {
			if i > 0 && e.value != entries[i-1].value {
				rank++
			}
			c.ranks[e.at] = rank
			if e.value.Absent {
				c.ranks[e.at] = lastRank
			}
		}
	})
	return c.ranks
}
