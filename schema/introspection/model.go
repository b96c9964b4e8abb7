package introspection

import "github.com/graphql-go/graphql"

// Schema is a whole schema as introspection tells it. Like everything reachable
// from it, it is read-only once made, and safe for concurrent use.
type Schema struct {
	Description string // empty for none
	// Query is never nil; Mutation and Subscription are nil where the schema has none.
	Query, Mutation, Subscription *Type
	// Types are all named types in order of their names, built-in scalars and the
	// meta types (whose names begin with two underscores) included.
	Types []*Type
	// Directives stand in the order in which the schema was given them.
	Directives []*Directive

	byName map[string]*Type
}

// Type gives the named type, nil when the schema has none of that name.
func (s *Schema) Type(name string) *Type { return s.byName[name] }

// Type is a named type, or a list or non-null wrapper around another type. The
// lists are nil for the kinds that do not have them and empty, never nil, for the
// kinds that do.
type Type struct {
	Kind           string // one of graphql.TypeKindScalar and its siblings
	Name           string // empty for wrappers
	Description    string // empty for none
	SpecifiedByURL string // scalars only; empty for none
	Fields         []*Field
	Interfaces     []*Type // of objects in declared order; of interfaces always empty
	PossibleTypes  []*Type // by name
	EnumValues     []*EnumValue
	InputFields    []*InputValue
	OneOf          bool  // input objects only: exactly one field must be given
	OfType         *Type // wrappers only
}

// String writes the type as in a schema text, such as [Study!]!.
func (t *Type) String() string {
	switch {
	case t.OfType == nil:
		return t.Name
	case t.Kind == graphql.TypeKindList:
		return "[" + t.OfType.String() + "]"
	default:
		return t.OfType.String() + "!"
	}
}

// Field is one field of an object or interface.
type Field struct {
	Name              string
	Description       string
	Args              []*InputValue // never nil
	Type              *Type
	DeprecationReason string // empty when not deprecated
}

// InputValue is an argument of a field or directive, or a field of an input object.
type InputValue struct {
	Name              string
	Description       string
	Type              *Type
	Default           string // as a GraphQL literal; empty when there is none
	DeprecationReason string // empty when not deprecated
}

// EnumValue is one value of an enum.
type EnumValue struct {
	Name              string
	Description       string
	DeprecationReason string // empty when not deprecated
}

// Directive is one directive that documents or schema texts may use.
type Directive struct {
	Name        string
	Description string
	Locations   []string      // names of directive locations, as declared
	Args        []*InputValue // never nil
}

func (f *Field) deprecation() string      { return f.DeprecationReason }
func (v *InputValue) deprecation() string { return v.DeprecationReason }
func (v *EnumValue) deprecation() string  { return v.DeprecationReason }
func (d *Directive) deprecation() string  { return "" }
