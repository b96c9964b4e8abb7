package storetest

import (
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// pagesOf describes the pages of an Expand by keys: pages divided by bars, with
// marks where something comes before or after.
func pagesOf(pages []graph.Page) string {
	var out []string
	for _, p := range pages {
		keys := keysOf(p.Records)
		if p.HasPrevious {
			keys = "< " + keys
		}
		if p.HasNext {
			keys += " >"
		}
		out = append(out, strings.TrimSpace(keys))
	}
	return strings.Join(out, " | ")
}

func mustExpand(t testing.TB, s graph.Store, q graph.Expand) []graph.Page {
	t.Helper()
	pages, err := s.Expand(background, q)
	if err != nil {
		t.Fatalf("expand %+v: %v", q, err)
	}
	return pages
}

// expand follows every edge from all records of its kind.
func (s suite) expand(t *testing.T) {
	store, naive := s.world(t)
	for _, k := range graph.Kinds() {
		parents := strings.Fields(keysOf(naive.All(k)))
		for _, e := range graph.ModelOf(k).Edges {
			t.Run(e.String(), func(t *testing.T) {
				q := graph.Expand{Edge: e, Kind: e.To, Parents: parents, Window: graph.Window{Limit: -1}, Total: true}
				want := naive.Expand(q)
				same(t, q.Edge, describePages(mustExpand(t, store, q)...), describePages(want...))
				if !slices.ContainsFunc(want, func(p graph.Page) bool { return len(p.Records) > 0 }) {
					t.Errorf("no record of the generated world has a target over %s: teach Generate to make one", e)
				}
				if e.To == 0 {
					return
				}
				last := graph.ModelOf(e.To).Fields[len(graph.ModelOf(e.To).Fields)-1]
				q.Where, q.Total = graph.Not{Filter: graph.Absent{Field: last}}, false
				q.Order = append(slices.Clone(graph.ModelOf(e.To).Order), graph.OrderTerm{Field: graph.ModelOf(e.To).KeyField(), Desc: true})
				q.Window = graph.Window{Limit: 2, Backward: true}
				same(t, q, describePages(mustExpand(t, store, q)...), describePages(naive.Expand(q)...))
			})
		}
	}
}

// parents names its answers.
func (s suite) parents(t *testing.T) {
	store, naive := s.fixture(t)
	position := func(key string) *graph.Position {
		at := graph.PositionOf(nil, naive.Record(0, key))
		return &at
	}
	for _, c := range []struct {
		name    string
		kind    graph.Kind
		edge    string
		parents string
		window  graph.Window
		where   graph.Filter
		want    string
	}{
		{"pages in the order of the parents", graph.KindStudy, "findings", "birch alder cedar", graph.Window{Limit: -1}, nil, "f3 f4 | f1 f2 f6 | "},
		{"a limit for each parent", graph.KindStudy, "findings", "alder birch", graph.Window{Limit: 2}, nil, "f1 f2 > | f3 f4"},
		{"the last of each parent", graph.KindStudy, "findings", "alder birch", graph.Window{Limit: 1, Backward: true}, nil, "< f6 | < f4"},
		{"a window for each parent", graph.KindStudy, "findings", "alder birch", graph.Window{After: position("f1"), Limit: 1}, nil, "< f2 > | f3 >"},
		{"no records wanted", graph.KindStudy, "findings", "alder cedar", graph.Window{Limit: 0}, nil, ">|"},
		{"a filter on the targets", graph.KindStudy, "findings", "alder birch", graph.Window{Limit: -1}, graph.Equals(field(t, graph.KindFinding, "valence"), "HINDERING"), "f2 | f3"},
		{"no parents", graph.KindStudy, "findings", "", graph.Window{Limit: -1}, nil, ""},
		{"a parent that is not there", graph.KindStudy, "findings", "no-such alder women", graph.Window{Limit: -1}, nil, "| f1 f2 f6 |"},
		{"a repeated parent", graph.KindStudy, "findings", "birch birch", graph.Window{Limit: -1}, nil, "f3 f4 | f3 f4"},
		{"one target or none", graph.KindFinding, "study", "f5 f1", graph.Window{Limit: -1}, nil, "| alder"},
		{"through links", graph.KindReport, "studies", "paper-2010 review-2020", graph.Window{Limit: -1}, nil, "alder birch |"},
		{"links of every role once", graph.KindStudy, "reports", "alder", graph.Window{Limit: -1}, nil, "paper-1998 paper-2010 review-2020"},
		{"the first path that reaches any", graph.KindFinding, "samples", "f2 f3 f4 f5", graph.Window{Limit: -1}, nil, "women | men | men women |"},
		{"both directions", graph.KindSample, "overlapsWith", "women files men", graph.Window{Limit: -1}, nil, "files | women |"},
		{"two paths to one record", graph.KindReport, "caveats", "review-2020", graph.Window{Limit: -1}, nil, "slip"},
		{"top level only", graph.KindPhaseModel, "phases", "exit spiral", graph.Window{Limit: -1}, nil, "awareness leaving | turn"},
		{"mixed kinds by key", graph.KindCaveat, "affects", "slip", graph.Window{Limit: -1}, nil, "alder f1"},
		{"from a link", graph.KindClassification, "studies", "debt/review-2020", graph.Window{Limit: -1}, nil, "alder birch"},
		{"to links", graph.KindPhase, "next", "awareness leaving", graph.Window{Limit: -1}, nil, "awareness/leaving | leaving/awareness"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := edge(t, c.kind, c.edge)
			q := graph.Expand{Edge: e, Kind: e.To, Parents: strings.Fields(c.parents), Where: c.where, Window: c.window}
			pages := mustExpand(t, store, q)
			if len(pages) != len(q.Parents) {
				t.Fatalf("%d pages for %d parents", len(pages), len(q.Parents))
			}
			clean := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "|", " | ")), " ") }
			if got := pagesOf(pages); clean(got) != clean(c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// groups asks for the cells of an axis, with a filter of their own.
func (s suite) groups(t *testing.T) {
	store, naive := s.world(t)
	for _, d := range graph.Dimensions() {
		axis := axisOf(naive, d)
		q := graph.Expand{Kind: graph.KindFinding, Order: orderOf(t, graph.KindFinding, "-valence"), Total: true,
			Where:  graph.Not{Filter: graph.Equals(field(t, graph.KindFinding, "status"), "WITHDRAWN")},
			Window: graph.Window{Limit: 3}}
		for i := range axis.Keys {
			q.Groups = append(q.Groups, axis.Filter(i))
		}
		same(t, q, describePages(mustExpand(t, store, q)...), describePages(naive.Expand(q)...))
	}
	pages := mustExpand(t, store, graph.Expand{Kind: graph.KindStudy, Window: graph.Window{Limit: -1}})
	if len(pages) != 0 {
		t.Errorf("%d pages for no groups", len(pages))
	}
}
