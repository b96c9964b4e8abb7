package evidence

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// SideOf names one side of one of the contradictions shown.
type SideOf struct{ Contradiction, Side int }

// Where is the condition that all findings meet, as it was asked for.
func (c *Contradictions) Where() graph.Filter { return c.where }

// Name tells the sides apart, for the cursors of their lists.
func (c *Contradictions) Name(of SideOf) string {
	return c.spots.name(of.Contradiction) + "/" + string(c.valence(of))
}

func (c *Contradictions) valence(of SideOf) graph.Valence {
	return c.Shown[of.Contradiction].Sides[of.Side].Valence
}

// Filter gives the condition that a finding is listed on a side, besides Where: it
// has the valence of the side, also where it rests on no study. The filters of all
// sides have one shape, as graph.Graph.Groups wants it.
func (c *Contradictions) Filter(of SideOf) graph.Filter {
	valence := graph.ModelOf(graph.KindFinding).Field("factorValence")
	return append(c.spots.filter(of.Contradiction), graph.Equals(valence, string(c.valence(of))))
}

// Counts counts the findings of sides, in their order, in one store call.
func (c *Contradictions) Counts(ctx context.Context, g *graph.Graph, sides []SideOf, units graph.Units) ([]graph.Counts, error) {
	out := make([]graph.Counts, len(sides))
	if len(sides) == 0 {
		return out, nil
	}
	axis := graph.Axis{Dimension: graph.DimValence, Keys: signedNames()}
	groups, err := c.spots.tally(ctx, g, c.where, units, axis)
	if err != nil {
		return nil, err
	}
	for i, of := range sides {
		for j := range groups[of.Contradiction] {
			if group := &groups[of.Contradiction][j]; axis.Keys[c.spots.last(group)] == string(c.valence(of)) {
				out[i] = group.Counts
			}
		}
	}
	return out, nil
}

// Facets groups the findings of sides by a dimension: for each, in their order, the
// groups that hold a finding, in axis order. It needs one store call for each of the
// three valences, however many sides there are. Phases are those of the default
// model, with EXACT and CLOSE mappings.
func (c *Contradictions) Facets(ctx context.Context, g *graph.Graph, sides []SideOf, by graph.Dimension, units graph.Units) ([][]Group, error) {
	out := make([][]Group, len(sides))
	if len(sides) == 0 {
		return out, nil
	}
	facet, err := facetAxis(ctx, g, by)
	if err != nil {
		return nil, err
	}
	valence := graph.ModelOf(graph.KindFinding).Field("factorValence")
	for _, v := range signed {
		groups, err := c.spots.tally(ctx, g, graph.Both(c.where, graph.Equals(valence, string(v))), units, facet)
		if err != nil {
			return nil, err
		}
		for i, of := range sides {
			if c.valence(of) == v {
				out[i] = c.spots.values(groups[of.Contradiction], facet)
			}
		}
	}
	return out, nil
}
