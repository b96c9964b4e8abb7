package metamorphic_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/seed"
)

// root is the top of the project, seen from this folder.
const root = "../../.."

// document is one of docs/examples.
type document struct {
	name, text string
	variables  string // JSON, or empty
}

func documents(t *testing.T) []document {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "docs/examples/*.graphql"))
	if err != nil || len(files) < 15 {
		t.Fatalf("%d examples: %v", len(files), err)
	}
	var out []document
	for _, file := range files {
		d := document{name: strings.TrimSuffix(filepath.Base(file), ".graphql"), text: content(t, file)}
		variables := strings.TrimSuffix(file, ".graphql") + ".variables.json"
		if _, err := os.Stat(variables); err == nil {
			d.variables = content(t, variables)
		}
		out = append(out, d)
	}
	return out
}

func content(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// site is a state of the data with the engine that answers from it.
type site struct {
	engine *schema.Engine
	info   graph.Info
}

func siteOf(t *testing.T, release graph.Release, records []graph.Record) site {
	t.Helper()
	store, err := memstore.New(release, records)
	if err != nil {
		t.Fatal(err)
	}
	g := graph.New(store)
	e, err := schema.New(g, schema.Options{})
	if err != nil {
		t.Fatal(err)
	}
	info, err := store.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return site{e, info}
}

func builtin(t *testing.T) *seed.Dataset {
	t.Helper()
	data, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var generatedRelease = graph.Release{Name: "generated", Title: "Generated", Version: "1.0.0", Date: "2026-01-31", License: "CC0-1.0"}

// named is a site with its name.
type named struct {
	name string
	site
}

// sites are the built-in data and a generated world, which has what they have not:
// findings that do not stand, parts of phases in every model, mappings both ways.
func sites(t *testing.T) []named {
	t.Helper()
	data, seeded := builtin(t), storetest.Seed(t, 7)
	return []named{
		{"built-in data", siteOf(t, data.Release, data.Records)},
		{"generated data", siteOf(t, generatedRelease, storetest.Generate(seeded, storetest.Small))},
	}
}

// ask gives the whole answer to a document that must not fail.
func (s site) ask(t *testing.T, text, variables string) []byte {
	t.Helper()
	req := schema.Request{Query: text}
	if variables != "" {
		req.Variables, _ = decode(t, []byte(variables)).(map[string]any)
	}
	answer := s.engine.Do(t.Context(), req)
	if len(answer.Errors) > 0 {
		t.Fatalf("%v\n%s", answer.Errors, text)
	}
	return answer.Body.Bytes()
}

// data gives the data of the answer to a document.
func (s site) data(t *testing.T, text string) map[string]any {
	t.Helper()
	body, _ := decode(t, s.ask(t, text, "")).(map[string]any)
	data, _ := body["data"].(map[string]any)
	return data
}

func decode(t *testing.T, text []byte) any {
	t.Helper()
	var out any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&out); err != nil {
		t.Fatalf("%v in %.300s", err, text)
	}
	return out
}

// diceOf makes a source of chance, which a failing test tells the seed of.
func diceOf(t *testing.T) *rand.Rand {
	t.Helper()
	seeded := storetest.Seed(t, 3)
	t.Logf("seed %d, of %s", seeded, storetest.SeedVariable)
	return rand.New(rand.NewPCG(uint64(seeded), 5))
}
