package evidence_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// pagesOf walks over all pages of a size and tells every contradiction.
func pagesOf(t *testing.T, g *graph.Graph, q evidence.ContradictionQuery, size int) []string {
	t.Helper()
	var out []string
	for previous := false; ; previous = true {
		q.Page.First = &size
		page := contradictionsOf(t, g, q)
		out = append(out, told(page)...)
		if page.HasPrevious != previous {
			t.Fatalf("after %d, contradictions before these: %t", len(out), page.HasPrevious)
		}
		if !page.HasNext {
			if page.Total != len(out) {
				t.Fatalf("the pages held %d contradictions of %d", len(out), page.Total)
			}
			return out
		}
		q.Page.After = ptr(page.Cursor(len(page.Shown) - 1))
	}
}

func TestPagesOfAnySizeHoldEachContradictionOnceAndInOrder(t *testing.T) {
	records := storetest.Generate(storetest.Seed(t, 4), storetest.Size{Studies: 30, Factors: 20, Findings: 600})
	g := graphOf(t, graph.Release{}, records)
	for _, inPhases := range []bool{false, true} {
		q := evidence.ContradictionQuery{InPhases: inPhases}
		want := pagesOf(t, g, q, 1000)
		if len(want) < 10 {
			t.Fatalf("only %d contradictions", len(want))
		}
		for _, size := range []int{1, 2, 3, 7} {
			sameLines(t, "pages", pagesOf(t, g, q, size), want)
		}
	}
}

func TestContradictionsThatStayAreNeitherRepeatedNorLostWhenDataChangesBetweenPages(t *testing.T) {
	seed := storetest.Seed(t, 5)
	records := storetest.Generate(seed, storetest.Size{Studies: 30, Factors: 20, Findings: 600})
	dice := rand.New(rand.NewPCG(uint64(seed), 4))
	// Some findings on factors whose keys have an odd number of letters lose their direction.
	changed := slices.Clone(records)
	for i, r := range changed {
		if f, is := r.(*graph.Finding); is && len(f.Factor)%2 == 1 && dice.IntN(2) == 0 {
			other := *f
			other.Valence, other.ValenceBasis = graph.Unsigned, "NOT_STATED"
			changed[i] = &other
		}
	}
	before, after := graphOf(t, graph.Release{}, records), graphOf(t, graph.Release{}, changed)
	q := evidence.ContradictionQuery{}
	was, is := pagesOf(t, before, q, 1000), pagesOf(t, after, q, 1000)
	stay := func(all []string) []string {
		return slices.DeleteFunc(slices.Clone(all), func(c string) bool { return !slices.Contains(was, c) || !slices.Contains(is, c) })
	}
	if len(stay(was)) == len(was) || len(stay(was)) < 3 {
		t.Fatalf("%d of %d contradictions stayed", len(stay(was)), len(was))
	}
	for size := 1; size < len(was); size++ {
		q.Page = graph.PageArgs{First: &size}
		page := contradictionsOf(t, before, q)
		q.Page = graph.PageArgs{First: ptr(1000), After: ptr(page.Cursor(size - 1))}
		both := append(told(page), told(contradictionsOf(t, after, q))...)
		sameLines(t, "those that stay", stay(both), stay(was))
	}
}

func TestCursorOfAnotherListOfContradictionsIsRefused(t *testing.T) {
	g := builtin(t)
	cursor := contradictionsOf(t, g, evidence.ContradictionQuery{}).Cursor(0)
	for name, q := range map[string]evidence.ContradictionQuery{
		"another scope":  {InPhases: true},
		"another filter": {Where: graph.Equals(finding("confidence"), "HIGH")},
		"out of range":   {Page: graph.PageArgs{First: ptr(1001)}},
		"below zero":     {Page: graph.PageArgs{First: ptr(-1)}},
	} {
		if q.Page.First == nil {
			q.Page.After = &cursor
		}
		q.Page.Max, q.Page.Default = 1000, 25
		_, err := evidence.FindContradictions(t.Context(), g, q)
		if graph.KindOf(err) != graph.Invalid || !strings.Contains(err.Error(), ":") {
			t.Errorf("%s: got %v, want a refusal that says what to do", name, err)
		}
	}
}

func TestContradictionsAndCausesAreTheSameWhateverTheOrderOfRecords(t *testing.T) {
	data := dataset(t)
	one := graphOf(t, data.Release, data.Records)
	shuffled := slices.Clone(data.Records)
	rand.New(rand.NewPCG(uint64(storetest.Seed(t, 6)), 5)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	other := graphOf(t, data.Release, shuffled)
	tell := func(g *graph.Graph) (out []string) {
		page := contradictionsOf(t, g, evidence.ContradictionQuery{})
		causes, err := page.Explanations(t.Context(), g, allParts)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range told(page) {
			out = append(append(out, line, page.Cursor(i)), explained(t, g, &causes[i])...)
			for _, c := range causes[i].Causes {
				out = append(out, c.Note)
			}
		}
		return out
	}
	if a := tell(one); len(a) > 0 {
		sameLines(t, "after shuffling", tell(other), a)
	}
}

func TestContradictionsAndCausesCostTheSameStoreCallsWhateverTheirSize(t *testing.T) {
	small := graphOf(t, graph.Release{}, storetest.Generate(7, storetest.Size{Studies: 8, Factors: 3, Findings: 60}))
	large := graphOf(t, graph.Release{}, storetest.Generate(7, storetest.Size{Studies: 60, Factors: 40, Findings: 1500}))
	for _, g := range []*graph.Graph{small, large} {
		for _, inPhases := range []bool{false, true} {
			pinned := g.Pin()
			expect := func(what string, want int) {
				t.Helper()
				if calls, _ := pinned.Stats(); calls != want {
					t.Errorf("%s, in phases %t: %d store calls, want %d", what, inPhases, calls, want)
				}
				pinned = g.Pin()
			}
			page := contradictionsOf(t, pinned, evidence.ContradictionQuery{InPhases: inPhases})
			expect("contradictions", 2)
			var sides []evidence.SideOf
			for i := range page.Shown {
				for j := range page.Shown[i].Sides {
					sides = append(sides, evidence.SideOf{Contradiction: i, Side: j})
				}
			}
			if _, err := page.Counts(t.Context(), pinned, sides, graph.CountAll); err != nil {
				t.Fatal(err)
			}
			expect("counts of sides", 1)
			if _, err := page.Facets(t.Context(), pinned, sides, graph.DimCountry, graph.CountAll); err != nil {
				t.Fatal(err)
			}
			expect("facets of sides", 3)
			explain := func(parts evidence.AmbivalenceParts) []evidence.Ambivalence {
				found, err := page.Explanations(t.Context(), pinned, parts)
				if err != nil {
					t.Fatal(err)
				}
				return found
			}
			dimensions := 8
			if inPhases {
				dimensions = 7
			}
			splits := 2*dimensions - 4 // a study and a finding have one value of their own, and need not be counted again
			explain(evidence.AmbivalenceParts{})
			expect("kinds", 1+splits)
			explain(evidence.AmbivalenceParts{Notes: true})
			expect("notes", 1+2+splits)
			found := explain(allParts)
			expect("all parts", 1+1+2+splits+dimensions)
			for range 2 {
				for i := range found {
					explained(t, pinned, &found[i])
				}
			}
			if calls, _ := pinned.Stats(); calls > 10 {
				t.Errorf("in phases %t: %d store calls for deciding findings", inPhases, calls)
			}
		}
	}
}
