package schema

import (
	"github.com/graphql-go/graphql"

	"github.com/exitgraph/exitgraph/graph"
)

// Filters are generated from the model table: one input type for each kind, one
// for each sort of comparison. decodeFilter is the way back, from a coerced
// argument to the filter tree.

const (
	docAnd    = "All of these hold. An empty list always does."
	docOr     = "At least one of these holds. An empty list never does."
	docNot    = "This does not hold. A comparison with an absent value is false, so its NOT is true; so it is behind a relation to a record that is not there, unless isNull: false stands beside it."
	docIsNull = "True asks for absence, false for presence."
)

// inputField is a field of an input type, while the type is written down.
type inputField struct{ name, typ, doc string }

func (c *catalog) addInput(name, doc string, fields ...inputField) {
	input := graphql.NewInputObject(graphql.InputObjectConfig{
		Name: name, Description: doc,
		Fields: graphql.InputObjectConfigFieldMapThunk(func() graphql.InputObjectConfigFieldMap {
			out := graphql.InputObjectConfigFieldMap{}
			for _, f := range fields {
				out[f.name] = &graphql.InputObjectFieldConfig{Type: c.typeOf(f.typ), Description: f.doc}
			}
			return out
		}),
	})
	for _, f := range fields {
		c.extras.Order[name] = append(c.extras.Order[name], f.name)
	}
	c.types[name] = input
	c.inputs = append(c.inputs, input)
}

// addFilters enters the input types of all filters.
func (c *catalog) addFilters() {
	c.addInput("IDFilter", "Compares with ids or keys of records. Both may be mixed.",
		inputField{"eq", "ID", "The record with this id or key."},
		inputField{"in", "[ID!]", "One of the records with these ids or keys. An empty list matches nothing."})
	c.addInput("StringFilter", "Compares words, folded for case and accents. An absent value matches no comparison.",
		inputField{"eq", "String", "Equal to this."},
		inputField{"in", "[String!]", "Equal to one of these. An empty list matches nothing."},
		inputField{"contains", "String", "Contains this."},
		inputField{"startsWith", "String", "Starts with this."},
		inputField{"isNull", "Boolean", docIsNull})
	c.addInput("IntFilter", "Compares whole numbers. An absent value matches no comparison.",
		inputField{"eq", "Int", "Equal to this."},
		inputField{"in", "[Int!]", "Equal to one of these. An empty list matches nothing."},
		inputField{"lt", "Int", "Below this."},
		inputField{"lte", "Int", "At most this."},
		inputField{"gt", "Int", "Above this."},
		inputField{"gte", "Int", "At least this."},
		inputField{"isNull", "Boolean", docIsNull})
	c.addInput("BooleanFilter", "Compares yes and no.",
		inputField{"eq", "Boolean", "Equal to this."})
	c.addInput("StringListFilter", "Compares a list of words or codes, folded for case and accents.",
		inputField{"has", "String", "The list holds this."},
		inputField{"hasAny", "[String!]", "The list holds at least one of these. An empty list matches nothing."},
		inputField{"hasAll", "[String!]", "The list holds all of these. An empty list matches everything."},
		inputField{"isEmpty", "Boolean", "True asks for lists without values, false for those with any."})
	for _, v := range graph.Vocabularies() {
		c.addInput(v.Name+"Filter", "Compares with values of "+v.Name+".",
			inputField{"eq", v.Name, "Equal to this."},
			inputField{"in", "[" + v.Name + "!]", "Equal to one of these. An empty list matches nothing."})
	}
	for _, k := range graph.Kinds() {
		if k.IsNode() {
			c.addKindFilter(graph.ModelOf(k))
		}
	}
}

func (c *catalog) addKindFilter(m *graph.Model) {
	name := m.Name + "Filter"
	fields := []inputField{
		{"AND", "[" + name + "!]", docAnd}, {"OR", "[" + name + "!]", docOr}, {"NOT", name, docNot},
		{"isNull", "Boolean", "Where this filter stands for a relation to one record: true asks that there is none, false that there is one."},
	}
	for _, f := range m.Fields {
		if typ := filterType(f); typ != "" {
			doc := f.Doc
			if f.Type == graph.TypeKey && m.Kind == graph.KindPhase {
				doc = "Id or key of the phase. Includes the parts of a phase."
			}
			fields = append(fields, inputField{f.Name, typ, doc})
		}
	}
	if m.Kind == graph.KindPhase {
		f := graph.PhaseEquivalentTo
		fields = append(fields, inputField{f.Name, "IDFilter", f.Doc})
	}
	for _, e := range m.Edges {
		switch {
		case !e.Filterable() || e.Hidden:
		case e.Many:
			fields = append(fields, inputField{e.Name, e.To.String() + "ListFilter", e.Doc})
		default:
			fields = append(fields, inputField{e.Name, e.To.String() + "Filter", e.Doc})
		}
	}
	c.addInput(name, "Conditions on a "+m.Name+"; all that are given must hold. An empty filter matches all.", fields...)
	c.addInput(m.Name+"ListFilter", "Conditions on the several records of a relation; all that are given must hold.",
		inputField{"some", name, "At least one of them meets this."},
		inputField{"none", name, "None of them meets this. True where there are none."},
		inputField{"all", name, "All of them meet this. True where there are none."})
}

// filterType names the input type that a field is compared with, "" for fields
// that no filter has.
func filterType(f *graph.Field) string {
	if f.Hidden {
		return ""
	}
	switch f.Type {
	case graph.TypeKey:
		return "IDFilter"
	case graph.TypeString, graph.TypeText:
		return "StringFilter"
	case graph.TypeStrings:
		return "StringListFilter"
	case graph.TypeInt:
		return "IntFilter"
	case graph.TypeBool:
		return "BooleanFilter"
	case graph.TypeEnum:
		return f.Vocabulary.Name + "Filter"
	default:
		return ""
	}
}

// decodeFilter reads a filter over records of a kind. Names of fields are sound:
// the argument was coerced by its type. The order of parts is that of the model
// table, so that equal filters decode to equal trees.
func decodeFilter(k graph.Kind, in map[string]any) graph.Filter {
	return filterReader{
		kind:   k,
		wrap:   func(f graph.Filter) graph.Filter { return f },
		absent: graph.Or{}, // a listed record is never absent
	}.read(in)
}

// filterReader reads the filter of one place: of the records listed, or of the one
// record that relations lead to from there. wrap puts a condition on a record of
// the kind behind those relations, so that it is false where one of them leads
// nowhere; AND, OR and NOT stay outside, so that their NOT is true, as for absent
// values. absent is the condition that the last relation leads nowhere.
type filterReader struct {
	kind   graph.Kind
	wrap   func(graph.Filter) graph.Filter
	absent graph.Filter
}

func (r filterReader) read(in map[string]any) graph.Filter {
	var parts graph.And
	add := func(f graph.Filter) { parts = append(parts, f) }
	if list, ok := in["AND"].([]any); ok {
		add(graph.And(r.readAll(list)))
	}
	if list, ok := in["OR"].([]any); ok {
		add(graph.Or(r.readAll(list)))
	}
	if m, ok := in["NOT"].(map[string]any); ok {
		add(graph.Not{Filter: orAll(r.read(m))})
	}
	if isNull, ok := in["isNull"].(bool); ok {
		if isNull {
			add(r.absent)
		} else {
			add(r.wrap(graph.And{}))
		}
	}
	if own := r.readFields(in); own != nil {
		add(r.wrap(own))
	}
	for _, e := range graph.ModelOf(r.kind).Edges {
		if sub, ok := in[e.Name].(map[string]any); ok && e.Filterable() && !e.Hidden && !e.Many {
			if f := r.behind(e).read(sub); f != nil {
				add(f)
			}
		}
	}
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return parts[0]
	default:
		return parts
	}
}

func (r filterReader) readAll(list []any) []graph.Filter {
	out := make([]graph.Filter, 0, len(list))
	for _, item := range list {
		m, _ := item.(map[string]any)
		out = append(out, orAll(r.read(m)))
	}
	return out
}

// orAll stands for a filter that matches all.
func orAll(f graph.Filter) graph.Filter {
	if f == nil {
		return graph.And{}
	}
	return f
}

func negated(f graph.Filter, not bool) graph.Filter {
	if not {
		return graph.Not{Filter: f}
	}
	return f
}

// readFields reads the conditions on the record itself and on relations to many;
// nil where there are none.
func (r filterReader) readFields(in map[string]any) graph.Filter {
	var parts graph.And
	m := graph.ModelOf(r.kind)
	for _, f := range m.Fields {
		if ops, ok := in[f.Name].(map[string]any); ok && filterType(f) != "" {
			parts = append(parts, readComparison(f, ops)...)
		}
	}
	if ops, ok := in[graph.PhaseEquivalentTo.Name].(map[string]any); ok && r.kind == graph.KindPhase {
		parts = append(parts, readComparison(graph.PhaseEquivalentTo, ops)...)
	}
	for _, e := range m.Edges {
		if sub, ok := in[e.Name].(map[string]any); ok && e.Filterable() && !e.Hidden && e.Many {
			parts = append(parts, readMany(e, sub)...)
		}
	}
	if len(parts) == 0 {
		return nil
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return parts
}

// behind reads the filter of the one record that an edge leads to from here.
func (r filterReader) behind(e *graph.Edge) filterReader {
	return filterReader{
		kind:   e.To,
		wrap:   func(f graph.Filter) graph.Filter { return r.wrap(graph.Has{Edge: e, Quant: graph.Some, Where: f}) },
		absent: r.wrap(graph.Absent{Edge: e}),
	}
}

func readMany(e *graph.Edge, in map[string]any) []graph.Filter {
	var parts []graph.Filter
	for _, q := range []struct {
		name  string
		quant graph.Quantifier
	}{{"some", graph.Some}, {"none", graph.None}, {"all", graph.All}} {
		if m, ok := in[q.name].(map[string]any); ok {
			parts = append(parts, graph.Has{Edge: e, Quant: q.quant, Where: decodeFilter(e.To, m)})
		}
	}
	return parts
}

// comparisons maps the operators of the contract to those of the tree.
var comparisons = []struct {
	name string
	op   graph.Op
}{
	{"eq", graph.OpIn}, {"in", graph.OpIn}, {"contains", graph.OpContains}, {"startsWith", graph.OpStartsWith},
	{"lt", graph.OpLess}, {"lte", graph.OpLessEqual}, {"gt", graph.OpMore}, {"gte", graph.OpMoreEqual},
	{"has", graph.OpIn}, {"hasAny", graph.OpIn}, {"hasAll", graph.OpHasAll},
}

func readComparison(f *graph.Field, ops map[string]any) []graph.Filter {
	var parts []graph.Filter
	for _, o := range comparisons {
		v, ok := ops[o.name]
		if !ok {
			continue
		}
		c := graph.Compare{Field: f, Op: o.op}
		list, isList := v.([]any)
		if !isList {
			list = []any{v}
		}
		for _, item := range list {
			switch item := item.(type) {
			case string:
				c.Strs = append(c.Strs, item)
			case int:
				c.Nums = append(c.Nums, item)
			case bool:
				n := 0
				if item {
					n = 1
				}
				c.Nums = append(c.Nums, n)
			}
		}
		parts = append(parts, c)
	}
	for _, name := range []string{"isNull", "isEmpty"} {
		if absent, ok := ops[name].(bool); ok {
			parts = append(parts, negated(graph.Absent{Field: f}, !absent))
		}
	}
	return parts
}
