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
