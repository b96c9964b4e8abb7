package columns

import (
	"maps"
	"slices"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// axes keeps the axes that were asked for last: most questions of a revision have the
// same ones, and preparing one costs as much as counting a hundred thousand rows.
type axes struct {
	mu   sync.Mutex
	last []*axis // the latest first
}

// maxAxes is how many are kept.
const maxAxes = 32

// find gives an axis that is like g, or nil.
func (a *axes) find(g graph.Axis) *axis {
	a.mu.Lock()
	defer a.mu.Unlock()
	for i, known := range a.last {
		if alike(known.of, g) {
			copy(a.last[1:i+1], a.last[:i])
			a.last[0] = known
			return known
		}
	}
	return nil
}

func (a *axes) keep(known *axis) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.last) < maxAxes {
		a.last = append(a.last, nil)
	}
	copy(a.last[1:], a.last)
	a.last[0] = known
}

// alike compares axes. Keys that share their letters, as those of one frame do, are
// compared by address.
func alike(a, b graph.Axis) bool {
	return a.Dimension == b.Dimension && (a.Place == nil) == (b.Place == nil) && slices.Equal(a.Keys, b.Keys) &&
		maps.EqualFunc(a.Place, b.Place, slices.Equal[[]int])
}

// copyOf copies an axis whose maker may go on to change it.
func copyOf(g graph.Axis) graph.Axis {
	g.Keys = slices.Clone(g.Keys)
	if g.Place == nil {
		return g
	}
	place := make(map[string][]int, len(g.Place))
	for key, at := range g.Place {
		place[key] = slices.Clone(at)
	}
	g.Place = place
	return g
}
