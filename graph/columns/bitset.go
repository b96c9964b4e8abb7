package columns

import "math/bits"

// bitset is a set of small numbers. The bits beyond its size are 0.
type bitset []uint64

func newBitset(size int32) bitset { return make(bitset, (size+63)/64) }

func (s bitset) set(i int32) { s[i>>6] |= 1 << (i & 63) }

func (s bitset) has(i int32) bool { return s[i>>6]>>(i&63)&1 != 0 }

// and keeps what other has too.
func (s bitset) and(other bitset) {
	for i, w := range other {
		s[i] &= w
	}
}

// or adds what other has.
func (s bitset) or(other bitset) {
	for i, w := range other {
		s[i] |= w
	}
}

// andNot drops what other has.
func (s bitset) andNot(other bitset) {
	for i, w := range other {
		s[i] &^= w
	}
}

// not turns the set round among the numbers below size.
func (s bitset) not(size int32) {
	for i := range s {
		s[i] = ^s[i]
	}
	if rest := size & 63; rest != 0 {
		s[len(s)-1] &= 1<<rest - 1
	}
}

func (s bitset) len() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// each visits the numbers of the set upwards.
func (s bitset) each(visit func(i int32)) {
	for at, w := range s {
		for ; w != 0; w &= w - 1 {
			visit(int32(at<<6 + bits.TrailingZeros64(w)))
		}
	}
}
