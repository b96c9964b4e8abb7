package schema

import (
	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// Where studies point different ways: see evidence.FindContradictions.

const withinPhases = "FACTOR_AND_PHASE"

func (c *catalog) addQuestionEnums() {
	c.addEnum("ContradictionScope", "Within what studies must point different ways to contradict each other.", []enumValue{
		{"FACTOR", "Within one factor, in whichever phases."},
		{withinPhases, "Within one factor and one phase of the default model. Findings placed in phases of other models enter through EXACT and CLOSE mappings; those in no phase are left out."},
	})
	c.addEnum("AmbivalenceKind", "Ways in which the evidence on a factor points both ways.", []enumValue{
		{string(evidence.WithinOneAccount), "A finding is ambivalent by itself, or one study has findings of two valences."},
		{string(evidence.BetweenStudies), "Studies differ: at least two valences have a study each, and there are at least two studies."},
		{string(evidence.ByPhase), "The phases of the default model split the valences: the factor mostly acts one way in one phase and another way in another."},
		{string(evidence.ByModerator), "Route, setting, life stage, country, design or informant splits the valences."},
		{string(evidence.ByState), "Presence and absence split the valences: what was reported of its presence and what was reported of its absence do not point the same way."},
	})
}

func contradictionsField() *field {
	return &field{
		name: "contradictions", typ: "ContradictionConnection!", weight: countWeight,
		doc: "Factors on whose effect studies differ: at least two of FACILITATING, HINDERING and AMBIVALENT, by factorValence, have a study each, and there are at least two studies. Findings without a direction are on no side; findings without a study make no side. In order: most studies on the second largest side, smallest difference between the two largest sides, most studies, then the order of factors and phases. At most 1000 at a time.",
		args: []argument{
			{"where", "FindingFilter", "Which findings are looked at. An empty filter matches all.", nil},
			{"within", "ContradictionScope", "Within what studies must differ.", "FACTOR"},
			{"first", "Int", "How many from the start, or after the cursor. 25 when it is not given.", nil},
			{"after", "String", "Cursor of the contradiction after which to start.", nil},
		},
		load: func(r *run, _ []any, a args) (loaded, error) {
			found, err := evidence.FindContradictions(r.ctx, r.graph, evidence.ContradictionQuery{
				Where: a.where(graph.KindFinding), InPhases: a.str("within") == withinPhases,
				Turning: a.asks("nodes", "onlyThroughTurning") || a.asks("edges", "node", "onlyThroughTurning"),
				Page:    graph.PageArgs{First: a.intPtr("first"), After: a.strPtr("after"), Default: defaultPage, Max: maxRootPage},
			})
			if err != nil {
				return loaded{}, err
			}
			return loaded{one: []any{&connection{list: &found.List, contradictions: found}}}, nil
		},
	}
}

// contradiction is one of a page of them.
type contradiction struct {
	in *evidence.Contradictions
	at int
}

func (c *contradiction) shown() *evidence.Contradiction { return &c.in.Shown[c.at] }

// side is one side of a contradiction.
type side struct {
	in *evidence.Contradictions
	at evidence.SideOf
}

func contradictionObjects() []*object {
	type C = *contradiction
	type S = *side
	return []*object{
		{name: "ContradictionConnection", doc: "Part of the list of contradictions.", fields: []*field{
			{name: "edges", typ: "[ContradictionEdge!]!", doc: "The contradictions with their cursors.", direct: edgesOf},
			{name: "nodes", typ: "[Contradiction!]!", doc: "The contradictions.", direct: eachMade(
				func(c *connection) int { return len(c.list.Records) },
				func(c *connection, i int) contradiction { return contradiction{c.contradictions, i} })},
			totalCountField, pageInfoField,
		}},
		{name: "ContradictionEdge", doc: "A contradiction, with its cursor.", fields: []*field{
			{name: "node", typ: "Contradiction!", doc: "The contradiction.", direct: each(func(e *edge) any { return &contradiction{e.in.contradictions, e.at} })},
			cursorField,
		}},
		{name: "Contradiction", doc: "A factor on whose effect studies differ. Numbers are amounts of evidence: they do not say which side is right.", fields: []*field{
			{name: "factor", typ: "Factor!", doc: "The factor.", direct: each(func(c C) any { return c.shown().Factor })},
			{name: "phase", typ: "Phase", doc: "The phase of the default model, where the contradiction is within one; else null.", direct: each(func(c C) any {
				if phase := c.shown().Phase; phase != nil {
					return phase
				}
				return nil
			})},
			{name: "sides", typ: "[ContradictionSide!]!", size: 3, doc: "The valences that have a study, two or three, in the order of the vocabulary.", direct: eachMade(
				func(c C) int { return len(c.shown().Sides) },
				func(c C, i int) side { return side{c.in, evidence.SideOf{Contradiction: c.at, Side: i}} })},
			{name: "studies", typ: "Int!", doc: "Distinct studies over all sides. A study may be on several.", leaf: countLeaf(func(c C) int { return c.shown().Studies })},
			{name: "onlyThroughTurning", typ: "Boolean!", doc: "True when studies differ only where findings on the absence of the factor are read from the side of its presence: there is no contradiction among findings on its presence alone, nor among those on its absence alone. That a lack harms does not prove that presence helps.",
				leaf: boolLeaf(func(c C) bool { return c.shown().OnlyThroughTurning })},
			explanationField(),
		}},
		{name: "ContradictionSide", doc: "One side of a contradiction: a valence that has a study.", fields: []*field{
			{name: "valence", typ: "Valence!", doc: "The valence, turned to the presence of the factor.", leaf: nameLeaf(func(s S) string {
				return string(s.in.Shown[s.at.Contradiction].Sides[s.at.Side].Valence)
			})},
			{name: "counts", typ: "EvidenceCounts!", weight: countWeight, doc: "How much evidence there is on this side. Findings without a study are counted among findings.", load: loadSideCounts},
			{name: "findings", typ: "FindingConnection!", doc: "The findings of this side by key, those without a study included. At most 100 at a time.",
				args: []argument{
					{"first", "Int", "How many findings from the start, or after the cursor. 25 when it is not given.", nil},
					{"after", "String", "Cursor of the finding after which to start.", nil},
				},
				load: loadSideFindings},
		}},
	}
}

func pageOfSide(s *side) *evidence.Contradictions { return s.in }

func placesOf(sides []*side) []evidence.SideOf {
	out := make([]evidence.SideOf, len(sides))
	for i, s := range sides {
		out[i] = s.at
	}
	return out
}

func loadSideCounts(r *run, parents []any, a args) (loaded, error) {
	out := loaded{one: make([]any, len(parents))}
	err := bySource(parents, pageOfSide, func(page *evidence.Contradictions, of []*side, places []int) error {
		counts, err := page.Counts(r.ctx, r.graph, placesOf(of), a.units())
		if err != nil {
			return err
		}
		for j, i := range places {
			out.one[i] = &counts[j]
		}
		return nil
	})
	return out, err
}

// loadSideFindings lists the findings of all sides at once.
func loadSideFindings(r *run, parents []any, a args) (loaded, error) {
	return loadFindingGroups(r, parents, a, "ContradictionSide.findings", pageOfSide, func(page *evidence.Contradictions, of []*side) findingGroups {
		at := placesOf(of)
		out := findingGroups{where: page.Where(), tally: func(r *run, by graph.Dimension, units graph.Units) ([][]evidence.Group, error) {
			return page.Facets(r.ctx, r.graph, at, by, units)
		}}
		for _, of := range at {
			out.names, out.filters = append(out.names, page.Name(of)), append(out.filters, page.Filter(of))
		}
		return out
	})
}
