package neo4jstore_test

import (
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

func searchFor(t *testing.T, text string) graph.Search {
	t.Helper()
	query, err := graph.ParseSearch(text, nil)
	if err != nil {
		t.Fatal(err)
	}
	return graph.Search{Query: query, Limit: 10, Total: true}
}

// Nodes on their way in, and nodes of others in the same database, may have a label
// of ours without the other.
func TestSearchFindsNodesOfTheGraphOnly(t *testing.T) {
	s := openStore(t)
	storetest.Load(t, s, storetest.Fixture())
	for _, labels := range []string{"Study", "Entity", "Study:Entity"} {
		key := strings.ToLower(strings.ReplaceAll(labels, ":", "-"))
		run(t, "CREATE (:"+labels+" {key: 'other-"+key+"', title: 'Ghost', searchWords: 'ghost', searchTexts: ['0| ghost ']})", nil)
	}
	run(t, "CREATE (:Study:Entity {key: 'no-texts', searchWords: 'ghost'})", nil)
	found, err := s.Search(t.Context(), searchFor(t, "ghost"))
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Hits) != 1 || found.Total != 1 || found.Hits[0].Record.RecordKey() != "other-study-entity" {
		t.Errorf("found %+v", found)
	}
}

func TestSearchWithoutItsIndexSaysWhatToDo(t *testing.T) {
	s := openStore(t)
	run(t, "DROP INDEX exitgraph_search", nil)
	_, err := s.Search(t.Context(), searchFor(t, "family"))
	if graph.KindOf(err) != graph.Unsupported || !strings.Contains(err.Error(), "exitgraph migrate") {
		t.Errorf("the error is %v", err)
	}
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Search(t.Context(), searchFor(t, "family")); err != nil {
		t.Errorf("after migrating: %v", err)
	}
}

// A large load stays out of sight while it is written; what it brings is found at
// once when it is whole, and what it takes away is not.
func TestSearchFindsWhatALargeLoadBroughtAndNothingElse(t *testing.T) {
	s := openStore(t)
	for _, seed := range []int64{1, 2} {
		records := storetest.Generate(seed, storetest.Medium)
		if _, err := s.Load(t.Context(), graph.Release{}, records, nil); err != nil {
			t.Fatal(err)
		}
		naive := storetest.NewNaive(records)
		for _, text := range []string{"family", "cafe", "trust*", `"support of"`} {
			q := searchFor(t, text)
			found, err := s.Search(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			want := naive.Search(q)
			if len(want.Hits) == 0 || found.Total != want.Total || len(found.Hits) != len(want.Hits) {
				t.Fatalf("%q finds %d of %d, want %d of %d", text, len(found.Hits), found.Total, len(want.Hits), want.Total)
			}
			for i, h := range want.Hits {
				if found.Hits[i].Place() != h.Place() {
					t.Errorf("%q: hit %d is at %+v, want %+v", text, i, found.Hits[i].Place(), h.Place())
				}
			}
		}
	}
}
