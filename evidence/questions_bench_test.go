package evidence_test

import (
	"context"
	"flag"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// largeGraphs are generated worlds of so many findings, made once.
var largeGraphs sync.Map

func largeGraph(b *testing.B, findings int) *graph.Graph {
	if g, made := largeGraphs.Load(findings); made {
		return g.(*graph.Graph)
	}
	size := storetest.SizeOf(findings)
	store, err := memstore.New(graph.Release{}, storetest.GenerateLarge(1, size))
	if err != nil {
		b.Fatal(err)
	}
	g := graph.New(store)
	largeGraphs.Store(findings, g)
	return g
}

// largeSizes are the numbers of findings to measure at: a million only where -bench
// names it.
func largeSizes() []int {
	sizes := []int{10_000, 100_000}
	if strings.Contains(flag.Lookup("test.bench").Value.String(), "1000000") {
		sizes = append(sizes, 1_000_000)
	}
	return sizes
}

// cpuTime is that of the whole process, so that garbage collection counts.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// measured reports the CPU time of a question at each size, and how many times that
// of the size before it is: 10 is linear.
func measured(b *testing.B, ask func(ctx context.Context, g *graph.Graph) error) {
	before := 0.0
	for _, findings := range largeSizes() {
		b.Run(strconv.Itoa(findings), func(b *testing.B) {
			g := largeGraph(b, findings)
			if err := ask(b.Context(), g); err != nil { // fills the frame
				b.Fatal(err)
			}
			b.ReportAllocs()
			start, n := cpuTime(b), 0
			for b.Loop() {
				if err := ask(b.Context(), g.Pin()); err != nil {
					b.Fatal(err)
				}
				n++
			}
			took := float64((cpuTime(b) - start).Microseconds()) / 1000 / float64(n)
			b.ReportMetric(took, "CPU-ms")
			if before > 0 {
				b.ReportMetric(took/before, "x-growth")
			}
			before = took
		})
	}
}

func firstPage() graph.PageArgs { return graph.PageArgs{Default: 25, Max: 1000} }

func BenchmarkContradictions(b *testing.B) {
	for _, inPhases := range []bool{false, true} {
		b.Run(fmt.Sprint("within phases ", inPhases), func(b *testing.B) {
			measured(b, func(ctx context.Context, g *graph.Graph) error {
				found, err := evidence.FindContradictions(ctx, g, evidence.ContradictionQuery{InPhases: inPhases, Turning: true, Page: firstPage()})
				if err == nil && len(found.Shown) < 20 {
					b.Fatalf("%d contradictions of %d", len(found.Shown), found.Total)
				}
				return err
			})
		})
	}
}

// BenchmarkAmbivalence measures all parts of the causes of the factor that most
// findings speak of, and of all contradictions of a page.
func BenchmarkAmbivalence(b *testing.B) {
	parts := evidence.AmbivalenceParts{Groups: true, Units: graph.CountStudies, Notes: true, Findings: true}
	b.Run("of one factor", func(b *testing.B) {
		measured(b, func(ctx context.Context, g *graph.Graph) error {
			frame, err := g.Frame(ctx)
			if err != nil {
				return err
			}
			found, err := evidence.Ambivalences(ctx, g, evidence.AmbivalenceQuery{Factors: []*graph.Factor{frame.Factor("factor-0")}, AmbivalenceParts: parts})
			if err != nil {
				return err
			}
			return decide(ctx, g, found)
		})
	})
	for _, inPhases := range []bool{false, true} {
		b.Run(fmt.Sprint("of a page, within phases ", inPhases), func(b *testing.B) {
			measured(b, func(ctx context.Context, g *graph.Graph) error {
				page, err := evidence.FindContradictions(ctx, g, evidence.ContradictionQuery{InPhases: inPhases, Page: firstPage()})
				if err != nil {
					return err
				}
				found, err := page.Explanations(ctx, g, parts)
				if err != nil {
					return err
				}
				return decide(ctx, g, found)
			})
		})
	}
}

func decide(ctx context.Context, g *graph.Graph, found []evidence.Ambivalence) error {
	var causes []*evidence.Cause
	for i := range found {
		for j := range found[i].Causes {
			causes = append(causes, &found[i].Causes[j])
		}
	}
	_, err := evidence.Deciding(ctx, g, causes)
	return err
}
