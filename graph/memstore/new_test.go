package memstore_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

func TestNewHoldsWhatApplyWouldHold(t *testing.T) {
	records := storetest.Generate(1, storetest.Small)
	slices.Reverse(records)
	release := graph.Release{Name: "test", Version: "1"}
	s, err := memstore.New(release, records)
	if err != nil {
		t.Fatal(err)
	}
	filled := open(t)
	storetest.Load(t, filled, records)
	got, err := s.Info(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want, err := filled.Info(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if got.Hash != want.Hash || got.Release != release {
		t.Errorf("New gives %+v, Apply %+v", got, want)
	}
}

func TestNewRefusesFaultyRecordsAndListsEveryFault(t *testing.T) {
	study := func(key, title string) graph.Record {
		return &graph.Study{
			Key: key, Title: title, Design: "QUALITATIVE", DesignBasis: "STATED", TraffickingScope: "NATIONAL",
			TraffickingScopeBasis: "STATED", Setting: "INDOOR", SettingBasis: "STATED",
			DefinitionScope: "NOT_EXTRACTED", Confidence: "HIGH",
		}
	}
	if _, err := memstore.New(graph.Release{}, []graph.Record{study("sound", "Sound")}); err != nil {
		t.Fatalf("a sound record is refused: %v", err)
	}
	for _, c := range []struct {
		name    string
		records []graph.Record
		faults  int
	}{
		{"two faults", []graph.Record{study("a", ""), study("B", "B")}, 2},
		{"a key twice", []graph.Record{study("a", "A"), study("a", "Another")}, 1},
	} {
		_, err := memstore.New(graph.Release{}, c.records)
		var problems graph.ProblemsError
		if graph.KindOf(err) != graph.Invalid || !errors.As(err, &problems) || len(problems) != c.faults {
			t.Errorf("%s: got %v, want Invalid with %d problems", c.name, err, c.faults)
		}
	}
	if _, err := memstore.New(graph.Release{}, []graph.Record{nil}); graph.KindOf(err) != graph.Invalid {
		t.Errorf("a nil record gives %v, want Invalid", err)
	}
}

func TestQuestionsThatNoModelHasAreInvalid(t *testing.T) {
	s, ctx := memstore.Empty(), context.Background()
	affects := graph.ModelOf(graph.KindCaveat).Edge("affects")
	for name, ask := range map[string]func() error{
		"find of no kind":               func() error { _, err := s.Find(ctx, graph.Find{}); return err },
		"find of a kind beyond":         func() error { _, err := s.Find(ctx, graph.Find{Kind: 200}); return err },
		"groups of no kind":             func() error { _, err := s.Expand(ctx, graph.Expand{Groups: []graph.Filter{nil}}); return err },
		"a filter on nodes of any kind": func() error { _, err := s.Expand(ctx, graph.Expand{Edge: affects, Where: graph.And{}}); return err },
		"a tally of reports":            func() error { _, err := s.Tally(ctx, graph.Tally{Of: graph.KindReport}); return err },
		"four axes":                     func() error { _, err := s.Tally(ctx, graph.Tally{By: make([]graph.Axis, 4)}); return err },
		"no dimension":                  func() error { _, err := s.Tally(ctx, graph.Tally{By: make([]graph.Axis, 1)}); return err },
	} {
		if err := ask(); graph.KindOf(err) != graph.Invalid {
			t.Errorf("%s gives %v, want Invalid", name, err)
		}
	}
}

func TestSnapshotsWriteToTheStoreAndCloseWithIt(t *testing.T) {
	s, ctx := memstore.Empty(), context.Background()
	held := s.Snapshot()
	if _, err := held.Apply(ctx, graph.Batch{Release: &graph.Release{Name: "new"}}); err != nil {
		t.Fatal(err)
	}
	if now, err := s.Info(ctx); err != nil || now.Release.Name != "new" {
		t.Errorf("the store has the release %+v (%v)", now.Release, err)
	}
	if before, err := held.Info(ctx); err != nil || before.Release.Name != "" {
		t.Errorf("the snapshot has the release %+v (%v)", before.Release, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := held.Info(ctx); graph.KindOf(err) != graph.Unavailable {
		t.Errorf("after Close of its store a snapshot gives %v, want Unavailable", err)
	}
}
