package schema

import (
	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// Why the evidence on a factor points both ways: see evidence.Ambivalences.

// ambivalenceWeight is the weight of fields that look for all causes, each with a
// count of its own.
const ambivalenceWeight = 10 * countWeight

// causesSize and decidingSize are how many causes, and findings of each, an answer is
// taken to bring, for the cost of a document.
const (
	causesSize   = 5
	decidingSize = 50
)

const ambivalenceDoc = "Why the evidence on the factor points both ways, as far as it can be told apart."

func ambivalenceField() *field {
	return &field{
		name: "ambivalence", typ: "Ambivalence!", weight: ambivalenceWeight, doc: ambivalenceDoc,
		args: []argument{{"where", "FindingFilter", "Which findings are looked at. An empty filter matches all.", nil}},
		load: func(r *run, parents []any, a args) (loaded, error) {
			_, at := distinctKeys(parents)
			var factors []*graph.Factor
			for i, j := range at {
				if j == len(factors) {
					factors = append(factors, parents[i].(*graph.Factor))
				}
			}
			found, err := evidence.Ambivalences(r.ctx, r.graph, evidence.AmbivalenceQuery{
				Factors: factors, Where: a.where(graph.KindFinding), AmbivalenceParts: a.ambivalenceParts(),
			})
			if err != nil {
				return loaded{}, err
			}
			out := loaded{one: make([]any, len(parents))}
			for i, j := range at {
				out.one[i] = &found[j]
			}
			return out, nil
		},
	}
}

func explanationField() *field {
	return &field{
		name: "explanation", typ: "Ambivalence!", weight: ambivalenceWeight,
		doc: ambivalenceDoc + " Of the same findings as the contradiction: under its filter and, where it is within a phase, in that phase.",
		load: func(r *run, parents []any, a args) (loaded, error) {
			out := loaded{one: make([]any, len(parents))}
			pageOf := func(c *contradiction) *evidence.Contradictions { return c.in }
			err := bySource(parents, pageOf, func(page *evidence.Contradictions, of []*contradiction, places []int) error {
				found, err := page.Explanations(r.ctx, r.graph, a.ambivalenceParts())
				if err != nil {
					return err
				}
				for j, i := range places {
					out.one[i] = &found[of[j].at]
				}
				return nil
			})
			return out, err
		},
	}
}

func (a args) ambivalenceParts() evidence.AmbivalenceParts {
	return evidence.AmbivalenceParts{
		Groups: a.asks("causes", "groups"), Units: a.units("causes", "groups", "counts"), Notes: a.asks("causes", "note"),
		Findings: a.asks("causes", "findings") || a.asks("causes", "totalFindings"),
	}
}

func ambivalenceObjects() []*object {
	type A = *evidence.Ambivalence
	type C = *evidence.Cause
	type G = *evidence.Group
	return []*object{
		{name: "Ambivalence", doc: "Why the evidence on a factor points both ways: the cases differ, and each names the findings that decide. Cases do not exclude each other, and with few studies several fit. They say what goes along with what, not what leads to what.", fields: []*field{
			{name: "factor", typ: "Factor!", doc: "The factor.", direct: each(func(a A) any { return a.Factor })},
			{name: "causes", typ: "[AmbivalenceCause!]!", size: causesSize, doc: "The cases that hold, by kind, then in the order route, setting, life stage, country, design, informant. Empty where the evidence points one way.", direct: eachOf(func(a A) []evidence.Cause { return a.Causes })},
		}},
		{name: "AmbivalenceCause", doc: "One case of ambivalence. A phase, a moderator or the state of the factor splits the valences when at least two of its values lead to different valences and at least 80 percent of studies are on the leading side of their value. Values that are mixed or not known cannot decide.", fields: []*field{
			{name: "kind", typ: "AmbivalenceKind!", doc: "The case.", leaf: nameLeaf(func(c C) string { return string(c.Kind) })},
			{name: "moderator", typ: "EvidenceDimension", doc: "What splits the valences, for BY_MODERATOR; else null.", leaf: nameLeaf(func(c C) string {
				if c.Moderator == 0 {
					return ""
				}
				return c.Moderator.String()
			})},
			{name: "groups", typ: "[AmbivalenceGroup!]!", size: listSize, doc: "WITHIN_ONE_ACCOUNT: the studies that point both ways, and the reports with ambivalent findings that rest on no study. BETWEEN_STUDIES: the valences. Else all values that findings have, mixed and missing ones too.", direct: eachOf(func(c C) []evidence.Group { return c.Groups })},
			{name: "findings", typ: "[Finding!]!", size: decidingSize, doc: "The findings that decide, by key; at most 1000.", load: func(r *run, parents []any, _ args) (loaded, error) {
				got, err := loadDeciding(r, parents)
				out := loaded{many: make([][]any, len(parents))}
				for i := range got {
					out.many[i] = objects(got[i].Findings)
				}
				return out, err
			}},
			{name: "totalFindings", typ: "Int!", doc: "How many findings decide.", leaf: countLeaf(func(n int) int { return n }), load: func(r *run, parents []any, _ args) (loaded, error) {
				got, err := loadDeciding(r, parents)
				out := loaded{one: make([]any, len(parents))}
				for i := range got {
					out.one[i] = got[i].Total
				}
				return out, err
			}},
			{name: "note", typ: "String!", doc: "The case in plain English, with its numbers: which values rest on few studies, and how many studies cannot tell.", leaf: stringLeaf(func(c C) string { return c.Note })},
		}},
		{name: "AmbivalenceGroup", doc: "A part of the evidence on the factor.", fields: []*field{
			{name: "value", typ: "DimensionValue!", doc: "The study, report, valence or value.", direct: each(func(g G) any { return &g.Keys[0] })},
			{name: "counts", typ: "EvidenceCounts!", doc: "How much evidence there is. Findings without a direction are counted too, except among valences.", direct: each(func(g G) any { return &g.Counts })},
		}},
	}
}

func loadDeciding(r *run, parents []any) ([]evidence.Decided, error) {
	causes := make([]*evidence.Cause, len(parents))
	for i, p := range parents {
		causes[i] = p.(*evidence.Cause)
	}
	return evidence.Deciding(r.ctx, r.graph, causes)
}
