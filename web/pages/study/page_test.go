package study_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/seed"
	"github.com/exitgraph/exitgraph/web/pagestest"
)

// of gives the built-in records of a kind.
func of[R graph.Record](t *testing.T) []R {
	t.Helper()
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var list []R
	for _, r := range d.Records {
		if r, ok := r.(R); ok {
			list = append(list, r)
		}
	}
	return list
}

func TestEveryStudyShowsItsSamplesReportsAndFindings(t *testing.T) {
	s := pagestest.Builtin(t)
	samples, links, findings := of[*graph.Sample](t), of[*graph.StudyReport](t), of[*graph.Finding](t)
	for _, study := range of[*graph.Study](t) {
		p := s.Open(t, "/en/studies/"+study.Key)
		if p.Text("h1") != strings.Join(strings.Fields(study.Title), " ") {
			t.Errorf("%s is headed %q", study.Key, p.Text("h1"))
		}
		lead := p.Links("main a")
		for _, sample := range samples {
			if slices.Contains(sample.Studies, study.Key) && !slices.Contains(lead, "/en/samples/"+sample.Key) {
				t.Errorf("%s does not show the sample %s", study.Key, sample.Key)
			}
		}
		for _, link := range links {
			if link.Study == study.Key && !slices.Contains(lead, "/en/reports/"+link.Report) {
				t.Errorf("%s does not show the report %s", study.Key, link.Report)
			}
		}
		n := 0
		for _, f := range findings {
			if f.Study != study.Key {
				continue
			}
			n++
			if !slices.Contains(lead, "/en/findings/"+f.Key) {
				t.Errorf("%s does not show %s", study.Key, f.Key)
			}
			if !slices.Contains(lead, "/en/factors/"+f.Factor) {
				t.Errorf("%s does not lead to the factor %s", study.Key, f.Factor)
			}
		}
		if _, rows := s.Rows(t, "/en/studies/"+study.Key); len(rows) != n {
			t.Errorf("%s as CSV has %d findings, want %d", study.Key, len(rows)-1, n)
		}
	}
}

func TestAPropertyStandsWithItsBasis(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/en/studies/wilson-nochajski-2016")
	facts := p.Text("#what ~ dl")
	for _, want := range []string{
		"indoors and on the street · said in a review", "quantitative · said by the source", "brothel; dance bar; lodge; street",
	} {
		if !strings.Contains(facts, want) {
			t.Errorf("the facts do not say %q: %s", want, facts)
		}
	}
	if p.Find("dd .not-extracted").Length() == 0 {
		t.Error("the route, which was not extracted, has no sign")
	}
}

func TestAStudyOfTheSamePeopleIsNamed(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/en/studies/wilson-nochajski-2016")
	if text := p.Text("#people ~ ul"); !strings.Contains(text, "The same people are studied in: Wilson & Nochajski 2018") {
		t.Errorf("the other study of the same women is not named: %s", text)
	}
	if text := p.Text("#reports ~ p"); !strings.Contains(text, "counts once") {
		t.Errorf("the page does not say that the study counts once: %s", text)
	}
}

func TestFindingsAreGroupedByFactorOrByPhaseInOrder(t *testing.T) {
	s := pagestest.Builtin(t)
	p := s.Open(t, "/en/studies/hickle-2017?group=phase")
	var heads []string
	for _, h := range p.Find("#found ~ h3").EachIter() {
		heads = append(heads, strings.TrimSpace(h.Text()))
	}
	initial, final := slices.Index(heads, "Initial exit"), slices.Index(heads, "Final exit")
	if initial < 0 || final < initial || heads[len(heads)-1] != "In no phase" {
		t.Errorf("the phases stand as %v", heads)
	}
	byFactor := s.Open(t, "/en/studies/hickle-2017")
	for _, page := range []*pagestest.Page{p, byFactor} {
		if n := page.Find(".finding-short").Length(); n != 8 {
			t.Errorf("%s shows %d findings, want 8", page.Address, n)
		}
	}
}

func TestReferencesHoldEachReportOnce(t *testing.T) {
	s := pagestest.Builtin(t)
	counted := map[string]map[string]bool{}
	for _, link := range of[*graph.StudyReport](t) {
		if counted[link.Study] == nil {
			counted[link.Study] = map[string]bool{}
		}
		counted[link.Study][link.Report] = true
	}
	for study, reports := range counted {
		ris := s.Get(t, "/en/studies/"+study+"?format=ris").Body
		if n := strings.Count(ris, "TY  - "); n != len(reports) {
			t.Errorf("%s as RIS has %d references, want %d", study, n, len(reports))
		}
		for report := range reports {
			if !strings.Contains(ris, "ID  - "+report+"\r\n") {
				t.Errorf("%s as RIS lacks %s", study, report)
			}
		}
	}
	if bib := s.Get(t, "/en/studies/hickle-2017?format=bibtex").Body; !strings.Contains(bib, "{hickle-2017-report,") {
		t.Errorf("as BibTeX: %s", bib)
	}
}

func TestAStudyIsWholeInBothLanguages(t *testing.T) {
	s, hostile := pagestest.Builtin(t), pagestest.Hostile(t)
	for _, path := range []string{"studies/wilson-nochajski-2016", "studies/hickle-2017?group=phase"} {
		for _, address := range pagestest.In(path) {
			s.Follow(t, s.Open(t, address), "main a")
			s.SameAnswer(t, address)
			p := hostile.Open(t, address)
			p.Inert(t)
			if n := strings.Count(p.Body, "&lt;script&gt;"); n < 20 {
				t.Errorf("%s shows the hostile text %s times", address, strconv.Itoa(n))
			}
		}
	}
	p := s.Get(t, "/en/studies/hickel-2017")
	if p.Status != 404 || !slices.Contains(p.Links("main a"), "/en/studies/hickle-2017") {
		t.Errorf("a mistyped key is answered %d, with %v", p.Status, p.Links("main a"))
	}
}
