package neo4jstore_test

import (
	"context"
	"errors"
	"reflect"
	"runtime"
	"runtime/pprof"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jstoretest"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

// ceiling is what a test waits for something to come true. It takes far less.
const ceiling = 2 * time.Minute

// eventually waits until a condition holds, and fails with what it last said.
func eventually(t *testing.T, what string, holds func() error) {
	t.Helper()
	for deadline := time.Now().Add(ceiling); ; time.Sleep(10 * time.Millisecond) {
		err := holds()
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s: not within %v: %v", what, ceiling, err)
		}
	}
}

// leavesNothing fails the test if goroutines are left that were not there when it
// was called, once everything that was opened after the call is closed.
func leavesNothing(t *testing.T) {
	t.Helper()
	before := runtime.NumGoroutine()
	t.Cleanup(func() {
		for deadline := time.Now().Add(ceiling); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
			if time.Now().After(deadline) {
				var stacks strings.Builder
				_ = pprof.Lookup("goroutine").WriteTo(&stacks, 1) // a builder takes everything
				t.Errorf("%d goroutines are left, %d were there before:\n%s", runtime.NumGoroutine(), before, &stacks)
				return
			}
		}
	})
}

// behind gives a store on the shared server, which holds the small world of seed 5,
// and the relay that it goes through. What it is asked leaves nothing behind.
func behind(t *testing.T, w way, adjust func(*neo4jstore.Options)) (asked, *neo4jtest.Relay) {
	t.Helper()
	server := neo4jtest.Shared(t)
	mustLoad(t, openStore(t), storetest.Generate(5, storetest.Small))
	leavesNothing(t)
	relay := neo4jtest.NewRelay(t, server.URI)
	o := neo4jstoretest.OptionsFor(server)
	o.URI = relay.URI
	if adjust != nil {
		adjust(&o)
	}
	s, err := neo4jstore.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := relay.Heal(); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		eventually(t, "the connections of a closed store end", func() error {
			if relay.Open() > 0 {
				return errors.New("some are open")
			}
			return nil
		})
	})
	return w.over(t, s), relay
}

// verbs are all ways to ask a store or to tell it something.
func verbs(s asked) map[string]func(context.Context) error {
	study := graph.ModelOf(graph.KindStudy)
	world := storetest.Generate(5, storetest.Small)
	return map[string]func(context.Context) error{
		"get": func(ctx context.Context) error {
			_, err := s.Get(ctx, graph.Get{Keys: []string{"anything"}})
			return err
		},
		"find": func(ctx context.Context) error {
			_, err := s.Find(ctx, graph.Find{Kind: graph.KindStudy, Window: graph.Window{Limit: 5}})
			return err
		},
		"expand": func(ctx context.Context) error {
			_, err := s.Expand(ctx, graph.Expand{Edge: study.Edge("samples"), Parents: []string{"anything"}})
			return err
		},
		"tally": func(ctx context.Context) error {
			_, err := s.Tally(ctx, graph.Tally{Of: graph.KindFinding})
			return err
		},
		"scan": func(ctx context.Context) error {
			for _, err := range s.Scan(ctx) {
				if err != nil {
					return err
				}
			}
			return nil
		},
		"info": func(ctx context.Context) error { _, err := s.Info(ctx); return err },
		"apply": func(ctx context.Context) error {
			_, err := s.Apply(ctx, graph.Batch{Changes: []graph.Change{{Record: world[0]}}})
			return err
		},
		"load": func(ctx context.Context) error {
			_, err := s.Load(ctx, graph.Release{Name: "test", Version: "1"}, world, nil)
			return err
		},
		"plan":    func(ctx context.Context) error { _, err := s.Plan(ctx); return err },
		"migrate": func(ctx context.Context) error { return s.Migrate(ctx) },
	}
}

// serves fails unless a store gives every answer again.
func serves(t *testing.T, s asked) {
	t.Helper()
	for verb, ask := range verbs(s) {
		if err := ask(t.Context()); err != nil {
			t.Errorf("%s, after all is well again: %v", verb, err)
		}
	}
}

// unavailable fails unless an error says that the store is away, in words of our own.
func unavailable(t *testing.T, verb string, err error) {
	t.Helper()
	var e *graph.Error
	switch {
	case graph.KindOf(err) != graph.Unavailable:
		t.Errorf("%s: got %v, want the kind unavailable", verb, err)
	case errors.As(err, &e) && (strings.Contains(e.Message, "Neo") || strings.Contains(e.Message, "onnectivity") || strings.Contains(e.Message, "127.0.0.1")):
		t.Errorf("%s: the message has words of the driver: %s", verb, e.Message)
	}
}

// content is what can be seen of a store, for comparisons.
type content struct {
	hash    string
	release graph.Release
	records []string
}

func contentOf(t *testing.T, s graph.Store) content {
	t.Helper()
	info := infoOf(t, s)
	c := content{hash: info.Hash, release: info.Release, records: everything(t, s)}
	if hash, err := graph.ContentHash(s.Scan(t.Context())); err != nil || hash != info.Hash {
		t.Errorf("the store says that its content is %s, and it is %s (%v)", info.Hash, hash, err)
	}
	return c
}

// one fails unless what is there is one of two, and says which.
func one(t *testing.T, got, old, replaced content) string {
	t.Helper()
	switch {
	case reflect.DeepEqual(got, old):
		return "old"
	case reflect.DeepEqual(got, replaced):
		return "new"
	default:
		t.Fatalf("%d records of %s are there, neither the old %d of %s nor the new %d of %s",
			len(got.records), got.hash, len(old.records), old.hash, len(replaced.records), replaced.hash)
		return ""
	}
}

var (
	sessionConfig = neo4j.SessionConfig{DatabaseName: neo4jtest.Database}
	systemConfig  = neo4j.SessionConfig{DatabaseName: "system"}
)

// rowsOf puts one statement to a server, past the store.
func rowsOf(t *testing.T, server *neo4jtest.Server, cypher string) [][]any {
	t.Helper()
	session := server.Driver().NewSession(t.Context(), sessionConfig)
	defer func() { _ = session.Close(context.WithoutCancel(t.Context())) }() // the rows are there
	result, err := session.Run(t.Context(), cypher, nil)
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	records, err := result.Collect(t.Context())
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	var out [][]any
	for _, r := range records {
		out = append(out, r.Values)
	}
	return out
}
