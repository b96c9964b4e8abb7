package report_test

import (
	"encoding/json"
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

// about gives the addresses that the page of a report has to lead to, and how many
// findings were read in it.
func about(all []graph.Record, report string) (addresses []string, findings int) {
	for _, r := range all {
		switch r := r.(type) {
		case *graph.StudyReport:
			if r.Report == report {
				addresses = append(addresses, "/en/studies/"+r.Study)
			}
		case *graph.Classification:
			if r.Report == report {
				addresses = append(addresses, "/en/factors/"+r.Factor)
			}
		case *graph.Finding:
			if r.Report == report {
				findings++
			}
		}
	}
	return addresses, findings
}

func TestEveryReportShowsItsStudiesAndWhatWasReadInIt(t *testing.T) {
	s, all := pagestest.Builtin(t), records(t)
	for _, r := range all {
		report, ok := r.(*graph.Report)
		if !ok {
			continue
		}
		p := s.Open(t, "/en/reports/"+report.Key)
		links := p.Links("main a")
		if lang := p.Find("h1").AttrOr("lang", "en"); lang != report.Language && p.Find("h1 [lang]").AttrOr("lang", lang) != report.Language {
			t.Errorf("%s: the title is said to be in %q, want %q", report.Key, lang, report.Language)
		}
		shown, n := about(all, report.Key)
		for _, address := range shown {
			if !slices.Contains(links, address) {
				t.Errorf("%s does not lead to %s", report.Key, address)
			}
		}
		if n > 0 && !strings.Contains(p.Text("#found ~ nav"), " of ") {
			t.Errorf("%s does not say how many of its %d findings are shown", report.Key, n)
		}
		if _, rows := s.Rows(t, "/en/reports/"+report.Key); len(rows) != min(n, 25) {
			t.Errorf("%s as CSV has %d findings of %d", report.Key, len(rows)-1, n)
		}
	}
}

func TestAddressesAreLinksOnlyWhereTheyAreSafe(t *testing.T) {
	s := pagestest.Builtin(t)
	p := s.Open(t, "/en/reports/wilson-nochajski-2018-report")
	if p.Find(`dd a[href="https://doi.org/10.1007/s12147-017-9201-1"]`).Length() != 1 {
		t.Error("the DOI is no link, or the same address is linked twice")
	}
	p = s.Open(t, "/en/reports/ferrari-2021")
	if p.Find(`dd a[href="https://vc.bridgew.edu/jiws/vol22/iss5/13"][rel="noreferrer"]`).Length() != 1 {
		t.Error("the address is no link")
	}
	if text := p.Text("#reference ~ dl"); !strings.Contains(text, "DOInot recorded") {
		t.Errorf("a DOI that is not recorded is passed over: %s", text)
	}
	hostile := pagestest.Hostile(t).Open(t, "/en/reports/ferrari-2021")
	if text := hostile.Text("#reference ~ dl"); !strings.Contains(text, pagestest.Address) {
		t.Errorf("an address that is not safe is not shown as text: %s", text)
	}
	if n := hostile.Find("#reference ~ dl a").Length(); n != 0 {
		t.Errorf("%d links were made of a hostile address and DOI", n)
	}
}

func TestCaveatsStandInFull(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, lang := range []string{"en", "it"} {
		p := s.Open(t, "/"+lang+"/reports/ferrari-2021")
		if told := p.Text(`#reference ~ p a[href="#caveats"]`); !strings.HasPrefix(told, strconv.Itoa(p.Find(".caveats > li").Length())+" ") {
			t.Errorf("beside the reference it says %q of known problems", told)
		}
		for _, r := range records(t) {
			caveat, ok := r.(*graph.Caveat)
			if !ok || caveat.Report != "ferrari-2021" {
				continue
			}
			text := p.Text("#" + caveat.Key)
			for _, part := range []graph.Text{caveat.Topic, caveat.StatementA, caveat.StatementB, caveat.Assessment} {
				if !strings.Contains(text, strings.Join(strings.Fields(part.In(lang)), " ")) {
					t.Errorf("%s of %s lacks %q", lang, caveat.Key, part.In(lang))
				}
			}
		}
	}
}

// twoReviews adds a second review, of two studies that the founding one includes.
func twoReviews(t *testing.T) *pagestest.Site {
	t.Helper()
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	list := d.Records
	for _, study := range []string{"hickle-2017", "dhungel-2017"} {
		list = append(list, &graph.StudyReport{
			Key: study + "/vanderheide-2020/INCLUDED", Study: study, Report: "vanderheide-2020", Role: "INCLUDED", Basis: "STATED",
		})
	}
	return pagestest.Of(t, d.Release, list)
}

func TestReviewsThatIncludeTheSameStudiesNameThem(t *testing.T) {
	alone := pagestest.Builtin(t).Open(t, "/en/reports/ferrari-2021").Text("main")
	if !strings.Contains(alone, "No other review whose studies are recorded here includes any of them.") {
		t.Error("a review alone does not say that nothing overlaps with it")
	}
	s := twoReviews(t)
	p := s.Open(t, "/en/reports/ferrari-2021")
	item := p.Find("#overlap ~ ul li")
	if item.Length() != 1 || item.Find(`a[href="/en/reports/vanderheide-2020"]`).Length() != 1 ||
		item.Find(`a[href="/en/studies/hickle-2017"]`).Length() != 1 || item.Find(`a[href="/en/studies/dhungel-2017"]`).Length() != 1 {
		t.Errorf("the other review is not shown: %s", p.Text("#overlap ~ ul"))
	}
	// 13 studies, 15 inclusions, 2 reviews: (15 - 13) / (13 * 2 - 13).
	measured := s.Open(t, p.Links(`a[href*="with="]`)[0])
	if text := measured.Text("#overlap ~ p"); !strings.Contains(text, "Over 2 reviews") || !strings.Contains(text, "15%") {
		t.Errorf("the share of repetitions is not told: %s", text)
	}
}

func TestAReportIsGivenAsAReference(t *testing.T) {
	s := pagestest.Builtin(t)
	var item struct{ ID, Title string }
	csl := s.Get(t, "/en/reports/ferrari-2021?format=csl")
	if err := json.Unmarshal([]byte(csl.Body), &item); err != nil || item.ID != "ferrari-2021" {
		t.Errorf("as CSL-JSON: %v: %s", err, csl.Body)
	}
	if ris := s.Get(t, "/en/reports/ferrari-2021?format=ris").Body; strings.Count(ris, "TY  - ") != 1 || !strings.Contains(ris, "TI  - "+item.Title) {
		t.Errorf("as RIS: %s", ris)
	}
	if bib := s.Get(t, "/it/reports/ferrari-2021?format=bibtex").Body; !strings.HasPrefix(bib, "@article{ferrari-2021,") {
		t.Errorf("as BibTeX: %s", bib)
	}
}

func TestAReportIsWholeInBothLanguages(t *testing.T) {
	s, hostile := pagestest.Builtin(t), pagestest.Hostile(t)
	for _, path := range []string{"reports/ferrari-2021", "reports/cimino-2012"} {
		for _, address := range pagestest.In(path) {
			s.Follow(t, s.Open(t, address), "main a")
			s.SameAnswer(t, address)
			p := hostile.Open(t, address)
			p.Inert(t)
			if !strings.Contains(p.Body, "&lt;script&gt;") {
				t.Errorf("%s does not show the hostile text", address)
			}
		}
	}
	if p := s.Get(t, "/en/reports/ferari-2021"); p.Status != 404 || !slices.Contains(p.Links("main a"), "/en/reports/ferrari-2021") {
		t.Errorf("a mistyped key is answered %d", p.Status)
	}
}

func TestAReportIsShownHoweverManyReviewsThereAre(t *testing.T) {
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	list := d.Records
	const more = 120 // the engine compares 100 at most
	for i := range more {
		key := "made-up-review-" + strconv.Itoa(i)
		list = append(list,
			&graph.Report{Key: key, Kind: "REVIEW", Title: "A review that is made up", Language: "en", PeerReviewed: "NO"},
			&graph.StudyReport{Key: "hickle-2017/" + key + "/INCLUDED", Study: "hickle-2017", Report: key, Role: "INCLUDED", Basis: "STATED"},
		)
	}
	s := pagestest.Of(t, d.Release, list)
	p := s.Open(t, "/en/reports/ferrari-2021")
	if n := p.Find("#overlap ~ ul li").Length(); n != more {
		t.Errorf("%d of %d other reviews are shown", n, more)
	}
	if text := s.Open(t, p.Links(`a[href*="with="]`)[0]).Text("#overlap ~ p"); !strings.Contains(text, "Over 21 reviews") {
		t.Errorf("the overlap of the first reviews is not told: %s", text)
	}
	if text := s.Open(t, "/en/studies/hickle-2017").Text("#reports ~ p"); !strings.Contains(text, "There are 122 in total") {
		t.Errorf("the page of the study does not say that reports are left out: %s", text)
	}
}
