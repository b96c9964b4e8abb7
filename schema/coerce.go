package schema

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"github.com/exitgraph/exitgraph/schema/document"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// Coercion turns variables and literals into Go values by the specification:
// string, int, float64, bool, []any and map[string]any, enum values as their
// names. null and what was not given are absent alike, but for an argument that is
// required and has a default. The type library's own coercion is lax (it takes "12"
// for 12), so it is not used.

// givenAsNull stands among the variables for one that was given as null.
type givenAsNull struct{}

// coerceVariables coerces the variables of an operation. Variables that the
// operation does not declare are ignored, as the specification has it.
func coerceVariables(s *graphql.Schema, doc *document.Document, op *ast.OperationDefinition, given map[string]any) (map[string]any, []*fault.Error) {
	out := make(map[string]any, len(op.VariableDefinitions))
	var faults []*fault.Error
	for _, def := range op.VariableDefinitions {
		name := def.Variable.Name.Value
		t := typeFromAST(s, def.Type)
		if f := checkSize(given[name]); f != nil {
			return nil, []*fault.Error{f}
		}
		value, err := coerceVariable(t, def, given)
		if err != nil {
			f := fault.New(fault.BadUserInput, "Variable $%s: %s.", name, err)
			if at, ok := doc.Location(def); ok {
				f.Locations = []fault.Location{at}
			}
			faults = append(faults, f)
			continue
		}
		if value != nil {
			out[name] = value
		} else if _, isGiven := given[name]; isGiven {
			out[name] = givenAsNull{}
		}
	}
	return out, faults
}

// coerceVariable takes the default of a variable for one that was not given. null
// stands in place of the default, and then means absent; a required type has no
// place for it.
func coerceVariable(t graphql.Type, def *ast.VariableDefinition, all map[string]any) (any, error) {
	given, present := all[def.Variable.Name.Value]
	if !present && def.DefaultValue != nil {
		return coerceLiteral(t, def.DefaultValue, nil)
	}
	return coerceValue(t, given, "")
}

func typeFromAST(s *graphql.Schema, t ast.Type) graphql.Type {
	switch t := t.(type) {
	case *ast.NonNull:
		return graphql.NewNonNull(typeFromAST(s, t.Type))
	case *ast.List:
		return graphql.NewList(typeFromAST(s, t.Type))
	case *ast.Named:
		return s.Type(t.Name.Value)
	}
	return nil
}

// at names the place inside a value that an error speaks of.
func at(path string) string {
	if path == "" {
		return ""
	}
	return "at " + strings.TrimPrefix(path, ".") + ", "
}

// coerceValue coerces a value that came as JSON.
func coerceValue(t graphql.Type, v any, path string) (any, error) {
	if required, ok := t.(*graphql.NonNull); ok {
		if v == nil {
			return nil, fmt.Errorf("%sa value of type %s is required, and none was given", at(path), t)
		}
		return coerceValue(required.OfType, v, path)
	}
	if v == nil {
		return nil, nil
	}
	switch t := t.(type) {
	case *graphql.List:
		list, ok := v.([]any)
		if !ok {
			list = []any{v}
		}
		out := make([]any, len(list))
		for i, item := range list {
			var err error
			if out[i], err = coerceValue(t.OfType, item, path+"["+strconv.Itoa(i)+"]"); err != nil {
				return nil, err
			}
		}
		return out, nil
	case *graphql.InputObject:
		return coerceObject(t, v, path)
	default:
		return coerceScalar(t, v, path)
	}
}

func coerceObject(t *graphql.InputObject, v any, path string) (any, error) {
	m, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("%sa %s is an object, and this is %s", at(path), t, describeJSON(v))
	}
	fields := t.Fields()
	for _, name := range sortedNames(m) {
		if fields[name] == nil {
			return nil, fmt.Errorf("%sthe type %s has no field %q", at(path), t, name)
		}
	}
	out := make(map[string]any, len(m))
	for name, f := range fields {
		value, err := coerceValue(f.Type, m[name], path+"."+name)
		if m[name] == nil && f.DefaultValue != nil {
			value, err = f.DefaultValue, nil
		}
		if err != nil {
			return nil, err
		}
		if value != nil {
			out[name] = value
		}
	}
	return out, nil
}

func sortedNames(m map[string]any) []string {
	out := make([]string, 0, len(m))
	for name := range m {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

func coerceScalar(t graphql.Type, v any, path string) (any, error) {
	var out any
	var want, sort string // what is needed, and what that looks like in JSON
	switch typ := t.(type) {
	case *graphql.Enum:
		want, sort = "one of "+enumNames(typ), "a string"
		if name, ok := v.(string); ok && enumHas(typ, name) {
			out = name
		}
	default:
		if s, ok := v.(string); ok && isCustom(t) {
			if out = t.(*graphql.Scalar).ParseValue(s); out == nil {
				return nil, fmt.Errorf("%sthis is not a valid %s", at(path), t)
			}
			return out, nil
		}
		out, want, sort = coerceBuiltIn(t.Name(), v)
	}
	if out != nil {
		return out, nil
	}
	found := describeJSON(v)
	if found == sort {
		found = "another" + strings.TrimPrefix(found, "a")
	}
	return nil, fmt.Errorf("%s%s is needed, and this is %s", at(path), want, found)
}

// isCustom says whether a scalar is one of the contract's own.
func isCustom(t graphql.Type) bool {
	switch t.Name() {
	case "Int", "Float", "Boolean", "String", "ID":
		return false
	default:
		return true
	}
}

// coerceBuiltIn coerces a value to a scalar of the specification, or to the string
// that a scalar of the contract starts from. out is nil for a value that does not fit.
func coerceBuiltIn(name string, v any) (out any, want, sort string) {
	switch name {
	case "Int":
		if n, ok := wholeNumber(v); ok && n >= math.MinInt32 && n <= math.MaxInt32 {
			out = int(n)
		}
		return out, "a whole number of 32 bits", "a number"
	case "Float":
		if n, ok := v.(json.Number); ok {
			if f, err := n.Float64(); err == nil {
				out = f
			}
		}
		return out, "a number", "a number"
	case "Boolean":
		if b, ok := v.(bool); ok {
			out = b
		}
		return out, "true or false", "a boolean"
	}
	if s, ok := v.(string); ok {
		out = s
	} else if _, whole := wholeNumber(v); whole && name == "ID" {
		out = v.(json.Number).String()
	}
	return out, "a string", ""
}

// wholeNumber reads a number without a fraction; 3.0 and 3e2 are such.
func wholeNumber(v any) (int64, bool) {
	n, ok := v.(json.Number)
	if !ok {
		return 0, false
	}
	if i, err := n.Int64(); err == nil {
		return i, true
	}
	f, err := n.Float64()
	if err != nil || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
		return 0, false
	}
	return int64(f), true
}

func enumHas(e *graphql.Enum, name string) bool {
	for _, v := range e.Values() {
		if v.Name == name {
			return true
		}
	}
	return false
}

func enumNames(e *graphql.Enum) string {
	var names []string
	for _, v := range e.Values() {
		names = append(names, v.Name)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// describeJSON names a value's sort without repeating what a person wrote.
func describeJSON(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "a boolean"
	case json.Number:
		return "a number"
	case string:
		return "a string"
	case []any:
		return "a list"
	default:
		return "an object"
	}
}
