package neo4jstore_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

var _ columns.TextStreamer = (*neo4jstore.Store)(nil)

func TestStreamedTextsAreThoseOfTheRecords(t *testing.T) {
	s := openStore(t)
	storetest.Load(t, s, storetest.Generate(7, storetest.Medium))
	var want []columns.Texts
	for r, err := range s.Scan(t.Context(), graph.NodeKinds()...) {
		if err != nil {
			t.Fatal(err)
		}
		node := columns.Texts{Kind: r.RecordKind(), Key: r.RecordKey(), Texts: graph.SearchTexts(r)}
		for i := range node.Texts {
			node.Texts[i].Lang = strings.ToLower(node.Texts[i].Lang)
		}
		want = append(want, node)
	}
	n, texts := 0, 0
	for got, err := range s.StreamTexts(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if n == len(want) {
			t.Fatalf("%s comes after all %d nodes", got.Key, n)
		}
		if got.Kind != want[n].Kind || got.Key != want[n].Key || !slices.Equal(got.Texts, want[n].Texts) {
			t.Fatalf("node %d is %+v, want %+v", n, got, want[n])
		}
		n, texts = n+1, texts+len(got.Texts)
	}
	if n != len(want) || texts == 0 {
		t.Errorf("%d nodes with %d texts came of %d", n, texts, len(want))
	}
}

func TestTextsThatNobodyWroteSoAreMalformed(t *testing.T) {
	s := openStore(t)
	storetest.Load(t, s, storetest.Generate(7, storetest.Small))
	for _, value := range []string{"['peer']", "['9en| peer ']", "['en| peer ']", "[1]", "1", "['']"} {
		run(t, "MATCH (n:Study:Entity) WITH n ORDER BY n.key LIMIT 1 SET n.searchTexts = "+value, nil)
		var failed error
		for _, err := range s.StreamTexts(t.Context()) {
			failed = err
		}
		if !neo4jstore.IsMalformed(failed) {
			t.Errorf("%s gives %v", value, failed)
		}
	}
}

// Columns over a database whose texts are spoiled count, and leave searches to it.
func TestSpoiledTextsLeaveTheColumnsInPlace(t *testing.T) {
	s := openStore(t)
	storetest.Load(t, s, storetest.Generate(7, storetest.Small))
	run(t, "MATCH (n:Study:Entity) WITH n ORDER BY n.key LIMIT 1 SET n.searchTexts = ['peer']", nil)
	told := make(chan columns.Report, 2)
	c := columns.Over(s, columns.Options{Report: func(r columns.Report) { told <- r }})
	defer func() { _ = c.Close() }()
	if r := <-told; r.Err != nil || r.Words {
		t.Fatalf("%+v, want columns", r)
	}
	if r := <-told; !r.Words || !neo4jstore.IsMalformed(r.Err) {
		t.Errorf("%+v, want no words", r)
	}
	if stats := c.Stats(); stats.Findings == 0 || stats.Searches {
		t.Errorf("%+v, want columns without words", stats)
	}
	got, want := searchedWith(t, c), searchedWith(t, s)
	if !reflect.DeepEqual(got, want) || len(want) == 0 {
		t.Errorf("%v, want %v", got, want)
	}
}

// searchedWith gives the keys that a search finds.
func searchedWith(t *testing.T, s graph.Store) (out []string) {
	t.Helper()
	err := graph.New(s).Read(t.Context(), func(g *graph.Graph) {
		found, err := g.Search(t.Context(), graph.SearchArgs{Text: "su*", Page: graph.PageArgs{Default: 20, Max: 20}})
		if err != nil {
			t.Error(err)
			return
		}
		for _, h := range found.Hits {
			out = append(out, fmt.Sprint(h.Rank, " ", h.Record.RecordKey()))
		}
	})
	if err != nil {
		t.Error(err)
	}
	return out
}
