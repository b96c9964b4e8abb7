package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// words stores texts that differ in case, accents, composition and script, or look
// like syntax, and asks for each of them.
func (s suite) words(t *testing.T) {
	var records []graph.Record
	for i, w := range words {
		records = append(records, plain(func(s *graph.Study) {
			s.Key, s.Title, s.Notes, s.Venues = fmt.Sprintf("word-%02d", i), w, "x"+w+"y", []string{"other", w}
		}))
		records = append(records, plain(func(f *graph.Factor) {
			f.Key, f.Label = fmt.Sprintf("named-%02d", i), graph.Text{{Lang: "en", Value: "en " + w}, {Lang: "it", Value: w}}
		}))
	}
	store, naive := s.open(t), NewNaive(records)
	Load(t, store, records)
	ops := []graph.Op{graph.OpIn, graph.OpContains, graph.OpStartsWith, graph.OpHasAll}
	fields := []*graph.Field{
		field(t, graph.KindStudy, "title"), field(t, graph.KindStudy, "notes"),
		field(t, graph.KindStudy, "venues"), field(t, graph.KindFactor, "label"),
	}
	for _, f := range fields {
		for _, w := range words {
			for _, op := range ops {
				for _, operand := range []string{w, strings.ToUpper(w), graph.Fold(w)} {
					q := graph.Find{Kind: f.Kind, Where: graph.Compare{Field: f, Op: op, Strs: []string{operand}}, Window: graph.Window{Limit: -1}}
					same(t, q, describePages(mustFind(t, store, q)), describePages(naive.Find(q)))
				}
			}
		}
	}
	for _, order := range [][]graph.OrderTerm{
		orderOf(t, graph.KindStudy, "title"), orderOf(t, graph.KindStudy, "-title"),
	} {
		q := graph.Find{Kind: graph.KindStudy, Order: order, Window: graph.Window{Limit: -1}}
		same(t, q, describePages(mustFind(t, store, q)), describePages(naive.Find(q)))
		walked := walk(t, store, q, 3, false)
		same(t, "walk by title", walked, strings.Fields(keysOf(naive.Find(q).Records)))
	}
	// The cases that the fold is there for, in so many words.
	for _, c := range []struct{ ask, finds string }{
		{"CAFE", "café"}, {"cafe\u0301", "café"}, {"strasse", "Straße"}, {"οδυσσευσ", "Οδυσσεύς"},
		{"angstrom", "Ångström"}, {"istanbul", "İstanbul"}, {"FINDING", "ﬁnding"}, {"𝔊RAPH", "𝔊raph"}, {"𐐨𐐨", "𐐀𐐨"},
	} {
		page := mustFind(t, store, graph.Find{Kind: graph.KindStudy, Where: graph.Equals(fields[0], c.ask), Window: graph.Window{Limit: -1}})
		found := slices.ContainsFunc(page.Records, func(r graph.Record) bool { return r.(*graph.Study).Title == c.finds })
		if !found {
			t.Errorf("%q does not find %q", c.ask, c.finds)
		}
	}
}

func (s suite) orders(t *testing.T) {
	t.Run("on the fixture", func(t *testing.T) {
		store, _ := s.fixture(t)
		for _, c := range []struct {
			kind  graph.Kind
			order string
			want  string
		}{
			{graph.KindStudy, "title", "alder birch cedar"},
			{graph.KindStudy, "-title", "cedar birch alder"},
			{graph.KindStudy, "year", "alder birch cedar"},
			{graph.KindStudy, "-year", "birch alder cedar"}, // absent last both ways
			{graph.KindStudy, "design", "alder cedar birch"},
			{graph.KindStudy, "-design", "birch alder cedar"}, // the key breaks ties upwards
			{graph.KindStudy, "-key", "cedar birch alder"},
			{graph.KindPhase, "position", "awareness visceral leaving turn"},
			{graph.KindFinding, "valence -key", "f6 f1 f3 f2 f4 f5"},
			{graph.KindFinding, "phase", "f1 f2 f6 f5 f3 f4"},
			{graph.KindFinding, "-study valence", "f3 f4 f1 f6 f2 f5"},
		} {
			q := graph.Find{Kind: c.kind, Order: orderOf(t, c.kind, strings.Fields(c.order)...), Window: graph.Window{Limit: -1}}
			if got := keysOf(mustFind(t, store, q).Records); got != c.want {
				t.Errorf("%s by %s: got %s, want %s", c.kind, c.order, got, c.want)
			}
		}
	})
	t.Run("a word that folds to nothing is not absent", func(t *testing.T) {
		store := s.open(t)
		var records []graph.Record
		for _, key := range []string{"a", "b", "c", "d"} {
			records = append(records, plain(func(r *graph.Report) {
				if r.Key = key; key == "a" || key == "c" {
					r.Container = "\u0301"
				}
			}))
		}
		Load(t, store, records)
		q := graph.Find{Kind: graph.KindReport, Order: orderOf(t, graph.KindReport, "container", "-key"), Window: graph.Window{Limit: -1}}
		if got := keysOf(mustFind(t, store, q).Records); got != "c a d b" {
			t.Errorf("got %s, want c a d b", got)
		}
	})
	t.Run("by every orderable field", func(t *testing.T) {
		store, naive := s.world(t)
		for _, k := range graph.Kinds() {
			for _, f := range graph.ModelOf(k).Fields {
				if !f.Orderable {
					continue
				}
				for _, desc := range []bool{false, true} {
					q := graph.Find{Kind: k, Order: []graph.OrderTerm{{Field: f, Desc: desc}}, Window: graph.Window{Limit: -1}}
					same(t, q, describePages(mustFind(t, store, q)), describePages(naive.Find(q)))
				}
			}
		}
	})
}

// windows tries every pair of ends, limit and direction on two lists, every other
// time with the total.
func (s suite) windows(t *testing.T) {
	store, naive := s.fixture(t)
	total := false
	for _, order := range [][]graph.OrderTerm{nil, orderOf(t, graph.KindFinding, "-valence")} {
		ends := []*graph.Position{nil}
		for _, r := range naive.All(graph.KindFinding) {
			at := graph.PositionOf(order, r)
			gone := at
			gone.Key += "-gone" // the place of a record that is no longer there
			ends = append(ends, &at, &gone)
		}
		where := graph.Not{Filter: graph.KeyIn(graph.KindFinding, "f4")}
		for i, after := range ends {
			for _, before := range ends {
				for _, limit := range []int{-1, 0, 1, 2, 6} {
					for _, backward := range []bool{false, true} {
						total = !total
						w := graph.Window{After: after, Before: before, Limit: limit, Backward: backward}
						q := graph.Find{Kind: graph.KindFinding, Where: where, Order: order, Window: w, Total: total != (i%2 == 0)}
						same(t, fmt.Sprintf("after %v, before %v, %+v", after, before, q), describePages(mustFind(t, store, q)), describePages(naive.Find(q)))
					}
				}
			}
		}
	}
	page := mustFind(t, store, graph.Find{Kind: graph.KindFinding, Window: graph.Window{Limit: 2, Backward: true}, Total: true})
	same(t, "the last two", describePages(page), []string{"page 0: 2 records of 6, previous true, next false", "Finding f5", "Finding f6"})
}

// walk goes through a list page by page and gives the keys as they came.
func walk(t testing.TB, s graph.Store, q graph.Find, size int, backward bool) []string {
	t.Helper()
	var out []string
	q.Window = graph.Window{Limit: size, Backward: backward}
	for range 10_000 {
		page := mustFind(t, s, q)
		keys := strings.Fields(keysOf(page.Records))
		if backward {
			out = append(keys, out...)
		} else {
			out = append(out, keys...)
		}
		more := page.HasNext
		if backward {
			more = page.HasPrevious
		}
		if !more {
			return out
		}
		if len(page.Records) == 0 {
			t.Fatalf("an empty page says that more follows: %+v", q)
		}
		if backward {
			at := graph.PositionOf(q.Order, page.Records[0])
			q.Window.Before = &at
		} else {
			at := graph.PositionOf(q.Order, page.Records[len(page.Records)-1])
			q.Window.After = &at
		}
	}
	t.Fatalf("the walk does not end: %+v", q)
	return nil
}

func (s suite) walk(t *testing.T) {
	store, naive := s.world(t)
	for _, q := range []graph.Find{
		{Kind: graph.KindFinding},
		{Kind: graph.KindFinding, Order: orderOf(t, graph.KindFinding, "-valence", "phase")},
		{Kind: graph.KindFinding, Where: graph.Equals(field(t, graph.KindFinding, "valence"), "HINDERING")},
		{Kind: graph.KindStudy, Order: orderOf(t, graph.KindStudy, "-title")},
		{Kind: graph.KindReport, Order: orderOf(t, graph.KindReport, "container", "-year")},
		{Kind: graph.KindPhase, Order: graph.ModelOf(graph.KindPhase).Order},
		{Kind: graph.KindStudyReport},
		{Kind: graph.KindStudy, Where: graph.Or{}},
	} {
		q.Window.Limit = -1
		want := strings.Fields(keysOf(naive.Find(q).Records))
		for _, size := range []int{1, 3, 1000} {
			same(t, q, walk(t, store, q, size, false), want)
			same(t, q, walk(t, store, q, size, true), want)
		}
	}
}

// walkWhileWriting adds and removes records between pages: whoever is there all
// the time must come exactly once, in order.
func (s suite) walkWhileWriting(t *testing.T) {
	store := s.open(t)
	study := func(i int, title string) graph.Record {
		return plain(func(s *graph.Study) { s.Key, s.Title = fmt.Sprintf("s-%03d", i), title })
	}
	var records []graph.Record
	for i := range 30 {
		records = append(records, study(i*10, fmt.Sprintf("T %d", i%4)))
	}
	Load(t, store, records)
	q := graph.Find{Kind: graph.KindStudy, Order: orderOf(t, graph.KindStudy, "-title")}
	want := strings.Fields(keysOf(mustFind(t, store, graph.Find{Kind: q.Kind, Order: q.Order, Window: graph.Window{Limit: -1}}).Records))
	gone := map[string]bool{}
	var got []string
	q.Window.Limit = 4
	for step := 0; ; step++ {
		page := mustFind(t, store, q)
		for _, r := range page.Records {
			if r.(*graph.Study).Notes == "" {
				got = append(got, r.RecordKey())
			}
		}
		if !page.HasNext {
			break
		}
		last := page.Records[len(page.Records)-1]
		at := graph.PositionOf(q.Order, last)
		q.Window.After = &at
		added := study(step*10+5, "T 2").(*graph.Study)
		added.Notes = "added on the way"
		mustApply(t, store, put(added), remove(last)) // the place of a record outlives it
		gone[last.RecordKey()] = true
	}
	same(t, "records that were there all the time", got, want)
	if len(gone) == 0 {
		t.Error("nothing was removed on the way")
	}
}
