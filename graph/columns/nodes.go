package columns

import (
	"context"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// nodes counts listed studies or factors beside their findings. On an axis where
// the kind has values of its own, a node stands at those; on the others it stands
// where its findings do.
func (n *counting) nodes(ctx context.Context) (*graph.Counted, error) {
	byFindings := false
	for i, g := range n.t.By {
		path, viaFindings := graph.AxisPath(n.t.Of, g.Dimension)
		n.axes[i] = n.r.axis(g)
		if viaFindings {
			byFindings = true
		} else {
			n.own[i] = n.x.places(g, n.t.Of, path)
		}
	}
	listed, err := n.x.Select(ctx, n.t.Of, n.t.Where)
	if err != nil {
		return nil, err
	}
	findings, counted, err := n.countedOf(ctx, listed)
	if err != nil {
		return nil, err
	}
	if len(n.t.By) > 0 {
		for i := range listed.Len() {
			if i%64 == 63 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			n.placeNode(listed.At(i), findings[counted[i]:counted[i+1]], byFindings)
		}
	}
	total := func(k *counter) {
		for _, row := range findings {
			k.finding(row)
		}
		for i := range listed.Len() {
			k.node(listed.At(i))
		}
	}
	return n.answer(ctx, total)
}

// countedOf lists the rows of the findings that are counted: those of the i-th
// node stand from from[i] to from[i+1].
func (n *counting) countedOf(ctx context.Context, listed Set) (found, from []int32, err error) {
	w := n.x.Way(graph.ModelOf(n.t.Of).Edge("findings"))
	cond := n.x.Compile(n.t.Findings)
	first := n.x.base[graph.KindFinding]
	from = make([]int32, 1, listed.Len()+1)
	for i := range listed.Len() {
		if i%64 == 63 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		for _, id := range w.Targets(listed.At(i)) {
			if cond.Holds(id) {
				found = append(found, n.r.row[id-first])
			}
		}
		from = append(from, int32(len(found)))
	}
	return found, from, nil
}

// placeNode places a node and its findings.
func (n *counting) placeNode(node int32, findings []int32, byFindings bool) {
	var slots []int32
	if !byFindings {
		slots = n.slotsOf(nil, node, noRow)
	}
	for _, row := range findings {
		n.placeRow(n.slotsOf(nil, noNode, row), row)
		if byFindings {
			slots = n.slotsOf(slots, node, row)
		}
	}
	slices.Sort(slots)
	slots = slices.Compact(slots)
	for _, slot := range slots {
		n.placedNodes.add(slot, node)
	}
	if len(slots) == 0 {
		n.unplacedNodes = append(n.unplacedNodes, node)
	}
	n.overlapping = n.overlapping || len(slots) > 1
}
