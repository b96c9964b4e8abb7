package columns

import (
	"errors"
	"reflect"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// A tally that would hold more groups than its caller takes fails, on each of the ways
// that counts are made; one that does not is as it would be without the bound.
func TestTalliesHoldNoMoreGroupsThanTheirCallerTakes(t *testing.T) {
	x := indexOf(storetest.GenerateLarge(3, storetest.LargeSize{Studies: 300, Factors: 400, Phases: 6, Findings: 3_000}))
	keys := func(d graph.Dimension, k graph.Kind) graph.Axis {
		a := graph.Axis{Dimension: d}
		for id, end := x.Span(k); id < end; id++ {
			a.Keys = append(a.Keys, x.Key(id))
		}
		return a
	}
	factors, phases, studies := keys(graph.DimFactor, graph.KindFactor), keys(graph.DimPhase, graph.KindPhase), keys(graph.DimStudy, graph.KindStudy)
	for name, q := range map[string]graph.Tally{
		"one pass":           {By: []graph.Axis{factors, phases}, Units: graph.CountStudies | graph.CountValences},
		"a sweep":            {By: []graph.Axis{factors}, Units: graph.CountAll},
		"placed one by one":  {By: []graph.Axis{studies, factors, phases}, Units: graph.CountAll, GroupsOnly: true},
		"studies themselves": {Of: graph.KindStudy, By: []graph.Axis{studies}},
	} {
		whole, err := x.Tally(t.Context(), q)
		if err != nil || whole.Groups.Len() < 100 {
			t.Fatalf("%s: %d groups, %v", name, whole.Groups.Len(), err)
		}
		for _, most := range []int{1, whole.Groups.Len() / 2, whole.Groups.Len(), 2 * whole.Groups.Len()} {
			fresh := q
			fresh.MaxGroups = most
			kept := &x.findingRows().prepared
			kept.clear()
			got, err := x.Tally(t.Context(), fresh)
			switch {
			case most < whole.Groups.Len() && !errors.Is(err, graph.ErrGroups):
				t.Errorf("%s: %d groups where %d are taken: %v", name, whole.Groups.Len(), most, err)
			case most >= whole.Groups.Len() && (err != nil || !reflect.DeepEqual(got, whole)):
				t.Errorf("%s: with room for %d groups, %d are not as without: %v", name, most, whole.Groups.Len(), err)
			}
		}
	}
}
