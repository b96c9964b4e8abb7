package introspection_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/parser"

	"github.com/exitgraph/exitgraph/schema/introspection"
	"github.com/exitgraph/exitgraph/schema/introspection/richschema"
)

func parsed(t *testing.T, schema *graphql.Schema, query string) *ast.Document {
	t.Helper()
	document, err := parser.Parse(parser.ParseParams{Source: query})
	if err != nil {
		t.Fatal(err)
	}
	if validation := graphql.ValidateDocument(schema, document, nil); !validation.IsValid {
		t.Fatalf("%v for %s", validation.Errors, query)
	}
	return document
}

// answer executes a query with the type library and gives the data as JSON.
func answer(t *testing.T, schema *graphql.Schema, query string) string {
	t.Helper()
	result := graphql.Execute(graphql.ExecuteParams{Schema: *schema, AST: parsed(t, schema, query), Context: t.Context()})
	if result.HasErrors() {
		t.Fatalf("%v for %s", result.Errors, query)
	}
	text, err := json.Marshal(result.Data)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func registeredRich(t *testing.T) *graphql.Schema {
	t.Helper()
	schema, extras, err := richschema.New()
	if err != nil {
		t.Fatal(err)
	}
	if err := introspection.Register(schema, extras); err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestDeprecatedMembersAreListedOnlyWhenAskedFor(t *testing.T) {
	schema := registeredRich(t)
	for _, test := range []struct{ query, without, with string }{
		{`{__type(name: "Node") {fields%s {name}}}`, "id", "key id"},
		{`{__type(name: "Match") {enumValues%s {name}}}`, "EXACT CLOSE", "LOOSE EXACT CLOSE"},
		{`{__type(name: "Filter") {inputFields%s {name}}}`, "title nested match", "title nested match year"},
	} {
		for arguments, want := range map[string]string{
			"": test.without, "(includeDeprecated: false)": test.without, "(includeDeprecated: true)": test.with,
		} {
			query := fmt.Sprintf(test.query, arguments)
			data := answer(t, schema, query)
			names := strings.Split(data, `"name":"`)[1:]
			for i, rest := range names {
				names[i], _, _ = strings.Cut(rest, `"`)
			}
			if got := strings.Join(names, " "); got != want {
				t.Errorf("%s: got %s, want %s", query, got, want)
			}
		}
	}
	fields := answer(t, schema, `{__type(name: "Query") {fields {name args {name} all: args(includeDeprecated: true) {name deprecationReason}}}}`)
	if strings.Count(fields, `"name":"first"`) != 1 || !strings.Contains(fields, `{"deprecationReason":"Everything is \"given\".","name":"first"}`) {
		t.Errorf("arguments: %s", fields)
	}
	directives := answer(t, schema, `{__schema {directives {name args {name} all: args(includeDeprecated: true) {name isDeprecated}}}}`)
	if strings.Count(directives, `"name":"match"`) != 1 || !strings.Contains(directives, `{"isDeprecated":true,"name":"match"}`) {
		t.Errorf("directive arguments: %s", directives)
	}
}

func TestUnknownTypeIsNull(t *testing.T) {
	if got := answer(t, registeredRich(t), `{__type(name: "Nobody") {name}}`); got != `{"__type":null}` {
		t.Errorf("got %s", got)
	}
}

func TestAbsentTextsAreNull(t *testing.T) {
	got := answer(t, registeredRich(t), `{__type(name: "Author") {description specifiedByURL isOneOf ofType {name} fields {deprecationReason}}}`)
	want := `{"__type":{"description":null,"fields":[{"deprecationReason":null},{"deprecationReason":null}],"isOneOf":null,"ofType":null,"specifiedByURL":null}}`
	if got != want {
		t.Errorf("got %s", got)
	}
}

func TestSchemasOfOneProcessDoNotMix(t *testing.T) {
	const query = `{__schema {description} __type(name: "URL") {specifiedByURL}}`
	described := registeredRich(t)
	bare, _, err := richschema.New()
	if err != nil {
		t.Fatal(err)
	}
	// Built from the very types of the first: only the schema tells them apart.
	shared, err := graphql.NewSchema(graphql.SchemaConfig{Query: described.QueryType(), Types: []graphql.Type{described.Type("Book"), described.Type("Author")}})
	if err != nil {
		t.Fatal(err)
	}
	if err := introspection.Register(&shared, introspection.Extras{SpecifiedBy: map[string]string{"URL": "https://other.example.org/"}}); err != nil {
		t.Fatal(err)
	}
	if got := answer(t, described, query); !strings.Contains(got, "url.spec.whatwg.org") || !strings.Contains(got, "fences") {
		t.Errorf("registered: %s", got)
	}
	if got := answer(t, bare, query); got != `{"__schema":{"description":null},"__type":{"specifiedByURL":null}}` {
		t.Errorf("unregistered: %s", got)
	}
	if got := answer(t, &shared, query); !strings.Contains(got, "other.example.org") || strings.Contains(got, "fences") {
		t.Errorf("of shared types: %s", got)
	}
}

// everything asks each meta field once, in the places where it can matter.
const everything = `{
  __schema {
    description
    queryType {name} mutationType {name} subscriptionType {name}
    types {
      kind name description specifiedByURL isOneOf
      fields(includeDeprecated: true) {name description args(includeDeprecated: true) {...value} type {...ref} isDeprecated deprecationReason}
      interfaces {...ref} possibleTypes {...ref}
      enumValues(includeDeprecated: true) {name description isDeprecated deprecationReason}
      inputFields(includeDeprecated: true) {...value}
      ofType {name}
    }
    directives(includeDeprecated: true) {
      name description isRepeatable isDeprecated deprecationReason locations args(includeDeprecated: true) {...value}
    }
  }
  __type(name: "Book") {name fields {name}}
}
fragment value on __InputValue {name description type {...ref} defaultValue isDeprecated deprecationReason}
fragment ref on __Type {kind name ofType {kind name ofType {kind name ofType {kind name}}}}`

// plain is the least that an executor can do: it calls resolvers with a source,
// arguments and the schema, and knows nothing else of the library's state.
type plain struct {
	t         *testing.T
	schema    *graphql.Schema
	fragments map[string]*ast.SelectionSet
}

func (p plain) object(on *graphql.Object, source any, set *ast.SelectionSet, into map[string]any) {
	for _, selection := range set.Selections {
		if spread, ok := selection.(*ast.FragmentSpread); ok {
			p.object(on, source, p.fragments[spread.Name.Value], into)
			continue
		}
		asked := selection.(*ast.Field)
		field := on.Fields()[asked.Name.Value]
		switch asked.Name.Value {
		case "__schema":
			field = graphql.SchemaMetaFieldDef
		case "__type":
			field = graphql.TypeMetaFieldDef
		}
		args := map[string]any{}
		for _, arg := range asked.Arguments {
			if literal, ok := arg.Value.(*ast.BooleanValue); ok {
				args[arg.Name.Value] = literal.Value
			} else {
				args[arg.Name.Value] = arg.Value.(*ast.StringValue).Value
			}
		}
		value, err := field.Resolve(graphql.ResolveParams{Source: source, Args: args, Info: graphql.ResolveInfo{Schema: *p.schema}})
		if err != nil {
			p.t.Fatal(err)
		}
		into[asked.Name.Value] = p.complete(field.Type, value, asked.SelectionSet)
	}
}

func (p plain) complete(as graphql.Type, value any, set *ast.SelectionSet) any {
	if required, ok := as.(*graphql.NonNull); ok {
		if value == nil {
			p.t.Fatalf("null for %s", as)
		}
		as = required.OfType
	}
	if value == nil {
		return nil
	}
	switch as := as.(type) {
	case *graphql.List:
		items := []any{}
		for _, item := range value.([]any) {
			items = append(items, p.complete(as.OfType, item, set))
		}
		return items
	case *graphql.Object:
		object := map[string]any{}
		p.object(as, value, set, object)
		return object
	case *graphql.Enum:
		return as.Serialize(value)
	case *graphql.Scalar:
		return as.Serialize(value)
	}
	p.t.Fatalf("no output type: %s", as)
	return nil
}

func TestAPlainExecutorGivesTheSameAnswer(t *testing.T) {
	schema := registeredRich(t)
	executor := plain{t, schema, map[string]*ast.SelectionSet{}}
	var operation *ast.OperationDefinition
	for _, definition := range parsed(t, schema, everything).Definitions {
		switch definition := definition.(type) {
		case *ast.FragmentDefinition:
			executor.fragments[definition.Name.Value] = definition.SelectionSet
		case *ast.OperationDefinition:
			operation = definition
		}
	}
	data := map[string]any{}
	executor.object(schema.QueryType(), nil, operation.SelectionSet, data)
	got, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	if want := answer(t, schema, everything); string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestEveryMetaFieldIsDescribedAndResolved(t *testing.T) {
	schema := registeredRich(t)
	count := 0
	for name, described := range schema.TypeMap() {
		object, ok := described.(*graphql.Object)
		if !ok || !strings.HasPrefix(name, "__") {
			continue
		}
		for _, field := range object.Fields() {
			count++
			if field.Description == "" || field.Resolve == nil {
				t.Errorf("%s.%s has no description or no resolver", name, field.Name)
			}
			for _, arg := range field.Args {
				if arg.Description() == "" {
					t.Errorf("%s.%s(%s:) has no description", name, field.Name, arg.Name())
				}
			}
			if _, err := field.Resolve(graphql.ResolveParams{Source: 1}); err == nil {
				t.Errorf("%s.%s answers for a foreign source", name, field.Name)
			}
		}
	}
	if count != 40 {
		t.Errorf("there are %d meta fields", count)
	}
}

// Why includeDeprecated is nullable here, although the specification of 2025 says
// otherwise: when this test fails, an upgrade of the library has lifted the reason.
func TestValidatorDemandsNonNullArgumentsThatHaveDefaults(t *testing.T) {
	schema := withArgument(t, graphql.NewNonNull(graphql.Int), 1)
	document, err := parser.Parse(parser.ParseParams{Source: `{f}`})
	if err != nil {
		t.Fatal(err)
	}
	if graphql.ValidateDocument(schema, document, nil).IsValid {
		t.Error("a non-null argument with a default may be left out now; make includeDeprecated non-null")
	}
}

func TestConcurrentSchemasAndQueriesShareNothingWritable(t *testing.T) {
	want := answer(t, registeredRich(t), everything)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			schema, extras, err := richschema.New()
			if err == nil {
				err = introspection.Register(schema, extras)
			}
			if err != nil {
				t.Error(err)
				return
			}
			for range 3 {
				result := graphql.Do(graphql.Params{Schema: *schema, RequestString: everything, Context: t.Context()})
				got, err := json.Marshal(result.Data)
				if err != nil || !reflect.DeepEqual(string(got), want) {
					t.Errorf("%v %v", result.Errors, err)
				}
			}
		})
	}
	wait.Wait()
}
