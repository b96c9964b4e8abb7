package graph_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// judge answers questions of walks from a list of all edges, by trying everything.
type judge struct {
	*storetest.Naive
	next map[string][]graph.TracedEdge // by the node they are walked from
}

func newJudge(records []graph.Record) *judge {
	j := &judge{storetest.NewNaive(records), map[string][]graph.TracedEdge{}}
	for _, e := range j.Edges() {
		j.next[e.From] = append(j.next[e.From], e)
		if e.To != e.From {
			j.next[e.To] = append(j.next[e.To], e)
		}
	}
	return j
}

// open says whether a walk along an edge may come to a node.
func (j *judge) open(e graph.TracedEdge, key string, kinds []graph.Kind, along []*graph.EdgeKind) bool {
	r := j.Record(0, key)
	f, isFinding := r.(*graph.Finding)
	return (along == nil || slices.Contains(along, e.Kind)) && (kinds == nil || slices.Contains(kinds, r.RecordKind())) &&
		(!isFinding || f.Status == graph.Current)
}

func otherEnd(e graph.TracedEdge, key string) string {
	if e.From == key {
		return e.To
	}
	return e.From
}

func (j *judge) neighbourhood(root string, q graph.Near) string {
	distance := map[string]int{root: 0}
	known := []string{root}
	for i := 0; i < len(known); i++ {
		for _, e := range j.next[known[i]] {
			key := otherEnd(e, known[i])
			if _, again := distance[key]; !again && distance[known[i]] < q.Depth && j.open(e, key, q.Kinds, q.Along) {
				distance[key] = distance[known[i]] + 1
				known = append(known, key)
			}
		}
	}
	slices.SortFunc(known, func(a, b string) int {
		return cmp.Or(cmp.Compare(distance[a], distance[b]),
			cmp.Compare(j.Record(0, a).RecordKind(), j.Record(0, b).RecordKind()), strings.Compare(a, b))
	})
	truncated := len(known) > *q.First
	known = known[:min(len(known), *q.First)]
	out := []string{strings.Join(known, " ")}
	for _, e := range j.Edges() {
		if slices.Contains(known, e.From) && slices.Contains(known, e.To) && (q.Along == nil || slices.Contains(q.Along, e.Kind)) {
			out = append(out, e.From+" "+e.Kind.Name+" "+e.To)
		}
	}
	if most := graph.EdgesPerNeighbour * *q.First; len(out)-1 > most {
		out, truncated = out[:1+most], true
	}
	return fmt.Sprintf("%s\ntruncated %t", strings.Join(out, "\n"), truncated)
}

// paths lists the keys along all paths, and says whether there are more.
func (j *judge) paths(from, to string, q graph.PathQuery) string {
	var found [][]string
	var walk func(trail []string)
	walk = func(trail []string) {
		at := trail[len(trail)-1]
		for _, e := range j.next[at] {
			key := otherEnd(e, at)
			switch {
			case from == to && !e.Kind.Directed, e.Kind.Directed && e.From != at, q.Along != nil && !slices.Contains(q.Along, e.Kind):
			case key == to:
				found = append(found, append(slices.Clone(trail), to))
			case len(trail) < q.MaxLength && !slices.Contains(trail, key) && j.open(e, key, q.Kinds, q.Along):
				walk(append(trail, key))
			}
		}
	}
	walk([]string{from})
	slices.SortFunc(found, func(a, b []string) int { return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b)) })
	found = slices.CompactFunc(found, slices.Equal) // over several edges
	truncated := len(found) > *q.First
	var out []string
	for _, p := range found[:min(len(found), *q.First)] {
		out = append(out, fmt.Sprintf("%s truncated %t", strings.Join(p, " "), truncated))
	}
	return strings.Join(out, "\n")
}

func describeNeighbourhood(s *graph.Subgraph) string {
	out := []string{strings.Join(recordKeys(s.Nodes), " ")}
	for _, e := range s.Edges {
		out = append(out, e.From.RecordKey()+" "+e.Kind.Name+" "+e.To.RecordKey())
	}
	return fmt.Sprintf("%s\ntruncated %t", strings.Join(out, "\n"), s.Truncated)
}

// describePaths lists the keys along paths, from their edges, and so fails where
// the edges of a path do not lead along its nodes.
func describePaths(t *testing.T, round bool, paths []graph.Subgraph) string {
	t.Helper()
	var out []string
	for _, p := range paths {
		keys := recordKeys(p.Nodes)
		if round {
			keys = append(keys, keys[0])
		}
		i := 0
		for _, e := range p.Edges {
			from, to := e.From.RecordKey(), e.To.RecordKey()
			joins := func(i int) bool {
				return i+1 < len(keys) && (from == keys[i] && to == keys[i+1] || !e.Kind.Directed && to == keys[i] && from == keys[i+1])
			}
			if !joins(i) {
				i++
			}
			if !joins(i) {
				t.Errorf("%v: the edge from %s to %s does not lead along it", keys, from, to)
			}
		}
		if i != len(keys)-2 {
			t.Errorf("%v: the edges lead along %d of its nodes", keys, i+2)
		}
		out = append(out, fmt.Sprintf("%s truncated %t", strings.Join(keys, " "), p.Truncated))
	}
	return strings.Join(out, "\n")
}

func TestWalksOverRandomWorldsAreWhatTryingEverythingFinds(t *testing.T) {
	filled := 0
	for seed := range int64(6) {
		records := storetest.Generate(seed, storetest.Size{Studies: 10, Factors: 8, Findings: 40})
		j, g := newJudge(records), graph.New(storeOf(t, records))
		r := rand.New(rand.NewPCG(uint64(seed), 5))
		var nodes []string
		for _, k := range graph.NodeKinds() {
			nodes = append(nodes, recordKeys(j.All(k))...)
		}
		one := func() string { return nodes[r.IntN(len(nodes))] }
		phases := recordKeys(j.All(graph.KindPhase))
		some := func() (kinds []graph.Kind, along []*graph.EdgeKind) {
			for range r.IntN(2) * 6 {
				kinds = append(kinds, graph.NodeKinds()[r.IntN(9)])
			}
			for range r.IntN(2) * 12 {
				along = append(along, graph.EdgeKinds()[r.IntN(len(graph.EdgeKinds()))])
			}
			return kinds, along
		}
		for range 60 {
			first := 1 + r.IntN(40)
			near := graph.Near{Depth: 1 + r.IntN(4), First: &first}
			near.Kinds, near.Along = some()
			root := one()
			got, err := g.Neighbourhood(t.Context(), root, near)
			if err != nil {
				t.Fatal(err)
			}
			if want := j.neighbourhood(root, near); describeNeighbourhood(got) != want {
				t.Fatalf("seed %d, %s %+v\n got %s\nwant %s", seed, root, near, describeNeighbourhood(got), want)
			}
			q := graph.PathQuery{MaxLength: 1 + r.IntN(4), First: &first}
			q.Kinds, q.Along = some()
			from, to := one(), one()
			if r.IntN(3) == 0 {
				q.MaxLength = 1 + r.IntN(8)
				from = phases[r.IntN(len(phases))]
				to = from
			}
			paths, err := g.Paths(t.Context(), from, to, q)
			if err != nil {
				t.Fatal(err)
			}
			filled += min(len(paths), 1)
			if got, want := describePaths(t, from == to, paths), j.paths(from, to, q); got != want {
				t.Fatalf("seed %d, %s to %s %+v\n got %s\nwant %s", seed, from, to, q, got, want)
			}
		}
	}
	if filled < 60 {
		t.Errorf("only %d answers had paths: the questions prove too little", filled)
	}
}
