package pages_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/web/webtest"
)

// press goes to a link by keys alone, and follows it.
func press(t *testing.T, tab *webtest.Tab, name string) {
	t.Helper()
	tab.TabTo("link", name)
	if status := tab.Follow(func() { tab.Press("Enter") }); status != 200 {
		t.Fatalf("%q leads to status %d", name, status)
	}
}

// ask gives what the API answers.
func (s *site) ask(t *testing.T, query string, into any) {
	t.Helper()
	resp := s.engine.Do(t.Context(), schema.Request{Query: query})
	if len(resp.Errors) > 0 {
		t.Fatal(resp.Errors[0])
	}
	body := struct{ Data any }{into}
	if err := json.Unmarshal(resp.Body.Bytes(), &body); err != nil {
		t.Fatal(err)
	}
}

func TestWhatHelpsAtInitialExitIsFoundByKeysFromTheFirstPage(t *testing.T) {
	s := builtin(t, "https://neutral.example/")
	var want struct {
		Tally struct {
			Groups []struct{ Keys []struct{ Label string } }
		}
	}
	s.ask(t, `{ tally(by: [FACTOR], where: {phase: {key: {eq: "baker-initial-exit"}}, factorValence: {eq: FACILITATING}}) { groups { keys { label } } } }`, &want)
	if len(want.Tally.Groups) < 10 {
		t.Fatalf("%d factors", len(want.Tally.Groups))
	}
	for _, noScript := range []bool{false, true} {
		tab := webtest.Open(t, webtest.Settings{NoScript: noScript}, s.URL+"/en/")
		press(t, tab, "What helps at initial exit?")
		text := tab.Text("main")
		for _, group := range want.Tally.Groups {
			if !strings.Contains(text, group.Keys[0].Label) {
				t.Errorf("the page does not name %s", group.Keys[0].Label)
			}
		}
		tab.NoConsoleErrors()
	}
}

func TestWhyFamilyPointsBothWaysIsFoundByKeysFromTheFirstPage(t *testing.T) {
	s := builtin(t, "https://neutral.example/")
	var want struct {
		Factor struct {
			Ambivalence struct{ Causes []struct{ Kind string } }
			Findings    struct {
				Nodes []struct{ Summary struct{ Value string } }
			}
		}
	}
	s.ask(t, `{ factor(key: "family") { ambivalence { causes { kind } } findings(first: 50) { nodes { summary { value } } } } }`, &want)
	for lang, question := range map[string]string{
		"en": "Why does family of origin help some and hold back others?",
		"it": "Perché il fattore «famiglia d'origine» aiuta alcune persone e ne ostacola altre?",
	} {
		tab := webtest.Open(t, webtest.Settings{Language: lang}, s.URL+"/"+lang+"/")
		press(t, tab, question)
		if got := tab.Count(".cause"); got != len(want.Factor.Ambivalence.Causes) || got == 0 {
			t.Errorf("%s: %d causes are explained, the API names %d", lang, got, len(want.Factor.Ambivalence.Causes))
		}
		if lang != "en" {
			continue
		}
		text := tab.Text("main")
		for _, finding := range want.Factor.Findings.Nodes {
			if !strings.Contains(text, finding.Summary.Value) {
				t.Errorf("the page lacks the finding %q", finding.Summary.Value)
			}
		}
	}
}

func TestABriefWithItsSourcesIsPrintedByKeysFromTheFirstPage(t *testing.T) {
	s := builtin(t, "https://neutral.example/")
	var want struct {
		Factor struct {
			Findings struct {
				Nodes []struct{ Report struct{ Title string } }
			}
		}
	}
	s.ask(t, `{ factor(key: "family") { findings(first: 50) { nodes { report { title } } } } }`, &want)
	tab := webtest.Open(t, webtest.Settings{}, s.URL+"/en/")
	press(t, tab, "all factors")
	press(t, tab, "Family of origin")
	press(t, tab, "Make a brief to print")
	_, sheets := tab.Sheets()
	if sheets != 2 {
		t.Errorf("the brief has %d sheets", sheets)
	}
	text := tab.Text("main")
	for _, finding := range want.Factor.Findings.Nodes {
		if !strings.Contains(text, finding.Report.Title) {
			t.Errorf("the brief lacks the source %q", finding.Report.Title)
		}
	}
	tab.NoConsoleErrors()
}
