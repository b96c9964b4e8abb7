package schema

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/seed"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a text with a checked-in file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) == got {
		return
	}
	wantLines, gotLines := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for i := range min(len(wantLines), len(gotLines)) {
		if wantLines[i] != gotLines[i] {
			t.Fatalf("%s differs at line %d; run with -update and read the change\nwant %s\n got %s", path, i+1, wantLines[i], gotLines[i])
		}
	}
	t.Fatalf("%s has %d lines and not %d; run with -update and read the change", path, len(wantLines), len(gotLines))
}

// curated is a store with the built-in data. Tests that write make their own.
var curated = sync.OnceValue(func() *memstore.Store {
	d, err := seed.Builtin()
	if err != nil {
		panic(err)
	}
	s, err := memstore.New(d.Release, d.Records)
	if err != nil {
		panic(err)
	}
	return s
})

// curatedEngine answers over the built-in data.
var curatedEngine = sync.OnceValue(func() *Engine {
	e, err := New(graph.New(curated()), Options{})
	if err != nil {
		panic(err)
	}
	return e
})

// generated is a store with a random world.
func generated(t testing.TB, seed int64, size storetest.Size) *memstore.Store {
	t.Helper()
	s, err := memstore.New(
		graph.Release{Name: "generated", Title: "Generated", Version: "1.0.0", Date: "2026-01-31", License: "CC0-1.0"},
		storetest.Generate(seed, size))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func engineOver(t testing.TB, s graph.Store) *Engine {
	t.Helper()
	e, err := New(graph.New(s), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// answer is an answer as a client reads it.
type answer struct {
	Data   map[string]any
	Errors []wireError
	raw    string
	resp   *Response
}

type wireError struct {
	Message    string
	Locations  []struct{ Line, Column int }
	Path       []any
	Extensions struct {
		Code     string
		Incident string
		Limit    *struct {
			Name          string
			Value, Actual int
		}
	}
}

func (e wireError) code() string { return e.Extensions.Code }

func (e wireError) path() string {
	b, _ := json.Marshal(e.Path)
	return string(b)
}

// ask puts a request to an engine. variables is JSON, or "".
func ask(t testing.TB, e *Engine, query, variables string) answer {
	t.Helper()
	return askContext(context.Background(), t, e, query, variables)
}

func askContext(ctx context.Context, t testing.TB, e *Engine, query, variables string) answer {
	t.Helper()
	req := Request{Query: query}
	if variables != "" {
		if err := decodeJSON(variables, &req.Variables); err != nil {
			t.Fatalf("variables %s: %v", variables, err)
		}
	}
	return read(t, e.Do(ctx, req))
}

// read reads a response, which must be well-formed whatever it says.
func read(t testing.TB, resp *Response) answer {
	t.Helper()
	a := answer{raw: resp.Body.String(), resp: resp}
	if err := decodeJSON(a.raw, &a); err != nil {
		t.Fatalf("the answer is no JSON: %v\n%.2000s", err, a.raw)
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(resp.Body.Bytes(), &members); err != nil {
		t.Fatal(err)
	}
	if _, has := members["data"]; has != resp.Executed {
		t.Errorf("data is there: %t, executed: %t", has, resp.Executed)
	}
	if resp.Executed && (string(members["data"]) == "null") != resp.DataIsNull {
		t.Errorf("DataIsNull is %t for data %.100s", resp.DataIsNull, members["data"])
	}
	if len(resp.Errors) != len(a.Errors) {
		t.Errorf("%d errors in the response, %d in its body", len(resp.Errors), len(a.Errors))
	}
	if raw, has := members["errors"]; has && len(a.Errors) == 0 {
		t.Errorf("errors is there and empty: %s", raw)
	}
	for _, e := range a.Errors {
		if e.Message == "" || e.code() == "" {
			t.Errorf("an error without message or code: %s", a.raw)
		}
		if strings.ContainsAny(e.Message, "\n\r") {
			t.Errorf("a message of several lines: %q", e.Message)
		}
	}
	return a
}

func decodeJSON(text string, into any) error {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	return d.Decode(into)
}

// must asks and fails on any error.
func must(t testing.TB, e *Engine, query, variables string) map[string]any {
	t.Helper()
	a := ask(t, e, query, variables)
	if len(a.Errors) > 0 {
		t.Fatalf("%s\n%.2000s", query, a.raw)
	}
	return a.Data
}

// dig follows a path of keys and, as numbers, indices into an answer.
func dig(t testing.TB, v any, path ...any) any {
	t.Helper()
	for i, p := range path {
		switch p := p.(type) {
		case string:
			m, ok := v.(map[string]any)
			if !ok {
				t.Fatalf("no object at %v: %v", path[:i], v)
			}
			v = m[p]
		case int:
			list, ok := v.([]any)
			if !ok || p >= len(list) {
				t.Fatalf("no item at %v: %v", path[:i+1], v)
			}
			v = list[p]
		}
	}
	return v
}

// dataOf is the text of data as it was sent.
func (a answer) dataOf(t testing.TB) string {
	t.Helper()
	var members struct{ Data json.RawMessage }
	if err := json.Unmarshal([]byte(a.raw), &members); err != nil {
		t.Fatal(err)
	}
	return string(members.Data)
}

// wantData compares the data of an answer with JSON, to the byte but for spaces.
func (a answer) wantData(t testing.TB, want string) {
	t.Helper()
	var compact bytes.Buffer
	if err := json.Compact(&compact, []byte(want)); err != nil {
		t.Fatal(err)
	}
	if got := a.dataOf(t); got != compact.String() {
		t.Errorf("data\n got %s\nwant %s", got, compact.String())
	}
}

// tampered is a store in which a test makes calls go wrong. before is asked before
// each call and fails it by an error, or panics.
type tampered struct {
	graph.Store
	before func(verb string, about any) error
}

func (s tampered) Get(ctx context.Context, q graph.Get) (graph.Page, error) {
	if err := s.before("get", q.Keys); err != nil {
		return graph.Page{}, err
	}
	return s.Store.Get(ctx, q)
}

func (s tampered) Find(ctx context.Context, q graph.Find) (graph.Page, error) {
	if err := s.before("find", q); err != nil {
		return graph.Page{}, err
	}
	return s.Store.Find(ctx, q)
}

func (s tampered) Expand(ctx context.Context, q graph.Expand) ([]graph.Page, error) {
	if err := s.before("expand", q); err != nil {
		return nil, err
	}
	return s.Store.Expand(ctx, q)
}

func (s tampered) Tally(ctx context.Context, q graph.Tally) (*graph.Counted, error) {
	if err := s.before("tally", q); err != nil {
		return nil, err
	}
	return s.Store.Tally(ctx, q)
}

func (s tampered) Search(ctx context.Context, q graph.Search) (graph.Found, error) {
	if err := s.before("search", q); err != nil {
		return graph.Found{}, err
	}
	return s.Store.Search(ctx, q)
}

func (s tampered) Trace(ctx context.Context, q graph.Trace) (graph.Traced, error) {
	if err := s.before("trace", q); err != nil {
		return graph.Traced{}, err
	}
	return s.Store.Trace(ctx, q)
}

func (s tampered) Info(ctx context.Context) (graph.Info, error) {
	if err := s.before("info", nil); err != nil {
		return graph.Info{}, err
	}
	return s.Store.Info(ctx)
}

var errBoom = errors.New("secret text of the database")
