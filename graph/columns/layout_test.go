package columns

import (
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

func TestALayoutThatIsMadeAgainIsTheSame(t *testing.T) {
	x := indexOf(storetest.GenerateLarge(1, storetest.LargeSize{Studies: 300, Factors: 1, Phases: 1, Findings: 110_000}))
	n := &counting{x: x, t: graph.Tally{By: matrixAxes(x)}, r: x.findingRows(), cells: newCells(matrixAxes(x))}
	for i, by := range n.t.By {
		n.axes[i] = n.r.axis(by)
	}
	l := &layout{axes: n.axes}
	l.make(n)
	stops, most := len(l.stops), l.most
	l.make(n)
	if stops == 0 || len(l.stops) != stops || l.most != most {
		t.Errorf("a layout with %d stops and groups of %d has %d stops and groups of %d", stops, most, len(l.stops), l.most)
	}
}
