package contradictions_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/seed"
	"github.com/exitgraph/exitgraph/web/pagestest"
)

// disputed finds the factors of the dataset's file on which studies differ, by the rule
// as it is written in the methods.
func disputed(t *testing.T) []string {
	t.Helper()
	turned := map[string]string{"FACILITATING": "HINDERING", "HINDERING": "FACILITATING"}
	sides, studies := map[string]map[string]bool{}, map[string]map[string]bool{}
	for _, row := range pagestest.File(t, "findings.csv") {
		factor, study, valence := row["factor_id"], row["study_id"], row["valence"]
		if study == "" || valence == "UNSIGNED" {
			continue
		}
		if other := turned[valence]; row["factor_state"] == "ABSENCE" && other != "" {
			valence = other
		}
		if sides[factor] == nil {
			sides[factor], studies[factor] = map[string]bool{}, map[string]bool{}
		}
		sides[factor][valence], studies[factor][study] = true, true
	}
	var list []string
	for factor := range sides {
		if len(sides[factor]) > 1 && len(studies[factor]) > 1 {
			list = append(list, factor)
		}
	}
	slices.Sort(list)
	return list
}

func TestThePageHasEachFactorOnWhichStudiesOfTheFilesDiffer(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/en/contradictions")
	var got []string
	for _, link := range p.Find(".contradiction h2 > a").EachIter() {
		got = append(got, strings.TrimPrefix(link.AttrOr("href", ""), "/en/factors/"))
	}
	slices.Sort(got)
	if want := disputed(t); !slices.Equal(got, want) {
		t.Errorf("the page has %v, the files have %v", got, want)
	}
}

func TestEachSideCountsWhatItLeadsTo(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{"/en/contradictions", "/en/contradictions?within=FACTOR_AND_PHASE", "/en/contradictions?subject=TRAFFICKING&level=RELATIONAL"} {
		sides := s.Open(t, address).Find(".opposed-side")
		if sides.Length() < 2 {
			t.Fatalf("%s has %d sides", address, sides.Length())
		}
		for _, side := range sides.EachIter() {
			href := side.Find(".opposed-name").AttrOr("href", "")
			var behind struct {
				Data struct {
					InAll struct{ Total struct{ Studies int } }
				}
			}
			if err := json.Unmarshal([]byte(s.Get(t, href+"&format=json").Body), &behind); err != nil {
				t.Fatal(err)
			}
			shown, _ := strconv.Atoi(side.Find(".number").Text())
			if want := behind.Data.InAll.Total.Studies; shown != want || shown == 0 || side.Find(".opposed-studies a").Length() != want {
				t.Errorf("%s: a side shows %d studies and names %d, %s has %d", address, shown, side.Find(".opposed-studies a").Length(), href, want)
			}
		}
	}
}

func TestThatOnlyTurningMakesAContradictionIsSaid(t *testing.T) {
	s := pagestest.Builtin(t)
	said := s.Open(t, "/en/contradictions").Find(".finding-note")
	answer := s.JSON(t, "{ contradictions(first: 1000) { nodes { onlyThroughTurning } } }", nil)
	if want := strings.Count(answer, "true"); said.Length() != want || want == 0 {
		t.Errorf("it is said %d times, and holds %d times", said.Length(), want)
	}
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{"/en/contradictions", "/it/contradictions?within=FACTOR_AND_PHASE&setting=INDOOR", "/it/contradictions?level=SOCIETAL"} {
		s.Follow(t, s.Open(t, address), "main a[href]")
	}
}

func TestTheDownloadsHoldWhatIsShown(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{"/en/contradictions", "/it/contradictions?within=FACTOR_AND_PHASE"} {
		s.SameAnswer(t, address)
		if _, rows := s.Rows(t, address); len(rows) != s.Open(t, address).Find(".opposed-side").Length() {
			t.Errorf("%s: the table has %d rows", address, len(rows))
		}
	}
}

func TestWhereNothingIsLeftThePageSaysWhyAndWhereToGo(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/en/contradictions?level=SOCIETAL&within=FACTOR_AND_PHASE&design=QUANTITATIVE")
	if p.Find(".contradiction").Length() != 0 || len(p.Links(".empty a")) < 4 {
		t.Errorf("an empty page has the links %v", p.Links(".empty a"))
	}
}

func TestWhatThePageDoesNotKnowIsRefused(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, query := range []string{"within=PHASES", "levl=RELATIONAL", "before=x", "setting=INDOORS"} {
		if p := s.Get(t, "/en/contradictions?"+query); p.Status != http.StatusBadRequest {
			t.Errorf("%s: status %d", query, p.Status)
		}
	}
}

// many makes the pages over the built-in data with each factor, and the findings of some
// on which studies differ, there another thirty times.
func many(t *testing.T) *pagestest.Site {
	t.Helper()
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	records := d.Records
	for _, record := range d.Records {
		found, ok := record.(*graph.Finding)
		if !ok || found.Factor != "family" && found.Factor != "stigma-labelling" && found.Factor != "ngo-services-role" {
			continue
		}
		for i := range 30 {
			more := *found
			more.Key, more.Factor = fmt.Sprintf("%s-%d", found.Key, i), fmt.Sprintf("%s-%d", found.Factor, i)
			records = append(records, &more)
		}
	}
	for _, record := range d.Records {
		if factor, ok := record.(*graph.Factor); ok {
			for i := range 30 {
				more := *factor
				more.Key = fmt.Sprintf("%s-%d", factor.Key, i)
				records = append(records, &more)
			}
		}
	}
	return pagestest.Of(t, d.Release, records)
}

func TestManyContradictionsComeOnPagesEachOnce(t *testing.T) {
	s := many(t)
	seen, pages := map[string]bool{}, 0
	for address := "/en/contradictions"; address != "" && pages < 20; pages++ {
		p := s.Open(t, address)
		for _, h := range p.Find(".contradiction h2").EachIter() {
			if id := h.AttrOr("id", ""); seen[id] {
				t.Errorf("%s comes twice", id)
			} else {
				seen[id] = true
			}
		}
		if pages > 0 && p.Find(`main a[href="/en/contradictions"]`).Length() == 0 {
			t.Errorf("%s does not lead back to the first page", address)
		}
		address = p.Find("a[rel=next]").AttrOr("href", "")
	}
	answer := s.JSON(t, "{ contradictions { totalCount } }", nil)
	if pages < 2 || !strings.Contains(answer, fmt.Sprintf(`"totalCount":%d`, len(seen))) {
		t.Errorf("%d pages have %d contradictions, and there are %s", pages, len(seen), answer)
	}
}

func TestTextsOfTheDataDoNothing(t *testing.T) {
	s := pagestest.Hostile(t)
	s.Open(t, "/en/contradictions").Inert(t)
	s.Open(t, "/it/contradictions?within=FACTOR_AND_PHASE").Inert(t)
}
