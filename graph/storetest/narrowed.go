package storetest

import (
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// narrowed asks for some fields of each kind, and for what comes along: every store may
// hand out more, and none less or anything else.
func (s suite) narrowed(t *testing.T) {
	store, naive := s.world(t)
	for part := range 3 {
		r := third(part)
		for _, k := range graph.Kinds() {
			r.Along = toOne(k)
			order := graph.ModelOf(k).Order
			page, err := store.Find(background, graph.Find{Kind: k, Order: order, Window: graph.Window{Limit: 20}, Total: part == 1, Reading: r})
			agrees(t, naive, page, r, order, err)
			if len(page.Records) == 0 {
				t.Errorf("there are no records of kind %s", k)
			}
			if k.IsNode() {
				var keys []string
				for _, record := range page.Records {
					keys = append(keys, record.RecordKey())
				}
				page, err := store.Get(background, graph.Get{Keys: keys, Reading: r})
				agrees(t, naive, page, r, nil, err)
				searchAgrees(t, store, naive, k, r)
			}
		}
		for _, k := range graph.Kinds() {
			for _, e := range graph.ModelOf(k).Edges {
				if e.To != 0 {
					narrowedEdge(t, store, naive, e, r)
				}
			}
		}
	}
}

// third is a reading of every third field of each kind.
func third(part int) graph.Reading {
	var r graph.Reading
	for _, k := range graph.Kinds() {
		r.Fields[k] = graph.KeyOnly
		for i, f := range graph.ModelOf(k).Fields {
			if i%3 == part {
				r.Fields[k] = r.Fields[k].With(f)
			}
		}
	}
	return r
}

// narrowedEdge asks for some fields of what all records of a kind lead to.
func narrowedEdge(t *testing.T, store graph.Store, naive *Naive, e *graph.Edge, r graph.Reading) {
	t.Helper()
	r.Along = toOne(e.To)
	var parents []string
	for _, record := range naive.All(e.From) {
		parents = append(parents, record.RecordKey())
	}
	pages, err := store.Expand(background, graph.Expand{Edge: e, Kind: e.To, Parents: parents, Window: graph.Window{Limit: 5}, Reading: r})
	for i, page := range pages {
		if i > 0 && (page.Brought.Along != nil || page.Brought.At != nil) {
			t.Errorf("%s: page %d brings something, and not the first one", e, i)
		}
		agrees(t, naive, page, r, nil, err)
	}
}

// searchAgrees searches for what many records say, in one kind and in all of them.
func searchAgrees(t *testing.T, store graph.Store, naive *Naive, k graph.Kind, r graph.Reading) {
	t.Helper()
	r.Along = nil
	for _, kinds := range [][]graph.Kind{{k}, nil} {
		q := searchFor("s*")
		q.Kinds, q.Reading = kinds, r
		found, err := store.Search(background, q)
		page := graph.Page{Total: found.Total}
		for _, h := range found.Hits {
			page.Records = append(page.Records, h.Record)
		}
		agrees(t, naive, page, r, nil, err)
		if kinds == nil && len(page.Records) == 0 {
			t.Error("nothing is found")
		}
		same(t, "hits", strings.Fields(hitsOf(found)), strings.Fields(hitsOf(naive.Search(q))))
	}
}

// toOne lists the edges of a kind that a Reading may name.
func toOne(k graph.Kind) []*graph.Edge {
	var out []*graph.Edge
	for _, e := range graph.ModelOf(k).Edges {
		if !e.Many && len(e.Paths) == 1 && len(e.Paths[0]) == 1 && !e.Paths[0][0].Inverse {
			out = append(out, e)
		}
	}
	return out
}

// agrees checks what a page hands out against the oracle.
func agrees(t *testing.T, naive *Naive, p graph.Page, r graph.Reading, order []graph.OrderTerm, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range append(append([]graph.Record{}, p.Records...), p.Brought.Along...) {
		fields := r.Fields[record.RecordKind()]
		for _, o := range order {
			if o.Field.Kind == record.RecordKind() {
				fields = fields.With(o.Field)
			}
		}
		want := naive.Record(record.RecordKind(), record.RecordKey())
		if want == nil || !equalRecords(only(record, fields), only(want, fields)) {
			t.Fatalf("a record is not what it is\n got: %s\nwant: %v", describe(record), want)
		}
	}
}
