package schema

import (
	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

func dimension(name string) graph.Dimension {
	for _, d := range graph.Dimensions() {
		if d.Name == name {
			return d.Dimension
		}
	}
	return 0
}

func dimensionValueObject() *object {
	type V = *evidence.Value
	return &object{name: "DimensionValue", doc: "One value of a dimension: a head of a table.", fields: []*field{
		{name: "dimension", typ: "EvidenceDimension!", doc: "The dimension.", leaf: nameLeaf(func(v V) string { return v.Dimension.String() })},
		{name: "key", typ: "String!", doc: "The value: key of a node, value of a vocabulary, code of a country or language, or year.", leaf: stringLeaf(func(v V) string { return v.Key })},
		{name: "label", typ: "String!", doc: "The value for readers, in the first of the languages that exists.", args: []argument{langArg},
			leaf: stringLeaf(func(s string) string { return s }), load: loadLabels},
		{name: "node", typ: "Node", doc: "The node that the value is; null for other values.", load: func(r *run, parents []any, _ args) (loaded, error) {
			nodes, err := valueNodes(r, parents)
			if err != nil {
				return loaded{}, err
			}
			out := loaded{one: make([]any, len(parents))}
			for i, n := range nodes {
				if n != nil {
					out.one[i] = n
				}
			}
			return out, nil
		}},
	}}
}

// loadLabels names values, with one Get for all that are nodes.
func loadLabels(r *run, parents []any, a args) (loaded, error) {
	langs, err := a.langs()
	if err != nil {
		return loaded{}, err
	}
	nodes, err := valueNodes(r, parents)
	if err != nil {
		return loaded{}, err
	}
	out := loaded{one: make([]any, len(parents))}
	for i, p := range parents {
		v := p.(*evidence.Value)
		switch n := nodes[i].(type) {
		case nil:
			out.one[i] = v.Label(langs)
		default:
			out.one[i] = nodeLabel(n, langs)
		}
	}
	return out, nil
}

// nodeLabel names a node that can be a value of a dimension.
func nodeLabel(n graph.Record, langs []string) string {
	var text graph.Text
	switch n := n.(type) {
	case *graph.Factor:
		text = n.Label
	case *graph.Phase:
		text = n.Label
	case *graph.Study:
		return n.Title
	case *graph.Report:
		return n.Title
	}
	tr, _, _ := text.Pick(langs)
	return tr.Value
}

// valueNodes gives the nodes that values are, nil for the others. It asks the
// store once if any is a node that this request has not asked for: heads of
// tables and their cells share their values, label and node the same record.
func valueNodes(r *run, parents []any) ([]graph.Record, error) {
	if r.values == nil {
		r.values = map[string]graph.Record{}
	}
	var keys []string
	for _, p := range parents {
		v := p.(*evidence.Value)
		if v.Node() == 0 {
			continue
		}
		if _, known := r.values[v.Key]; !known {
			r.values[v.Key] = nil
			keys = append(keys, v.Key)
		}
	}
	if len(keys) > 0 {
		got, err := r.graph.Get(r.ctx, keys)
		if err != nil {
			r.values = nil
			return nil, err
		}
		for i, key := range keys {
			r.values[key] = got[i]
		}
	}
	out := make([]graph.Record, len(parents))
	for i, p := range parents {
		if v := p.(*evidence.Value); v.Node() != 0 {
			out[i] = r.values[v.Key]
		}
	}
	return out, nil
}
