package introspection_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"

	"github.com/exitgraph/exitgraph/schema/introspection"
	"github.com/exitgraph/exitgraph/schema/introspection/richschema"
)

func describeRich(t *testing.T) *introspection.Schema {
	t.Helper()
	schema, extras, err := richschema.New()
	if err != nil {
		t.Fatal(err)
	}
	described, err := introspection.Describe(schema, extras)
	if err != nil {
		t.Fatal(err)
	}
	return described
}

// namesOf gives the names of members in the order they have.
func namesOf[T any](members []T, name func(T) string) string {
	texts := make([]string, len(members))
	for i, member := range members {
		texts[i] = name(member)
	}
	return strings.Join(texts, " ")
}

func fieldNames(fields []*introspection.Field) string {
	return namesOf(fields, func(f *introspection.Field) string { return f.Name })
}

func inputNames(values []*introspection.InputValue) string {
	return namesOf(values, func(v *introspection.InputValue) string { return v.Name })
}

func TestMembersStandInDeclaredOrderAndTheRestByName(t *testing.T) {
	s := describeRich(t)
	search := s.Query.Fields[slices.IndexFunc(s.Query.Fields, func(f *introspection.Field) bool { return f.Name == "search" })]
	values := namesOf(s.Type("Match").EnumValues, func(v *introspection.EnumValue) string { return v.Name })
	tag := s.Directives[len(s.Directives)-1]
	for what, order := range map[string]struct{ got, want string }{
		"fields of an object":      {fieldNames(s.Query.Fields), "node search book defaults"},
		"fields partly declared":   {fieldNames(s.Type("Book").Fields), "id title key link signs"},
		"fields of an interface":   {fieldNames(s.Type("Node").Fields), "key id"},
		"fields without an order":  {fieldNames(s.Type("Author").Fields), "id key"},
		"arguments of a field":     {inputNames(search.Args), "text match within where first"},
		"input fields":             {inputNames(s.Type("Filter").InputFields), "title nested match year"},
		"enum values":              {values, "LOOSE EXACT CLOSE"},
		"arguments of a directive": {inputNames(tag.Args), "name match"},
		"meta fields":              {fieldNames(s.Type("__Field").Fields), "name description args type isDeprecated deprecationReason"},
	} {
		if order.got != order.want {
			t.Errorf("%s: got %s, want %s", what, order.got, order.want)
		}
	}
}

func TestTypesAreSortedByName(t *testing.T) {
	s := describeRich(t)
	name := func(t *introspection.Type) string { return t.Name }
	if got := strings.Fields(namesOf(s.Types, name)); !slices.IsSorted(got) || len(got) < 15 {
		t.Errorf("types: %v", got)
	}
	for _, abstract := range []string{"Node", "Result"} {
		if got := namesOf(s.Type(abstract).PossibleTypes, name); got != "Author Book" {
			t.Errorf("possible types of %s: %s", abstract, got)
		}
	}
}

func TestDirectivesOfTheSpecificationAreListed(t *testing.T) {
	got := namesOf(introspection.Directives(), func(d *graphql.Directive) string { return d.Name })
	if got != "include skip deprecated specifiedBy oneOf" {
		t.Errorf("got %s", got)
	}
	locations := strings.Join(introspection.Directives()[2].Locations, " ")
	if locations != "FIELD_DEFINITION ARGUMENT_DEFINITION INPUT_FIELD_DEFINITION ENUM_VALUE" {
		t.Errorf("@deprecated may stand on %s", locations)
	}
}

// withArgument is a schema whose only field has one argument.
func withArgument(t *testing.T, argument graphql.Input, fallback any) *graphql.Schema {
	t.Helper()
	schema, err := graphql.NewSchema(graphql.SchemaConfig{
		Query: graphql.NewObject(graphql.ObjectConfig{Name: "Query", Fields: graphql.Fields{"f": {
			Type: graphql.Int,
			Args: graphql.FieldConfigArgument{"a": {Type: argument, DefaultValue: fallback}},
		}}}),
		Directives: introspection.Directives(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return &schema
}

type word string

var (
	matchEnum = graphql.NewEnum(graphql.EnumConfig{Name: "Match", Values: graphql.EnumValueConfigMap{
		"EXACT": {Value: richschema.Exact}, "CLOSE": {Value: richschema.Close}, "PLAIN": {},
	}})
	pair = graphql.NewInputObject(graphql.InputObjectConfig{Name: "Pair", Fields: graphql.InputObjectConfigFieldMap{
		"x": {Type: graphql.NewNonNull(graphql.Int)},
		"m": {Type: matchEnum},
		"d": {Type: graphql.NewNonNull(graphql.Int), DefaultValue: 7},
	}})
	anything = graphql.NewScalar(graphql.ScalarConfig{Name: "Any", Serialize: func(value any) any { return value }})
)

func TestDefaultsAreWrittenAsLiterals(t *testing.T) {
	number := 4
	for _, test := range []struct {
		t     graphql.Input
		value any
		want  string
	}{
		{graphql.Int, 12, "12"},
		{graphql.Int, int64(-3), "-3"},
		{graphql.Int, &number, "4"},
		{graphql.Float, 2.0, "2"},
		{graphql.Float, float32(0.1), "0.1"},
		{graphql.Float, 1e21, "1e+21"},
		{graphql.Boolean, false, "false"},
		{graphql.NewNonNull(graphql.Boolean), true, "true"},
		{graphql.String, "", `""`},
		{graphql.String, "a \"b\" \\ c\nd\té\u0001", `"a \"b\" \\ c\nd\té\u0001"`},
		{graphql.String, word("typed"), `"typed"`},
		{graphql.ID, "12", `"12"`},
		{matchEnum, richschema.Exact, "EXACT"},
		{matchEnum, "PLAIN", "PLAIN"},
		{graphql.NewList(graphql.NewNonNull(matchEnum)), []richschema.Match{richschema.Exact, richschema.Close}, "[EXACT, CLOSE]"},
		{graphql.NewList(graphql.String), []string{"en", "es"}, `["en", "es"]`},
		{graphql.NewList(graphql.String), []string{}, "[]"},
		{graphql.NewList(graphql.Int), []any{1, nil}, "[1, null]"},
		{pair, map[string]any{"x": 1, "m": richschema.Close}, "{m: CLOSE, x: 1}"},
		{graphql.NewList(pair), []map[string]any{{"x": 1}}, "[{x: 1}]"},
		{anything, map[string]any{"b": []any{1.5, "t", nil}, "a": true}, `{a: true, b: [1.5, "t", null]}`},
	} {
		described, err := introspection.Describe(withArgument(t, test.t, test.value), introspection.Extras{})
		if err != nil {
			t.Errorf("%s = %v: %v", test.t, test.value, err)
			continue
		}
		if got := described.Query.Fields[0].Args[0].Default; got != test.want {
			t.Errorf("%s = %v: got %s, want %s", test.t, test.value, got, test.want)
		}
	}
}

func TestDefaultThatDoesNotFitItsTypeIsAnError(t *testing.T) {
	for _, test := range []struct {
		t     graphql.Input
		value any
	}{
		{graphql.Int, "12"},
		{graphql.Int, 1.7},
		{graphql.Int, int64(1) << 40},
		{graphql.Float, math.Inf(1)},
		{graphql.Boolean, "true"},
		{graphql.String, 3},
		{matchEnum, "EXACT"}, // resolvers expect the typed value
		{matchEnum, []string{"unhashable"}},
		{graphql.NewList(graphql.Int), 1}, // resolvers expect a list
		{graphql.NewList(graphql.NewNonNull(graphql.Int)), []any{nil}},
		{pair, map[string]any{"x": 1, "y": 2}},
		{pair, map[string]any{"m": richschema.Close}},
		{pair, struct{ X int }{1}},
		{anything, func() {}},
		{anything, map[string]any{"no name": 1}},
	} {
		_, err := introspection.Describe(withArgument(t, test.t, test.value), introspection.Extras{})
		if err == nil || !strings.Contains(err.Error(), "Query.f(a:) has a default value that does not fit") {
			t.Errorf("%s = %v: got %v", test.t, test.value, err)
		}
	}
}

func TestScalarThatPanicsOnItsDefaultIsAnError(t *testing.T) {
	careful := graphql.NewScalar(graphql.ScalarConfig{Name: "Careful", Serialize: func(any) any { panic("never") }})
	_, err := introspection.Describe(withArgument(t, careful, "x"), introspection.Extras{})
	if err == nil || !strings.Contains(err.Error(), "never") {
		t.Errorf("got %v", err)
	}
}

func TestExtrasMustFitTheSchema(t *testing.T) {
	optional, required := withArgument(t, pair, nil), withArgument(t, graphql.NewNonNull(graphql.Int), nil)
	for name, test := range map[string]struct {
		schema *graphql.Schema
		extras introspection.Extras
		want   string
	}{
		"order of an unknown type":  {optional, introspection.Extras{Order: map[string][]string{"Qurey": {"f"}}}, "Order Qurey"},
		"order with unknown member": {optional, introspection.Extras{Order: map[string][]string{"Query": {"f", "g"}}}, `names "g"`},
		"order with a member twice": {optional, introspection.Extras{Order: map[string][]string{"Query": {"f", "f"}}}, `names "f"`},
		"specified object":          {optional, introspection.Extras{SpecifiedBy: map[string]string{"Query": "https://example.org/"}}, "SpecifiedBy Query"},
		"deprecated unknown value":  {optional, introspection.Extras{Deprecated: map[string]string{"Query.f(b:)": "gone"}}, "Deprecated Query.f(b:)"},
		"deprecated field":          {optional, introspection.Extras{Deprecated: map[string]string{"Query.f": "gone"}}, "Deprecated Query.f"},
		"deprecated and required":   {required, introspection.Extras{Deprecated: map[string]string{"Query.f(a:)": "gone"}}, "required"},
		"one of an object":          {optional, introspection.Extras{OneOf: []string{"Query"}}, "OneOf Query"},
		"one of required fields":    {optional, introspection.Extras{OneOf: []string{"Pair"}}, "Pair.x belongs to a OneOf input"},
	} {
		err := introspection.Register(test.schema, test.extras)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want a mention of %q", name, err, test.want)
		}
	}
}

func TestDirectiveArgumentOfUnknownTypeIsAnError(t *testing.T) {
	schema, err := graphql.NewSchema(graphql.SchemaConfig{
		Query: graphql.NewObject(graphql.ObjectConfig{Name: "Query", Fields: graphql.Fields{"f": {Type: graphql.Int}}}),
		Directives: []*graphql.Directive{graphql.NewDirective(graphql.DirectiveConfig{
			Name: "d", Locations: []string{"OBJECT"}, Args: graphql.FieldConfigArgument{"m": {Type: matchEnum}},
		})},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = introspection.Describe(&schema, introspection.Extras{})
	if err == nil || !strings.Contains(err.Error(), "@d(m:) uses the type Match") {
		t.Errorf("got %v", err)
	}
}
