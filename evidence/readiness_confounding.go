package evidence

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// Confounding says that the levels of a moderator and those of another dimension
// never vary apart.
type Confounding struct {
	With  graph.Dimension
	Pairs []Pair // in the order of the moderator's axis, at least two
}

// Pair are two values that go with each other and with no other.
type Pair struct {
	Level, Other string // keys
	Studies      int    // that have a finding with both
}

// traits are the dimensions that describe studies and their samples, and may be
// confounded with each other.
var traits = []graph.Dimension{
	graph.DimDesign, graph.DimTraffickingScope, graph.DimSetting, graph.DimLifeStage, graph.DimEntryStage,
	graph.DimCountry, graph.DimCountryOfOrigin, graph.DimLanguage, graph.DimInformant, graph.DimDefinitionScope,
}

// confoundings compares the moderator with each other trait: over the findings of
// studies that have a value of both, every level goes with one value, and every
// value with one level, and there are at least two. Findings are looked at, and not
// studies as wholes, because a study may say of its adults and of its minors apart,
// and an analysis would have an effect size for each.
func confoundings(ctx context.Context, g *graph.Graph, frame *graph.Frame, q ReadinessQuery) ([]Confounding, error) {
	levels, err := frame.Axis(ctx, q.Moderator)
	if err != nil {
		return nil, err
	}
	levels = speaking(levels)
	var out []Confounding
	for _, d := range traits {
		if d == q.Moderator {
			continue
		}
		others, err := frame.Axis(ctx, d)
		if err != nil {
			return nil, err
		}
		others = speaking(others)
		counted, err := g.Tally(ctx, graph.Tally{
			Where: q.Where, By: []graph.Axis{levels, others}, Units: graph.CountStudies, GroupsOnly: true,
		})
		if err != nil {
			return nil, err
		}
		if pairs := oneToOne(counted.Groups.List(), levels, others); pairs != nil {
			out = append(out, Confounding{With: d, Pairs: pairs})
		}
	}
	return out, nil
}

// oneToOne gives the pairs of a table in which each row and each column with a study
// has one cell with a study; nil for any other table, and for fewer than two pairs.
func oneToOne(groups []graph.Group, rows, columns graph.Axis) []Pair {
	var out []Pair
	takenRow, takenColumn := map[int32]bool{}, map[int32]bool{}
	for i := range groups {
		g := &groups[i]
		if g.Counts.Studies == 0 {
			continue // findings without a study
		}
		row, column := g.At[0], g.At[1]
		if takenRow[row] || takenColumn[column] {
			return nil
		}
		takenRow[row], takenColumn[column] = true, true
		out = append(out, Pair{Level: rows.Keys[row], Other: columns.Keys[column], Studies: int(g.Counts.Studies)})
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
