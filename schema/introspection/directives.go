package introspection

import "github.com/graphql-go/graphql"

// Directives gives the directives of the specification, to be handed to
// graphql.SchemaConfig.Directives: include, skip, deprecated, specifiedBy and
// oneOf, in this order. The caller owns the slice and may append its own.
func Directives() []*graphql.Directive {
	return []*graphql.Directive{
		graphql.IncludeDirective,
		graphql.SkipDirective,
		deprecatedDirective,
		specifiedByDirective,
		oneOfDirective,
	}
}

// defaultReason is what @deprecated says when it is given no reason.
const defaultReason = graphql.DefaultDeprecationReason

var deprecatedDirective = graphql.NewDirective(graphql.DirectiveConfig{
	Name:        "deprecated",
	Description: "Marks an element of a GraphQL schema as no longer supported.",
	Locations: []string{
		graphql.DirectiveLocationFieldDefinition,
		graphql.DirectiveLocationArgumentDefinition,
		graphql.DirectiveLocationInputFieldDefinition,
		graphql.DirectiveLocationEnumValue,
	},
	Args: graphql.FieldConfigArgument{
		"reason": {
			Type: graphql.NewNonNull(graphql.String),
			Description: "Explains why this element was deprecated, usually also including a suggestion " +
				"for how to access supported similar data. Formatted using the Markdown syntax, as specified by " +
				"[CommonMark](https://commonmark.org/).",
			DefaultValue: defaultReason,
		},
	},
})

var specifiedByDirective = graphql.NewDirective(graphql.DirectiveConfig{
	Name:        "specifiedBy",
	Description: "Exposes a URL that specifies the behavior of this scalar.",
	Locations:   []string{graphql.DirectiveLocationScalar},
	Args: graphql.FieldConfigArgument{
		"url": {
			Type:        graphql.NewNonNull(graphql.String),
			Description: "The URL that specifies the behavior of this scalar.",
		},
	},
})

var oneOfDirective = graphql.NewDirective(graphql.DirectiveConfig{
	Name:        "oneOf",
	Description: "Indicates exactly one field must be supplied and this field must not be `null`.",
	Locations:   []string{graphql.DirectiveLocationInputObject},
})
