package evidence

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// Parents are nodes whose findings are counted together in one store call, one
// group for each.
type Parents struct{ Axis graph.Axis }

// FactorParents are factors. The keys of all parents are distinct; a key that is
// no node has no findings.
func FactorParents(keys []string) Parents { return parents(graph.DimFactor, keys) }

// StudyParents are studies.
func StudyParents(keys []string) Parents { return parents(graph.DimStudy, keys) }

// ReportParents are reports, with the findings that were read in them.
func ReportParents(keys []string) Parents { return parents(graph.DimReport, keys) }

func parents(d graph.Dimension, keys []string) Parents {
	return Parents{Axis: graph.Axis{Dimension: d, Keys: keys}}
}

// PhaseParents are phases of any model, each with the findings of its parts, and
// without those that mappings would bring.
func PhaseParents(frame *graph.Frame, keys []string) Parents {
	p := parents(graph.DimPhase, keys)
	p.Axis.Place = map[string][]int{}
	for i, key := range keys {
		for _, phase := range frame.Within(key) {
			p.Axis.Place[phase] = append(p.Axis.Place[phase], i)
		}
	}
	return p
}

// CountsOf counts the matching findings of each of the parents, in their order.
func CountsOf(ctx context.Context, g *graph.Graph, p Parents, where graph.Filter, units graph.Units) ([]graph.Counts, error) {
	out := make([]graph.Counts, len(p.Axis.Keys))
	if len(out) == 0 {
		return out, nil
	}
	counted, err := g.Tally(ctx, graph.Tally{
		Where: graph.Both(where, within(p.Axis)), By: []graph.Axis{p.Axis}, Units: units, GroupsOnly: true,
	})
	if err != nil {
		return nil, err
	}
	for _, group := range counted.Groups.List() {
		out[group.At[0]] = group.Counts
	}
	return out, nil
}

// FacetsOf groups the matching findings of each of the parents by a dimension: for
// each parent, in their order, the groups that hold a finding, in axis order.
// Phases are those of the default model, with EXACT and CLOSE mappings.
func FacetsOf(ctx context.Context, g *graph.Graph, p Parents, where graph.Filter, by graph.Dimension, units graph.Units) ([][]Group, error) {
	out := make([][]Group, len(p.Axis.Keys))
	if len(out) == 0 {
		return out, nil
	}
	facet, err := facetAxis(ctx, g, by)
	if err != nil {
		return nil, err
	}
	axes := []graph.Axis{p.Axis, facet}
	counted, err := g.Tally(ctx, graph.Tally{Where: graph.Both(where, within(p.Axis)), By: axes, Units: units, GroupsOnly: true})
	if err != nil {
		return nil, err
	}
	groups := groupsOf(counted.Groups.List(), axes, 1)
	for from := 0; from < len(groups); {
		parent, to := counted.Groups.At(from)[0], from
		for to < len(groups) && counted.Groups.At(to)[0] == parent {
			to++
		}
		out[parent] = groups[from:to:to]
		from = to
	}
	return out, nil
}

func facetAxis(ctx context.Context, g *graph.Graph, by graph.Dimension) (graph.Axis, error) {
	frame, err := g.Frame(ctx)
	if err != nil {
		return graph.Axis{}, err
	}
	return frame.Axis(ctx, by)
}
