package search_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

func address(lang, text string) string {
	return "/" + lang + "/search?text=" + url.QueryEscape(text)
}

func TestASearchWithoutWordsHelpsToStart(t *testing.T) {
	site := pagestest.Builtin(t)
	for _, at := range []string{"/en/search", "/it/search", "/en/search?text=", "/it/search?text=%22*%22"} {
		p := site.Open(t, at)
		if p.Find(".hits").Length() > 0 || len(p.Links("main .page-list a")) < 8 {
			t.Errorf("%s offers no start", at)
		}
		for _, example := range p.Links("#examples ~ .page-list a") {
			found := site.Open(t, example)
			if found.Find(".hit, .search-lead").Length() == 0 {
				t.Errorf("%s, which is an example, finds nothing", example)
			}
		}
	}
}

func TestTheCountsAreThoseOfTheEngine(t *testing.T) {
	site := pagestest.Builtin(t)
	p := site.Open(t, address("en", "support"))
	sum, all := 0, 0
	for i, number := range p.Find("main .switch .number").EachIter() {
		n, err := strconv.Atoi(number.Text())
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			all = n
		} else {
			sum += n
		}
	}
	if all == 0 || sum != all {
		t.Errorf("the kinds have %d hits, all have %d", sum, all)
	}
	answer := site.JSON(t, `{ search(text: "support", lang: ["en"], first: 1000) { nodes { field } } }`, nil)
	if n := strings.Count(answer, `"field"`); n != all {
		t.Errorf("the page says %d, the engine lists %d", all, n)
	}
}

func TestPagesOfHitsHoldEveryHitOnce(t *testing.T) {
	site := pagestest.Builtin(t)
	seen, at, pages := map[string]bool{}, address("en", "support"), 0
	want, _ := strconv.Atoi(site.Open(t, at).Find("main .switch .number").First().Text())
	for at != "" && pages < 50 {
		_, rows := site.Rows(t, at)
		p := site.Open(t, at)
		if shown := p.Find(".hit, .search-lead").Length(); shown != len(rows) {
			t.Errorf("%s shows %d hits, its table has %d", at, shown, len(rows))
		}
		for _, row := range rows {
			if seen[row[1]] {
				t.Errorf("%s comes twice", row[1])
			}
			seen[row[1]] = true
		}
		at = p.Find("a[rel=next]").AttrOr("href", "")
		pages++
	}
	if len(seen) != want || pages < 2 {
		t.Errorf("%d pages have %d hits, not %d", pages, len(seen), want)
	}
}

func TestTheFactorOfExactlyThisNameLeads(t *testing.T) {
	site := pagestest.Builtin(t)
	for lang, name := range map[string]string{"en": "self-esteem  and SELF-confidence", "it": "self-esteem and self-confidence"} {
		p := site.Open(t, address(lang, name))
		if links := p.Links(".search-lead a"); len(links) != 1 || links[0] != "/"+lang+"/factors/self-esteem" {
			t.Errorf("%s: %s leads to %v", lang, name, links)
		}
	}
	if p := site.Open(t, address("en", "self-esteem")); p.Find(".search-lead").Length() > 0 {
		t.Error("a part of a name is taken for it")
	}
}

func TestTheHeadHoldsWhatWasSearchedFor(t *testing.T) {
	site := pagestest.Builtin(t)
	p := site.Open(t, address("en", `a "b" <c>`))
	for _, id := range []string{"#top-search", "#search-text"} {
		if got := p.Find(id).AttrOr("value", ""); got != `a "b" <c>` {
			t.Errorf("%s holds %q", id, got)
		}
	}
	if got := site.Open(t, "/en/factors").Find("#top-search").AttrOr("value", ""); got != "" {
		t.Errorf("the search of another page holds %q", got)
	}
	if p.Find(`meta[name=robots][content*=noindex]`).Length() == 0 {
		t.Error("a search may be indexed")
	}
}

func TestAWordThatIsMistypedIsGuessed(t *testing.T) {
	site := pagestest.Builtin(t)
	for text, want := range map[string]string{
		"hickel 2017":    "/en/studies/hickle-2017",
		"social suport":  "/en/search?text=social+support",
		"confidense":     "",
		"qqqqqqqqqqqqqq": "none",
	} {
		p := site.Open(t, address("en", text))
		links := p.Links("#meant ~ ul a")
		switch {
		case want == "none" && len(links) > 0:
			t.Errorf("%q is taken for %v", text, links)
		case want == "" && len(links) == 0:
			t.Errorf("%q is not guessed", text)
		case strings.HasPrefix(want, "/") && (len(links) == 0 || links[0] != want):
			t.Errorf("%q is taken for %v", text, links)
		}
		for _, link := range links {
			if strings.Contains(link, "/search?") && site.Open(t, link).Find(".hit, .search-lead").Length() == 0 {
				t.Errorf("%s, which is proposed, finds nothing", link)
			}
		}
	}
}

func TestAKindWithoutAHitLeadsToTheOthers(t *testing.T) {
	site := pagestest.Builtin(t)
	p := site.Open(t, address("en", "hickle")+"&kind=PHASE_MODEL")
	if p.Find(".hit").Length() > 0 || p.Find(`main .switch [aria-current]`).Length() != 1 {
		t.Error("models are found, or the choice is not shown")
	}
	if links := p.Links("#hits + p > a"); len(links) != 1 || links[0] != "/en/search?text=hickle" {
		t.Errorf("it leads to %v", links)
	}
}

func TestTooMuchForTheEngineIsToldAsAFaultOfTheAddress(t *testing.T) {
	site := pagestest.Builtin(t)
	for _, text := range []string{strings.Repeat("a ", 33), strings.Repeat("a", 61), strings.Repeat("a", 301)} {
		p := site.Get(t, address("it", text))
		if p.Status != 400 || strings.Contains(p.Body, "⟦") || len(site.Faults) > 0 {
			t.Errorf("%.20q: status %d, %v", text, p.Status, site.Faults)
		}
	}
}

func TestEveryHitLeadsSomewhereAndHoldsTheWords(t *testing.T) {
	site := pagestest.Builtin(t)
	for _, lang := range []string{"en", "it"} {
		for _, kind := range []string{"FACTOR", "PHASE", "PHASE_MODEL", "FINDING", "STUDY", "SAMPLE", "REPORT", "CAVEAT", "VOCABULARY_TERM"} {
			p := site.Open(t, address(lang, "s*")+"&kind="+kind)
			hits := p.Find(".hit")
			if hits.Length() == 0 {
				t.Errorf("%s: no %s is found", lang, kind)
			}
			for _, hit := range hits.EachIter() {
				mark := strings.ToLower(hit.Find("mark").First().Text())
				if !strings.HasPrefix(mark, "s") {
					t.Errorf("%s %s: marked is %q", lang, kind, mark)
				}
			}
			for i, link := range p.Links(".hit a") {
				if i < 3 {
					site.Open(t, link)
				}
			}
		}
	}
}

func TestHostileRecordsStayInert(t *testing.T) {
	site := pagestest.Hostile(t)
	for _, text := range []string{"alert", "script img", "hickle", "x", "onerror alert"} {
		for _, lang := range []string{"en", "it"} {
			p := site.Open(t, address(lang, text))
			p.Inert(t)
		}
	}
	p := site.Open(t, address("en", `"><script>alert(1)</script>`))
	p.Inert(t)
}
