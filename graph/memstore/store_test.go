package memstore_test

import (
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

func open(t *testing.T) graph.Store {
	s := memstore.Empty()
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestRandomQuestionsAreAnsweredAsTheOracleDoes(t *testing.T) {
	storetest.Differential(t, open, storetest.Seed(t, 1), storetest.Questions(t, 2000))
}

func TestStoreKeepsThePromisesOfGraphStore(t *testing.T) {
	storetest.Run(t, open)
}
