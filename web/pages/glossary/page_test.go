package glossary_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

// anchors gives the ids of the page, and fails where one is there twice.
func anchors(t *testing.T, p *pagestest.Page) map[string]bool {
	t.Helper()
	ids := map[string]bool{}
	for _, element := range p.Find("[id]").EachIter() {
		id := element.AttrOr("id", "")
		if ids[id] {
			t.Errorf("%s: there are two #%s", p.Address, id)
		}
		ids[id] = true
	}
	return ids
}

func TestEveryAnchorThatPagesLinkToIsThere(t *testing.T) {
	site := pagestest.Builtin(t)
	link := regexp.MustCompile(`"glossary"\)?(?:\}\})?(?: \+)? ?"?#([A-Za-z_-]+)`)
	linked := map[string]string{}
	for _, pattern := range []string{"../*/*.html", "../*/*.go", "../../parts/*.html", "../../*/*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %v, %v", pattern, names, err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range link.FindAllStringSubmatch(string(text), -1) {
				linked[found[1]] = name
			}
		}
	}
	if linked["valence"] == "" || linked["phase"] == "" || linked["factor-level"] == "" {
		t.Fatalf("links to the glossary are not found: %v", linked)
	}
	for _, lang := range []string{"en", "it"} {
		ids := anchors(t, site.Open(t, "/"+lang+"/glossary"))
		for anchor, name := range linked {
			if !ids[anchor] {
				t.Errorf("%s links to #%s, which the glossary in %s has not", name, anchor, lang)
			}
		}
		for _, anchor := range []string{"study", "moderator", "valence-hindering", "gap-kind-one-study", "exploitation-setting-indoor"} {
			if !ids[anchor] {
				t.Errorf("%s: there is no #%s", lang, anchor)
			}
		}
	}
}

func TestEveryEnumIsExplainedOrKnownToBeForPrograms(t *testing.T) {
	text, err := os.ReadFile("../../words/terms/en.toml")
	if err != nil {
		t.Fatal(err)
	}
	forPrograms := map[string]bool{"CitationStyle": true, "NodeKind": true, "OrderDirection": true}
	ids := anchors(t, pagestest.Builtin(t).Open(t, "/en/glossary"))
	small := regexp.MustCompile(`([a-z])([A-Z])`)
	for _, enum := range regexp.MustCompile(`(?m)^\[(\w+)\]$`).FindAllStringSubmatch(string(text), -1) {
		anchor := strings.ToLower(small.ReplaceAllString(enum[1], "$1-$2"))
		if ids[anchor] == forPrograms[enum[1]] {
			t.Errorf("%s stands in the glossary: %v", enum[1], ids[anchor])
		}
	}
}

func TestTheIndexNamesEachTermOnce(t *testing.T) {
	site := pagestest.Builtin(t)
	p := site.Open(t, "/it/glossary")
	ids, seen, last := anchors(t, p), map[string]bool{}, ""
	for _, a := range p.Find(".glossary-index a").EachIter() {
		anchor := strings.TrimPrefix(a.AttrOr("href", ""), "#")
		if !ids[anchor] || seen[anchor] {
			t.Errorf("the index leads to #%s, there %v, met before %v", anchor, ids[anchor], seen[anchor])
		}
		seen[anchor] = true
	}
	for _, dt := range p.Find(".glossary-index dt").EachIter() {
		if dt.Text() <= last {
			t.Errorf("%s stands behind %s", dt.Text(), last)
		}
		last = dt.Text()
	}
	if want := p.Find("#terms ~ dl > div").Length() + p.Find("#values ~ section").Length(); len(seen) != want {
		t.Errorf("the index has %d words, the page %d", len(seen), want)
	}
}

func TestBothLanguagesStandBesideEachOther(t *testing.T) {
	site := pagestest.Builtin(t)
	en, it := site.Open(t, "/en/glossary"), site.Open(t, "/it/glossary")
	words := func(p *pagestest.Page, id string) (own, other string) {
		name := p.Find("#" + id).ChildrenFiltered("dt, h3")
		other = name.Find("[lang]").Text()
		rest := name.Contents().FilterFunction(func(_ int, s *goquery.Selection) bool { return goquery.NodeName(s) == "#text" })
		return strings.TrimSpace(rest.Text()), other
	}
	n := 0
	for id := range anchors(t, en) {
		own, other := words(en, id)
		if other == "" {
			continue
		}
		n++
		if itsOwn, itsOther := words(it, id); itsOwn != other || itsOther != own {
			t.Errorf("#%s is %q and %q in English, %q and %q in Italian", id, own, other, itsOwn, itsOther)
		}
	}
	if n < 150 {
		t.Errorf("only %d words have another beside them", n)
	}
}
