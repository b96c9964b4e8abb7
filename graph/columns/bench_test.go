package columns

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// large are the worlds of the benchmarks, each made once, without validation, which a
// test of the generator covers.
var large = []struct {
	findings int
	world    func() *benchWorld
}{
	{100_000, sync.OnceValue(func() *benchWorld {
		return newBenchWorld(storetest.LargeSize{Studies: 5_000, Factors: 2_000, Phases: 24, Findings: 100_000})
	})},
	{1_000_000, sync.OnceValue(func() *benchWorld { return newBenchWorld(storetest.Million) })},
}

// benchWorld is an Index with what the floor reads: factors, phases and valences of
// the same rows in the same order, in plain integers.
type benchWorld struct {
	x             *Index
	factor, phase []int32
	valence       []uint8
}

func newBenchWorld(size storetest.LargeSize) *benchWorld {
	w := &benchWorld{x: indexOf(storetest.GenerateLarge(1, size))}
	m := graph.ModelOf(graph.KindFinding)
	factor, phase := w.x.Along(m.Field("factor")), w.x.Along(m.Field("phase"))
	valence, first := w.x.cols[m.Field("factorValence")].enum(), w.x.base[graph.KindFinding]
	for _, id := range w.x.findingRows().id {
		w.factor = append(w.factor, factor.Of(id)[0]-w.x.base[graph.KindFactor])
		at := w.x.Size(graph.KindPhase) // the last place is that of findings without a phase
		if of := phase.Of(id); len(of) > 0 {
			at = of[0] - w.x.base[graph.KindPhase]
		}
		w.phase = append(w.phase, at)
		w.valence = append(w.valence, valence[id-first])
	}
	return w
}

// indexOf makes an Index of records in any order, whose studies have the year of
// their one report.
func indexOf(records []graph.Record) *Index {
	of := map[graph.Kind]Records{}
	for _, r := range records {
		k := of[r.RecordKind()]
		k.List = append(k.List, r)
		of[r.RecordKind()] = k
	}
	for kind, k := range of {
		slices.SortFunc(k.List, func(a, b graph.Record) int { return strings.Compare(a.RecordKey(), b.RecordKey()) })
		k.At = make(map[string]int32, len(k.List))
		for i, r := range k.List {
			k.At[r.RecordKey()] = int32(i)
		}
		of[kind] = k
	}
	for _, r := range of[graph.KindStudyReport].List {
		link := r.(*graph.StudyReport)
		study := of[graph.KindStudy].List[of[graph.KindStudy].At[link.Study]].(*graph.Study)
		study.Year = of[graph.KindReport].List[of[graph.KindReport].At[link.Report]].(*graph.Report).Year
	}
	return Of(of)
}

func matrixAxes(x *Index) []graph.Axis {
	axes := []graph.Axis{{Dimension: graph.DimFactor}, {Dimension: graph.DimPhase}}
	for i, k := range []graph.Kind{graph.KindFactor, graph.KindPhase} {
		for id, end := x.Span(k); id < end; id++ {
			axes[i].Keys = append(axes[i].Keys, x.Key(id))
		}
	}
	return axes
}

// BenchmarkMatrix measures the matrix of factors by phases against the least that
// counting the same rows can cost: one increment for each in a plain histogram of
// factor, phase and valence. The two take turns; x-floor is the ratio of the
// fastest turn of each, since whatever else the machine does only adds.
func BenchmarkMatrix(b *testing.B) {
	const matrix = graph.CountStudies | graph.CountValences
	current := graph.Equals(graph.ModelOf(graph.KindFinding).Field("status"), string(graph.Current))
	of := func(where graph.Filter) graph.Filter {
		return graph.And{current, graph.Has{Edge: graph.ModelOf(graph.KindFinding).Edge("study"), Quant: graph.Some, Where: where}}
	}
	study := graph.ModelOf(graph.KindStudy)
	design, setting := study.Field("design"), study.Field("setting")
	since := func(year int) graph.Filter {
		return graph.Compare{Field: study.Field("year"), Op: graph.OpMoreEqual, Nums: []int{year}}
	}
	stage := graph.Has{Edge: study.Edge("samples"), Quant: graph.Some,
		Where: graph.Equals(graph.ModelOf(graph.KindSample).Field("lifeStage"), "MINOR")}
	for _, c := range []struct {
		name  string
		where graph.Filter
		units graph.Units
	}{
		{"findings", nil, 0},
		{"dense", nil, matrix},
		{"current", current, matrix},
		{"valence-studies", current, matrix | graph.CountValenceStudies},
		{"all-units", current, graph.CountAll},
		{"one-design", of(graph.Equals(design, "QUALITATIVE")), matrix},
		{"wide", of(graph.And{
			graph.Compare{Field: setting, Op: graph.OpIn, Strs: []string{"INDOOR", "OUTDOOR"}},
			graph.Compare{Field: design, Op: graph.OpIn, Strs: []string{"QUALITATIVE", "QUANTITATIVE", "MIXED_METHODS"}}, since(1990),
		}), matrix},
		{"narrow", of(graph.And{stage, graph.Equals(design, "QUALITATIVE"), graph.Equals(setting, "INDOOR"), since(2015)}), matrix},
	} {
		for _, size := range large {
			b.Run(fmt.Sprintf("%s/%d", c.name, size.findings), func(b *testing.B) {
				w := size.world()
				q := graph.Tally{Where: c.where, By: matrixAxes(w.x), Units: c.units}
				factors, phases := len(q.By[0].Keys), len(q.By[1].Keys)
				floor, ours, alone, counted := time.Hour, time.Hour, time.Hour, 0
				b.ReportAllocs()
				for b.Loop() {
					start := time.Now()
					w.histogram(factors, phases)
					w.x.findingRows().prepared.clear() // what is measured is counting
					middle := time.Now()
					got, err := w.x.Tally(context.Background(), q)
					if err != nil {
						b.Fatal(err)
					}
					floor = min(floor, middle.Sub(start))
					ours = min(ours, time.Since(middle))
					alone = min(alone, w.countAlone(b, q))
					counted = int(got.Total.Findings)
				}
				b.ReportMetric(float64(ours)/float64(floor), "x-floor")
				b.ReportMetric(float64(floor.Nanoseconds())/1e6, "floor-ms")
				b.ReportMetric(float64(ours.Nanoseconds())/1e6, "ms")
				if alone < time.Hour {
					b.ReportMetric(float64(alone)/float64(floor), "x-floor-counting")
					b.ReportMetric(float64(alone.Nanoseconds())/1e6, "ms-counting")
				}
				b.ReportMetric(float64(counted), "findings")
			})
		}
	}
}

// countAlone chooses the rows and counts them as Tally does, without making the answer
// of the counters: that is what the floor does. It takes an hour where a question is
// not answered by a pass.
func (w *benchWorld) countAlone(b *testing.B, q graph.Tally) time.Duration {
	q.Of = graph.KindFinding
	start := time.Now()
	n := &counting{x: w.x, t: q, r: w.x.findingRows(), cells: newCells(q.By)}
	for i, g := range q.By {
		n.axes[i] = n.r.axis(g)
	}
	var err error
	if n.rows, err = n.r.choose(context.Background(), n.r.parts(q.Where)); err != nil {
		b.Fatal(err)
	}
	p := n.pass()
	if p == nil {
		return time.Hour
	}
	p.takeBoard()
	p.count(p.runs)
	took := time.Since(start)
	if p.board.touched != nil {
		p.table(&counts{}) // which empties the board
	}
	return took
}

// histogram is the floor: it gives what it counted so that no compiler drops it.
func (w *benchWorld) histogram(factors, phases int) []int32 {
	phases++ // findings without a phase are counted too
	counts := make([]int32, factors*phases*4)
	factor, phase, valence := w.factor, w.phase[:len(w.factor)], w.valence[:len(w.factor)]
	for i, f := range factor {
		counts[(int(f)*phases+int(phase[i]))*4+int(valence[i]&3)]++
	}
	return counts
}
