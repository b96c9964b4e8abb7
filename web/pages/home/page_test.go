package home_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/web/pagestest"
)

func TestTheFirstPageLeadsToThreeQuestions(t *testing.T) {
	s := pagestest.Builtin(t)
	for lang, questions := range map[string][]string{
		"en": {"What helps at initial exit?", "Why does family of origin help some and hold back others?", "What has nobody studied?"},
		"it": {"Che cosa aiuta nella fase «uscita iniziale»?", "Perché il fattore «famiglia d'origine» aiuta alcune persone e ne ostacola altre?", "Che cosa non ha studiato nessuno?"},
	} {
		p := s.Open(t, "/"+lang+"/")
		var got []string
		for _, card := range p.Find(".cards h3").EachIter() {
			got = append(got, strings.Join(strings.Fields(card.Text()), " "))
		}
		if !slices.Equal(got, questions) {
			t.Errorf("%s: the questions are %q", lang, got)
		}
		want := []string{"/" + lang + "/phases/baker-initial-exit", "/" + lang + "/factors/family", "/" + lang + "/gaps"}
		if links := p.Links(".cards a"); !slices.Equal(links, want) {
			t.Errorf("%s: they lead to %q", lang, links)
		}
		s.Follow(t, p, "main a[href]")
	}
}

// The numbers are those of the files.
func TestTheNumbersAreThoseOfTheFiles(t *testing.T) {
	s := pagestest.Builtin(t)
	text := s.Open(t, "/en/").Text(".numbers")
	for file, word := range map[string]string{
		"studies": "studies", "samples": "groups of people studied", "reports": "publications",
		"findings": "findings", "factors": "factors", "phase_models": "models of leaving",
	} {
		if want := strconv.Itoa(len(pagestest.File(t, file+".csv"))) + " " + word; !strings.Contains(text, want) {
			t.Errorf("the numbers %q lack %q", text, want)
		}
	}
}

// A cell of the map in small counts the studies that its link lists.
func TestTheSmallMapLeadsToWhatItCounts(t *testing.T) {
	s := pagestest.Builtin(t)
	cells := 0
	for _, cell := range s.Open(t, "/en/").Find(".map-small .cell").EachIter() {
		cells++
		href := cell.AttrOr("href", "")
		if _, rows := s.Rows(t, href); len(rows) == 0 {
			t.Errorf("%s lists nothing", href)
		}
	}
	if cells < 10 {
		t.Errorf("the map has %d cells", cells)
	}
}

func TestTheFirstPageAnswersAsTheEngineDoes(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range pagestest.In("") {
		s.SameAnswer(t, address)
	}
}

func TestAWorldWithNothingInItHasAFirstPage(t *testing.T) {
	s := pagestest.Of(t, graph.Release{Name: "empty", Title: "Empty", Version: "1", Date: "2026-01-01", License: "CC0-1.0"}, nil)
	p := s.Open(t, "/en/")
	if links := p.Links(".cards a"); !slices.Equal(links, []string{"/en/gaps"}) {
		t.Errorf("the questions lead to %q", links)
	}
	for _, page := range []string{"map", "findings", "factors", "phases", "studies", "reports", "samples", "contradictions", "gaps", "search", "compare", "readiness", "network", "about", "glossary", "api"} {
		s.Open(t, "/it/"+page)
	}
}
