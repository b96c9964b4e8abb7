package compare_test

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

const settings = "/en/compare?a-setting=INDOOR&b-setting=OUTDOOR"

// studies counts the studies and findings of a filter as the engine does.
func studies(t *testing.T, s *pagestest.Site, where string) (studies, findings int) {
	t.Helper()
	var d struct {
		Data struct {
			Tally struct {
				Total struct{ Studies, Findings int }
			}
		}
	}
	if err := json.Unmarshal([]byte(s.JSON(t, "{ tally(by: [VALENCE], where: "+where+") { total { studies findings } } }", nil)), &d); err != nil {
		t.Fatal(err)
	}
	return d.Data.Tally.Total.Studies, d.Data.Tally.Total.Findings
}

func TestWithoutAFilterThePageOffersComparisonsAndNoTable(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, lang := range []string{"en", "it"} {
		p := s.Open(t, "/"+lang+"/compare")
		if p.Find("table").Length() != 0 || len(p.Links(".presets a")) != 4 || p.Find(".filters-group").Length() != 2 {
			t.Errorf("%s: %d tables, presets %v", lang, p.Find("table").Length(), p.Links(".presets a"))
		}
		for _, link := range p.Links(".presets a") {
			preset := s.Open(t, link)
			if preset.Find("table.compare tbody tr").Length() == 0 || preset.Find(".presets [aria-current]").Length() != 1 {
				t.Errorf("%s has no rows, or is not marked as the one that is shown", link)
			}
		}
	}
}

func TestEachCellCountsTheStudiesThatItLeadsTo(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{settings, settings + "&by=PHASE", settings + "&by=FACTOR_LEVEL&a-design=QUALITATIVE", "/it/compare?a-country=US"} {
		links := s.Open(t, address).Find("a.compared-link")
		if links.Length() == 0 {
			t.Errorf("%s has no cells", address)
		}
		for _, link := range links.EachIter() {
			var behind struct {
				Data struct {
					InAll struct{ Total struct{ Studies int } }
				}
			}
			href := link.AttrOr("href", "")
			if err := json.Unmarshal([]byte(s.Get(t, href+"&format=json").Body), &behind); err != nil {
				t.Fatal(err)
			}
			if got := strings.Fields(link.Find(".compared-studies").Text())[0]; got != strconv.Itoa(behind.Data.InAll.Total.Studies) {
				t.Errorf("%s: a cell says %s, %s has %d", address, got, href, behind.Data.InAll.Total.Studies)
			}
		}
	}
}

func TestTheDifferenceIsThatOfTheTwoCells(t *testing.T) {
	s := pagestest.Builtin(t)
	rows := s.Open(t, settings+"&sort=difference").Find("table.compare tbody tr")
	last := 1 << 30
	for _, row := range rows.EachIter() {
		cells := [2]int{}
		for i, cell := range row.Find("td:not(.difference)").EachIter() {
			if fields := strings.Fields(cell.Find(".compared-studies").Text()); len(fields) > 0 {
				cells[i], _ = strconv.Atoi(fields[0])
			}
		}
		difference := cells[0] - cells[1]
		want := map[bool]string{true: "+", false: "−"}[difference > 0] + strconv.Itoa(max(difference, -difference))
		if difference == 0 {
			want = "0"
		}
		if got := row.Find(".difference .number").Text(); got != want {
			t.Errorf("%s: %d and %d differ by %q", row.Find("th").Text(), cells[0], cells[1], got)
		}
		if size := max(difference, -difference); size > last {
			t.Errorf("%s stands behind a smaller difference", row.Find("th").Text())
		} else {
			last = size
		}
	}
	if rows.Length() < 10 {
		t.Errorf("there are %d rows", rows.Length())
	}
}

func TestWhatStandsInBothSetsAndInNeitherIsTold(t *testing.T) {
	s := pagestest.Builtin(t)
	const indoor, outdoor = "{study: {setting: {eq: INDOOR}}}", "{study: {setting: {eq: OUTDOOR}}}"
	neither, _ := studies(t, s, "{NOT: {OR: ["+indoor+", "+outdoor+"]}}")
	unread, _ := studies(t, s, "{study: {setting: {eq: NOT_EXTRACTED}}}")
	told := s.Open(t, settings).Text("#sets ~ ul")
	for _, want := range []string{"0 studies have findings in both sets", strconv.Itoa(neither) + " studies have findings in neither", strconv.Itoa(unread) + " studies"} {
		if !strings.Contains(told, want) {
			t.Errorf("%q is not told: %s", want, told)
		}
	}
	if unread == 0 || neither < unread {
		t.Errorf("%d studies of %d are not read far enough", unread, neither)
	}

	const women, qualitative = `{samples: {some: {lifeStage: {eq: ADULT}}}}`, "{study: {design: {eq: QUALITATIVE}}}"
	_, both := studies(t, s, "{AND: ["+women+", "+qualitative+"]}")
	overlap := s.Open(t, "/en/compare?a-life-stage=ADULT&b-design=QUALITATIVE").Text("#sets ~ ul")
	if want := strconv.Itoa(both) + " findings are in both"; both == 0 || !strings.Contains(overlap, want) {
		t.Errorf("%q is not told: %s", want, overlap)
	}
}

func TestTheRestIsAllThatTheFirstSetIsNot(t *testing.T) {
	s := pagestest.Builtin(t)
	p := s.Open(t, "/en/compare?a-language=en&rest=yes")
	_, all := studies(t, s, "{}")
	_, english := studies(t, s, "{study: {primaryReports: {some: {language: {eq: \"en\"}}}}}")
	if got := p.Text("#set-b ~ .counts .counts-row"); !strings.Contains(got, strconv.Itoa(all-english)+" findings") {
		t.Errorf("the rest has %q, and %d findings are not of the first set", got, all-english)
	}
	if p.Find("td.side-b a").Length() != 0 {
		t.Error("the rest has links to lists that cannot be asked for")
	}
	for _, query := range []string{"b-setting=OUTDOOR&rest=yes", "a-setting=INDOOR&b-setting=OUTDOOR&rest=yes", "a-setting=HOUSE", "by=STUDY", "setting=INDOOR"} {
		if got := s.Get(t, "/en/compare?"+query); got.Status != http.StatusBadRequest || strings.Contains(got.Body, "⟦") {
			t.Errorf("%s: status %d", query, got.Status)
		}
	}
}

func TestNoFilterTakenAwayLeadsToARefusal(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, lang := range []string{"en", "it"} {
		links := s.Open(t, "/"+lang+"/compare?a-language=en&rest=yes&sort=difference").Find(".chips a, .filters a")
		if links.Length() < 2 {
			t.Fatalf("%d links take filters away", links.Length())
		}
		links.Each(func(_ int, link *goquery.Selection) {
			p := s.Open(t, link.AttrOr("href", ""))
			if p.Find("form").Length() == 0 || strings.Contains(p.Address, "rest=yes") && p.Find("select[name=rest] option[value=yes][selected]").Length() != 1 {
				t.Errorf("%s does not let the reader go on", p.Address)
			}
		})
	}
	if said := s.Open(t, "/en/compare?rest=yes").Text("main"); !strings.Contains(said, "choose a filter for the first") {
		t.Errorf("the page says %q", said)
	}
}

func TestTheDownloadsHoldWhatIsShown(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{settings, "/it/compare?a-language=en&rest=yes", "/en/compare"} {
		s.SameAnswer(t, address)
		shown := 0
		for at, pages := address, 0; at != "" && pages < 9; pages++ {
			p := s.Open(t, at)
			shown += p.Find("table.compare tbody tr").Length()
			at = p.Find("a[rel=next]").AttrOr("href", "")
		}
		if _, rows := s.Rows(t, address); len(rows) != shown {
			t.Errorf("%s: the table has %d rows, the pages show %d", address, len(rows), shown)
		}
	}
}

func TestTheFormKeepsBothSets(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, settings+"&by=PHASE&sort=difference")
	for name, want := range map[string]string{"a-setting": "INDOOR", "b-setting": "OUTDOOR", "by": "PHASE"} {
		if got := p.Find("select[name="+name+"] option[selected]").AttrOr("value", ""); got != want {
			t.Errorf("%s is set to %q, not to %q", name, got, want)
		}
	}
	if p.Find(".chip").Length() != 2 || p.Find("input[name=sort][value=difference]").Length() != 1 {
		t.Errorf("%d chips, and the order is not kept", p.Find(".chip").Length())
	}
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{"/en/compare", "/it/compare?a-route=NATIONAL&b-route=TRANSNATIONAL", "/it/compare?a-life-stage=MINOR&b-life-stage=ADULT&by=PHASE"} {
		s.Follow(t, s.Open(t, address), "main a[href]")
	}
}

func TestTextsOfTheDataDoNothing(t *testing.T) {
	s := pagestest.Hostile(t)
	for _, address := range []string{settings, "/it/compare?a-design=QUALITATIVE&rest=yes&by=PHASE"} {
		s.Open(t, address).Inert(t)
	}
}
