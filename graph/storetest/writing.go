package storetest

import (
	"errors"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// refused applies a batch that must fail, and fails unless the store is as before.
func refused(t *testing.T, store graph.Store, want graph.ErrorKind, b graph.Batch) {
	t.Helper()
	_ = refusal(t, store, want, b) // refusal has looked at it
}

// refusal is refused, and gives the list of problems that the error holds.
func refusal(t *testing.T, store graph.Store, want graph.ErrorKind, b graph.Batch) graph.ProblemsError {
	t.Helper()
	before := content(t, store)
	info, err := store.Info(background)
	if err != nil {
		t.Fatal(err)
	}
	_, fault := store.Apply(background, b)
	kindIs(t, "apply", fault, want)
	same(t, "after a refused batch", content(t, store), before)
	if after, err := store.Info(background); err != nil || after.Revision != info.Revision || after.Release != info.Release {
		t.Errorf("a refused batch changed the store from %+v to %+v (%v)", info, after, err)
	}
	var problems graph.ProblemsError
	errors.As(fault, &problems)
	return problems
}

func batch(changes ...graph.Change) graph.Batch { return graph.Batch{Changes: changes} }

func newStudy(key string) *graph.Study {
	return plain(func(s *graph.Study) { s.Key, s.Title = key, "Study "+key }).(*graph.Study)
}

// atomic puts a sound record beside a faulty one: neither may stay.
func (s suite) atomic(t *testing.T) {
	store, _ := s.fixture(t)
	good := put(newStudy("good"))
	finding := func(change func(*graph.Finding)) graph.Change {
		f := copyOf[*graph.Finding](t, store, graph.KindFinding, "f1")
		change(f)
		return put(f)
	}
	for _, c := range []struct {
		name  string
		fault graph.Change
	}{
		{"a required field is empty", put(plain(func(s *graph.Study) { s.Key = "bad"; s.Title = "" }))},
		{"not a key", put(newStudy("Not A Key"))},
		{"no key", put(newStudy(""))},
		{"not of the vocabulary", put(plain(func(s *graph.Study) { s.Key, s.Title, s.Design = "bad", "B", "GUESSWORK" }))},
		{"of the vocabulary, not of the field", put(plain(func(s *graph.Study) { s.Key, s.Title, s.DesignBasis = "bad", "B", "ADDED" }))},
		{"out of range", put(plain(func(s *graph.Study) { s.Key, s.Title, s.DataCollectedFrom = "bad", "B", 12 }))},
		{"a reference to nothing", finding(func(f *graph.Finding) { f.Factor = "no-such" })},
		{"a reference to another kind", finding(func(f *graph.Finding) { f.Factor = "alder" })},
		{"a list with a reference to nothing", put(plain(func(c *graph.Caveat) { c.Key, c.Affects = "bad", []string{"alder", "no-such"} }))},
		{"fields that do not fit", finding(func(f *graph.Finding) { f.Phase = "" })},
		{"samples of another study", finding(func(f *graph.Finding) { f.Samples = []string{"files"} })},
		{"a key that another kind has", put(newStudy("paper-1998"))},
		{"invalid UTF-8", put(plain(func(s *graph.Study) { s.Key, s.Title = "bad", "a\xff" }))},
		{"a second default model", put(plain(func(m *graph.PhaseModel) { m.Key, m.IsDefault = "other", true }))},
		{"a circle", put(plain(func(f *graph.Factor) { f.Key, f.Level, f.Broader = "support", "RELATIONAL", "shelter" }))},
	} {
		t.Run(c.name, func(t *testing.T) {
			if len(refusal(t, store, graph.Invalid, batch(good, c.fault))) == 0 {
				t.Error("an Invalid error must hold a graph.ProblemsError")
			}
		})
	}
	t.Run("a change without a record", func(t *testing.T) {
		refused(t, store, graph.Invalid, batch(good, graph.Change{}))
	})
	t.Run("one record twice", func(t *testing.T) {
		refused(t, store, graph.Invalid, batch(good, put(newStudy("good"))))
	})
}

func (s suite) preconditions(t *testing.T) {
	store, _ := s.fixture(t)
	info, err := store.Info(background)
	if err != nil {
		t.Fatal(err)
	}
	fresh, known := newStudy("fresh"), copyOf[*graph.Study](t, store, graph.KindStudy, "cedar")
	known.Notes = "changed"
	for _, c := range []struct {
		name string
		b    graph.Batch
	}{
		{"create what is there", batch(put(fresh), graph.Change{Record: known, Must: graph.IsAbsent})},
		{"replace what is not there", batch(graph.Change{Record: fresh, Must: graph.IsPresent})},
		{"delete what is not there", batch(put(known), graph.Change{Record: fresh, Delete: true, Must: graph.IsPresent})},
		{"another revision", graph.Batch{Changes: []graph.Change{put(fresh)}, IfRevision: "another"}},
	} {
		t.Run(c.name, func(t *testing.T) { refused(t, store, graph.Conflict, c.b) })
	}
	receipt, err := store.Apply(background, graph.Batch{IfRevision: info.Revision, Changes: []graph.Change{
		{Record: fresh, Must: graph.IsAbsent}, {Record: known, Must: graph.IsPresent},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if after, err := store.Info(background); err != nil || receipt.Applied != 2 || receipt.Revision != after.Revision || after.Revision == info.Revision {
		t.Errorf("the receipt is %+v, before %s, after %+v (%v)", receipt, info.Revision, after, err)
	}
	receipt = mustApply(t, store, graph.Change{Record: fresh, Delete: true, Must: graph.IsPresent}, remove(newStudy("never-there")))
	if receipt.Applied != 1 {
		t.Errorf("%d changes applied, want 1: deleting what is not there is none", receipt.Applied)
	}
}

// references deletes and moves what others refer to.
func (s suite) references(t *testing.T) {
	for _, c := range []struct {
		kind    graph.Kind
		key, by string
	}{
		{graph.KindStudy, "alder", "f1"}, {graph.KindSample, "women", "files"}, {graph.KindFactor, "support", "shelter"},
		{graph.KindPhase, "awareness", "visceral"}, {graph.KindReport, "review-2020", "slip"}, {graph.KindFinding, "f1", "slip"},
	} {
		t.Run("delete "+c.key, func(t *testing.T) {
			store, _ := s.fixture(t)
			problems := refusal(t, store, graph.Conflict, batch(remove(copyOf[graph.Record](t, store, c.kind, c.key))))
			if text := problems.Error(); !strings.Contains(text, c.key) || !strings.Contains(text, c.by) {
				t.Errorf("the error must name %s and what refers to it, such as %s: %s", c.key, c.by, text)
			}
		})
	}
	t.Run("delete with all that refer to it", func(t *testing.T) {
		store, _ := s.fixture(t)
		mustApply(t, store,
			remove(copyOf[graph.Record](t, store, graph.KindFinding, "f1")),
			remove(copyOf[graph.Record](t, store, graph.KindCaveat, "slip")))
		if got, err := get(background, store, "f1", "slip"); err != nil || keysOf(got) != "- -" {
			t.Errorf("deleted records are %s (%v)", keysOf(got), err)
		}
	})
	t.Run("a change that breaks a neighbour", func(t *testing.T) {
		store, _ := s.fixture(t)
		men := copyOf[*graph.Sample](t, store, graph.KindSample, "men")
		men.Studies = []string{"alder"} // f3 of birch names it
		refused(t, store, graph.Invalid, batch(put(men)))
		support := copyOf[*graph.Factor](t, store, graph.KindFactor, "support")
		support.Level = "SOCIETAL" // shelter is narrower
		refused(t, store, graph.Invalid, batch(put(support)))
		shelter := copyOf[*graph.Factor](t, store, graph.KindFactor, "shelter")
		shelter.Level = "SOCIETAL"
		mustApply(t, store, put(support), put(shelter)) // both together are sound
	})
	t.Run("a key moves from one kind to another", func(t *testing.T) {
		store, _ := s.fixture(t)
		mustApply(t, store, put(newStudy("mover")))
		mustApply(t, store, remove(newStudy("mover")), put(plain(func(r *graph.Report) { r.Key = "mover" })))
		if got, err := get(background, store, "mover"); err != nil || got[0] == nil || got[0].RecordKind() != graph.KindReport {
			t.Errorf("mover is %v (%v), want a report", got, err)
		}
	})
	t.Run("a key that others name moves from one kind to another", func(t *testing.T) {
		store, _ := s.fixture(t)
		caveat := plain(func(c *graph.Caveat) { c.Key, c.Report, c.Affects = "moved", "review-2020", []string{"mover", "f1"} })
		mapping := plain(func(m *graph.VocabularyMapping) { m.From, m.Term = "mover", "coercion" })
		mustApply(t, store, put(plain(func(r *graph.Report) { r.Key = "mover" })), put(caveat), put(mapping))
		before := len(all(t, store))
		mustApply(t, store, remove(plain(func(r *graph.Report) { r.Key = "mover" })), put(plain(func(v *graph.VocabularyTerm) { v.Key = "mover" })))
		if n := len(all(t, store)); n != before {
			t.Errorf("%d records after the move, want %d", n, before)
		}
		pages := mustExpand(t, store, graph.Expand{Edge: edge(t, graph.KindCaveat, "affects"), Parents: []string{"moved"}, Window: graph.Window{Limit: -1}})
		if got := pagesOf(pages); got != "f1 mover" && got != "mover f1" {
			t.Errorf("the caveat affects %s", got)
		}
	})
}

// rederive changes what a study's year rests on.
func (s suite) rederive(t *testing.T) {
	store, _ := s.fixture(t)
	year := func(want int) {
		t.Helper()
		if got := copyOf[*graph.Study](t, store, graph.KindStudy, "alder").Year; got != want {
			t.Errorf("year of alder is %d, want %d", got, want)
		}
		q := graph.Find{Kind: graph.KindStudy, Where: graph.Compare{Field: field(t, graph.KindStudy, "year"), Op: graph.OpIn, Nums: []int{want}}, Window: graph.Window{Limit: -1}}
		if got := keysOf(mustFind(t, store, q).Records); want != 0 && !strings.Contains(got, "alder") {
			t.Errorf("studies of %d are %s, want alder among them", want, got)
		}
	}
	report := copyOf[*graph.Report](t, store, graph.KindReport, "paper-1998")
	report.Year = 2001
	mustApply(t, store, put(report))
	year(2001)
	mustApply(t, store, remove(plain(func(l *graph.StudyReport) { l.Study, l.Report, l.Role = "alder", "paper-1998", graph.Primary })))
	year(2010)
	study := copyOf[*graph.Study](t, store, graph.KindStudy, "alder")
	study.Year = 1950
	mustApply(t, store, put(study))
	year(2010)
}

func (s suite) idempotent(t *testing.T) {
	store := s.open(t)
	Load(t, store, Fixture())
	first, before := content(t, store), mustInfo(t, store)
	Load(t, store, Fixture())
	same(t, "after the same batch again", content(t, store), first)
	if after := mustInfo(t, store); after.Revision != before.Revision || after.Hash != before.Hash {
		t.Errorf("equal content has the revisions %s and %s", before.Revision, after.Revision)
	}
	study := newStudy("passing")
	mustApply(t, store, put(study))
	if changed := mustInfo(t, store); changed.Revision == before.Revision {
		t.Error("other content has the same revision")
	}
	mustApply(t, store, remove(study))
	if after := mustInfo(t, store); after.Revision != before.Revision {
		t.Errorf("back at the same content, the revision is %s and not %s", after.Revision, before.Revision)
	}
}

func mustInfo(t testing.TB, s graph.Store) graph.Info {
	t.Helper()
	info, err := s.Info(background)
	if err != nil {
		t.Fatalf("info: %v", err)
	}
	return info
}

func (s suite) info(t *testing.T) {
	store := s.open(t)
	countsAre(t, store, nil)
	release := graph.Release{Name: "fixture", Title: "A fixture", Version: "1.2.3", Date: "2020-01-31", License: "CC-BY-4.0"}
	b := graph.Batch{Release: &release}
	for _, r := range Fixture() {
		b.Changes = append(b.Changes, put(r))
	}
	mustBatch(t, store, b)
	countsAre(t, store, Fixture())
	info := mustInfo(t, store)
	hash, err := graph.ContentHash(store.Scan(background))
	if err != nil || info.Hash != hash || info.Revision != graph.Revision(hash) {
		t.Errorf("hash %s, revision %s; the content has %s (%v)", info.Hash, info.Revision, hash, err)
	}
	if info.Release != release || info.Store == "" {
		t.Errorf("info is %+v, want the release %+v and the sort of the store", info, release)
	}
	release.Version = "1.2.4"
	mustBatch(t, store, graph.Batch{Release: &release})
	if after := mustInfo(t, store); after.Release != release || after.Hash != info.Hash {
		t.Errorf("after a change of the release alone: %+v", after)
	}
	mustApply(t, store, put(newStudy("more")))
	if after := mustInfo(t, store); after.Release != release {
		t.Errorf("a batch without a release changed it to %+v", after.Release)
	}
}

// countsAre compares the counts of kinds with those of records.
func countsAre(t *testing.T, store graph.Store, records []graph.Record) {
	t.Helper()
	want := map[graph.Kind]int{}
	for _, r := range records {
		want[r.RecordKind()]++
	}
	got := mustInfo(t, store).Counts
	for _, k := range graph.Kinds() {
		if got[k] != want[k] {
			t.Errorf("%d records of kind %s, want %d", got[k], k, want[k])
		}
	}
}
