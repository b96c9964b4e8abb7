package storetest

import (
	"context"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

func (s suite) roundTrip(t *testing.T) {
	store, naive := s.world(t)
	used := map[*graph.Field]bool{}
	for _, got := range all(t, store) {
		want := naive.Record(got.RecordKind(), got.RecordKey())
		if want == nil || !equalRecords(got, want) {
			t.Fatalf("a record changed on its way\n got: %s\nwant: %v", describe(got), want)
		}
		for _, f := range graph.ModelOf(got.RecordKind()).Fields {
			used[f] = used[f] || !f.Absent(got)
		}
	}
	for _, k := range graph.Kinds() {
		for _, f := range graph.ModelOf(k).Fields {
			if !used[f] {
				t.Errorf("no record of the generated world has a value in %s: teach Generate to fill it", f)
			}
		}
	}
}

func (s suite) extremes(t *testing.T) {
	store := s.open(t)
	bare, long := newStudy("bare"), newStudy("long")
	long.Notes = strings.Repeat("Ünïcode 𝔊 'q' \"q\" `b` $x\n", 8000)
	long.Venues = []string{"b", "a", "B"}
	Load(t, store, []graph.Record{bare, long})
	got, err := get(background, store, "bare", "long")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []graph.Record{bare, long} {
		if got[i] == nil || !equalRecords(got[i], want) {
			t.Fatalf("%s changed on its way", want.RecordKey())
		}
	}
	for _, name := range []string{"notes", "method", "venues", "dataCollectedFrom", "year"} {
		if f := field(t, graph.KindStudy, name); !f.Absent(got[0]) {
			t.Errorf("%s was absent and has a value", f)
		}
	}
}

func (s suite) derived(t *testing.T) {
	store := s.open(t)
	records := Fixture()
	for _, r := range records {
		switch r := r.(type) {
		case *graph.Study:
			r.Year = 1900 // to be ignored
		case *graph.StudyReport:
			r.Key = ""
		case *graph.Finding:
			if r.Status == graph.Current {
				r.Status = ""
			}
		}
	}
	Load(t, store, records)
	for key, year := range map[string]int{"alder": 1998, "birch": 2010, "cedar": 0} {
		if got := copyOf[*graph.Study](t, store, graph.KindStudy, key).Year; got != year {
			t.Errorf("year of %s is %d, want %d: the earliest of its primary reports", key, got, year)
		}
	}
	if got := keysOf(all(t, store, graph.KindStudyReport)); !strings.Contains(got, "alder/paper-1998/PRIMARY") {
		t.Errorf("links have the keys %s: want study/report/role", got)
	}
	if got := copyOf[*graph.Finding](t, store, graph.KindFinding, "f1").Status; got != graph.Current {
		t.Errorf("a finding put without a status has %q, want CURRENT", got)
	}
}

func (s suite) get(t *testing.T) {
	store, _ := s.fixture(t)
	for _, c := range []struct{ name, ask, want string }{
		{"kinds mixed, in the order of keys", "f2 alder women exit", "f2 alder women exit"},
		{"nil where there is none", "alder no-such-key birch", "alder - birch"},
		{"repeated keys", "birch birch alder birch", "birch birch alder birch"},
		{"links are no nodes", "awareness/leaving turn-awareness", "- -"},
		{"no exact match, no record", "Alder alde alderr", "- - -"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := get(background, store, strings.Fields(c.ask)...)
			if err != nil {
				t.Fatal(err)
			}
			if keysOf(got) != c.want {
				t.Errorf("got %s, want %s", keysOf(got), c.want)
			}
		})
	}
	for _, keys := range [][]string{nil, {}, {""}} {
		got, err := get(background, store, keys...)
		if err != nil || len(got) != len(keys) {
			t.Errorf("Get(%q) gives %d records and %v", keys, len(got), err)
		}
	}
}

// get gives whole nodes by their keys.
func get(ctx context.Context, s graph.Store, keys ...string) ([]graph.Record, error) {
	got, err := s.Get(ctx, graph.Get{Keys: keys})
	return got.Records, err
}
