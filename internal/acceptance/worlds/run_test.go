package worlds_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/internal/acceptance/worlds"
	"github.com/exitgraph/exitgraph/internal/neo4jstoretest"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// folder holds the worlds, seen from this package.
const folder = "../../../evidence/worlds"

// fewest is how many worlds there are at least, so that none is lost unseen.
const fewest = 44

func TestEveryWorldHasTheAnswersThatWereWrittenForIt(t *testing.T) {
	files := files(t)
	stores := prepared(t)
	asked := 0
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			w := read(t, file)
			for _, difference := range stores.differences(t, w) {
				t.Error(difference)
			}
			asked++
		})
	}
	if chosen := flag.Lookup("test.run").Value.String(); asked != len(files) && !strings.Contains(chosen, "/") {
		t.Errorf("%d of %d worlds were asked", asked, len(files))
	}
}

// files lists the worlds. Whatever else lies in their folder would never be asked.
func files(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		switch {
		case !e.IsDir() && filepath.Ext(e.Name()) == ".yaml":
			out = append(out, filepath.Join(folder, e.Name()))
		case e.Name() != "README.md":
			t.Errorf("%s is no world: their names end in .yaml", e.Name())
		}
	}
	if len(out) < fewest {
		t.Fatalf("there are %d worlds, and there were %d", len(out), fewest)
	}
	return out
}

// read reads a world; faults name it as editors find it from the root.
func read(t testing.TB, file string) *worlds.World {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	w, err := worlds.Read("evidence/worlds/"+filepath.Base(file), text)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// stores asks worlds in memory and in Neo4j.
type stores struct{ neo4j *neo4jstore.Store }

func prepared(t *testing.T) stores {
	t.Helper()
	return stores{neo4jstoretest.Empty(t)}
}

var release = graph.Release{Name: "world", Title: "World", Version: "1.0.0", Date: "2026-01-31", License: "CC0-1.0"}

// stored gives a store of a world, or what is wrong with the world.
func stored(w *worlds.World, records []graph.Record) (*memstore.Store, error) {
	s, err := memstore.New(release, records)
	var problems graph.ProblemsError
	if errors.As(err, &problems) {
		var lines []string
		for _, p := range problems {
			lines = append(lines, fmt.Sprintf("%s:%d: %s", w.File, w.Line(p.Kind, p.Key), p))
		}
		return nil, errors.New(strings.Join(lines, "\n"))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", w.File, err)
	}
	return s, nil
}

// inMemory gives an engine over a world.
func inMemory(w *worlds.World, records []graph.Record) (*schema.Engine, error) {
	s, err := stored(w, records)
	if err != nil {
		return nil, err
	}
	return schema.New(graph.New(s), schema.Options{})
}

// differences says in words where the answers differ from those of the file, or
// between the stores, or with the order of the records.
func (s stores) differences(t *testing.T, w *worlds.World) []string {
	t.Helper()
	memory, err := inMemory(w, w.Records)
	if err != nil {
		return []string{err.Error()}
	}
	backwards := slices.Clone(w.Records)
	slices.Reverse(backwards)
	turned, err := inMemory(w, backwards)
	if err != nil {
		return []string{err.Error()}
	}
	if _, err := s.neo4j.Load(t.Context(), release, w.Records, nil); err != nil {
		return []string{fmt.Sprintf("%s: Neo4j: %v", w.File, err)}
	}
	neo4j, err := schema.New(graph.New(s.neo4j), schema.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return judge(t, w, memory, other{"Neo4j", neo4j}, other{"the order of the records turned", turned})
}

// other is an engine that must give the same bytes.
type other struct {
	name   string
	engine *schema.Engine
}

// judge asks everything, and says in words what is not as the file or the first of
// the engines has it.
func judge(t *testing.T, w *worlds.World, memory *schema.Engine, others ...other) []string {
	t.Helper()
	var out []string
	for _, ask := range w.Asks {
		req := schema.Request{Query: ask.Query, Variables: ask.Variables}
		answer := memory.Do(t.Context(), req)
		at := fmt.Sprintf("%s:%d", w.File, ask.Line)
		if d := difference(ask, answer); d != "" {
			out = append(out, fmt.Sprintf("%s: the answer is not the one that is written (-written +given):\n%s", at, d))
		}
		for _, o := range others {
			if got := o.engine.Do(t.Context(), req); !bytes.Equal(got.Body.Bytes(), answer.Body.Bytes()) {
				out = append(out, fmt.Sprintf("%s: %s gives other bytes:\n%s\n%s", at, o.name, answer.Body, got.Body))
			}
		}
	}
	return out
}

// difference compares an answer with what a file says, and is "" where they agree.
func difference(ask worlds.Ask, answer *schema.Response) string {
	var out string
	var codes, wanted []string
	for _, e := range answer.Errors {
		codes = append(codes, string(e.Code))
		if e.Code == fault.Internal || !slices.Contains(ask.Errors, string(e.Code)) {
			out += fmt.Sprintf("%v (cause: %v)\n", e, e.Cause)
		}
	}
	wanted = append(wanted, ask.Errors...)
	if d := cmp.Diff(wanted, codes); d != "" {
		out += "errors: " + d
	}
	if !ask.Answered {
		return out
	}
	var body struct{ Data any }
	d := json.NewDecoder(bytes.NewReader(answer.Body.Bytes()))
	d.UseNumber()
	if err := d.Decode(&body); err != nil {
		return out + err.Error()
	}
	return out + cmp.Diff(byValue(ask.Answer), byValue(body.Data))
}

// byValue turns numbers into values, so that 0.50 is 0.5.
func byValue(v any) any {
	switch v := v.(type) {
	case json.Number:
		n, err := v.Float64()
		if err != nil {
			return v.String()
		}
		return n
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = byValue(v[i])
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k := range v {
			out[k] = byValue(v[k])
		}
		return out
	}
	return v
}
