package schema

import (
	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// queryObject is the root: where every document starts.
func queryObject() *object {
	o := &object{name: "Query", doc: "The questions that can be asked."}
	o.fields = append(o.fields, nodeFields()...)
	for _, k := range graph.Kinds() {
		if k.IsNode() {
			o.fields = append(o.fields, keyedField(k))
		}
	}
	for _, l := range []struct {
		name    string
		kind    graph.Kind
		ordered bool
		faceted bool
	}{
		{"studies", graph.KindStudy, true, true},
		{"reports", graph.KindReport, true, false},
		{"samples", graph.KindSample, true, false},
		{"factors", graph.KindFactor, true, true},
		{"findings", graph.KindFinding, true, true},
		{"vocabularyTerms", graph.KindVocabularyTerm, true, false},
	} {
		o.fields = append(o.fields, rootList(l.name, l.kind, l.ordered, l.faceted))
	}
	return &object{name: o.name, doc: o.doc, fields: append(o.fields,
		phasesField(), phaseModelsField(), caveatsField(), matrixField(), tallyField(), contradictionsField(), gapsField(), overlapField(), readinessField(), searchField(), neighbourhoodField(), pathsField(), releaseField())}
}

func nodeFields() []*field {
	return []*field{
		{
			name: "node", typ: "Node", doc: "The node with an id or key; null where there is none. Also finds findings that do not stand.",
			args: []argument{{"id", "ID!", "Id or key.", nil}},
			load: func(r *run, _ []any, a args) (loaded, error) {
				got, err := r.graph.For(a.reading()).Get(r.ctx, []string{a.str("id")})
				if err != nil || got[0] == nil {
					return loaded{one: []any{nil}}, err
				}
				return loaded{one: []any{got[0]}}, nil
			},
		},
		{
			name: "nodes", typ: "[Node]!", doc: "The nodes with ids or keys, in the order asked for, null where there is none. At most 1000 at a time.", size: listSize,
			args: []argument{{"ids", "[ID!]!", "Ids or keys; both may be mixed.", nil}},
			load: func(r *run, _ []any, a args) (loaded, error) {
				ids := a.strs("ids")
				if len(ids) > maxRootPage {
					return loaded{}, graph.Errorf("nodes", graph.Invalid, "Ask for at most %d nodes at a time, not %d.", maxRootPage, len(ids))
				}
				got, err := r.graph.For(a.reading()).Get(r.ctx, ids)
				if err != nil {
					return loaded{}, err
				}
				list := make([]any, len(got))
				for i, n := range got {
					if n != nil {
						list[i] = n
					}
				}
				return loaded{many: [][]any{list}}, nil
			},
		},
	}
}

// keyedField finds one node of a kind.
func keyedField(k graph.Kind) *field {
	name := k.String()
	return &field{
		name: string(name[0]|0x20) + name[1:], typ: name, doc: "The " + name + " with an id or key; null where there is none.",
		args: []argument{{"key", "ID!", "Id or key.", nil}},
		load: func(r *run, _ []any, a args) (loaded, error) {
			got, err := r.graph.For(a.reading()).Get(r.ctx, []string{a.str("key")})
			if err != nil || got[0] == nil || got[0].RecordKind() != k {
				return loaded{one: []any{nil}}, err
			}
			return loaded{one: []any{got[0]}}, nil
		},
	}
}

// rootList lists all records of a kind.
func rootList(name string, k graph.Kind, ordered, faceted bool) *field {
	doc := "All " + k.String() + " records that meet the filter. At most 1000 at a time."
	if k == graph.KindFinding {
		doc += " Findings that were withdrawn or superseded are left out unless the filter speaks of status."
	}
	return &field{
		name: name, typ: k.String() + "Connection!", doc: doc,
		args: connectionArgs(k, ordered),
		load: func(r *run, _ []any, a args) (loaded, error) {
			args := a.listArgs(k, maxRootPage)
			list, err := r.graph.For(a.reading()).Find(r.ctx, k, args)
			if err != nil {
				return loaded{}, err
			}
			c := &connection{list: list}
			if faceted {
				c.facets = &facetSource{tally: func(r *run, by graph.Dimension, units graph.Units) ([][]evidence.Group, error) {
					groups, err := evidence.Facets(r.ctx, r.graph, k, args.Where, by, units)
					return [][]evidence.Group{groups}, err
				}}
			}
			return loaded{one: []any{c}}, nil
		},
	}
}

func phasesField() *field {
	return &field{
		name: "phases", typ: "[Phase!]!", size: listSize,
		doc:  "The phases of a model at the top level, in order; parts are reached through Phase.parts.",
		args: []argument{{"model", "ID", "Id or key of the model; the default model when it is not given.", nil}},
		load: func(r *run, _ []any, a args) (loaded, error) {
			frame, err := r.graph.Frame(r.ctx)
			if err != nil {
				return loaded{}, err
			}
			model, err := frame.ModelOrDefault(a.str("model"))
			if err != nil {
				return loaded{}, err
			}
			var list []any
			for _, p := range frame.TopPhases(model.Key) {
				list = append(list, p)
			}
			return loaded{many: [][]any{list}}, nil
		},
	}
}

func phaseModelsField() *field {
	return &field{
		name: "phaseModels", typ: "[PhaseModel!]!", doc: "All models of leaving, by key.", size: listSize,
		load: func(r *run, _ []any, a args) (loaded, error) {
			got, err := r.graph.For(a.reading()).All(r.ctx, graph.KindPhaseModel, nil)
			return loaded{many: [][]any{objects(got)}}, err
		},
	}
}

func caveatsField() *field {
	return &field{
		name: "caveats", typ: "[Caveat!]!", doc: "Known contradictions and slips in the sources, by key.", size: listSize,
		args: []argument{{"where", "CaveatFilter", "Conditions that the caveats meet. An empty filter matches all.", nil}},
		load: func(r *run, _ []any, a args) (loaded, error) {
			got, err := r.graph.For(a.reading()).All(r.ctx, graph.KindCaveat, a.where(graph.KindCaveat))
			return loaded{many: [][]any{objects(got)}}, err
		},
	}
}
