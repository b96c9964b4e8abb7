package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/graph"
)

func parsed(t testing.TB, text string, langs ...string) graph.SearchQuery {
	t.Helper()
	q, err := graph.ParseSearch(text, langs)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// terms writes a query so that its terms can be read.
func terms(q graph.SearchQuery) string {
	var out []string
	for _, t := range q.Terms {
		s := strings.Join(t.Words, "_")
		if t.Prefix {
			s += "*"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestSearchTextsAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"family":                   "family",
		"  Family \n FRIENDS ":     "family friends",
		`"peer support" women`:     "peer_support women",
		`women"peer support"men`:   "women peer_support men",
		`"peer support`:            "peer_support",
		"exit*":                    "exit*",
		`"peer supp*"`:             "peer_supp*",
		`"peer supp* "`:            "peer_supp*",
		"re-entry":                 "re_entry",
		"re-ent*":                  "re_ent*",
		"l'uscita dall’Italia":     "l_uscita dall_italia",
		"10.1177/0886":             "10_1177_0886",
		"* exit":                   "exit",
		"exit -*":                  "exit",
		"exit.*":                   "exit",
		"ex*it":                    "ex_it",
		"Sánchez cafe\u0301":       "sanchez cafe",
		`*:* OR "a~`:               "or a",
		"trafficking trafficking":  "trafficking trafficking",
		"½":                        "1_2",
		"family, \u0301 friends!?": "family friends",
	} {
		if got := terms(parsed(t, text)); got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

func TestSearchLimitsNameThemselvesAndTheirValues(t *testing.T) {
	for _, c := range []struct{ rule, taken, refused, says string }{
		{"characters", strings.Repeat("é ", 16) + strings.Repeat(" ", 368), strings.Repeat(" ", 401), "400 characters, and this one has 401"},
		{"words", strings.Repeat("a ", 32), strings.Repeat("a ", 33), "32 words, and this one has 33"},
		{"words of phrases", strings.Repeat("a-", 32), strings.Repeat("a-", 33), "32 words, and this one has 33"},
		{"one word", strings.Repeat("𐐨", 60), strings.Repeat("𐐨", 61), "60 characters, and one here has 61"},
		{"folded words", strings.Repeat("ﬁ", 30), strings.Repeat("ﬁ", 31), "60 characters, and one here has 62"},
		{"any word", "a", ` *"-' `, "no word"},
		{"any word at all", "1", "", "no word"},
	} {
		if _, err := graph.ParseSearch(c.taken, nil); err != nil {
			t.Errorf("%s: the limit itself is refused: %v", c.rule, err)
		}
		_, err := graph.ParseSearch(c.refused, nil)
		if graph.KindOf(err) != graph.Invalid || err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: the error is %v, want one that says %q", c.rule, err, c.says)
		}
	}
}

func TestFieldsAreSearchedWithTheWeightOfTheModelTable(t *testing.T) {
	for _, k := range graph.Kinds() {
		r := graph.ModelOf(k).New()
		var want []string
		for weight := graph.SearchedName; weight <= graph.SearchedNote; weight++ {
			for i, f := range graph.ModelOf(k).Fields {
				if f.Search != weight {
					continue
				}
				word := fmt.Sprintf("%d%d", 2000+i, weight)
				switch f.Type {
				case graph.TypeInt:
					f.SetInt(r, (2000+i)*10+int(weight))
				case graph.TypeText:
					f.SetText(r, graph.Text{{Lang: "en", Value: word}, {Lang: "it", Value: "Però " + word}})
					want = append(want, fmt.Sprintf("%d en| %s ", weight, word))
					word = "pero " + word
				case graph.TypeStrings:
					f.SetList(r, []string{word, "-", "B " + word})
					want = append(want, fmt.Sprintf("%d | %s ", weight, word))
					word = "b " + word
				default:
					f.SetStr(r, "("+word+")")
				}
				lang := ""
				if f.Type == graph.TypeText {
					lang = "it"
				}
				want = append(want, fmt.Sprintf("%d %s| %s ", weight, lang, word))
			}
		}
		if k.IsNode() != (len(want) > 0) {
			t.Errorf("%s is searched by %d texts", k, len(want))
		}
		var got []string
		for _, text := range graph.SearchTexts(r) {
			got = append(got, fmt.Sprintf("%d %s|%s", text.Weight, text.Lang, text.Words))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", k, got, want)
		}
	}
}

func TestFindingsThatDoNotStandHaveNoTexts(t *testing.T) {
	for status, found := range map[graph.FindingStatus]bool{graph.Current: true, "": true, graph.Withdrawn: false, graph.Superseded: false} {
		f := &graph.Finding{Status: status, Summary: graph.Text{{Lang: "en", Value: "family"}}}
		if got := len(graph.SearchTexts(f)) > 0; got != found {
			t.Errorf("a finding that is %q is found: %t", status, got)
		}
	}
}

func TestRankFollowsTheBestFieldOfEachTerm(t *testing.T) {
	texts := graph.SearchTexts(&graph.Report{
		Title: "Peer support for exit", Authors: []string{"Hickle, K."}, Year: 2017, Notes: "support and hope",
	})
	for text, want := range map[string]int{
		"peer support for exit": 0, "exit for support peer": 1, "peer": 1, "hickle": 2, "2017 hickle": 3, "hope": 4, "hope hope": 7,
		"peer* support for exit": 1, "peer hickle hope": 5, `"for exit"`: 1, `"exit for"`: -1, "peer nothing": -1,
	} {
		rank, ok := parsed(t, text).Ranker().Rank(texts)
		if !ok {
			rank = -1
		}
		if rank != want {
			t.Errorf("%q has rank %d, want %d", text, rank, want)
		}
	}
}

func TestSnippetsShowTheBestTextAndWhereTheWordsStand(t *testing.T) {
	long := "Ciò che conta: " + strings.Repeat("bla ", 100) + "la famiglia d’origine e la FAMIGLIA acquisita " + strings.Repeat("bla ", 100)
	factor := &graph.Factor{
		Label:      graph.Text{{Lang: "en", Value: "Peer support"}, {Lang: "it", Value: "Sostegno tra pari"}},
		Definition: graph.Text{{Lang: "en", Value: "Help by the family, in 𐐀𐐨 and re-entry."}, {Lang: "it", Value: long}},
	}
	for _, c := range []struct {
		text, lang       string
		field, from, cut string
		marked           []string
	}{
		{"support", "", "label", "en", "Peer support", []string{"support"}},
		{"pari", "", "label", "it", "Sostegno tra pari", []string{"pari"}},
		{"family peer", "", "label", "en", "Peer support", []string{"Peer"}},
		{"re-entry famil*", "", "definition", "en", "Help by the family, in 𐐀𐐨 and re-entry.", []string{"family", "re-entry"}},
		{`"𐐨𐐨 and re" re-entry`, "", "definition", "en", "Help by the family, in 𐐀𐐨 and re-entry.", []string{"𐐀𐐨 and re-entry"}},
		{"famiglia", "it", "definition", "it", "…" + strings.Repeat("bla ", 14) + "la famiglia d’origine e la FAMIGLIA acquisita " + strings.TrimSpace(strings.Repeat("bla ", 34)) + "…", []string{"famiglia", "FAMIGLIA"}},
		{"cio", "it", "definition", "it", "Ciò che conta: " + strings.TrimSpace(strings.Repeat("bla ", 56)) + "…", []string{"Ciò"}},
		{"support", "it", "", "", "", nil},
	} {
		var langs []string
		if c.lang != "" {
			langs = append(langs, c.lang)
		}
		s := parsed(t, c.text, langs...).Snippet(factor)
		field := ""
		if s.Field != nil {
			field = s.Field.Name
		}
		if got := marked(s); field != c.field || s.Lang != c.from || s.Text != c.cut || !slices.Equal(got, c.marked) {
			t.Errorf("%q: %s in %q, %q with %q", c.text, field, s.Lang, s.Text, got)
		}
	}
}

// marked gives the marked parts of a snippet.
func marked(s graph.Snippet) []string {
	var out []string
	letters := []rune(s.Text)
	for _, m := range s.Marks {
		out = append(out, string(letters[m.Start:m.End]))
	}
	return out
}

// library has enough findings for several pages, of two ranks.
func library() world {
	w := soundWorld()
	for i := range 9 {
		w = append(w, aFinding(fmt.Sprintf("note-%d", i), "one", "paper", "work", func(f *graph.Finding) {
			f.Summary = graph.Text{{Lang: "en", Value: list("lantern other")[i%2]}}
			f.Notes = "A lantern."
		}))
	}
	return w
}

func TestSearchIsWalkedByCursorsOfTheSameSearchOnly(t *testing.T) {
	g := graph.New(storeOf(t, library()))
	size := 2
	args := graph.SearchArgs{Text: "Lantern", Total: true, Page: graph.PageArgs{First: &size, Max: 100}}
	var walked []string
	var cursor string
	for {
		l, err := g.Search(t.Context(), args)
		if err != nil {
			t.Fatal(err)
		}
		if l.Total != 9 || l.HasPrevious != (args.Page.After != nil) {
			t.Fatalf("a page says total %d, previous %t", l.Total, l.HasPrevious)
		}
		walked = append(walked, recordKeys(l.Records)...)
		if !l.HasNext {
			break
		}
		cursor = l.Cursor(len(l.Records) - 1)
		args.Page.After = &cursor
	}
	want := "note-0 note-2 note-4 note-6 note-8 note-1 note-3 note-5 note-7"
	if got := strings.Join(walked, " "); got != want {
		t.Errorf("walked %s, want %s", got, want)
	}
	list := oneListCursor(t, g)
	for rule, change := range map[string]func(*graph.SearchArgs){
		"another text":         func(a *graph.SearchArgs) { a.Text = "lantern*" },
		"another kind":         func(a *graph.SearchArgs) { a.Kinds = []graph.Kind{graph.KindFinding} },
		"another language":     func(a *graph.SearchArgs) { a.Langs = []string{"en"} },
		"a cursor of a list":   func(a *graph.SearchArgs) { a.Page.After = &list },
		"more than the limit":  func(a *graph.SearchArgs) { n := 101; a.Page.First = &n },
		"less than none":       func(a *graph.SearchArgs) { n := -1; a.Page.First = &n },
		"a text without words": func(a *graph.SearchArgs) { a.Text = "-" },
	} {
		changed := args
		change(&changed)
		if _, err := g.Search(t.Context(), changed); err == nil || graph.KindOf(err) != graph.Invalid {
			t.Errorf("%s: the error is %v, want one that is invalid", rule, err)
		}
	}
	// What is another way to write the same is the same search.
	args.Text, args.Kinds = " LANTERN! ", graph.NodeKinds()
	if _, err := g.Search(t.Context(), args); err != nil {
		t.Errorf("the same search, written otherwise: %v", err)
	}
}

func oneListCursor(t *testing.T, g *graph.Graph) string {
	t.Helper()
	n := 1
	l, err := g.Find(t.Context(), graph.KindFinding, graph.ListArgs{Page: graph.PageArgs{First: &n, Max: 10}})
	if err != nil {
		t.Fatal(err)
	}
	return l.Cursor(0)
}

func TestScoresFallWithTheRankAndStayAboveNothing(t *testing.T) {
	last := 2.0
	for rank := range 100 {
		s := graph.Hit{Rank: rank}.Score()
		if s <= 0 || s > 1 || s >= last || rank == 0 && s != 1 {
			t.Errorf("rank %d has the score %v after %v", rank, s, last)
		}
		last = s
	}
}

func TestCuttingWordsKeepsTheirOrderAndFoldingChangesNone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		words := graph.SearchWords(text)
		for _, w := range words {
			if again := graph.SearchWords(w); len(again) != 1 || again[0] != w {
				t.Fatalf("the word %q of %q is cut into %q", w, text, again)
			}
		}
		more := graph.SearchWords(text + " end")
		if !slices.Equal(more, append(words, "end")) {
			t.Fatalf("%q gives %q, and with a word more %q", text, words, more)
		}
	})
}

// Whatever is searched for in whatever text: a text without a fault has words, what
// ranks has a snippet, and the marks of a snippet are within it and hold words.
func FuzzSearch(f *testing.F) {
	f.Add("peer supp*", "Peer support", "it")
	f.Add(`*:* OR "a~`, "or a, or b", "")
	f.Add(`"re entry" ½`, "re-entry: ½ or 1/2", "en-GB")
	f.Add("e\u0301 *", strings.Repeat("È ", 300), "en")
	f.Fuzz(func(t *testing.T, text, in, lang string) {
		q, err := graph.ParseSearch(text, []string{lang})
		if err != nil {
			if graph.KindOf(err) != graph.Invalid {
				t.Fatalf("the error %v is %s", err, graph.KindOf(err))
			}
			return
		}
		factor := &graph.Factor{Label: graph.Text{{Lang: "en", Value: "none"}, {Lang: "it", Value: in}}, Notes: in}
		s := q.Snippet(factor)
		if _, ok := q.Ranker().Rank(graph.SearchTexts(factor)); ok && (s.Field == nil || len(s.Marks) == 0) {
			t.Fatalf("%q finds %q and shows nothing", text, in)
		}
		end := 0
		for i, m := range s.Marks {
			if m.Start < end || m.End <= m.Start || m.End > len([]rune(s.Text)) {
				t.Fatalf("the marks %v are not in order within %q", s.Marks, s.Text)
			}
			if end = m.End; len(graph.SearchWords(marked(s)[i])) == 0 {
				t.Fatalf("the mark %q of %q holds no word", marked(s)[i], s.Text)
			}
		}
	})
}
