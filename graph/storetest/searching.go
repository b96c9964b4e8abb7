package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// searchFor is a search as a test writes it. It panics where the text is no search:
// tests name texts that are.
func searchFor(text string, langs ...string) graph.Search {
	query, err := graph.ParseSearch(text, langs)
	if err != nil {
		panic("storetest: " + err.Error())
	}
	return graph.Search{Query: query, Limit: 100, Total: true}
}

func mustSearch(t testing.TB, s graph.Store, q graph.Search) graph.Found {
	t.Helper()
	found, err := s.Search(background, q)
	if err != nil {
		t.Fatalf("search %+v: %v", q, err)
	}
	return found
}

// library is the fixture with texts worth searching for.
func library() []graph.Record {
	both := func(en, it string) graph.Text {
		return graph.Text{{Lang: "en", Value: en}, {Lang: "it", Value: it}}
	}
	factor := func(key string, label, definition graph.Text, notes string) graph.Record {
		return plain(func(f *graph.Factor) { f.Key, f.Label, f.Definition, f.Notes = key, label, definition, notes })
	}
	finding := func(key string, status graph.FindingStatus, summary graph.Text) graph.Record {
		return plain(func(f *graph.Finding) {
			f.Key, f.Report, f.Factor, f.Status, f.Summary = key, "paper-1998", "support", status, summary
			if status == graph.Superseded {
				f.SupersededBy = "says"
			}
			f.Valence, f.ValenceBasis, f.PhaseBasis = graph.Facilitating, "STATED", graph.PhaseNotReported
		})
	}
	return append(Fixture(),
		factor("family-ties", both("Family", "Famiglia"), both("Parents and children.", "Genitori e figli."), ""),
		factor("family-rejection", both("Rejection by the family", "Rifiuto della famiglia"), nil, ""),
		factor("peer-help", both("Peer support", "Sostegno tra pari"), both("Help by those who left.", "L'aiuto di chi è già uscita."), "Named after a family of programmes."),
		factor("stay", graph.Text{{Lang: "pt-BR", Value: "Permanência"}}, both("A crème, a Gießerei, re-entry.", "Città e università."), "x family"),
		plain(func(r *graph.Report) {
			r.Key, r.Title, r.Authors, r.Year = "nunez", "On trust in services", []string{"Sánchez Núñez, M.", "Trust, A."}, 2017
		}),
		finding("says", graph.Current, both("The family was a reason to leave.", "La famiglia era un motivo per uscire.")),
		finding("said", graph.Withdrawn, both("The family was a reason to stay.", "")[:1]),
		finding("was-said", graph.Superseded, both("The family was no reason.", "")[:1]),
	)
}

// library opens a store with the library, and its oracle.
func (s suite) library(t *testing.T) (graph.Store, *Naive) {
	t.Helper()
	store := s.open(t)
	Load(t, store, library())
	return store, NewNaive(library())
}

// hitsOf writes hits as keys with their ranks.
func hitsOf(f graph.Found) string {
	var out []string
	for _, h := range f.Hits {
		out = append(out, fmt.Sprintf("%s:%d", h.Record.RecordKey(), h.Rank))
	}
	return strings.Join(out, " ")
}

func (s suite) searchFinds(t *testing.T) {
	store, _ := s.library(t)
	for _, c := range []struct {
		name, text string
		langs      []string
		kinds      []graph.Kind
		want       string
	}{
		{"a whole name comes first, then names, texts and remarks", "family", nil, nil,
			"family-ties:0 family-rejection:1 says:3 peer-help:4 stay:4"},
		{"case counts nothing", "FAMILY", nil, nil, "family-ties:0 family-rejection:1 says:3 peer-help:4 stay:4"},
		{"Italian", "famiglia", nil, nil, "family-ties:0 family-rejection:1 says:3"},
		{"only in Italian", "famiglia", []string{"it"}, nil, "family-ties:0 family-rejection:1 says:3"},
		{"not in English", "famiglia", []string{"en"}, nil, ""},
		{"fields without a language always count", "family", []string{"it"}, nil, "peer-help:4 stay:4"},
		{"a language takes its regions", "permanencia", []string{"PT"}, nil, "stay:0"},
		{"a region does not take its language", "permanencia", []string{"pt-PT"}, nil, ""},
		{"languages are not begun but named", "famiglia", []string{"i"}, nil, ""},
		{"accents, either way", "sanchez nunez", nil, nil, "nunez:3"},
		{"decomposed accents", "cre\u0300me", nil, nil, "stay:3"},
		{"sharp s", "GIESSEREI", nil, nil, "stay:3"},
		{"an Italian accent left out", "citta universita", nil, nil, "stay:5"},
		{"an apostrophe parts words that stay together", "l'aiuto", nil, nil, "peer-help:3"},
		{"a word behind an apostrophe", "aiuto", nil, nil, "peer-help:3"},
		{"a hyphen too", "re-entry", nil, nil, "stay:3"},
		{"but not in another order", "entry-re", nil, nil, ""},
		{"every word must occur, in any field", "peer left programmes", nil, nil, "peer-help:6"},
		{"every word must occur", "peer nothing", nil, nil, ""},
		{"words in any order", "support peer", nil, nil, "peer-help:1"},
		{"words in the order of the name", "peer support", nil, nil, "peer-help:0"},
		{"a phrase", `"by the family"`, nil, nil, "family-rejection:1"},
		{"a phrase in another order", `"family by the"`, nil, nil, ""},
		{"a phrase does not cross values", `"M Trust"`, nil, nil, ""},
		{"a phrase does not cross languages", `"children genitori"`, nil, nil, ""},
		{"a word is whole", "famil", nil, nil, ""},
		{"a star takes beginnings, and is no whole name", "famil*", nil, nil, "family-rejection:1 family-ties:1 says:3 peer-help:4 stay:4"},
		{"a star at the end of a phrase", `"a reason to l*"`, nil, nil, "says:3"},
		{"a quote that is not closed", `"by the family`, nil, nil, "family-rejection:1"},
		{"authors and years", "2017 trust", nil, nil, "nunez:2"},
		{"kinds", "family", nil, []graph.Kind{graph.KindFinding, graph.KindReport}, "says:3"},
		{"kinds of which none is a hit", "family", nil, []graph.Kind{graph.KindStudy}, ""},
		{"findings that do not stand are not found", "reason", nil, nil, "says:3"},
		{"keys are no words of the record", "slip", nil, nil, ""},
	} {
		q := searchFor(c.text, c.langs...)
		q.Kinds = c.kinds
		found := mustSearch(t, store, q)
		if got := hitsOf(found); got != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.name, c.text, got, c.want)
		}
		if found.Total != len(found.Hits) || found.HasNext || found.HasPrevious {
			t.Errorf("%s: %d hits, total %d, next %t, previous %t", c.name, len(found.Hits), found.Total, found.HasNext, found.HasPrevious)
		}
	}
}

// searchHostile asks for texts that are syntax elsewhere, and for all of words.go.
func (s suite) searchHostile(t *testing.T) {
	store, naive := s.library(t)
	hostile := append([]string{
		`*:* OR "a~`, `family~2`, `famil?`, `fam*ly`, `* family`, `family *`, `"family" *`, `"*family`, `searchWords:family`, `NOT family`, `+family -trust`, `family AND trust`,
		`family && trust`, `/fam.*/`, `[a TO z] family`, `{family}`, `family^4`, `\"family\"`, `family\`, `(family`, `family:`, `_exists_:family`,
		`family') YIELD node MATCH (n) DETACH DELETE n //`, "family`", "$p0 family", `family}]) RETURN 1`, "fam\u0000ily", "\u3000family\u3000", "family\u2028trust",
		"family²", "½ family", "日本語*", "𐐀*",
	}, words...)
	asked := 0
	for _, w := range hostile {
		for _, text := range []string{w, `"` + w + `"`, w + "*"} {
			query, err := graph.ParseSearch(text, nil)
			if err != nil {
				kindIs(t, text, err, graph.Invalid)
				continue
			}
			asked++
			q := graph.Search{Query: query, Limit: 100, Total: true}
			same(t, text, describeFound(mustSearch(t, store, q)), describeFound(naive.Search(q)))
		}
	}
	if asked < len(hostile) {
		t.Errorf("only %d of the texts have words", asked)
	}
}

// searchPages walks answers page by page, and begins behind places that are not there.
func (s suite) searchPages(t *testing.T) {
	store, naive := s.world(t)
	for _, text := range []string{"support", "of a", "f*", `"work"`} {
		q := searchFor(text)
		q.Limit = 1000
		whole := mustSearch(t, store, q)
		same(t, text, describeFound(whole), describeFound(naive.Search(q)))
		if len(whole.Hits) < 4 {
			t.Fatalf("%q has only %d hits: choose another text", text, len(whole.Hits))
		}
		for _, limit := range []int{1, 3, len(whole.Hits) - 1, len(whole.Hits)} {
			var walked []string
			q.After, q.Limit = nil, limit
			for {
				page := mustSearch(t, store, q)
				same(t, text, describeFound(page), describeFound(naive.Search(q)))
				walked = append(walked, strings.Fields(hitsOf(page))...)
				if !page.HasNext {
					break
				}
				last := page.Hits[len(page.Hits)-1].Place()
				q.After = &last
			}
			if want := strings.Fields(hitsOf(whole)); !slices.Equal(walked, want) {
				t.Errorf("%q by %d: %v, want %v", text, limit, walked, want)
			}
		}
		for _, place := range []graph.Place{{}, {Rank: 1}, {Rank: 1, Kind: 200, Key: "a"}, {Rank: 1 << 40}, {Rank: -1, Kind: graph.KindStudy, Key: "zzz"}} {
			for _, limit := range []int{0, 2} {
				q.After, q.Limit = &place, limit
				same(t, place, describeFound(mustSearch(t, store, q)), describeFound(naive.Search(q)))
			}
		}
	}
}

// searchRandom asks for words of a generated world, cut, quoted and mixed.
func (s suite) searchRandom(t *testing.T) {
	store, naive := s.world(t)
	a := &asker{Rand: random(worldSeed), world: naive}
	const questions = 150
	filled := 0
	for range questions {
		q := a.search()
		want := naive.Search(q)
		same(t, q, describeFound(mustSearch(t, store, q)), describeFound(want))
		if len(want.Hits) > 0 {
			filled++
		}
	}
	if filled*2 < questions {
		t.Errorf("only %d of %d answers held anything: the questions prove too little", filled, questions)
	}
}

func (s suite) searchWrites(t *testing.T) {
	store, _ := s.library(t)
	search := func(want string) {
		t.Helper()
		if got := hitsOf(mustSearch(t, store, searchFor("lighthouse"))); got != want {
			t.Fatalf("the hits are %q, want %q", got, want)
		}
	}
	search("")
	study := newStudy("new")
	study.Title = "Lighthouse"
	mustApply(t, store, put(study))
	search("new:0")
	renamed := copyOf[*graph.Study](t, store, graph.KindStudy, "new")
	renamed.Title, renamed.Notes = "Harbour", "once called lighthouse"
	mustApply(t, store, put(renamed))
	search("new:4")
	finding := copyOf[*graph.Finding](t, store, graph.KindFinding, "said")
	finding.Notes = "lighthouse"
	mustApply(t, store, put(finding))
	search("new:4")
	restored := copyOf[*graph.Finding](t, store, graph.KindFinding, "said")
	restored.Status = graph.Current
	mustApply(t, store, put(restored))
	search("new:4 said:4")
	mustApply(t, store, remove(renamed))
	search("said:4")
}
