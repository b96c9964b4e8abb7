package stores_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jstoretest"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/seed"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m, neo4jtest.Busy)) }

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
	return neo4jstoretest.Filled(t, w.release, w.records)
}

func engineOver(t testing.TB, s graph.Store) *schema.Engine {
	t.Helper()
	e, err := schema.New(graph.New(s), schema.Options{Build: "1"})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// door is a way to the data of a world. Where it is unfused, whole records are read and
// nothing is brought along, so that each edge is a question of its own.
type door struct {
	name   string
	engine *schema.Engine
}

// doors lead to the same data: in memory first, whose answers are those of all.
type doors []door

func doorsOf(t testing.TB, w world) doors {
	t.Helper()
	memory, neo4j := w.inMemory(t), w.inNeo4j(t)
	// Marks are what columns are put over.
	marked := storetest.NewMoving(func(int) bool { return false }, w.inMemory(t))
	counting := func(s graph.Store) graph.Store { return neo4jstoretest.WithColumns(t, s.(columns.Marked)) }
	var out doors
	for _, d := range []struct {
		name  string
		store graph.Store
	}{
		{"memory", memory},
		{"memory, unfused", storetest.Unfused(memory)},
		{"columns over memory", counting(marked)},
		{"columns over memory, unfused", storetest.Unfused(counting(marked))},
		{"Neo4j", neo4j},
		{"Neo4j, unfused", storetest.Unfused(neo4j)},
		{"columns over Neo4j", counting(neo4jstoretest.Shared(t))},
		{"columns over Neo4j, unfused", counting(storetest.Unfused(neo4jstoretest.Shared(t)))},
	} {
		out = append(out, door{d.name, engineOver(t, d.store)})
	}
	return out
}

// same asks at every door, wants the same bytes, and gives the answer.
func (d doors) same(t testing.TB, req schema.Request) *schema.Response {
	t.Helper()
	want := d[0].engine.Do(t.Context(), req)
	whole := d[1].engine.Do(t.Context(), req)
	for i, other := range d {
		got := want
		switch i {
		case 0:
		case 1:
			got = whole
		default:
			got = other.engine.Do(t.Context(), req)
		}
		other.compare(t, req, want, got)
		// What is brought along, or known at the mark, is not asked for again.
		if got.Info.StoreCalls > whole.Info.StoreCalls {
			t.Errorf("%s needs %d calls of the store, and %d where each edge is one: %s", other.name, got.Info.StoreCalls, whole.Info.StoreCalls, req.Query)
		}
	}
	return want
}

// compare wants the answer of a door to be the one in memory.
func (d door) compare(t testing.TB, req schema.Request, want, got *schema.Response) {
	t.Helper()
	for _, e := range got.Errors {
		if e.Code == fault.Internal || e.Code == fault.Unavailable {
			t.Fatalf("%s: %v: %v\n%s\n%v", d.name, e, e.Cause, req.Query, req.Variables)
		}
	}
	if is, should := got.Body.Bytes(), want.Body.Bytes(); !bytes.Equal(is, should) {
		at := 0
		for at < min(len(is), len(should)) && is[at] == should[at] {
			at++
		}
		t.Fatalf("the answers differ at byte %d\nmemory: %s\n%s: %s\n%s\n%v",
			at, around(should, at), d.name, around(is, at), req.Query, req.Variables)
	}
	told, wanted := got.Info, want.Info
	told.StoreCalls, told.Rows, wanted.StoreCalls, wanted.Rows = 0, 0, 0, 0
	if got.Info.StoreCalls == 0 && told.Revision == "" {
		wanted.Revision = "" // nothing was asked that a database would vouch for
	}
	if told != wanted {
		t.Errorf("in memory %+v, %s %+v: %s", wanted, d.name, told, req.Query)
	}
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
