package schema

import (
	"fmt"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// readinessWeight is that of all the counts which a full answer takes.
const readinessWeight = 6 * countWeight

func readinessField() *field {
	return &field{
		name: "readiness", typ: "Readiness!", weight: readinessWeight,
		doc: "Whether the evidence suffices to compare the levels of a moderator in a meta-regression, and what exactly is missing. It says what there is and fits nothing.",
		args: []argument{
			{"moderator", "EvidenceDimension!", "The dimension that may change how factors act. FACTOR, VALENCE, VALENCE_AS_REPORTED, STUDY and REPORT are no moderators. A YEAR is a level of its own; phases are those of the default model.", nil},
			{"where", "FindingFilter", "Which findings are looked at. An empty filter matches all.", nil},
			{"minPerLevel", "Int", fmt.Sprintf("How many studies, and effect sizes, each level needs, from 1 to %d. The Cochrane Handbook (section 10.11.5.1) passes on the advice of at least ten studies for each characteristic modelled, and more where they are spread unevenly; W. Viechtbauer (R-sig-meta-analysis) knows of no empirical support for that rule, nor for one about levels. Choose what you can justify.", evidence.MaxPerLevel), evidence.DefaultPerLevel},
		},
		load: func(r *run, _ []any, a args) (loaded, error) {
			got, err := evidence.NewReadiness(r.ctx, r.graph, evidence.ReadinessQuery{
				Moderator: dimension(a.str("moderator")), Where: a.where(graph.KindFinding),
				MinPerLevel: a.number("minPerLevel", evidence.DefaultPerLevel),
				Confounding: a.asks("verdict") || a.asks("confoundedWith") || a.asks("shortfalls"),
				Dependence:  a.asks("dependentStudies") || a.asks("shortfalls"),
			})
			return loaded{one: []any{got}}, err
		},
	}
}

// readinessLevel is a level of an answer.
type readinessLevel struct {
	evidence.Level
	missing int
}

func readinessObjects() []*object {
	type R = *evidence.Readiness
	type L = *readinessLevel
	share := func(part func(R) int) *leaf {
		return floatLeaf(func(r R) float64 {
			if r.Studies == 0 {
				return 0
			}
			return float64(part(r)) / float64(r.Studies)
		})
	}
	return []*object{
		{name: "Readiness", doc: "What there is to compare the levels of a moderator with, in distinct studies with a matching finding, and what is missing.", fields: []*field{
			{name: "moderator", typ: "EvidenceDimension!", doc: "The moderator.", leaf: nameLeaf(func(r R) string { return r.Moderator.String() })},
			{name: "verdict", typ: "ReadinessVerdict!", doc: "READY when at least two levels have a study, each of these has minPerLevel studies and as many effect sizes, no study is silent on the moderator, and no other moderator is confounded with it.", leaf: nameLeaf(verdict)},
			{name: "minPerLevel", typ: "Int!", doc: "The threshold that was asked for.", leaf: countLeaf(func(r R) int { return r.MinPerLevel })},
			{name: "note", typ: "String!", doc: "Where the threshold comes from, and what speaks for and against it.", leaf: stringLeaf(func(r R) string { return r.Note() })},
			{name: "levels", typ: "[ReadinessLevel!]!", doc: "The values that say something, MIXED among them, in axis order: all declared ones of a closed vocabulary, also without studies; of other dimensions those with a study.", size: axisSize, load: eachList(levelsOf)},
			{name: "studies", typ: "Int!", doc: "Distinct studies with a finding that matches. One study may be at several levels.", leaf: countLeaf(func(r R) int { return r.Studies })},
			{name: "notReportedShare", typ: "Float!", doc: "Share of these studies, from 0 to 1, with a finding where the moderator is NOT_REPORTED: the source was read and does not say. 0 where there are no studies.", leaf: share(func(r R) int { return r.NotReported })},
			{name: "notExtractedShare", typ: "Float!", doc: "Share of these studies, from 0 to 1, with a finding where the moderator is NOT_EXTRACTED or has no value: what was read does not say, and the source may.", leaf: share(func(r R) int { return r.NotExtracted })},
			{name: "notApplicableShare", typ: "Float!", doc: "Share of these studies, from 0 to 1, with a finding where the moderator is NOT_APPLICABLE, such as the life stage of practitioners. Nothing is missing there.", leaf: share(func(r R) int { return r.NotApplicable })},
			{name: "effectsAvailable", typ: "Int!", doc: "Recorded effect sizes at these levels. This release of the data model holds none, so it is 0.", leaf: countLeaf(func(r R) int { return r.Effects() })},
			{name: "confoundedWith", typ: "[EvidenceDimension!]!", doc: "Other moderators that cannot be told apart from this one: over the findings that have a value of both, each level goes with one value and each value with one level, and there are at least two of each.", leaf: stringsLeaf(func(r R) []string {
				out := make([]string, len(r.Confounded))
				for i, c := range r.Confounded {
					out[i] = c.With.String()
				}
				return out
			})},
			{name: "dependentStudies", typ: "Int!", doc: "How many of these studies share a sample with another of them, or have samples that are marked as overlapping. Their effects are not independent.", leaf: countLeaf(func(r R) int { return r.Dependence.Studies })},
			{name: "shortfalls", typ: "[String!]!", doc: "What exactly is missing, in English sentences: studies at levels, effect sizes, what is not reported and not extracted, confounding, dependence, in this order. Sentences name at most 20 items and count the rest.", leaf: stringsLeaf(func(r R) []string { return r.Shortfalls() })},
		}},
		{name: "ReadinessLevel", doc: "One level of a moderator and what there is of it.", fields: []*field{
			{name: "value", typ: "DimensionValue!", doc: "The level.", direct: each(func(l L) any { return &l.Value })},
			{name: "studies", typ: "Int!", doc: "Distinct studies with a matching finding at this level.", leaf: countLeaf(func(l L) int { return l.Studies })},
			{name: "effects", typ: "Int!", doc: "Recorded effect sizes at this level.", leaf: countLeaf(func(l L) int { return l.Effects })},
			{name: "missing", typ: "Int!", doc: "How many studies it has less than minPerLevel; 0 where it has enough.", leaf: countLeaf(func(l L) int { return l.missing })},
		}},
	}
}

func levelsOf(r *evidence.Readiness) []any {
	out := make([]any, len(r.Levels))
	for i, l := range r.Levels {
		out[i] = &readinessLevel{l, r.Missing(l)}
	}
	return out
}

const (
	ready    = "READY"
	notReady = "NOT_READY"
)

func verdict(r *evidence.Readiness) string {
	if r.Ready() {
		return ready
	}
	return notReady
}

func (c *catalog) addReadinessVerdicts() {
	c.addEnum("ReadinessVerdict", "Whether the levels of a moderator can be compared in a meta-regression.", []enumValue{
		{ready, "The evidence suffices by the rule and threshold of the answer."},
		{notReady, "It does not; shortfalls says what is missing."},
	})
}
