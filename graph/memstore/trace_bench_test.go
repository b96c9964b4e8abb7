package memstore

import (
	"context"
	"fmt"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// BenchmarkWalks measures neighbourhoods and paths between the factors with the
// most findings, over worlds ten times larger each.
func BenchmarkWalks(b *testing.B) {
	for _, size := range []storetest.LargeSize{
		{Studies: 500, Factors: 50, Phases: 12, Findings: 10_000},
		{Studies: 5_000, Factors: 200, Phases: 24, Findings: 100_000},
		storetest.Million,
	} {
		s, err := New(graph.Release{}, storetest.GenerateLarge(1, size))
		if err != nil {
			b.Fatal(err)
		}
		g := graph.New(s)
		near := func(depth, first int) func() error {
			return func() error {
				_, err := g.Neighbourhood(context.Background(), "factor-0", graph.Near{Depth: depth, First: &first})
				return err
			}
		}
		paths := func(length, first int) func() error {
			return func() error {
				_, err := g.Paths(context.Background(), "factor-0", "factor-1", graph.PathQuery{MaxLength: length, First: &first})
				return err
			}
		}
		for _, c := range []struct {
			name string
			ask  func() error
		}{
			{"next to it", near(1, 25)}, {"far", near(6, 1000)}, {"paths", paths(4, 25)}, {"long paths", paths(8, 100)},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, size.Findings), func(b *testing.B) {
				for b.Loop() {
					if err := c.ask(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
