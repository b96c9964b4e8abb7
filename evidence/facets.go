package evidence

import (
	"context"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// Facets groups the records of a list by a dimension: the groups that hold any, in
// axis order. of is KindFinding, KindStudy or KindFactor; Counts.Nodes counts the
// listed records, also studies and factors without findings. Phases are those of
// the default model, with EXACT and CLOSE mappings.
func Facets(ctx context.Context, g *graph.Graph, of graph.Kind, where graph.Filter, by graph.Dimension, units graph.Units) ([]Group, error) {
	facet, err := facetAxis(ctx, g, by)
	if err != nil {
		return nil, err
	}
	axes := []graph.Axis{facet}
	counted, err := g.Tally(ctx, graph.Tally{Of: of, Where: where, By: axes, Units: units, GroupsOnly: true})
	if err != nil {
		return nil, err
	}
	return groupsOf(counted.Groups.List(), axes, 0), nil
}

// CellFacets groups the findings of each of the cells of a matrix by a dimension:
// for each cell, in their order, the groups that hold a finding, in axis order.
// Phases are those of the default model, with EXACT and CLOSE mappings.
func CellFacets(ctx context.Context, g *graph.Graph, m *Matrix, cells []int, by graph.Dimension, units graph.Units) ([][]Group, error) {
	out := make([][]Group, len(cells))
	if len(cells) == 0 {
		return out, nil
	}
	facet, err := facetAxis(ctx, g, by)
	if err != nil {
		return nil, err
	}
	var rowAt, columnAt []int32
	for _, cell := range cells {
		rowAt = append(rowAt, int32(cell/len(m.Columns)))
		columnAt = append(columnAt, int32(cell%len(m.Columns)))
	}
	rowAt, columnAt = distinct(rowAt), distinct(columnAt)
	axes := []graph.Axis{pick(m.rows, rowAt), pick(m.columns, columnAt), facet}
	where := graph.Both(m.where, graph.And{within(axes[0]), within(axes[1])})
	counted, err := g.Tally(ctx, graph.Tally{Where: where, By: axes, Units: units, GroupsOnly: true})
	if err != nil {
		return nil, err
	}
	groups := groupsOf(counted.Groups.List(), axes, 2)
	byCell := make(map[int][]Group, len(cells))
	for i := range groups {
		at := counted.Groups.At(i)
		cell := int(rowAt[at[0]])*len(m.Columns) + int(columnAt[at[1]])
		byCell[cell] = append(byCell[cell], groups[i])
	}
	for i, cell := range cells {
		out[i] = byCell[cell]
	}
	return out, nil
}

// distinct sorts places and drops repeated ones.
func distinct(places []int32) []int32 {
	slices.Sort(places)
	return slices.Compact(places)
}
