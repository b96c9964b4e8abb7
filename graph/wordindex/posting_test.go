package wordindex

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/graph"
)

// anyPostings draws postings of nodes below n, upwards.
func anyPostings(t *rapid.T, n int) postings {
	var out postings
	for _, id := range slices.Sorted(slices.Values(rapid.SliceOfDistinct(rapid.Int32Range(0, int32(n-1)), rapid.ID).Draw(t, "ids"))) {
		out = append(out, postingOf(id, graph.SearchWeight(rapid.IntRange(1, 4).Draw(t, "weight"))))
	}
	return out
}

func TestLeapingFindsTheFirstPostingFromAnID(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list, id := anyPostings(t, 500), rapid.Int32Range(0, 520).Draw(t, "id")
		want := len(list)
		for i, p := range list {
			if p.id() >= id {
				want = i
				break
			}
		}
		if got := list.from(id); len(got) != len(list)-want {
			t.Fatalf("%d postings from %d on, want %d", len(got), id, len(list)-want)
		}
	})
}

func TestFewAndManyPostingsMergeAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lists := []postings{anyPostings(t, 300), anyPostings(t, 300), anyPostings(t, 300)}
		few, many := merged(lists, 1<<20), merged(lists, 300)
		if !slices.Equal(few, many) {
			t.Fatalf("sorted %v, by places %v", few, many)
		}
	})
}
