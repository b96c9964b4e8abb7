package columns

import (
	"context"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// Tally counts. See graph.Store.
func (x *Index) Tally(ctx context.Context, t graph.Tally) (*graph.Counted, error) {
	if t.Of == 0 {
		t.Of = graph.KindFinding
	}
	if err := graph.CheckTally(t); err != nil {
		return nil, err
	}
	n := &counting{x: x, t: t, r: x.findingRows(), cells: newCells(t.By)}
	if t.Of != graph.KindFinding {
		return n.nodes(ctx)
	}
	if s := n.slice(); s != nil {
		return s.answer(ctx)
	}
	return n.whole(ctx)
}

// whole answers a question about findings.
func (n *counting) whole(ctx context.Context) (*graph.Counted, error) {
	for i, g := range n.t.By {
		n.axes[i] = n.r.axis(g)
	}
	filter := n.r.parts(n.t.Where)
	if !filter.isPrepared() {
		return n.ofFindings(ctx, filter)
	}
	if answer, _ := n.r.prepared.find(n.question(filter)); answer != nil {
		return answer, ctx.Err()
	}
	return n.count(ctx, filter)
}

// count counts findings for an answer that is kept.
func (n *counting) count(ctx context.Context, filter *parts) (*graph.Counted, error) {
	answer, err := n.ofFindings(ctx, filter)
	if err == nil {
		n.r.prepared.keep(n.question(filter), answer, max(n.tableBytes, groupBytes*answer.Groups.Len()))
	}
	return answer, err
}

func (n *counting) question(filter *parts) preparedQuestion {
	return preparedQuestion{axes: n.axes, units: n.t.Units, groupsOnly: n.t.GroupsOnly, stands: filter.stands, only: filter.only}
}

func (n *counting) ofFindings(ctx context.Context, filter *parts) (*graph.Counted, error) {
	rows, err := n.r.choose(ctx, filter)
	if err != nil {
		return nil, err
	}
	n.rows = rows
	if p := n.pass(); p != nil {
		return p.answer(ctx)
	}
	if s := n.sweep(); s != nil {
		return s.answer(ctx)
	}
	return n.findings(ctx)
}

// cells numbers the groups that the axes make, row by row.
type cells struct {
	sizes [3]int64 // 1 beyond the last axis
	dense bool
	slots map[int64]int32 // where not dense: numbers in the order of arrival
	at    []int64         // and back
}

func newCells(by []graph.Axis) *cells {
	c := &cells{sizes: [3]int64{1, 1, 1}}
	for i, a := range by {
		c.sizes[i] = int64(len(a.Keys))
	}
	c.dense = c.sizes[0]*c.sizes[1]*c.sizes[2] <= maxBoard
	if !c.dense {
		c.slots = map[int64]int32{}
	}
	return c
}

// slot gives the number of a group.
func (c *cells) slot(p0, p1, p2 int32) int32 {
	cell := (int64(p0)*c.sizes[1]+int64(p1))*c.sizes[2] + int64(p2)
	if c.dense {
		return int32(cell)
	}
	slot, ok := c.slots[cell]
	if !ok {
		slot = int32(len(c.at))
		c.slots[cell] = slot
		c.at = append(c.at, cell)
	}
	return slot
}

// count is how many slots there are.
func (c *cells) count() int {
	if c.dense {
		return int(c.sizes[0] * c.sizes[1] * c.sizes[2])
	}
	return len(c.at)
}

// places is the inverse of slot.
func (c *cells) places(slot int) [3]int32 {
	if c.dense { // division is faster in few bits
		rest := uint32(slot) / uint32(c.sizes[2])
		first := rest / uint32(c.sizes[1])
		return [3]int32{int32(first), int32(rest - first*uint32(c.sizes[1])), int32(uint32(slot) - rest*uint32(c.sizes[2]))}
	}
	cell := c.at[slot]
	rest := cell / c.sizes[2]
	return [3]int32{int32(rest / c.sizes[1]), int32(rest % c.sizes[1]), int32(cell % c.sizes[2])}
}

// counting is one Tally under way.
type counting struct {
	x     *Index
	t     graph.Tally
	r     *findingRows
	rows  *chosen // of findings
	cells *cells
	axes  [3]*axis  // places of findings; nil beyond the last
	own   [3]*Lists // places of nodes by themselves; nil where they stand by findings

	buf                         [3][8]int32
	placedRows, placedNodes     placings
	unplacedRows, unplacedNodes []int32
	overlapping                 bool

	tableBytes int // what the groups of the answer take, where a table holds them
}

// placings are members of groups, in any order.
type placings struct{ slot, member []int32 }

func (p *placings) add(slot, member int32) {
	p.slot, p.member = append(p.slot, slot), append(p.member, member)
}

// bySlot groups the members: those of slot i stand from from[i] to from[i+1].
func (p *placings) bySlot(slots int) (from, members []int32) {
	from, members = make([]int32, slots+1), make([]int32, len(p.member))
	for _, at := range p.slot {
		from[at+1]++
	}
	for i := range slots {
		from[i+1] += from[i]
	}
	next := slices.Clone(from)
	for i, at := range p.slot {
		members[next[at]] = p.member[i]
		next[at]++
	}
	return from, members
}

// onlyPlace is the place of everything on an axis that is not there.
var onlyPlace = []int32{0}

const noNode, noRow = -1, -1

// slotsOf appends to buf the slots of a row of findings, of a node by itself, or
// of a node by one of its findings.
func (n *counting) slotsOf(buf []int32, node, row int32) []int32 {
	var at [3][]int32
	for i := range at {
		switch {
		case n.own[i] != nil && node != noNode:
			at[i] = n.own[i].Of(node)
		case n.axes[i] != nil:
			at[i] = n.axes[i].placesOf(n.r, row, n.buf[i][:0])

		default:
			at[i] = onlyPlace
		}
	}
	for _, p0 := range at[0] {
		for _, p1 := range at[1] {
			for _, p2 := range at[2] {
				buf = append(buf, n.cells.slot(p0, p1, p2))
			}
		}
	}
	return buf
}

// findings counts findings in the general way: place all, then count group by
// group.
func (n *counting) findings(ctx context.Context) (*graph.Counted, error) {
	var buf []int32
	passed := 0
	n.rows.each(func(row int32) {
		if passed++; passed%breath == 0 && ctx.Err() != nil || len(n.t.By) == 0 {
			return
		}
		buf = n.slotsOf(buf[:0], noNode, row)
		n.placeRow(buf, row)
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return n.answer(ctx, func(k *counter) { n.rows.each(k.finding) })
}

func (n *counting) placeRow(slots []int32, row int32) {
	for _, slot := range slots {
		n.placedRows.add(slot, row)
	}
	if len(slots) == 0 {
		n.unplacedRows = append(n.unplacedRows, row)
	}
	n.overlapping = n.overlapping || len(slots) > 1
}

// answer counts what was placed.
func (n *counting) answer(ctx context.Context, total func(*counter)) (*graph.Counted, error) {
	k := n.x.counter(n.t.Units)
	count := func(add func()) graph.Counts {
		k.begin()
		add()
		c := k.end()
		if n.t.Of == graph.KindFinding {
			c.Nodes = c.Findings
		}
		return c
	}
	out := &graph.Counted{}
	if !n.t.GroupsOnly {
		out.Overlapping = n.overlapping
		out.Total = count(func() { total(k) })
	}
	if len(n.t.By) == 0 {
		return out, ctx.Err()
	}
	if !n.t.GroupsOnly {
		out.Unplaced = count(func() {
			for _, row := range n.unplacedRows {
				k.finding(row)
			}
			for _, id := range n.unplacedNodes {
				k.node(id)
			}
		})
	}
	var groups []graph.Group
	slots := n.cells.count()
	rowsFrom, members := n.placedRows.bySlot(slots)
	nodesFrom, nodes := n.placedNodes.bySlot(slots)
	for slot := range slots {
		if slot%breath == breath-1 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		inGroup, nodesInGroup := members[rowsFrom[slot]:rowsFrom[slot+1]], nodes[nodesFrom[slot]:nodesFrom[slot+1]]
		if len(inGroup)+len(nodesInGroup) == 0 {
			continue
		}
		groups = append(groups, graph.Group{At: n.cells.places(slot), Counts: count(func() {
			for _, row := range inGroup {
				k.finding(row)
			}
			for _, id := range nodesInGroup {
				k.node(id)
			}
		})})
	}
	if !n.cells.dense {
		slices.SortFunc(groups, func(a, b graph.Group) int { return slices.Compare(a.At[:], b.At[:]) })
	}
	out.Groups = graph.GroupsOf(groups)
	return out, ctx.Err()
}
