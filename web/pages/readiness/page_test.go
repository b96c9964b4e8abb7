package readiness_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

// level is a level as the engine counts it, asked for by other means than readiness.
type level struct {
	Keys   []struct{ Key string }
	Counts struct{ Studies int }
}

func levels(t *testing.T, s *pagestest.Site, dimension string) map[string]int {
	t.Helper()
	var d struct {
		Data struct{ Tally struct{ Groups []level } }
	}
	if err := json.Unmarshal([]byte(s.JSON(t, "{ tally(by: ["+dimension+"]) { groups { keys { key } counts { studies } } } }", nil)), &d); err != nil {
		t.Fatal(err)
	}
	studies := map[string]int{}
	for _, group := range d.Data.Tally.Groups {
		studies[group.Keys[0].Key] = group.Counts.Studies
	}
	return studies
}

func TestEachLevelHasTheStudiesOfItsTallyAndTellsHowManyAreMissing(t *testing.T) {
	s := pagestest.Builtin(t)
	for moderator, parameter := range map[string]string{
		"TRAFFICKING_SCOPE": "route", "SETTING": "setting", "DESIGN": "design", "COUNTRY": "country", "LIFE_STAGE": "life-stage", "PHASE": "phase", "FACTOR_LEVEL": "level",
	} {
		want := levels(t, s, moderator)
		seen := 0
		for _, row := range s.Open(t, "/en/readiness?least=7&moderator="+moderator).Find("#levels ~ .scroll tbody tr").EachIter() {
			href := row.Find("th a").AttrOr("href", "")
			if href == "" {
				continue
			}
			_, key, _ := strings.Cut(href, parameter+"=")
			seen++
			if got, _ := strconv.Atoi(row.Find(".bar .number").Text()); got != want[key] {
				t.Errorf("%s: the page has %d studies at %s, the tally %d", moderator, got, key, want[key])
			}
			missing := strings.TrimSpace(row.Find("td.number").First().Text())
			if said := map[bool]string{true: "none", false: strconv.Itoa(7 - want[key])}[want[key] >= 7]; missing != said && !(row.ParentsFiltered("table").Find("#silent-caption").Length() > 0) {
				t.Errorf("%s: %q studies are missing at %s, want %s", moderator, missing, key, said)
			}
		}
		if seen < 2 {
			t.Errorf("%s has %d levels", moderator, seen)
		}
	}
}

func TestALevelLeadsToItsStudies(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, moderator := range []string{"TRAFFICKING_SCOPE", "LIFE_STAGE", "COUNTRY", "LANGUAGE", "INFORMANT", "PHASE"} {
		for _, row := range s.Open(t, "/en/readiness?design=QUALITATIVE&moderator="+moderator).Find(".readiness-levels tbody tr").EachIter() {
			href, shown := row.Find("a").AttrOr("href", ""), row.Find(".bar .number").Text()
			if href == "" {
				continue
			}
			if row.Find("td a").Length() > 0 {
				shown = strings.Fields(row.Find("td a").Text())[0]
			}
			var behind struct {
				Data struct {
					InAll struct{ Total struct{ Studies int } }
				}
			}
			if err := json.Unmarshal([]byte(s.Get(t, href+"&format=json").Body), &behind); err != nil {
				t.Fatal(err)
			}
			if shown != strconv.Itoa(behind.Data.InAll.Total.Studies) {
				t.Errorf("%s: the page says %s, %s has %d", moderator, shown, href, behind.Data.InAll.Total.Studies)
			}
		}
	}
}

func TestWhatWouldBeNeededIsSaidOfEverythingThatTheEngineFindsShort(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, moderator := range []string{"TRAFFICKING_SCOPE", "SETTING", "ENTRY_STAGE", "DESIGN", "COUNTRY", "YEAR"} {
		if moderator == "YEAR" {
			if got := s.Get(t, "/en/readiness?moderator="+moderator).Status; got != http.StatusBadRequest {
				t.Errorf("a moderator that is not offered has status %d", got)
			}
			continue
		}
		var d struct {
			Data struct{ Readiness struct{ Shortfalls []string } }
		}
		if err := json.Unmarshal([]byte(s.JSON(t, "{ readiness(moderator: "+moderator+") { shortfalls } }", nil)), &d); err != nil {
			t.Fatal(err)
		}
		for _, lang := range []string{"en", "it"} {
			p := s.Open(t, "/"+lang+"/readiness?moderator="+moderator)
			if got, want := p.Find("#verdict ~ ul li").Length(), len(d.Data.Readiness.Shortfalls); got != want {
				t.Errorf("%s in %s: %d sentences, the engine has %d: %v\n%s", moderator, lang, got, want, d.Data.Readiness.Shortfalls, p.Text("#verdict ~ ul"))
			}
		}
	}
}

func TestTheOverviewHasTheVerdictOfEachTrait(t *testing.T) {
	s := pagestest.Builtin(t)
	rows := s.Open(t, "/en/readiness").Find("#all ~ .scroll tbody tr")
	for _, row := range rows.EachIter() {
		_, moderator, _ := strings.Cut(row.Find("th a").AttrOr("href", ""), "moderator=")
		var d struct {
			Data struct {
				Readiness struct {
					Verdict           string
					NotExtractedShare float64
					ConfoundedWith    []string
				}
			}
		}
		if err := json.Unmarshal([]byte(s.JSON(t, "{ readiness(moderator: "+moderator+") { verdict notExtractedShare confoundedWith } }", nil)), &d); err != nil {
			t.Fatal(err)
		}
		r := d.Data.Readiness
		share := fmt.Sprintf("%.0f%%", 100*r.NotExtractedShare)
		if r.Verdict == "NOT_READY" != strings.Contains(row.Text(), "not enough to compare") || !strings.Contains(row.Find("td").Eq(4).Text(), share) ||
			len(r.ConfoundedWith) == 0 != strings.Contains(row.Text(), "none found") {
			t.Errorf("%s is said to be %q, the engine says %+v", moderator, strings.Join(strings.Fields(row.Text()), " "), r)
		}
	}
	if rows.Length() != 12 {
		t.Errorf("the overview has %d traits", rows.Length())
	}
}

func TestTheDownloadsHoldWhatIsShown(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{"/en/readiness", "/it/readiness?moderator=COUNTRY&least=3&setting=INDOOR"} {
		s.SameAnswer(t, address)
		_, rows := s.Rows(t, address)
		if shown := s.Open(t, address).Find("#levels-caption").ParentsFiltered("table").Find("tbody tr").Length(); len(rows) != shown+3 {
			t.Errorf("%s: the table has %d rows, the page %d", address, len(rows), shown)
		}
	}
}

func TestNothingUnderTheFiltersIsSaidAndNotShownAsZeroPercentOfSomething(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/it/readiness?setting=INDOOR&route=NATIONAL&design=QUANTITATIVE&life-stage=MINOR&moderator=COUNTRY")
	if p.Find("#levels-caption").Length() != 0 || p.Find(".empty").Length() == 0 {
		t.Error("no study is left, and there is a table of levels")
	}
}

func TestWhatThePageDoesNotKnowIsRefused(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, query := range []string{"moderator=FACTOR", "least=0", "least=1001", "least=ten", "minPerLevel=4"} {
		if p := s.Get(t, "/en/readiness?"+query); p.Status != http.StatusBadRequest {
			t.Errorf("%s: status %d", query, p.Status)
		}
	}
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{"/en/readiness?moderator=SETTING", "/it/readiness?moderator=COUNTRY&least=2"} {
		s.Follow(t, s.Open(t, address), "main a[href]")
	}
}

func TestTextsOfTheDataDoNothing(t *testing.T) {
	s := pagestest.Hostile(t)
	for _, address := range []string{"/en/readiness?moderator=PHASE", "/it/readiness?moderator=LANGUAGE"} {
		s.Open(t, address).Inert(t)
	}
}
