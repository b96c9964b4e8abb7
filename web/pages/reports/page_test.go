package reports_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/seed"
	"github.com/exitgraph/exitgraph/web/pagestest"
)

func records(t *testing.T) []graph.Record {
	t.Helper()
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return d.Records
}

func TestEachFilterOfReportsLeavesTheReportsThatMeetIt(t *testing.T) {
	s := pagestest.Builtin(t)
	for query, meets := range map[string]func(*graph.Report) bool{
		"":                  func(*graph.Report) bool { return true },
		"kind=REVIEW":       func(r *graph.Report) bool { return r.Kind == "REVIEW" },
		"language=it":       func(r *graph.Report) bool { return r.Language == "it" },
		"peer-reviewed=NO":  func(r *graph.Report) bool { return r.PeerReviewed == "NO" },
		"from=2019&to=2020": func(r *graph.Report) bool { return r.Year >= 2019 && r.Year <= 2020 },
		"text=nepal&sort=-title": func(r *graph.Report) bool {
			return strings.Contains(strings.ToLower(r.Title+"\n"+r.Container), "nepal")
		},
	} {
		var want []string
		for _, r := range records(t) {
			if r, ok := r.(*graph.Report); ok && meets(r) {
				want = append(want, r.Key)
			}
		}
		got := s.AllKeys(t, "/en/reports?"+query)
		slices.Sort(want)
		slices.Sort(got)
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("the filter %q lists %v, want %v", query, got, want)
		}
	}
}

func TestReportsTellHowManyStudiesTheyPresentAndInclude(t *testing.T) {
	s := pagestest.Builtin(t)
	presented, included, read := map[string]int{}, map[string]int{}, map[string]int{}
	for _, r := range records(t) {
		switch r := r.(type) {
		case *graph.StudyReport:
			if r.Role == "PRIMARY" {
				presented[r.Report]++
			}
			if r.Role == "INCLUDED" {
				included[r.Report]++
			}
		case *graph.Finding:
			read[r.Report]++
		}
	}
	for _, row := range s.AllRows(t, "/en/reports") {
		want := []string{strconv.Itoa(presented[row[0]]), strconv.Itoa(included[row[0]]), strconv.Itoa(read[row[0]])}
		if got := row[12:15]; !slices.Equal(got, want) {
			t.Errorf("%s: studies, included studies and findings are %v, want %v", row[0], got, want)
		}
	}
}

func TestTitlesCarryTheLanguageOfTheReport(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/it/reports?language=es")
	titles := p.Find("table.records cite")
	if titles.Length() == 0 || p.Find(`table.records cite[lang="es"]`).Length() != titles.Length() {
		t.Error("a Spanish title is not said to be one")
	}
}

func TestTheDownloadOfReferencesHoldsThePage(t *testing.T) {
	s := pagestest.Builtin(t)
	_, rows := s.Rows(t, "/en/reports?kind=REVIEW")
	if ris := s.Get(t, "/en/reports?kind=REVIEW&format=ris").Body; strings.Count(ris, "TY  - ") != len(rows) {
		t.Errorf("%d references of %d reports", strings.Count(ris, "TY  - "), len(rows))
	}
}

func TestTheListOfReportsIsWholeInBothLanguages(t *testing.T) {
	s, hostile := pagestest.Builtin(t), pagestest.Hostile(t)
	for _, address := range pagestest.In("reports?kind=THESIS") {
		s.Follow(t, s.Open(t, address), "main a")
		s.SameAnswer(t, address)
		p := hostile.Open(t, address)
		p.Inert(t)
		if !strings.Contains(p.Body, "&lt;script&gt;") {
			t.Errorf("%s does not show the hostile text", address)
		}
	}
}
