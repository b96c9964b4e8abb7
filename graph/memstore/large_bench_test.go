package memstore

import (
	"context"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// BenchmarkLists measures lists over 10^6 findings, each of which an index or an
// early stop keeps from being looked at in full.
func BenchmarkLists(b *testing.B) {
	finding, factor, study := graph.ModelOf(graph.KindFinding), graph.ModelOf(graph.KindFactor), graph.ModelOf(graph.KindStudy)
	ofFactor := graph.Has{Edge: finding.Edge("factor"), Quant: graph.Some, Where: graph.KeyIn(graph.KindFactor, "factor-1500")}
	current := graph.Equals(finding.Field("status"), string(graph.Current))
	page := graph.Window{Limit: 25}
	for _, c := range []struct {
		name string
		q    graph.Find
	}{
		{"first page", graph.Find{Kind: graph.KindFinding, Where: current, Window: page, Total: true}},
		{"by factor", graph.Find{Kind: graph.KindFinding, Where: graph.And{current, ofFactor}, Window: page, Total: true}},
		{"studies by finding", graph.Find{Kind: graph.KindStudy, Window: page, Total: true,
			Where: graph.Has{Edge: study.Edge("findings"), Quant: graph.Some, Where: ofFactor}}},
		{"factors by level", graph.Find{Kind: graph.KindFactor, Where: graph.Equals(factor.Field("level"), "SOCIETAL"), Window: page, Total: true}},
		{"ordered", graph.Find{Kind: graph.KindFinding, Where: current, Window: page, Order: []graph.OrderTerm{{Field: finding.Field("valence"), Desc: true}}}},
	} {
		b.Run(c.name, func(b *testing.B) {
			s := million()
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.Find(context.Background(), c.q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkNew measures how long a store takes to check and take in 10^6 findings.
func BenchmarkNew(b *testing.B) {
	records := storetest.GenerateLarge(1, storetest.Million)
	for b.Loop() {
		if _, err := New(graph.Release{}, records); err != nil {
			b.Fatal(err)
		}
	}
}
