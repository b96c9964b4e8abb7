package documentgen

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// enumName is an enum value in an input: a name in a document, a string in JSON.
type enumName string

// arguments writes the arguments of a field: those that it must have, and some of
// the others, each as a literal or through a variable.
func (d *Drafter) arguments(f *ast.FieldDefinition) string {
	var parts []string
	page := "first"
	if d.chance(30) {
		page = "last"
	}
	for _, a := range f.Arguments {
		if value, wanted := d.argument(f, a, page); wanted {
			parts = append(parts, a.Name+": "+d.given(a.Type, value))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// argument draws the value of an argument, or leaves it out. page is the one of
// first and last that a list gets.
func (d *Drafter) argument(f *ast.FieldDefinition, a *ast.ArgumentDefinition, page string) (value any, wanted bool) {
	if strings.HasSuffix(f.Type.String(), "Connection!") {
		switch a.Name {
		case page:
			if d.chance(1) {
				return oneOf(d, []int{-1, 1001, 1 << 30}), true
			}
			return d.IntN(7), true
		case "first", "last":
			return nil, false
		case "after", "before":
			return "not-a-cursor", d.chance(1)
		}
	}
	switch {
	case slices.Contains([]string{"depth", "maxLength", "first"}, a.Name):
		return d.bound(), d.chance(80)
	case a.Name == "by" && strings.HasPrefix(a.Type.String(), "["):
		return d.dimensions(), true
	case f.Name == "gaps", f.Name == "readiness", f.Name == "overlap":
		return d.questioned(f, a)
	case a.Name == "phaseModel" || a.Name == "model":
		wanted = d.chance(15)
	default:
		wanted = a.Type.NonNull || d.chance(45)
	}
	if !wanted {
		return nil, false
	}
	return d.value(a.Type, a.Name, 3), true
}

// askable are dimensions that gaps and readiness take; they refuse most others.
var askable = []string{"PHASE", "TRAFFICKING_SCOPE", "SETTING", "LIFE_STAGE", "COUNTRY", "DESIGN", "INFORMANT", "LANGUAGE", "DEFINITION_SCOPE"}

// questioned draws an argument of a question that refuses most values of its type.
func (d *Drafter) questioned(f *ast.FieldDefinition, a *ast.ArgumentDefinition) (value any, wanted bool) {
	wanted = a.Type.NonNull || d.chance(45)
	switch {
	case a.Type.Name() == "EvidenceDimension" && d.chance(90):
		return enumName(oneOf(d, askable)), wanted
	case a.Name == "minPerLevel":
		return oneOf(d, []int{0, 1, 1, 2, 3, 5, 10, 10, 20}), wanted
	case f.Name == "overlap", a.Type.Name() == "ID": // few nodes are reports, fewer models
		wanted = d.chance(10)
	}
	if !wanted {
		return nil, false
	}
	return d.value(a.Type, a.Name, 3), true
}

// bound draws a bound of a walk, seldom one that is out of range.
func (d *Drafter) bound() int {
	if d.chance(2) {
		return oneOf(d, []int{0, 9, 1001})
	}
	return 1 + d.IntN(4)
}

func (d *Drafter) dimensions() any {
	var out []any
	for range 1 + d.IntN(3) {
		if v := d.value(ast.NamedType("EvidenceDimension", nil), "", 0); !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// given writes a value where an argument stands: itself, a variable, a variable
// with the value as its default, or an absent variable.
func (d *Drafter) given(t *ast.Type, v any) string {
	switch d.IntN(6) {
	case 0, 1, 2:
		return literal(v)
	case 3:
		name := d.name("v")
		d.variables = append(d.variables, "$"+name+": "+t.String())
		d.values[name] = sent(v)
		return "$" + name
	case 4:
		name := d.name("v")
		d.variables = append(d.variables, "$"+name+": "+t.String()+" = "+literal(v))
		return "$" + name
	default:
		if t.NonNull {
			return literal(v)
		}
		name := d.name("v")
		d.variables = append(d.variables, "$"+name+": "+t.String())
		if d.chance(50) {
			d.values[name] = nil
		}
		return "$" + name
	}
}

// value draws a value of an input type.
func (d *Drafter) value(t *ast.Type, name string, depth int) any {
	if t.NonNull {
		may := *t
		may.NonNull = false
		for {
			if v := d.value(&may, name, depth); v != nil {
				return v
			}
		}
	}
	if t.Elem != nil {
		if d.chance(15) {
			return d.value(t.Elem, name, depth)
		}
		out := []any{}
		for range d.IntN(4) {
			out = append(out, d.value(t.Elem, name, depth))
		}
		return out
	}
	switch def := d.schema.Types[t.NamedType]; def.Kind {
	case ast.Enum:
		return enumName(oneOf(d, def.EnumValues).Name)
	case ast.InputObject:
		return d.input(def, depth)
	}
	if d.chance(3) {
		return nil
	}
	switch t.NamedType {
	case "Int":
		return 1985 + d.IntN(40)
	case "Boolean":
		return d.chance(40)
	case "ID":
		return oneOf(d, d.ids)
	}
	if name == "lang" {
		return oneOf(d, []string{"en", "it", "it-CH", "tr", "pt-BR", "x"})
	}
	return oneOf(d, []string{"a", "e", "IT", "US", "study", "È", "fam", "f*", "support of", "sostegno", "2017", "  ", "\"\\\n", "\U0001F600"})
}

func (d *Drafter) input(t *ast.Definition, depth int) any {
	out := map[string]any{}
	var names []string
	for _, name := range namesOf(t) {
		f := t.Fields.ForName(name)
		if f.Type.NonNull {
			out[name] = d.value(f.Type, name, depth-1)
			continue
		}
		if depth > 0 || d.schema.Types[f.Type.Name()].Kind != ast.InputObject {
			names = append(names, name)
		}
	}
	for range min(1+d.IntN(2), len(names)) {
		name := oneOf(d, names)
		out[name] = d.value(t.Fields.ForName(name).Type, name, depth-1)
	}
	return out
}

// literal writes a value in the form of a document.
func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case enumName:
		return string(v)
	case []any:
		var parts []string
		for _, item := range v {
			parts = append(parts, literal(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]any:
		var parts []string
		for _, name := range slices.Sorted(maps.Keys(v)) {
			parts = append(parts, name+": "+literal(v[name]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	default:
		b, _ := json.Marshal(v)
		return string(b)
	}
}

// sent gives a value as it comes out of JSON.
func sent(v any) any {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings, numbers, booleans, lists and maps only
	}
	decoder := json.NewDecoder(bytes.NewReader(b))
	decoder.UseNumber()
	var out any
	if err := decoder.Decode(&out); err != nil {
		panic(err)
	}
	return out
}
