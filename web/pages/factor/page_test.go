package factor_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

// Each finding of the file stands once on the page of its factor, on the side of its
// valence, turned where it speaks of a lack.
func TestEachFindingStandsOnceOnItsSide(t *testing.T) {
	s := pagestest.Builtin(t)
	sides := map[string]string{"FACILITATING": ".side-for", "HINDERING": ".side-against", "AMBIVALENT": ".side-both", "UNSIGNED": ".side-unsigned"}
	turned := map[string]string{"FACILITATING": "HINDERING", "HINDERING": "FACILITATING"}
	pages := map[string]*pagestest.Page{}
	for _, row := range pagestest.File(t, "findings.csv") {
		key, valence := row["factor_id"], row["valence"]
		if other := turned[valence]; other != "" && row["factor_state"] == "ABSENCE" {
			valence = other
		}
		p := pages[key]
		if p == nil {
			p = s.Open(t, "/en/factors/"+key)
			pages[key] = p
		}
		id := "#finding-" + row["id"]
		if p.Find(id).Length() != 1 || p.Find(sides[valence]+" "+id).Length() != 1 {
			t.Errorf("%s: %s does not stand once, on the side %s", key, row["id"], valence)
		}
		if !strings.Contains(p.Text(id), strings.Join(strings.Fields(row["summary_en"]), " ")) {
			t.Errorf("%s: %s does not say what was recorded", key, row["id"])
		}
	}
	for key, p := range pages {
		want := 0
		for _, row := range pagestest.File(t, "findings.csv") {
			if row["factor_id"] == key {
				want++
			}
		}
		if got := p.Find("article.finding").Length(); got != want {
			t.Errorf("%s shows %d findings, the file has %d", key, got, want)
		}
	}
}

// The sentence of counts holds the studies of the file, and each phase those of its
// findings.
func TestNumbersAreThoseOfTheFile(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, key := range []string{"family", "stigma-labelling", "substance-use", "pregnancy"} {
		studies := map[string]bool{}
		unplaced := 0
		for _, row := range pagestest.File(t, "findings.csv") {
			if row["factor_id"] != key {
				continue
			}
			if row["study_id"] != "" {
				studies[row["study_id"]] = true
			}
			if row["phase_id"] == "" {
				unplaced++
			}
		}
		p := s.Open(t, "/en/factors/"+key)
		lead := strings.Fields(p.Text(".lead"))
		if got, want := lead[0], strconv.Itoa(len(studies)); got != want {
			t.Errorf("%s: the lead begins with %s studies, the file has %s", key, got, want)
		}
		if unplaced > 0 && !strings.Contains(p.Text("main"), strconv.Itoa(unplaced)+" finding") {
			t.Errorf("%s does not tell that %d findings are in no phase", key, unplaced)
		}
	}
}

// Every link of the page leads to a page, in both languages, with and without filters.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	s := pagestest.Builtin(t)
	seen := map[string]bool{}
	for _, address := range []string{
		"/en/factors/family", "/it/factors/family", "/it/factors/stigma-labelling?setting=INDOOR",
		"/en/factors/life-plans", "/en/factors/social-support?informant=LIVED_EXPERIENCE",
	} {
		p := s.Open(t, address)
		for _, link := range p.Links("main a") {
			path, _, _ := strings.Cut(link, "?")
			if seen[link] || strings.HasSuffix(path, "/api") { // what that page reads is tested there
				continue
			}
			seen[link] = true
			if got := s.Get(t, link); got.Status != 200 {
				t.Errorf("%s links to %s, which answers %d", address, link, got.Status)
			}
		}
		p.Find(`main a[href^="#"]`).Each(func(_ int, a *goquery.Selection) {
			href, _ := a.Attr("href")
			if p.Find(`[id="`+href[1:]+`"]`).Length() != 1 {
				t.Errorf("%s links to %s, which it does not hold once", address, href)
			}
		})
	}
}

// Each number at a link is how many findings, or studies, the link leads to.
func TestRowsOfVoicesLeadToTheirFindings(t *testing.T) {
	s := pagestest.Builtin(t)
	p := s.Open(t, "/en/factors/stigma-labelling")
	rows := p.Find(".voice tbody tr")
	if rows.Length() < 5 {
		t.Fatalf("there are %d rows", rows.Length())
	}
	rows.Each(func(_ int, row *goquery.Selection) {
		href, _ := row.Find("a").Attr("href")
		columns, lines := s.Rows(t, href)
		at := slices.Index(columns, "study")
		studies := map[string]bool{}
		for _, line := range lines {
			if line[at] != "" {
				studies[line[at]] = true
			}
		}
		if got, want := strings.TrimSpace(row.Find(".number").Text()), strconv.Itoa(len(studies)); got != want {
			t.Errorf("%s: the row shows %s studies, its findings have %s", href, got, want)
		}
	})
}

// A filter holds for all of the page: nothing on it speaks of findings that it shuts out.
func TestAFilterHoldsForAllOfThePage(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/en/factors/family?route=NATIONAL")
	var titles []string
	p.Find("article.finding").Each(func(_ int, f *goquery.Selection) { titles = append(titles, f.AttrOr("id", "")) })
	want := 0
	routes := map[string]string{}
	for _, row := range pagestest.File(t, "studies.csv") {
		routes[row["id"]] = row["trafficking_scope"]
	}
	for _, row := range pagestest.File(t, "findings.csv") {
		if row["factor_id"] == "family" && routes[row["study_id"]] == "NATIONAL" {
			want++
			if !slices.Contains(titles, "finding-"+row["id"]) {
				t.Errorf("%s is missing", row["id"])
			}
		}
	}
	if len(titles) != want || want == 0 {
		t.Errorf("%d findings are shown, the file has %d", len(titles), want)
	}
	if got := p.Find(".cause").Length(); got != 0 {
		t.Errorf("one finding alone has %d reasons to point both ways", got)
	}
}
