// Package richschema is a small schema that holds one of everything a schema can
// say, for tests of the packages that describe schemas. Only tests import it.
//
// It knows the type library and introspection.Extras. It must not know exitgraph's
// own schema: its meaning is made up.
package richschema

import (
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"github.com/exitgraph/exitgraph/schema/introspection"
)

// Match is an enum with internal values of a type of its own.
type Match string

// The internal values differ from the names on purpose.
const (
	Exact Match = "exactly"
	Close Match = "closely"
	Loose Match = "loosely"
)

// New builds a fresh schema of fresh types, and what the library cannot hold.
func New() (*graphql.Schema, introspection.Extras, error) {
	match := newMatch()
	url := newURL()
	node := graphql.NewInterface(graphql.InterfaceConfig{
		Name:        "Node",
		Description: "Anything with an id.",
		Fields: graphql.Fields{
			"id":  {Type: graphql.NewNonNull(graphql.ID), Description: "Opaque."},
			"key": {Type: graphql.String, DeprecationReason: "Use `id`."},
		},
		ResolveType: func(graphql.ResolveTypeParams) *graphql.Object { return nil },
	})
	book := newBook(node, match, url)
	author := graphql.NewObject(graphql.ObjectConfig{
		Name:       "Author",
		Interfaces: []*graphql.Interface{node},
		Fields: graphql.Fields{
			"id":  {Type: graphql.NewNonNull(graphql.ID)},
			"key": {Type: graphql.String},
		},
	})
	result := graphql.NewUnion(graphql.UnionConfig{
		Name:        "Result",
		Types:       []*graphql.Object{book, author},
		ResolveType: func(graphql.ResolveTypeParams) *graphql.Object { return nil },
	})
	schema, err := graphql.NewSchema(graphql.SchemaConfig{
		Query:    newQuery(node, result, match, url),
		Mutation: newMutation(book),
		Types:    []graphql.Type{book, author},
		Directives: append(introspection.Directives(), graphql.NewDirective(graphql.DirectiveConfig{
			Name:        "tag",
			Description: "A directive of this schema only.",
			Locations:   []string{"FIELD_DEFINITION", "OBJECT", "VARIABLE_DEFINITION"},
			Args: graphql.FieldConfigArgument{
				"name":  {Type: graphql.NewNonNull(graphql.String)},
				"match": {Type: match, DefaultValue: Close},
			},
		})),
	})
	return &schema, extras(), err
}

func extras() introspection.Extras {
	return introspection.Extras{
		SchemaDescription: "A schema with \"\"\"fences\"\"\", \"quotes\" and a \\ backslash.\n\nSecond paragraph,\n  indented.",
		SpecifiedBy:       map[string]string{"URL": "https://url.spec.whatwg.org/"},
		OneOf:             []string{"BookBy"},
		Order: map[string][]string{
			"Query":        {"node", "search", "book", "defaults"},
			"Query.search": {"text", "match", "within", "where", "first"},
			"Node":         {"key", "id"},
			"Book":         {"id", "title", "key"}, // link and signs follow by name
			"Match":        {"LOOSE", "EXACT", "CLOSE"},
			"Filter":       {"title", "nested", "match", "year"},
			"@tag":         {"name", "match"},
		},
		Deprecated: map[string]string{
			"Query.search(first:)": "Everything is \"given\".",
			"Filter.year":          "",
			"@tag(match:)":         "No tag needs it.",
		},
	}
}

func newMatch() *graphql.Enum {
	return graphql.NewEnum(graphql.EnumConfig{
		Name:        "Match",
		Description: "How well a text must fit.",
		Values: graphql.EnumValueConfigMap{
			"EXACT": {Value: Exact, Description: "Letter by letter."},
			"CLOSE": {Value: Close, Description: "Ends in a backslash: \\"},
			"LOOSE": {Value: Loose, DeprecationReason: "Nobody \\ wants it."},
		},
	})
}

// newURL is a scalar that panics on what it cannot serialise, as careful ones do.
func newURL() *graphql.Scalar {
	return graphql.NewScalar(graphql.ScalarConfig{
		Name:        "URL",
		Description: "An address, such as \"https://example.org/\"",
		Serialize: func(value any) any {
			text := value.(string)
			if !strings.HasPrefix(text, "https://") {
				panic("no https address")
			}
			return text
		},
		ParseValue:   func(value any) any { return value },
		ParseLiteral: func(value ast.Value) any { return value.GetValue() },
	})
}

func newFilter(match *graphql.Enum) *graphql.InputObject {
	nested := graphql.NewInputObject(graphql.InputObjectConfig{
		Name: "NestedFilter",
		Fields: graphql.InputObjectConfigFieldMap{
			"all":  {Type: graphql.NewList(graphql.NewNonNull(graphql.Int)), DefaultValue: []int{1, -2}},
			"rate": {Type: graphql.Float, DefaultValue: 0.5},
		},
	})
	return graphql.NewInputObject(graphql.InputObjectConfig{
		Name:        "Filter",
		Description: "  Begins with white space.",
		Fields: graphql.InputObjectConfigFieldMap{
			"title":  {Type: graphql.String, DefaultValue: "a \"quoted\" \\ text\n\twith a bell: \a", Description: "Two\nlines."},
			"nested": {Type: nested, DefaultValue: map[string]any{"rate": 2.0, "all": []any{3}}},
			"match":  {Type: graphql.NewList(graphql.NewNonNull(match)), DefaultValue: []Match{Exact, Close}},
			"year":   {Type: graphql.Int},
		},
	})
}

func newBook(node *graphql.Interface, match *graphql.Enum, url *graphql.Scalar) *graphql.Object {
	return graphql.NewObject(graphql.ObjectConfig{
		Name:        "Book",
		Description: "A book.\n\nIts description is long enough to be wrapped\nby hand, and the wrapping is kept: \"as is\"",
		Interfaces:  []*graphql.Interface{node},
		Fields: graphql.Fields{
			"id":    {Type: graphql.NewNonNull(graphql.ID)},
			"key":   {Type: graphql.String, DeprecationReason: "Use `id`."},
			"title": {Type: graphql.NewNonNull(graphql.String), Description: "The title.\r\nWith a carriage return."},
			"link":  {Type: url, Description: "Where \"\"\"it\"\"\" is."},
			"signs": {
				Type: graphql.NewNonNull(graphql.NewList(graphql.NewNonNull(graphql.NewList(graphql.NewNonNull(match))))),
				Args: graphql.FieldConfigArgument{
					"of": {Type: graphql.NewList(graphql.NewNonNull(match)), DefaultValue: []Match{}},
				},
			},
		},
	})
}

func newQuery(node *graphql.Interface, result *graphql.Union, match *graphql.Enum, url *graphql.Scalar) *graphql.Object {
	by := graphql.NewInputObject(graphql.InputObjectConfig{
		Name: "BookBy",
		Fields: graphql.InputObjectConfigFieldMap{
			"id":   {Type: graphql.ID},
			"link": {Type: url},
		},
	})
	return graphql.NewObject(graphql.ObjectConfig{
		Name:        "Query",
		Description: "Where reading begins.",
		Fields: graphql.Fields{
			"node": {Type: node, Args: graphql.FieldConfigArgument{"id": {Type: graphql.NewNonNull(graphql.ID)}}},
			"book": {Type: result, Args: graphql.FieldConfigArgument{"by": {Type: graphql.NewNonNull(by)}}},
			"search": {
				Description: "Looks for things.",
				Type:        graphql.NewList(result),
				Args: graphql.FieldConfigArgument{
					"text":   {Type: graphql.NewNonNull(graphql.String), Description: "What to look for."},
					"match":  {Type: match, DefaultValue: Exact},
					"within": {Type: graphql.NewList(match), DefaultValue: []any{Exact, nil, Close}},
					"where":  {Type: newFilter(match)},
					"first":  {Type: graphql.Int, DefaultValue: 20},
				},
			},
			"defaults": {
				Type:              graphql.Boolean,
				DeprecationReason: graphql.DefaultDeprecationReason,
				Args: graphql.FieldConfigArgument{
					"flag": {Type: graphql.NewNonNull(graphql.Boolean), DefaultValue: false},
					"id":   {Type: graphql.ID, DefaultValue: "a-1"},
					"rate": {Type: graphql.Float, DefaultValue: 1.5e-9},
					"url":  {Type: url, DefaultValue: "https://example.org/?q=\"x\""},
					"grid": {Type: graphql.NewList(graphql.NewList(graphql.Int)), DefaultValue: [][]int{{1, 2}, {}}},
				},
			},
		},
	})
}

func newMutation(book *graphql.Object) *graphql.Object {
	return graphql.NewObject(graphql.ObjectConfig{
		Name:   "Mutation",
		Fields: graphql.Fields{"lend": {Type: book}},
	})
}
