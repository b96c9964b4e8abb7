package sdl

import (
	"cmp"
	"slices"
	"strings"

	"github.com/graphql-go/graphql"

	"github.com/exitgraph/exitgraph/schema/introspection"
)

// Print gives s with x as a schema definition text that ends with a line break.
// The same schema gives the same bytes in every run.
//
// Order: the schema definition where one is needed, custom directives, the root
// types (Query first), then interfaces, unions, objects, inputs, enums and scalars,
// each group by name; members stand in the order that x declares. Built-in
// scalars, meta types and the directives of the specification are left out.
//
// The error is that of introspection.Describe: x and s do not fit together.
func Print(s *graphql.Schema, x introspection.Extras) (string, error) {
	described, err := introspection.Describe(s, x)
	if err != nil {
		return "", err
	}
	var parts []string
	if definition := schemaDefinition(described); definition != "" {
		parts = append(parts, definition)
	}
	for _, directive := range described.Directives {
		if !standardDirectives[directive.Name] {
			parts = append(parts, directiveDefinition(directive))
		}
	}
	for _, t := range arranged(described) {
		parts = append(parts, typeDefinition(t))
	}
	return strings.Join(parts, "\n"), nil
}

// What every GraphQL tool knows by itself.
var (
	standardDirectives = map[string]bool{
		"include": true, "skip": true, "deprecated": true, "specifiedBy": true, "oneOf": true,
	}
	builtInScalars = map[string]bool{
		"Int": true, "Float": true, "String": true, "Boolean": true, "ID": true,
	}
)

// groups is the order of the kinds in the text.
var groups = []string{
	graphql.TypeKindInterface, graphql.TypeKindUnion, graphql.TypeKindObject,
	graphql.TypeKindInputObject, graphql.TypeKindEnum, graphql.TypeKindScalar,
}

// arranged gives the types that belong into the text, in its order.
func arranged(s *introspection.Schema) []*introspection.Type {
	roots := []*introspection.Type{s.Query, s.Mutation, s.Subscription}
	rank := func(t *introspection.Type) int {
		if root := slices.Index(roots, t); root >= 0 {
			return root
		}
		return len(roots) + slices.Index(groups, t.Kind)
	}
	types := slices.DeleteFunc(slices.Clone(s.Types), func(t *introspection.Type) bool {
		return strings.HasPrefix(t.Name, "__") || builtInScalars[t.Name]
	})
	slices.SortStableFunc(types, func(a, b *introspection.Type) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(a.Name, b.Name))
	})
	return types
}

// schemaDefinition is empty when a reader would assume the same without it.
func schemaDefinition(s *introspection.Schema) string {
	var b builder
	needed := s.Description != ""
	b.description(s.Description, "")
	b.line("schema {")
	for _, root := range []struct {
		operation, usual string
		t                *introspection.Type
	}{
		{"query", "Query", s.Query}, {"mutation", "Mutation", s.Mutation}, {"subscription", "Subscription", s.Subscription},
	} {
		if root.t != nil {
			b.line(indent + root.operation + ": " + root.t.Name)
		}
		// A type that only bears the usual name would be taken for the root.
		needed = needed || s.Type(root.usual) != root.t
	}
	b.line("}")
	if !needed {
		return ""
	}
	return b.String()
}

func directiveDefinition(d *introspection.Directive) string {
	var b builder
	b.description(d.Description, "")
	b.line("directive @" + d.Name + arguments(d.Args, "", len(d.Name)) + " on " + strings.Join(d.Locations, " | "))
	return b.String()
}

func typeDefinition(t *introspection.Type) string {
	var b builder
	b.description(t.Description, "")
	switch t.Kind {
	case graphql.TypeKindScalar:
		head := "scalar " + t.Name
		if t.SpecifiedByURL != "" {
			head += " @specifiedBy(url: " + introspection.Quote(t.SpecifiedByURL) + ")"
		}
		b.line(head)
	case graphql.TypeKindUnion:
		b.line("union " + t.Name + " = " + names(t.PossibleTypes, " | "))
	case graphql.TypeKindEnum:
		b.line("enum " + t.Name + " {")
		for i, v := range t.EnumValues {
			b.member(i, v.Description, v.Name+deprecated(v.DeprecationReason))
		}
		b.line("}")
	case graphql.TypeKindInputObject:
		head := "input " + t.Name
		if t.OneOf {
			head += " @oneOf"
		}
		b.line(head + " {")
		for i, v := range t.InputFields {
			b.member(i, v.Description, inputValue(v))
		}
		b.line("}")
	case graphql.TypeKindInterface:
		b.line("interface " + t.Name + " {")
		b.fields(t.Fields)
		b.line("}")
	case graphql.TypeKindObject:
		head := "type " + t.Name
		if len(t.Interfaces) > 0 {
			head += " implements " + names(t.Interfaces, " & ")
		}
		b.line(head + " {")
		b.fields(t.Fields)
		b.line("}")
	}
	return b.String()
}

func (b *builder) fields(fields []*introspection.Field) {
	for i, f := range fields {
		tail := ": " + f.Type.String() + deprecated(f.DeprecationReason)
		b.member(i, f.Description, f.Name+arguments(f.Args, indent, len(f.Name)+len(tail))+tail)
	}
}

// lineWidth is where a list of arguments is broken into lines.
const lineWidth = 100

// arguments stand on one line when none is described and they fit beside the rest
// of the line; otherwise each has a line of its own.
func arguments(args []*introspection.InputValue, margin string, rest int) string {
	if len(args) == 0 {
		return ""
	}
	texts := make([]string, len(args))
	described := false
	for i, arg := range args {
		texts[i] = inputValue(arg)
		described = described || arg.Description != ""
	}
	oneLine := "(" + strings.Join(texts, ", ") + ")"
	if !described && len(margin)+len(oneLine)+rest <= lineWidth {
		return oneLine
	}
	var b builder
	b.line("(")
	for i, arg := range args {
		b.description(arg.Description, margin+indent)
		b.line(margin + indent + texts[i])
	}
	return b.String() + margin + ")"
}

func inputValue(v *introspection.InputValue) string {
	text := v.Name + ": " + v.Type.String()
	if v.Default != "" {
		text += " = " + v.Default
	}
	return text + deprecated(v.DeprecationReason)
}

func deprecated(reason string) string {
	switch reason {
	case "":
		return ""
	case graphql.DefaultDeprecationReason:
		return " @deprecated"
	}
	return " @deprecated(reason: " + introspection.Quote(reason) + ")"
}

func names(types []*introspection.Type, separator string) string {
	texts := make([]string, len(types))
	for i, t := range types {
		texts[i] = t.Name
	}
	return strings.Join(texts, separator)
}
