package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/graph"
)

// lister asks for one list, page by page.
type lister func(graph.ListArgs) (*graph.List, error)

// shelf has enough findings for several pages, with many ties.
func shelf() world {
	w := soundWorld()
	for i := range 11 {
		w = append(w, aFinding(fmt.Sprintf("note-%02d", i), "one", "paper", "work", func(f *graph.Finding) {
			f.Confidence = graph.Confidence(list("LOW HIGH MEDIUM")[i%3])
			f.Samples = list([]string{"women", ""}[i%2])
		}))
	}
	return w
}

// listers gives the three ways to a list of findings.
func listers(t *testing.T, g *graph.Graph) map[string]lister {
	one := func(lists []graph.List, err error) (*graph.List, error) {
		if err != nil {
			return nil, err
		}
		return &lists[len(lists)-1], lists[len(lists)-1].Err
	}
	factor := fieldOf(graph.KindFinding, "factor")
	return map[string]lister{
		"find": func(a graph.ListArgs) (*graph.List, error) { return g.Find(t.Context(), graph.KindFinding, a) },
		"expand": func(a graph.ListArgs) (*graph.List, error) {
			return one(g.Expand(t.Context(), edgeOf(graph.KindStudy, "findings"), list("one"), a))
		},
		"groups": func(a graph.ListArgs) (*graph.List, error) {
			return one(g.Groups(t.Context(), graph.KindFinding, "cell", list("work"), []graph.Filter{graph.Equals(factor, "work")}, a))
		},
	}
}

func allOf(t *testing.T, ask lister, order []graph.OrderTerm) []string {
	t.Helper()
	n := 100
	l, err := ask(graph.ListArgs{Order: order, Total: true, Page: graph.PageArgs{First: &n, Max: 100}})
	if err != nil {
		t.Fatal(err)
	}
	if l.HasNext || l.HasPrevious || l.Total != len(l.Records) || len(l.Records) < 11 {
		t.Fatalf("the whole list has %d records of %d, more before %v, after %v", len(l.Records), l.Total, l.HasPrevious, l.HasNext)
	}
	return recordKeys(l.Records)
}

// walk follows the cursors from one end of a list to the other.
func walk(ask lister, order []graph.OrderTerm, size int, backward bool) ([]string, error) {
	var out []string
	page := graph.PageArgs{First: &size, Max: 100}
	if backward {
		page = graph.PageArgs{Last: &size, Max: 100}
	}
	for range 30 {
		l, err := ask(graph.ListArgs{Order: order, Page: page})
		if err != nil {
			return nil, err
		}
		keys := recordKeys(l.Records)
		if backward {
			out = append(keys, out...)
		} else {
			out = append(out, keys...)
		}
		if more := l.HasNext && !backward || l.HasPrevious && backward; !more {
			return out, nil
		}
		if len(keys) != size {
			return nil, fmt.Errorf("a page in the middle has %d records, not %d", len(keys), size)
		}
		cursor := l.Cursor(len(keys) - 1)
		page.After = &cursor
		if backward {
			cursor = l.Cursor(0)
			page.After, page.Before = nil, &cursor
		}
	}
	return nil, fmt.Errorf("the pages do not end: %v", out)
}

func TestPagesMakeUpTheListForwardAndBackward(t *testing.T) {
	g := graph.New(storeOf(t, shelf()))
	confidence, phase := fieldOf(graph.KindFinding, "confidence"), fieldOf(graph.KindFinding, "phase")
	orders := [][]graph.OrderTerm{nil, {{Field: confidence}}, {{Field: confidence, Desc: true}, {Field: phase}}, {{Field: phase, Desc: true}}}
	for name, ask := range listers(t, g) {
		for _, order := range orders {
			want := allOf(t, ask, order)
			for size := 1; size <= len(want)+1; size++ {
				for _, backward := range []bool{false, true} {
					got, err := walk(ask, order, size, backward)
					if err != nil {
						t.Fatalf("%s by %d, backward %v: %v", name, size, backward, err)
					}
					same(t, fmt.Sprintf("%s by %d, backward %v", name, size, backward), got, want)
				}
			}
		}
	}
}

func TestAPageBetweenTwoCursorsHoldsWhatIsBetweenThem(t *testing.T) {
	g := graph.New(storeOf(t, shelf()))
	ask := listers(t, g)["find"]
	n := 100
	whole, err := ask(graph.ListArgs{Page: graph.PageArgs{First: &n, Max: 100}})
	if err != nil {
		t.Fatal(err)
	}
	keys := recordKeys(whole.Records)
	rapid.Check(t, func(t *rapid.T) {
		from, to := rapid.IntRange(0, len(keys)-1).Draw(t, "after"), rapid.IntRange(0, len(keys)-1).Draw(t, "before")
		size, backward := rapid.IntRange(0, 5).Draw(t, "size"), rapid.Bool().Draw(t, "backward")
		after, before := whole.Cursor(from), whole.Cursor(to)
		page := graph.PageArgs{After: &after, Before: &before, First: &size, Max: 100}
		want := keys[min(from+1, to):to]
		if size < len(want) {
			want = want[:size]
		}
		if backward {
			page.First, page.Last = nil, &size
			want = keys[min(from+1, to):to]
			want = want[max(0, len(want)-size):]
		}
		l, err := ask(graph.ListArgs{Page: page})
		if err != nil {
			t.Fatal(err)
		}
		if got := recordKeys(l.Records); !slices.Equal(got, want) {
			t.Fatalf("it holds %v, not %v", got, want)
		}
	})
}

func TestACursorStaysGoodWhenItsRecordIsGone(t *testing.T) {
	g := graph.New(storeOf(t, shelf()))
	ask := listers(t, g)["find"]
	n := 3
	first, err := ask(graph.ListArgs{Page: graph.PageArgs{First: &n, Max: 100}})
	if err != nil {
		t.Fatal(err)
	}
	whole, cursor := allOf(t, ask, nil), first.Cursor(2)
	gone := graph.Change{Record: first.Records[2], Delete: true}
	if _, err := g.Apply(t.Context(), graph.Batch{Changes: []graph.Change{gone}}); err != nil {
		t.Fatal(err)
	}
	next, err := ask(graph.ListArgs{Page: graph.PageArgs{First: &n, After: &cursor, Max: 100}})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the next page", recordKeys(next.Records), whole[3:6])
}

func TestAFieldThatStandsTwiceInAnOrderCountsOnce(t *testing.T) {
	g := graph.New(storeOf(t, shelf()))
	confidence, phase := fieldOf(graph.KindFinding, "confidence"), fieldOf(graph.KindFinding, "phase")
	once := []graph.OrderTerm{{Field: confidence}, {Field: phase}}
	var many []graph.OrderTerm
	for range 2000 {
		many = append(many, once...)
		many = append(many, graph.OrderTerm{Field: confidence, Desc: true})
	}
	for name, ask := range listers(t, g) {
		got, err := walk(ask, many, 4, false)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		same(t, name, got, allOf(t, ask, once))
	}
}

func TestPageFaultsAreToldByEveryListAlike(t *testing.T) {
	g := graph.New(storeOf(t, shelf()))
	n := func(n int) *int { return &n }
	text := "no cursor"
	for name, ask := range listers(t, g) {
		for rule, page := range map[string]graph.PageArgs{
			"first and last": {First: n(1), Last: n(1)}, "below zero": {First: n(-1)}, "last below zero": {Last: n(-1)},
			"above the most": {First: n(101)}, "last above the most": {Last: n(101)},
			"after is no cursor": {After: &text}, "before is no cursor": {Before: &text},
		} {
			page.Default, page.Max = 25, 100
			if _, err := ask(graph.ListArgs{Page: page}); graph.KindOf(err) != graph.Invalid {
				t.Errorf("%s, %s: %v", name, rule, err)
			}
		}
	}
}

func TestACursorOfOneListIsRefusedByTheOthers(t *testing.T) {
	g := graph.New(storeOf(t, shelf()))
	page := graph.PageArgs{Default: 2, Max: 100}
	all := listers(t, g)
	for from, ask := range all {
		l, err := ask(graph.ListArgs{Page: page})
		if err != nil {
			t.Fatal(err)
		}
		cursor := l.Cursor(0)
		for to, other := range all {
			_, err := other(graph.ListArgs{Page: graph.PageArgs{Default: 2, Max: 100, After: &cursor}})
			if from != to && (err == nil || !strings.Contains(err.Error(), "another list")) || from == to && err != nil {
				t.Errorf("a cursor of %s in %s: %v", from, to, err)
			}
		}
		_, err = ask(graph.ListArgs{Where: valence(graph.Facilitating), Page: graph.PageArgs{Default: 2, Max: 100, After: &cursor}})
		if err == nil || !strings.Contains(err.Error(), "another list") {
			t.Errorf("a cursor of %s under another filter: %v", from, err)
		}
	}
}

func TestACursorOfOneParentIsTheFaultOfTheOtherParentsOnly(t *testing.T) {
	g := graph.New(storeOf(t, shelf()))
	findings := edgeOf(graph.KindStudy, "findings")
	page := graph.PageArgs{Default: 2, Max: 100}
	lists, err := g.Expand(t.Context(), findings, list("two one"), graph.ListArgs{Page: page})
	if err != nil {
		t.Fatal(err)
	}
	cursor := lists[1].Cursor(1)
	page.After = &cursor
	next, err := g.Expand(t.Context(), findings, list("two one"), graph.ListArgs{Page: page})
	if err != nil {
		t.Fatal(err)
	}
	if graph.KindOf(next[0].Err) != graph.Invalid || next[0].Err == nil || next[0].Records != nil {
		t.Errorf("the other parent has %v, %v", recordKeys(next[0].Records), next[0].Err)
	}
	same(t, "its own parent", recordKeys(next[1].Records), list("note-01 note-02"))
	if next[1].Err != nil {
		t.Errorf("its own parent fails with %v", next[1].Err)
	}
	only, err := g.Expand(t.Context(), findings, list("two"), graph.ListArgs{Page: page})
	if err != nil || graph.KindOf(only[0].Err) != graph.Invalid {
		t.Errorf("the other parent alone: %v, %v", err, only)
	}
}
