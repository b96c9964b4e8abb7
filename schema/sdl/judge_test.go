package sdl_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/parser"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/internal/nodetest"
	"github.com/exitgraph/exitgraph/schema/introspection"
	"github.com/exitgraph/exitgraph/schema/sdl"
)

// judge asks the reference implementation.
func judge(t *testing.T, judgement string, input, verdict any) {
	t.Helper()
	stdin, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	out := nodetest.Run(t, "testdata/judge.mjs", stdin, judgement)
	if err := json.Unmarshal(out, verdict); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
}

// answer validates and executes a query with the type library.
func answer(t *testing.T, schema *graphql.Schema, query string) any {
	t.Helper()
	document, err := parser.Parse(parser.ParseParams{Source: query})
	if err != nil {
		t.Fatal(err)
	}
	if validation := graphql.ValidateDocument(schema, document, nil); !validation.IsValid {
		t.Fatalf("%v for\n%s", validation.Errors, query)
	}
	result := graphql.Execute(graphql.ExecuteParams{Schema: *schema, AST: document, Context: t.Context()})
	if result.HasErrors() {
		t.Fatalf("%v for\n%s", result.Errors, query)
	}
	return result.Data
}

// registered gives the rich schema ready for introspection, and its text.
func registered(t *testing.T) (*graphql.Schema, string) {
	t.Helper()
	schema, extras, text := rich(t)
	if err := introspection.Register(schema, extras); err != nil {
		t.Fatal(err)
	}
	return schema, text
}

// GraphiQL, Apollo, urql and graphql-codegen all send what the reference
// implementation builds from its options, and read the answer with it.
func TestEveryStandardIntrospectionQueryIsAnsweredWell(t *testing.T) {
	schema, _ := registered(t)
	var queries []string
	judge(t, "queries", nil, &queries)
	if len(queries) != 128 {
		t.Fatalf("got %d queries for 7 options", len(queries))
	}
	answers := make([]any, len(queries))
	for i, query := range queries {
		answers[i] = answer(t, schema, query)
	}
	var fieldCounts []int
	judge(t, "read", answers, &fieldCounts)
	if len(fieldCounts) != len(queries) {
		t.Fatalf("only %d answers were read", len(fieldCounts))
	}
	for i, count := range fieldCounts {
		if count != 4 {
			t.Errorf("%d fields of Query were read from the answer to\n%s", count, queries[i])
		}
	}
}

type comparison struct {
	FromText   string
	FromAnswer string
	OwnAnswer  map[string]any
}

// compared gives the reference implementation's reading of the rich schema, and our
// answer to the query that asks for everything.
func compared(t *testing.T) (comparison, map[string]any) {
	t.Helper()
	schema, text := registered(t)
	var queries []string
	judge(t, "queries", nil, &queries)
	data := answer(t, schema, queries[len(queries)-1])
	var verdict comparison
	judge(t, "compare", map[string]any{"sdl": text, "data": data}, &verdict)
	// Through JSON, so that both answers consist of the same Go types.
	encoded, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	var own map[string]any
	if err := json.Unmarshal(encoded, &own); err != nil {
		t.Fatal(err)
	}
	return verdict, own
}

func TestTextAndIntrospectionMeanTheSameSchema(t *testing.T) {
	verdict, _ := compared(t)
	if verdict.FromText == "" || verdict.FromText != verdict.FromAnswer {
		t.Errorf("from the text:\n%s\nfrom the introspection:\n%s", verdict.FromText, verdict.FromAnswer)
	}
}

// The reference implementation reads our text and introspects it itself: types,
// order of members, nulls, empty lists, default values, all must be equal.
func TestIntrospectionIsWhatTheReferenceImplementationAnswers(t *testing.T) {
	verdict, own := compared(t)
	ours, theirs := typesByName(t, own), typesByName(t, verdict.OwnAnswer)
	for name, want := range theirs {
		got := ours[name]
		if strings.HasPrefix(name, "__") || builtIn[name] {
			// These are described by each implementation in its own words.
			got, want = withoutWording(got), withoutWording(want)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s\ngot  %s\nwant %s", name, encode(t, got), encode(t, want))
		}
	}
	for name := range ours {
		if theirs[name] == nil {
			t.Errorf("%s is not in the text", name)
		}
	}
	if got, want := directivesByName(own), directivesByName(verdict.OwnAnswer); !reflect.DeepEqual(got, want) {
		t.Errorf("directives\ngot  %s\nwant %s", encode(t, got), encode(t, want))
	}
	mine, other := own["__schema"].(map[string]any), verdict.OwnAnswer["__schema"].(map[string]any)
	for _, key := range []string{"description", "queryType", "mutationType", "subscriptionType"} {
		if !reflect.DeepEqual(mine[key], other[key]) {
			t.Errorf("%s: got %s, want %s", key, encode(t, mine[key]), encode(t, other[key]))
		}
	}
}

var builtIn = map[string]bool{"Int": true, "Float": true, "String": true, "Boolean": true, "ID": true}

func typesByName(t *testing.T, data map[string]any) map[string]any {
	t.Helper()
	byName := map[string]any{}
	for _, listed := range data["__schema"].(map[string]any)["types"].([]any) {
		named := listed.(map[string]any)
		sortPossibleTypes(named)
		byName[named["name"].(string)] = named
	}
	if len(byName) < 15 {
		t.Fatalf("only %d types", len(byName))
	}
	return byName
}

// sortPossibleTypes evens out the one order that has no meaning.
func sortPossibleTypes(named map[string]any) {
	if types, ok := named["possibleTypes"].([]any); ok {
		slices.SortFunc(types, func(a, b any) int {
			return strings.Compare(a.(map[string]any)["name"].(string), b.(map[string]any)["name"].(string))
		})
	}
}

// directivesByName leaves out the wording, and of @deprecated also what differs
// between the editions of the specification: the type of the reason, which became
// non-null in 2025, and the places, to which a draft adds directives.
func directivesByName(data map[string]any) map[string]any {
	byName := map[string]any{}
	for _, listed := range data["__schema"].(map[string]any)["directives"].([]any) {
		directive := withoutWording(listed).(map[string]any)
		if directive["name"] == "deprecated" {
			delete(directive, "locations")
			delete(directive["args"].([]any)[0].(map[string]any), "type")
		}
		byName[directive["name"].(string)] = directive
	}
	return byName
}

// withoutWording drops descriptions and evens out whether includeDeprecated may be
// null, which must be allowed here and is inconsistent in the reference.
func withoutWording(value any) any {
	switch value := value.(type) {
	case map[string]any:
		kept := map[string]any{}
		for key, entry := range value {
			switch {
			case key == "description", key == "type" && value["name"] == "includeDeprecated":
			default:
				kept[key] = withoutWording(entry)
			}
		}
		return kept
	case []any:
		kept := make([]any, len(value))
		for i, item := range value {
			kept[i] = withoutWording(item)
		}
		return kept
	}
	return value
}

func encode(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// describedText prints a schema whose types T0, T1 and so on have the descriptions.
func describedText(descriptions []string) (string, error) {
	fields := graphql.Fields{}
	for i, description := range descriptions {
		name := "T" + string(rune('0'+i))
		fields[name] = &graphql.Field{Type: graphql.NewEnum(graphql.EnumConfig{
			Name:        name,
			Description: description,
			Values:      graphql.EnumValueConfigMap{"A": {Description: description}},
		})}
	}
	schema, err := graphql.NewSchema(graphql.SchemaConfig{
		Query: graphql.NewObject(graphql.ObjectConfig{Name: "Query", Fields: fields}),
	})
	if err != nil {
		return "", err
	}
	return sdl.Print(&schema, introspection.Extras{})
}

// awkward texts are made of what block strings trip over.
var awkward = rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{
	`"`, `""`, `"""`, `\`, `\"""`, "\n", "\n\n", " ", "  ", "\t", "\r", "\r\n", "\a", "\u007f", "a", "word word", "é", "😀", "#", "{", "\u2028",
}), 0, 9), func(parts []string) string { return strings.Join(parts, "") })

func TestAnyDescriptionIsReadBackUnchanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := awkward.Draw(t, "description")
		text, err := describedText([]string{want})
		if err != nil {
			t.Fatal(err)
		}
		read, err := gqlparser.LoadSchema(&ast.Source{Name: "described", Input: text})
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if got := read.Types["T0"].Description; got != want {
			t.Fatalf("got %q, want %q in\n%s", got, want, text)
		}
		if got := read.Types["T0"].EnumValues[0].Description; got != want {
			t.Fatalf("indented: got %q, want %q in\n%s", got, want, text)
		}
	})
}

func TestAwkwardDescriptionsAreReadBackByTheReferenceImplementation(t *testing.T) {
	want := []string{
		`ends with a quote"`, `ends with a backslash\`, `""" fences """`, `four """" quotes`, `\"""`,
		"\nblank first line", "  indented\n  all over", "tab\there", "carriage\r\nreturn", "bell \a and \u007f",
	}
	text, err := describedText(want)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	judge(t, "descriptions", text, &got)
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q in\n%s", got, want, text)
	}
}
