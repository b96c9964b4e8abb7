package memstore

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// million holds 10^6 findings. It is built once for all benchmarks, without
// validation, which a test of the generator covers.
var million = sync.OnceValue(func() *Store {
	s, _, err := assemble(graph.Release{}, storetest.GenerateLarge(1, storetest.Million))
	if err != nil {
		panic(err)
	}
	s.findingRows()
	return holding(s)
})

func matrixAxes(s *Store) []graph.Axis {
	axes := []graph.Axis{{Dimension: graph.DimFactor}, {Dimension: graph.DimPhase}}
	for i, k := range []graph.Kind{graph.KindFactor, graph.KindPhase} {
		for _, r := range s.now.Load().All(k) {
			axes[i].Keys = append(axes[i].Keys, r.RecordKey())
		}
	}
	return axes
}

// BenchmarkMatrix measures the matrix of factors by phases against the least that
// counting the same rows can cost: one increment for each in a plain histogram of
// factor, phase and valence. The two take turns; x-floor is the ratio of the
// fastest turn of each, since whatever else the machine does only adds.
func BenchmarkMatrix(b *testing.B) {
	current := graph.Equals(graph.ModelOf(graph.KindFinding).Field("status"), string(graph.Current))
	study := graph.ModelOf(graph.KindFinding).Edge("study")
	design := graph.ModelOf(graph.KindStudy).Field("design")
	for _, c := range []struct {
		name  string
		where graph.Filter
		units graph.Units
	}{
		{"findings", nil, 0},
		{"dense", nil, graph.CountStudies | graph.CountValences},
		{"current", current, graph.CountStudies | graph.CountValences},
		{"valence-studies", current, plainUnits},
		{"of-one-design", graph.And{current, graph.Has{Edge: study, Quant: graph.Some, Where: graph.Equals(design, "QUALITATIVE")}}, graph.CountStudies | graph.CountValences},
		{"all-units", current, graph.CountAll},
	} {
		b.Run(c.name, func(b *testing.B) {
			s := million()
			q := graph.Tally{Where: c.where, By: matrixAxes(s), Units: c.units}
			rows := s.now.Load().findingRows()
			factors, phases := len(q.By[0].Keys), len(q.By[1].Keys)
			floor, matrix := time.Hour, time.Hour
			b.ReportAllocs()
			for b.Loop() {
				start := time.Now()
				histogram(rows, factors, phases)
				middle := time.Now()
				if _, err := s.Tally(context.Background(), q); err != nil {
					b.Fatal(err)
				}
				floor = min(floor, middle.Sub(start))
				matrix = min(matrix, time.Since(middle))
			}
			b.ReportMetric(float64(matrix)/float64(floor), "x-floor")
			b.ReportMetric(float64(floor.Nanoseconds())/1e6, "floor-ms")
		})
	}
}

// histogram is the floor: it gives what it counted so that no compiler drops it.
func histogram(c *findingColumns, factors, phases int) []int32 {
	counts := make([]int32, (factors+1)*(phases+1)*4)
	factor, phase, sign := c.factor, c.phase[:len(c.factor)], c.sign[:len(c.factor)]
	for i, f := range factor {
		counts[(int(f)*(phases+1)+int(phase[i]))*4+int(sign[i]&valenceBits)]++
	}
	return counts
}
