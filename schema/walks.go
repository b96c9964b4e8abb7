package schema

import (
	"fmt"

	"github.com/exitgraph/exitgraph/graph"
)

// What stands around a node, and how two nodes hang together: see
// graph.Neighbourhood and graph.Paths.

// The weights of walks: they go through the store step by step, however little they
// bring.
const (
	neighbourhoodWeight = 2_000
	pathsWeight         = 10_000
)

func (c *catalog) addEdgeKinds() {
	var values []enumValue
	for _, e := range graph.EdgeKinds() {
		values = append(values, enumValue{e.Name, e.Doc})
	}
	c.addEnum("EdgeKind", "The kinds of edges between nodes, with their direction.", values)
}

func walkArgs(kinds string) []argument {
	return []argument{
		{"kinds", "[NodeKind!]", kinds, nil},
		{"along", "[EdgeKind!]", "Only along edges of these kinds; all kinds when it is not given.", nil},
	}
}

func neighbourhoodField() *field {
	return &field{
		name: "neighbourhood", typ: "Subgraph!", weight: neighbourhoodWeight,
		doc: "What stands around a node, over edges in either direction: the node itself, then those next to it by distance, kind and key, and all edges between these. Findings that were withdrawn or superseded are left out, unless one is the node itself. Fails with NOT_FOUND where there is no such node.",
		args: append([]argument{
			{"id", "ID!", "Id or key of the node.", nil},
			{"depth", "Int", fmt.Sprintf("How many edges away, from 1 to %d.", graph.MaxDepth), 1},
		}, append(walkArgs("Only nodes of these kinds are reached and passed through; all kinds when it is not given. The node itself is there whatever its kind."),
			argument{"first", "Int", fmt.Sprintf("How many nodes at most, the node itself among them, from 1 to %d. %d when it is not given.", graph.MaxNeighbours, graph.DefaultNeighbours), nil})...),
		load: func(r *run, _ []any, a args) (loaded, error) {
			got, err := r.graph.Neighbourhood(r.ctx, a.str("id"), graph.Near{
				Depth: a.number("depth", 1), Kinds: a.kinds(), Along: a.along(), First: a.intPtr("first"),
			})
			return loaded{one: []any{got}}, err
		},
	}
}

// defaultPathLength is how long paths may be when nothing else is asked for.
const defaultPathLength = 4

func pathsField() *field {
	return &field{
		name: "paths", typ: "[Subgraph!]!", weight: pathsWeight,
		doc: "How two nodes hang together: the paths between them, shortest first and then by the keys along them. No path meets a node twice. NEXT edges are taken the way they point, all others either way. From a node to itself: the rounds along NEXT that come back to it. There are no withdrawn or superseded findings between the ends. Fails with NOT_FOUND where either node is not there, and with QUERY_TOO_COMPLEX where the search met its bounds before any path was found.",
		args: append([]argument{
			{"from", "ID!", "Id or key of the first node.", nil},
			{"to", "ID!", "Id or key of the last node.", nil},
			{"maxLength", "Int", fmt.Sprintf("How many edges a path may have, from 1 to %d.", graph.MaxPathLength), defaultPathLength},
		}, append(walkArgs("Only nodes of these kinds stand between the ends; all kinds when it is not given."),
			argument{"first", "Int", fmt.Sprintf("How many paths at most, from 1 to %d. %d when it is not given.", graph.MaxPaths, graph.DefaultPaths), nil})...),
		pages: func(values map[string]any) (each, inside int) {
			a := args{values: values}
			each, inside = graph.DefaultPaths, a.number("maxLength", defaultPathLength)
			if n := a.intPtr("first"); n != nil {
				each = *n
			}
			return min(max(each, 0), graph.MaxPaths), min(max(inside, 0), graph.MaxPathLength) + 1
		},
		load: func(r *run, _ []any, a args) (loaded, error) {
			got, err := r.graph.Paths(r.ctx, a.str("from"), a.str("to"), graph.PathQuery{
				MaxLength: a.number("maxLength", defaultPathLength), Kinds: a.kinds(), Along: a.along(), First: a.intPtr("first"),
			})
			return loaded{many: [][]any{pointers(got)}}, err
		},
	}
}

// number reads a number that has a default, also where it is null.
func (a args) number(name string, byDefault int) int {
	if n := a.intPtr(name); n != nil {
		return *n
	}
	return byDefault
}

// kinds reads the kinds of nodes of a walk or a search, each once and in the order of
// NodeKind; nil where the argument is not given.
func (a args) kinds() []graph.Kind {
	if a.values["kinds"] == nil {
		return nil
	}
	out := []graph.Kind{}
	names := a.strs("kinds")
	for _, k := range graph.NodeKinds() {
		for _, name := range names {
			if k.Enum() == name {
				out = append(out, k)
				break
			}
		}
	}
	return out
}

// along reads the kinds of edges of a walk; nil where none are named.
func (a args) along() []*graph.EdgeKind {
	if a.values["along"] == nil {
		return nil
	}
	out := []*graph.EdgeKind{}
	for _, name := range a.strs("along") {
		if e := graph.EdgeKindOf(name); e != nil {
			out = append(out, e)
		}
	}
	return out
}

func walkObjects() []*object {
	type S = *graph.Subgraph
	type E = *graph.SubgraphEdge
	id := func(end func(E) graph.Record) *leaf {
		return &leaf{
			write: func(b []byte, o any) ([]byte, bool) { return idLeaf.write(b, end(o.(E))) },
			value: func(o any) any { return idLeaf.value(end(o.(E))) },
		}
	}
	from, to := func(e E) graph.Record { return e.From }, func(e E) graph.Record { return e.To }
	return []*object{
		{name: "Subgraph", doc: "A part of the graph: nodes, and edges between them.", fields: []*field{
			{name: "nodes", typ: "[Node!]!", doc: "The nodes: of a neighbourhood by distance, kind and key, of a path in its order. A round has its first node once.", direct: eachRecord(func(s S) []graph.Record { return s.Nodes })},
			{name: "edges", typ: "[GraphEdge!]!", times: graph.EdgesPerNeighbour, doc: "The edges: of a neighbourhood by kind, from and to, of a path in its order, all that join two nodes one after the other.", direct: eachOf(func(s S) []graph.SubgraphEdge { return s.Edges })},
			{name: "truncated", typ: "Boolean!", doc: "Whether a bound cut something off. Of a neighbourhood: nodes, or edges, of which there are at most ten for each node of first. Of paths, the same for all: there are, or may be, more than these.", leaf: boolLeaf(func(s S) bool { return s.Truncated })},
		}},
		{name: "GraphEdge", doc: "An edge between two nodes.", fields: []*field{
			{name: "kind", typ: "EdgeKind!", doc: "What the edge says.", leaf: nameLeaf(func(e E) string { return e.Kind.Name })},
			{name: "from", typ: "ID!", doc: "Id of the node that it comes from.", leaf: id(from)},
			{name: "to", typ: "ID!", doc: "Id of the node that it leads to.", leaf: id(to)},
			{name: "fromKey", typ: "ID!", doc: "Key of the node that it comes from.", leaf: stringLeaf(func(e E) string { return e.From.RecordKey() })},
			{name: "toKey", typ: "ID!", doc: "Key of the node that it leads to.", leaf: stringLeaf(func(e E) string { return e.To.RecordKey() })},
		}},
	}
}
