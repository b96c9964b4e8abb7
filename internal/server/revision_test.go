package server_test

import (
	"encoding/json"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
)

const revisionHeader = "Exitgraph-Revision"

// asksRevision asks something of the data, and the revision beside.
const asksRevision = `{ release { revision } factor(key: "shelter") { label { value } } }`

// told gives the revision that the body of an answer to asksRevision tells.
func told(t *testing.T, a answer) string {
	t.Helper()
	var body struct {
		Data struct{ Release struct{ Revision string } }
	}
	if err := json.Unmarshal([]byte(a.Body), &body); err != nil || body.Data.Release.Revision == "" {
		t.Fatalf("%v: %s", err, a.Body)
	}
	return body.Data.Release.Revision
}

// movedOnce is a server over a store that goes on to its second content when move says so.
func movedOnce(t *testing.T) (ts *testServer, move func()) {
	t.Helper()
	var contents []graph.Store
	for _, label := range []string{"Shelter", "A safe place"} {
		s, err := memstore.New(graph.Release{Version: "1"}, storetest.Fixture())
		if err != nil {
			t.Fatal(err)
		}
		renameShelter(t, s, label)
		contents = append(contents, s)
	}
	moves := false
	engine, err := schema.New(graph.New(storetest.NewMoving(func(int) bool { was := moves; moves = false; return was }, contents...)), schema.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return newTestServer(t, server.Config{Engine: engine}), func() { moves = true }
}

func renameShelter(t *testing.T, s graph.Store, label string) {
	t.Helper()
	got, err := s.Get(t.Context(), graph.Get{Keys: []string{"shelter"}})
	if err != nil {
		t.Fatal(err)
	}
	renamed := *got.Records[0].(*graph.Factor)
	renamed.Label = graph.Text{{Lang: "en", Value: label}}
	if _, err := s.Apply(t.Context(), graph.Batch{Changes: []graph.Change{{Record: &renamed}}}); err != nil {
		t.Fatal(err)
	}
}

func TestEachAnswerNamesItsRevisionAndAWriteChangesIt(t *testing.T) {
	inMemory, err := memstore.New(graph.Release{Version: "1"}, storetest.Fixture())
	if err != nil {
		t.Fatal(err)
	}
	engine, err := schema.New(graph.New(inMemory), schema.Options{})
	if err != nil {
		t.Fatal(err)
	}
	moving, move := movedOnce(t)
	for name, c := range map[string]struct {
		ts    *testServer
		write func()
	}{
		"in memory": {newTestServer(t, server.Config{Engine: engine}), func() { renameShelter(t, inMemory, "A safe place") }},
		"moving":    {moving, move},
	} {
		seen, asked := map[string]bool{}, []string{}
		for range 2 {
			byPost := c.ts.ask(t, "POST", "/graphql", query(asksRevision))
			want := told(t, byPost)
			byGet := c.ts.ask(t, "GET", getQuery(asksRevision), "")
			held := c.ts.ask(t, "GET", getQuery(asksRevision), "", "If-None-Match", byGet.Header.Get("ETag"))
			if held.Status != 304 || told(t, byGet) != want || seen[want] {
				t.Errorf("%s: status %d, revision %q after %v", name, held.Status, want, seen)
			}
			for _, a := range []answer{
				byPost, byGet, held, c.ts.ask(t, "HEAD", getQuery(asksRevision), ""), c.ts.ask(t, "POST", "/graphql", query(`{ phases { key } }`)),
				c.ts.ask(t, "POST", "/graphql", query(`{ phases { key } findings(first: -1) { totalCount } }`)), // with a failure
			} {
				if got := a.Header.Values(revisionHeader); len(got) != 1 || got[0] != want {
					t.Errorf("%s: status %d, revision %q, want %q", name, a.Status, got, want)
				}
			}
			seen[want] = true
			asked = append(asked, want)
			c.write()
		}
		for i, line := range c.ts.lines(t) { // six requests for each revision
			if line["revision"] != asked[i/6] {
				t.Errorf("%s: line %d of the log tells revision %v, want %q", name, i, line["revision"], asked[i/6])
			}
		}
	}
}

func TestAPermalinksAnswerNamesItsRevision(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	want := told(t, ts.ask(t, "GET", getQuery(`{ release { revision } }`), ""))
	link := permalink(t, ts, citedTally)
	a := ts.ask(t, "GET", link, "")
	for _, got := range []answer{a, ts.ask(t, "GET", link, "", "If-None-Match", a.Header.Get("ETag")), ts.ask(t, "HEAD", link, "")} {
		if got.Header.Get(revisionHeader) != want {
			t.Errorf("status %d, revision %q, want %q", got.Status, got.Header.Get(revisionHeader), want)
		}
	}
}

func TestWhatSpeaksOfNoDataNamesNoRevision(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	for name, a := range map[string]answer{
		"introspection":         ts.ask(t, "POST", "/graphql", query(`{ __schema { queryType { name } } }`)),
		"a refusal":             ts.ask(t, "POST", "/graphql", query(`{ nothing }`)),
		"a refused permalink":   ts.ask(t, "GET", "/cite/", ""),
		"a body that is broken": ts.ask(t, "POST", "/graphql", `{`),
		"the contract":          ts.ask(t, "GET", "/schema.graphql", ""),
	} {
		if got := a.Header.Get(revisionHeader); got != "" {
			t.Errorf("%s names the revision %q", name, got)
		}
	}
}
