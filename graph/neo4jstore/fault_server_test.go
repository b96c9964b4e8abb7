package neo4jstore_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jstoretest"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

// reading asks a store without a pause until it is stopped, and then gives how many
// answers came. Each answer is right or says that the store is away, and counts go with
// what is listed beside them.
func reading(t *testing.T, s asked, want []string) (stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	readers.Go(func() { counting(ctx, t, s) })
	answers := make([]int, 4)
	for i := range answers {
		readers.Go(func() {
			for ctx.Err() == nil {
				got := 0
				var failure error
				for r, err := range s.Scan(ctx) {
					if failure = err; err != nil {
						break
					}
					if got >= len(want) || line(r) != want[got] {
						t.Errorf("record %d is %s", got, line(r))
						return
					}
					got++
				}
				switch {
				case failure == nil && got == len(want):
					answers[i]++
				case failure == nil:
					t.Errorf("%d records came without a fault, of %d", got, len(want))
				case ctx.Err() == nil:
					unavailable(t, "scan", failure)
				}
			}
		})
	}
	return func() int {
		cancel()
		readers.Wait()
		sum := 0
		for _, n := range answers {
			sum += n
		}
		return sum
	}
}

// counting asks for counts without a pause until ctx is done. They are those of the
// records that are listed with them, or the store is away.
func counting(ctx context.Context, t *testing.T, s asked) {
	for g := graph.New(s); ctx.Err() == nil; {
		mixed, err := ofOneState(ctx, g)
		switch {
		case mixed != "":
			t.Error(mixed)
			return
		case err != nil && ctx.Err() == nil:
			unavailable(t, "count", err)
		}
	}
}

func TestServerThatIsKilledLeavesTheOldContentOrTheNewOne(t *testing.T) {
	server := neo4jtest.Start(t, neo4jtest.Options{})
	eachWay(t, func(t *testing.T, w way) { killed(t, server, w.over(t, neo4jstoretest.Prepared(t, server))) })
}

func killed(t *testing.T, server *neo4jtest.Server, s asked) {
	old, next := storetest.Generate(5, storetest.Small), storetest.Generate(6, storetest.Small)
	mustLoad(t, s, next)
	after := contentOf(t, s)
	mustLoad(t, s, old)
	before := contentOf(t, s)

	restart := func() {
		t.Helper()
		if err := server.Restart(t.Context()); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the store answers again by itself", func() error {
			_, err := s.Info(t.Context())
			return err
		})
	}

	t.Run("in the middle of an Apply and of reads", func(t *testing.T) {
		var b graph.Batch
		for _, r := range old {
			if study, ok := r.(*graph.Study); ok {
				c := *study
				c.Notes = "changed"
				b.Changes = append(b.Changes, graph.Change{Record: &c})
			}
		}
		// What the batch leaves is known from a run that nobody disturbs.
		if _, err := s.Apply(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		changed := contentOf(t, s)
		mustLoad(t, s, old)
		settled(t, s)
		stop := reading(t, s, before.records)
		// The lock that every writer takes holds the Apply up in its middle.
		release := holdUp(t, server)
		failed := make(chan error, 1)
		go func() {
			_, err := s.Apply(t.Context(), b)
			failed <- err
		}()
		awaitWaiting(t, server)
		if err := server.Kill(); err != nil {
			t.Fatal(err)
		}
		release()
		unavailable(t, "apply", <-failed)
		restart()
		stop()
		if which := one(t, contentOf(t, s), before, changed); which != "old" {
			t.Errorf("the %s content is there, after an Apply that was not committed", which)
		}
		if _, err := s.Apply(t.Context(), b); err != nil {
			t.Error(err)
		}
		one(t, contentOf(t, s), changed, changed)
		mustLoad(t, s, old)
	})

	t.Run("in the middle of a Load", func(t *testing.T) {
		s.SmallPortions() // so that the load has several parts
		settled(t, s)
		var readers sync.WaitGroup
		asking, enough := context.WithCancel(t.Context())
		readers.Go(func() { counting(asking, t, s) })
		kill := func(done, total int) {
			if done < total {
				if err := server.Kill(); err != nil {
					t.Error(err)
				}
			}
		}
		_, err := s.Load(t.Context(), graph.Release{Name: "test", Version: "1"}, next, kill)
		unavailable(t, "load", err)
		restart()
		if which := one(t, contentOf(t, s), before, after); which != "old" {
			t.Errorf("the %s content is there, after a load that was not done", which)
		}
		mustLoad(t, s, next)
		one(t, contentOf(t, s), after, after)
		settled(t, s)
		enough()
		readers.Wait()
	})
}

// holdUp takes the lock that writers take, until it is released or the server is gone.
func holdUp(t *testing.T, server *neo4jtest.Server) (release func()) {
	t.Helper()
	ctx := t.Context()
	session := server.Driver().NewSession(ctx, sessionConfig)
	tx, err := session.BeginTransaction(ctx)
	if err != nil {
		t.Fatal(err)
	}
	result, err := tx.Run(ctx, "MATCH (m:Meta) SET m.held = true REMOVE m.held", nil)
	if err == nil {
		_, err = result.Consume(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	release = func() {
		once.Do(func() {
			_ = tx.Rollback(context.WithoutCancel(ctx)) // the server may be gone, and the lock with it
			_ = session.Close(context.WithoutCancel(ctx))
		})
	}
	t.Cleanup(release)
	return release
}

// awaitWaiting waits until a writer waits for the lock, and gives its transaction.
func awaitWaiting(t *testing.T, server *neo4jtest.Server) string {
	t.Helper()
	var id string
	eventually(t, "a writer waits for the lock", func() error {
		rows := rowsOf(t, server, "SHOW TRANSACTIONS YIELD transactionId, currentQuery, status WHERE currentQuery CONTAINS 'm.lock' AND status STARTS WITH 'Blocked' RETURN transactionId")
		if len(rows) == 0 {
			return errors.New("none does")
		}
		id = fmt.Sprint(rows[0][0])
		return nil
	})
	return id
}

func TestTransactionThatAnAdministratorEndsIsUnavailableAndLeavesNothing(t *testing.T) {
	server := neo4jtest.Shared(t)
	s := openStore(t)
	world := storetest.GenerateLarge(5, storetest.SizeOf(3_000)) // whose reading takes long enough to be seen
	mustLoad(t, s, world)
	before := contentOf(t, s)

	t.Run("of a write", func(t *testing.T) {
		release := holdUp(t, server)
		failed := make(chan error, 1)
		go func() {
			_, err := s.Apply(t.Context(), graph.Batch{Changes: []graph.Change{{Record: storetest.Fixture()[0]}}})
			failed <- err
		}()
		rowsOf(t, server, fmt.Sprintf("TERMINATE TRANSACTION '%s'", awaitWaiting(t, server)))
		refused(t, <-failed, graph.Unavailable, "ended this on its side")
		release()
	})
	t.Run("of reads", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		ended := make(chan error, 1)
		var readers sync.WaitGroup
		for range 4 {
			readers.Go(func() {
				for ctx.Err() == nil {
					if err := verbs(s)["scan"](ctx); err != nil && ctx.Err() == nil {
						select {
						case ended <- err:
						default:
						}
					}
				}
			})
		}
		for deadline := time.Now().Add(ceiling); len(ended) == 0 && time.Now().Before(deadline); {
			for _, row := range rowsOf(t, server, "SHOW TRANSACTIONS YIELD transactionId, currentQuery WHERE currentQuery STARTS WITH 'MATCH' RETURN transactionId") {
				rowsOf(t, server, fmt.Sprintf("TERMINATE TRANSACTION '%s'", row[0]))
			}
		}
		cancel()
		readers.Wait()
		if len(ended) == 0 {
			t.Fatal("no read was ended")
		}
		refused(t, <-ended, graph.Unavailable, "ended this on its side")
	})
	one(t, contentOf(t, s), before, before)
	serves(t, s)
}

func TestPoolThatIsExhaustedAnswersOrIsUnavailable(t *testing.T) {
	eachWay(t, func(t *testing.T, w way) {
		s, relay := behind(t, w, func(o *neo4jstore.Options) {
			o.PoolSize, o.AcquireTimeout = 2, 250*time.Millisecond
		})
		want := contentOf(t, s)
		relay.Delay(5 * time.Millisecond)
		counted := map[string]int{}
		var mu sync.Mutex
		var clients sync.WaitGroup
		start := time.Now()
		for range 200 {
			clients.Go(func() {
				info, err := s.Info(t.Context())
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil && info.Hash == want.hash:
					counted["answered"]++
				case err == nil:
					t.Errorf("a client was told of %s", info.Hash)
				default:
					counted["refused"]++
					unavailable(t, "info", err)
				}
			})
		}
		clients.Wait()
		if took := time.Since(start); counted["answered"] == 0 || counted["refused"] == 0 || took > ceiling {
			t.Errorf("of 200 clients %v in %v, want some of both", counted, took)
		}
		if relay.Opened() > 10 { // some for scans before, and for those that were given up
			t.Errorf("%d connections were made for a pool of 2", relay.Opened())
		}
		if err := relay.Heal(); err != nil {
			t.Fatal(err)
		}
		serves(t, s)
	})
}

func TestWrongPasswordIsToldAsSuchAndMayBeSetRight(t *testing.T) {
	server := neo4jtest.Start(t, neo4jtest.Options{Password: "first-password", Settings: map[string]string{"dbms.security.auth_lock_time": "0s"}})
	o := neo4jstoretest.OptionsFor(server)
	o.Password = "other-password"
	_, err := neo4jstore.Open(t.Context(), o)
	refused(t, err, graph.Unavailable, "the user or the password")
	if strings.Contains(err.Error(), "other-password") {
		t.Errorf("the error repeats the password: %v", err)
	}
	s, err := neo4jstore.New(o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	unavailable(t, "info", func() error { _, err := s.Info(t.Context()); return err }())
	session := server.Driver().NewSession(t.Context(), systemConfig)
	defer func() { _ = session.Close(context.Background()) }() // its work is done
	if _, err := session.Run(t.Context(), "ALTER CURRENT USER SET PASSWORD FROM 'first-password' TO 'other-password'", nil); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the store is let in once its password is right", func() error {
		_, err := s.Info(t.Context())
		return err
	})
}
