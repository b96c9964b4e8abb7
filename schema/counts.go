package schema

import (
	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// valenceCount is one row of EvidenceCounts.byValence.
type valenceCount struct {
	valence string
	graph.ValenceCount
}

func countsObjects() []*object {
	type C = *graph.Counts
	type V = *valenceCount
	return []*object{
		{name: "EvidenceCounts", doc: "Amounts of evidence, never strength. Five units, because a review and the studies in it, or two papers on the same people, must not count twice. Only findings that stand are counted, unless the filter speaks of status.", fields: []*field{
			{name: "findings", typ: "Int!", doc: "Findings. One result may be read in several reports, so this overstates the evidence; studies say how much stands behind a factor.", leaf: countLeaf(func(c C) int { return int(c.Findings) })},
			{name: "studies", typ: "Int!", doc: "Distinct studies. A study counts once however many reports carry it; findings that rest on no study add none.", leaf: countLeaf(func(c C) int { return int(c.Studies) })},
			{name: "samples", typ: "Int!", doc: "Distinct samples: independent groups of people, as far as known. A sample counts once however many studies share it. In a group by a property of samples, such as life stage or country, these are all samples of its findings, also those with another value.", leaf: countLeaf(func(c C) int { return int(c.Samples) })},
			{name: "reports", typ: "Int!", doc: "Distinct documents in which the findings were read.", leaf: countLeaf(func(c C) int { return int(c.Reports) })},
			{name: "participants", typ: "Int!", doc: "People: the sum over distinct samples of known size whose unit is people. Too low where samplesOfUnknownSize is not 0, and too high where participantsMayOverlap and the same people were counted twice; no bound where both hold. Households, case files and other units are never added. In a group by a property of samples, people of samples with another value are among them.", leaf: countLeaf(func(c C) int { return int(c.Participants) })},
			{name: "participantsMayOverlap", typ: "Boolean!", doc: "True when two of the samples that participants sums are marked as overlapping.", leaf: boolLeaf(func(c C) bool { return c.MayOverlap })},
			{name: "samplesOfUnknownSize", typ: "Int!", doc: "How many of the samples have no known size, so that participants leaves them out.", leaf: countLeaf(func(c C) int { return int(c.SamplesOfUnknownSize) })},
			{name: "byValence", typ: "[ValenceCount!]!", doc: "By factorValence, all four values, zeros included.", size: 4, direct: byValence},
			{name: "fromAbsence", typ: "Int!", doc: "Findings whose valence was swapped because an absence was reported.", leaf: countLeaf(func(c C) int { return int(c.FromAbsence) })},
		}},
		{name: "ValenceCount", doc: "How much evidence points one way, by factorValence.", fields: []*field{
			{name: "valence", typ: "Valence!", doc: "The valence, turned to the presence of the factor.", leaf: nameLeaf(func(v V) string { return v.valence })},
			{name: "findings", typ: "Int!", doc: "Findings with this valence.", leaf: countLeaf(func(v V) int { return int(v.Findings) })},
			{name: "studies", typ: "Int!", doc: "Distinct studies with such a finding. A study may have findings of several valences.", leaf: countLeaf(func(v V) int { return int(v.Studies) })},
		}},
	}
}

var (
	valenceNames = graph.VocabValence.Names()
	byValence    = eachMade(func(*graph.Counts) int { return len(valenceNames) }, func(c *graph.Counts, i int) valenceCount { return valenceCount{valenceNames[i], c.ByValence[i]} })
)

// units says which counts are asked for below this field, at the path that leads
// to its EvidenceCounts.
func (a args) units(path ...string) graph.Units {
	var u graph.Units
	for unit, names := range map[graph.Units][]string{
		graph.CountStudies:  {"studies"},
		graph.CountSamples:  {"samples", "participants", "participantsMayOverlap", "samplesOfUnknownSize"},
		graph.CountReports:  {"reports"},
		graph.CountValences: {"byValence", "fromAbsence"},
	} {
		for _, name := range names {
			if a.asks(append(path[:len(path):len(path)], name)...) {
				u |= unit
			}
		}
	}
	if a.asks(append(path[:len(path):len(path)], "byValence", "studies")...) {
		u |= graph.CountValenceStudies
	}
	return u
}

// countsField counts the findings of each parent with one tally for all.
func countsField(parents func(r *run, keys []string) (evidence.Parents, error)) *field {
	return &field{
		name: "counts", typ: "EvidenceCounts!", weight: countWeight, needs: graph.KeyOnly, doc: "How much evidence there is, of the findings that meet the filter.",
		args: []argument{{"where", "FindingFilter", "Which findings are counted. An empty filter matches all.", nil}},
		load: func(r *run, objects []any, a args) (loaded, error) {
			keys, at := distinctKeys(objects)
			of, err := parents(r, keys)
			if err != nil {
				return loaded{}, err
			}
			counts, err := evidence.CountsOf(r.ctx, r.graph, of, a.where(graph.KindFinding), a.units())
			if err != nil {
				return loaded{}, err
			}
			out := loaded{one: make([]any, len(objects))}
			for i, j := range at {
				out.one[i] = &counts[j]
			}
			return out, nil
		},
	}
}

func factorParents(_ *run, keys []string) (evidence.Parents, error) {
	return evidence.FactorParents(keys), nil
}

func phaseParents(r *run, keys []string) (evidence.Parents, error) {
	frame, err := r.graph.Frame(r.ctx)
	if err != nil {
		return evidence.Parents{}, err
	}
	return evidence.PhaseParents(frame, keys), nil
}
