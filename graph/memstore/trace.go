package memstore

import (
	"context"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
)

// joint leads over one kind of edges, from their one end to the other.
type joint struct {
	s     *snapshot
	first *columns.Lists
	// second, where set, leads on from the links that first reaches.
	second *columns.Lists
	where  *graph.Field
	is     string
}

// joint makes a kind of edges ready for walking from the nodes in one of its fields
// to those in the other.
func (s *snapshot) joint(e *graph.EdgeKind, from, to *graph.Field) joint {
	switch {
	case from.Type == graph.TypeKey:
		return joint{s: s, first: s.Along(to)}
	case to.Type == graph.TypeKey:
		return joint{s: s, first: s.Against(from)}
	default:
		return joint{s: s, first: s.Against(from), second: s.Along(to), where: e.Where, is: e.Is}
	}
}

// visit hands over the ids at the other ends of a node's edges, in no order, some of
// them perhaps several times. It gives how many there were.
func (j *joint) visit(id int32, see func(int32)) int {
	n := 0
	for _, at := range j.first.Of(id) {
		if j.second == nil {
			see(at)
			n++
			continue
		}
		if j.where != nil && j.where.Str(j.s.all[at]) != j.is {
			continue
		}
		for _, end := range j.second.Of(at) {
			see(end)
			n++
		}
	}
	return n
}

func (s *snapshot) trace(ctx context.Context, q graph.Trace) (graph.Traced, error) {
	along := q.Along
	if along == nil {
		along = graph.EdgeKinds()
	}
	from := make([]int32, 0, len(q.From))
	for _, key := range q.From {
		if id, ok := s.ID(0, key); ok {
			from = append(from, id)
		}
	}
	if q.Among {
		return s.traceAmong(ctx, from, along, q.Limit)
	}
	return s.traceBeyond(ctx, from, along, q)
}

// traceBeyond gathers the nodes at the other ends. Ids have the order of kinds and
// keys, so reading the set from its beginning sorts it.
func (s *snapshot) traceBeyond(ctx context.Context, from []int32, along []*graph.EdgeKind, q graph.Trace) (graph.Traced, error) {
	reached := &reached{records: len(s.all)}
	seen := 0
	for _, e := range along {
		for _, j := range []joint{s.joint(e, e.From, e.To), s.joint(e, e.To, e.From)} {
			for _, id := range from {
				if seen += 1 + j.visit(id, reached.add); seen >= breath {
					if seen = 0; ctx.Err() != nil {
						return graph.Traced{}, ctx.Err()
					}
				}
			}
		}
	}
	except := make([]int32, 0, len(q.Except))
	for _, key := range q.Except {
		if id, ok := s.ID(0, key); ok {
			except = append(except, id)
		}
	}
	return s.nodesOf(reached, members(except), q), ctx.Err()
}

// nodesOf lists the nodes that were reached and are wanted.
func (s *snapshot) nodesOf(reached *reached, except *membership, q graph.Trace) graph.Traced {
	cond := s.Compile(q.Findings)
	var out graph.Traced
	for id := range reached.upwards() {
		k := s.all[id].RecordKind()
		if q.Kinds != nil && !slices.Contains(q.Kinds, k) || k == graph.KindFinding && !cond.Holds(id) || except.has(id) {
			continue
		}
		if q.Limit >= 0 && len(out.Nodes) == q.Limit {
			out.More = true
			return out
		}
		out.Nodes = append(out.Nodes, graph.NodeRef{Kind: k, Key: s.all[id].RecordKey()})
	}
	return out
}

// traceAmong lists the edges between nodes, in order: kind by kind, and the nodes
// that they come from and lead to by key.
func (s *snapshot) traceAmong(ctx context.Context, nodes []int32, along []*graph.EdgeKind, limit int) (graph.Traced, error) {
	byKey := func(a, b int32) int { return strings.Compare(s.all[a].RecordKey(), s.all[b].RecordKey()) }
	slices.SortFunc(nodes, byKey)
	within := members(slices.Clone(nodes))
	along = slices.Clone(along)
	slices.SortFunc(along, func(a, b *graph.EdgeKind) int { return strings.Compare(a.Name, b.Name) })
	var (
		out  graph.Traced
		ends []int32
		seen int
	)
	for _, e := range along {
		j := s.joint(e, e.From, e.To)
		for _, id := range nodes {
			ends = ends[:0]
			if seen += 1 + j.visit(id, func(end int32) {
				if within.has(end) {
					ends = append(ends, end)
				}
			}); seen >= breath {
				if seen = 0; ctx.Err() != nil {
					return graph.Traced{}, ctx.Err()
				}
			}
			slices.SortFunc(ends, byKey)
			for _, end := range slices.Compact(ends) {
				if limit >= 0 && len(out.Edges) == limit {
					out.More = true
					return out, ctx.Err()
				}
				out.Edges = append(out.Edges, graph.TracedEdge{Kind: e, From: s.all[id].RecordKey(), To: s.all[end].RecordKey()})
			}
		}
	}
	return out, ctx.Err()
}
