package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/kinds"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// coerceLiteral coerces a value that stands in the document. The validator has
// checked its shape; what it lets through (numbers beyond 32 bits) is refused
// here. A variable that was not given is absent.
func coerceLiteral(t graphql.Type, v ast.Value, variables map[string]any) (any, error) {
	if variable, ok := v.(*ast.Variable); ok {
		value := variables[variable.Name.Value]
		if value == (givenAsNull{}) {
			return nil, nil
		}
		return value, nil
	}
	if required, ok := t.(*graphql.NonNull); ok {
		return coerceLiteral(required.OfType, v, variables)
	}
	switch t := t.(type) {
	case *graphql.List:
		values := []ast.Value{v}
		if list, ok := v.(*ast.ListValue); ok {
			values = list.Values
		}
		out := make([]any, 0, len(values))
		for _, item := range values {
			got, err := coerceLiteral(t.OfType, item, variables)
			if err != nil {
				return nil, err
			}
			out = append(out, got)
		}
		return out, nil
	case *graphql.InputObject:
		return coerceObjectLiteral(t, v, variables)
	}
	switch v.GetKind() {
	case kinds.IntValue, kinds.FloatValue:
		return coerceScalar(t, json.Number(v.GetValue().(string)), "")
	case kinds.BooleanValue:
		return coerceScalar(t, v.GetValue().(bool), "")
	default:
		return coerceScalar(t, v.GetValue(), "")
	}
}

func coerceObjectLiteral(t *graphql.InputObject, v ast.Value, variables map[string]any) (any, error) {
	literal, ok := v.(*ast.ObjectValue)
	if !ok {
		return nil, fmt.Errorf("a %s is an object", t)
	}
	out := make(map[string]any, len(literal.Fields))
	for name, f := range t.Fields() {
		var value any
		for _, given := range literal.Fields {
			if given.Name.Value == name {
				var err error
				if value, err = coerceLiteral(f.Type, given.Value, variables); err != nil {
					return nil, err
				}
			}
		}
		if value == nil {
			value = f.DefaultValue
		}
		if value != nil {
			out[name] = value
		} else if _, required := f.Type.(*graphql.NonNull); required {
			return nil, fmt.Errorf("the field %s of %s is required, and none was given", name, t)
		}
	}
	return out, nil
}

// asFault makes a fault of what coerceArguments says of a field. Variables were
// coerced before, so what is wrong stands in the document.
func asFault(err error, at fault.Location) *fault.Error {
	var known *fault.Error
	if !errors.As(err, &known) {
		text := err.Error()
		known = fault.New(fault.ValidationFailed, "%s%s.", strings.ToUpper(text[:1]), text[1:])
	}
	known.Locations = []fault.Location{at}
	return known
}

// coerceArguments coerces the arguments of a field, with defaults filled in.
func coerceArguments(defs []*graphql.Argument, given []*ast.Argument, variables map[string]any) (map[string]any, error) {
	out := make(map[string]any, len(defs))
	for _, def := range defs {
		var value any
		for _, a := range given {
			if a.Name.Value == def.Name() {
				var err error
				if value, err = coerceLiteral(def.Type, a.Value, variables); err != nil {
					return nil, fmt.Errorf("argument %s: %w", def.Name(), err)
				}
				if f := checkSize(value); f != nil {
					return nil, f
				}
			}
		}
		_, required := def.Type.(*graphql.NonNull)
		if value == nil {
			if variable := nullVariable(given, def.Name(), variables); required && variable != "" {
				return nil, fault.New(fault.BadUserInput, "Argument %s of type %s cannot be null, and $%s is: leave the variable out for the default.", def.Name(), def.Type, variable)
			}
			value = def.DefaultValue
		}
		if value != nil {
			out[def.Name()] = value
		} else if required {
			return nil, fmt.Errorf("argument %s of type %s is required, and none was given", def.Name(), def.Type)
		}
	}
	return out, nil
}

// nullVariable names the variable that an argument is, where it was given as null.
func nullVariable(given []*ast.Argument, name string, variables map[string]any) string {
	for _, a := range given {
		if variable, ok := a.Value.(*ast.Variable); ok && a.Name.Value == name && variables[variable.Name.Value] == (givenAsNull{}) {
			return variable.Name.Value
		}
	}
	return ""
}
