package storetest

import (
	"context"
	"errors"
	"iter"
	"sync"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
)

func TestGeneratedWorldsAreValidAndRepeatable(t *testing.T) {
	for seed := range int64(40) {
		records := Generate(seed, Small)
		if problems := graph.CheckAll(NewNaive(records)); len(problems) > 0 {
			t.Fatalf("seed %d: %v", seed, problems)
		}
		again := Generate(seed, Small)
		if len(again) != len(records) {
			t.Fatalf("seed %d gives %d records, then %d", seed, len(records), len(again))
		}
		for i, r := range records {
			if describe(r) != describe(again[i]) {
				t.Fatalf("seed %d gives %s, then %s", seed, describe(r), describe(again[i]))
			}
		}
	}
}

func TestFixtureIsValid(t *testing.T) {
	if problems := graph.CheckAll(NewNaive(Fixture())); len(problems) > 0 {
		t.Fatal(problems)
	}
}

// parts are what questions use of the model.
type parts struct {
	fields map[*graph.Field]bool
	edges  map[*graph.Edge]bool
}

func (p parts) note(f graph.Filter) {
	var inside []graph.Filter
	switch f := f.(type) {
	case graph.And:
		inside = f
	case graph.Or:
		inside = f
	case graph.Not:
		inside = []graph.Filter{f.Filter}
	case graph.Compare:
		p.fields[f.Field] = true
	case graph.Has:
		p.edges[f.Edge] = true
		inside = []graph.Filter{f.Where}
	}
	for _, f := range inside {
		p.note(f)
	}
}

func TestRandomQuestionsUseEveryPartOfTheModel(t *testing.T) {
	a := &asker{Rand: random(1), world: NewNaive(Generate(1, Small))}
	p, dims := parts{map[*graph.Field]bool{}, map[*graph.Edge]bool{}}, map[graph.Dimension]bool{}
	for range 6000 {
		p.note(a.find().Where)
		for _, axis := range a.tally().By {
			dims[axis.Dimension] = true
		}
	}
	for _, k := range graph.Kinds() {
		for _, f := range graph.ModelOf(k).Fields {
			if !p.fields[f] {
				t.Errorf("no question compares %s", f)
			}
		}
		for _, e := range graph.ModelOf(k).Edges {
			if e.Filterable() && !p.edges[e] {
				t.Errorf("no question follows %s", e)
			}
		}
	}
	if len(dims) != len(graph.Dimensions()) {
		t.Errorf("questions count by %d of %d dimensions", len(dims), len(graph.Dimensions()))
	}
}

func TestSeedComesFromTheEnvironment(t *testing.T) {
	t.Setenv(SeedVariable, "42")
	if got := Seed(t, 1); got != 42 {
		t.Errorf("seed %d, want 42", got)
	}
	t.Setenv(SeedVariable, "")
	if got := Seed(t, 7); got != 7 {
		t.Errorf("seed %d, want the fallback 7", got)
	}
}

func TestNumberOfQuestionsCanBeReplaced(t *testing.T) {
	t.Setenv(QuestionsVariable, "7")
	if got := Questions(t, 1000); got != 7 {
		t.Errorf("%d questions", got)
	}
	t.Setenv(QuestionsVariable, "")
	if got := Questions(t, 1000); got != 1000 {
		t.Errorf("without the variable %d questions", got)
	}
}

// still is a store that answers every call with the same.
type still struct{ graph.Store }

func (still) Get(_ context.Context, q graph.Get) (graph.Page, error) {
	return graph.Page{Records: make([]graph.Record, len(q.Keys))}, nil
}

func (still) Find(context.Context, graph.Find) (graph.Page, error) {
	return graph.Page{Records: make([]graph.Record, 3)}, nil
}

func (still) Expand(context.Context, graph.Expand) ([]graph.Page, error) {
	return []graph.Page{{Records: make([]graph.Record, 2)}, {}, {Records: make([]graph.Record, 1)}}, nil
}

func (still) Tally(context.Context, graph.Tally) (*graph.Counted, error) {
	return &graph.Counted{Groups: graph.GroupsOf(make([]graph.Group, 4))}, nil
}

func (still) Search(context.Context, graph.Search) (graph.Found, error) {
	return graph.Found{Hits: make([]graph.Hit, 7)}, nil
}

func (still) Trace(context.Context, graph.Trace) (graph.Traced, error) {
	return graph.Traced{Nodes: make([]graph.NodeRef, 2), Edges: make([]graph.TracedEdge, 5)}, nil
}

func (still) Apply(context.Context, graph.Batch) (graph.Receipt, error) {
	return graph.Receipt{Applied: 5}, nil
}

func (still) Scan(context.Context, ...graph.Kind) iter.Seq2[graph.Record, error] {
	return func(yield func(graph.Record, error) bool) {
		for range 6 {
			if !yield(newStudy("s"), nil) {
				return
			}
		}
	}
}

func (still) Info(context.Context) (graph.Info, error) { return graph.Info{}, nil }
func (still) Close() error                             { return nil }
func (s still) Snapshot() graph.Store                  { return s }

func TestCountingCountsCallsAndRowsOfTheStoreAndItsSnapshots(t *testing.T) {
	c := NewCounting(still{})
	for verb, err := range everyVerb(background, c.Snapshot()) {
		if err != nil {
			t.Errorf("%s: %v", verb, err)
		}
	}
	if _, err := get(background, c, "a", "b"); err != nil {
		t.Fatal(err)
	}
	got := c.Counts()
	for verb, want := range map[Verb][2]int{Get: {2, 3}, Find: {1, 3}, Expand: {1, 3}, Tally: {1, 4}, Search: {1, 7}, Trace: {1, 7}, Apply: {1, 5}, Scan: {1, 6}, Info: {1, 0}} {
		if got.Calls[verb] != want[0] || got.Rows[verb] != want[1] {
			t.Errorf("%s: %d calls and %d rows, want %v", verb, got.Calls[verb], got.Rows[verb], want)
		}
	}
	if got.Total() != 9 {
		t.Errorf("%d calls for data, want 9", got.Total())
	}
	c.Reset()
	if c.Counts().Total() != 0 {
		t.Error("a reset leaves counts behind")
	}
}

func TestCountingIsSafeForManyGoroutines(t *testing.T) {
	c := NewCounting(still{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 100 {
				_, _ = c.Find(background, graph.Find{}) // still never fails
			}
		})
	}
	wg.Wait()
	if got := c.Counts(); got.Calls[Find] != 800 || got.Rows[Find] != 2400 {
		t.Errorf("%d calls and %d rows, want 800 and 2400", got.Calls[Find], got.Rows[Find])
	}
}

func TestFaultyFailsTheChosenCallOfEachVerb(t *testing.T) {
	broken := errors.New("broken")
	for _, verb := range []Verb{Get, Find, Expand, Tally, Search, Trace, Apply, Scan, Info} {
		f := NewFaulty(still{}, Fault{Verb: verb, Call: 2, Err: broken})
		for call, want := range []error{nil, broken, nil} {
			for v, err := range everyVerb(background, f.Snapshot()) {
				if v == verb && !errors.Is(err, want) || v != verb && err != nil {
					t.Errorf("%s, call %d of %s: %v, want %v", verb, call+1, v, err, want)
				}
			}
		}
	}
	f := NewFaulty(still{}, Fault{Verb: Close, Err: broken})
	if err := f.Close(); !errors.Is(err, broken) {
		t.Errorf("close: %v", err)
	}
	f.Set()
	if err := f.Close(); err != nil {
		t.Errorf("close without faults: %v", err)
	}
}

func TestFaultyScanFailsAfterSomeRecords(t *testing.T) {
	broken := errors.New("broken")
	f := NewFaulty(still{}, Fault{Verb: Scan, Err: broken, After: 4})
	n := 0
	var last error
	for _, err := range f.Scan(background) {
		if last = err; err == nil {
			n++
		}
	}
	if n != 4 || !errors.Is(last, broken) {
		t.Errorf("%d records, then %v; want 4, then the fault", n, last)
	}
}

func TestFaultyDelayEndsWithTheContext(t *testing.T) {
	f := NewFaulty(still{}, Fault{Verb: Find, Delay: time.Hour})
	ctx, cancel := context.WithTimeout(background, 5*time.Millisecond)
	defer cancel()
	if _, err := f.Find(ctx, graph.Find{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want the end of the context", err)
	}
}
