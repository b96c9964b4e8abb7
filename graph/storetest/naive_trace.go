package storetest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// Edges lists every edge of the world once, in the order of Trace: those that the
// holders of each kind of edges make.
func (n *Naive) Edges() []graph.TracedEdge {
	if n.edges == nil {
		for _, e := range graph.EdgeKinds() {
			for _, holder := range n.byKind[e.Holder()] {
				starts, ends := e.Ends(holder)
				for _, from := range starts {
					for _, to := range ends {
						n.edges = append(n.edges, graph.TracedEdge{Kind: e, From: from, To: to})
					}
				}
			}
		}
		slices.SortFunc(n.edges, func(a, b graph.TracedEdge) int {
			return cmp.Or(strings.Compare(a.Kind.Name, b.Kind.Name), strings.Compare(a.From, b.From), strings.Compare(a.To, b.To))
		})
		n.edges = slices.Compact(n.edges)
	}
	return n.edges
}

// Trace answers as Store.Trace does.
func (n *Naive) Trace(q graph.Trace) graph.Traced {
	var (
		out     graph.Traced
		reached []graph.Record
	)
	for _, e := range n.Edges() {
		if q.Along != nil && !slices.Contains(q.Along, e.Kind) {
			continue
		}
		from, to := slices.Contains(q.From, e.From), slices.Contains(q.From, e.To)
		if q.Among && from && to {
			out.Edges = append(out.Edges, e)
		}
		if !q.Among && from {
			reached = append(reached, n.Record(0, e.To))
		}
		if !q.Among && to {
			reached = append(reached, n.Record(0, e.From))
		}
	}
	slices.SortFunc(reached, func(a, b graph.Record) int {
		return cmp.Or(cmp.Compare(a.RecordKind(), b.RecordKind()), strings.Compare(a.RecordKey(), b.RecordKey()))
	})
	for _, r := range slices.Compact(reached) {
		if n.wanted(q, r) {
			out.Nodes = append(out.Nodes, graph.NodeRef{Kind: r.RecordKind(), Key: r.RecordKey()})
		}
	}
	if q.Limit >= 0 && len(out.Nodes)+len(out.Edges) > q.Limit {
		out.Nodes, out.Edges = out.Nodes[:min(q.Limit, len(out.Nodes))], out.Edges[:min(q.Limit, len(out.Edges))]
		out.More = true
	}
	return out
}

// wanted says whether a trace asks for a node that is next to another one.
func (n *Naive) wanted(q graph.Trace, r graph.Record) bool {
	return !slices.Contains(q.Except, r.RecordKey()) && (q.Kinds == nil || slices.Contains(q.Kinds, r.RecordKind())) &&
		(r.RecordKind() != graph.KindFinding || graph.Match(n, q.Findings, r))
}
