package introspection

import (
	"fmt"

	"github.com/graphql-go/graphql"
)

// The library reads its meta types from package variables: NewSchema takes
// SchemaType into every type map, the validator and the executors find __schema
// and __type through the two field definitions. Package initialisation is the one
// moment at which these variables can be replaced without a race.
func init() {
	graphql.DirectiveLocationEnumType = newDirectiveLocation()
	graphql.SchemaType = newSchemaType()
	graphql.TypeType = newTypeType()
	graphql.FieldType = newFieldType()
	graphql.InputValueType = newInputValueType()
	graphql.EnumValueType = newEnumValueType()
	graphql.DirectiveType = newDirectiveType()
	graphql.SchemaMetaFieldDef = newSchemaField()
	graphql.TypeMetaFieldDef = newTypeField()

	// The library fills these caches at first use, without a lock.
	for _, object := range []*graphql.Object{
		graphql.SchemaType, graphql.TypeType, graphql.FieldType,
		graphql.InputValueType, graphql.EnumValueType, graphql.DirectiveType,
	} {
		object.Fields()
		object.Interfaces()
	}
	for _, enum := range []*graphql.Enum{graphql.TypeKindEnumType, graphql.DirectiveLocationEnumType} {
		enum.Serialize("")
		enum.ParseValue("")
	}
}

// metaOrder is Extras.Order for the meta types: the order of the specification.
// It is written during package initialisation only.
var metaOrder = map[string][]string{
	"__TypeKind": {
		graphql.TypeKindScalar, graphql.TypeKindObject, graphql.TypeKindInterface, graphql.TypeKindUnion,
		graphql.TypeKindEnum, graphql.TypeKindInputObject, graphql.TypeKindList, graphql.TypeKindNonNull,
	},
}

func newSchemaField() *graphql.FieldDefinition {
	return &graphql.FieldDefinition{
		Name:        "__schema",
		Description: "Access the current type schema of this server.",
		Type:        graphql.NewNonNull(graphql.SchemaType),
		Args:        []*graphql.Argument{},
		Resolve: func(p graphql.ResolveParams) (any, error) {
			return describedSchema(&p.Info.Schema)
		},
	}
}

func newTypeField() *graphql.FieldDefinition {
	return &graphql.FieldDefinition{
		Name:        "__type",
		Description: "Request the type information of a single type.",
		Type:        graphql.TypeType,
		Args: []*graphql.Argument{{
			PrivateName:        "name",
			PrivateDescription: "The name of the type.",
			Type:               graphql.NewNonNull(graphql.String),
		}},
		Resolve: func(p graphql.ResolveParams) (any, error) {
			described, err := describedSchema(&p.Info.Schema)
			if err != nil {
				return nil, err
			}
			name, _ := p.Args["name"].(string)
			return orNull(described.Type(name)), nil
		},
	}
}

// metaFieldConfig is one field of a meta type: a name and a way to read it from
// the description of the thing.
type metaFieldConfig struct {
	name  string
	field *graphql.Field
}

// metaObject makes a meta type and notes the order of its fields. The fields come
// from a function because the meta types refer to each other.
func metaObject(name, description string, fields func() []metaFieldConfig) *graphql.Object {
	return graphql.NewObject(graphql.ObjectConfig{
		Name:        name,
		Description: description,
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			byName := graphql.Fields{}
			for _, config := range fields() {
				byName[config.name] = config.field
				metaOrder[name] = append(metaOrder[name], config.name)
			}
			return byName
		}),
	})
}

// reads makes a field that get reads from a source of type *T.
func reads[T any](name, description string, t graphql.Output, get func(*T) any) metaFieldConfig {
	return metaFieldConfig{name, &graphql.Field{
		Type:        t,
		Description: description,
		Resolve: func(p graphql.ResolveParams) (any, error) {
			source, err := sourceOf[T](p)
			if err != nil {
				return nil, err
			}
			return get(source), nil
		},
	}}
}

// lists makes a field that gives the items get reads, those that are deprecated
// only when asked for, and null where get gives nil.
func lists[T any, I interface{ deprecation() string }](name, description string, t graphql.Output, get func(*T) []I) metaFieldConfig {
	return metaFieldConfig{name, &graphql.Field{
		Type:        t,
		Description: description,
		// Nullable with a default, as before 2025: the library's validator would
		// demand a non-null argument in every document, default or not.
		Args: graphql.FieldConfigArgument{
			"includeDeprecated": {
				Type:         graphql.Boolean,
				DefaultValue: false,
				Description:  "Whether deprecated ones are listed too.",
			},
		},
		Resolve: func(p graphql.ResolveParams) (any, error) {
			source, err := sourceOf[T](p)
			if err != nil {
				return nil, err
			}
			all, _ := p.Args["includeDeprecated"].(bool)
			return listed(get(source), func(item I) bool { return all || item.deprecation() == "" }), nil
		},
	}}
}

func sourceOf[T any](p graphql.ResolveParams) (*T, error) {
	source, ok := p.Source.(*T)
	if !ok {
		return nil, fmt.Errorf("introspection: the source is a %T, not a %T", p.Source, source)
	}
	return source, nil
}

// listed gives the items that keep chooses, as the []any that every executor can
// walk; a nil slice becomes null.
func listed[I any](items []I, keep func(I) bool) any {
	if items == nil {
		return nil
	}
	chosen := make([]any, 0, len(items))
	for _, item := range items {
		if keep(item) {
			chosen = append(chosen, item)
		}
	}
	return chosen
}

func each[I any](items []I) any { return listed(items, func(I) bool { return true }) }

// orNull keeps a nil pointer from reaching an executor as a non-nil interface.
func orNull[T any](pointer *T) any {
	if pointer == nil {
		return nil
	}
	return pointer
}

// textOrNull gives null for the empty text, which stands for none.
func textOrNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}
