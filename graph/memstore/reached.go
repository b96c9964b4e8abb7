package memstore

import (
	"iter"
	"math/bits"
	"slices"
)

// reached are the ids that a walk came to, some of them many times. It takes memory
// for what was reached, and never more than one bit for each record.
type reached struct {
	records int
	list    []int32  // in any order
	set     []uint64 // in place of the list, once that would be larger
}

func (r *reached) add(id int32) {
	switch {
	case r.set != nil:
		r.set[id>>6] |= 1 << (id & 63)
	case len(r.list) < 64+r.records/128:
		r.list = append(r.list, id)
	default:
		r.set = make([]uint64, (r.records+63)/64)
		for _, listed := range r.list {
			r.set[listed>>6] |= 1 << (listed & 63)
		}
		r.list = nil
		r.add(id)
	}
}

// upwards hands over the ids in order, each once. Ids have the order of kinds and keys.
func (r *reached) upwards() iter.Seq[int32] {
	if r.set == nil {
		slices.Sort(r.list)
		r.list = slices.Compact(r.list)
		return slices.Values(r.list)
	}
	return func(yield func(int32) bool) {
		for i, word := range r.set {
			for ; word != 0; word &= word - 1 {
				if !yield(int32(i*64 + bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}

// membership says whether an id is one of a few. Most that are not it tells by one
// look at a bit that many ids share.
type membership struct {
	ids    []int32 // sorted
	shared [256]uint64
}

// members takes ids over, in any order.
func members(ids []int32) *membership {
	m := &membership{ids: ids}
	slices.Sort(m.ids)
	for _, id := range ids {
		m.shared[id>>6&255] |= 1 << (id & 63)
	}
	return m
}

func (m *membership) has(id int32) bool {
	if m.shared[id>>6&255]&(1<<(id&63)) == 0 {
		return false
	}
	_, found := slices.BinarySearch(m.ids, id)
	return found
}
