package main

import (
	"context"
	"os"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// The measurement itself in small: exitgraph and the statements of the floor answer
// alike, and an answer that is not the question's voids the run.
func TestServerAndFloorAnswerAlike(t *testing.T) {
	records := world(sizeFor(1_000))
	store, db := loaded(t, records)
	s := settings{noPeer: true, pace: pace{rounds: 2}}
	sides, stop, err := open(t.Context(), s, db, store, &report{Versions: map[string]string{}})
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	all := questions(records)
	for _, q := range all {
		result, err := s.ask(t.Context(), q, sides)
		switch {
		case err != nil:
			t.Error(err)
		case result.Rows == 0, q.rows > 0 && result.Rows > q.rows, result.Ours == nil:
			t.Errorf("%s: %+v", q.name, result)
		}
	}
	other := all[1]
	other.variables = map[string]any{"factor": "factor-1"}
	if _, err := compare(t.Context(), all[1], []contender{sides[0], {"ours", otherQuestion{sides[2].side, other}}}); err == nil {
		t.Error("the answers to two questions are taken for equal")
	}
	n, err := countCalls(t.Context(), store)
	if err != nil || !n.constant() || n.Rows[0] >= n.Rows[2] {
		t.Errorf("a nested document: %+v, %v", n, err)
	}
}

// loaded gives a store over the records, ready to be measured.
func loaded(t *testing.T, records []graph.Record) (*neo4jstore.Store, database) {
	t.Helper()
	server := neo4jtest.Shared(t)
	if err := server.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	store, err := neo4jstore.Open(t.Context(), optionsFor(server))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := store.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := timedLoad(t.Context(), store, records); err != nil {
		t.Fatal(err)
	}
	if err := prepare(t.Context(), server.Driver()); err != nil {
		t.Fatal(err)
	}
	return store, database{uri: server.URI, driver: server.Driver()}
}

// otherQuestion answers another question than the one it is asked.
type otherQuestion struct {
	side
	question question
}

func (o otherQuestion) fetch(ctx context.Context, _ question) ([]row, error) {
	return o.side.fetch(ctx, o.question)
}

func optionsFor(db *neo4jtest.Server) neo4jstore.Options {
	o := neo4jstore.Options{URI: db.URI, Password: db.Password}
	if o.Password != "" {
		o.User = neo4jtest.User
	}
	return o
}
