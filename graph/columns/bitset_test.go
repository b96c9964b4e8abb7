package columns

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawn is a bitset beside the plain set that it stands for.
type drawn struct {
	bits  bitset
	plain map[int32]bool
}

func draw(t *rapid.T, size int32, name string) drawn {
	d := drawn{newBitset(size), map[int32]bool{}}
	for _, i := range rapid.SliceOf(rapid.Int32Range(0, size-1)).Draw(t, name) {
		d.bits.set(i)
		d.plain[i] = true
	}
	return d
}

func (d drawn) check(t *rapid.T, size int32, what string, want func(i int32) bool) {
	var listed, visited []int32
	for i := range size {
		if d.bits.has(i) != want(i) {
			t.Fatalf("%s: %d is %t, want %t", what, i, d.bits.has(i), want(i))
		}
		if want(i) {
			listed = append(listed, i)
		}
	}
	d.bits.each(func(i int32) { visited = append(visited, i) })
	if !slices.Equal(visited, listed) || d.bits.len() != len(listed) {
		t.Fatalf("%s: visited %v of %d, want %v", what, visited, d.bits.len(), listed)
	}
}

func TestBitsetsAreSetsOfNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int32Range(1, 200).Draw(t, "size")
		a, b := draw(t, size, "a"), draw(t, size, "b")
		before := a.plain
		a.check(t, size, "a", func(i int32) bool { return before[i] })
		for _, op := range []struct {
			name string
			do   func(bitset)
			want func(i int32) bool
		}{
			{"and", func(s bitset) { s.and(b.bits) }, func(i int32) bool { return before[i] && b.plain[i] }},
			{"or", func(s bitset) { s.or(b.bits) }, func(i int32) bool { return before[i] || b.plain[i] }},
			{"and not", func(s bitset) { s.andNot(b.bits) }, func(i int32) bool { return before[i] && !b.plain[i] }},
			{"not", func(s bitset) { s.not(size) }, func(i int32) bool { return !before[i] }},
		} {
			c := drawn{bits: slices.Clone(a.bits)}
			op.do(c.bits)
			c.check(t, size, op.name, op.want)
		}
	})
}
