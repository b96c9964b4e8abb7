package neo4jstore_test

import (
	"os"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// open gives a store on the shared server, emptied.
func open(t *testing.T) graph.Store { return openStore(t) }

func openStore(t *testing.T) *neo4jstore.Store {
	t.Helper()
	if err := neo4jtest.Shared(t).Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	s := openAgain(t)
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// openAgain gives another store on the shared server.
func openAgain(t *testing.T) *neo4jstore.Store {
	t.Helper()
	s, err := neo4jstore.Open(t.Context(), optionsFor(neo4jtest.Shared(t)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func optionsFor(server *neo4jtest.Server) neo4jstore.Options {
	o := neo4jstore.Options{URI: server.URI, Password: server.Password}
	if o.Password != "" {
		o.User = neo4jtest.User
	}
	return o
}

func TestRandomQuestionsAreAnsweredAsTheOracleDoes(t *testing.T) {
	storetest.Differential(t, open, storetest.Seed(t, 1), 2000)
}

func TestStoreKeepsThePromisesOfGraphStore(t *testing.T) {
	storetest.Run(t, open)
}
