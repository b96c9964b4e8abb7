package columns

import (
	"context"
	"slices"
	"strconv"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// sliced asks for counts of some factors, which the filter names too.
func sliced(where graph.Filter, keys []string, units graph.Units, by ...graph.Axis) graph.Tally {
	factor := graph.Has{
		Edge: graph.ModelOf(graph.KindFinding).Edge("factor"), Quant: graph.Some,
		Where: graph.KeyIn(graph.KindFactor, keys...),
	}
	return graph.Tally{
		Where: graph.Both(where, factor), By: append([]graph.Axis{{Dimension: graph.DimFactor, Keys: keys}}, by...),
		Units: units, GroupsOnly: true,
	}
}

func ask(t *testing.T, x *Index, q graph.Tally) []graph.Group {
	t.Helper()
	counted, err := x.Tally(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	if q.GroupsOnly && (counted.Total != graph.Counts{} || counted.Unplaced != graph.Counts{} || counted.Overlapping) {
		t.Errorf("groups were asked for alone, and came with %+v", counted)
	}
	return counted.Groups.List()
}

// wholes is how many answers for all factors are kept.
func wholes(x *Index) (n int) {
	r := x.findingRows()
	for q, at := range r.prepared.of {
		if q.groupsOnly && q.axes[0] == r.wholes[graph.DimFactor] && at.Value.(*preparedAnswer).answer != nil {
			n++
		}
	}
	return n
}

func TestCountsOfSomeFactorsAreThoseOfAllFactorsCutOut(t *testing.T) {
	x := indexOf(storetest.GenerateLarge(1, storetest.LargeSize{Studies: 60, Factors: 40, Phases: 6, Findings: 1_500}))
	finding, study := graph.ModelOf(graph.KindFinding), graph.ModelOf(graph.KindStudy)
	current := graph.Equals(finding.Field("status"), string(graph.Current))
	design := graph.Has{Edge: finding.Edge("study"), Quant: graph.Some, Where: graph.Equals(study.Field("design"), "QUALITATIVE")}
	turned := graph.Equals(finding.Field("factorState"), string(graph.Absence))
	matrix := matrixAxes(x)
	factors, phases := matrix[0].Keys, matrix[1]
	stages := graph.Axis{Dimension: graph.DimLifeStage, Keys: graph.DimensionOf(graph.DimLifeStage).Field.Vocabulary.Names()}
	valences := graph.Axis{Dimension: graph.DimValence, Keys: graph.VocabValence.Names()}
	some := []string{factors[7], "no factor", factors[0], factors[39], factors[3]}
	for i, where := range []graph.Filter{nil, current, graph.And{current, design}, turned} {
		for j, by := range [][]graph.Axis{nil, {phases}, {stages}, {phases, valences}, {{Dimension: graph.DimFactor, Keys: factors}}} {
			for _, units := range []graph.Units{0, graph.CountValences, plainUnits, graph.CountAll} {
				before := wholes(x)
				q := sliced(where, some, units, by...)
				q.GroupsOnly = false // which no slice answers
				want := ask(t, x, q)
				if len(want) == 0 {
					t.Fatalf("filter %d, axes %d: nothing is counted", i, j)
				}
				for n := range 8 {
					q := sliced(where, some, units, by...)
					if got := ask(t, x, q); !slices.Equal(got, want) {
						t.Fatalf("filter %d, axes %d, units %d, asked %d times before: %+v, want %+v", i, j, units, n, got, want)
					}
				}
				// The units of 0 and of valences have one answer, and a filter for which none is
				// prepared has none.
				shares := units == graph.CountValences
				if kept := wholes(x) - before; (kept == 1) != (i != 3 && !shares) {
					t.Errorf("filter %d, axes %d, units %d: %d answers for all factors are kept", i, j, units, kept)
				}
			}
		}
	}
}

func TestAllFactorsAreCountedWhenTheirPartsHaveCostAsMuch(t *testing.T) {
	x := indexOf(storetest.GenerateLarge(1, storetest.LargeSize{Studies: 60, Factors: 40, Phases: 6, Findings: 3_000}))
	phases, rows := matrixAxes(x)[1], len(x.findingRows().id)
	factor := matrixAxes(x)[0].Keys[39]
	one := sliced(nil, []string{factor}, 0, phases)
	findings := 0
	for _, g := range ask(t, x, graph.Tally{Where: one.Where, By: one.By[:1]}) {
		findings = int(g.Counts.Findings)
	}
	for spent := 0; wholes(x) == 0; spent += findings + askingRows {
		ask(t, x, one)
		if kept := wholes(x) > 0; kept != (spent >= rows) {
			t.Fatalf("after %d rows were counted for parts, the whole of %d is kept: %t", spent, rows, kept)
		}
	}
}

func TestMatricesAndTheirRowsShareAnAnswer(t *testing.T) {
	x := indexOf(storetest.GenerateLarge(1, storetest.LargeSize{Studies: 60, Factors: 40, Phases: 6, Findings: 1_500}))
	by := matrixAxes(x)
	slices.Reverse(by[0].Keys) // matrices show factors in an order of their own
	ask(t, x, graph.Tally{By: by, Units: graph.CountStudies | graph.CountValences, GroupsOnly: true})
	ask(t, x, sliced(nil, by[0].Keys[:3], graph.CountValences, by[1]))
	if kept := x.findingRows().prepared.order.Len(); kept != 1 {
		t.Errorf("%d answers are kept for a matrix and its rows", kept)
	}
}

func TestTooManyGroupsAreNotCountedForAFewFactors(t *testing.T) {
	x := indexOf(storetest.GenerateLarge(1, storetest.LargeSize{Studies: 60, Factors: 40, Phases: 6, Findings: 1_500}))
	years := graph.Axis{Dimension: graph.DimYear}
	for len(years.Keys) <= maxWhole/groupBytes/40 {
		years.Keys = append(years.Keys, strconv.Itoa(1000+len(years.Keys)))
	}
	q := sliced(nil, matrixAxes(x)[0].Keys[:3], 0, years)
	for range 20 {
		ask(t, x, q)
	}
	if wholes(x) > 0 {
		t.Error("an answer for all factors takes more than its share of memory")
	}
}
