package introspection

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/graphql-go/graphql"
)

// Describe gives s and x as plain values in a fixed order: the same schema is
// described in the same way in every run.
//
// The error joins one sentence for each thing that cannot be told truthfully: an
// entry of x that names nothing in the schema, a default value that does not fit
// its type, a required argument or input field marked as deprecated, a field of a
// OneOf input that is required or has a default, a directive's argument whose type
// the schema does not know.
func Describe(s *graphql.Schema, x Extras) (*Schema, error) {
	d := &describer{schema: s, ledger: newLedger(x), byName: map[string]*Type{}}
	names := slices.Sorted(maps.Keys(s.TypeMap()))
	// Types refer to each other in cycles, so all of them exist before any is filled.
	described := &Schema{Description: x.SchemaDescription, Directives: []*Directive{}, byName: d.byName}
	for _, name := range names {
		t := &Type{Name: name}
		d.byName[name] = t
		described.Types = append(described.Types, t)
	}
	for _, name := range names {
		d.fill(d.byName[name], s.Type(name))
	}
	described.Query = d.root(s.QueryType())
	described.Mutation = d.root(s.MutationType())
	described.Subscription = d.root(s.SubscriptionType())
	for _, directive := range s.Directives() {
		coordinate := "@" + directive.Name
		described.Directives = append(described.Directives, &Directive{
			Name:        directive.Name,
			Description: directive.Description,
			Locations:   slices.Clone(directive.Locations),
			Args:        d.args(coordinate, directive.Args),
		})
	}
	if err := errors.Join(append(d.problems, d.ledger.unused()...)...); err != nil {
		return nil, fmt.Errorf("the schema cannot be described: %w", err)
	}
	return described, nil
}

// describer is the state of one Describe call.
type describer struct {
	schema   *graphql.Schema
	ledger   *ledger
	byName   map[string]*Type
	problems []error
}

func (d *describer) problem(format string, args ...any) {
	d.problems = append(d.problems, fmt.Errorf(format, args...))
}

func (d *describer) root(object *graphql.Object) *Type {
	if object == nil {
		return nil
	}
	return d.byName[object.Name()]
}

// fill sets everything but the name of t from the library's type.
func (d *describer) fill(t *Type, from graphql.Type) {
	t.Description = from.Description()
	switch from := from.(type) {
	case *graphql.Scalar:
		t.Kind = graphql.TypeKindScalar
		t.SpecifiedByURL = d.ledger.specifiedBy(t.Name)
	case *graphql.Object:
		t.Kind = graphql.TypeKindObject
		t.Fields = d.fields(t.Name, from.Fields())
		t.Interfaces = []*Type{}
		for _, implemented := range from.Interfaces() {
			t.Interfaces = append(t.Interfaces, d.ref(t.Name, implemented))
		}
	case *graphql.Interface:
		t.Kind = graphql.TypeKindInterface
		t.Fields = d.fields(t.Name, from.Fields())
		t.Interfaces = []*Type{} // the library has no interfaces of interfaces
		t.PossibleTypes = d.possible(t.Name, from)
	case *graphql.Union:
		t.Kind = graphql.TypeKindUnion
		t.PossibleTypes = d.possible(t.Name, from)
	case *graphql.Enum:
		t.Kind = graphql.TypeKindEnum
		t.EnumValues = d.enumValues(from)
	case *graphql.InputObject:
		t.Kind = graphql.TypeKindInputObject
		t.OneOf = d.ledger.oneOf(t.Name)
		t.InputFields = d.inputFields(from, t.OneOf)
	}
}

// ref gives the description of a type as it is used at a place in the schema.
func (d *describer) ref(place string, t graphql.Type) *Type {
	switch t := t.(type) {
	case *graphql.List:
		return &Type{Kind: graphql.TypeKindList, OfType: d.ref(place, t.OfType)}
	case *graphql.NonNull:
		return &Type{Kind: graphql.TypeKindNonNull, OfType: d.ref(place, t.OfType)}
	}
	named, found := d.byName[t.Name()]
	if !found {
		// The library follows all types but those of directive arguments.
		d.problem("%s uses the type %s, which the schema does not hold; add it to SchemaConfig.Types", place, t.Name())
		return &Type{Kind: graphql.TypeKindScalar, Name: t.Name()}
	}
	return named
}

func (d *describer) fields(owner string, from graphql.FieldDefinitionMap) []*Field {
	fields := []*Field{}
	for _, name := range d.order(owner, slices.Collect(maps.Keys(from))) {
		coordinate := owner + "." + name
		fields = append(fields, &Field{
			Name:              name,
			Description:       from[name].Description,
			Args:              d.args(coordinate, from[name].Args),
			Type:              d.ref(coordinate, from[name].Type),
			DeprecationReason: from[name].DeprecationReason,
		})
	}
	return fields
}

// args describes the arguments of the field or directive at coordinate.
func (d *describer) args(coordinate string, from []*graphql.Argument) []*InputValue {
	byName := make(map[string]*graphql.Argument, len(from))
	for _, arg := range from {
		byName[arg.Name()] = arg
	}
	args := []*InputValue{}
	for _, name := range d.order(coordinate, slices.Collect(maps.Keys(byName))) {
		arg := byName[name]
		args = append(args, d.inputValue(coordinate+"("+name+":)", name, arg.Description(), arg.Type, arg.DefaultValue))
	}
	return args
}

func (d *describer) inputFields(from *graphql.InputObject, oneOf bool) []*InputValue {
	fields := []*InputValue{}
	for _, name := range d.order(from.Name(), slices.Collect(maps.Keys(from.Fields()))) {
		field := from.Fields()[name]
		coordinate := from.Name() + "." + name
		value := d.inputValue(coordinate, name, field.Description(), field.Type, field.DefaultValue)
		if oneOf && (value.Default != "" || value.Type.Kind == graphql.TypeKindNonNull) {
			d.problem("%s belongs to a OneOf input; make it nullable and take away its default value", coordinate)
		}
		fields = append(fields, value)
	}
	return fields
}

func (d *describer) inputValue(coordinate, name, description string, t graphql.Input, fallback any) *InputValue {
	value := &InputValue{
		Name:              name,
		Description:       description,
		Type:              d.ref(coordinate, t),
		DeprecationReason: d.ledger.deprecated(coordinate),
	}
	if fallback != nil {
		text, err := d.literal(fallback, t)
		if err != nil {
			d.problem("%s has a default value that does not fit its type %s: %w", coordinate, t, err)
		}
		value.Default = text
	}
	if value.DeprecationReason != "" && value.Default == "" && value.Type.Kind == graphql.TypeKindNonNull {
		d.problem("%s is required and so cannot be deprecated; make it nullable or give it a default value", coordinate)
	}
	return value
}

func (d *describer) enumValues(from *graphql.Enum) []*EnumValue {
	byName := map[string]*graphql.EnumValueDefinition{}
	for _, value := range from.Values() {
		byName[value.Name] = value
	}
	values := []*EnumValue{}
	for _, name := range d.order(from.Name(), slices.Collect(maps.Keys(byName))) {
		values = append(values, &EnumValue{
			Name:              name,
			Description:       byName[name].Description,
			DeprecationReason: byName[name].DeprecationReason,
		})
	}
	return values
}

func (d *describer) possible(owner string, abstract graphql.Abstract) []*Type {
	types := []*Type{}
	for _, object := range d.schema.PossibleTypes(abstract) {
		types = append(types, d.ref(owner, object))
	}
	slices.SortFunc(types, func(a, b *Type) int { return strings.Compare(a.Name, b.Name) })
	return types
}

func (d *describer) order(coordinate string, members []string) []string {
	ordered, err := d.ledger.order(coordinate, members)
	if err != nil {
		d.problems = append(d.problems, err)
	}
	return ordered
}
