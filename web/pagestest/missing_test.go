package pagestest_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

func TestAMisspeltKeyIsNotFoundAndWhatWasMeantOpens(t *testing.T) {
	s := pagestest.Builtin(t)
	for address, meant := range map[string]string{
		"factors/famly":                           "factors/family",
		"factors/famly/brief":                     "factors/family",
		"studies/hickle2017":                      "studies/hickle-2017",
		"reports/ferari-2021":                     "reports/ferrari-2021",
		"samples/hickle-2017-sampel":              "samples/hickle-2017-sample",
		"phases/baker-inital-exit":                "phases/baker-initial-exit",
		"models/sanders-tipology":                 "models/sanders-typology",
		"map?model=sanders-tipology&unit=samples": "map?model=sanders-typology&unit=samples",
		"gaps?row=famly&kinds=ONE_STUDY":          "gaps?kinds=ONE_STUDY&row=family",
		"network?depth=2&node=famly":              "network?depth=2&node=family",
		"findings?factor=famly&setting=INDOOR":    "findings?factor=family&setting=INDOOR",
		"findings?study=hickle2017":               "findings?study=hickle-2017",
		"findings?phase=baker-inital-exit":        "findings?phase=baker-initial-exit",
	} {
		for _, lang := range []string{"en", "it"} {
			at, want := "/"+lang+"/"+address, "/"+lang+"/"+meant
			p := s.Get(t, at)
			links := " " + strings.Join(p.Links("main a"), " ") + " "
			if p.Status != http.StatusNotFound || !strings.Contains(links, " "+want+" ") {
				t.Errorf("%s: status %d, with links to%s", at, p.Status, links)
				continue
			}
			s.Open(t, want)
			for _, link := range p.Links("main a") {
				s.Open(t, link)
			}
		}
	}
}

func TestAKeyWithoutNearOnesLeadsToTheListOfItsKind(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, kind := range []string{"factors", "studies", "reports", "samples", "phases", "findings"} {
		p := s.Get(t, "/it/"+kind+"/zzzzzzzzzz")
		if p.Status != http.StatusNotFound || p.Find(`main p a[href="/it/`+kind+`"]`).Length() != 1 {
			t.Errorf("%s: status %d, %s", kind, p.Status, p.Text("main"))
		}
	}
}

func TestACountryOrLanguageWrittenOtherwiseIsNoAnswerOfNothing(t *testing.T) {
	s := pagestest.Builtin(t)
	for asked, meant := range map[string]string{
		"findings?country=Italy":               "/en/findings?country=IT",
		"map?country=it&unit=samples":          "/en/map?country=IT&unit=samples",
		"studies?language=Spanish":             "/en/studies?language=es",
		"compare?a-country=USA&b-country=IT":   "/en/compare?a-country=US&b-country=IT",
		"reports?language=EN":                  "/en/reports?language=en",
		"findings?country=UK":                  "/en/findings?country=GB",
		"gaps?country=Atlantis":                "/en/gaps",
		"samples?country=%3Cscript%3Ealert(1)": "/en/samples",
	} {
		p := s.Get(t, "/en/"+asked)
		links := " " + strings.Join(p.Links("main a"), " ") + " "
		if p.Status != http.StatusBadRequest || !strings.Contains(links, " "+meant+" ") {
			t.Errorf("%s: status %d, with links to%s", asked, p.Status, links)
		}
		s.Open(t, meant)
	}
	if said := s.Get(t, "/en/findings?country=Germany").Text("main"); !strings.Contains(said, "Did you mean “Germany (DE)”?") {
		t.Errorf("the page says %q", said)
	}
	if p := s.Open(t, "/en/findings?country=FR"); !strings.Contains(p.Text("main"), "France") {
		t.Error("a country that nobody studied is not named")
	}
}
