package storetest

import (
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// Tally answers as Store.Tally does.
//
// A finding stands in a group when it meets graph.Axis.Filter of the group on
// every axis. For studies and factors, axes on which the kind has values of its
// own (graph.AxisPath) speak of the node: a node's findings stand where the node
// stands. On the other axes the node stands where its counted findings stand:
// one finding must stand in the group on all of these axes.
func (n *Naive) Tally(t graph.Tally) *graph.Counted {
	of := t.Of
	if of == 0 {
		of = graph.KindFinding
	}
	c := &naiveTally{n: n, t: t, of: of, groups: map[[3]int32]*naiveGroup{}, total: n.group(), unplaced: n.group()}
	c.findAxes()
	for _, r := range n.byKind[of] {
		if !graph.Match(n, t.Where, r) {
			continue
		}
		if f, ok := r.(*graph.Finding); ok {
			c.total.finding(f)
			c.finding(f, c.placesOf(f))
		} else {
			c.node(r)
		}
	}
	return c.answer()
}

type naiveTally struct {
	n        *Naive
	t        graph.Tally
	of       graph.Kind
	filters  [][]graph.Filter // by axis and place, over findings
	own      [][]graph.Filter // the same over nodes; nil where a node has no values of its own
	groups   map[[3]int32]*naiveGroup
	total    *naiveGroup
	unplaced *naiveGroup
	several  bool
}

// naiveGroup is a set of findings and nodes.
type naiveGroup struct{ counter *graph.Counter }

func (n *Naive) group() *naiveGroup { return &naiveGroup{graph.NewCounter(n)} }

func (g *naiveGroup) finding(f *graph.Finding) { g.counter.AddFinding(f) }

func (c *naiveTally) findAxes() {
	for _, a := range c.t.By {
		path, viaFindings := graph.AxisPath(c.of, a.Dimension)
		var filters, own []graph.Filter
		for i := range a.Keys {
			f := a.Filter(i)
			filters = append(filters, f)
			if c.of != graph.KindFinding && !viaFindings {
				own = append(own, along(path, innermost(f)))
			}
		}
		c.filters = append(c.filters, filters)
		if c.of == graph.KindFinding || viaFindings {
			c.own = append(c.own, nil)
		} else {
			c.own = append(c.own, append([]graph.Filter{}, own...))
		}
	}
}

// innermost gives the comparison at the end of an axis filter.
func innermost(f graph.Filter) graph.Filter {
	for {
		has, ok := f.(graph.Has)
		if !ok {
			return f
		}
		f = has.Where
	}
}

// along asks for a condition at the end of a path.
func along(path []*graph.Edge, f graph.Filter) graph.Filter {
	for _, e := range slices.Backward(path) {
		f = graph.Has{Edge: e, Quant: graph.Some, Where: f}
	}
	return f
}

// placesOf lists the groups that a finding meets.
func (c *naiveTally) placesOf(f *graph.Finding) [][3]int32 {
	return c.places(func(axis, i int) bool { return graph.Match(c.n, c.filters[axis][i], f) })
}

// nodePlaces lists the groups that a node meets: on its own axes by itself, on the
// others by a finding, which is nil where there are no others.
func (c *naiveTally) nodePlaces(node graph.Record, f *graph.Finding) [][3]int32 {
	return c.places(func(axis, i int) bool {
		if c.own[axis] != nil {
			return graph.Match(c.n, c.own[axis][i], node)
		}
		return graph.Match(c.n, c.filters[axis][i], f)
	})
}

func (c *naiveTally) places(meets func(axis, i int) bool) [][3]int32 {
	at := [][3]int32{{}}
	for axis, filters := range c.filters {
		var next [][3]int32
		for i := range filters {
			if !meets(axis, i) {
				continue
			}
			for _, p := range at {
				p[axis] = int32(i)
				next = append(next, p)
			}
		}
		at = next
	}
	return at
}

// in gives the groups of places; the unplaced one where there are none.
func (c *naiveTally) in(places [][3]int32) []*naiveGroup {
	if len(places) == 0 {
		return []*naiveGroup{c.unplaced}
	}
	c.several = c.several || len(places) > 1
	var out []*naiveGroup
	for _, p := range places {
		if c.groups[p] == nil {
			c.groups[p] = c.n.group()
		}
		out = append(out, c.groups[p])
	}
	return out
}

func (c *naiveTally) finding(f *graph.Finding, places [][3]int32) {
	for _, g := range c.in(places) {
		g.finding(f)
	}
}

func (c *naiveTally) node(r graph.Record) {
	c.total.counter.AddNode(r)
	byItself := !slices.ContainsFunc(c.own, func(own []graph.Filter) bool { return own == nil })
	var places [][3]int32
	if byItself {
		places = c.nodePlaces(r, nil)
	}
	for _, t := range c.n.Targets(graph.ModelOf(c.of).Edge("findings"), r) {
		f := t.(*graph.Finding)
		if !graph.Match(c.n, c.t.Findings, f) {
			continue
		}
		c.total.finding(f)
		c.finding(f, c.placesOf(f))
		if !byItself {
			places = append(places, c.nodePlaces(r, f)...)
		}
	}
	slices.SortFunc(places, func(a, b [3]int32) int { return slices.Compare(a[:], b[:]) })
	for _, g := range c.in(slices.Compact(places)) {
		g.counter.AddNode(r)
	}
}

func (c *naiveTally) answer() *graph.Counted {
	counts := func(g *naiveGroup) graph.Counts {
		out := g.counter.Counts(c.t.Units)
		if c.of == graph.KindFinding {
			out.Nodes = out.Findings
		}
		return out
	}
	out := &graph.Counted{}
	if !c.t.GroupsOnly {
		out.Total, out.Overlapping = counts(c.total), c.several
	}
	if len(c.t.By) == 0 {
		return out
	}
	if !c.t.GroupsOnly {
		out.Unplaced = counts(c.unplaced)
	}
	var groups []graph.Group
	for at, g := range c.groups {
		groups = append(groups, graph.Group{At: at, Counts: counts(g)})
	}
	slices.SortFunc(groups, func(a, b graph.Group) int { return slices.Compare(a.At[:], b.At[:]) })
	out.Groups = graph.GroupsOf(groups)
	return out
}
