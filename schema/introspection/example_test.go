package introspection_test

import (
	"fmt"

	"github.com/graphql-go/graphql"

	"github.com/exitgraph/exitgraph/schema/introspection"
	"github.com/exitgraph/exitgraph/schema/sdl"
)

func Example() {
	year := graphql.NewScalar(graphql.ScalarConfig{Name: "Year", Serialize: func(value any) any { return value }})
	schema, err := graphql.NewSchema(graphql.SchemaConfig{
		Query: graphql.NewObject(graphql.ObjectConfig{Name: "Query", Fields: graphql.Fields{
			"since": {Type: year},
			"books": {
				Type: graphql.NewList(graphql.String),
				Args: graphql.FieldConfigArgument{
					"lang":  {Type: graphql.NewList(graphql.String), DefaultValue: []string{"en"}},
					"first": {Type: graphql.Int, DefaultValue: 20},
				},
			},
		}}),
		Directives: introspection.Directives(),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	extras := introspection.Extras{
		SchemaDescription: "Books by year.",
		SpecifiedBy:       map[string]string{"Year": "https://www.iso.org/iso-8601-date-and-time-format.html"},
		Order:             map[string][]string{"Query": {"since", "books"}, "Query.books": {"lang", "first"}},
		Deprecated:        map[string]string{"Query.books(first:)": "All books are given."},
	}
	if err := introspection.Register(&schema, extras); err != nil {
		fmt.Println(err)
		return
	}
	text, err := sdl.Print(&schema, extras)
	fmt.Println(text, err)
	// Output:
	// """Books by year."""
	// schema {
	//   query: Query
	// }
	//
	// type Query {
	//   since: Year
	//   books(
	//     lang: [String] = ["en"]
	//     first: Int = 20 @deprecated(reason: "All books are given.")
	//   ): [String]
	// }
	//
	// scalar Year @specifiedBy(url: "https://www.iso.org/iso-8601-date-and-time-format.html")
	//  <nil>
}
