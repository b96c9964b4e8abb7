package finding_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/seed"
	"github.com/exitgraph/exitgraph/web/pagestest"
)

func TestEachFindingHasAPageThatSaysWhereItComesFrom(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, lang := range []string{"en", "it"} {
		for _, row := range pagestest.File(t, "findings.csv") {
			p := s.Open(t, "/"+lang+"/findings/"+row["id"])
			said := p.Text("main")
			for _, want := range []string{row["summary_"+lang], row["locator"], row["id"], row["notes"]} {
				if !strings.Contains(said, strings.Join(strings.Fields(want), " ")) {
					t.Errorf("%s does not say %q", p.Address, want)
				}
			}
			links := p.Links("main a")
			want := []string{"/factors/" + row["factor_id"], "/reports/" + row["report_id"]}
			if study := row["study_id"]; study != "" {
				want = append(want, "/studies/"+study)
			}
			if phase := row["phase_id"]; phase != "" {
				want = append(want, "/phases/"+phase)
			}
			for _, end := range want {
				if !slices.Contains(links, "/"+lang+end) {
					t.Errorf("%s does not lead to %s", p.Address, end)
				}
			}
			if turned := row["factor_state"] == "ABSENCE" && (row["valence"] == "HINDERING" || row["valence"] == "FACILITATING"); turned != (p.Find(".finding-note").Length() == 1 && p.Find("dl.facts").First().Find("dt").Length() == 2) {
				t.Errorf("%s: turned %t is not told", p.Address, turned)
			}
		}
	}
}

func TestALackThatHelpsIsNotSaidToHarm(t *testing.T) {
	s := pagestest.Builtin(t)
	if note := s.Open(t, "/en/findings/finding-143").Text(".finding-note"); !strings.Contains(note, "a lack helps does not prove") {
		t.Errorf("of a lack that helps: %q", note)
	}
	if note := s.Open(t, "/en/findings/finding-040").Text(".finding-note"); !strings.Contains(note, "a lack harms does not prove") {
		t.Errorf("of a lack that harms: %q", note)
	}
}

func TestASummaryOfViolenceStaysClosed(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/en/findings/finding-106")
	const summary = "People met violence in the community"
	if !strings.Contains(p.Text("details.content-note"), summary) {
		t.Error("the summary is not in the note")
	}
	if _, open := p.Find("details.content-note").Attr("open"); open {
		t.Error("the note is open")
	}
	p.Find("details.content-note").Remove()
	if strings.Contains(p.Text("html"), summary) {
		t.Error("the summary stands outside the note too")
	}
}

func TestAFindingThatWasReplacedLeadsToWhatTookItsPlace(t *testing.T) {
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range d.Records {
		if f, ok := record.(*graph.Finding); ok && f.Key == "finding-001" {
			f.Status, f.SupersededBy = "SUPERSEDED", "finding-002"
		}
	}
	s := pagestest.Of(t, d.Release, d.Records)
	p := s.Open(t, "/en/findings/finding-001")
	if links := p.Links(".notice-warning a"); !slices.Equal(links, []string{"/en/findings/finding-002"}) {
		t.Errorf("the notice leads to %v", links)
	}
	if s.Open(t, "/en/findings/finding-002").Find(".notice-warning").Length() != 0 {
		t.Error("a finding that stands has a notice")
	}
}

func TestDocumentsElsewhereAreNotToldWhereReadersComeFrom(t *testing.T) {
	seen := 0
	pagestest.Builtin(t).Open(t, "/en/findings/finding-016").Find("main a[href^=http]").Each(func(_ int, a *goquery.Selection) {
		seen++
		if rel, _ := a.Attr("rel"); rel != "noreferrer" {
			t.Errorf("a link to another site has rel=%q", rel)
		}
	})
	if seen == 0 {
		t.Error("no document is linked")
	}
}

func TestTextsOfTheDataDoNothingOnThePageOfAFinding(t *testing.T) {
	s := pagestest.Hostile(t)
	for _, key := range []string{"finding-001", "finding-014", "finding-143"} {
		s.Open(t, "/en/findings/"+key).Inert(t)
	}
}

func TestAnUnknownFindingIsNotFound(t *testing.T) {
	p := pagestest.Builtin(t).Get(t, "/en/findings/finding-9999")
	if p.Status != 404 || !strings.Contains(p.Text("main"), "finding-9999") {
		t.Errorf("status %d: %s", p.Status, p.Text("main"))
	}
}

func TestTheDownloadHoldsTheFinding(t *testing.T) {
	s := pagestest.Builtin(t)
	if _, rows := s.Rows(t, "/it/findings/finding-041"); len(rows) != 1 || rows[0][0] != "finding-041" {
		t.Errorf("rows %v", rows)
	}
}

func TestAFindingLeadsToItsRowOnTheMap(t *testing.T) {
	s := pagestest.Builtin(t)
	address, _ := s.Open(t, "/it/findings/finding-041").Find(".page-list a[href*='/map']").Attr("href")
	page, row, _ := strings.Cut(address, "#")
	if row == "" || s.Open(t, page).Find("#"+row).Length() != 1 {
		t.Errorf("%q leads to no row", address)
	}
}
