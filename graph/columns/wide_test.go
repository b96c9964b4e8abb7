package columns

import (
	"context"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// TestGroupsOfMoreThanACounterHoldsAreCountedWhole compares with a count of its own:
// the oracle of the other tests is slow for so many findings.
func TestGroupsOfMoreThanACounterHoldsAreCountedWhole(t *testing.T) {
	x := indexOf(storetest.GenerateLarge(1, storetest.LargeSize{Studies: 900, Factors: 3, Phases: 2, Findings: 600_000}))
	design := graph.Equals(graph.ModelOf(graph.KindStudy).Field("design"), "QUALITATIVE")
	finding := graph.ModelOf(graph.KindFinding)
	for _, c := range []struct {
		name  string
		where graph.Filter
		holds func(*graph.Finding, *graph.Study) bool
	}{
		{"all", nil, func(*graph.Finding, *graph.Study) bool { return true }},
		{"not of one design", graph.Has{Edge: finding.Edge("study"), Quant: graph.None, Where: design},
			func(_ *graph.Finding, s *graph.Study) bool { return s.Design != "QUALITATIVE" }},
		{"on the presence of the factor", graph.Equals(finding.Field("factorState"), string(graph.Presence)),
			func(f *graph.Finding, _ *graph.Study) bool { return f.FactorState != graph.Absence }},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := x.Tally(context.Background(), graph.Tally{Where: c.where, By: matrixAxes(x), Units: plainUnits})
			if err != nil {
				t.Fatal(err)
			}
			want, full := byHand(x, c.holds), 0
			for i := range got.Groups.Len() {
				at := got.Groups.At(i)
				if counts := got.Groups.Counts(i); counts != want[at] {
					t.Errorf("group %v is %+v, want %+v", at, counts, want[at])
				}
				if got.Groups.Counts(i).Findings > most {
					full++
				}
				delete(want, at)
			}
			if len(want) > 0 || full == 0 {
				t.Errorf("%d groups are missing, %d hold more than a counter does", len(want), full)
			}
		})
	}
}

// byHand counts findings by factor and phase in plain units.
func byHand(x *Index, holds func(*graph.Finding, *graph.Study) bool) map[[3]int32]graph.Counts {
	out, seen := map[[3]int32]graph.Counts{}, map[[4]int32]bool{}
	place := func(k graph.Kind, key string) int32 {
		id, _ := x.ID(k, key)
		first, _ := x.Span(k)
		return id - first
	}
	first, end := x.Span(graph.KindFinding)
	for _, r := range x.Records()[first:end] {
		f := r.(*graph.Finding)
		study, _ := x.ID(graph.KindStudy, f.Study)
		if f.Phase == "" || !holds(f, x.Records()[study].(*graph.Study)) {
			continue
		}
		at := [3]int32{place(graph.KindFactor, f.Factor), place(graph.KindPhase, f.Phase)}
		v := int32(graph.VocabValence.Index(string(f.FactorValence())))
		c := out[at]
		c.Findings++
		c.Nodes++
		c.ByValence[v].Findings++
		if f.Turned() {
			c.FromAbsence++
		}
		if !seen[[4]int32{at[0], at[1], study, -1}] {
			c.Studies++
		}
		if !seen[[4]int32{at[0], at[1], study, v}] {
			c.ByValence[v].Studies++
		}
		seen[[4]int32{at[0], at[1], study, -1}], seen[[4]int32{at[0], at[1], study, v}] = true, true
		out[at] = c
	}
	return out
}
