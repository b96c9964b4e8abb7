package wordindex

import (
	"math/bits"
	"slices"
	"sort"

	"github.com/exitgraph/exitgraph/graph"
)

// posting is a node that has a word, and where: 28 bits of its id, and a bit for each
// weight of the fields in which the word stands.
type posting uint32

func postingOf(id int32, w graph.SearchWeight) posting {
	return posting(id)<<4 | 1<<(w-graph.SearchedName)
}

func (p posting) id() int32 { return int32(p >> 4) }

// best is the distance of the best weight from that of names.
func (p posting) best() int { return bits.TrailingZeros8(uint8(p & 15)) }

// postings are the nodes that have a word, upwards.
type postings []posting

// from gives the rest of the list from an id on. It looks ever further ahead, so that
// passing two lists of one length takes one step for each, and passing a long one in
// leaps takes few.
func (l postings) from(id int32) postings {
	low, high, step := 0, 0, 1
	for high < len(l) && l[high].id() < id {
		low, high, step = high+1, high+step, 2*step
	}
	high = min(high, len(l))
	return l[low+sort.Search(high-low, func(i int) bool { return l[low+i].id() >= id }):]
}

// merged puts lists together, in each of which a node stands once at most.
func merged(lists []postings, nodes int) postings {
	n := 0
	for _, l := range lists {
		n += len(l)
	}
	if n < nodes/32 {
		out := slices.Concat(lists...)
		slices.Sort(out)
		kept := out[:0]
		for _, p := range out {
			if last := len(kept) - 1; last >= 0 && kept[last].id() == p.id() {
				kept[last] |= p
				continue
			}
			kept = append(kept, p)
		}
		return kept
	}
	// Where it is a good part of all nodes, a place for each is faster than sorting.
	weights := make([]uint8, nodes)
	for _, l := range lists {
		for _, p := range l {
			weights[p.id()] |= uint8(p & 15)
		}
	}
	out := make(postings, 0, min(n, nodes))
	for id, w := range weights {
		if w != 0 {
			out = append(out, posting(id)<<4|posting(w))
		}
	}
	return out
}
