package memstore_test

import (
	"context"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// Conditions nested over relations to many ask each record once on each level:
// twenty levels of "a study with a sample with a study" would otherwise take
// longer than anyone waits.
func TestConditionsNestedOverRelationsDoNotMultiply(t *testing.T) {
	records := storetest.Generate(7, storetest.Medium)
	store, err := memstore.New(graph.Release{Version: "1"}, records)
	if err != nil {
		t.Fatal(err)
	}
	study, sample := graph.ModelOf(graph.KindStudy), graph.ModelOf(graph.KindSample)
	var where graph.Filter = graph.Compare{Field: study.Field("title"), Op: graph.OpContains, Strs: []string{"no such title"}}
	for range 20 {
		where = graph.Has{Edge: sample.Edge("studies"), Quant: graph.Some, Where: where}
		where = graph.Has{Edge: study.Edge("samples"), Quant: graph.Some, Where: where}
	}
	page, err := store.Find(context.Background(), graph.Find{Kind: graph.KindStudy, Where: where, Window: graph.Window{Limit: -1}})
	if err != nil || len(page.Records) != 0 {
		t.Errorf("%d records, %v; want none", len(page.Records), err)
	}
}
