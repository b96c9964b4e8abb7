package stores_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/seed"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// root is the top of the project, seen from this folder.
const root = "../../.."

// world is what both stores hold.
type world struct {
	release graph.Release
	records []graph.Record
}

func builtin(t testing.TB) world {
	t.Helper()
	data, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return world{data.Release, data.Records}
}

func generated(seed int64, size storetest.Size) world {
	return world{
		graph.Release{Name: "generated", Title: "Generated", Version: "1.0.0", Date: "2026-01-31", License: "CC0-1.0"},
		storetest.Generate(seed, size),
	}
}

// migrated gives a store in the shared Neo4j, emptied and prepared.
func migrated(t testing.TB) *neo4jstore.Store {
	t.Helper()
	if err := neo4jtest.Shared(t).Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	s := another(t)
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// another gives a further store over the shared Neo4j as it is, as another process
// would have it.
func another(t testing.TB) *neo4jstore.Store {
	t.Helper()
	return openAt(t, sharedAddress(t))
}

func sharedAddress(t testing.TB) string { return neo4jtest.Shared(t).URI }

func openAt(t testing.TB, address string) *neo4jstore.Store {
	t.Helper()
	o := neo4jstore.Options{URI: address, Password: neo4jtest.Shared(t).Password}
	if o.Password != "" {
		o.User = neo4jtest.User
	}
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

func (w world) inMemory(t testing.TB) *memstore.Store {
	t.Helper()
	s, err := memstore.New(w.release, w.records)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (w world) inNeo4j(t testing.TB) *neo4jstore.Store {
	t.Helper()
	s := migrated(t)
	w.load(t, s)
	return s
}

func (w world) load(t testing.TB, s *neo4jstore.Store) {
	t.Helper()
	if _, err := s.Load(t.Context(), w.release, w.records, nil); err != nil {
		t.Fatal(err)
	}
}

func engineOver(t testing.TB, s graph.Store) *schema.Engine {
	t.Helper()
	e, err := schema.New(graph.New(s), schema.Options{Build: "1"})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// withColumns gives a further store over the shared Neo4j as it is that counts from
// columns.
func withColumns(t testing.TB) *columns.Store {
	t.Helper()
	told := make(chan columns.Report, 1)
	c := columns.Over(another(t), columns.Options{Pause: time.Millisecond, Report: func(r columns.Report) {
		select {
		case told <- r:
		default: // of later ones nobody waits
		}
	}})
	t.Cleanup(func() { _ = c.Close() }) // the store inside is closed in any case
	if r := <-told; r.Err != nil || r.TooLarge {
		t.Fatalf("there are no columns: %+v", r)
	}
	return c
}

// pair is the same data in both stores, in Neo4j with and without columns.
type pair struct{ memory, neo4j, columns *schema.Engine }

func pairOf(t testing.TB, w world) pair {
	t.Helper()
	return pair{engineOver(t, w.inMemory(t)), engineOver(t, w.inNeo4j(t)), engineOver(t, withColumns(t))}
}

// same asks all, wants the same bytes, and gives the answer.
func (p pair) same(t testing.TB, req schema.Request) *schema.Response {
	t.Helper()
	want := p.memory.Do(t.Context(), req)
	p.compare(t, req, want, p.columns.Do(t.Context(), req))
	return p.compare(t, req, want, p.neo4j.Do(t.Context(), req))
}

func (p pair) compare(t testing.TB, req schema.Request, want, got *schema.Response) *schema.Response {
	t.Helper()
	for _, a := range []*schema.Response{want, got} {
		for _, e := range a.Errors {
			if e.Code == fault.Internal || e.Code == fault.Unavailable {
				t.Fatalf("%v: %v\n%s\n%v", e, e.Cause, req.Query, req.Variables)
			}
		}
	}
	if is, should := got.Body.Bytes(), want.Body.Bytes(); !bytes.Equal(is, should) {
		at := 0
		for at < min(len(is), len(should)) && is[at] == should[at] {
			at++
		}
		t.Fatalf("the answers differ at byte %d\nin memory: %s\nin Neo4j:  %s\n%s\n%v",
			at, around(should, at), around(is, at), req.Query, req.Variables)
	}
	if got.Info != want.Info {
		t.Errorf("in memory %+v, in Neo4j %+v: %s", want.Info, got.Info, req.Query)
	}
	return got
}

// around is the part of an answer where something happens.
func around(body []byte, at int) string {
	return string(body[max(0, at-200):min(len(body), at+200)])
}

// decode reads JSON as the server does: numbers keep their digits.
func decode(t testing.TB, text string) map[string]any {
	t.Helper()
	var out map[string]any
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&out); err != nil {
		t.Fatalf("%v in %.500s", err, text)
	}
	return out
}

// dataOf is the data of an answer.
func dataOf(t testing.TB, a *schema.Response) map[string]any {
	t.Helper()
	data, _ := decode(t, a.Body.String())["data"].(map[string]any)
	return data
}
