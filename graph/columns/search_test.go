package columns_test

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// search asks for the first hits of words, and gives how many there are.
func search(g *graph.Graph, words string, kinds ...graph.Kind) (*graph.SearchList, error) {
	return g.Search(background, graph.SearchArgs{Text: words, Kinds: kinds, Page: graph.PageArgs{Default: 5, Max: 5}, Total: true})
}

// readSearches asks in several ways how many findings there are: searches that words
// answer, with records of the columns and of the store, one that is left to the store, a
// count and a list.
func readSearches(g *graph.Graph) (told []string, err error) {
	finding, study := graph.ModelOf(graph.KindFinding), graph.ModelOf(graph.KindStudy)
	err = g.Read(background, func(g *graph.Graph) {
		told = nil
		tell := func(n any, err error) {
			if err != nil {
				n = err
			}
			told = append(told, fmt.Sprint(n))
		}
		for _, r := range []graph.Reading{readingOf(study.Field("title"), finding.Field("valence")), {}} {
			g := g.For(r)
			for _, words := range []string{"words", "ow* words", `"own words"`} {
				found, err := search(g, words, graph.KindFinding)
				if err != nil {
					tell(nil, err)
					continue
				}
				tell(found.Total, nil)
			}
			list, err := g.Find(background, graph.KindFinding, graph.ListArgs{Page: graph.PageArgs{Default: 5, Max: 100}, Total: true})
			if err != nil {
				tell(nil, err)
				continue
			}
			tell(list.Total, nil)
		}
		counted, err := g.Tally(background, graph.Tally{})
		if err != nil {
			tell(nil, err)
			return
		}
		tell(counted.Total.Findings, nil)
	})
	return told, err
}

func TestSearchesOfAnAnswerBelongToOneRevisionWhereverTheDataMoves(t *testing.T) {
	movedOnce(t, 16, 12, 2, 9, readSearches)
}

func TestSearchesWhoseRecordsTheColumnsHoldAskTheStoreForNothingButTheMark(t *testing.T) {
	small, _ := contents(t)
	inner := storetest.NewCounting(storetest.NewMoving(never, small))
	c := columns.Over(inner, columns.Options{Pause: 1})
	defer c.Close()
	await(t, "there are columns with words", settled(c))
	finding := graph.ModelOf(graph.KindFinding)
	covered := readingOf(finding.Field("valence"))
	prose := readingOf(finding.Field("summary"))
	for _, one := range []struct {
		name           string
		words          string
		read           graph.Reading
		gets, searches int
	}{
		{"numbers and references", "words", covered, 0, 0},
		{"nothing is found", "nothing", prose, 0, 0},
		{"summaries", "words", prose, 1, 0},
		{"the beginning of a word", "wor*", prose, 1, 0},
		{"words that follow each other", `"own words"`, covered, 0, 1},
	} {
		g := graph.New(c)
		inner.Reset()
		if err := g.Read(background, func(g *graph.Graph) {
			if _, err := search(g.For(one.read), one.words); err != nil {
				t.Error(err)
			}
			if calls, _ := g.Stats(); calls != 1 {
				t.Errorf("%s: %d calls are told of, want 1", one.name, calls)
			}
		}); err != nil {
			t.Fatal(err)
		}
		got := inner.Counts()
		if got.Total() != one.gets+one.searches || got.Calls[storetest.Get] != one.gets || got.Calls[storetest.Search] != one.searches {
			t.Errorf("%s: the store was asked %v, want %d for records and %d for hits", one.name, got.Calls, one.gets, one.searches)
		}
	}
}

func TestAFaultWhileWordsAreReadLeavesSearchesToTheStoreUntilItPasses(t *testing.T) {
	broken := graph.Errorf("test", graph.Unavailable, "The store is away.")
	for _, fault := range []storetest.Fault{
		{Verb: storetest.Scan, Call: 2, Err: broken, After: 20}, {Verb: storetest.Scan, Call: 2, Err: broken}, {Verb: storetest.Mark, Call: 3, Err: broken},
	} {
		small, _ := contents(t)
		faulty := storetest.NewFaulty(storetest.NewMoving(never, small), fault)
		r := &reports{}
		c := columns.Over(faulty, columns.Options{Pause: 1, Report: r.tell})
		await(t, "the fault is reported", func() bool { return len(r.all()) > 1 })
		told := r.all()
		if told[0].Err != nil || told[0].Words || !told[1].Words || !errors.Is(told[1].Err, broken) || c.Revision() == "" {
			t.Errorf("%s: told %+v, columns of %q", fault.Verb, told, c.Revision())
		}
		faulty.Set()
		g := graph.New(c)
		await(t, "there are words", func() bool {
			if told, err := readSearches(g); err != nil || !alike(told) {
				t.Fatalf("%v, %v", told, err)
			}
			return settled(c)()
		})
		if got := c.Stats().Builds; got != 1 {
			t.Errorf("columns were made %d times, want once", got)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
}

// bytesOf tells what the columns of a store take, and the words beside them.
func bytesOf(t *testing.T, s columns.Marked) (own, words int64) {
	t.Helper()
	r := &reports{}
	c := columns.Over(s, columns.Options{Pause: 1, Report: r.tell})
	await(t, "there are columns with words", settled(c))
	told := r.all()
	if len(told) != 2 || told[0].Words || !told[1].Words || told[0].Bytes+told[1].Bytes != c.Stats().Bytes || told[1].Bytes <= 0 {
		t.Fatalf("told %+v, where there are %+v", told, c.Stats())
	}
	return told[0].Bytes, told[1].Bytes
}

func TestWordsAboveTheBoundStayOffAndTheColumnsStay(t *testing.T) {
	small, _ := contents(t)
	own, words := bytesOf(t, storetest.NewMoving(never, small))
	inner := storetest.NewCounting(storetest.NewMoving(never, small))
	r := &reports{}
	c := columns.Over(inner, columns.Options{MaxBytes: own + words/2, Pause: 1, Report: r.tell})
	defer c.Close() // and with it the content of both
	await(t, "the bound is reported", func() bool { return len(r.all()) > 1 && !c.Stats().Making })
	g := graph.New(c)
	inner.Reset()
	for range 20 {
		if told, err := readSearches(g); err != nil || !alike(told) {
			t.Errorf("%v, %v", told, err)
		}
		time.Sleep(time.Millisecond)
	}
	told := r.all()
	if len(told) != 2 || told[0].TooLarge || !told[1].TooLarge || !told[1].Words || told[1].Err != nil || c.Stats().Searches {
		t.Errorf("told %+v, and of the columns %+v", told, c.Stats())
	}
	if calls := inner.Counts().Calls; calls[storetest.Search] != 20*6 || calls[storetest.Tally] != 0 || calls[storetest.Scan] != 0 {
		t.Errorf("the store was asked %v, want every search, and no count", calls)
	}
}

// While words are read, a question that comes with another mark makes them way for new
// columns.
func TestReadingWordsEndsWhenTheStateHasPassed(t *testing.T) {
	const findings = 10_000
	first, second := content(t, findings), content(t, 40)
	var move atomic.Bool
	moving := storetest.NewMoving(func(int) bool { return move.Swap(false) }, first, second)
	slow := &slowTexts{Moving: moving, of: first, asked: make(chan struct{}), goOn: make(chan struct{})}
	r := &reports{}
	c := columns.Over(slow, columns.Options{Pause: time.Hour, Report: r.tell}) // nothing is made anew
	defer c.Close()
	<-slow.asked
	move.Store(true)
	if _, err := moving.Info(background); err != nil { // a question, before which the data move
		t.Fatal(err)
	}
	if counted, err := c.Tally(background, graph.Tally{}); err != nil || counted.Total.Findings != 40 {
		t.Fatalf("%+v, %v", counted, err)
	}
	close(slow.goOn)
	await(t, "the words are given up", func() bool { return len(r.all()) > 1 })
	if told := r.all()[1]; !told.Words || !errors.Is(told.Err, graph.ErrMoving) {
		t.Errorf("told %+v", told)
	}
	if n := slow.handed.Load(); n == 0 || n > findings/2 {
		t.Errorf("the texts of %d nodes were read", n)
	}
}

func TestAPanicWhileWordsAreReadIsReported(t *testing.T) {
	small, _ := contents(t)
	r := &reports{}
	c := columns.Over(panicking{storetest.NewMoving(never, small)}, columns.Options{Report: r.tell})
	defer c.Close()
	await(t, "the panic is reported", func() bool { return len(r.all()) > 1 })
	if told := r.all()[1]; !told.Words || told.Err == nil || !strings.Contains(told.Err.Error(), "no texts today") || c.Revision() == "" {
		t.Errorf("told %+v, columns of %q", told, c.Revision())
	}
}
