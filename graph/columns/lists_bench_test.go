package columns

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
)

// BenchmarkOrderedPage measures the first page of an ordered list against sorting the
// whole of it by the same values, held in a plain slice. The two take turns.
func BenchmarkOrderedPage(b *testing.B) {
	finding := graph.ModelOf(graph.KindFinding)
	current := graph.Equals(finding.Field("status"), string(graph.Current))
	head := graph.Has{Edge: finding.Edge("factor"), Quant: graph.Some, Where: graph.KeyIn(graph.KindFactor, "factor-0")}
	for _, c := range []struct {
		name  string
		where graph.Filter
	}{{"all", current}, {"factor", graph.And{current, head}}} {
		for _, size := range large {
			b.Run(fmt.Sprintf("%s/%d", c.name, size.findings), func(b *testing.B) {
				x := size.world().x
				q := graph.Find{Kind: graph.KindFinding, Where: c.where, Total: true, Window: graph.Window{Limit: 20},
					Order: []graph.OrderTerm{{Field: finding.Field("valence"), Desc: true}, {Field: finding.Field("study")}}}
				sorted, ours := time.Hour, time.Hour
				b.ReportAllocs()
				for b.Loop() {
					start := time.Now()
					all := x.Matching(context.Background(), q.Kind, q.Where)
					slices.SortFunc(all, x.order(q.Kind, q.Order).compare)
					middle := time.Now()
					part, err := x.Find(context.Background(), q)
					if err != nil || !slices.Equal(part.IDs, all[:20]) || part.Total != len(all) {
						b.Fatal(part, err)
					}
					sorted, ours = min(sorted, middle.Sub(start)), min(ours, time.Since(middle))
				}
				b.ReportMetric(float64(sorted)/float64(ours), "x-faster")
				b.ReportMetric(float64(ours.Microseconds())/1e3, "ms")
			})
		}
	}
}

// BenchmarkKeyPage measures first pages in the order of keys.
func BenchmarkKeyPage(b *testing.B) {
	finding, study := graph.ModelOf(graph.KindFinding), graph.ModelOf(graph.KindStudy)
	current := graph.Equals(finding.Field("status"), string(graph.Current))
	filtered := graph.And{current, graph.Has{Edge: finding.Edge("study"), Quant: graph.Some, Where: graph.And{
		graph.Equals(study.Field("setting"), "INDOOR"), graph.Compare{Field: study.Field("year"), Op: graph.OpMoreEqual, Nums: []int{2000}},
	}}, graph.Has{Edge: finding.Edge("samples"), Quant: graph.Some, Where: graph.Equals(graph.ModelOf(graph.KindSample).Field("lifeStage"), "MINOR")}}
	for _, c := range []struct {
		name  string
		where graph.Filter
		total bool
	}{{"all", current, false}, {"filtered", filtered, false}, {"filtered and counted", filtered, true}} {
		for _, size := range large {
			b.Run(fmt.Sprintf("%s/%d", c.name, size.findings), func(b *testing.B) {
				x := size.world().x
				q := graph.Find{Kind: graph.KindFinding, Where: c.where, Total: c.total, Window: graph.Window{Limit: 20}}
				b.ReportAllocs()
				for b.Loop() {
					if part, err := x.Find(context.Background(), q); err != nil || len(part.IDs) != 20 {
						b.Fatal(part, err)
					}
				}
			})
		}
	}
	head := graph.And{current, graph.Has{Edge: finding.Edge("factor"), Quant: graph.Some, Where: graph.KeyIn(graph.KindFactor, "factor-0")}}
	for _, c := range []struct {
		name  string
		where graph.Filter
		total bool
	}{{"all, counted", current, true}, {"factor", head, false}, {"factor, counted", head, true}} {
		b.Run(c.name+" against gathering", func(b *testing.B) {
			x, ctx := large[len(large)-1].world().x, context.Background()
			q := graph.Find{Kind: graph.KindFinding, Where: c.where, Total: c.total, Window: graph.Window{Limit: 20}}
			gathered, ours := time.Hour, time.Hour
			b.ReportAllocs()
			for b.Loop() {
				start := time.Now()
				l := x.lister(ctx, q.Kind, nil, q.Window, q.Total)
				want := l.part(x.Candidates(ctx, q.Kind, q.Where), x.Compile(q.Where))
				middle := time.Now()
				part, err := x.Find(ctx, q)
				if err != nil || !slices.Equal(part.IDs, l.ids) || part.Total != want.Total {
					b.Fatal(part, err)
				}
				gathered, ours = min(gathered, middle.Sub(start)), min(ours, time.Since(middle))
			}
			b.ReportMetric(float64(gathered)/float64(ours), "x-faster")
			b.ReportMetric(float64(ours.Microseconds())/1e3, "ms")
		})
	}
	b.Run("of a factor", func(b *testing.B) {
		x := large[1].world().x
		q := graph.Expand{Edge: graph.ModelOf(graph.KindFactor).Edge("findings"), Parents: []string{"factor-0"}, Where: current, Total: true, Window: graph.Window{Limit: 20}}
		b.ReportAllocs()
		for b.Loop() {
			if _, err := x.Expand(context.Background(), q); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkRecords measures making records of a few fields from columns against copying
// whole ones.
func BenchmarkRecords(b *testing.B) {
	w := large[0].world()
	x := w.rebuilt(b)
	m := graph.ModelOf(graph.KindFinding)
	read := graph.KeyOnly.With(m.Field("valence")).With(m.Field("factor")).With(m.Field("phase")).With(m.Field("study"))
	first, _ := x.Span(graph.KindFinding)
	copied, made := time.Hour, time.Hour
	const n = 1000
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		for i := range int32(n) {
			if m.Copy(w.x.Records()[first+i]) == nil {
				b.Fatal("no copy")
			}
		}
		middle := time.Now()
		mk := x.maker(graph.KindFinding, read, nil)
		for i := range int32(n) {
			if mk.record(first+i) == nil {
				b.Fatal("no record")
			}
		}
		copied, made = min(copied, middle.Sub(start)), min(made, time.Since(middle))
	}
	b.ReportMetric(float64(made)/float64(copied), "x-copy")
	b.ReportMetric(float64(made.Nanoseconds())/n, "ns/record")
}
