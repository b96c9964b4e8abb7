package sdl_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/exitgraph/exitgraph/schema/introspection"
	"github.com/exitgraph/exitgraph/schema/introspection/richschema"
	"github.com/exitgraph/exitgraph/schema/sdl"
)

var update = flag.Bool("update", false, "write the golden file anew")

// rich gives the schema with one of everything, and its text.
func rich(t *testing.T) (*graphql.Schema, introspection.Extras, string) {
	t.Helper()
	schema, extras, err := richschema.New()
	if err != nil {
		t.Fatal(err)
	}
	text, err := sdl.Print(schema, extras)
	if err != nil {
		t.Fatal(err)
	}
	return schema, extras, text
}

func TestTextIsTheGoldenFile(t *testing.T) {
	_, _, text := rich(t)
	golden := filepath.Join("testdata", "rich.graphql")
	if *update {
		if err := os.WriteFile(golden, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("the text differs from %s; look at it and run the test with -update if it is right:\n%s", golden, text)
	}
}

// The type library keeps members in maps, so a text that depends on their order
// would change from build to build.
func TestTextIsTheSameForEveryBuildOfTheSchema(t *testing.T) {
	_, _, first := rich(t)
	for range 30 {
		if _, _, again := rich(t); again != first {
			t.Fatalf("two builds of one schema differ:\n%s\n---\n%s", first, again)
		}
	}
}

func TestTextIsValidForAnIndependentParser(t *testing.T) {
	_, _, text := rich(t)
	read, err := gqlparser.LoadSchema(&ast.Source{Name: "rich", Input: text})
	if err != nil {
		t.Fatal(err)
	}
	search := read.Query.Fields.ForName("search")
	if got := search.Arguments.ForName("within").DefaultValue.String(); got != "[EXACT,null,CLOSE]" {
		t.Errorf("the default of search(within:) is %s", got)
	}
	if search.Arguments.ForName("first").Directives.ForName("deprecated") == nil {
		t.Error("search(first:) is not deprecated")
	}
	if read.Types["URL"].Directives.ForName("specifiedBy") == nil || read.Types["BookBy"].Directives.ForName("oneOf") == nil {
		t.Error("@specifiedBy or @oneOf is missing")
	}
	if read.Directives["tag"] == nil {
		t.Error("the schema's own directive is missing")
	}
}

func TestOwnRootNamesAreDeclared(t *testing.T) {
	text := func(name string, others ...graphql.Type) string {
		t.Helper()
		schema, err := graphql.NewSchema(graphql.SchemaConfig{
			Query: graphql.NewObject(graphql.ObjectConfig{Name: name, Fields: graphql.Fields{"a": {Type: graphql.Int}}}),
			Types: others,
		})
		if err != nil {
			t.Fatal(err)
		}
		text, err := sdl.Print(&schema, introspection.Extras{})
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	if got := text("Query"); strings.Contains(got, "schema") {
		t.Errorf("the usual root needs no definition:\n%s", got)
	}
	if got := text("Root"); !strings.HasPrefix(got, "schema {\n  query: Root\n}\n") {
		t.Errorf("the unusual root has no definition:\n%s", got)
	}
	bystander := graphql.NewObject(graphql.ObjectConfig{Name: "Mutation", Fields: graphql.Fields{"b": {Type: graphql.Int}}})
	if got := text("Query", bystander); !strings.HasPrefix(got, "schema {\n  query: Query\n}\n") {
		t.Errorf("a type that only bears the name of a root would be taken for it:\n%s", got)
	}
}

func TestExtrasThatDoNotFitAreAnError(t *testing.T) {
	schema, _, _ := rich(t)
	_, err := sdl.Print(schema, introspection.Extras{SpecifiedBy: map[string]string{"Uri": "https://example.org/"}})
	if err == nil || !strings.Contains(err.Error(), "SpecifiedBy Uri") {
		t.Errorf("got %v", err)
	}
}
