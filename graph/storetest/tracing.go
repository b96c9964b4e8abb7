package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

func mustTrace(t testing.TB, s graph.Store, q graph.Trace) graph.Traced {
	t.Helper()
	traced, err := s.Trace(background, q)
	if err != nil {
		t.Fatalf("trace %+v: %v", q, err)
	}
	return traced
}

// describeTraced writes an answer as lines: one for each node and edge.
func describeTraced(traced graph.Traced) []string {
	out := []string{fmt.Sprintf("%d nodes, %d edges, more %t", len(traced.Nodes), len(traced.Edges), traced.More)}
	for _, n := range traced.Nodes {
		out = append(out, n.Kind.String()+" "+n.Key)
	}
	for _, e := range traced.Edges {
		out = append(out, e.From+" "+e.Kind.Name+" "+e.To)
	}
	return out
}

// edgeKindsNamed finds kinds of edges by name; nil for no names.
func edgeKindsNamed(t testing.TB, names ...string) []*graph.EdgeKind {
	t.Helper()
	var out []*graph.EdgeKind
	for _, n := range names {
		e := graph.EdgeKindOf(n)
		if e == nil {
			t.Fatalf("there is no kind of edges %s", n)
		}
		out = append(out, e)
	}
	return out
}

// trace follows every kind of edges, all of them at once, and from all nodes.
func (s suite) trace(t *testing.T) {
	store, naive := s.world(t)
	var nodes []string
	for _, k := range graph.NodeKinds() {
		nodes = append(nodes, strings.Fields(keysOf(naive.All(k)))...)
	}
	standing := graph.Equals(field(t, graph.KindFinding, "status"), "CURRENT")
	ask := func(t *testing.T, q graph.Trace) graph.Traced {
		t.Helper()
		want := naive.Trace(q)
		same(t, q, describeTraced(mustTrace(t, store, q)), describeTraced(want))
		return want
	}
	for _, e := range graph.EdgeKinds() {
		t.Run(e.Name, func(t *testing.T) {
			along := []*graph.EdgeKind{e}
			if among := ask(t, graph.Trace{From: nodes, Along: along, Among: true, Limit: -1}); len(among.Edges) == 0 {
				t.Errorf("the generated world has no edge %s: teach Generate to make one", e.Name)
			}
			ask(t, graph.Trace{From: nodes, Along: along, Limit: -1})
			ask(t, graph.Trace{From: nodes[:len(nodes)/3], Along: along, Findings: standing, Except: nodes[len(nodes)/4 : len(nodes)/2], Limit: 7})
		})
	}
	ask(t, graph.Trace{From: nodes, Among: true, Limit: -1})
	ask(t, graph.Trace{From: nodes, Among: true, Limit: 100})
	for _, key := range nodes {
		ask(t, graph.Trace{From: []string{key}, Limit: 5, Except: []string{key}, Findings: standing})
	}
}

// traceFixture names its answers.
func (s suite) traceFixture(t *testing.T) {
	store, _ := s.fixture(t)
	words := strings.Fields
	limit := func(n int) func(*graph.Trace) { return func(q *graph.Trace) { q.Limit = n } }
	kinds := func(k ...graph.Kind) func(*graph.Trace) { return func(q *graph.Trace) { q.Kinds = k } }
	along := func(names ...string) func(*graph.Trace) {
		return func(q *graph.Trace) { q.Along = edgeKindsNamed(t, names...) }
	}
	except := func(keys string) func(*graph.Trace) { return func(q *graph.Trace) { q.Except = words(keys) } }
	among := func(q *graph.Trace) { q.Among = true }
	hindering := func(q *graph.Trace) { q.Findings = graph.Equals(field(t, graph.KindFinding, "valence"), "HINDERING") }
	for _, c := range []struct {
		name, from, want string
		change           []func(*graph.Trace)
	}{
		{"both ways, by kind and key", "alder", "paper-1998 paper-2010 review-2020 women f1 f2 f6 slip", nil},
		{"every other end once", "f1 f2", "alder paper-1998 paper-2010 women debt support awareness leaving slip", nil},
		{"nodes of From where another leads to them", "awareness leaving", "exit awareness leaving turn visceral f1 f2 f6", nil},
		{"nodes of From are not left out unless asked for", "awareness leaving", "exit turn visceral f1 f2 f6", []func(*graph.Trace){except("awareness leaving")}},
		{"a limit", "alder", "paper-1998 paper-2010 >", []func(*graph.Trace){limit(2)}},
		{"a limit that is just enough", "cedar", "review-2020 files", []func(*graph.Trace){limit(2)}},
		{"nothing wanted, and whether there were any", "cedar", ">", []func(*graph.Trace){limit(0)}},
		{"nothing wanted, and nothing there", "no-such", "", []func(*graph.Trace){limit(0)}},
		{"some kinds of nodes", "alder", "women slip", []func(*graph.Trace){kinds(graph.KindCaveat, graph.KindSample)}},
		{"no kinds of nodes", "alder", "", []func(*graph.Trace){kinds([]graph.Kind{}...), func(q *graph.Trace) { q.Kinds = []graph.Kind{} }}},
		{"kinds of links are no nodes", "alder", "", []func(*graph.Trace){kinds(graph.KindStudyReport)}},
		{"some kinds of edges", "alder", "review-2020 women", []func(*graph.Trace){along("HAS_SAMPLE", "INCLUDES")}},
		{"no kinds of edges", "alder", "", []func(*graph.Trace){func(q *graph.Trace) { q.Along = []*graph.EdgeKind{} }}},
		{"findings that meet a filter", "alder", "paper-1998 paper-2010 review-2020 women f2 slip", []func(*graph.Trace){hindering}},
		{"a node of any kind", "slip", "alder review-2020 f1", nil},
		{"from no node", "", "", nil},
		{"from what is not there, and from a link", "no-such awareness/leaving turn-awareness alder/paper-1998/PRIMARY", "", nil},
		{"edges among nodes", "alder f1 support exit", "f1-ABOUT-support f1-FROM_STUDY-alder", []func(*graph.Trace){among}},
		{"edges both ways", "leaving awareness", "awareness-NEXT-leaving leaving-NEXT-awareness", []func(*graph.Trace){among}},
		{"edges in their order", "awareness turn visceral f1 f3 support", "f1-ABOUT-support f3-ABOUT-support f1-IN_PHASE-awareness f3-IN_PHASE-visceral turn-MAPS_TO-awareness visceral-PART_OF-awareness", []func(*graph.Trace){among}},
		{"edges, limited", "awareness turn visceral f1 f3 support", "f1-ABOUT-support f3-ABOUT-support >", []func(*graph.Trace){among, limit(2)}},
		{"edges of some kinds", "alder birch cedar review-2020", "review-2020-RELATES_TO-cedar", []func(*graph.Trace){among, along("RELATES_TO", "PRESENTS")}},
		{"edges whatever the kinds of nodes", "alder women f2", "f2-FROM_SAMPLE-women f2-FROM_STUDY-alder alder-HAS_SAMPLE-women", []func(*graph.Trace){among, kinds(graph.KindPhase), except("alder")}},
		{"references that say more about a link are no edges", "review-2020 debt birch", "review-2020-CLASSIFIES-debt review-2020-INCLUDES-birch", []func(*graph.Trace){among}},
		{"no edges among one node", "alder", "", []func(*graph.Trace){among}},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := graph.Trace{From: words(c.from), Limit: -1}
			for _, change := range c.change {
				change(&q)
			}
			traced := mustTrace(t, store, q)
			var got []string
			for _, n := range traced.Nodes {
				got = append(got, n.Key)
			}
			for _, e := range traced.Edges {
				got = append(got, e.From+"-"+e.Kind.Name+"-"+e.To)
			}
			if traced.More {
				got = append(got, ">")
			}
			if !slices.Equal(got, words(c.want)) {
				t.Errorf("got %q, want %q", strings.Join(got, " "), c.want)
			}
		})
	}
}
