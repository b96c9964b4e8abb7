package samples_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/seed"
	"github.com/exitgraph/exitgraph/web/pagestest"
)

func TestEachFilterOfSamplesLeavesTheSamplesThatMeetIt(t *testing.T) {
	s := pagestest.Builtin(t)
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for query, meets := range map[string]func(*graph.Sample) bool{
		"":                        func(*graph.Sample) bool { return true },
		"life-stage=MINOR":        func(p *graph.Sample) bool { return p.LifeStage == "MINOR" },
		"entry-stage=MINOR":       func(p *graph.Sample) bool { return p.EntryStage == "MINOR" },
		"country=IN":              func(p *graph.Sample) bool { return slices.Contains(p.CountriesOfStudy, "IN") },
		"informant=PRACTITIONER":  func(p *graph.Sample) bool { return p.Informant == "PRACTITIONER" },
		"gender=MEN":              func(p *graph.Sample) bool { return p.Gender == "MEN" },
		"unit=UNKNOWN&sort=study": func(p *graph.Sample) bool { return p.SizeUnit == "UNKNOWN" },
		"text=nepal": func(p *graph.Sample) bool {
			return strings.Contains(strings.ToLower(p.Population+"\n"+p.SizeText), "nepal")
		},
	} {
		var want []string
		for _, r := range d.Records {
			if p, ok := r.(*graph.Sample); ok && meets(p) {
				want = append(want, p.Key)
			}
		}
		slices.Sort(want)
		got := s.AllKeys(t, "/en/samples?"+query)
		slices.Sort(got)
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("the filter %q lists %v, want %v", query, got, want)
		}
	}
}

func TestSizesKeepTheirUnits(t *testing.T) {
	s := pagestest.Builtin(t)
	for query, want := range map[string]string{
		"unit=PEOPLE&sort=-size": "people", "unit=UNKNOWN": "size not known", "unit=CASE_FILES": "case files",
	} {
		p := s.Open(t, "/en/samples?"+query)
		rows := p.Find("table.records tbody tr")
		if rows.Length() == 0 {
			t.Errorf("no sample at %s", query)
		}
		for _, row := range rows.EachIter() {
			if cell := row.Find("td").First().Text(); !strings.Contains(cell, want) {
				t.Errorf("a size at %s stands as %q", query, cell)
			}
		}
	}
}

func TestTheListOfSamplesIsWholeInBothLanguages(t *testing.T) {
	s, hostile := pagestest.Builtin(t), pagestest.Hostile(t)
	for _, address := range pagestest.In("samples?country=IN") {
		s.Follow(t, s.Open(t, address), "main a")
		s.SameAnswer(t, address)
		p := hostile.Open(t, address)
		p.Inert(t)
		if !strings.Contains(p.Body, "&lt;script&gt;") {
			t.Errorf("%s does not show the hostile text", address)
		}
	}
}
