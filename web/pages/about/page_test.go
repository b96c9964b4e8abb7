package about_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

func count(list []map[string]string, matches func(row map[string]string) bool) int {
	n := 0
	for _, row := range list {
		if matches(row) {
			n++
		}
	}
	return n
}

func TestHowMuchWasReadIsWhatTheDatasetSays(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/en/about")
	findings := pagestest.File(t, "findings.csv")
	want := map[string]string{}
	for label, value := range map[string]string{
		"full text": "FULL_TEXT", "abstract": "ABSTRACT", "a review of the study": "SECONDARY_REVIEW", "reconstructed": "RECONSTRUCTED",
	} {
		want[label] = strconv.Itoa(count(findings, func(r map[string]string) bool { return r["extraction_basis"] == value }))
	}
	met := 0
	for _, row := range p.Find("#read").Closest("table").Find("tbody tr").EachIter() {
		label := row.Find("th").Contents().First().Text()
		if got := row.Find("td").First().Text(); got != want[label] {
			t.Errorf("%s: %s findings, the dataset has %q", label, got, want[label])
		}
		met++
	}
	if met != len(want) {
		t.Errorf("%d rows, not %d", met, len(want))
	}
}

func TestWhatWasNotDoneIsToldInTheNumbersOfTheDataset(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/en/about")
	findings, samples := pagestest.File(t, "findings.csv"), pagestest.File(t, "samples.csv")
	with := func(column, value string) func(map[string]string) bool {
		return func(r map[string]string) bool { return r[column] == value }
	}
	for label, want := range map[string][2]int{
		"assigned by this dataset":      {count(findings, with("phase_basis", "INFERRED")), len(findings)},
		"phase the source states":       {count(findings, with("phase_basis", "STATED")), len(findings)},
		"in no phase":                   {count(findings, with("phase_id", "")), len(findings)},
		"rest on no study of their own": {count(findings, with("study_id", "")), len(findings)},
		"speak of the lack":             {count(findings, with("factor_state", "ABSENCE")), len(findings)},
		"Samples of unknown size":       {count(samples, with("size", "")), len(samples)},
	} {
		text := strconv.Itoa(want[0]) + " of " + strconv.Itoa(want[1])
		row := p.Find("#not-done ~ .facts > div:contains('" + label + "')")
		if row.Length() != 1 || row.Find("dd").Text() != text {
			t.Errorf("%s: %q, the dataset has %q", label, row.Find("dd").Text(), text)
		}
	}
}

func TestEveryCaveatStandsWhereOthersLinkToIt(t *testing.T) {
	site := pagestest.Builtin(t)
	caveats := pagestest.File(t, "caveats.csv")
	for _, lang := range []string{"en", "it"} {
		p := site.Open(t, "/"+lang+"/about")
		ending := map[string]string{"en": "", "it": "_it"}[lang]
		for _, c := range caveats {
			text := strings.Join(strings.Fields(p.Find("#caveat-"+c["id"]).Closest("details").Text()), " ")
			for _, column := range []string{"topic", "statement_a", "statement_b", "assessment"} {
				want := c[column+ending]
				if !strings.Contains(text, strings.Join(strings.Fields(want), " ")) {
					t.Errorf("%s: %s does not hold its %s, %q", lang, c["id"], column, want)
				}
			}
		}
		if n := p.Find("details > [id^=caveat-]").Length(); n != len(caveats) {
			t.Errorf("%s: %d caveats, not %d", lang, n, len(caveats))
		}
	}
	if _, table := site.Rows(t, "/en/about"); len(table) != len(caveats) {
		t.Errorf("the download has %d rows, want %d", len(table), len(caveats))
	}
}

func TestTheReferenceNamesTheRelease(t *testing.T) {
	site := pagestest.Builtin(t)
	var answer struct {
		Data struct {
			Release struct{ Version, Revision, Hash, RIS, BibTeX string }
		}
	}
	text := site.JSON(t, `{ release { version revision hash ris: citation(style: RIS) bibtex: citation(style: BIBTEX) } }`, nil)
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		t.Fatal(err)
	}
	r := answer.Data.Release
	p := site.Open(t, "/en/about")
	for _, part := range []string{r.Version, r.Revision, r.Hash} {
		if part == "" || !strings.Contains(p.Text("#cite ~ *"), part) {
			t.Errorf("the page does not name %q", part)
		}
	}
	if got := site.Get(t, "/en/about?format=ris").Body; got != r.RIS || got == "" {
		t.Errorf("RIS is %q", got)
	}
	if got := site.Get(t, "/it/about?format=bibtex").Body; got != r.BibTeX || got == "" {
		t.Errorf("BibTeX is %q", got)
	}
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	site := pagestest.Builtin(t)
	for _, lang := range []string{"en", "it"} {
		p := site.Open(t, "/"+lang+"/about")
		for _, link := range p.Links("main section:not(.tools) a") {
			if got := site.Get(t, link); got.Status != 200 {
				t.Errorf("%s leads to %s: %d", p.Address, link, got.Status)
			}
		}
		for _, a := range p.Find("main a[href^='#']").EachIter() {
			if id := a.AttrOr("href", ""); p.Find(id).Length() != 1 {
				t.Errorf("%s: there is no %s", p.Address, id)
			}
		}
	}
}

func TestHostileRecordsStayInert(t *testing.T) {
	site := pagestest.Hostile(t)
	for _, lang := range []string{"en", "it"} {
		site.Open(t, "/"+lang+"/about").Inert(t)
	}
}
