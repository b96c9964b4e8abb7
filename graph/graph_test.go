package graph_test

import (
	"context"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
)

// storeOf puts a world into a store.
func storeOf(t *testing.T, w world) *memstore.Store {
	t.Helper()
	s, err := memstore.New(graph.Release{Name: "test", Version: "1"}, w)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// recordKeys lists the keys of records, with a hyphen where there is none.
func recordKeys(records []graph.Record) []string {
	var out []string
	for _, r := range records {
		if r == nil {
			out = append(out, "-")
		} else {
			out = append(out, r.RecordKey())
		}
	}
	return out
}

func put(t *testing.T, g *graph.Graph, r graph.Record) {
	t.Helper()
	if _, err := g.Apply(t.Context(), graph.Batch{Changes: []graph.Change{{Record: r}}}); err != nil {
		t.Fatal(err)
	}
}

func TestGetTakesIDsAndKeysOfAnyKindInTheOrderAsked(t *testing.T) {
	w := soundWorld()
	g := graph.New(storeOf(t, w))
	id := func(k graph.Kind, key string) string { return graph.ID(w.Record(k, key)) }
	for _, c := range []struct {
		rule string
		ask  []string
		want string
	}{
		{"nothing", nil, ""},
		{"keys of several kinds", list("paper one women"), "paper one women"},
		{"ids of several kinds", []string{id(graph.KindFinding, "helps"), id(graph.KindPhase, "aware"), id(graph.KindCaveat, "slip")}, "helps aware slip"},
		{"ids and keys, some of them twice", []string{"one", id(graph.KindStudy, "one"), "two", "one"}, "one one two one"},
		{"an id of another kind", []string{graph.ID(&graph.Factor{Key: "one"}), "one"}, "- one"},
		{"what is not there", list("nowhere one"), "- one"},
		{"what can be neither", []string{"Not A Key", "eg_", "", "one"}, "- - - one"},
		{"nothing that can be one", []string{"Not A Key"}, "-"},
		{"findings that do not stand", list("old"), "old"},
		{"a link is no node", list("map-1 aware/exit"), "- -"},
	} {
		got, err := g.Get(t.Context(), c.ask)
		if err != nil {
			t.Errorf("%s: %v", c.rule, err)
		}
		same(t, c.rule, recordKeys(got), list(c.want), emptyIsNil)
	}
}

func TestAllListsWhatStandsInTheOrderOfTheKind(t *testing.T) {
	g := graph.New(storeOf(t, scopeWorld()))
	for k, want := range map[graph.Kind]string{
		graph.KindFinding: "hinders late sharp stands",
		graph.KindPhase:   "aware aware-deep aware-inner doubt doubt-first exit leave insight",
	} {
		got, err := g.All(t.Context(), k, nil)
		if err != nil {
			t.Fatal(err)
		}
		same(t, k.String(), recordKeys(got), list(want))
	}
	inside := has(edgeOf(graph.KindFinding, "phase"), graph.Some, graph.KeyIn(graph.KindPhase, "aware"))
	for rule, c := range map[string]struct {
		filter graph.Filter
		want   string
	}{
		"in a phase with parts":       {inside, "stands"},
		"in none of its parts":        {graph.Not{Filter: inside}, "hinders late sharp"},
		"in one of its parts, And":    {graph.And{inside, valence(graph.Facilitating)}, "stands"},
		"in one of its parts, or not": {graph.Or{valence(graph.Hindering), inside}, "hinders stands"},
	} {
		got, err := g.All(t.Context(), graph.KindFinding, c.filter)
		if err != nil {
			t.Fatal(err)
		}
		same(t, rule, recordKeys(got), list(c.want))
	}
}

func TestTargetsAreGivenForEachParentAndFindingsThatDoNotStandLeftOut(t *testing.T) {
	g := graph.New(storeOf(t, scopeWorld()))
	for _, c := range []struct {
		edge    *graph.Edge
		parents string
		want    []string
	}{
		{edgeOf(graph.KindStudy, "findings"), "two bare one", []string{"hinders late sharp", "", "stands"}},
		{edgeOf(graph.KindFinding, "supersededBy"), "superseded stands", []string{"withdrawn", ""}},
		{edgeOf(graph.KindPhase, "parts"), "aware nowhere", []string{"aware-inner", ""}},
	} {
		got, err := g.Targets(t.Context(), c.edge, list(c.parents))
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range c.want {
			same(t, c.edge.String(), recordKeys(got[i]), list(want), emptyIsNil)
		}
	}
}

func TestTargetsOfAnyKindAreFoundAndListed(t *testing.T) {
	w := soundWorld()
	g := graph.New(storeOf(t, w))
	affects := edgeOf(graph.KindCaveat, "affects")
	got, err := g.Targets(t.Context(), affects, list("slip"))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "targets", recordKeys(got[0]), list("one review"), unordered)
	lists, err := g.Expand(t.Context(), affects, list("slip"), graph.ListArgs{Page: graph.PageArgs{Default: 25, Max: 100}})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the list", recordKeys(lists[0].Records), list("one review"), unordered)
}

func TestATallyLeavesOutWhatDoesNotStandAndTakesThreeAxesAtMost(t *testing.T) {
	g := graph.New(storeOf(t, scopeWorld()))
	for _, c := range []struct {
		rule            string
		tally           graph.Tally
		nodes, findings int32
	}{
		{"findings", graph.Tally{}, 4, 4},
		{"findings that were withdrawn", graph.Tally{Where: status(graph.Withdrawn)}, 1, 1},
		{"studies with their findings", graph.Tally{Of: graph.KindStudy}, 3, 4},
		{"studies with findings that were withdrawn", graph.Tally{Of: graph.KindStudy, Findings: status(graph.Withdrawn)}, 3, 1},
		{"studies that have findings", graph.Tally{Of: graph.KindStudy, Where: has(edgeOf(graph.KindStudy, "findings"), graph.Some, nil)}, 2, 4},
	} {
		got, err := g.Tally(t.Context(), c.tally)
		if err != nil {
			t.Errorf("%s: %v", c.rule, err)
			continue
		}
		if got.Total.Nodes != c.nodes || got.Total.Findings != c.findings {
			t.Errorf("%s: %d nodes with %d findings, not %d with %d", c.rule, got.Total.Nodes, got.Total.Findings, c.nodes, c.findings)
		}
	}
	axis := graph.Axis{Dimension: graph.DimConfidence, Keys: list("HIGH MEDIUM LOW")}
	if _, err := g.Tally(t.Context(), graph.Tally{By: []graph.Axis{axis, axis, axis}}); err != nil {
		t.Errorf("three axes give %v", err)
	}
	_, err := g.Tally(t.Context(), graph.Tally{By: []graph.Axis{axis, axis, axis, axis}})
	if graph.KindOf(err) != graph.Invalid || !strings.Contains(err.Error(), "at most three dimensions, not 4") {
		t.Errorf("four axes give %v", err)
	}
}

func TestThePinnedGraphKeepsOneRevision(t *testing.T) {
	g := graph.New(storeOf(t, soundWorld()))
	before := g.Pin()
	put(t, g, aFactor("new"))
	after := g.Pin()
	for _, c := range []struct {
		g    *graph.Graph
		want string
	}{{before, "peers support work"}, {after, "new peers support work"}, {before, "peers support work"}} {
		factors, err := c.g.All(t.Context(), graph.KindFactor, nil)
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(factors, func(a, b graph.Record) int { return slices.Compare([]byte(a.RecordKey()), []byte(b.RecordKey())) })
		same(t, "the factors", recordKeys(factors), list(c.want))
		f, err := c.g.Frame(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		info, err := c.g.Info(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if f.Revision != info.Revision {
			t.Errorf("the frame is of revision %s, the store at %s", f.Revision, info.Revision)
		}
		same(t, "the axis of factors", axisOf(t, f, graph.DimFactor).Keys, list(c.want), unordered)
		same(t, "the axis of studies", axisOf(t, f, graph.DimStudy).Keys, list("one two"))
	}
}

func TestAPinnedGraphCountsItsCallsAndWhatTheyBrought(t *testing.T) {
	g := graph.New(storeOf(t, soundWorld()))
	pinned := g.Pin()
	if _, err := pinned.Frame(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i, ask := range []func() error{
		func() error { _, err := pinned.Get(t.Context(), list("one Not")); return err },
		func() error { _, err := pinned.Get(t.Context(), list("Not")); return err }, // asks nothing of the store
		func() error { _, err := pinned.All(t.Context(), graph.KindStudy, nil); return err },
		func() error {
			_, err := pinned.Targets(t.Context(), edgeOf(graph.KindStudy, "samples"), list("one two"))
			return err
		},
		func() error { _, err := g.All(t.Context(), graph.KindStudy, nil); return err }, // not pinned
	} {
		if err := ask(); err != nil {
			t.Fatal(err)
		}
		calls, rows := pinned.Stats()
		if want := [][2]int{{1, 1}, {1, 1}, {2, 3}, {3, 6}, {3, 6}}[i]; calls != want[0] || rows != want[1] {
			t.Errorf("after question %d there were %d calls with %d rows, not %v", i+1, calls, rows, want)
		}
	}
	if calls, rows := g.Stats(); calls != 0 || rows != 0 {
		t.Errorf("a graph that is not pinned counts %d calls with %d rows", calls, rows)
	}
}

func TestTheFrameIsSharedWithinARevisionAndRefreshedAfterABatch(t *testing.T) {
	g := graph.New(storeOf(t, soundWorld()))
	frame := func() *graph.Frame {
		f, err := g.Frame(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	first := frame()
	if frame() != first {
		t.Error("one revision has two frames")
	}
	put(t, g, aPhase("after", "stages", 3, ""))
	second := frame()
	if second == first || phaseKeys(second.TopPhases("stages")) != "aware exit after" {
		t.Errorf("after a batch the phases are %s", phaseKeys(second.TopPhases("stages")))
	}
	if phaseKeys(first.TopPhases("stages")) != "aware exit" {
		t.Error("a batch changed the frame of an earlier revision")
	}
}

// hastyStore applies a batch right after it was asked for its revision.
type hastyStore struct {
	*memstore.Store
	batch graph.Batch
}

func (s *hastyStore) Info(ctx context.Context) (graph.Info, error) {
	info, err := s.Store.Info(ctx)
	if err == nil && s.batch.Changes != nil {
		_, err = s.Apply(ctx, s.batch)
		s.batch = graph.Batch{}
	}
	return info, err
}

func TestAFrameHoldsTheContentOfItsRevisionAlsoWhenABatchComesInBetween(t *testing.T) {
	inner := storeOf(t, soundWorld())
	before, err := inner.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	g := graph.New(&hastyStore{inner, graph.Batch{Changes: []graph.Change{{Record: aPhase("after", "stages", 3, "")}}}})
	f, err := g.Frame(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := map[bool]string{true: "aware exit", false: "aware exit after"}[f.Revision == before.Revision]
	if got := phaseKeys(f.TopPhases("stages")); got != want {
		t.Errorf("the frame of revision %s has the phases %s, not %s", f.Revision, got, want)
	}
}

func TestAFrameOutlivesTheRequestThatCameFirst(t *testing.T) {
	g := graph.New(storeOf(t, soundWorld()))
	ctx, cancel := context.WithCancel(t.Context())
	f, err := g.Frame(ctx)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	same(t, "an axis read later", axisOf(t, f, graph.DimReport).Keys, list("paper review"))
}

// changingStore cannot hold a revision still: scans wait for a word, and another
// world may take the place of the one that was there.
type changingStore struct {
	graph.Store
	scanning, goOn chan struct{}
}

func (s *changingStore) Scan(ctx context.Context, kinds ...graph.Kind) iter.Seq2[graph.Record, error] {
	s.scanning <- struct{}{}
	<-s.goOn
	return s.Store.Scan(ctx, kinds...)
}

func TestARequestWaitsForAFrameOnlyAsLongAsItsContextLetsIt(t *testing.T) {
	s := &changingStore{storeOf(t, soundWorld()), make(chan struct{}, 10), make(chan struct{})}
	g := graph.New(s)
	for range 3 {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		if _, err := g.Frame(ctx); graph.KindOf(err) != graph.Unavailable {
			t.Errorf("a frame that hangs ends with %v", err)
		}
		cancel()
	}
	close(s.goOn)
	if _, err := g.Frame(t.Context()); err != nil {
		t.Error(err)
	}
	if len(s.scanning) != 1 {
		t.Errorf("%d requests read the frame, want one for all", len(s.scanning))
	}
}

func TestAFrameHoldsTheContentOfItsRevisionAlsoWhereTheStoreCannotHoldItStill(t *testing.T) {
	s := &changingStore{storeOf(t, soundWorld()), make(chan struct{}), make(chan struct{})}
	g := graph.New(s)
	read := make(chan *graph.Frame)
	go func() {
		f, err := g.Frame(t.Context())
		if err != nil {
			t.Error(err)
		}
		read <- f
	}()
	<-s.scanning
	if _, err := s.Apply(t.Context(), graph.Batch{Changes: []graph.Change{{Record: aPhase("after", "stages", 3, "")}}}); err != nil {
		t.Fatal(err)
	}
	s.goOn <- struct{}{} // the content is new now, and the name of the revision old
	<-s.scanning
	s.goOn <- struct{}{}
	f := <-read
	info, err := g.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if f == nil || f.Revision != info.Revision || phaseKeys(f.TopPhases("stages")) != "aware exit after" {
		t.Errorf("the frame is %+v, at revision %s", f, info.Revision)
	}
}

func TestEveryQuestionAfterTheStoreWasClosedIsUnavailable(t *testing.T) {
	s := storeOf(t, soundWorld())
	g := graph.New(s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	inPhases := graph.KeyIn(graph.KindPhase, "aware")
	for verb, ask := range map[string]func() error{
		"info":    func() error { _, err := g.Info(ctx); return err },
		"frame":   func() error { _, err := g.Pin().Frame(ctx); return err },
		"get":     func() error { _, err := g.Get(ctx, list("one")); return err },
		"all":     func() error { _, err := g.All(ctx, graph.KindStudy, nil); return err },
		"phases":  func() error { _, err := g.All(ctx, graph.KindPhase, inPhases); return err },
		"find":    func() error { _, err := g.Find(ctx, graph.KindStudy, graph.ListArgs{}); return err },
		"find in": func() error { _, err := g.Find(ctx, graph.KindPhase, graph.ListArgs{Where: inPhases}); return err },
		"targets": func() error { _, err := g.Targets(ctx, edgeOf(graph.KindStudy, "samples"), list("one")); return err },
		"expand": func() error {
			_, err := g.Expand(ctx, edgeOf(graph.KindStudy, "samples"), list("one"), graph.ListArgs{})
			return err
		},
		"tally": func() error { _, err := g.Tally(ctx, graph.Tally{}); return err },
		"apply": func() error {
			_, err := g.Apply(ctx, graph.Batch{Changes: []graph.Change{{Record: aFactor("x")}}})
			return err
		},
	} {
		if err := ask(); graph.KindOf(err) != graph.Unavailable {
			t.Errorf("%s: %v", verb, err)
		}
	}
}

func TestDataThatNobodyPublishedStillNamesARelease(t *testing.T) {
	info, err := graph.New(memstore.Empty()).Info(context.Background())
	want := graph.Release{Name: "dataset", Version: "0.0.0-unversioned", Date: "1970-01-01", License: "NOASSERTION"}
	if err != nil || info.Release != want {
		t.Errorf("got %+v, %v; want %+v", info.Release, err, want)
	}
}
