package evidencemap_test

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

// behind is what the page of findings counts.
type behind struct {
	Data struct {
		Findings struct{ TotalCount int }
		InAll    struct {
			Total struct{ Findings, Studies, Samples, Reports, Participants int }
		}
	}
}

func open(t *testing.T, s *pagestest.Site, address string) behind {
	t.Helper()
	with := "?"
	if strings.Contains(address, "?") {
		with = "&"
	}
	p := s.Get(t, address+with+"format=json")
	var b behind
	if err := json.Unmarshal([]byte(p.Body), &b); err != nil || p.Status != 200 {
		t.Fatalf("%s: status %d, %v", address, p.Status, err)
	}
	return b
}

// numbers gives the sum of the numbers that a cell shows.
func numbers(t *testing.T, cell *goquery.Selection) int {
	t.Helper()
	sum := 0
	cell.Find(".number").Each(func(_ int, number *goquery.Selection) {
		n, err := strconv.Atoi(strings.Trim(number.Text(), "()?"))
		if err != nil {
			t.Fatalf("a cell shows %q", number.Text())
		}
		sum += n
	})
	return sum
}

func TestEachCellCountsTheFindingsThatItLeadsTo(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, query := range []string{
		"", "&design=QUALITATIVE&level=RELATIONAL", "&model=breakaway", "&model=role-exit",
	} {
		p := s.Open(t, "/en/map?unit=findings"+query)
		cells := p.Find("#map a.cell")
		if cells.Length() == 0 {
			t.Fatalf("the map with %q has no cells", query)
		}
		cells.Each(func(_ int, cell *goquery.Selection) {
			href, _ := cell.Attr("href")
			if got, want := open(t, s, href).Data.Findings.TotalCount, numbers(t, cell); got != want {
				t.Errorf("a cell of the map with %q shows %d findings, and %s has %d", query, want, href, got)
			}
		})
	}
}

func TestEachUnitCountsWhatTheFindingsBehindACellCount(t *testing.T) {
	s := pagestest.Builtin(t)
	for unit, count := range map[string]func(b behind) int{
		"studies":      func(b behind) int { return b.Data.InAll.Total.Studies },
		"findings":     func(b behind) int { return b.Data.InAll.Total.Findings },
		"samples":      func(b behind) int { return b.Data.InAll.Total.Samples },
		"reports":      func(b behind) int { return b.Data.InAll.Total.Reports },
		"participants": func(b behind) int { return b.Data.InAll.Total.Participants },
	} {
		s.Open(t, "/en/map?level=SOCIETAL&unit="+unit).Find("#map td.in-all a.cell").Each(func(_ int, cell *goquery.Selection) {
			href, _ := cell.Attr("href")
			shown := 0
			if text := strings.TrimSuffix(cell.Find(".number").Text(), "?"); text != "" {
				shown, _ = strconv.Atoi(strings.ReplaceAll(text, ",", ""))
			}
			if want := count(open(t, s, href)); shown != want {
				t.Errorf("%s: the map shows %d %s, the findings have %d", href, shown, unit, want)
			}
		})
	}
}

func TestRowsHoldWhatTheFilesOfTheDatasetSay(t *testing.T) {
	inAll, unplaced := map[string]int{}, map[string]int{}
	rows := pagestest.File(t, "findings.csv")
	for _, row := range rows {
		inAll[row["factor_id"]]++
		if row["phase_id"] == "" {
			unplaced[row["factor_id"]]++
		}
	}
	seen := 0
	pagestest.Builtin(t).Open(t, "/en/map?unit=findings").Find("#map tbody tr:not(.level)").Each(func(_ int, row *goquery.Selection) {
		href, _ := row.Find("th a").Attr("href")
		key := href[strings.LastIndex(href, "/")+1:]
		if got := numbers(t, row.Find("td.in-all")); got != inAll[key] {
			t.Errorf("%s: %d findings in all, the file has %d", key, got, inAll[key])
		}
		if got := numbers(t, row.Find("td.outside")); got != unplaced[key] {
			t.Errorf("%s: %d findings in no phase, the file has %d", key, got, unplaced[key])
		}
		seen += inAll[key]
	})
	if seen != len(rows) {
		t.Errorf("the rows hold %d findings, the file %d", seen, len(rows))
	}
}

func TestACellIsReadAloudInFewWords(t *testing.T) {
	for _, lang := range []string{"en", "it"} {
		pagestest.Builtin(t).Open(t, "/"+lang+"/map").Find("#map td").Each(func(_ int, cell *goquery.Selection) {
			if _, titled := cell.Find("a").Attr("title"); titled {
				t.Error("a cell has a title, which is read aloud beside its name")
			}
			cell.Find("[aria-hidden]").Remove()
			signs := max(1, cell.Find(".valence-count").Length())
			if said := strings.Join(strings.Fields(cell.Text()), " "); len([]rune(said)) > 70*signs {
				t.Errorf("a cell says %q", said)
			}
		})
	}
}

func TestSortsPutFirstWhatTheyAreNamedFor(t *testing.T) {
	s := pagestest.Builtin(t)
	inAll := func(address string) (list []int) {
		s.Open(t, address).Find("#map td.in-all").Each(func(_ int, cell *goquery.Selection) { list = append(list, numbers(t, cell)) })
		return list
	}
	byStudies := inAll("/en/map?sort=studies")
	if len(byStudies) < 2 || !slices.IsSortedFunc(byStudies, func(a, b int) int { return b - a }) {
		t.Errorf("sorted by studies, rows have %v", byStudies)
	}
	if levels := s.Open(t, "/en/map").Find("#map tr.level").Length(); levels != 4 {
		t.Errorf("%d groups of rows, want one for each level", levels)
	}
	var names []string
	s.Open(t, "/it/map?sort=name").Find("#map tbody th a").Each(func(_ int, a *goquery.Selection) { names = append(names, strings.ToLower(a.Text())) })
	if !slices.IsSorted(names) {
		t.Errorf("sorted by name: %q", names)
	}
	// The engine's own order of contradictions says which factor is disputed most.
	answer := s.JSON(t, `{ contradictions(first: 1) { nodes { factor { label { value } } } } }`, nil)
	first := s.Open(t, "/en/map?sort=disagreement").Find("#map tbody th a").First().Text()
	if !strings.Contains(answer, strconv.Quote(first)) {
		t.Errorf("sorted by disagreement, %q is first; the engine says %s", first, answer)
	}
}

func TestTheDownloadHasEachCellAndWhatStandsOutside(t *testing.T) {
	s := pagestest.Builtin(t)
	p := s.Open(t, "/en/map")
	rows, columns := p.Find("#map tbody tr:not(.level)").Length(), p.Find("#map thead th").Length()-3
	heads, lines := s.Rows(t, "/en/map")
	if want := rows * (columns + 1); len(lines) != want {
		t.Errorf("the file has %d lines, want %d for %d factors and %d phases", len(lines), want, rows, columns)
	}
	sum, at := 0, slices.Index(heads, "findings")
	for _, line := range lines {
		n, err := strconv.Atoi(line[at])
		if err != nil {
			t.Fatal(err)
		}
		sum += n
	}
	// One finding stands in a phase of another model, which no column of this one has.
	if total := open(t, s, "/en/findings").Data.Findings.TotalCount; sum > total || sum < total-5 {
		t.Errorf("the cells of the file hold %d findings of %d", sum, total)
	}
}

func TestFindingsThatReachNoColumnAreTold(t *testing.T) {
	s := pagestest.Builtin(t)
	p := s.Open(t, "/en/map?model=sanders-typology")
	told := p.Find("section[aria-labelledby=map-told] a[href*='direct=yes']")
	if told.Length() == 0 {
		t.Fatal("no phase is named whose findings reach no column")
	}
	told.Each(func(_ int, a *goquery.Selection) {
		href, _ := a.Attr("href")
		if open(t, s, href).Data.Findings.TotalCount == 0 {
			t.Errorf("%s has no findings", href)
		}
	})
	placed := 0
	s.Open(t, "/en/map?model=sanders-typology&unit=findings").Find("#map tbody td:not(.in-all)").Each(func(_ int, cell *goquery.Selection) { placed += numbers(t, cell) })
	missing := open(t, s, "/en/findings").Data.Findings.TotalCount - placed
	if missing == 0 || !strings.Contains(p.Text(".map-total"), strconv.Itoa(missing)+" are in phases of other models") {
		t.Errorf("%d findings are in no cell; the map says %q", missing, p.Text(".map-total"))
	}
}

func TestEveryLinkOfTheMapLeadsToAPage(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{"/en/map", "/it/map?sort=disagreement&gaps=thin&model=breakaway&unit=participants&country=US"} {
		// The cells lead to findings, which other tests open; the tools are the frame's.
		for _, link := range s.Open(t, address).Links("main a:not(.cell):not(.tools a)") {
			if p := s.Get(t, link); p.Status != 200 {
				t.Errorf("%s links to %s, which answers %d", address, link, p.Status)
			}
		}
	}
}

func TestWhatIsChosenIsKeptByEveryWayToSeeTheMap(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/en/map?setting=INDOOR&text=s&sort=name&unit=samples")
	p.Find(".switch a").Each(func(_ int, a *goquery.Selection) {
		href, _ := a.Attr("href")
		u, err := url.Parse(href)
		if err != nil || u.Query().Get("setting") != "INDOOR" || u.Query().Get("text") != "s" {
			t.Errorf("%s has lost a filter", href)
		}
	})
	if hidden := p.Find(`form.filters input[name="unit"][value="samples"]`).Length(); hidden != 1 {
		t.Errorf("the form hands on the unit %d times", hidden)
	}
}

func TestFactorsWithoutFindingsCanBeLeftOut(t *testing.T) {
	s := pagestest.Builtin(t)
	all := s.Open(t, "/en/map?country=IT").Find("#map tbody th[scope=row]").Length()
	found := s.Open(t, "/en/map?country=IT&rows=found").Find("#map tbody th[scope=row]")
	cells := s.Open(t, "/en/map?country=IT&rows=found").Find("#map td.in-all a.cell")
	if found.Length() == 0 || found.Length() >= all || cells.Length() != found.Length() {
		t.Errorf("%d of %d rows are left, of which %d have findings", found.Length(), all, cells.Length())
	}
}
