package memstore

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A walk that reaches few and one that reaches many list what they came to alike.
func TestReachedIdsComeUpwardsEachOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := rapid.SampledFrom([]int{100, 1 << 20}).Draw(t, "records")
		ids := rapid.SliceOf(rapid.Int32Range(0, 99)).Draw(t, "ids")
		r := &reached{records: records}
		for range 4 {
			for _, id := range ids {
				r.add(id)
			}
		}
		want := slices.Compact(slices.Sorted(slices.Values(ids)))
		if got := slices.Collect(r.upwards()); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
		if many := len(ids)*4 > 64+records/128; many != (r.set != nil) {
			t.Fatalf("%d ids of %d records, as a set: %v", 4*len(ids), records, r.set != nil)
		}
	})
}

func TestMembershipIsThatOfTheList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOf(rapid.Int32Range(0, 100_000)).Draw(t, "ids")
		m := members(slices.Clone(ids))
		for _, id := range append(ids, rapid.SliceOfN(rapid.Int32Range(0, 100_000), 50, 50).Draw(t, "others")...) {
			// What shares a bit with a member is none for that.
			for _, id := range []int32{id, id ^ 1<<14, id + 1} {
				if got, want := m.has(id), slices.Contains(ids, id); got != want {
					t.Fatalf("%d among %v: %v", id, ids, got)
				}
			}
		}
	})
}
