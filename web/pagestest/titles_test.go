package pagestest_test

import (
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

func TestEveryPageHasATitleOfItsOwnAReferenceAndItsOtherLanguage(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, lang := range []string{"en", "it"} {
		at := map[string]string{}
		for _, address := range []string{
			"", "map", "map?setting=INDOOR", "map?setting=OUTDOOR", "map?model=sanders-typology", "map?level=SOCIETAL",
			"factors", "factors/family", "factors/family?country=IT", "factors/family/brief", "factors/family/brief?country=IT",
			"findings", "findings?factor=family", "findings?factor=family&phase=baker-initial-exit", "findings?valence=HINDERING",
			"findings/finding-088", "findings/finding-033", "findings/finding-095", "findings/finding-117",
			"phases", "phases/baker-initial-exit", "phases/oselin-initial-exit", "phases/baker-initial-exit?setting=INDOOR", "models/baker-integrated",
			"studies", "studies?design=QUALITATIVE", "studies/hickle-2017", "reports", "reports?kind=THESIS", "reports/hickle-2017-report", "reports/ferrari-2021",
			"samples", "samples?gender=WOMEN", "samples/hickle-2017-sample", "contradictions", "contradictions?level=RELATIONAL",
			"contradictions?within=FACTOR_AND_PHASE", "gaps", "gaps?row=family", "gaps?kinds=ONE_STUDY", "gaps?columns=PHASE&rows=SETTING",
			"compare", "compare?a-setting=INDOOR&b-setting=OUTDOOR", "compare?a-language=en&rest=yes", "readiness", "readiness?moderator=SETTING",
			"network", "network?node=family", "search", "glossary", "about", "api",
		} {
			address = "/" + lang + "/" + address
			p := s.Open(t, address)
			title := p.Find("head title").Text()
			if other, ok := at[title]; ok {
				t.Errorf("%s and %s are both called %q", address, other, title)
			}
			at[title] = address
			if other := map[string]string{"en": "it", "it": "en"}[lang]; p.Find(`a[rel="alternate"][href="`+strings.Replace(address, lang, other, 1)+`"]`).Length() == 0 {
				t.Errorf("%s does not lead to itself in the other language", address)
			}
			if p.Find(".crumbs li").Length() == 0 && address != "/"+lang+"/" {
				t.Errorf("%s does not say where it stands", address)
			}
			if said := p.Text("main"); !strings.Contains(said, "exitgraph, ") || !strings.Contains(said, address) {
				t.Errorf("%s does not say how to cite it", address)
			}
			name, filtered := strings.TrimSuffix(title, " · exitgraph"), strings.Contains(address, "?")
			if cited := p.Text(".citation-text"); filtered && cited != "" && !strings.Contains(cited, name) {
				t.Errorf("%s is cited as %q, and called %q", address, cited, title)
			}
		}
	}
}

func TestAPageThatSaysWhatWentWrongHasItsOtherLanguage(t *testing.T) {
	s := pagestest.Builtin(t)
	for address, want := range map[string]string{
		"/en/factors/famly": "/it/factors/famly", "/it/nothing": "/en/nothing", "/en/map?seting=INDOOR": "/it/map?seting=INDOOR",
	} {
		if p := s.Get(t, address); p.Find(`.languages a[href="`+want+`"]`).Length() != 1 {
			t.Errorf("%s: %s", address, p.Text(".languages"))
		}
	}
	if p := s.Get(t, "/en/"+strings.Repeat("a", 3000)); p.Find(".languages a").Length() != 0 {
		t.Error("a link to the other language has no end")
	}
	if p := s.Get(t, "/en/map?%22%3E%3Cscript%3E=javascript:x&%27"); strings.Contains(p.Body, "<script>") || p.Find(`.languages a[href^="/it/map?"]`).Length() != 1 {
		t.Errorf("%s", p.Text("header"))
	}
}
