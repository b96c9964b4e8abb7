package neo4jstore_test

import (
	"reflect"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

func TestWalksAreTheSameAsInMemory(t *testing.T) {
	store := openStore(t)
	if _, err := store.Load(t.Context(), graph.Release{}, storetest.Generate(7, storetest.Small), nil); err != nil {
		t.Fatal(err)
	}
	memory, err := memstore.New(graph.Release{}, storetest.Generate(7, storetest.Small))
	if err != nil {
		t.Fatal(err)
	}
	here, there := graph.New(store), graph.New(memory)
	for _, key := range []string{"study-1", "report-2", "sample-1", "factor-0", "model-1", "phase-1-1", "finding-3", "caveat-1", "term-6"} {
		near := graph.Near{Depth: 3, First: new(60)}
		got, err := here.Neighbourhood(t.Context(), key, near)
		if err != nil {
			t.Fatal(err)
		}
		want, err := there.Neighbourhood(t.Context(), key, near)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("the neighbourhood of %s differs (%v)\n got %+v\nwant %+v", key, err, got, want)
		}
		if len(got.Edges) < 20 {
			t.Errorf("the neighbourhood of %s has %d edges only and proves too little", key, len(got.Edges))
		}
		paths, err := here.Paths(t.Context(), key, "finding-40", graph.PathQuery{MaxLength: 4})
		if err != nil {
			t.Fatal(err)
		}
		wanted, err := there.Paths(t.Context(), key, "finding-40", graph.PathQuery{MaxLength: 4})
		if err != nil || !reflect.DeepEqual(paths, wanted) || len(paths) == 0 {
			t.Errorf("%d paths from %s differ from the %d in memory (%v)", len(paths), key, len(wanted), err)
		}
	}
}
