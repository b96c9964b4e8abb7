package factor_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/web/pagestest"
)

// told is what the API says of factors, beside which the pages are held.
type told struct {
	Data struct {
		Factors struct {
			Nodes []struct {
				Key         string
				Ambivalence struct {
					Causes []struct {
						Kind          string
						TotalFindings int
						Findings      []struct{ Key string }
						Groups        []struct{ Value struct{ Label string } }
					}
				}
				ByPhase []struct {
					Column struct{ Key string }
					Counts struct{ Findings int }
				}
			}
		}
	}
}

func ask(t *testing.T, s *pagestest.Site) told {
	t.Helper()
	var d told
	answer := s.JSON(t, `{ factors(first: 100) { nodes { key
		ambivalence { causes { kind totalFindings findings { key } groups { value { label } } } }
		byPhase { column { key } counts { findings } } } } }`, nil)
	if err := json.Unmarshal([]byte(answer), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// Each reason why a factor points both ways stands on its page with all its groups, and
// with links to all findings that decide; a factor without reasons has no such part.
func TestEachReasonLeadsToTheFindingsThatDecide(t *testing.T) {
	s := pagestest.Builtin(t)
	kinds := map[string]bool{}
	for _, f := range ask(t, s).Data.Factors.Nodes {
		p := s.Open(t, "/en/factors/"+f.Key)
		causes := p.Find(".cause")
		if causes.Length() != len(f.Ambivalence.Causes) || (p.Find("#both-ways").Length() == 1) != (causes.Length() > 0) {
			t.Errorf("%s: %d reasons are told, the API has %d", f.Key, causes.Length(), len(f.Ambivalence.Causes))
			continue
		}
		for i, want := range f.Ambivalence.Causes {
			kinds[want.Kind] = true
			cause := causes.Eq(i)
			var got, keys []string
			cause.Find(`.cause-findings a[href^="#finding-"]`).Each(func(_ int, a *goquery.Selection) {
				href, _ := a.Attr("href")
				got = append(got, strings.TrimPrefix(href, "#finding-"))
			})
			for _, finding := range want.Findings {
				keys = append(keys, finding.Key)
			}
			slices.Sort(got)
			if !slices.Equal(got, keys) || !strings.Contains(cause.Find(".cause-findings").Text(), strconv.Itoa(want.TotalFindings)+" finding") {
				t.Errorf("%s, %s: links to %v, %v decide", f.Key, want.Kind, got, keys)
			}
			if got := cause.Find(".cause-groups li").Length(); got != len(want.Groups) {
				t.Errorf("%s, %s: %d groups, the API has %d", f.Key, want.Kind, got, len(want.Groups))
			}
		}
	}
	if len(kinds) != 5 {
		t.Errorf("the data have the kinds %v of reasons, and this test is to see all five", kinds)
	}
}

// A phase in which nothing was found is named as not known, and no other one is.
func TestPhasesWithoutAFindingAreNamed(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, f := range ask(t, s).Data.Factors.Nodes {
		links := s.Open(t, "/it/factors/"+f.Key).Links(".gaps a")
		for _, cell := range f.ByPhase {
			if got := slices.Contains(links, "/it/phases/"+cell.Column.Key); got != (cell.Counts.Findings == 0) {
				t.Errorf("%s at %s: named %t, %d findings", f.Key, cell.Column.Key, got, cell.Counts.Findings)
			}
		}
	}
}

// What a page leaves to another one is counted, and the other one has it all.
func TestWhatIsNotShownIsCounted(t *testing.T) {
	size := storetest.LargeSize{Studies: 300, Factors: 20, Phases: 6, Findings: 3_000, Reviews: 5}
	release := graph.Release{Name: "large", Title: "Large", Version: "1.0.0", Date: "2026-01-01", License: "CC0-1.0"}
	s := pagestest.Of(t, release, storetest.GenerateLarge(1, size))
	p := s.Open(t, "/en/factors/factor-0")
	more := p.Find(".side p a.action")
	if more.Length() == 0 {
		t.Fatal("all findings are shown, and this test is to see more than fit")
	}
	more.Each(func(_ int, a *goquery.Selection) {
		href, _ := a.Attr("href")
		var d struct {
			Data struct{ Findings struct{ TotalCount int } }
		}
		if err := json.Unmarshal([]byte(s.Get(t, href+"&format=json").Body), &d); err != nil {
			t.Fatal(err)
		}
		side := a.Closest(".side")
		amount := strings.Fields(side.Find("p.quiet").First().Text())[0]
		if got, want := strings.ReplaceAll(amount, ",", ""), strconv.Itoa(d.Data.Findings.TotalCount); got != want {
			t.Errorf("%s: %s findings are told, the list has %s", href, got, want)
		}
		if shown := side.Find("article.finding").Length(); shown >= d.Data.Findings.TotalCount {
			t.Errorf("%s: %d of %d are shown, and more are promised", href, shown, d.Data.Findings.TotalCount)
		}
	})
}
