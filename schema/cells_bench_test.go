package schema

import (
	"sync"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// large is an engine over 100,000 findings about 2,000 factors in 24 phases: 48,000
// cells.
var large = sync.OnceValue(func() *Engine {
	s, err := memstore.New(graph.Release{Name: "large", Version: "1.0.0"}, storetest.GenerateLarge(1, storetest.LargeSize{Studies: 5_000, Factors: 2_000, Phases: 24, Findings: 100_000}))
	if err != nil {
		panic(err)
	}
	e, err := New(graph.New(s), Options{})
	if err != nil {
		panic(err)
	}
	return e
})

const (
	cellsQuery = `{ evidenceMatrix { cells { row { key } column { key } counts { findings studies samples reports } } } }`
	denseQuery = `{ evidenceMatrix { dense { rowKeys columnKeys findings studies facilitating hindering ambivalent unsigned } } }`
)

func BenchmarkCells(b *testing.B) { perCell(b, cellsQuery, 48_000) }
func BenchmarkDense(b *testing.B) { perCell(b, denseQuery, 48_000) }

// perCell reports what a cell costs in a matrix that was counted before: CPU time from
// the request to the bytes, and allocations.
func perCell(b *testing.B, query string, cells int) {
	e := large()
	ask := func() {
		resp := e.Do(b.Context(), Request{Query: query})
		if len(resp.Errors) > 0 {
			b.Fatal(resp.Errors[0])
		}
		resp.Body.Release()
	}
	allocations := testing.AllocsPerRun(3, ask)
	least := leastCPU(b, 5, ask)
	b.ReportMetric(float64(least.Nanoseconds())/float64(cells), "ns/cell")
	b.ReportMetric(allocations/float64(cells), "allocs/cell")
}
