package graph

// Model describes one kind: the row of the model table.
type Model struct {
	Kind Kind
	Name string // name of the type in the contract
	Doc  string
	// File is the name of the kind's file in a dataset folder.
	File string
	// Fields in the order in which the contract, files and documents show them;
	// the first is the key.
	Fields []*Field
	// Edges in the order of the contract; see edges.go.
	Edges []*Edge
	// Order is the order of lists when none is asked for. The key is always the
	// last tie-break.
	Order []OrderTerm
	// New makes an empty record.
	New func() Record
	// Copy makes a shallow copy that the caller owns.
	Copy func(Record) Record
}

// ModelOf gives the description of a kind. The result is shared and read-only.
func ModelOf(k Kind) *Model { return models[k] }

// Field finds a field by its name in the contract, or nil.
func (m *Model) Field(name string) *Field {
	for _, f := range m.Fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Edge finds an edge by its name in the contract, or nil.
func (m *Model) Edge(name string) *Edge {
	for _, e := range m.Edges {
		if e.Name == name {
			return e
		}
	}
	return nil
}

// KeyField is the field that holds the key.
func (m *Model) KeyField() *Field { return m.Fields[0] }

// models is the model table. It is built once, before main, from the functions
// of model_nodes.go and model_links.go, and never changes.
var models = buildModels()

func buildModels() []*Model {
	out := make([]*Model, kindEnd)
	for _, m := range []*Model{
		reportModel(), studyModel(), sampleModel(), factorModel(), phaseModelModel(), phaseModel(),
		findingModel(), caveatModel(), vocabularyTermModel(),
		studyReportModel(), classificationModel(), transitionModel(), phaseMappingModel(), vocabularyMappingModel(),
	} {
		for i, f := range m.Fields {
			f.Kind, f.place = m.Kind, uint(i)
		}
		out[m.Kind] = m
	}
	addEdges(out)
	return out
}

func model[R any, P interface {
	*R
	Record
}](k Kind, name, file, doc string, fields ...*Field) *Model {
	return &Model{
		Kind: k, Name: name, File: file, Doc: doc, Fields: fields,
		New: func() Record { return P(new(R)) },
		Copy: func(r Record) Record {
			c := *(*R)(r.(P))
			return P(&c)
		},
	}
}

// Order makes the list of order terms of a kind by field names; a leading minus
// sorts downwards. It panics on an unknown name: names are constants of ours.
func (m *Model) orderBy(names ...string) {
	for _, n := range names {
		desc := n[0] == '-'
		if desc {
			n = n[1:]
		}
		f := m.Field(n)
		if f == nil {
			panic("graph: no field " + n + " in " + m.Name)
		}
		m.Order = append(m.Order, OrderTerm{Field: f, Desc: desc})
	}
}
