package outage_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jstoretest"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

// Two states of the data: the one that was loaded first, and a later one.
var (
	first = graph.Release{Name: "test", Title: "Test", Version: "1", Date: "2026-01-01", License: "CC0-1.0"}
	later = graph.Release{Name: "test", Title: "Test", Version: "2", Date: "2026-02-01", License: "CC0-1.0"}
)

// load makes a state the whole content of a database.
func load(t *testing.T, database *neo4jtest.Server, release graph.Release, records []graph.Record) {
	t.Helper()
	store := neo4jstoretest.Prepared(t, database)
	defer store.Close()
	if _, err := store.Load(t.Context(), release, records, nil); err != nil {
		t.Fatal(err)
	}
}

// TestOutages takes one database away in all ways. Its parts share it, since a
// start takes seconds, and each leaves it with the first state.
func TestOutages(t *testing.T) {
	folder := t.TempDir()
	database := neo4jtest.Start(t, neo4jtest.Options{Folder: filepath.Join(folder, "server")})
	data, backup := filepath.Join(folder, "server", "data"), filepath.Join(folder, "backup")
	firstRecords, laterRecords := storetest.Generate(5, storetest.Small), storetest.Generate(6, storetest.Small)
	want, wantLater := answersOf(t, first, firstRecords), answersOf(t, later, laterRecords)
	load(t, database, first, firstRecords)

	t.Run("a database that starts later is used by itself", func(t *testing.T) {
		if err := database.Stop(); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(backup, os.DirFS(data)); err != nil {
			t.Fatal(err)
		}
		s := open(t, database, nil)
		s.away(t)
		s.refusedSoon(t, want)
		if err := database.Restart(t.Context()); err != nil {
			t.Fatal(err)
		}
		s.awaitService(t, want)
	})

	t.Run("a database that refuses is told soon", func(t *testing.T) {
		s := open(t, database, nil)
		s.awaitService(t, want)
		s.relay.Refuse()
		s.away(t)
		s.refusedSoon(t, want)
		heal(t, s)
		s.awaitService(t, want)
	})

	t.Run("a database that hangs keeps nobody", func(t *testing.T) {
		s := open(t, database, func(o *neo4jstore.Options) { o.QueryTimeout = time.Second })
		s.awaitService(t, want)
		s.relay.Hang()
		s.away(t)
		s.refusedWithin(t, want, 10*time.Second+refusedSoon) // the time of a request, and a little
		heal(t, s)
		s.awaitService(t, want)
	})

	t.Run("a slow database gives right answers", func(t *testing.T) {
		s := open(t, database, nil)
		s.relay.Delay(20 * time.Millisecond)
		s.awaitService(t, want)
		s.relay.Delay(2 * time.Second) // longer than /readyz waits
		s.away(t)
	})

	t.Run("answers that are cut are never given for whole ones", func(t *testing.T) {
		s := open(t, database, nil)
		s.awaitService(t, want)
		answered := map[bool]int{}
		for _, most := range []int{1, 100, 400, 1000, 4000, 20_000} {
			s.relay.CutAnswersAfter(most)
			for name := range documents {
				answered[s.ask(t.Context(), t, name, want)]++
			}
			heal(t, s)
		}
		if answered[false] == 0 {
			t.Error("no answer was cut")
		}
		s.awaitService(t, want)
	})

	t.Run("200 clients at a small pool are answered or refused", func(t *testing.T) {
		s := open(t, database, func(o *neo4jstore.Options) { o.PoolSize, o.AcquireTimeout = 2, 500*time.Millisecond })
		s.awaitService(t, want)
		s.relay.Delay(2 * time.Millisecond)
		var clients sync.WaitGroup
		start := time.Now()
		for range 200 {
			clients.Go(func() { s.ask(t.Context(), t, "page", want) })
		}
		clients.Wait()
		if took := time.Since(start); took > 10*time.Second+refusedSoon {
			t.Errorf("the last of them waited %v", took)
		}
		heal(t, s)
		s.awaitService(t, want)
	})

	t.Run("a database of another name is away", func(t *testing.T) {
		s := open(t, database, func(o *neo4jstore.Options) { o.Database = "nowhere" })
		s.away(t)
		s.refusedSoon(t, want)
	})

	t.Run("answers follow the data when an older state is loaded", func(t *testing.T) {
		s := open(t, database, nil)
		s.awaitService(t, want)
		load(t, database, later, laterRecords)
		s.awaitService(t, wantLater)
		load(t, database, first, firstRecords)
		s.awaitService(t, want)
	})

	t.Run("a database that is killed and put back to a backup is followed", func(t *testing.T) {
		s := open(t, database, nil)
		load(t, database, later, laterRecords)
		s.awaitService(t, wantLater)
		stop := s.asking(t, wantLater)
		if err := database.Kill(); err != nil {
			t.Fatal(err)
		}
		s.away(t)
		s.refusedSoon(t, wantLater)
		stop()
		restore(t, data, backup)
		if err := database.Restart(t.Context()); err != nil {
			t.Fatal(err)
		}
		s.awaitService(t, want)
	})
}

func heal(t *testing.T, s *site) {
	t.Helper()
	if err := s.relay.Heal(); err != nil {
		t.Fatal(err)
	}
}

// refusedSoon wants every question to be refused well before the time of a request.
func (s *site) refusedSoon(t *testing.T, want map[string]string) {
	t.Helper()
	s.refusedWithin(t, want, refusedSoon)
}

func (s *site) refusedWithin(t *testing.T, want map[string]string, limit time.Duration) {
	t.Helper()
	var questions sync.WaitGroup
	for name := range documents {
		questions.Go(func() {
			start := time.Now()
			if s.ask(t.Context(), t, name, want) {
				t.Errorf("%s is answered while the database is away", name)
			}
			if took := time.Since(start); took > limit {
				t.Errorf("%s was refused after %v", name, took)
			}
		})
	}
	questions.Wait()
}

// asking puts all questions without a pause, from several clients, until it is
// stopped.
func (s *site) asking(t *testing.T, want map[string]string) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var clients sync.WaitGroup
	for range 4 {
		clients.Go(func() {
			for ctx.Err() == nil {
				for name := range documents {
					s.ask(ctx, t, name, want)
				}
			}
		})
	}
	return func() {
		cancel()
		clients.Wait()
	}
}

// restore puts a backup in the place of a database's files.
func restore(t *testing.T, data, backup string) {
	t.Helper()
	if err := os.RemoveAll(data); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(data, os.DirFS(backup)); err != nil {
		t.Fatal(err)
	}
}
