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

// questions are half as many as the store in memory is asked, and the first half of
// those of each world: the server plans nearly each of them anew, which takes 0.15 s of a
// core. What they are made of, each field, operator, edge and unit, is asked for by itself
// in the suite; here it is only put together.
const questions = 1000

func TestRandomQuestionsAreAnsweredAsTheOracleDoes(t *testing.T) {
	storetest.Differential(t, open, storetest.Seed(t, 1), storetest.Questions(t, questions))
}

func TestStoreKeepsThePromisesOfGraphStore(t *testing.T) {
	storetest.RunInPairs(t, open)
}
