package introspection

import "github.com/graphql-go/graphql"

// The meta types of the specification of September 2025, field by field in its
// order, and the deprecation of directives, which is a draft that the reference
// implementation already lets clients ask for. Every field reads one thing from a Schema, Type, Field, InputValue,
// EnumValue or Directive of this package. They refer to each other through the
// library's variables, which init has set by the time the fields are made.

func newSchemaType() *graphql.Object {
	return metaObject("__Schema",
		"A GraphQL Schema defines the capabilities of a GraphQL server. It exposes all available types and directives on the server, as well as the entry points for query, mutation, and subscription operations.",
		func() []metaFieldConfig {
			return []metaFieldConfig{
				reads("description", "What the schema as a whole is about.", graphql.String,
					func(s *Schema) any { return textOrNull(s.Description) }),
				reads("types", "A list of all types supported by this server.", listOf(graphql.TypeType),
					func(s *Schema) any { return each(s.Types) }),
				reads("queryType", "The type that query operations will be rooted at.", graphql.NewNonNull(graphql.TypeType),
					func(s *Schema) any { return orNull(s.Query) }),
				reads("mutationType", "If this server supports mutation, the type that mutation operations will be rooted at.", graphql.TypeType,
					func(s *Schema) any { return orNull(s.Mutation) }),
				reads("subscriptionType", "If this server supports subscription, the type that subscription operations will be rooted at.", graphql.TypeType,
					func(s *Schema) any { return orNull(s.Subscription) }),
				lists("directives", "A list of all directives supported by this server.", listOf(graphql.DirectiveType),
					func(s *Schema) []*Directive { return s.Directives }),
			}
		})
}

func newTypeType() *graphql.Object {
	return metaObject("__Type",
		"The fundamental unit of any GraphQL Schema is the type. There are many kinds of types in GraphQL as represented by the `__TypeKind` enum.\n\n"+
			"Depending on the kind of a type, certain fields describe information about that type. Scalar types provide no information beyond a name, description and optional `specifiedByURL`, while Enum types provide their values. Object and Interface types provide the fields they describe. Abstract types, Union and Interface, provide the Object types possible at runtime. List and NonNull types compose other types.",
		func() []metaFieldConfig {
			return []metaFieldConfig{
				reads("kind", "The kind of the type, which decides which of the other fields are not null.", graphql.NewNonNull(graphql.TypeKindEnumType),
					func(t *Type) any { return t.Kind }),
				reads("name", "The name of the type; null for lists and non-nulls.", graphql.String,
					func(t *Type) any { return textOrNull(t.Name) }),
				reads("description", "What the type is about.", graphql.String,
					func(t *Type) any { return textOrNull(t.Description) }),
				reads("specifiedByURL", "Where a custom scalar is specified.", graphql.String,
					func(t *Type) any { return textOrNull(t.SpecifiedByURL) }),
				lists("fields", "The fields of an object or interface.", graphql.NewList(graphql.NewNonNull(graphql.FieldType)),
					func(t *Type) []*Field { return t.Fields }),
				reads("interfaces", "The interfaces that an object or interface implements.", graphql.NewList(graphql.NewNonNull(graphql.TypeType)),
					func(t *Type) any { return each(t.Interfaces) }),
				reads("possibleTypes", "The objects that an interface or union can stand for.", graphql.NewList(graphql.NewNonNull(graphql.TypeType)),
					func(t *Type) any { return each(t.PossibleTypes) }),
				lists("enumValues", "The values of an enum.", graphql.NewList(graphql.NewNonNull(graphql.EnumValueType)),
					func(t *Type) []*EnumValue { return t.EnumValues }),
				lists("inputFields", "The fields of an input object.", graphql.NewList(graphql.NewNonNull(graphql.InputValueType)),
					func(t *Type) []*InputValue { return t.InputFields }),
				reads("ofType", "The type inside a list or non-null.", graphql.TypeType,
					func(t *Type) any { return orNull(t.OfType) }),
				reads("isOneOf", "Of an input object, whether exactly one field must be given.", graphql.Boolean,
					func(t *Type) any {
						if t.Kind != graphql.TypeKindInputObject {
							return nil
						}
						return t.OneOf
					}),
			}
		})
}

func newFieldType() *graphql.Object {
	return metaObject("__Field",
		"Object and Interface types are described by a list of Fields, each of which has a name, potentially a list of arguments, and a return type.",
		func() []metaFieldConfig {
			return []metaFieldConfig{
				reads("name", "The name of the field.", graphql.NewNonNull(graphql.String),
					func(f *Field) any { return f.Name }),
				reads("description", "What the field tells.", graphql.String,
					func(f *Field) any { return textOrNull(f.Description) }),
				lists("args", "The arguments that the field takes.", listOf(graphql.InputValueType),
					func(f *Field) []*InputValue { return f.Args }),
				reads("type", "The type of the field's answer.", graphql.NewNonNull(graphql.TypeType),
					func(f *Field) any { return f.Type }),
				reads("isDeprecated", "Whether the field should no longer be used.", graphql.NewNonNull(graphql.Boolean),
					func(f *Field) any { return f.DeprecationReason != "" }),
				reads("deprecationReason", "Why, and what to use in its place.", graphql.String,
					func(f *Field) any { return textOrNull(f.DeprecationReason) }),
			}
		})
}

func newInputValueType() *graphql.Object {
	return metaObject("__InputValue",
		"Arguments provided to Fields or Directives and the input fields of an InputObject are represented as Input Values which describe their type and optionally a default value.",
		func() []metaFieldConfig {
			return []metaFieldConfig{
				reads("name", "The name of the argument or input field.", graphql.NewNonNull(graphql.String),
					func(v *InputValue) any { return v.Name }),
				reads("description", "What the value means.", graphql.String,
					func(v *InputValue) any { return textOrNull(v.Description) }),
				reads("type", "The type that the value must fit.", graphql.NewNonNull(graphql.TypeType),
					func(v *InputValue) any { return v.Type }),
				reads("defaultValue", "A GraphQL-formatted string representing the default value for this input value.", graphql.String,
					func(v *InputValue) any { return textOrNull(v.Default) }),
				reads("isDeprecated", "Whether the value should no longer be given.", graphql.NewNonNull(graphql.Boolean),
					func(v *InputValue) any { return v.DeprecationReason != "" }),
				reads("deprecationReason", "Why, and what to use in its place.", graphql.String,
					func(v *InputValue) any { return textOrNull(v.DeprecationReason) }),
			}
		})
}

func newEnumValueType() *graphql.Object {
	return metaObject("__EnumValue",
		"One possible value for a given Enum. Enum values are unique values, not a placeholder for a string or numeric value. However an Enum value is returned in a JSON response as a string.",
		func() []metaFieldConfig {
			return []metaFieldConfig{
				reads("name", "The name of the value.", graphql.NewNonNull(graphql.String),
					func(v *EnumValue) any { return v.Name }),
				reads("description", "What the value means.", graphql.String,
					func(v *EnumValue) any { return textOrNull(v.Description) }),
				reads("isDeprecated", "Whether the value should no longer be used.", graphql.NewNonNull(graphql.Boolean),
					func(v *EnumValue) any { return v.DeprecationReason != "" }),
				reads("deprecationReason", "Why, and what to use in its place.", graphql.String,
					func(v *EnumValue) any { return textOrNull(v.DeprecationReason) }),
			}
		})
}

func newDirectiveType() *graphql.Object {
	return metaObject("__Directive",
		"A Directive provides a way to describe alternate runtime execution and type validation behavior in a GraphQL document.\n\n"+
			"In some cases, you need to provide options to alter GraphQL's execution behavior in ways field arguments will not suffice, such as conditionally including or skipping a field. Directives provide this by describing additional information to the executor.",
		func() []metaFieldConfig {
			return []metaFieldConfig{
				reads("name", "The name of the directive, without its sign.", graphql.NewNonNull(graphql.String),
					func(d *Directive) any { return d.Name }),
				reads("description", "What the directive does.", graphql.String,
					func(d *Directive) any { return textOrNull(d.Description) }),
				reads("isRepeatable", "Whether the directive may stand several times at one place.", graphql.NewNonNull(graphql.Boolean),
					func(*Directive) any { return false }), // the library has no repeatable directives
				reads("locations", "The places at which the directive may stand.", listOf(graphql.DirectiveLocationEnumType),
					func(d *Directive) any { return each(d.Locations) }),
				lists("args", "The arguments that the directive takes.", listOf(graphql.InputValueType),
					func(d *Directive) []*InputValue { return d.Args }),
				// The library has no deprecated directives either, but clients may ask.
				reads("isDeprecated", "Whether the directive should no longer be used.", graphql.NewNonNull(graphql.Boolean),
					func(*Directive) any { return false }),
				reads("deprecationReason", "Why, and what to use in its place.", graphql.String,
					func(*Directive) any { return nil }),
			}
		})
}

// newDirectiveLocation is the library's enum with the locations it lacks.
func newDirectiveLocation() *graphql.Enum {
	const name = "__DirectiveLocation"
	values := graphql.EnumValueConfigMap{}
	for _, known := range graphql.DirectiveLocationEnumType.Values() {
		values[known.Name] = &graphql.EnumValueConfig{Value: known.Value, Description: known.Description}
	}
	values["VARIABLE_DEFINITION"] = &graphql.EnumValueConfig{Description: "Location adjacent to a variable definition."}
	values["DIRECTIVE_DEFINITION"] = &graphql.EnumValueConfig{Description: "Location adjacent to a directive definition."}
	metaOrder[name] = []string{
		"QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
		"SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE",
		"INPUT_OBJECT", "INPUT_FIELD_DEFINITION", "DIRECTIVE_DEFINITION",
	}
	return graphql.NewEnum(graphql.EnumConfig{
		Name:        name,
		Description: graphql.DirectiveLocationEnumType.Description(),
		Values:      values,
	})
}

// listOf is a list that is never null and holds no nulls.
func listOf(t graphql.Type) graphql.Output {
	return graphql.NewNonNull(graphql.NewList(graphql.NewNonNull(t)))
}
