package columns_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// contents are two stores with as many findings each as their one study says.
func contents(t *testing.T) (small, large graph.Store) {
	t.Helper()
	return content(t, 40), content(t, 70)
}

func content(t *testing.T, findings int) graph.Store {
	t.Helper()
	var records []graph.Record
	for _, r := range storetest.GenerateLarge(1, storetest.LargeSize{Studies: 1, Factors: 3, Phases: 2, Findings: findings}) {
		switch r := r.(type) {
		case *graph.Study:
			r.Title, r.Notes = fmt.Sprint(findings), fmt.Sprint(findings)
		case *graph.Finding:
			r.Status = graph.Current // so that each is counted
		}
		records = append(records, r)
	}
	s, err := memstore.New(graph.Release{Version: "1"}, records)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// readBoth asks for the count of findings and for what the study says of it.
func readBoth(g *graph.Graph) (counted, said string, err error) {
	err = g.Read(background, func(g *graph.Graph) {
		counted, said = "", ""
		total, err := g.Tally(background, graph.Tally{By: []graph.Axis{{Dimension: graph.DimValence, Keys: graph.VocabValence.Names()}}})
		if err != nil {
			counted = err.Error()
			return
		}
		studies, err := g.All(background, graph.KindStudy, nil)
		if err != nil || len(studies) != 1 {
			said = fmt.Sprint(len(studies), " studies: ", err)
			return
		}
		again, err := g.Tally(background, graph.Tally{})
		if err != nil || again.Total != total.Total {
			said = fmt.Sprintf("%+v, then %+v: %v", total.Total, again.Total, err)
			return
		}
		counted, said = fmt.Sprint(total.Total.Findings), studies[0].(*graph.Study).Notes
	})
	return counted, said, err
}

// settled says whether there are columns with words, and nothing more is being made.
func settled(c *columns.Store) func() bool {
	return func() bool {
		s := c.Stats()
		return s.Searches && !s.Making
	}
}

// await waits until something holds.
func await(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

// alike says whether all values are one.
func alike(told []string) bool {
	for _, one := range told {
		if one != told[0] {
			return false
		}
	}
	return true
}

// movedOnce lets the data move from 40 to 70 findings before each of the first questions
// in turn, from the answer at quiet on, and demands of every answer of read that it has so
// many values and that all of them speak of one state.
func movedOnce(t *testing.T, questions, answers, quiet, values int, read func(*graph.Graph) ([]string, error)) {
	t.Helper()
	for at := 1; at <= questions; at++ {
		var armed atomic.Bool
		var asked atomic.Int64
		small, large := contents(t)
		moving := storetest.NewMoving(func(int) bool { return armed.Load() && asked.Add(1) == int64(at) }, small, large)
		c := columns.Over(moving, columns.Options{Pause: 1})
		await(t, "there are columns with words", settled(c))
		g := graph.New(c)
		seen := map[string]bool{}
		for i := range answers {
			if i == quiet {
				armed.Store(true)
			}
			told, err := read(g)
			if err != nil || len(told) != values || !alike(told) {
				t.Errorf("moved before question %d, answer %d: %v (%v)", at, i, told, err)
				continue
			}
			seen[told[0]] = true
		}
		if moving.Moves() != 1 || !seen["40"] || !seen["70"] {
			t.Errorf("the data moved %d times, and answers were of %v", moving.Moves(), seen)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestEachAnswerBelongsToOneRevisionWhereverTheDataMoves(t *testing.T) {
	movedOnce(t, 12, 30, 3, 2, func(g *graph.Graph) ([]string, error) {
		counted, said, err := readBoth(g)
		return []string{counted, said}, err
	})
}

func TestEachAnswerBelongsToOneRevisionWhileOthersWrite(t *testing.T) {
	small, large := contents(t)
	var move atomic.Bool
	moving := storetest.NewMoving(func(int) bool { return move.Swap(false) }, small, large)
	inner := storetest.NewCounting(moving)
	c := columns.Over(inner, columns.Options{Pause: 1})
	defer c.Close()
	g := graph.New(c)
	var writer, readers sync.WaitGroup
	done := make(chan struct{})
	writer.Go(func() { moveNowAndThen(moving, c, &move, done) })
	var counts atomic.Int64
	for range 4 {
		readers.Go(func() {
			for end := time.Now().Add(2 * time.Minute); moving.Moves() < 8 && time.Now().Before(end); {
				counted, said, err := readBoth(g)
				if errors.Is(err, graph.ErrMoving) {
					continue
				}
				if err != nil || counted != said {
					t.Errorf("%s findings counted where the study says %s (%v)", counted, said, err)
					return
				}
				counts.Add(2)
			}
		})
	}
	readers.Wait()
	close(done)
	writer.Wait()
	past := inner.Counts().Calls[storetest.Tally]
	if moving.Moves() < 8 || past == 0 || int64(past) >= counts.Load() {
		t.Errorf("%d moves, and %d of %d counts passed the columns: want some", moving.Moves(), past, counts.Load())
	}
}

// moveNowAndThen lets the data move, mostly when there are columns of the present state.
func moveNowAndThen(moving *storetest.Moving, c *columns.Store, move *atomic.Bool, done chan struct{}) {
	for {
		for range 100 {
			if at, err := moving.Mark(background); err == nil && at.Revision == c.Revision() {
				break
			}
			time.Sleep(5 * time.Millisecond)
		}
		select {
		case <-done:
			return
		case <-time.After(20 * time.Millisecond):
			move.Store(true)
		}
	}
}

func TestCountsFromColumnsAskTheStoreForNothingButTheMark(t *testing.T) {
	small, _ := contents(t)
	inner := storetest.NewCounting(storetest.NewMoving(never, small))
	c := columns.Over(inner, columns.Options{Pause: 1})
	defer c.Close()
	await(t, "there are columns with words", settled(c))
	g := graph.New(c)
	for i, marks := range []int{1, 1, 1} {
		inner.Reset()
		if err := g.Read(background, func(g *graph.Graph) {
			for range 5 {
				if _, err := g.Tally(background, graph.Tally{Units: graph.CountAll}); err != nil {
					t.Error(err)
				}
			}
		}); err != nil {
			t.Fatal(err)
		}
		if got := inner.Counts(); got.Total() != 0 || got.Calls[storetest.Mark] != marks {
			t.Errorf("request %d asked %v, want %d marks and nothing else", i+1, got.Calls, marks)
		}
	}
}

func TestWhatAsksForProseIsLeftToTheStore(t *testing.T) {
	small, _ := contents(t)
	inner := storetest.NewCounting(storetest.NewMoving(never, small))
	c := columns.Over(inner, columns.Options{Pause: 1})
	defer c.Close()
	await(t, "there are columns with words", settled(c))
	inner.Reset()
	finding := graph.ModelOf(graph.KindFinding)
	for _, where := range []graph.Filter{
		graph.Compare{Field: finding.Field("summary"), Op: graph.OpContains, Strs: []string{"own words"}},
		graph.Not{Filter: graph.Absent{Field: finding.Field("summary")}},
		graph.And{graph.Or{graph.Has{Edge: finding.Edge("study"), Quant: graph.Some, Where: graph.Equals(graph.ModelOf(graph.KindStudy).Field("notes"), "40")}}},
	} {
		counted, err := c.Tally(background, graph.Tally{Where: where})
		if err != nil || counted.Total.Findings != 40 {
			t.Errorf("%+v: %+v, %v; want 40 findings", where, counted, err)
		}
	}
	if got := inner.Counts().Calls[storetest.Tally]; got != 3 {
		t.Errorf("the store counted %d times, want 3", got)
	}
}

// reports gathers what is told of columns.
type reports struct {
	mu   sync.Mutex
	told []columns.Report
}

func (r *reports) tell(one columns.Report) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.told = append(r.told, one)
}

func (r *reports) all() []columns.Report {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.told
}

func TestColumnsAboveTheBoundStayOffAndSayThatOnce(t *testing.T) {
	for _, bound := range []int64{1, 40*40 + 1} { // known from the number of findings, and while reading
		small, _ := contents(t)
		inner := storetest.NewCounting(storetest.NewMoving(never, small))
		r := &reports{}
		c := columns.Over(inner, columns.Options{MaxBytes: bound, Pause: 1, Report: r.tell})
		g := graph.New(c)
		await(t, "the bound is reported", func() bool { return len(r.all()) > 0 })
		for range 50 {
			if counted, said, err := readBoth(g); err != nil || counted != said {
				t.Errorf("%s findings counted where the study says %s (%v)", counted, said, err)
			}
			time.Sleep(time.Millisecond)
		}
		if told := r.all(); !told[0].TooLarge || told[0].Bytes <= bound || told[0].Err != nil || c.Revision() != "" || len(told) > 2 {
			t.Errorf("bound of %d bytes: told %+v, columns of %q", bound, told, c.Revision())
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestFaultsWhileColumnsAreMadeAreReportedAndPass(t *testing.T) {
	broken := graph.Errorf("test", graph.Unavailable, "The store is away.")
	for _, fault := range []storetest.Fault{
		{Verb: storetest.Scan, Err: broken, After: 20}, {Verb: storetest.Scan, Err: broken}, {Verb: storetest.Info, Err: broken}, {Verb: storetest.Mark, Call: 2, Err: broken},
	} {
		small, _ := contents(t)
		faulty := storetest.NewFaulty(storetest.NewMoving(never, small), fault)
		r := &reports{}
		c := columns.Over(faulty, columns.Options{Pause: 1, Report: r.tell})
		await(t, "the fault is reported", func() bool { return len(r.all()) > 0 })
		if told := r.all()[0]; !errors.Is(told.Err, broken) || c.Revision() != "" {
			t.Errorf("%s: told %+v, columns of %q", fault.Verb, told, c.Revision())
		}
		counted, err := c.Tally(background, graph.Tally{})
		if err != nil || counted.Total.Findings != 40 {
			t.Errorf("%s: %+v, %v; want 40 findings", fault.Verb, counted, err)
		}
		faulty.Set()
		await(t, "there are columns", func() bool {
			if _, err := c.Tally(background, graph.Tally{}); err != nil {
				t.Fatal(err)
			}
			return c.Revision() != ""
		})
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestClosingEndsTheMakingOfColumns(t *testing.T) {
	small, _ := contents(t)
	r := &reports{}
	c := columns.Over(storetest.NewFaulty(storetest.NewMoving(never, small), storetest.Fault{Verb: storetest.Scan, Delay: time.Hour}), columns.Options{Report: r.tell})
	if _, err := c.Tally(background, graph.Tally{}); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Tally(background, graph.Tally{}); graph.KindOf(err) != graph.Unavailable {
		t.Errorf("a count after Close gives %v", err)
	}
	if told := r.all(); len(told) != 0 {
		t.Errorf("after Close it was told %+v", told)
	}
}

func TestRecordsOutOfTheOrderOfScanAreRefused(t *testing.T) {
	study := func(key string) graph.Record { return &graph.Study{Key: key} }
	for _, records := range [][]graph.Record{
		{study("b"), study("a")}, {study("a"), study("a")}, {&graph.Factor{Key: "a"}, study("a")},
	} {
		b, failed := columns.NewBuilder(), error(nil)
		for _, r := range records {
			failed = b.Add(r)
		}
		if graph.KindOf(failed) != graph.Internal {
			t.Errorf("%s and then %s: %v", records[0].RecordKey(), records[1].RecordKey(), failed)
		}
	}
}

// Who counts outside of Read is told of the present state too.
func TestACountByItselfIsNeverOfAPassedState(t *testing.T) {
	small, large := contents(t)
	var move atomic.Bool
	moving := storetest.NewMoving(func(int) bool { return move.Swap(false) }, small, large)
	c := columns.Over(moving, columns.Options{Pause: time.Hour}) // nothing is made anew
	defer c.Close()
	await(t, "there are columns with words", settled(c))
	for _, want := range []int32{40, 70, 40, 70} {
		counted, err := c.Tally(background, graph.Tally{})
		if err != nil || counted.Total.Findings != want {
			t.Errorf("%+v findings (%v), want %d", counted, err, want)
		}
		move.Store(true)
		if _, err := moving.Info(background); err != nil { // a question, before which the data move
			t.Fatal(err)
		}
	}
}
