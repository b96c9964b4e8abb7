package neo4jstore_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// everything reads a store as lines.
func everything(t *testing.T, s graph.Store) []string {
	t.Helper()
	var out []string
	for r, err := range s.Scan(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, line(r))
	}
	return out
}

// line writes a record down for comparisons.
func line(r graph.Record) string { return fmt.Sprintf("%+v", r) }

// mustLoad loads, and checks that nothing of the records is missing.
func mustLoad(t *testing.T, s asked, records []graph.Record) graph.Receipt {
	t.Helper()
	receipt, err := s.Load(t.Context(), graph.Release{Name: "test", Version: "1"}, records, nil)
	if err != nil {
		t.Fatal(err)
	}
	whole(t, s, records)
	return receipt
}

// whole checks that the database holds the records and all relationships of theirs.
func whole(t *testing.T, s asked, records []graph.Record) {
	t.Helper()
	ok, err := s.Whole(t.Context())
	if n := len(everything(t, s)); err != nil || !ok || n != len(records) {
		t.Errorf("%d records of %d are there, with all that joins them: %t (%v)", n, len(records), ok, err)
	}
	if left := run(t, "MATCH (n) WHERE NOT n:Entity AND NOT n:Meta RETURN count(n)", nil); left[0][0] != int64(0) {
		t.Errorf("%v nodes are left over", left[0][0])
	}
}

func TestLoadLeavesWhatApplyWould(t *testing.T) {
	s := openStore(t)
	records := storetest.Generate(5, storetest.Small)
	storetest.Load(t, s, records)
	want, wantInfo := everything(t, s), infoOf(t, s)

	s = openStore(t)
	receipt, err := s.Load(t.Context(), graph.Release{Name: "test"}, records, nil)
	if err != nil {
		t.Fatal(err)
	}
	info := infoOf(t, s)
	if got := everything(t, s); !reflect.DeepEqual(got, want) || info.Hash != wantInfo.Hash || receipt.Revision != wantInfo.Revision || info.Release.Name != "test" {
		t.Errorf("the load left %d records at %s, Apply %d at %s", len(got), info.Revision, len(want), wantInfo.Revision)
	}
	if again := mustLoad(t, s, records); again.Applied != 0 || again.Revision != receipt.Revision {
		t.Errorf("the same load again wrote %d records", again.Applied)
	}
	storetest.Load(t, s, storetest.Generate(5, storetest.Small)) // and others may write again
}

func mustFind(t *testing.T, s graph.Store, q graph.Find) graph.Page {
	t.Helper()
	page, err := s.Find(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestLoadReplacesWhatWasThere(t *testing.T) {
	s := openStore(t)
	mustLoad(t, s, storetest.Generate(5, storetest.Small))
	mustLoad(t, s, storetest.Fixture())
	got := everything(t, s)
	fresh := openStore(t)
	mustLoad(t, fresh, storetest.Fixture())
	if want := everything(t, fresh); !reflect.DeepEqual(got, want) {
		t.Errorf("%d records after the second load, want %d", len(got), len(want))
	}
}

func TestFaultyRecordsAreRefusedBeforeTheFirstIsWritten(t *testing.T) {
	s := openStore(t)
	records := append(storetest.Fixture(), storetest.Fixture()[0])
	_, err := s.Load(t.Context(), graph.Release{}, records, nil)
	refused(t, err, graph.Invalid, "stands twice")
	var problems graph.ProblemsError
	if !errors.As(err, &problems) || len(everything(t, s)) != 0 {
		t.Errorf("got %v, and %d records", err, len(everything(t, s)))
	}
}

func TestLoadMendsRelationshipsThatAreMissing(t *testing.T) {
	s := openStore(t)
	records := storetest.Generate(5, storetest.Small)
	mustLoad(t, s, records)
	for _, harm := range []string{
		"MATCH ()-[r:ABOUT]->() WITH r LIMIT 1 DELETE r",
		"MATCH (a:Caveat)-[r:AFFECTS]->() DELETE r",
		"MATCH (m:Meta {name: 'exitgraph'}) SET m.encoding = 0",
	} {
		run(t, harm, nil)
		if receipt := mustLoad(t, s, records); receipt.Applied == 0 {
			t.Errorf("after %s, a load wrote nothing", harm)
		}
		if receipt := mustLoad(t, s, records); receipt.Applied != 0 {
			t.Errorf("after %s was mended, a load wrote %d records", harm, receipt.Applied)
		}
	}
}

func TestContentThatCannotBeReadIsReplaced(t *testing.T) {
	s := openStore(t)
	mustLoad(t, s, storetest.Fixture())
	run(t, "MATCH (n:Study) SET n.year = 'a word'", nil)
	for _, err := range s.Scan(t.Context()) {
		if err != nil {
			refused(t, err, graph.Internal, "load the data again")
		}
	}
	mustLoad(t, s, storetest.Fixture())
	if got := everything(t, s); len(got) != len(storetest.Fixture()) {
		t.Errorf("%d records are there", len(got))
	}
}

func infoOf(t *testing.T, s graph.Store) graph.Info {
	t.Helper()
	info, err := s.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// hostile are values that look like the query language.
var hostile = []string{
	"x'}) MATCH (n) DETACH DELETE n //", "` + 1 `", "``", "$p0", "$limit", "${jndi}", "\\u0027", `"}]`, "';", "/* */", "{p0}", "null", "true", "a\u2028b", "`n`.`key`",
}

func TestHostileValuesGoInAndComeOutUnchanged(t *testing.T) {
	study := graph.ModelOf(graph.KindStudy)
	records := storetest.Fixture()
	var sample graph.Record
	for _, r := range records {
		if r.RecordKind() == graph.KindStudy {
			sample = r
		}
	}
	for i, word := range hostile {
		c := study.Copy(sample).(*graph.Study)
		c.Key, c.Title, c.Notes, c.Venues = fmt.Sprintf("hostile-%02d", i), word, word, []string{word, "other"}
		records = append(records, c)
	}
	check := func(t *testing.T, s graph.Store) {
		t.Helper()
		for i, word := range hostile {
			key := fmt.Sprintf("hostile-%02d", i)
			at := graph.PositionOf([]graph.OrderTerm{{Field: study.Field("title")}}, &graph.Study{Key: key + "-", Title: word})
			for _, q := range []graph.Find{
				{Where: graph.Equals(study.Field("title"), word)},
				{Where: graph.Compare{Field: study.Field("notes"), Op: graph.OpContains, Strs: []string{word}}},
				{Where: graph.Compare{Field: study.Field("venues"), Op: graph.OpHasAll, Strs: []string{word, "other"}}},
				{Where: graph.KeyIn(graph.KindStudy, key, word), Order: []graph.OrderTerm{{Field: study.Field("title")}}, Window: graph.Window{Before: &at}},
			} {
				q.Kind, q.Window.Limit = graph.KindStudy, 100
				page := mustFind(t, s, q)
				found := false
				for _, r := range page.Records {
					c := r.(*graph.Study)
					found = found || c.Key == key && c.Title == word && c.Notes == word && strings.Join(c.Venues, "|") == word+"|other"
				}
				if !found {
					t.Errorf("%+v does not find %q as it was put", q, word)
				}
			}
			if _, err := s.Get(t.Context(), graph.Get{Keys: []string{word, key}}); err != nil {
				t.Errorf("get %q: %v", word, err)
			}
			axis := graph.Axis{Dimension: graph.DimStudy, Keys: []string{word, key}, Place: map[string][]int{word: {0}}}
			if _, err := s.Tally(t.Context(), graph.Tally{By: []graph.Axis{axis}}); err != nil {
				t.Errorf("tally %q: %v", word, err)
			}
			if _, err := s.Expand(t.Context(), graph.Expand{Edge: study.Edge("samples"), Parents: []string{word}}); err != nil {
				t.Errorf("expand %q: %v", word, err)
			}
		}
	}
	t.Run("by Apply", func(t *testing.T) {
		s := openStore(t)
		storetest.Load(t, s, records)
		check(t, s)
	})
	t.Run("by Load", func(t *testing.T) {
		s := openStore(t)
		mustLoad(t, s, records)
		check(t, s)
	})
}
