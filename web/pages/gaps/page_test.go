package gaps_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

// emptyCells counts, from the dataset's files, the pairs of a factor and a phase that
// have no finding: a part of a phase counts for its whole, and a phase of another model
// for those that it is mapped to as the same or close.
func emptyCells(t *testing.T, phases map[string]bool, factors int) int {
	t.Helper()
	whole := map[string]string{}
	for _, row := range pagestest.File(t, "phases.csv") {
		whole[row["id"]] = row["parent_id"]
	}
	mapped := map[string][]string{}
	for _, row := range pagestest.File(t, "phase_mappings.csv") {
		if relation := row["relation"]; relation == "EXACT" || relation == "CLOSE" {
			from, to := row["from_phase_id"], row["to_phase_id"]
			mapped[from], mapped[to] = append(mapped[from], to), append(mapped[to], from)
		}
	}
	full := map[string]bool{}
	for _, row := range pagestest.File(t, "findings.csv") {
		phase := row["phase_id"]
		for _, reached := range append([]string{phase}, mapped[phase]...) {
			for ; reached != ""; reached = whole[reached] {
				if phases[reached] {
					full[row["factor_id"]+" "+reached] = true
				}
			}
		}
	}
	return len(phases)*factors - len(full)
}

// number reads a number of a page in English.
func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(strings.ReplaceAll(strings.Fields(text)[0], ",", ""))
	if err != nil {
		t.Fatalf("%q is no number", text)
	}
	return n
}

func TestTheFirstSentenceSaysHowManyPairsHaveNoFinding(t *testing.T) {
	s := pagestest.Builtin(t)
	var d struct {
		Data struct {
			Phases  []struct{ Key string }
			Factors struct{ TotalCount int }
		}
	}
	if err := json.Unmarshal([]byte(s.JSON(t, "{ phases { key } factors(first: 0) { totalCount } }", nil)), &d); err != nil {
		t.Fatal(err)
	}
	phases := map[string]bool{}
	for _, phase := range d.Data.Phases {
		phases[phase.Key] = true
	}
	cells := len(phases) * d.Data.Factors.TotalCount
	p := s.Open(t, "/en/gaps")
	want := fmt.Sprintf("Of %d pairs of factor and phase, %d have no finding.", cells, emptyCells(t, phases, d.Data.Factors.TotalCount))
	if got := p.Text("#nobody ~ .answer-line"); got != want {
		t.Errorf("the page says %q, the file %q", got, want)
	}
	sum := 0
	for _, bar := range p.Find(".gaps-columns td .number").EachIter() {
		sum += number(t, bar.Text())
	}
	if !strings.Contains(want, fmt.Sprintf(" %d have", sum)) {
		t.Errorf("the bars add up to %d: %s", sum, want)
	}
}

func TestEachKindCountsItsCellsAndLeadsToThem(t *testing.T) {
	s := pagestest.Builtin(t)
	kinds := s.Open(t, "/en/gaps").Find(".gap-kinds > div")
	if kinds.Length() < 8 {
		t.Fatalf("there are %d kinds", kinds.Length())
	}
	for _, kind := range kinds.EachIter() {
		href, _, _ := strings.Cut(kind.Find("a").AttrOr("href", ""), "#")
		name := href[strings.LastIndex(href, "=")+1:]
		want := strings.Count(s.JSON(t, "{ gaps(kinds: ["+name+"]) { kinds } }", nil), `{"kinds"`)
		if got := number(t, kind.Find(".quiet").First().Text()); got != want {
			t.Errorf("%s: the page says %d cells, the engine lists %d", name, got, want)
		}
		if _, rows := s.Rows(t, href); len(rows) != want {
			t.Errorf("%s: the table has %d rows, the engine lists %d", name, len(rows), want)
		}
	}
}

func TestThePagesHoldEveryGapOnce(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, start := range []string{"/en/gaps", "/en/gaps?rows=FACTOR_LEVEL&columns=SETTING", "/en/gaps?rows=FACTOR&columns=COUNTRY&kinds=ONE_STUDY"} {
		_, rows := s.Rows(t, start)
		shown, pages := 0, 0
		seen := map[string]bool{}
		for address := start; address != "" && pages < 30; pages++ {
			p := s.Open(t, address)
			for _, row := range p.Find(".gap-row").EachIter() {
				name := row.Find("h3").Text()
				if seen[name] {
					t.Errorf("%s: %q comes twice", start, name)
				}
				seen[name] = true
				for _, cells := range row.Find(".gap-cells").EachIter() {
					shown += cells.Find("a, bdi").Length()
				}
			}
			address = p.Find("a[rel=next]").AttrOr("href", "")
		}
		if shown != len(rows) || shown == 0 {
			t.Errorf("%s: %d pages show %d gaps, the table has %d", start, pages, shown, len(rows))
		}
	}
}

func TestAThinCellLeadsToItsStudies(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{"/en/gaps?kinds=ONE_STUDY", "/en/gaps?rows=SETTING&columns=LIFE_STAGE", "/en/gaps?rows=DESIGN&columns=COUNTRY&setting=INDOOR"} {
		links := s.Open(t, address).Find(".gap-cells a")
		if links.Length() == 0 {
			t.Errorf("%s has no thin cell", address)
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
			said := number(t, strings.Trim(link.Next().Text(), "()"))
			if behind.Data.InAll.Total.Studies != said {
				t.Errorf("%s: %s has %d studies, the page says %d", address, href, behind.Data.InAll.Total.Studies, said)
			}
		}
	}
}

func TestARowTellsWhatToLookForNext(t *testing.T) {
	s := pagestest.Builtin(t)
	p := s.Open(t, "/en/gaps?row=children")
	var d struct {
		Data struct {
			Gaps []struct {
				Row, Column      struct{ Key string }
				LiteratureSearch string
			}
		}
	}
	if err := json.Unmarshal([]byte(s.JSON(t, "{ gaps { row { key } column { key } literatureSearch } }", nil)), &d); err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, g := range d.Data.Gaps {
		if g.Row.Key != "children" {
			continue
		}
		told++
		if got := p.Find("#at-" + g.Column.Key + " .search-text").Text(); got != g.LiteratureSearch {
			t.Errorf("at %s the page has the search %q", g.Column.Key, got)
		}
	}
	if told == 0 || p.Find(".gap-row").Length() != told {
		t.Errorf("the page has %d gaps of %d", p.Find(".gap-row").Length(), told)
	}
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{"/en/gaps", "/it/gaps?rows=SETTING&columns=LIFE_STAGE&design=QUALITATIVE", "/it/gaps?row=children", "/en/gaps?rows=SETTING&columns=YEAR&row=INDOOR"} {
		s.Follow(t, s.Open(t, address), "main a[href]")
	}
}

func TestTheDownloadsHoldWhatIsShown(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{"/en/gaps", "/it/gaps?row=children", "/en/gaps?rows=COUNTRY&columns=DESIGN&kinds=ONE_STUDY"} {
		s.SameAnswer(t, address)
	}
	columns, rows := s.Rows(t, "/it/gaps?row=children")
	if at := slices.Index(columns, "literatureSearch"); at < 0 || len(rows) == 0 || rows[0][at] == "" {
		t.Errorf("the table of a row has the columns %v", columns)
	}
}

func TestEveryPairOfAxesIsAnsweredOrRefusedWithAReason(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, option := range s.Open(t, "/en/gaps").Find("#filter-rows option").EachIter() {
		for _, other := range []string{"FACTOR", "PHASE", "SETTING", "FACTOR_LEVEL"} {
			rows := option.AttrOr("value", "")
			p := s.Get(t, "/en/gaps?rows="+rows+"&columns="+other)
			same := rows == other || strings.HasPrefix(rows, "FACTOR") && strings.HasPrefix(other, "FACTOR")
			if same != (p.Status == http.StatusBadRequest) || !same && p.Status != http.StatusOK {
				t.Errorf("%s by %s: status %d", rows, other, p.Status)
			}
		}
	}
}

func TestARowThatIsNotThereIsNotFound(t *testing.T) {
	s := pagestest.Builtin(t)
	for address, near := range map[string]bool{"/en/gaps?row=autonomi": true, "/it/gaps?rows=SETTING&columns=PHASE&row=INDORE": false, "/it/gaps?rows=PHASE&columns=SETTING&row=x": false} {
		p := s.Get(t, address)
		if p.Status != http.StatusNotFound || strings.Contains(p.Body, "⟦") || near && p.Find(`main a[href="/en/gaps?row=autonomy"]`).Length() == 0 {
			t.Errorf("%s: status %d, %s", address, p.Status, p.Text("main"))
		}
	}
}
