package memstore

import (
	"context"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

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
