// Package documentgen writes random GraphQL documents for tests: nested lists with
// filters, orders and cursors, aliases, fragments, directives and variables, most of
// which make sense to the graph of evidence and some of which do not.
//
// It knows a schema as another library than the engine's reads it, and keys of nodes.
// It knows nothing of how documents are answered, so it may judge whatever answers
// them.
package documentgen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// Drafter writes documents that are valid by the schema. Fields without arguments
// have no alias, so that they meet and merge; all others have one of their own, so
// that no two conflict.
type Drafter struct {
	*rand.Rand
	schema  *ast.Schema
	ids     []string            // keys and ids of nodes
	cursors map[string][]string // of root lists without filter and order, by field

	names     int
	variables []string // declarations
	values    map[string]any
	fragments []string
	spreads   map[string][]string // names of fragments by type
	open      []string            // types of the fragments being written, which must not be spread
}

// New makes a drafter for a schema in the schema definition language. ids are keys
// and ids of nodes, at least one, for arguments that want one. The same seed, schema
// and ids give the same documents.
func New(seed int64, sdl string, ids []string) (*Drafter, error) {
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: sdl})
	if err != nil {
		return nil, err
	}
	return &Drafter{Rand: rand.New(rand.NewPCG(uint64(seed), 7)), schema: s, ids: ids, cursors: map[string][]string{}}, nil
}

func (d *Drafter) chance(percent int) bool { return d.IntN(100) < percent }

func oneOf[T any](d *Drafter, list []T) T { return list[d.IntN(len(list))] }

func (d *Drafter) name(prefix string) string {
	d.names++
	return fmt.Sprintf("%s%d", prefix, d.names)
}

// Draft writes a document, with variables as JSON gives them, numbers as json.Number.
func (d *Drafter) Draft() (document string, variables map[string]any) {
	d.names, d.variables, d.fragments = 0, nil, nil
	d.values, d.spreads = map[string]any{}, map[string][]string{}
	body := d.selection(d.schema.Query, 5, false)
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
	return head + " " + body + "\n" + strings.Join(d.fragments, "\n"), d.values
}

// Learn keeps the cursors of an answer, its data as decoded from JSON, for later
// documents.
func (d *Drafter) Learn(data map[string]any) {
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
func (d *Drafter) selection(t *ast.Definition, depth int, apart bool) string {
	var parts []string
	if d.chance(20) {
		parts = append(parts, d.name("t")+": __typename")
	}
	if t.IsAbstractType() {
		parts = append(parts, "__typename id")
		for range 1 + d.IntN(3) {
			on := oneOf(d, d.schema.GetPossibleTypes(t))
			parts = append(parts, "... on "+on.Name+d.directives()+" "+d.selection(on, depth-1, true))
		}
		return "{ " + strings.Join(parts, " ") + " }"
	}
	for range 1 + d.IntN(4) {
		parts = append(parts, d.part(t, depth, apart)...)
	}
	if len(parts) == 0 {
		parts = append(parts, d.name("t")+": __typename")
	}
	return "{ " + strings.Join(parts, " ") + " }"
}

// part writes a field or a fragment; nothing where the draw leads too deep.
func (d *Drafter) part(object *ast.Definition, depth int, apart bool) []string {
	if depth > 1 && d.chance(12) {
		on := ""
		if d.chance(60) {
			on = " on " + object.Name
		}
		if d.chance(15) && len(object.Interfaces) > 0 {
			return []string{"... on Node" + d.directives() + " { " + d.name("i") + ": id }"}
		}
		return []string{"..." + on + d.directives() + " " + d.selection(object, depth-1, apart)}
	}
	if depth > 1 && d.chance(12) {
		return []string{"..." + d.fragment(object, depth, apart) + d.directives()}
	}
	f := object.Fields.ForName(oneOf(d, namesOf(object)))
	if object == d.schema.Query && strings.HasSuffix(f.Type.String(), "Connection!") && d.chance(30) {
		return []string{d.plainList(f)}
	}
	return d.field(f, depth, apart)
}

// fragment gives the name of a fragment on a type, an earlier one where there is
// one that may be spread here.
func (d *Drafter) fragment(object *ast.Definition, depth int, apart bool) string {
	known := fmt.Sprint(object.Name, depth, apart)
	if names := d.spreads[known]; len(names) > 0 && d.chance(60) && !slices.Contains(d.open, known) {
		return oneOf(d, names)
	}
	name := d.name("F")
	d.open = append(d.open, known)
	body := d.selection(object, depth-1, apart)
	d.open = d.open[:len(d.open)-1]
	d.fragments = append(d.fragments, "fragment "+name+" on "+object.Name+" "+body)
	d.spreads[known] = append(d.spreads[known], name)
	return name
}

// namesOf lists the fields of a type, sorted, without those of introspection.
func namesOf(t *ast.Definition) []string {
	var out []string
	for _, f := range t.Fields {
		if !strings.HasPrefix(f.Name, "__") {
			out = append(out, f.Name)
		}
	}
	slices.Sort(out)
	return out
}

func (d *Drafter) field(f *ast.FieldDefinition, depth int, apart bool) []string {
	below := ""
	if named := d.schema.Types[f.Type.Name()]; named.IsCompositeType() {
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
func (d *Drafter) plainList(f *ast.FieldDefinition) string {
	size := fmt.Sprintf("first: %d", 1+d.IntN(6))
	cursor, record := "after", "key"
	switch {
	case f.Name == "search":
		size, record = `text: "s*", `+size, "score snippet highlights { start end } node { id }"
	case f.Name == "contradictions":
		record = "studies onlyThroughTurning factor { key } sides { valence counts { samples } findings(first: 1) { nodes { key } } } explanation { causes { kind moderator totalFindings note } }"
	case d.chance(40):
		size, cursor = fmt.Sprintf("last: %d", 1+d.IntN(6)), "before"
	}
	if known := d.cursors[f.Name]; len(known) > 0 && d.chance(80) {
		size += fmt.Sprintf(", %s: %q", cursor, oneOf(d, known))
	}
	return d.name("list_"+f.Name+"_") + ": " + f.Name + "(" + size + ") { totalCount edges { cursor node { " + record + " } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }"
}

func (d *Drafter) directives() string {
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
