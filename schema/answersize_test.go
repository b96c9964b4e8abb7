package schema

import (
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// wideTable asks for a table of reports by reports, whose cells are many more than
// the cost of a document takes them for.
func wideTable(times int) string {
	return `{ evidenceMatrix(rows: REPORT, columns: REPORT) ` +
		aliases(times, `cells { row { key label } column { key label } counts { findings studies byValence { findings studies } } }`) + ` }`
}

func TestAnAnswerThatHoldsFarMoreThanItsCostIsRefused(t *testing.T) {
	e := curatedEngine()
	if a := ask(t, e, wideTable(1), ""); len(a.Errors) > 0 {
		t.Fatalf("one table is refused: %.300s", a.raw)
	}
	a := ask(t, e, wideTable(40), "")
	if len(a.Errors) != 1 || a.Errors[0].code() != "QUERY_TOO_COMPLEX" || a.Errors[0].Extensions.Limit.Name != "answerObjects" || a.Data != nil {
		t.Errorf("40 tables within the cost are answered with %.300s", a.raw)
	}
}

func TestTheLimitsOfAnAnswerAreExact(t *testing.T) {
	query := `{ evidenceMatrix(rows: FACTOR, columns: SETTING) { cells { row { key } } dense { studies } } }`
	limited := func(objects, bytes int) answer {
		e, err := New(graph.New(generated(t, 5, storetest.Small)), Options{MaxAnswerObjects: objects, MaxAnswerBytes: bytes})
		if err != nil {
			t.Fatal(err)
		}
		return ask(t, e, query, "")
	}
	whole := limited(0, 0)
	matrix := whole.Data["evidenceMatrix"].(map[string]any)
	objects := 2 + 3*len(matrix["cells"].([]any)) // the matrix, its dense form, each cell and its row, each number of a dense list
	bytes := strings.Index(whole.raw, `,"extensions"`)
	for _, c := range []struct {
		name           string
		objects, bytes int
		refused        string
	}{
		{"just as many objects", objects, 0, ""},
		{"an object less", objects - 1, 0, "answerObjects"},
		{"just as many bytes", 0, bytes, ""},
		{"a byte less", 0, bytes - 1, "answerBytes"},
		{"far too few bytes", 0, 10, "answerBytes"},
	} {
		a := limited(c.objects, c.bytes)
		switch {
		case c.refused == "" && (len(a.Errors) > 0 || a.raw != whole.raw):
			t.Errorf("%s: %.300s", c.name, a.raw)
		case c.refused != "" && (len(a.Errors) != 1 || a.Errors[0].Extensions.Limit.Name != c.refused || a.Data != nil || !strings.Contains(a.Errors[0].Message, "ask for smaller pages")):
			t.Errorf("%s: %.300s", c.name, a.raw)
		}
	}
}

// What tallies hold depends on the data, and is bounded before it is made: those that
// come after the bound is met are not asked for at all.
func TestTheTalliesOfARequestHoldABoundedNumberOfGroups(t *testing.T) {
	large, err := memstore.New(graph.Release{Name: "large", Version: "1.0.0"}, storetest.GenerateLarge(1, storetest.LargeSize{Studies: 2_000, Factors: 500, Phases: 10, Findings: 40_000}))
	if err != nil {
		t.Fatal(err)
	}
	store := storetest.NewCounting(large)
	e := engineOver(t, store)
	tallies := func(times int) string {
		return aliases(times, `tally(by: [STUDY, FACTOR, PHASE]) { total { findings } }`)
	}
	if a := ask(t, e, tallies(5), ""); len(a.Errors) > 0 {
		t.Fatalf("five tallies are refused: %.300s", a.raw)
	}
	each := store.Counts().Rows[storetest.Tally] / 5
	store.Reset()
	a := ask(t, e, tallies(40), "")
	if len(a.Errors) == 0 || a.Errors[0].code() != "QUERY_TOO_COMPLEX" || a.Errors[0].Extensions.Limit.Name != "groups" || a.Errors[0].Extensions.Limit.Value != graph.MaxGroups {
		t.Fatalf("40 tallies are answered with %.300s", a.raw)
	}
	counts := store.Counts()
	// An answer that columns keep for all who ask is handed over whole, and refused then.
	if rows := counts.Rows[storetest.Tally]; rows > graph.MaxGroups+each || counts.Calls[storetest.Tally] > graph.MaxGroups/each+1 {
		t.Errorf("the store made %d groups in %d tallies", rows, counts.Calls[storetest.Tally])
	}
}

func TestDenseListsCountAmongTheObjectsOfAnAnswer(t *testing.T) {
	a := ask(t, curatedEngine(), aliases(50, `evidenceMatrix(rows: REPORT, columns: REPORT) { dense { findings studies } }`), "")
	if len(a.Errors) > 0 {
		t.Fatalf("50 small lists are refused: %.300s", a.raw)
	}
	e, err := New(graph.New(curated()), Options{MaxAnswerObjects: 100_000})
	if err != nil {
		t.Fatal(err)
	}
	a = ask(t, e, aliases(50, `evidenceMatrix(rows: REPORT, columns: REPORT) { dense { findings studies } }`), "")
	if len(a.Errors) != 1 || a.Errors[0].Extensions.Limit.Name != "answerObjects" {
		t.Errorf("50 lists of 8649 cells within 100000 objects: %.300s", a.raw)
	}
}

// One wrong argument is a fault of each object that it is asked of.
func TestFaultsCountAmongTheBytesOfAnAnswer(t *testing.T) {
	query := `{ evidenceMatrix(rows: REPORT, columns: SETTING) { cells { row { node { ... on Report { findings(first: -1) { totalCount } } } } } } }`
	whole := ask(t, curatedEngine(), query, "")
	if len(whole.Errors) < 100 || len(whole.raw) > 2*faultBytes*len(whole.Errors) {
		t.Fatalf("%d faults in %d bytes", len(whole.Errors), len(whole.raw))
	}
	e, err := New(graph.New(curated()), Options{MaxAnswerBytes: faultBytes * len(whole.Errors) / 2})
	if err != nil {
		t.Fatal(err)
	}
	a := ask(t, e, query, "")
	if len(a.Errors) != 1 || a.Errors[0].Extensions.Limit == nil || a.Errors[0].Extensions.Limit.Name != "answerBytes" {
		t.Errorf("%d faults: %.300s", len(a.Errors), a.raw)
	}
}
