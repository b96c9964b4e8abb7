// Package neo4jstoretest gives tests the store of Neo4j over a real server of
// neo4jtest: as it is, emptied, filled, or with columns over it.
//
// It knows how a store is opened, prepared and closed again. It must not know what is
// asked of one. Only tests import it.
package neo4jstoretest

import (
	"errors"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

// OptionsFor are the options for a server, with its user where it asks for one.
func OptionsFor(server *neo4jtest.Server) neo4jstore.Options {
	o := neo4jstore.Options{URI: server.URI, Password: server.Password}
	if o.Password != "" {
		o.User = neo4jtest.User
	}
	return o
}

// Open gives a store with the options, which is closed when the test ends. It changes
// nothing in the database, so two of them are as two processes.
func Open(t testing.TB, o neo4jstore.Options) *neo4jstore.Store {
	t.Helper()
	s, err := neo4jstore.Open(t.Context(), o)
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

// Prepared gives a store on a server, whose constraints and indexes are there.
func Prepared(t testing.TB, server *neo4jtest.Server) *neo4jstore.Store {
	t.Helper()
	s := Open(t, OptionsFor(server))
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// Shared gives another store on the shared server, as the tests before left it.
func Shared(t testing.TB) *neo4jstore.Store {
	t.Helper()
	return Open(t, OptionsFor(neo4jtest.Shared(t)))
}

// Empty gives a store on the shared server, prepared and with nothing in it.
func Empty(t testing.TB) *neo4jstore.Store {
	t.Helper()
	server := neo4jtest.Shared(t)
	if err := server.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	return Prepared(t, server)
}

// Filled gives a store on the shared server that holds the records and nothing else.
func Filled(t testing.TB, release graph.Release, records []graph.Record) *neo4jstore.Store {
	t.Helper()
	s := Empty(t)
	if _, err := s.Load(t.Context(), release, records, nil); err != nil {
		t.Fatal(err)
	}
	return s
}

// ceiling is what WithColumns waits for columns. They take far less.
const ceiling = 2 * time.Minute

// WithColumns puts columns over a store and waits until they and their words are there.
// They are made anew at once, as far as that goes, when the data move on. Closing it, which the end of
// the test does, closes the store inside.
func WithColumns(t testing.TB, s columns.Marked) *columns.Store {
	t.Helper()
	told := make(chan columns.Report, 2)
	c := columns.Over(s, columns.Options{Pause: time.Millisecond, Report: func(r columns.Report) {
		select {
		case told <- r:
		default: // of later ones nobody waits
		}
	}})
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	for end, words := time.After(ceiling), false; !words; {
		err := errors.New("in time")
		select {
		case r := <-told:
			if err, words = r.Err, r.Words; r.TooLarge {
				err = errors.New("they are too large")
			}
		case <-end:
		}
		if err != nil {
			t.Fatalf("there are no columns with words: %v", err)
		}
	}
	return c
}
