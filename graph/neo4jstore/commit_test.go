package neo4jstore_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jstoretest"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

// note says in the database that a writer is at work.
func note(t *testing.T) {
	t.Helper()
	run(t, "MERGE (c:Meta {name: 'commit'}) SET c.open = 'nobody'", nil)
}

func TestTheNoteOfAWriterThatDiedIsDiscarded(t *testing.T) {
	s := openStore(t)
	mustLoad(t, s, storetest.Fixture())
	before := markOf(t, s)
	note(t)
	began := time.Now()
	if after := markOf(t, s); after != before || time.Since(began) < 300*time.Millisecond {
		t.Errorf("after %s the mark is %v, before it was %v", time.Since(began), after, before)
	}
	if left := rowsOf(t, neo4jtest.Shared(t), "MATCH (c:Meta {name: 'commit'}) WHERE c.open IS NOT NULL RETURN c.open"); len(left) > 0 {
		t.Errorf("the note is there still: %v", left)
	}
}

func TestANoteIsWaitedForWhileItsWriterHoldsTheLock(t *testing.T) {
	s := openStore(t)
	mustLoad(t, s, storetest.Fixture())
	session := neo4jtest.Shared(t).Driver().NewSession(t.Context(), neo4j.SessionConfig{DatabaseName: neo4jtest.Database})
	defer func() { _ = session.Close(context.Background()) }() // it only held the lock
	tx, err := session.BeginTransaction(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Run(t.Context(), "MATCH (m:Meta {name: 'exitgraph'}) SET m.lock = true", nil); err != nil {
		t.Fatal(err)
	}
	// However old it is: nobody but those who may not write passes over it.
	run(t, "MERGE (c:Meta {name: 'commit'}) SET c.open = 'nobody', c.since = timestamp() - 60000", nil)
	marked := make(chan error, 4)
	for range cap(marked) {
		go func() {
			ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second)
			defer cancel()
			_, err := s.Mark(ctx)
			marked <- err
		}()
	}
	for range cap(marked) {
		if err := <-marked; graph.KindOf(err) != graph.Unavailable {
			t.Errorf("a note is passed over while a writer holds the lock: %v", err)
		}
	}
	if err := tx.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	if m := markOf(t, s); m.Revision == "" {
		t.Errorf("when the writer is gone, the mark is %v", m)
	}
}

func TestMarksThatWaitForAWriterLeaveConnectionsToOthers(t *testing.T) {
	mustLoad(t, openStore(t), storetest.Fixture())
	o := neo4jstoretest.OptionsFor(neo4jtest.Shared(t))
	o.PoolSize, o.AcquireTimeout = 4, time.Second
	s, err := neo4jstore.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, cancel := context.WithCancel(t.Context())
	var waiting sync.WaitGroup
	note(t)
	// Each look takes a connection for a moment only, and one asks for the lock.
	for range 8 {
		waiting.Go(func() { _, _ = s.Mark(ctx) }) // what it says is another test's
	}
	for range 20 {
		if _, err := s.Get(t.Context(), graph.Get{Keys: []string{"alder"}}); err != nil {
			t.Errorf("while marks wait, a question fails: %v", err)
		}
	}
	cancel()
	waiting.Wait()
}

func TestManyWritersShareASmallPool(t *testing.T) {
	mustLoad(t, openStore(t), storetest.Fixture())
	o := neo4jstoretest.OptionsFor(neo4jtest.Shared(t))
	o.PoolSize, o.AcquireTimeout = 2, 20*time.Second
	s, err := neo4jstore.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var writers sync.WaitGroup
	for i := range 8 {
		writers.Go(func() {
			r := graph.ModelOf(graph.KindStudy).Copy(storetest.Fixture()[0]).(*graph.Study)
			r.Key = fmt.Sprintf("study-of-writer-%d", i)
			if _, err := s.Apply(t.Context(), graph.Batch{Changes: []graph.Change{{Record: r, Must: graph.IsAbsent}}}); err != nil {
				t.Errorf("writer %d: %v", i, err)
			}
		})
	}
	writers.Wait()
	o.PoolSize = 1
	_, err = neo4jstore.New(o)
	refused(t, err, graph.Invalid, "at least 2")
}

func TestAMarkIsNotWaitedForLongerThanTheCallerDoes(t *testing.T) {
	s := openStore(t)
	note(t)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := s.Mark(ctx); graph.KindOf(err) != graph.Unavailable {
		t.Errorf("got %v", err)
	}
}

func TestAMarkThatPassedDoesNotComeBack(t *testing.T) {
	s := openStore(t)
	seen := map[graph.Mark]bool{}
	for range 2 {
		for _, records := range [][]graph.Record{storetest.Fixture(), storetest.Generate(5, storetest.Small)} {
			mustLoad(t, s, records)
			m := markOf(t, s)
			if seen[m] || m.Revision != infoOf(t, s).Revision {
				t.Errorf("mark %v, at revision %s", m, infoOf(t, s).Revision)
			}
			seen[m] = true
		}
	}
}

func markOf(t *testing.T, s graph.Marker) graph.Mark {
	t.Helper()
	m, err := s.Mark(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return m
}
