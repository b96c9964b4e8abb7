package document

import (
	"fmt"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// testSchema is small, but has every kind of type, and fields that lead back to
// where they came from.
func testSchema(t testing.TB) *graphql.Schema {
	t.Helper()
	kind := graphql.NewEnum(graphql.EnumConfig{Name: "Kind", Values: graphql.EnumValueConfigMap{
		"BARRIER": {Value: 1}, "HELP": {Value: 2},
	}})
	filter := graphql.NewInputObject(graphql.InputObjectConfig{Name: "Filter", Fields: graphql.InputObjectConfigFieldMap{
		"text":  {Type: graphql.String},
		"kinds": {Type: graphql.NewList(graphql.NewNonNull(kind))},
		"least": {Type: graphql.NewNonNull(graphql.Int)},
	}})
	filter.AddFieldConfig("not", &graphql.InputObjectFieldConfig{Type: filter})
	node := graphql.NewInterface(graphql.InterfaceConfig{Name: "Node", Fields: graphql.Fields{
		"id": {Type: graphql.NewNonNull(graphql.ID)},
	}})
	thing := graphql.NewObject(graphql.ObjectConfig{Name: "Thing", Interfaces: []*graphql.Interface{node}, Fields: graphql.Fields{
		"id":   {Type: graphql.NewNonNull(graphql.ID)},
		"name": {Type: graphql.String},
		"kind": {Type: kind},
	}, IsTypeOf: func(graphql.IsTypeOfParams) bool { return true }})
	other := graphql.NewObject(graphql.ObjectConfig{Name: "Other", Interfaces: []*graphql.Interface{node}, Fields: graphql.Fields{
		"id": {Type: graphql.NewNonNull(graphql.ID)},
	}, IsTypeOf: func(graphql.IsTypeOfParams) bool { return false }})
	thing.AddFieldConfig("next", &graphql.Field{Type: thing})
	thing.AddFieldConfig("node", &graphql.Field{Type: node})
	query := graphql.NewObject(graphql.ObjectConfig{Name: "Query", Fields: graphql.Fields{
		"n":   {Type: graphql.Int},
		"say": {Type: graphql.String, Args: graphql.FieldConfigArgument{"text": {Type: graphql.String}}},
		"cite": {Type: graphql.String, Args: graphql.FieldConfigArgument{
			"kind":  {Type: graphql.NewNonNull(kind), DefaultValue: 1},
			"kinds": {Type: graphql.NewNonNull(graphql.NewList(graphql.NewNonNull(kind))), DefaultValue: []any{1}},
		}},
		"node": {Type: node},
		"any":  {Type: graphql.NewUnion(graphql.UnionConfig{Name: "Any", Types: []*graphql.Object{thing, other}})},
		"thing": {Type: thing, Args: graphql.FieldConfigArgument{
			"id":    {Type: graphql.NewNonNull(graphql.ID)},
			"kind":  {Type: kind},
			"first": {Type: graphql.Int, DefaultValue: 5},
			"where": {Type: filter},
			"tags":  {Type: graphql.NewList(graphql.NewNonNull(graphql.String))},
		}},
	}})
	query.AddFieldConfig("a", &graphql.Field{Type: query})
	types := []graphql.Type{thing, other}
	// Unknown names are compared with every name there is, so there are many.
	for i := range 150 {
		filler := fmt.Sprintf("SomewhatLongFillerTypeName%d", i)
		types = append(types, graphql.NewObject(graphql.ObjectConfig{Name: filler, Fields: graphql.Fields{"n": {Type: graphql.Int}}}))
	}
	for i := range 50 {
		thing.AddFieldConfig(fmt.Sprintf("fillerField%d", i), &graphql.Field{Type: graphql.Int})
		query.AddFieldConfig(fmt.Sprintf("fillerField%d", i), &graphql.Field{Type: graphql.Int})
		filter.AddFieldConfig(fmt.Sprintf("fillerField%d", i), &graphql.InputObjectFieldConfig{Type: graphql.Int})
	}
	schema, err := graphql.NewSchema(graphql.SchemaConfig{Query: query, Types: types})
	if err != nil {
		t.Fatal(err)
	}
	return &schema
}

// mustParse gives the document of a text that must pass.
func mustParse(t testing.TB, text string) *Document {
	t.Helper()
	doc, errs := Parse(testSchema(t), text, DefaultLimits())
	if errs != nil {
		t.Fatalf("%q is refused: %v", short(text), errs[0])
	}
	return doc
}

// mustFail gives the faults of a text that must not pass.
func mustFail(t testing.TB, text string) []*fault.Error {
	t.Helper()
	doc, errs := Parse(testSchema(t), text, DefaultLimits())
	if doc != nil || len(errs) == 0 {
		t.Fatalf("%q passes", short(text))
	}
	return errs
}

// faultOf holds that a text fails with one fault of this code whose message has
// this part.
func faultOf(t *testing.T, text string, code fault.Code, part string) *fault.Error {
	t.Helper()
	errs := mustFail(t, text)
	if len(errs) != 1 || errs[0].Code != code || !strings.Contains(errs[0].Message, part) {
		t.Fatalf("%q gives %v, want one %s with %q", short(text), errs, code, part)
	}
	return errs[0]
}

func short(text string) string { return oneLine(text, 80) }

func repeat(s string, n int) string { return strings.Repeat(s, n) }

// wantFault is faultOf where the code and the message say it all.
func wantFault(t *testing.T, text string, code fault.Code, part string) {
	t.Helper()
	_ = faultOf(t, text, code, part)
}
