package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
)

// concurrent writes pairs of records that must agree, while others read them as every
// answer does: within Graph.Read, since a database may show a part of a batch to a single
// question while it applies it, as graph.Marker says.
func (s suite) concurrent(t *testing.T) {
	store, _ := s.fixture(t)
	pair := func(n int) (graph.Change, graph.Change) {
		a, b := newStudy("pair-a"), newStudy("pair-b")
		a.Notes, b.Notes = fmt.Sprint(n), fmt.Sprint(n)
		return put(a), put(b)
	}
	a, b := pair(0)
	mustApply(t, store, a, b)
	g := graph.New(store)
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for {
				readPair(t, g)
				select {
				case <-done:
					if !readPair(t, g) {
						t.Error("nothing is answered when nobody writes any more")
					}
					return
				default:
				}
			}
		})
	}
	for n := range 25 {
		a, b := pair(n + 1)
		if _, err := store.Apply(background, batch(a, b)); err != nil {
			t.Errorf("apply beside readers: %v", err)
		}
	}
	close(done)
	wg.Wait()
}

// readPair reads the pair and counts, and says whether there was an answer: none while
// the data change each time.
func readPair(t *testing.T, g *graph.Graph) bool {
	var page *graph.List
	var err, uncounted error
	moving := g.Read(background, func(g *graph.Graph) {
		page, err = g.Find(background, graph.KindStudy, graph.ListArgs{
			Where: graph.KeyIn(graph.KindStudy, "pair-a", "pair-b"), Page: graph.PageArgs{Default: 10, Max: 10},
		})
		_, uncounted = g.Tally(background, graph.Tally{By: []graph.Axis{{Dimension: graph.DimDesign, Keys: []string{"QUALITATIVE"}}}, Units: graph.CountAll})
	})
	switch {
	case errors.Is(moving, graph.ErrMoving):
		return false
	case moving != nil || err != nil || uncounted != nil:
		t.Errorf("read beside a writer: %v, %v, tally: %v", moving, err, uncounted)
	case len(page.Records) != 2:
		t.Errorf("%d records of a pair", len(page.Records))
	default:
		if x, y := page.Records[0].(*graph.Study).Notes, page.Records[1].(*graph.Study).Notes; x != y {
			t.Errorf("half of a batch is seen: %s and %s", x, y)
		}
	}
	return true
}

// writers count up by compare and swap on the revision: no step may be lost.
func (s suite) writers(t *testing.T) {
	store := s.open(t)
	counter := newStudy("counter")
	counter.DataCollectedFrom = 1900
	mustApply(t, store, put(counter))
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for done := 0; done < 5; {
				info, err := store.Info(background)
				if err != nil {
					t.Error(err)
					return
				}
				got, err := get(background, store, "counter")
				if err != nil {
					t.Error(err)
					return
				}
				next := *got[0].(*graph.Study)
				next.DataCollectedFrom++
				_, err = store.Apply(background, graph.Batch{IfRevision: info.Revision, Changes: []graph.Change{put(&next)}})
				switch {
				case err == nil:
					done++
				case graph.KindOf(err) != graph.Conflict:
					t.Errorf("a writer that came second got %v, want a conflict", err)
					return
				}
			}
		})
	}
	wg.Wait()
	if got := copyOf[*graph.Study](t, store, graph.KindStudy, "counter").DataCollectedFrom; got != 1920 && !t.Failed() {
		t.Errorf("20 steps led from 1900 to %d", got)
	}
}

func (s suite) scan(t *testing.T) {
	store, naive := s.world(t)
	var want []string
	for _, k := range graph.Kinds() {
		for _, r := range naive.All(k) {
			want = append(want, describe(r))
		}
	}
	same(t, "everything, by kind and key", content(t, store), want)
	var some []string
	for _, k := range []graph.Kind{graph.KindFactor, graph.KindPhase, graph.KindPhaseMapping} {
		some = append(some, strings.Fields(keysOf(naive.All(k)))...)
	}
	same(t, "some kinds, in the order of kinds", strings.Fields(keysOf(all(t, store, graph.KindPhaseMapping, graph.KindFactor, graph.KindPhase))), some)
	same(t, "a kind named twice", strings.Fields(keysOf(all(t, store, graph.KindFactor, graph.KindFactor))), strings.Fields(keysOf(naive.All(graph.KindFactor))))

	n := 0
	for _, err := range store.Scan(background) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 3 {
			break
		}
	}
	if again := len(all(t, store)); n != 3 || again != len(want) {
		t.Errorf("after a scan that was left at %d, a scan gives %d of %d records", n, again, len(want))
	}
	// A write in the middle belongs to the next revision.
	seen := map[string]bool{}
	for r, err := range store.Scan(background, graph.KindStudy) {
		if err != nil {
			t.Fatal(err)
		}
		if len(seen) == 0 {
			mustApply(t, store, put(newStudy("zz-late")))
		}
		seen[r.RecordKey()] = true
	}
	if seen["zz-late"] || len(seen) != len(naive.All(graph.KindStudy)) {
		t.Errorf("a scan saw %d studies of its revision, the late one: %t", len(seen), seen["zz-late"])
	}
}

// snapshot holds for stores that have snapshots; others promise nothing here.
func (s suite) snapshot(t *testing.T) {
	store, _ := s.fixture(t)
	snapshotter, ok := store.(graph.Snapshotter)
	if !ok {
		return
	}
	before, info := content(t, store), mustInfo(t, store)
	held := snapshotter.Snapshot()
	mustApply(t, store, put(newStudy("later")), remove(copyOf[graph.Record](t, store, graph.KindFinding, "f6")))
	same(t, "the snapshot", content(t, held), before)
	if got := mustInfo(t, held); got.Revision != info.Revision {
		t.Errorf("the snapshot is at %s, want %s", got.Revision, info.Revision)
	}
	if got, err := get(background, held, "later", "f6"); err != nil || keysOf(got) != "- f6" {
		t.Errorf("the snapshot has %s (%v)", keysOf(got), err)
	}
	if counted := mustTally(t, held, graph.Tally{}); counted.Total.Findings != 6 {
		t.Errorf("the snapshot counts %d findings, want 6", counted.Total.Findings)
	}
	if got := mustFind(t, store, graph.Find{Kind: graph.KindFinding, Window: graph.Window{Limit: 0}, Total: true}).Total; got != 5 {
		t.Errorf("the store has %d findings, want 5", got)
	}
	if err := held.Close(); err != nil {
		t.Errorf("closing a snapshot: %v", err)
	}
	if mustInfo(t, store).Revision == info.Revision {
		t.Error("the store is still at the revision of the snapshot")
	}
}

// unchanged compares records before and after use, both those handed in and those
// handed out.
func (s suite) unchanged(t *testing.T) {
	store, records := s.open(t), Generate(worldSeed, Small)
	before := make([]string, len(records))
	for i, r := range records {
		before[i] = describe(r)
	}
	Load(t, store, records)
	out := all(t, store)
	given := make([]string, len(out))
	for i, r := range out {
		given[i] = describe(r)
	}
	naive := NewNaive(records)
	a := &asker{Rand: random(3), world: naive}
	rounds := 25
	if s.inPairs {
		rounds = 5 // enough to touch what a verb shares; Differential asks the thousand
	}
	for range rounds {
		if _, err := store.Find(background, a.find()); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Expand(background, a.expand()); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Tally(background, a.tally()); err != nil {
			t.Fatal(err)
		}
	}
	report := copyOf[*graph.Report](t, store, graph.KindReport, records[0].RecordKey())
	report.Year = 1901 // moves the years of its studies
	mustApply(t, store, put(report))
	for i, r := range records {
		if describe(r) != before[i] {
			t.Fatalf("a record that was handed in changed\n was: %s\n now: %s", before[i], describe(r))
		}
	}
	for i, r := range out {
		if describe(r) != given[i] {
			t.Fatalf("a record that was handed out changed\n was: %s\n now: %s", given[i], describe(r))
		}
	}
}

// everyVerb calls each verb and gives the errors.
func everyVerb(ctx context.Context, s graph.Store) map[Verb]error {
	out := map[Verb]error{}
	_, out[Get] = get(ctx, s, "alder")
	_, out[Find] = s.Find(ctx, graph.Find{Kind: graph.KindStudy, Window: graph.Window{Limit: -1}})
	_, out[Expand] = s.Expand(ctx, graph.Expand{Edge: graph.ModelOf(graph.KindStudy).Edge("findings"), Parents: []string{"alder"}, Window: graph.Window{Limit: -1}})
	_, out[Tally] = s.Tally(ctx, graph.Tally{Units: graph.CountAll})
	_, out[Search] = s.Search(ctx, searchFor("alder"))
	_, out[Trace] = s.Trace(ctx, graph.Trace{From: []string{"alder"}, Limit: -1})
	_, out[Apply] = s.Apply(ctx, batch(put(newStudy("never"))))
	_, out[Info] = s.Info(ctx)
	n := 0
	for _, err := range s.Scan(ctx) {
		if n++; err != nil {
			out[Scan] = err
		}
	}
	if out[Scan] != nil && n != 1 {
		out[Scan] = fmt.Errorf("scan handed over %d pairs beside its error", n-1)
	}
	return out
}

func (s suite) cancelled(t *testing.T) {
	store, _ := s.fixture(t)
	before := content(t, store)
	gone, cancel := context.WithCancel(background)
	cancel()
	late, done := context.WithDeadline(background, time.Unix(1, 0))
	defer done()
	for _, c := range []struct {
		ctx  context.Context
		want graph.ErrorKind
	}{{gone, graph.Canceled}, {late, graph.Unavailable}} {
		for verb, err := range everyVerb(c.ctx, store) {
			kindIs(t, string(verb), err, c.want)
		}
	}
	same(t, "after cancelled calls", content(t, store), before)
}

func (s suite) closed(t *testing.T) {
	store, _ := s.fixture(t)
	if err := store.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	for verb, err := range everyVerb(background, store) {
		kindIs(t, string(verb), err, graph.Unavailable)
		var e *graph.Error
		if !errors.As(err, &e) || e.Message == "" {
			t.Errorf("%s after Close gives %v: want a *graph.Error that says what to do", verb, err)
		}
	}
}
