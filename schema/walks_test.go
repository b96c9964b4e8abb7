package schema

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

func fixtureEngine(t *testing.T) *Engine {
	t.Helper()
	s, err := memstore.New(graph.Release{Version: "1"}, storetest.Fixture())
	if err != nil {
		t.Fatal(err)
	}
	return engineOver(t, s)
}

func TestNeighbourhoodsAreAnsweredAsTheGraphGivesThem(t *testing.T) {
	e := fixtureEngine(t)
	for _, c := range []struct{ rule, query, want string }{
		{"the nodes next to a node, and the edges between", `{ neighbourhood(id: "shelter") { nodes { __typename ... on Factor { key } ... on Finding { key } } edges { kind fromKey toKey } truncated } }`,
			`{"neighbourhood": {"nodes": [{"__typename": "Factor", "key": "shelter"}, {"__typename": "Factor", "key": "support"}, {"__typename": "Finding", "key": "f4"}],
				"edges": [{"kind": "ABOUT", "fromKey": "f4", "toKey": "shelter"}, {"kind": "BROADER", "fromKey": "shelter", "toKey": "support"}], "truncated": false}}`},
		{"limited", `{ neighbourhood(id: "shelter", depth: 2, first: 2) { nodes { ... on Factor { key } } edges { kind } truncated } }`,
			`{"neighbourhood": {"nodes": [{"key": "shelter"}, {"key": "support"}], "edges": [{"kind": "BROADER"}], "truncated": true}}`},
		{"null is as not given", `{ neighbourhood(id: "shelter", depth: null, kinds: null, along: null, first: null) { edges { kind } } }`,
			`{"neighbourhood": {"edges": [{"kind": "ABOUT"}, {"kind": "BROADER"}]}}`},
		{"no kinds reach nothing", `{ neighbourhood(id: "shelter", kinds: []) { nodes { ... on Factor { key } } edges { kind } truncated } }`,
			`{"neighbourhood": {"nodes": [{"key": "shelter"}], "edges": [], "truncated": false}}`},
		{"some kinds of nodes and of edges", `{ neighbourhood(id: "f1", depth: 2, kinds: [PHASE], along: [IN_PHASE, NEXT]) { nodes { ... on Phase { key } } edges { kind } } }`,
			`{"neighbourhood": {"nodes": [{}, {"key": "awareness"}, {"key": "leaving"}], "edges": [{"kind": "IN_PHASE"}, {"kind": "NEXT"}, {"kind": "NEXT"}]}}`},
		{"a path in its order", `{ paths(from: "leaving", to: "f3", along: [NEXT, PART_OF, IN_PHASE]) { nodes { ... on Phase { key } ... on Finding { key } } edges { kind fromKey toKey } truncated } }`,
			`{"paths": [{"nodes": [{"key": "leaving"}, {"key": "awareness"}, {"key": "visceral"}, {"key": "f3"}],
				"edges": [{"kind": "NEXT", "fromKey": "leaving", "toKey": "awareness"}, {"kind": "PART_OF", "fromKey": "visceral", "toKey": "awareness"}, {"kind": "IN_PHASE", "fromKey": "f3", "toKey": "visceral"}], "truncated": false}]}`},
		{"no path", `{ paths(from: "coercion", to: "cedar", maxLength: 1) { truncated } }`, `{"paths": []}`},
		{"a round", `{ paths(from: "leaving", to: "leaving") { nodes { ... on Phase { key } } edges { fromKey toKey } } }`,
			`{"paths": [{"nodes": [{"key": "leaving"}, {"key": "awareness"}], "edges": [{"fromKey": "leaving", "toKey": "awareness"}, {"fromKey": "awareness", "toKey": "leaving"}]}]}`},
	} {
		a := ask(t, e, c.query, "")
		if len(a.Errors) > 0 {
			t.Errorf("%s: %s", c.rule, a.raw)
			continue
		}
		a.wantData(t, c.want)
	}
}

func TestEdgesNameTheirNodesByIDAndByKey(t *testing.T) {
	data := must(t, curatedEngine(), `{ neighbourhood(id: "baker-reentry", depth: 2, first: 200) { nodes { id ... on Study { key } ... on Phase { key } } edges { from to fromKey toKey } } }`, "")
	ids := map[string]bool{}
	for _, n := range dig(t, data, "neighbourhood", "nodes").([]any) {
		ids[dig(t, n, "id").(string)] = true
	}
	edges := dig(t, data, "neighbourhood", "edges").([]any)
	for _, e := range edges {
		for _, end := range []string{"from", "to"} {
			id := dig(t, e, end).(string)
			if _, key, ok := graph.ParseID(id); !ids[id] || !ok || key != dig(t, e, end+"Key") {
				t.Errorf("an edge has the end %s, which is no node of the answer or not %v", id, dig(t, e, end+"Key"))
			}
		}
	}
	if len(ids) < 50 || len(edges) < 50 {
		t.Errorf("%d nodes and %d edges: the question proves too little", len(ids), len(edges))
	}
}

// The returns of a model are reached by paths and by Phase.next alike.
func TestTheCycleOfReturnsIsReachedByPathsAndByNext(t *testing.T) {
	next := map[string][]string{}
	data := must(t, curatedEngine(), `{ phases { key next { to { key } } } }`, "")
	for _, p := range dig(t, data, "phases").([]any) {
		for _, step := range dig(t, p, "next").([]any) {
			from := dig(t, p, "key").(string)
			next[from] = append(next[from], dig(t, step, "to", "key").(string))
		}
	}
	var rounds []string
	var walk func(trail []string)
	walk = func(trail []string) {
		for _, to := range next[trail[len(trail)-1]] {
			if to == trail[0] {
				rounds = append(rounds, fmt.Sprintf("%d %s", len(trail), strings.Join(trail, " ")))
			} else if !slices.Contains(trail, to) {
				walk(append(slices.Clone(trail), to))
			}
		}
	}
	walk([]string{"baker-reentry"})
	slices.Sort(rounds)
	data = must(t, curatedEngine(), `{ paths(from: "baker-reentry", to: "baker-reentry", maxLength: 8) { nodes { ... on Phase { key } } truncated } }`, "")
	var got []string
	for _, p := range dig(t, data, "paths").([]any) {
		keys := keysOf(t, dig(t, p, "nodes"))
		got = append(got, fmt.Sprintf("%d %s", len(keys), strings.Join(keys, " ")))
	}
	if !slices.Equal(got, rounds) || len(rounds) < 4 {
		t.Errorf("paths give the rounds\n%s\nand next those of\n%s", strings.Join(got, "\n"), strings.Join(rounds, "\n"))
	}
}

func TestWalksThatCannotBeAnsweredSayWhy(t *testing.T) {
	for _, c := range []struct{ query, code, says string }{
		{`{ neighbourhood(id: "no-such-node") { truncated } }`, "NOT_FOUND", `no node "no-such-node"`},
		{`{ neighbourhood(id: "family", depth: 0) { truncated } }`, "BAD_USER_INPUT", "depth must be from 1 to 6 here, and is 0"},
		{`{ neighbourhood(id: "family", depth: 7) { truncated } }`, "BAD_USER_INPUT", "depth must be from 1 to 6 here, and is 7"},
		{`{ neighbourhood(id: "family", first: 1001) { truncated } }`, "BAD_USER_INPUT", "first must be from 1 to 1000 here, and is 1001"},
		{`{ paths(from: "no-such-node", to: "family") { truncated } }`, "NOT_FOUND", `no node "no-such-node"`},
		{`{ paths(from: "family", to: "no-such-node") { truncated } }`, "NOT_FOUND", `no node "no-such-node"`},
		{`{ paths(from: "family", to: "hickle-2017", maxLength: 9) { truncated } }`, "BAD_USER_INPUT", "maxLength must be from 1 to 8 here, and is 9"},
		{`{ paths(from: "family", to: "hickle-2017", first: 0) { truncated } }`, "BAD_USER_INPUT", "first must be from 1 to 100 here, and is 0"},
		{`{ neighbourhood(id: "family", along: [NO_SUCH]) { truncated } }`, "GRAPHQL_VALIDATION_FAILED", "NO_SUCH"},
	} {
		a := ask(t, curatedEngine(), c.query, "")
		if len(a.Errors) != 1 || a.Errors[0].code() != c.code || !strings.Contains(a.Errors[0].Message, c.says) {
			t.Errorf("%s: %s", c.query, a.raw)
		}
	}
}

func TestWalksCostWhatTheyMayBring(t *testing.T) {
	for _, c := range []struct {
		query string
		cost  int
	}{
		{`{ neighbourhood(id: "family") { truncated } }`, neighbourhoodWeight + 1},
		{`{ neighbourhood(id: "family") { nodes { id } } }`, neighbourhoodWeight + 1 + 25},
		{`{ neighbourhood(id: "family", first: 40) { nodes { id } edges { kind } } }`, neighbourhoodWeight + 1 + 40 + 400},
		{`{ neighbourhood(id: "family", first: 40) { nodes { ... on Finding { study { title } } } } }`, neighbourhoodWeight + 1 + 40 + 40},
		{`{ paths(from: "family", to: "children") { truncated } }`, pathsWeight + 25},
		{`{ paths(from: "family", to: "children", first: 3, maxLength: 2) { nodes { id } edges { kind } } }`, pathsWeight + 3 + 3*3 + 3*3*10},
		{`{ paths(from: "family", to: "children", first: 1000, maxLength: 2) { nodes { id } } }`, pathsWeight + 100 + 100*3},
	} {
		if a := ask(t, curatedEngine(), c.query, ""); a.resp.Info.Cost != c.cost {
			t.Errorf("%s costs %d, want %d", c.query, a.resp.Info.Cost, c.cost)
		}
	}
}

func TestWalksNeedCallsByTheirLengthAndNotByTheData(t *testing.T) {
	small := engineOver(t, generated(t, 1, storetest.Small))
	large := engineOver(t, generated(t, 1, storetest.Size{Studies: 200, Factors: 60, Findings: 3000}))
	for _, e := range []*Engine{small, large} {
		for n := 1; n <= 6; n++ {
			a := ask(t, e, fmt.Sprintf(`{ neighbourhood(id: "factor-1", depth: %d, first: 1000) { nodes { id } edges { kind } } }`, n), "")
			if calls := a.resp.Info.StoreCalls; len(a.Errors) > 0 || calls > n+3 {
				t.Errorf("%d calls for depth %d: %.200s", calls, n, a.raw)
			}
			a = ask(t, e, fmt.Sprintf(`{ paths(from: "factor-1", to: "factor-2", maxLength: %d) { nodes { id } edges { kind } } }`, n), "")
			if calls := a.resp.Info.StoreCalls; len(a.Errors) > 0 || calls > 3*n+2 {
				t.Errorf("%d calls for paths of at most %d edges: %.200s", calls, n, a.raw)
			}
		}
	}
}
