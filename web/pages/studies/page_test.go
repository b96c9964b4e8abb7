package studies_test

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/seed"
	"github.com/exitgraph/exitgraph/web/pagestest"
)

// world is the built-in data as records, to count by hand.
type world struct {
	studies  []*graph.Study
	samples  map[string][]*graph.Sample // by study
	language map[string][]string        // of the primary reports, by study
	findings map[string]int             // by study
}

func builtin(t *testing.T) world {
	t.Helper()
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	w := world{samples: map[string][]*graph.Sample{}, language: map[string][]string{}, findings: map[string]int{}}
	languages := map[string]string{}
	for _, r := range d.Records {
		switch r := r.(type) {
		case *graph.Study:
			w.studies = append(w.studies, r)
		case *graph.Report:
			languages[r.Key] = r.Language
		case *graph.Sample:
			for _, study := range r.Studies {
				w.samples[study] = append(w.samples[study], r)
			}
		case *graph.Finding:
			w.findings[r.Study]++
		}
	}
	for _, r := range d.Records {
		if link, ok := r.(*graph.StudyReport); ok && link.Role == "PRIMARY" {
			w.language[link.Study] = append(w.language[link.Study], languages[link.Report])
		}
	}
	return w
}

// keys of all studies that meet a filter.
func (w world) keys(meets func(*graph.Study) bool) []string {
	var keys []string
	for _, s := range w.studies {
		if meets(s) {
			keys = append(keys, s.Key)
		}
	}
	slices.Sort(keys)
	return keys
}

func (w world) anySample(meets func(*graph.Sample) bool) func(*graph.Study) bool {
	return func(s *graph.Study) bool { return slices.ContainsFunc(w.samples[s.Key], meets) }
}

func TestEachFilterOfStudiesLeavesTheStudiesThatMeetIt(t *testing.T) {
	s, w := pagestest.Builtin(t), builtin(t)
	for query, meets := range map[string]func(*graph.Study) bool{
		"":                               func(*graph.Study) bool { return true },
		"design=QUANTITATIVE":            func(r *graph.Study) bool { return r.Design == "QUANTITATIVE" },
		"route=NOT_EXTRACTED":            func(r *graph.Study) bool { return r.TraffickingScope == "NOT_EXTRACTED" },
		"setting=MIXED":                  func(r *graph.Study) bool { return r.Setting == "MIXED" },
		"subject=TRAFFICKING":            func(r *graph.Study) bool { return r.DefinitionScope == "TRAFFICKING" },
		"text=hickle":                    func(r *graph.Study) bool { return strings.Contains(strings.ToLower(r.Title+"\n"+r.Method), "hickle") },
		"country=IN":                     w.anySample(func(p *graph.Sample) bool { return slices.Contains(p.CountriesOfStudy, "IN") }),
		"life-stage=MINOR":               w.anySample(func(p *graph.Sample) bool { return p.LifeStage == "MINOR" }),
		"informant=PRACTITIONER":         w.anySample(func(p *graph.Sample) bool { return p.Informant == "PRACTITIONER" }),
		"language=es":                    func(r *graph.Study) bool { return slices.Contains(w.language[r.Key], "es") },
		"design=QUALITATIVE&route=MIXED": func(r *graph.Study) bool { return r.Design == "QUALITATIVE" && r.TraffickingScope == "MIXED" },
		"language=es&subject=TRAFFICKING": func(r *graph.Study) bool {
			return slices.Contains(w.language[r.Key], "es") && r.DefinitionScope == "TRAFFICKING"
		},
	} {
		want := w.keys(meets)
		if len(want) == 0 {
			t.Fatalf("no study of the data meets %q", query)
		}
		got := s.AllKeys(t, "/en/studies?"+query)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("the filter %q lists %v, want %v", query, got, want)
		}
		if text := s.Open(t, "/en/studies?"+query).Text("caption"); !strings.HasPrefix(text, strconv.Itoa(len(want))+" stud") {
			t.Errorf("the filter %q says %q of %d studies", query, text, len(want))
		}
	}
}

func TestYearsBoundTheList(t *testing.T) {
	s := pagestest.Builtin(t)
	_, all := s.Rows(t, "/en/studies?sort=year&from=2015&to=2017")
	if len(all) == 0 {
		t.Fatal("no study between 2015 and 2017")
	}
	for _, row := range all {
		if row[2] < "2015" || row[2] > "2017" {
			t.Errorf("%s is of %s", row[0], row[2])
		}
	}
	if p := s.Get(t, "/en/studies?from=soon"); p.Status != 400 {
		t.Errorf("a year that is none is answered %d", p.Status)
	}
}

func TestHeadsSortTheListBothWays(t *testing.T) {
	s := pagestest.Builtin(t)
	p := s.Open(t, "/en/studies?design=QUALITATIVE")
	if p.Find(`th[aria-sort="descending"]`).Text() != "Year" {
		t.Fatal("the newest studies do not come first, or the head does not say so")
	}
	head := p.Find("thead a").FilterFunction(func(_ int, a *goquery.Selection) bool { return a.Text() == "Study" })
	up := s.AllKeys(t, head.AttrOr("href", ""))
	p = s.Open(t, head.AttrOr("href", ""))
	if p.Find(`th[aria-sort="ascending"]`).Text() != "Study" {
		t.Error("the list sorted by title does not say so")
	}
	down := s.AllKeys(t, p.Find(`th[aria-sort="ascending"] a`).AttrOr("href", ""))
	slices.Reverse(down)
	if len(up) < 30 || !slices.Equal(up, down) {
		t.Errorf("sorted up and down the list is not the same: %d and %d studies", len(up), len(down))
	}
}

func TestNumbersOfTheTableAreThoseOfTheData(t *testing.T) {
	s, w := pagestest.Builtin(t), builtin(t)
	_, rows := s.Rows(t, "/en/studies")
	for _, row := range rows {
		if want := strconv.Itoa(w.findings[row[0]]); row[11] != want {
			t.Errorf("%s has %s findings, want %s", row[0], row[11], want)
		}
		var samples []string
		for _, p := range w.samples[row[0]] {
			samples = append(samples, p.Key)
		}
		slices.Sort(samples)
		got := strings.FieldsFunc(row[8], func(r rune) bool { return r == ';' })
		slices.Sort(got)
		if !slices.Equal(got, samples) {
			t.Errorf("%s has the samples %v, want %v", row[0], got, samples)
		}
	}
}

func TestCountsOfPropertiesAreOfTheWholeList(t *testing.T) {
	s, w := pagestest.Builtin(t), builtin(t)
	p := s.Open(t, "/en/studies?subject=TRAFFICKING")
	sum := 0
	for _, row := range p.Find(".voice").First().Find("tbody tr").EachIter() {
		n, err := strconv.Atoi(row.Find(".number").Text())
		if err != nil {
			t.Fatal(err)
		}
		sum += n
		href := row.Find("a").AttrOr("href", "")
		asked, err := url.Parse(href)
		if err != nil {
			t.Fatal(err)
		}
		design := graph.StudyDesign(asked.Query().Get("design"))
		want := w.keys(func(r *graph.Study) bool { return r.DefinitionScope == "TRAFFICKING" && r.Design == design })
		if n != len(want) || len(s.AllKeys(t, href)) != n {
			t.Errorf("%s: the page says %d, the data %d", design, n, len(want))
		}
	}
	if want := len(w.keys(func(r *graph.Study) bool { return r.DefinitionScope == "TRAFFICKING" })); sum != want {
		t.Errorf("designs add up to %d studies of %d", sum, want)
	}
}

func TestWhatIsNotKnownStandsInTheTable(t *testing.T) {
	s := pagestest.Builtin(t)
	if n := s.Open(t, "/en/studies?route=NOT_EXTRACTED").Find("table.records .not-extracted").Length(); n < 20 {
		t.Errorf("only %d signs of what was not extracted", n)
	}
	if text := s.Open(t, "/en/studies?from=1901&to=1902").Text("main"); !strings.Contains(text, "does not mean that nothing was studied") {
		t.Error("an empty list does not say what it means")
	}
}

func TestTheListIsWholeInBothLanguages(t *testing.T) {
	s, hostile := pagestest.Builtin(t), pagestest.Hostile(t)
	for _, address := range pagestest.In("studies?setting=MIXED") {
		s.Follow(t, s.Open(t, address), "main a")
		s.SameAnswer(t, address)
		p := hostile.Open(t, address)
		p.Inert(t)
		if !strings.Contains(p.Body, "&lt;script&gt;") {
			t.Errorf("%s does not show the hostile text", address)
		}
	}
	if p := s.Get(t, "/en/studies?desing=QUALITATIVE"); p.Status != 400 || !strings.Contains(p.Text("main"), "design") {
		t.Errorf("a mistyped filter is answered %d: %s", p.Status, p.Text("main"))
	}
}
