package graph_test

import (
	"slices"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// pairs is a table of groups that count their own number.
type pairs int

func (p pairs) Len() int { return int(p) }

func (p pairs) At(i int) [3]int32 { return [3]int32{int32(i / 3), int32(i % 3)} }

func (p pairs) Counts(i int) graph.Counts { return graph.Counts{Findings: int32(i) + 1} }

func (p pairs) Read(i int, into *graph.Counts) { *into = p.Counts(i) }

func TestGroupsOfATableReadAsThoseOfItsList(t *testing.T) {
	for _, n := range []int{0, 1, 7} {
		table := graph.GroupsIn(pairs(n))
		list := graph.GroupsOf(table.List())
		if table.Len() != n || list.Len() != n {
			t.Fatalf("of %d groups the table has %d, the list %d", n, table.Len(), list.Len())
		}
		for i := range n {
			want := graph.Group{At: pairs(n).At(i), Counts: pairs(n).Counts(i)}
			for _, g := range []graph.Groups{table, list} {
				if got := (graph.Group{At: g.At(i), Counts: g.Counts(i)}); got != want {
					t.Errorf("group %d is %+v, want %+v", i, got, want)
				}
				read := graph.Counts{Reports: 9}
				if g.Read(i, &read); read != want.Counts {
					t.Errorf("group %d is read as %+v, want %+v", i, read, want.Counts)
				}
			}
		}
		if !slices.Equal(table.List(), list.List()) {
			t.Errorf("the lists of %d groups differ", n)
		}
	}
	if none := (graph.Groups{}); none.Len() != 0 || none.List() != nil {
		t.Error("groups of nothing hold something")
	}
}
