package replay_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/bench/replay"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// What was asked: a statement with parameters whose entries a driver sends in any
// order, and more rows than one message brings.
const (
	statement = `UNWIND range(1, $rows) AS n
OPTIONAL MATCH (m:Replayed)
RETURN n, $a + $b AS sum, {list: [n, $c.deep], text: 'é'} AS map, m.text`
	rows = 2_500
)

func parameters(c string) map[string]any {
	return map[string]any{"rows": rows, "a": 1, "b": 300, "c": map[string]any{"deep": c, "other": 1.5, "none": nil}}
}

func TestReplayedAnswersAreThoseOfTheDatabase(t *testing.T) {
	server := neo4jtest.Shared(t)
	if err := server.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := server.Run(t.Context(), "CREATE (:Replayed {text: 'there'})"); err != nil {
		t.Fatal(err)
	}
	relay := start(t, server.URI)
	var real [][]any
	for _, c := range []string{"one", "two"} {
		real = append(real, ask(t, relay, statement, parameters(c))...)
	}
	before := relay.Counts()
	// From here on the database would answer otherwise.
	if err := server.Run(t.Context(), "MATCH (n:Replayed) SET n.text = 'changed'"); err != nil {
		t.Fatal(err)
	}
	relay.Replay(true)
	for range 5 {
		var replayed [][]any
		for _, c := range []string{"one", "two"} {
			replayed = append(replayed, ask(t, relay, statement, parameters(c))...)
		}
		if d := cmp.Diff(real, replayed); d != "" || len(replayed) != 2*rows {
			t.Fatalf("(-real +replayed):\n%s", d)
		}
	}
	if after := relay.Counts(); after.Statements-before.Statements != 10 || after.Flights-before.Flights < 10 {
		t.Errorf("ten statements were counted as %+v after %+v", after, before)
	}
	if err := relay.Err(); err != nil {
		t.Error(err)
	}
}

func TestWhatWasNeverAskedHasNoAnswer(t *testing.T) {
	relay := start(t, neo4jtest.Shared(t).URI)
	ask(t, relay, "RETURN $n", map[string]any{"n": 1})
	relay.Replay(true)
	driver := connect(t, relay)
	session := driver.NewSession(t.Context(), neo4j.SessionConfig{DatabaseName: neo4jtest.Database})
	if result, err := session.Run(t.Context(), "RETURN $n", map[string]any{"n": 2}); err == nil {
		if rows, err := result.Collect(t.Context()); err == nil {
			t.Errorf("an answer to what was never asked: %v", rows)
		}
	}
	if err := relay.Err(); err == nil || !strings.Contains(err.Error(), "RETURN $n") {
		t.Errorf("the relay says: %v", err)
	}
}

func start(t *testing.T, uri string) *replay.Relay {
	t.Helper()
	relay, err := replay.New(uri)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := relay.Close(); err != nil {
			t.Error(err)
		}
	})
	return relay
}

func connect(t *testing.T, relay *replay.Relay) neo4j.DriverWithContext {
	t.Helper()
	driver, err := neo4j.NewDriverWithContext(relay.URI, neo4j.NoAuth())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = driver.Close(context.WithoutCancel(t.Context())) })
	return driver
}

// ask gives the rows of a statement, over a connection of its own.
func ask(t *testing.T, relay *replay.Relay, cypher string, parameters map[string]any) (out [][]any) {
	t.Helper()
	session := connect(t, relay).NewSession(t.Context(), neo4j.SessionConfig{DatabaseName: neo4jtest.Database})
	result, err := session.Run(t.Context(), cypher, parameters)
	if err != nil {
		t.Fatal(err)
	}
	records, err := result.Collect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		out = append(out, r.Values)
	}
	return out
}
