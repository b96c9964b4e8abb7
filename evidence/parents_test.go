package evidence_test

import (
	"context"
	"reflect"
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// groupsWhere counts by a dimension the findings that meet a condition, in the
// simplest way there is.
func groupsWhere(t *testing.T, g *graph.Graph, by graph.Dimension, where graph.Filter) []evidence.Group {
	t.Helper()
	table, err := evidence.Tally(context.Background(), g, evidence.Query{
		By: []graph.Dimension{by}, Mappings: exactAndClose, Where: where, Units: graph.CountAll,
	})
	if err != nil {
		t.Fatal(err)
	}
	return table.Groups
}

func same(a, b []evidence.Group) bool { return len(a) == 0 && len(b) == 0 || reflect.DeepEqual(a, b) }

func TestCountsAndFacetsOfManyParentsAreThoseOfEach(t *testing.T) {
	g := builtin(t)
	ctx := context.Background()
	frame, err := g.Frame(ctx)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string][]string{
		"factor": {"stigma-labelling", "no-such-factor", "spirituality", "social-support"},
		"study":  {"hickle-2017", "no-such-study", "wilson-nochajski-2016"},
		"report": {"ferrari-2021", "vanderheide-2020", "no-such-report"},
		"phase":  {"baker-awareness", "baker-conscious-awareness", "no-such-phase", "mh-breakaway", "baker-final-exit"},
	}
	for name, parents := range map[string]evidence.Parents{
		"factor": evidence.FactorParents(keys["factor"]),
		"study":  evidence.StudyParents(keys["study"]),
		"report": evidence.ReportParents(keys["report"]),
		"phase":  evidence.PhaseParents(frame, keys["phase"]),
	} {
		to := edge(graph.KindFinding, name)
		for _, n := range narrowings {
			counts, err := evidence.CountsOf(ctx, g, parents, n.where, graph.CountAll)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range graph.Dimensions() {
				facets, err := evidence.FacetsOf(ctx, g, parents, n.where, d.Dimension, graph.CountAll)
				if err != nil {
					t.Fatal(err)
				}
				for i, key := range keys[name] {
					alone := graph.Both(n.where, graph.Has{Edge: to, Quant: graph.Some, Where: graph.KeyIn(to.To, key)})
					if want := groupsWhere(t, g, d.Dimension, alone); !same(facets[i], want) {
						t.Errorf("%s %s by %s, %s:\n got %+v\nwant %+v", name, key, d.Name, n.name, facets[i], want)
					}
					if d.Dimension != graph.DimConfidence { // every finding has one
						continue
					}
					table, err := evidence.Tally(ctx, g, evidence.Query{By: []graph.Dimension{d.Dimension}, Where: alone, Units: graph.CountAll})
					if err != nil {
						t.Fatal(err)
					}
					if counts[i] != table.Total {
						t.Errorf("%s %s, %s: got %+v, want %+v", name, key, n.name, counts[i], table.Total)
					}
				}
			}
		}
	}
}

func TestFacetsOfCellsAreThoseOfTheirFindings(t *testing.T) {
	g := builtin(t)
	for _, axes := range [][2]graph.Dimension{
		{graph.DimFactorLevel, graph.DimPhase}, {graph.DimPhase, graph.DimCountry}, {graph.DimDesign, graph.DimYear},
	} {
		m := matrix(t, g, evidence.MatrixQuery{
			Rows: axes[0], Columns: axes[1], Mappings: relationSets["all"], Where: narrowings[1].where,
		})
		cells := []int{m.Cells() - 1, 1, 0, 3, len(m.Columns) + 3, 3}
		for _, d := range graph.Dimensions() {
			facets, err := evidence.CellFacets(context.Background(), g, m, cells, d.Dimension, graph.CountAll)
			if err != nil {
				t.Fatal(err)
			}
			for i, cell := range cells {
				where := graph.And{m.Where(), m.Filter(cell)}
				if want := groupsWhere(t, g, d.Dimension, where); !same(facets[i], want) {
					t.Errorf("%v, cell %d by %s:\n got %+v\nwant %+v", axes, cell, d.Name, facets[i], want)
				}
			}
		}
	}
}
