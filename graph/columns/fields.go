package columns

import (
	"math"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// column keeps the values of one field for all records of its kind, by place within
// the kind. It is made when it is first needed, of the records, or, where these are
// not kept, while they came by.
type column struct {
	x *Index
	f *graph.Field

	codesOnce sync.Once
	codes     []uint8
	occur     [noCode + 1]int32 // how many records have each code

	postingsOnce sync.Once
	postings     [noCode + 1][]int32 // ids by code, sorted

	numsOnce sync.Once
	nums     []int32

	wordsOnce sync.Once
	words     words

	missing bool // whether the values are neither here nor to be had
}

// noCode stands for the absence of an enum value.
const noCode = math.MaxUint8

// enum gives a TypeEnum field as places in its vocabulary.
func (c *column) enum() []uint8 {
	c.codesOnce.Do(func() {
		first, end := c.x.Span(c.f.Kind)
		coder := newCoder(c.f)
		c.codes = make([]uint8, end-first)
		for i, r := range c.x.all[first:end] {
			c.codes[i] = coder.code(c.f.Str(r))
		}
		c.count()
	})
	return c.codes
}

func (c *column) count() {
	for _, at := range c.codes {
		c.occur[at]++
	}
}

// coder turns values of an enum field into codes.
type coder map[string]uint8

func newCoder(f *graph.Field) coder {
	code := make(coder, len(f.Vocabulary.Values))
	for i, v := range f.Vocabulary.Values {
		code[v.Name] = uint8(i)
	}
	return code
}

func (c coder) code(value string) uint8 {
	if at, ok := c[value]; ok {
		return at
	}
	return noCode
}

// posting gives the ids of the records with a code.
func (c *column) posting(code int) []int32 {
	codes := c.enum()
	c.postingsOnce.Do(func() {
		first, _ := c.x.Span(c.f.Kind)
		for at, n := range c.occur {
			c.postings[at] = make([]int32, 0, n)
		}
		for i, at := range codes {
			c.postings[at] = append(c.postings[at], first+int32(i))
		}
	})
	return c.postings[code]
}

// numbers gives a TypeInt field, 0 for absence, or a TypeBool field as 0 and 1.
func (c *column) numbers() []int32 {
	c.numsOnce.Do(func() {
		first, end := c.x.Span(c.f.Kind)
		c.nums = make([]int32, end-first)
		for i, r := range c.x.all[first:end] {
			c.nums[i] = numberOf(c.f, r)
		}
	})
	return c.nums
}

func numberOf(f *graph.Field, r graph.Record) int32 {
	switch {
	case f.Type == graph.TypeInt:
		return int32(f.Int(r))
	case f.Bool(r):
		return 1
	default:
		return 0
	}
}

// folded gives the values of a field of words.
func (c *column) folded() *words {
	c.wordsOnce.Do(func() {
		first, end := c.x.Span(c.f.Kind)
		folded := make([][]string, end-first)
		// Single words share one slice, so that the column has few allocations.
		store := make([]string, 0, end-first)
		for i, r := range c.x.all[first:end] {
			start := len(store)
			store = appendFolded(store, c.f, r)
			folded[i] = store[start:len(store):len(store)]
		}
		c.words.folded = folded
	})
	return &c.words
}

func appendFolded(to []string, f *graph.Field, r graph.Record) []string {
	switch f.Type {
	case graph.TypeText:
		for _, tr := range f.Text(r) {
			to = append(to, graph.Fold(tr.Value))
		}
	case graph.TypeStrings:
		for _, v := range f.List(r) {
			to = append(to, graph.Fold(v))
		}
	default:
		if v := f.Str(r); v != "" {
			to = append(to, graph.Fold(v))
		}
	}
	return to
}

// absent tests whether records have no value in a field.
func (x *Index) absent(f *graph.Field) test {
	first := x.base[f.Kind]
	switch f.Type {
	case graph.TypeKey, graph.TypeBool:
		return func(int32) bool { return false }
	case graph.TypeEnum:
		codes := x.cols[f].enum()
		return func(id int32) bool { return codes[id-first] == noCode }
	case graph.TypeInt:
		nums := x.cols[f].numbers()
		return func(id int32) bool { return nums[id-first] == 0 }
	case graph.TypeRef, graph.TypeRefs:
		to := x.Along(f)
		return func(id int32) bool { return len(to.Of(id)) == 0 }
	default:
		words := x.cols[f].folded()
		return func(id int32) bool { return len(words.at(id-first)) == 0 }
	}
}
