package docs_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// writeKinds describes the kinds from the model table: "nodes" or "links".
func writeKinds(t *testing.T, page string, args []string) string {
	t.Helper()
	if len(args) != 1 || args[0] != "nodes" && args[0] != "links" {
		t.Fatalf("%s: kinds are nodes or links", page)
	}
	var b strings.Builder
	for _, k := range graph.Kinds() {
		if k.IsNode() != (args[0] == "nodes") {
			continue
		}
		m := graph.ModelOf(k)
		fmt.Fprintf(&b, "\n### %s\n\n%s File: `%s`.\n\n", m.Name, m.Doc, m.File)
		b.WriteString("| field | holds | column | may be absent | meaning |\n| --- | --- | --- | --- | --- |\n")
		for _, f := range m.Fields {
			name := "`" + f.Name + "`"
			if f.Hidden {
				name += " *"
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", name, holds(f), columnsOf(f), yes(mayBeAbsent(f)), cell(f.Doc))
		}
		if edges := visible(m.Edges); len(edges) > 0 {
			b.WriteString("\n| relation | leads to | meaning |\n| --- | --- | --- |\n")
			for _, e := range edges {
				fmt.Fprintf(&b, "| `%s` | %s | %s |\n", e.Name, targets(e), cell(e.Doc))
			}
		}
	}
	b.WriteString("\n")
	return b.String()
}

// holds says in words what a field holds.
func holds(f *graph.Field) string {
	switch f.Type {
	case graph.TypeKey:
		return "key"
	case graph.TypeRef:
		return "key of a " + f.Target.String()
	case graph.TypeRefs:
		return "keys of " + f.Target.String() + " records"
	case graph.TypeText:
		return "text by language"
	case graph.TypeStrings:
		return "words, several"
	case graph.TypeInt:
		return "whole number"
	case graph.TypeBool:
		return "yes or no"
	case graph.TypeEnum:
		return fmt.Sprintf("[%s](#%s)", f.Vocabulary.Name, strings.ToLower(f.Vocabulary.Name))
	default:
		return "words"
	}
}

func columnsOf(f *graph.Field) string {
	switch {
	case f.Column == "":
		return "derived"
	case f.Type == graph.TypeText:
		return "`" + f.Column + "_en`, `" + f.Column + "_it`, …"
	default:
		return "`" + f.Column + "`"
	}
}

// mayBeAbsent says whether a record may be without a value, an empty list
// included.
func mayBeAbsent(f *graph.Field) bool {
	switch f.Type {
	case graph.TypeStrings, graph.TypeRefs:
		return !f.Required
	default:
		return f.Nullable()
	}
}

func visible(edges []*graph.Edge) []*graph.Edge {
	var out []*graph.Edge
	for _, e := range edges {
		if !e.Hidden {
			out = append(out, e)
		}
	}
	return out
}

func targets(e *graph.Edge) string {
	switch {
	case e.Many:
		return "many " + e.To.String()
	case e.Required:
		return "one " + e.To.String()
	default:
		return "one " + e.To.String() + ", or none"
	}
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}

// cell makes a text fit into a cell of a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

func writeVocabularies(*testing.T, string, []string) string {
	var b strings.Builder
	for _, v := range graph.Vocabularies() {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n| value | label | meaning |\n| --- | --- | --- |\n", v.Name, v.Doc)
		for _, term := range v.Values {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", term.Name, term.Label.In("en"), cell(term.Doc))
		}
	}
	b.WriteString("\n")
	return b.String()
}

func writeDimensions(*testing.T, string, []string) string {
	var b strings.Builder
	b.WriteString("\n| dimension | reaches a finding through | several values | meaning |\n| --- | --- | --- | --- |\n")
	for _, d := range graph.Dimensions() {
		way := make([]string, 0, len(d.Path)+1)
		for _, e := range d.Path {
			way = append(way, e.Name)
		}
		way = append(way, d.Field.Name)
		fmt.Fprintf(&b, "| `%s` | `%s` | %s | %s |\n", d.Name, strings.Join(way, "."), yes(d.Several()), cell(d.Doc))
	}
	b.WriteString("\n")
	return b.String()
}

// writeSearched tells which fields a search looks into, by weight.
func writeSearched(t *testing.T, page string, args []string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("\n| weight | what the words tell | fields |\n| --- | --- | --- |\n")
	for i, says := range []string{"what it is called", "who made it, and when", "what it says", "what is remarked on it"} {
		var fields []string
		for _, k := range graph.NodeKinds() {
			for _, f := range graph.ModelOf(k).Fields {
				if f.Search == graph.SearchedName+graph.SearchWeight(i) {
					fields = append(fields, "`"+f.String()+"`")
				}
			}
		}
		fmt.Fprintf(&b, "| %d | %s | %s |\n", i, says, strings.Join(fields, ", "))
	}
	b.WriteString("\n")
	return b.String()
}
