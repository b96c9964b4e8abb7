package schema

import (
	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

func tallyField() *field {
	return &field{
		name: "tally", typ: "Tally!", weight: countWeight, doc: "Counts by one to three dimensions.",
		args: []argument{{"by", "[EvidenceDimension!]!", "One to three different dimensions.", nil}, phaseModelArg, mappingsArg, whereArg},
		load: func(r *run, _ []any, a args) (loaded, error) {
			names := a.strs("by")
			by := make([]graph.Dimension, len(names))
			for i, n := range names {
				by[i] = dimension(n)
			}
			t, err := evidence.Tally(r.ctx, r.graph, evidence.Query{
				By: by, Model: a.str("phaseModel"), Mappings: a.mappings(), Where: a.where(graph.KindFinding),
				Units:      a.units("groups", "counts") | a.units("unplaced") | a.units("total"),
				GroupsOnly: !a.asksForWhole(),
			})
			return loaded{one: []any{&tallyAnswer{t, a.values}}}, err
		},
	}
}

// tallyAnswer is a tally with the arguments that it answers.
type tallyAnswer struct {
	*evidence.Table
	asked map[string]any
}

func tallyObjects() []*object {
	type T = *tallyAnswer
	type G = *evidence.Group
	return []*object{
		{name: "Tally", doc: "Counts by one to three dimensions.", fields: []*field{
			{name: "groups", typ: "[TallyGroup!]!", doc: "The groups that are not empty, in axis order.", size: matrixSize, direct: eachOf(func(t T) []evidence.Group { return t.Groups })},
			{name: "unplaced", typ: "EvidenceCounts!", doc: "Findings that match but have no value on a dimension.", direct: each(func(t T) any { return &t.Unplaced })},
			{name: "total", typ: "EvidenceCounts!", doc: "All findings that match, placed or not.", direct: each(func(t T) any { return &t.Total })},
			{name: "overlapping", typ: "Boolean!", doc: "True when a finding may stand in several groups, so that groups do not add up to the total.", leaf: boolLeaf(func(t T) bool { return t.Overlapping })},
			citationField(citedTally, func(o any) map[string]any { return o.(T).asked }),
		}},
		{name: "TallyGroup", doc: "What stands under one value of each dimension.", fields: []*field{
			{name: "keys", typ: "[DimensionValue!]!", doc: "The values, one for each dimension, in the order asked for.", size: 3, direct: eachOf(func(g G) []evidence.Value { return g.Keys })},
			{name: "counts", typ: "EvidenceCounts!", doc: "How much evidence there is. A sample or study counts in every group that one of its findings is in.", direct: each(func(g G) any { return &g.Counts })},
			{name: "nodes", typ: "Int!", doc: "Records that the group holds: findings in a tally, the listed findings, studies or factors in facets.", leaf: countLeaf(func(g G) int { return int(g.Counts.Nodes) })},
		}},
	}
}
