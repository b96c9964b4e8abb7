package neo4jstore_test

import (
	"os"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jstoretest"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m, neo4jtest.Busy)) }

// open gives a store on the shared server, emptied.
func open(t *testing.T) graph.Store { return openStore(t) }

func openStore(t *testing.T) *neo4jstore.Store {
	t.Helper()
	return neo4jstoretest.Empty(t)
}

func TestRandomQuestionsAreAnsweredAsTheOracleDoes(t *testing.T) {
	storetest.Differential(t, open, storetest.Seed(t, 1), 2000)
}

func TestStoreKeepsThePromisesOfGraphStore(t *testing.T) {
	storetest.Run(t, open)
}
