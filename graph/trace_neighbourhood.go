package graph

import (
	"context"
	"slices"
)

// The bounds of walks. They are the same for every store, so that all of them cut
// at the same place.
const (
	// MaxDepth is how many edges away from its node a neighbourhood may reach.
	MaxDepth = 6
	// DefaultNeighbours and MaxNeighbours are how many nodes a neighbourhood has at
	// most, its own node among them.
	DefaultNeighbours = 25
	MaxNeighbours     = 1000
	// EdgesPerNeighbour bounds the edges of a neighbourhood: so many times as many as
	// it may have nodes. Evidence has about four edges a node.
	EdgesPerNeighbour = 10
)

// Subgraph is a part of the graph: nodes, and edges between them.
type Subgraph struct {
	Nodes []Record
	Edges []SubgraphEdge
	// Truncated says that a bound cut something off.
	Truncated bool
}

// SubgraphEdge is an edge between two nodes of a Subgraph.
type SubgraphEdge struct {
	Kind     *EdgeKind
	From, To Record
}

// Near says how far a neighbourhood reaches.
type Near struct {
	Depth int         // edges from the node, from 1 to MaxDepth
	Kinds []Kind      // kinds of nodes that are reached and passed through; nil for all
	Along []*EdgeKind // kinds of edges; nil for all
	First *int        // how many nodes at most, from 1 to MaxNeighbours; nil for DefaultNeighbours
}

// Neighbourhood gives what stands around the node with an id or key, over edges in
// either direction: the node itself whatever its kind, then those next to it, by
// distance, kind and key, as many as the bounds let through; and all edges between
// these, by kind and then by the keys they come from and lead to. Findings that do
// not stand are left out, unless one is the node itself.
//
// It fails with NotFound where there is no such node. It asks the store once for
// each edge of depth, once for the edges, and at most twice for records.
func (g *Graph) Neighbourhood(ctx context.Context, id string, q Near) (*Subgraph, error) {
	first, err := walkFirst("neighbourhood", q.First, DefaultNeighbours, MaxNeighbours)
	if err != nil {
		return nil, err
	}
	if q.Depth < 1 || q.Depth > MaxDepth {
		return nil, Errorf("neighbourhood", Invalid, "depth must be from 1 to %d here, and is %d: ask for a depth in between, and follow the nodes at the rim if you need more.", MaxDepth, q.Depth)
	}
	w := g.walk("neighbourhood", q.Kinds, q.Along)
	known, err := w.nodes(ctx, id)
	if err != nil {
		return nil, err
	}
	out := &Subgraph{}
	for from := known; len(from) > 0 && q.Depth > 0 && !out.Truncated; q.Depth-- {
		if from, out.Truncated, err = w.beyond(ctx, from, known, first-len(known)); err != nil {
			return nil, err
		}
		known = append(known, from...)
	}
	edges, more, err := w.among(ctx, known, EdgesPerNeighbour*first)
	if err != nil {
		return nil, err
	}
	out.Truncated = out.Truncated || more
	if err := w.fetch(ctx, known); err != nil {
		return nil, err
	}
	for _, key := range known {
		if r := w.records[key]; r != nil {
			out.Nodes = append(out.Nodes, r)
		}
	}
	out.Edges = w.edges(edges)
	return out, nil
}

// walkFirst settles how many nodes or paths are wanted.
func walkFirst(op string, first *int, byDefault, most int) (int, error) {
	if first == nil {
		return byDefault, nil
	}
	if *first < 1 || *first > most {
		return 0, Errorf(op, Invalid, "first must be from 1 to %d here, and is %d: ask for a number in between.", most, *first)
	}
	return *first, nil
}

// walk asks the store step by step, and keeps the records that it has met.
type walk struct {
	g       *Graph
	op      string
	kinds   []Kind
	along   []*EdgeKind
	records map[string]Record
}

func (g *Graph) walk(op string, kinds []Kind, along []*EdgeKind) *walk {
	if along != nil {
		along = slices.Clone(along)
		slices.SortFunc(along, func(a, b *EdgeKind) int { return slices.Index(edgeKinds, a) - slices.Index(edgeKinds, b) })
		along = slices.Compact(along)
	}
	return &walk{g: g, op: op, kinds: kinds, along: along, records: map[string]Record{}}
}

// nodes finds the keys of the nodes that a walk begins or ends at.
func (w *walk) nodes(ctx context.Context, ids ...string) ([]string, error) {
	got, err := w.g.Get(ctx, ids)
	if err != nil {
		return nil, err
	}
	keys := make([]string, len(ids))
	for i, r := range got {
		if r == nil {
			return nil, Errorf(w.op, NotFound, "There is no node %q: give the id or key of one that there is.", ids[i])
		}
		keys[i] = r.RecordKey()
		w.records[keys[i]] = r
	}
	return keys, nil
}

// beyond gives the keys of the nodes next to some that are not known yet, at most
// limit, and whether there are more.
func (w *walk) beyond(ctx context.Context, from, known []string, limit int) (keys []string, more bool, err error) {
	got, err := w.g.store.Trace(ctx, Trace{
		From: from, Along: w.along, Kinds: w.kinds, Findings: isCurrent(), Except: known, Limit: limit,
	})
	w.g.count(len(got.Nodes))
	for _, n := range got.Nodes {
		keys = append(keys, n.Key)
	}
	return keys, got.More, err
}

// among gives the edges between nodes.
func (w *walk) among(ctx context.Context, keys []string, limit int) (edges []TracedEdge, more bool, err error) {
	got, err := w.g.store.Trace(ctx, Trace{From: keys, Along: w.along, Among: true, Limit: limit})
	w.g.count(len(got.Edges))
	return got.Edges, got.More, err
}

// fetch brings the records that were not met yet. One that was deleted since it was
// traced stays away.
func (w *walk) fetch(ctx context.Context, keys []string) error {
	var missing []string
	for _, key := range keys {
		if w.records[key] == nil && !slices.Contains(missing, key) {
			missing = append(missing, key)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	got, err := w.g.nodes(ctx, missing)
	for i, r := range got {
		if r != nil {
			w.records[missing[i]] = r
		}
	}
	return err
}

// edges joins traced edges to the records of their ends.
func (w *walk) edges(traced []TracedEdge) []SubgraphEdge {
	out := make([]SubgraphEdge, 0, len(traced))
	for _, e := range traced {
		if from, to := w.records[e.From], w.records[e.To]; from != nil && to != nil {
			out = append(out, SubgraphEdge{Kind: e.Kind, From: from, To: to})
		}
	}
	return out
}
