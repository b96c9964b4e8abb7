package memstore

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
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

// An answer of ten hits takes as much memory in a graph five times as large, whether
// few nodes have the words or all.
func TestSearchAllocatesForItsAnswerOnly(t *testing.T) {
	small, large := worldOf(t, 3_000), worldOf(t, 15_000)
	for _, text := range []string{"own", "own words", "cohort", "factor 1", `"in our own words"`, "cohor*"} {
		parsed, err := graph.ParseSearch(text, nil)
		if err != nil {
			t.Fatal(err)
		}
		q := graph.Search{Query: parsed, Limit: 10, Total: true}
		allocations := func(s *Store) float64 {
			return testing.AllocsPerRun(5, func() {
				if found, err := s.Search(context.Background(), q); err != nil || len(found.Hits) == 0 {
					t.Errorf("%s: %d hits, %v", text, len(found.Hits), err)
				}
			})
		}
		if a, b := allocations(small), allocations(large); b > a+2 {
			t.Errorf("%s: %.0f allocations over 3,000 findings, %.0f over 15,000", text, a, b)
		}
	}
}

func worldOf(t *testing.T, findings int) *Store {
	t.Helper()
	s, err := New(graph.Release{}, storetest.GenerateLarge(1, storetest.SizeOf(findings)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}
