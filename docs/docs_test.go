package docs_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/seed"
)

var update = flag.Bool("update", false, "write generated parts and golden answers anew")

// root is the top of the project, seen from this folder.
const root = ".."

// engine answers over the built-in data, as the program does when it is started
// without flags.
var engine = sync.OnceValues(func() (*schema.Engine, error) {
	data, err := seed.Builtin()
	if err != nil {
		return nil, err
	}
	store, err := memstore.New(data.Release, data.Records)
	if err != nil {
		return nil, err
	}
	return schema.New(graph.New(store), schema.Options{})
})

// ask runs a document; variables are JSON, or empty.
func ask(t *testing.T, document, variables string) *schema.Response {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	return e.Do(context.Background(), schema.Request{Query: document, Variables: decodeVariables(t, variables)})
}

func decodeVariables(t *testing.T, text string) map[string]any {
	t.Helper()
	if text == "" {
		return nil
	}
	var out map[string]any
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&out); err != nil {
		t.Fatalf("variables are not a JSON object: %v\n%s", err, text)
	}
	return out
}

// read gives a file by its path from the top of the project.
func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// readIfThere gives "" for a file that is not there.
func readIfThere(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return string(text)
}

// current compares a file with what it should hold, or writes it with -update.
func current(t *testing.T, name, want string) {
	t.Helper()
	got := readIfThere(t, name)
	if got == want {
		return
	}
	if *update {
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s is not current: %s\nType: make generate", name, firstDifference(got, want))
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(a), len(b)) {
		at := func(lines []string) string {
			if i < len(lines) {
				return lines[i]
			}
			return "(nothing)"
		}
		if at(a) != at(b) {
			return "line " + strconv.Itoa(i+1) + " is\n\t" + at(a) + "\nand should be\n\t" + at(b)
		}
	}
	return "they are equal"
}

// pages are the Markdown files that people read: the README and everything in
// docs, by their paths from the top.
func pages(t *testing.T) []string {
	t.Helper()
	list := []string{"README.md"}
	found, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range found {
		list = append(list, "docs/"+name)
	}
	if len(list) < 4 {
		t.Fatalf("only %v were found, so the rules would hold of nothing", list)
	}
	return list
}

// examples lists the names of the documents in docs/examples.
func examples(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob("examples/*.graphql")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, name := range found {
		names = append(names, strings.TrimSuffix(filepath.Base(name), ".graphql"))
	}
	slices.Sort(names)
	if len(names) < 15 {
		t.Fatalf("only %d examples were found", len(names))
	}
	return names
}

func mustJSON(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // only strings and numbers are handed in
	}
	return bytes.TrimSpace(b.Bytes())
}
