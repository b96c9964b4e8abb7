package docs_test

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// declared finds how many store calls an example says that it needs.
var declared = regexp.MustCompile(`(?m)^# store calls: (\d+)\n`)

// example is a document of docs/examples.
type example struct {
	name      string
	text      string // as in the file
	variables string // JSON, or empty
	calls     int    // store calls it may cost
}

func exampleOf(t *testing.T, name string) example {
	t.Helper()
	e := example{
		name:      name,
		text:      read(t, "docs/examples/"+name+".graphql"),
		variables: readIfThere(t, "docs/examples/"+name+".variables.json"),
	}
	found := declared.FindStringSubmatch(e.text)
	if found == nil || !strings.HasPrefix(e.text, "# ") {
		t.Fatalf("%s does not begin with a line that says what it asks, and one with its store calls", name)
	}
	e.calls, _ = strconv.Atoi(found[1])
	return e
}

// shown is the document as the pages print it.
func (e example) shown() string { return declared.ReplaceAllString(e.text, "") }

func TestEveryExampleGivesItsGoldenAnswer(t *testing.T) {
	for _, name := range examples(t) {
		t.Run(name, func(t *testing.T) {
			e := exampleOf(t, name)
			answer := ask(t, e.text, e.variables)
			if len(answer.Errors) > 0 {
				t.Fatalf("the example fails: %v", answer.Errors)
			}
			golden := "docs/examples/answers/" + name + ".json"
			current(t, golden, layOut(t, answer.Body.String(), 0))
			if !sameJSON(t, answer.Body.String(), read(t, golden)) {
				t.Errorf("%s is another answer than the real one", golden)
			}
		})
	}
}

func TestEveryExampleNeedsTheStoreCallsThatItSays(t *testing.T) {
	for _, name := range examples(t) {
		e := exampleOf(t, name)
		// Twice: the frame of a revision, which the first question reads, is no call.
		for range 2 {
			if got := ask(t, e.text, e.variables).Info.StoreCalls; got != e.calls {
				t.Errorf("%s needs %d store calls and says %d: they are one for each edge and level (those to one record together), or labels of nodes, whatever the number of rows", name, got, e.calls)
			}
		}
	}
}

func TestNoExampleAnswersNothing(t *testing.T) {
	for _, name := range examples(t) {
		e := exampleOf(t, name)
		var answer struct{ Data map[string]any }
		if err := json.Unmarshal(ask(t, e.text, e.variables).Body.Bytes(), &answer); err != nil {
			t.Fatal(err)
		}
		for field, v := range answer.Data {
			if isHollow(v) {
				t.Errorf("%s: the answer to %s holds nothing, so it shows nothing", name, field)
			}
		}
	}
}

// isHollow says that a value has no content at any depth.
func isHollow(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case []any:
		for _, item := range v {
			if !isHollow(item) {
				return false
			}
		}
		return true
	case map[string]any:
		for _, item := range v {
			if !isHollow(item) {
				return false
			}
		}
		return true
	}
	return false
}

func TestEveryExampleIsValidForAnotherParserToo(t *testing.T) {
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: e.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range examples(t) {
		if _, errs := gqlparser.LoadQueryWithRules(schema, exampleOf(t, name).text, rules.NewDefaultRules()); errs != nil {
			t.Errorf("%s: %v", name, errs)
		}
	}
	for _, name := range findingsDocuments(t) {
		if _, errs := gqlparser.LoadQueryWithRules(schema, read(t, "docs/findings/"+name+".graphql"), rules.NewDefaultRules()); errs != nil {
			t.Errorf("docs/findings/%s.graphql: %v", name, errs)
		}
	}
}

func TestNoFileOfTheExamplesIsLeftOver(t *testing.T) {
	known := map[string]bool{}
	for _, name := range examples(t) {
		known["examples/"+name+".variables.json"] = true
		known["examples/answers/"+name+".json"] = true
	}
	for _, pattern := range []string{"examples/*.json", "examples/answers/*"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range found {
			if !known[filepath.ToSlash(name)] {
				t.Errorf("docs/%s belongs to no example: remove it", name)
			}
		}
	}
}

func TestEveryExampleStandsInAPage(t *testing.T) {
	all := ""
	for _, page := range pages(t) {
		all += read(t, page)
	}
	for _, name := range examples(t) {
		if !strings.Contains(all, "<!-- generated: example "+name) {
			t.Errorf("no page shows the example %s: add <!-- generated: example %s --> <!-- end --> where it belongs", name, name)
		}
	}
}
