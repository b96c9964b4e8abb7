package server_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/internal/nodetest"
	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/seed"
)

// realEngine answers over the built-in data, as the program does.
func realEngine(t testing.TB) *schema.Engine { return realEngineAt(t, "") }

// realEngineAt answers as under a public address.
func realEngineAt(t testing.TB, publicURL string) *schema.Engine {
	t.Helper()
	data, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	store, err := memstore.New(data.Release, data.Records)
	if err != nil {
		t.Fatal(err)
	}
	engine, err := schema.New(graph.New(store), schema.Options{PublicURL: publicURL})
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// Every audit marked MUST passes; of the others exactly those differ
// that testdata/audits-differ.txt lists with a reason.
func TestAuditsOfGraphQLOverHTTP(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	var results []struct{ ID, Name, Status, Reason string }
	if err := json.Unmarshal(nodetest.Run(t, "testdata/audits.mjs", nil, ts.URL+"/graphql"), &results); err != nil {
		t.Fatal(err)
	}
	if len(results) < 50 {
		t.Fatalf("only %d audits ran", len(results))
	}
	var differ []string
	for _, r := range results {
		if r.Status == "ok" {
			continue
		}
		if strings.HasPrefix(r.Name, "MUST") {
			t.Errorf("%s %s: %s (%s)", r.ID, r.Name, r.Status, r.Reason)
		}
		differ = append(differ, r.ID+" "+r.Name)
	}
	slices.Sort(differ)
	if listed := listedAudits(t); !slices.Equal(differ, listed) {
		t.Errorf("audits that differ:\n%s\nlisted in testdata/audits-differ.txt:\n%s", strings.Join(differ, "\n"), strings.Join(listed, "\n"))
	}
}

// listedAudits reads the file of known differences. Each paragraph is a reason,
// in lines that begin with #, and the audits that it is for.
func listedAudits(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/audits-differ.txt")
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for paragraph := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n\n") {
		lines := strings.Split(paragraph, "\n")
		if !strings.HasPrefix(lines[0], "# ") {
			t.Errorf("testdata/audits-differ.txt gives no reason for %s", lines[0])
		}
		for _, line := range lines {
			if !strings.HasPrefix(line, "# ") {
				listed = append(listed, line)
			}
		}
	}
	slices.Sort(listed)
	return listed
}
