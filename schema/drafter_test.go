package schema

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/graphql-go/graphql"

	"github.com/exitgraph/exitgraph/graph"
)

// drafter writes random documents that are valid by the schema: it knows the types
// of the library and nothing of the engine. Fields without arguments have no alias,
// so that they meet and merge; all others have one of their own, so that no two
// conflict.
type drafter struct {
	*rand.Rand
	schema  *graphql.Schema
	ids     []string            // keys and ids of nodes
	cursors map[string][]string // of root lists without filter and order, by field

	names     int
	variables []string // declarations
	values    map[string]any
	fragments []string
	spreads   map[string][]string // names of fragments by type
	open      []string            // types of the fragments being written, which must not be spread
}

// enumName is an enum value in an input: a name in a document, a string in JSON.
type enumName string

func newDrafter(seed int64, e *Engine, s graph.Store) *drafter {
	d := &drafter{Rand: rand.New(rand.NewPCG(uint64(seed), 7)), schema: e.schema, cursors: map[string][]string{}}
	for r, err := range s.Scan(context.Background()) {
		if err != nil {
			panic(err)
		}
		if r.RecordKind().IsNode() {
			d.ids = append(d.ids, r.RecordKey(), graph.ID(r))
		}
	}
	return d
}

func (d *drafter) chance(percent int) bool { return d.IntN(100) < percent }

func oneOf[T any](d *drafter, list []T) T { return list[d.IntN(len(list))] }

func (d *drafter) name(prefix string) string {
	d.names++
	return fmt.Sprintf("%s%d", prefix, d.names)
}

// request writes a document with its variables.
func (d *drafter) request() Request {
	d.names, d.variables, d.fragments = 0, nil, nil
	d.values, d.spreads = map[string]any{}, map[string][]string{}
	body := d.selection(d.schema.QueryType(), 5, false)
	head := "query"
	if len(d.variables) > 0 || d.chance(50) {
		head = "query Drafted"
	}
	if len(d.variables) > 0 {
		head += "(" + strings.Join(d.variables, ", ") + ")"
	}
	if d.chance(20) {
		d.values["undeclared"] = "ignored"
	}
	return Request{Query: head + " " + body + "\n" + strings.Join(d.fragments, "\n"), Variables: d.values}
}

// learn keeps the cursors of an answer for later documents.
func (d *drafter) learn(data map[string]any) {
	for key, v := range data {
		field, ok := strings.CutPrefix(key, "list_")
		list, isObject := v.(map[string]any)
		if !ok || !isObject {
			continue
		}
		field = field[:strings.IndexByte(field, '_')]
		edges, _ := list["edges"].([]any)
		for _, e := range edges {
			d.cursors[field] = append(d.cursors[field], e.(map[string]any)["cursor"].(string))
		}
	}
}

// selection writes a selection set on a composite type. apart asks for an alias on
// every field, where fields of other types may stand beside.
func (d *drafter) selection(t graphql.Type, depth int, apart bool) string {
	var parts []string
	if d.chance(20) {
		parts = append(parts, d.name("t")+": __typename")
	}
	if node, ok := t.(*graphql.Interface); ok {
		parts = append(parts, "__typename id")
		for range 1 + d.IntN(3) {
			on := oneOf(d, d.schema.PossibleTypes(node))
			parts = append(parts, "... on "+on.Name()+d.directives()+" "+d.selection(on, depth-1, true))
		}
		return "{ " + strings.Join(parts, " ") + " }"
	}
	object := t.(*graphql.Object)
	for range 1 + d.IntN(4) {
		parts = append(parts, d.part(object, depth, apart)...)
	}
	if len(parts) == 0 {
		parts = append(parts, d.name("t")+": __typename")
	}
	return "{ " + strings.Join(parts, " ") + " }"
}

// part writes a field or a fragment; nothing where the draw leads too deep.
func (d *drafter) part(object *graphql.Object, depth int, apart bool) []string {
	if depth > 1 && d.chance(12) {
		on := ""
		if d.chance(60) {
			on = " on " + object.Name()
		}
		if d.chance(15) && len(object.Interfaces()) > 0 {
			return []string{"... on Node" + d.directives() + " { " + d.name("i") + ": id }"}
		}
		return []string{"..." + on + d.directives() + " " + d.selection(object, depth-1, apart)}
	}
	if depth > 1 && d.chance(12) {
		return []string{"..." + d.fragment(object, depth, apart) + d.directives()}
	}
	names := make([]string, 0, len(object.Fields()))
	for name := range object.Fields() {
		names = append(names, name)
	}
	slices.Sort(names)
	f := object.Fields()[oneOf(d, names)]
	if object == d.schema.QueryType() && strings.HasSuffix(f.Type.String(), "Connection!") && d.chance(30) {
		return []string{d.plainList(f)}
	}
	return d.field(f, depth, apart)
}

// fragment gives the name of a fragment on a type, an earlier one where there is
// one that may be spread here.
func (d *drafter) fragment(object *graphql.Object, depth int, apart bool) string {
	known := fmt.Sprint(object.Name(), depth, apart)
	if names := d.spreads[known]; len(names) > 0 && d.chance(60) && !slices.Contains(d.open, known) {
		return oneOf(d, names)
	}
	name := d.name("F")
	d.open = append(d.open, known)
	body := d.selection(object, depth-1, apart)
	d.open = d.open[:len(d.open)-1]
	d.fragments = append(d.fragments, "fragment "+name+" on "+object.Name()+" "+body)
	d.spreads[known] = append(d.spreads[known], name)
	return name
}

func (d *drafter) field(f *graphql.FieldDefinition, depth int, apart bool) []string {
	below := ""
	if named := graphql.GetNamed(f.Type).(graphql.Type); graphql.IsCompositeType(named) {
		if depth <= 1 {
			return nil
		}
		below = " " + d.selection(named, depth-1, apart)
	}
	arguments := d.arguments(f)
	text := f.Name + arguments + d.directives() + below
	if arguments != "" || apart || d.chance(15) {
		return []string{d.name("a") + ": " + text}
	}
	if d.chance(15) {
		return []string{text, text}
	}
	return []string{text}
}

// plainList asks for a page of a root list by cursors of the same list.
func (d *drafter) plainList(f *graphql.FieldDefinition) string {
	size := fmt.Sprintf("first: %d", 1+d.IntN(6))
	cursor := "after"
	if d.chance(40) {
		size, cursor = fmt.Sprintf("last: %d", 1+d.IntN(6)), "before"
	}
	if known := d.cursors[f.Name]; len(known) > 0 && d.chance(80) {
		size += fmt.Sprintf(", %s: %q", cursor, oneOf(d, known))
	}
	return d.name("list_"+f.Name+"_") + ": " + f.Name + "(" + size + ") { totalCount edges { cursor node { key } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }"
}

func (d *drafter) directives() string {
	if !d.chance(12) {
		return ""
	}
	name := oneOf(d, []string{"@include", "@skip"})
	switch d.IntN(3) {
	case 0:
		return fmt.Sprintf(" %s(if: %t)", name, d.chance(50))
	case 1:
		v := d.name("b")
		d.variables = append(d.variables, "$"+v+": Boolean!")
		d.values[v] = d.chance(70) == (name == "@include")
		return fmt.Sprintf(" %s(if: $%s)", name, v)
	default:
		v := d.name("b")
		d.variables = append(d.variables, fmt.Sprintf("$%s: Boolean = %t", v, d.chance(50)))
		return fmt.Sprintf(" %s(if: $%s)", name, v)
	}
}

// arguments writes the arguments of a field: those that it must have, and some of
// the others, each as a literal or through a variable.
func (d *drafter) arguments(f *graphql.FieldDefinition) string {
	var parts []string
	page := "first"
	if d.chance(30) {
		page = "last"
	}
	for _, a := range f.Args {
		if value, wanted := d.argument(f, a, page); wanted {
			parts = append(parts, a.Name()+": "+d.given(a.Type, value))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// argument draws the value of an argument, or leaves it out. page is the one of
// first and last that a list gets.
func (d *drafter) argument(f *graphql.FieldDefinition, a *graphql.Argument, page string) (value any, wanted bool) {
	if strings.HasSuffix(f.Type.String(), "Connection!") {
		switch a.Name() {
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
	_, required := a.Type.(*graphql.NonNull)
	switch {
	case a.Name() == "by" && strings.HasPrefix(a.Type.String(), "["):
		return d.dimensions(), true
	case a.Name() == "phaseModel" || a.Name() == "model":
		wanted = d.chance(15)
	default:
		wanted = required || d.chance(45)
	}
	if !wanted {
		return nil, false
	}
	return d.value(a.Type, a.Name(), 3), true
}

func (d *drafter) dimensions() any {
	var out []any
	for range 1 + d.IntN(3) {
		if v := d.value(d.schema.Type("EvidenceDimension"), "", 0); !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// given writes a value where an argument stands: itself, a variable, a variable
// with the value as its default, or an absent variable.
func (d *drafter) given(t graphql.Type, v any) string {
	_, required := t.(*graphql.NonNull)
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
		if required {
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
func (d *drafter) value(t graphql.Type, name string, depth int) any {
	switch t := t.(type) {
	case *graphql.NonNull:
		for {
			if v := d.value(t.OfType, name, depth); v != nil {
				return v
			}
		}
	case *graphql.List:
		if d.chance(15) {
			return d.value(t.OfType, name, depth)
		}
		out := []any{}
		for range d.IntN(4) {
			out = append(out, d.value(t.OfType, name, depth))
		}
		return out
	case *graphql.Enum:
		return enumName(oneOf(d, t.Values()).Name)
	case *graphql.InputObject:
		return d.input(t, depth)
	}
	if d.chance(3) {
		return nil
	}
	switch t.Name() {
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
	return oneOf(d, []string{"a", "e", "IT", "US", "study", "È", "fam", "  ", "\"\\\n", "\U0001F600"})
}

func (d *drafter) input(t *graphql.InputObject, depth int) any {
	out := map[string]any{}
	var names []string
	for name, f := range t.Fields() {
		if _, required := f.Type.(*graphql.NonNull); required {
			out[name] = d.value(f.Type, name, depth-1)
			continue
		}
		_, nested := graphql.GetNamed(f.Type).(*graphql.InputObject)
		if depth > 0 || !nested {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for range min(1+d.IntN(2), len(names)) {
		name := oneOf(d, names)
		out[name] = d.value(t.Fields()[name].Type, name, depth-1)
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
		for _, name := range sortedNames(v) {
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
	b, _ := json.Marshal(v)
	var out any
	if err := decodeJSON(string(b), &out); err != nil {
		panic(err)
	}
	return out
}
