package schema

import (
	"context"
	"errors"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// movingDocuments need one question of the store, several, and the frame.
var movingDocuments = []string{
	`{ findings(first: 50) { nodes { key valence } } }`,
	`{ studies(first: 20) { nodes { key title findings(first: 3) { totalCount nodes { key factor { label { value } } } } } } }`,
	`{ release { revision } studies(first: 1) { totalCount } tally(by: YEAR) { groups { keys { key } counts { findings } } } }`,
	`{ evidenceMatrix { rows { label } columns { label } cells { counts { findings } } } phases { key label { value } counts { studies } } }`,
	`{ neighbourhood(id: "factor-1", depth: 2, first: 100) { nodes { id } edges { kind fromKey toKey } truncated } }`,
}

func TestAnAnswerIsOfOneRevisionWhereverTheStoreMoves(t *testing.T) {
	worlds := []graph.Store{generated(t, 1, storetest.Small), generated(t, 2, storetest.Small)}
	for _, q := range movingDocuments {
		want := map[string]bool{}
		for _, s := range worlds {
			want[answered(t, engineOver(t, s), q)] = true
		}
		if len(want) != 2 {
			t.Fatalf("both worlds give the same answer to %s", q)
		}
		for at := 1; at <= 12; at++ {
			s := storetest.NewMoving(func(n int) bool { return n%12 == at%12 }, worlds...)
			e := engineOver(t, s)
			for range 20 {
				if got := answered(t, e, q); !want[got] {
					t.Fatalf("where the store moves at question %d: %.300s\n%s", at, got, q)
				}
			}
			if s.Moves() == 0 {
				t.Errorf("the store never moved: %s", q)
			}
		}
	}
}

func answered(t *testing.T, e *Engine, query string) string {
	t.Helper()
	a := ask(t, e, query, "")
	if len(a.Errors) > 0 {
		t.Fatalf("%s\n%.500s", query, a.raw)
	}
	return a.raw
}

func TestAStoreThatNeverStandsStillIsUnavailable(t *testing.T) {
	s := storetest.NewMoving(func(int) bool { return true }, generated(t, 1, storetest.Small), generated(t, 2, storetest.Small))
	a := ask(t, engineOver(t, s), movingDocuments[1], "")
	if a.resp.Executed || len(a.Errors) != 1 || a.Errors[0].code() != string(fault.Unavailable) || a.Errors[0].Message != graph.ErrMoving.Message {
		t.Errorf("got %s", a.raw)
	}
	if s.Moves() != 9 { // three attempts of three questions each
		t.Errorf("the store was asked %d questions, want 9", s.Moves())
	}
}

func TestAnAnswerWhoseRevisionNobodyKnowsIsNotGiven(t *testing.T) {
	still := func(int) bool { return false }
	f := storetest.NewFaulty(storetest.NewMoving(still, generated(t, 1, storetest.Small)))
	e := engineOver(t, f)
	answered(t, e, movingDocuments[0])
	f.Set(storetest.Fault{Verb: storetest.Mark, Err: errors.New("secret words")})
	a := ask(t, e, movingDocuments[0], "")
	if a.resp.Executed || len(a.Errors) != 1 || a.Errors[0].code() != string(fault.Internal) {
		t.Errorf("got %s", a.raw)
	}
}

// What the check costs: the mark once for each answer, and once more for the first of
// a process; nothing where the document asks nothing of the store.
func TestTheMarkIsAskedOnceForEachAnswer(t *testing.T) {
	c := storetest.NewCounting(storetest.NewMoving(func(int) bool { return false }, generated(t, 1, storetest.Small)))
	e := engineOver(t, c)
	for i, q := range movingDocuments {
		before := c.Counts()
		answered(t, e, q)
		want := 1
		if i == 0 {
			want = 2
		}
		if got := c.Counts().Calls[storetest.Mark] - before.Calls[storetest.Mark]; got != want {
			t.Errorf("the mark was asked for %d times, want %d: %s", got, want, q)
		}
	}
	before := c.Counts()
	answered(t, e, `{ __schema { queryType { name } } }`)
	for range 3 {
		answered(t, e, movingDocuments[3])
	}
	after := c.Counts()
	if got := after.Calls[storetest.Mark] - before.Calls[storetest.Mark]; got != 3 || after.Calls[storetest.Info] != before.Calls[storetest.Info] {
		t.Errorf("three answers with the frame cost %d marks and %d infos", got, after.Calls[storetest.Info]-before.Calls[storetest.Info])
	}
}

func TestARequestThatWasGivenUpIsNotAnsweredFromAMovingStore(t *testing.T) {
	e := engineOver(t, storetest.NewMoving(func(int) bool { return false }, generated(t, 1, storetest.Small)))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	resp := e.Do(ctx, Request{Query: movingDocuments[1]})
	if len(resp.Errors) == 0 || resp.Errors[0].Code != fault.Canceled {
		t.Errorf("got %s", resp.Body)
	}
}
