package neo4jstore_test

import (
	"context"
	"errors"
	"net"
	"strings"
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

// run puts one statement past the store and gives its rows.
func run(t *testing.T, cypher string, params map[string]any) [][]any {
	t.Helper()
	session := neo4jtest.Shared(t).Driver().NewSession(t.Context(), neo4j.SessionConfig{DatabaseName: neo4jtest.Database})
	defer func() { _ = session.Close(context.Background()) }() // the rows are there
	result, err := session.Run(t.Context(), cypher, params)
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	var out [][]any
	for result.Next(t.Context()) {
		out = append(out, result.Record().Values)
	}
	if err := result.Err(); err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	return out
}

// refused fails unless an error has a kind and one of graph's messages, without
// words of the database.
func refused(t *testing.T, err error, kind graph.ErrorKind, words string) {
	t.Helper()
	var e *graph.Error
	if !errors.As(err, &e) || e.Kind != kind || !strings.Contains(e.Message, words) || strings.Contains(e.Message, "Neo.") {
		t.Errorf("got %v, want an error of kind %s that says %q", err, kind, words)
	}
}

func TestServerThatIsAwayIsUnavailableAndSoon(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	_, err = neo4jstore.Open(t.Context(), neo4jstore.Options{URI: "bolt://" + address, ConnectTimeout: time.Second})
	refused(t, err, graph.Unavailable, "not within reach")
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestAddressThatIsNoneIsInvalidAndNotRepeated(t *testing.T) {
	_, err := neo4jstore.Open(t.Context(), neo4jstore.Options{URI: "secret-word://host"})
	refused(t, err, graph.Invalid, "bolt://")
	if strings.Contains(err.Error(), "secret-word") {
		t.Errorf("the error repeats the address: %v", err)
	}
}

func TestDatabaseThatIsNotThereIsNamedAsTheFault(t *testing.T) {
	o := neo4jstoretest.OptionsFor(neo4jtest.Shared(t))
	o.Database = "nowhere"
	_, err := neo4jstore.Open(t.Context(), o)
	refused(t, err, graph.Unavailable, "no database of this name")
}

func TestVersionOfTheServerIsTold(t *testing.T) {
	info, err := openStore(t).Info(t.Context())
	if err != nil || !strings.HasPrefix(info.Store, "Neo4j 5.") || !strings.HasSuffix(info.Store, "community") {
		t.Errorf("got %q, %v", info.Store, err)
	}
}

func TestDriverSpeaksThroughTheHook(t *testing.T) {
	o := neo4jstoretest.OptionsFor(neo4jtest.Shared(t))
	var mu sync.Mutex
	levels := map[string]int{}
	o.Logger = func(level, line string) {
		mu.Lock()
		defer mu.Unlock()
		levels[level]++
	}
	s, err := neo4jstore.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	mu.Lock() // the driver goes on for a moment after Close
	defer mu.Unlock()
	if levels["info"]+levels["debug"] == 0 {
		t.Errorf("nothing was heard: %v", levels)
	}
}

// bareStores are stores on a database that has nothing, no index either.
func bareStores(t *testing.T, n int) []*neo4jstore.Store {
	t.Helper()
	if err := neo4jtest.Shared(t).Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	stores := make([]*neo4jstore.Store, n)
	for i := range stores {
		stores[i] = neo4jstoretest.Shared(t)
	}
	return stores
}

func mustPlan(t *testing.T, s *neo4jstore.Store) []neo4jstore.Step {
	t.Helper()
	plan, err := s.Plan(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func TestPlanTellsAllAndDoesNothing(t *testing.T) {
	s := bareStores(t, 1)[0]
	if plan := mustPlan(t, s); len(plan) < 20 {
		t.Errorf("the plan has %d steps", len(plan))
	}
	if got := run(t, "SHOW CONSTRAINTS YIELD name RETURN count(*)", nil); got[0][0] != int64(0) {
		t.Errorf("a plan made %v constraints", got)
	}
	_, err := s.Apply(t.Context(), graph.Batch{Changes: []graph.Change{{Record: storetest.Fixture()[0]}}})
	refused(t, err, graph.Conflict, "exitgraph migrate")
}

func TestMigrationsRunTwiceAndSideBySide(t *testing.T) {
	stores := bareStores(t, 3)
	var wg sync.WaitGroup
	for _, s := range stores {
		wg.Go(func() {
			if err := s.Migrate(t.Context()); err != nil {
				t.Errorf("migrating side by side: %v", err)
			}
		})
	}
	wg.Wait()
	if err := stores[0].Migrate(t.Context()); err != nil {
		t.Errorf("migrating again: %v", err)
	}
	if plan := mustPlan(t, stores[0]); len(plan) != 0 {
		t.Errorf("after migrating, the plan has %d steps", len(plan))
	}
	if got := run(t, "MATCH (m:Meta) RETURN count(m), max(m.schemaVersion)", nil); got[0][0] != int64(1) || got[0][1] != int64(1) {
		t.Errorf("the migrations are recorded as %v", got)
	}
}

func TestIndexThatWasDroppedIsMadeAgain(t *testing.T) {
	s := openStore(t)
	run(t, "DROP INDEX exitgraph_study_key", nil)
	if plan := mustPlan(t, s); len(plan) != 1 || plan[0].Name != "exitgraph_study_key" {
		t.Errorf("an index that was dropped is planned as %v", plan)
	}
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if plan := mustPlan(t, s); len(plan) != 0 {
		t.Errorf("after migrating, the plan has %d steps", len(plan))
	}
}

func TestNewerSchemaIsRefused(t *testing.T) {
	s := openStore(t)
	run(t, "MATCH (m:Meta) SET m.schemaVersion = 99", nil)
	_, err := neo4jstore.Open(t.Context(), neo4jstoretest.OptionsFor(neo4jtest.Shared(t)))
	refused(t, err, graph.Unsupported, "use a newer exitgraph")
	_, err = s.Info(t.Context())
	refused(t, err, graph.Unsupported, "use a newer exitgraph")
	refused(t, s.Migrate(t.Context()), graph.Unsupported, "use a newer exitgraph")
	_, err = s.Apply(t.Context(), graph.Batch{Changes: []graph.Change{{Record: storetest.Fixture()[0]}}})
	refused(t, err, graph.Unsupported, "use a newer exitgraph")
}
