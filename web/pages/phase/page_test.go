package phase_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

// findings gives the findings of the files that stand in a phase or in one of its parts,
// each with its valence turned to the presence of the factor.
func findings(t *testing.T, phase string) []map[string]string {
	t.Helper()
	in := map[string]bool{phase: true}
	for _, p := range pagestest.File(t, "phases.csv") {
		if p["parent_id"] == phase {
			in[p["id"]] = true
		}
	}
	var list []map[string]string
	for _, f := range pagestest.File(t, "findings.csv") {
		if !in[f["phase_id"]] {
			continue
		}
		if f["factor_state"] == "ABSENCE" {
			switch f["valence"] {
			case "FACILITATING":
				f["valence"] = "HINDERING"
			case "HINDERING":
				f["valence"] = "FACILITATING"
			}
		}
		list = append(list, f)
	}
	return list
}

func bakerPhases(t *testing.T) []string {
	t.Helper()
	var keys []string
	for _, p := range pagestest.File(t, "phases.csv") {
		if p["model_id"] == "baker-integrated" {
			keys = append(keys, p["id"])
		}
	}
	return keys
}

// rows gives what the page says of each factor and valence: its words for the amount.
func rows(t *testing.T, p *pagestest.Page) map[string]string {
	t.Helper()
	got := map[string]string{}
	p.Find(".sides .act").Each(func(_ int, row *goquery.Selection) {
		link := row.Find(".act-amount a")
		u, err := url.Parse(link.AttrOr("href", ""))
		if err != nil {
			t.Fatal(err)
		}
		amount, _, _ := strings.Cut(link.Text(), ":")
		got[u.Query().Get("factor")+" "+u.Query().Get("valence")] = amount
	})
	return got
}

func TestWhatActsHereIsWhatTheFilesSay(t *testing.T) {
	site := pagestest.Builtin(t)
	for _, key := range bakerPhases(t) {
		studies, count := map[string]map[string]bool{}, map[string]int{}
		factors := map[string]bool{}
		for _, f := range findings(t, key) {
			id := f["factor_id"] + " " + f["valence"]
			factors[f["factor_id"]] = true
			count[id]++
			if studies[id] == nil {
				studies[id] = map[string]bool{}
			}
			if f["study_id"] != "" {
				studies[id][f["study_id"]] = true
			}
		}
		want := map[string]string{}
		for id, n := range count {
			switch s := len(studies[id]); {
			case s == 0 && n == 1:
				want[id] = "1 finding, no study"
			case s == 0:
				want[id] = fmt.Sprint(n, " findings, no study")
			case s == 1:
				want[id] = "1 study"
			default:
				want[id] = fmt.Sprint(s, " studies")
			}
		}
		p := site.Open(t, "/en/phases/"+key)
		if got := rows(t, p); !maps.Equal(got, want) {
			t.Errorf("%s: the page says %v, the files %v", key, got, want)
		}
		all := len(pagestest.File(t, "factors.csv"))
		if missing := fmt.Sprintf("For %d of %d factors", all-len(factors), all); !strings.Contains(p.Text("main"), missing) {
			t.Errorf("%s: the page does not say %q", key, missing)
		}
		if listed := p.Find(".missing li").Length(); listed != all-len(factors) {
			t.Errorf("%s: %d missing factors are listed, want %d", key, listed, all-len(factors))
		}
	}
}

func TestFactorsOnBothSidesAreNamed(t *testing.T) {
	site := pagestest.Builtin(t)
	for _, key := range bakerPhases(t) {
		sides := map[string]map[string]bool{}
		for _, f := range findings(t, key) {
			if sides[f["factor_id"]] == nil {
				sides[f["factor_id"]] = map[string]bool{}
			}
			sides[f["factor_id"]][f["valence"]] = true
		}
		var want []string
		for factor, of := range sides {
			if of["FACILITATING"] && of["HINDERING"] {
				want = append(want, "/en/factors/"+factor)
			}
		}
		p := site.Open(t, "/en/phases/"+key)
		got := slices.DeleteFunc(p.Links(".both-sides a"), func(l string) bool { return l == "/en/contradictions" })
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v stand on both sides, want %v", key, got, want)
		}
	}
}

func TestAllFindingsAreReachedPageByPage(t *testing.T) {
	site := pagestest.Builtin(t)
	for _, lang := range []string{"en", "it"} {
		seen := map[string]bool{}
		address := "/" + lang + "/phases/baker-final-exit"
		for pages := 0; address != ""; pages++ {
			if pages > 10 {
				t.Fatal("the pages have no end")
			}
			p := site.Open(t, address)
			p.Find(".findings .finding").Each(func(_ int, f *goquery.Selection) {
				id := f.AttrOr("id", "")
				if seen[id] {
					t.Errorf("%s stands on two pages", id)
				}
				seen[id] = true
			})
			address = p.Find(`.pager a[rel="next"]`).AttrOr("href", "")
		}
		if want := len(findings(t, "baker-final-exit")); len(seen) != want {
			t.Errorf("%d findings, want %d", len(seen), want)
		}
	}
}

func TestWhereReturnsFollowToHelpMeansToProtect(t *testing.T) {
	site := pagestest.Builtin(t)
	for key, want := range map[string]bool{"baker-reentry": true, "baker-initial-exit": false} {
		p := site.Open(t, "/en/phases/"+key)
		if got := strings.Contains(p.Text("main .notice"), "protects against a return"); got != want {
			t.Errorf("%s: %v, want %v", key, got, want)
		}
	}
}

func TestPhasesWithoutOrderOrFindingsSayWhatIsMissing(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/en/phases/cimino-intention")
	text := p.Text("main")
	for _, want := range []string{"This model gives no order", "There is no finding in this phase", "names no steps", "Deliberate planning"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestAPartNamesItsWholeAndIsSeenInTheDrawing(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/en/phases/baker-visceral-awareness")
	if !strings.Contains(p.Text(".neighbours"), "Part of Awareness") {
		t.Errorf("the page says %q", p.Text(".neighbours"))
	}
	if current := p.Find(`.cycle-wide [aria-current="true"]`); current.Length() != 1 || !strings.HasPrefix(current.AttrOr("href", ""), "/en/phases/baker-visceral-awareness") {
		t.Errorf("%d places are marked as this one", current.Length())
	}
}

func TestDownloadsHoldWhatThePageShows(t *testing.T) {
	site := pagestest.Builtin(t)
	const address = "/en/phases/baker-initial-exit?design=QUALITATIVE"
	p := site.Open(t, address)
	_, table := site.Rows(t, address)
	if len(table) != len(rows(t, p)) || len(table) == 0 {
		t.Errorf("%d rows, want %d", len(table), len(rows(t, p)))
	}
	for _, line := range table {
		if _, shown := rows(t, p)[line[2]+" "+line[1]]; !shown {
			t.Errorf("%v is not on the page", line)
		}
	}
}

func TestAnUnknownPhaseIsNotFoundAndNearOnesAreOffered(t *testing.T) {
	site := pagestest.Builtin(t)
	for _, form := range []string{"", "?format=csv"} {
		if p := site.Get(t, "/en/phases/baker-inital-exit"+form); p.Status != http.StatusNotFound {
			t.Errorf("status %d", p.Status)
		}
	}
	p := site.Get(t, "/en/phases/baker-inital-exit")
	if !slices.Contains(p.Links("main a"), "/en/phases/baker-initial-exit") {
		t.Errorf("links %v", p.Links("main a"))
	}
	if p := site.Get(t, "/en/phases/baker-initial-exit?desing=QUALITATIVE"); p.Status != http.StatusBadRequest {
		t.Errorf("an unknown filter: status %d", p.Status)
	}
}

func TestEachAmountLeadsToItsFindings(t *testing.T) {
	site := pagestest.Builtin(t)
	p := site.Open(t, "/en/phases/baker-initial-exit")
	want := map[string]int{}
	for _, f := range findings(t, "baker-initial-exit") {
		want[f["factor_id"]+" "+f["valence"]]++
	}
	p.Find(".sides .act-amount a").Each(func(_ int, a *goquery.Selection) {
		href := a.AttrOr("href", "")
		u, err := url.Parse(href)
		if err != nil {
			t.Fatal(err)
		}
		id := u.Query().Get("factor") + " " + u.Query().Get("valence")
		if got := site.Open(t, href).Find("main .finding").Length(); got != want[id] {
			t.Errorf("%s leads to %d findings, want %d", id, got, want[id])
		}
	})
	all := p.Find(`a[href*="/findings?"]`).First().AttrOr("href", "")
	if total := fmt.Sprint(len(findings(t, "baker-initial-exit")), " "); !strings.Contains(site.Open(t, all).Text("main"), total) {
		t.Errorf("%s does not tell of %s findings", all, total)
	}
}
