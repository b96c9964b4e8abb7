package schema

import "github.com/exitgraph/exitgraph/graph"

// kindCount says how many records of a kind a release has.
type kindCount struct {
	kind  graph.Kind
	count int
}

func releaseField() *field {
	return &field{
		name: "release", typ: "Release!", doc: "The state of the data that answers.",
		load: func(r *run, _ []any, _ args) (loaded, error) {
			info, err := r.graph.Info(r.ctx)
			return loaded{one: []any{&info}}, err
		},
	}
}

func releaseObjects() []*object {
	type I = *graph.Info
	type K = *kindCount
	return []*object{
		{name: "Release", doc: "A state of the data, as its makers published it.", fields: []*field{
			{name: "name", typ: "String!", doc: "Name of the dataset.", leaf: stringLeaf(func(i I) string { return i.Release.Name })},
			{name: "version", typ: "String!", doc: "Version of the dataset.", leaf: stringLeaf(func(i I) string { return i.Release.Version })},
			{name: "revision", typ: "String!", doc: "Short name of the content, opaque, derived from hash.", leaf: stringLeaf(func(i I) string { return i.Revision })},
			{name: "date", typ: "Date!", doc: "Date of the release.", leaf: stringLeaf(func(i I) string { return i.Release.Date })},
			{name: "hash", typ: "String!", doc: "SHA-256 of the canonical content, in hex: equal content has an equal hash, in any store.", leaf: stringLeaf(func(i I) string { return i.Hash })},
			{name: "license", typ: "String!", doc: "Licence of the data, as an SPDX identifier.", leaf: stringLeaf(func(i I) string { return i.Release.License })},
			{name: "counts", typ: "[KindCount!]!", doc: "Records of each kind of node, in the order of NodeKind.", size: listSize, load: eachList(func(i I) []any {
				var list []any
				for _, k := range graph.Kinds() {
					if k.IsNode() {
						list = append(list, &kindCount{k, i.Counts[k]})
					}
				}
				return list
			})},
			releaseCitationField(),
		}},
		{name: "KindCount", doc: "How many records of a kind there are.", fields: []*field{
			{name: "kind", typ: "NodeKind!", doc: "The kind.", leaf: nameLeaf(func(k K) string { return k.kind.Enum() })},
			{name: "count", typ: "Int!", doc: "Records of the kind, also those that do not stand.", leaf: countLeaf(func(k K) int { return k.count })},
		}},
	}
}
