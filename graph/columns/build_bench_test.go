package columns

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// BenchmarkBuild measures how long columns take to be made of records that come by,
// how much memory they take for each finding, and how much of it a matrix reads.
func BenchmarkBuild(b *testing.B) {
	for _, size := range large {
		b.Run(fmt.Sprint(size.findings), func(b *testing.B) {
			w := size.world()
			var x *Index
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			for b.Loop() {
				x = w.rebuilt(b)
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			per := func(n int) float64 { return float64(n) / float64(size.findings) }
			b.ReportMetric(per(x.Bytes()), "B/finding")
			b.ReportMetric(per(int(after.HeapAlloc)-int(before.HeapAlloc)), "heap-B/finding")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size.findings), "ns/finding")
		})
	}
}

// rebuilt makes the columns anew of the records, as over a database.
func (w *benchWorld) rebuilt(tb testing.TB) *Index {
	b := NewBuilder()
	for _, r := range w.x.Records() {
		if err := b.Add(r); err != nil {
			tb.Fatal(err)
		}
	}
	x := b.Index()
	x.Prepare()
	return x
}

func TestColumnsOfAFindingTakeFewBytes(t *testing.T) {
	w := large[0].world()
	x := w.rebuilt(t)
	findings := int(x.Size(graph.KindFinding))
	if got := x.Bytes() / findings; got < 30 || got > 150 {
		t.Errorf("the columns take %d bytes a finding, want about 130", got)
	}
	q := graph.Tally{By: matrixAxes(x), Units: plainUnits}
	n := &counting{x: x, t: q, r: x.findingRows(), cells: newCells(q.By)}
	for i, g := range q.By {
		n.axes[i] = n.r.axis(g)
	}
	n.rows = n.r.everyCluster(&parts{})
	layout := n.r.layouts.of(n)
	if got := 4 * len(layout.rows) / findings; got > 6 {
		t.Errorf("a matrix reads %d bytes a finding, want 6 at most", got)
	}
}
