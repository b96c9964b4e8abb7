package schema

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// What is withheld of the records to bring along: nothing, all, and every third.
var withheld = map[string]func(n int) bool{
	"nothing": func(int) bool { return false },
	"all":     func(int) bool { return true },
	"a third": func(n int) bool { return n%3 == 0 },
}

func TestAnswersAreTheSameFromAStoreThatHandsOutOnlyWhatIsRead(t *testing.T) {
	seed := storetest.Seed(t, 77)
	for w, s := range []graph.Store{curated(), generated(t, seed, storetest.Small)} {
		plain := engineOver(t, s)
		sparing := map[string]*Engine{}
		for name, withhold := range withheld {
			sparing[name] = engineOver(t, storetest.NewSparing(s, withhold))
		}
		d := drafterOf(t, seed+int64(w), plain, s)
		for i := range 150 {
			req := drafted(d)
			want := read(t, plain.Do(context.Background(), req))
			if !want.resp.Executed && want.Errors[0].code() != string(fault.QueryTooComplex) {
				t.Fatalf("world %d, document %d of seed %d was refused: %s", w, i, seed, want.raw)
			}
			for name, e := range sparing {
				if got := read(t, e.Do(context.Background(), req)); told(t, got) != told(t, want) {
					t.Fatalf("world %d, document %d of seed %d, where %s is withheld: %s\n%s\n%v\n got %.600s\nwant %.600s", w, i, seed, name,
						difference("data", got.Data, want.Data), req.Query, req.Variables, apart(told(t, got), told(t, want)), apart(told(t, want), told(t, got)))
				}
			}
			d.Learn(want.Data)
		}
		for _, b := range slices.Concat(budgetQueries(), movingDocuments, searchDocuments) {
			want := told(t, ask(t, plain, b, ""))
			for name, e := range sparing {
				if got := told(t, ask(t, e, b, "")); got != want {
					t.Errorf("world %d, where %s is withheld: %s\n got %.500s\nwant %.500s", w, name, b, got, want)
				}
			}
		}
	}
}

// searchDocuments ask for hits of one kind and of all, over either way to them, with
// and without what is shown of their texts.
var searchDocuments = []string{
	`{ search(text: "a*", kinds: [STUDY], first: 9) { nodes { score node { ... on Study { key title year } } } } }`,
	`{ search(text: "a*") { edges { cursor node { node { id ... on Factor { label { value } } ... on Finding { notes study { title } } } } } pageInfo { endCursor } } }`,
	`{ search(text: "s*") { totalCount nodes { node { id } } edges { node { snippet node { __typename } } } } }`,
	`{ search(text: "s*") { nodes { highlights { start end } } } }`,
	`{ search(text: "s*") { nodes { ... on SearchHit { field } } } }`,
	`{ search(text: "s*", kinds: [FINDING]) { edges { node { lang node { ... on Finding { key } } } } } }`,
	`{ a: search(text: "s*") { nodes { node { id ...S } } } b: search(text: "s*") { nodes { ...H } } } fragment S on Study { title reports { report { title } } } fragment H on SearchHit { score node { ... on Study { year } } }`,
}

// told is an answer without what it cost.
func told(t *testing.T, a answer) string {
	t.Helper()
	var members struct{ Data, Errors json.RawMessage }
	if err := json.Unmarshal([]byte(a.raw), &members); err != nil {
		t.Fatal(err)
	}
	return string(members.Data) + string(members.Errors)
}

// apart gives an answer from shortly before the place where it differs from another.
func apart(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	return a[max(0, i-200):]
}

func budgetQueries() []string {
	var out []string
	for _, b := range budgets {
		out = append(out, b.query)
	}
	return out
}

func TestAnAnswerIsOfOneRevisionWhereverAStoreMovesThatBringsMarks(t *testing.T) {
	worlds := []graph.Store{generated(t, 1, storetest.Small), generated(t, 2, storetest.Small)}
	documents := append(slices.Clone(movingDocuments),
		`{ findings(first: 30) { nodes { key study { title } report { title } factor { label { value } } phase { key } } } }`,
		`{ factor(key: "factor-1") { label { value } findings(first: 9) { totalCount nodes { key study { title year } } } } }`)
	for _, q := range documents {
		want := map[string]bool{}
		for _, s := range worlds {
			want[told(t, ask(t, engineOver(t, s), q, ""))] = true
		}
		for at := 1; at <= 9; at++ {
			s := storetest.NewMoving(func(n int) bool { return n%23 == at }, worlds...)
			e := engineOver(t, storetest.NewSparing(s, withheld["a third"]))
			for range 20 {
				if got := told(t, ask(t, e, q, "")); !want[got] {
					t.Fatalf("where the store moves at question %d: %.300s\n%s", at, got, q)
				}
			}
			if s.Moves() == 0 {
				t.Errorf("the store never moved: %s", q)
			}
		}
	}
}

// What comes along is not asked for again, and an answer that brings its mark costs no
// question for it.
func TestWhatComesAlongIsNotAskedFor(t *testing.T) {
	for _, c := range []struct {
		query             string
		gets, finds, rest int
	}{
		{`{ findings(first: 9) { nodes { key study { title } report { title } factor { key } phase { key } } } }`, 0, 1, 0},
		{`{ findings(first: 9) { edges { cursor node { study { title } } } } }`, 0, 1, 0},
		{`{ findings(first: 9) { nodes { study { title findings(first: 2) { nodes { report { title } study { key } } } } } } }`, 0, 1, 1},
		{`{ report(key: "report-1") { citation findings(first: 2) { nodes { key report { key } } } } }`, 1, 0, 1},
		{`query($yes: Boolean = true) { findings(first: 9) { nodes { study @include(if: $yes) { title } } } }`, 1, 1, 0},
	} {
		asked := &asks{}
		inner := storetest.NewSparing(generated(t, 1, storetest.Small), withheld["nothing"])
		e := engineOver(t, listening{inner, asked})
		answered(t, e, c.query) // asks for the first mark
		asked.reset()
		a := ask(t, e, c.query, "")
		if want := fmt.Sprintf("%d gets, %d finds, %d expands, 0 marks", c.gets, c.finds, c.rest); asked.String() != want || a.resp.Info.StoreCalls != c.gets+c.finds+c.rest {
			t.Errorf("%s, and the engine tells %d calls: %s", asked, a.resp.Info.StoreCalls, c.query)
		}
	}
}

// asks counts the questions that a store was asked by anybody.
type asks struct{ gets, finds, expands, marks atomic.Int64 }

func (a *asks) reset() {
	for _, n := range []*atomic.Int64{&a.gets, &a.finds, &a.expands, &a.marks} {
		n.Store(0)
	}
}

func (a *asks) String() string {
	return fmt.Sprintf("%d gets, %d finds, %d expands, %d marks", a.gets.Load(), a.finds.Load(), a.expands.Load(), a.marks.Load())
}

// listening counts what a store is asked.
type listening struct {
	*storetest.Sparing
	asked *asks
}

func (l listening) Get(ctx context.Context, q graph.Get) (graph.Page, error) {
	l.asked.gets.Add(1)
	return l.Sparing.Get(ctx, q)
}

func (l listening) Find(ctx context.Context, q graph.Find) (graph.Page, error) {
	l.asked.finds.Add(1)
	return l.Sparing.Find(ctx, q)
}

func (l listening) Expand(ctx context.Context, q graph.Expand) ([]graph.Page, error) {
	l.asked.expands.Add(1)
	return l.Sparing.Expand(ctx, q)
}

func (l listening) Mark(ctx context.Context) (graph.Mark, error) {
	l.asked.marks.Add(1)
	return l.Sparing.Mark(ctx)
}

// Factors, phases and models come from the frame once it was missed often enough.
func TestTheFrameIsMadeWhereItIsMissedAndSparesQuestions(t *testing.T) {
	asked := &asks{}
	e := engineOver(t, listening{storetest.NewSparing(generated(t, 1, storetest.Small), withheld["nothing"]), asked})
	const q = `{ factor(key: "factor-1") { label { value } findings(first: 3) { nodes { key factor { key } phase { label { value } } } } } }`
	want := told(t, ask(t, e, q, ""))
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		asked.reset()
		if got := told(t, ask(t, e, q, "")); got != want {
			t.Fatalf("got %s\nwant %s", got, want)
		}
		if asked.String() == "0 gets, 0 finds, 1 expands, 0 marks" {
			return
		}
		runtime.Gosched()
	}
	t.Errorf("the answer still costs %s", asked)
}
