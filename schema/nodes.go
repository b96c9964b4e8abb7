package schema

import (
	"github.com/graphql-go/graphql"

	"github.com/exitgraph/exitgraph/graph"
)

// Nodes and links are generated from the model table: scalar fields from its
// fields, relations from its edges. What a type has beyond the table (counts,
// connections with a shape of their own) is added by the file that knows it.

var (
	langArg = argument{"lang", "[String!]", "Languages wanted, the first one first, as BCP 47 tags. A regional tag falls back to its language; where none is there, the source's own wording is served.", []any{"en"}}

	// pageArgs are the arguments of every connection.
	pageArgs = []argument{
		{"first", "Int", "How many records from the start, or after the cursor. 25 when neither first nor last is given.", nil},
		{"after", "String", "Cursor of the record after which to start.", nil},
		{"last", "Int", "How many records from the end, or before the cursor. Not together with first.", nil},
		{"before", "String", "Cursor of the record before which to stop.", nil},
	}
)

func (c *catalog) addNodes() {
	c.node = graphql.NewInterface(graphql.InterfaceConfig{
		Name: "Node", Description: "Anything with an identity of its own.",
		Fields: graphql.Fields{"id": {Type: graphql.NewNonNull(graphql.ID), Description: idDoc}},
		ResolveType: func(p graphql.ResolveTypeParams) *graphql.Object {
			return c.objects[p.Value.(graph.Record).RecordKind().String()].gql
		},
	})
	c.types["Node"] = c.node
	c.extras.Order["Node"] = []string{"id"}
	for _, k := range graph.Kinds() {
		if k == graph.KindStudyReport {
			continue // reaches clients as the edges of StudyReportConnection
		}
		c.add(nodeObject(graph.ModelOf(k)))
	}
}

const idDoc = "Global identifier, opaque. Wherever an id is asked for, the key does as well."

func nodeObject(m *graph.Model) *object {
	o := &object{name: m.Name, doc: m.Doc, kind: m.Kind, node: m.Kind.IsNode()}
	if o.node {
		o.fields = append(o.fields, &field{name: "id", typ: "ID!", doc: idDoc, needs: graph.KeyOnly, leaf: idLeaf})
	}
	for _, f := range m.Fields {
		if !f.Hidden {
			o.fields = append(o.fields, modelField(f))
		}
	}
	for _, e := range m.Edges {
		switch {
		case e.Hidden, e.From == graph.KindStudy && e.Name == "reports":
		case e.To == graph.KindFinding && e.Many:
			o.fields = append(o.fields, connectionField(e))
		case e.Many:
			o.fields = append(o.fields, &field{name: e.Name, typ: "[" + e.To.String() + "!]!", doc: e.Doc, size: listSize, needs: graph.KeyOnly, load: loadTargets(e)})
		default:
			typ := e.To.String()
			if e.Required {
				typ += "!"
			}
			ref := e.Paths[0][0].Ref
			o.fields = append(o.fields, &field{name: e.Name, typ: typ, doc: e.Doc, ref: ref, edge: e, needs: graph.KeyOnly.With(ref), load: loadOne(e)})
		}
	}
	o.fields = append(o.fields, extraFields(m.Kind)...)
	return o
}

// listSize is how many objects a list without page arguments is taken to bring,
// for the cost of a document.
const listSize = 10

// extraFields are the fields of a kind beyond the model table.
func extraFields(k graph.Kind) []*field {
	switch k {
	case graph.KindStudy:
		return []*field{studyReportsField()}
	case graph.KindReport:
		return []*field{reportCitationField()}
	case graph.KindFactor:
		return []*field{countsField(factorParents), byPhaseField(), ambivalenceField()}
	case graph.KindPhase:
		return []*field{countsField(phaseParents), phaseFindingsField()}
	default:
		return nil
	}
}

var idLeaf = &leaf{
	write: func(b []byte, o any) ([]byte, bool) {
		b = append(b, '"')
		b = graph.AppendID(b, o.(graph.Record))
		return append(b, '"'), true
	},
	value: func(o any) any { return graph.ID(o.(graph.Record)) },
}

func modelField(f *graph.Field) *field {
	out := &field{name: f.Name, doc: f.Doc, needs: graph.KeyOnly.With(f)}
	switch f.Type {
	case graph.TypeText:
		out.typ, out.args, out.load = "LocalText", []argument{langArg}, loadText(f)
	case graph.TypeKey:
		out.typ = "ID"
	case graph.TypeStrings:
		out.typ = "[String!]"
	case graph.TypeInt:
		out.typ = "Int"
	case graph.TypeBool:
		out.typ = "Boolean"
	case graph.TypeEnum:
		out.typ = f.Vocabulary.Name
	default:
		out.typ = "String"
		if f.Name == "url" {
			out.typ = "URL"
		}
	}
	if out.load == nil {
		out.leaf = fieldLeaf(f)
	}
	if !f.Nullable() {
		out.typ += "!"
	}
	return out
}

// loadTargets follows an edge to all its targets with one Expand for all parents.
func loadTargets(e *graph.Edge) loadFunc {
	return func(r *run, parents []any, a args) (loaded, error) {
		keys, at := distinctKeys(parents)
		got, err := r.graph.For(a.reading()).Targets(r.ctx, e, keys)
		if err != nil {
			return loaded{}, err
		}
		return loaded{many: listsOf(got, at)}, nil
	}
}

// distinctKeys lists the keys of the parents, each once, and where each parent's
// key stands in the list.
func distinctKeys(parents []any) (keys []string, at []int) {
	return distinct(parents, graph.Record.RecordKey)
}

// distinct lists the keys that parents name, each once, and where the one of each
// parent stands in the list: -1 for a parent that names none.
func distinct(parents []any, keyOf func(graph.Record) string) (keys []string, at []int) {
	at = make([]int, len(parents))
	seen := map[string]int{}
	for i, p := range parents {
		key := keyOf(p.(graph.Record))
		if key == "" {
			at[i] = -1
			continue
		}
		j, again := seen[key]
		if !again {
			j = len(keys)
			seen[key] = j
			keys = append(keys, key)
		}
		at[i] = j
	}
	return keys, at
}

func objects(records []graph.Record) []any {
	out := make([]any, len(records))
	for i, r := range records {
		out[i] = r
	}
	return out
}
