package schema

import (
	"fmt"
	"strings"
	"testing"
)

// allocationsOf is how often a document that was asked before allocates, and how many
// objects its answer has.
func allocationsOf(t *testing.T, e *Engine, query string) (allocations float64, objects int) {
	t.Helper()
	a := ask(t, e, query, "")
	if len(a.Errors) > 0 {
		t.Fatalf("%s: %.300s", query, a.raw)
	}
	return testing.AllocsPerRun(5, func() { e.Do(t.Context(), Request{Query: query}).Body.Release() }), strings.Count(a.raw, "{")
}

// What grows are slices and maps, which grow by steps: a few times for each tenfold.
// Pieces come back from the pool, unless the collector emptied it.
func TestAnswersOfTenTimesTheObjectsAllocateNearlyAsOften(t *testing.T) {
	e := large()
	for _, c := range []struct {
		name   string
		query  string // of so many rows
		rows   []int
		beyond float64 // allocations more than with a tenth of the rows
	}{
		{"flat", `{ findings(first: %d) { nodes { key valence factorState status confidence extractionBasis } } }`, []int{10, 100, 1000}, 12},
		{"edges", `{ findings(first: %d) { edges { cursor node { key status } } pageInfo { endCursor } } }`, []int{10, 100, 1000}, 12},
		{"texts", `{ findings(first: %d) { nodes { key summary { value lang } } } }`, []int{10, 100, 1000}, 30},
		{"nested", `{ findings(first: %d) { nodes { key status study { key title design } factor { key level } phase { key position } } } }`, []int{10, 100, 1000}, 60},
		{"nested twice", `{ findings(first: %d) { nodes { key report { key } study { key samples { key size } } } } }`, []int{10, 100, 1000}, 110},
		{"ten thousand", `{ ` + tenTimes(`findings(first: %[1]d) { nodes { key valence status } }`) + ` }`, []int{10, 100, 1000}, 120},
	} {
		before := -1.0
		for _, n := range c.rows {
			got, objects := allocationsOf(t, e, fmt.Sprintf(c.query, n))
			if objects <= n {
				t.Fatalf("%s: %d objects of %d rows", c.name, objects, n)
			}
			if before >= 0 && got > before+c.beyond {
				t.Errorf("%s: %d rows with %d objects allocate %.0f times, and a tenth of them %.0f times", c.name, n, objects, got, before)
			}
			before = got
		}
	}
}

func tenTimes(field string) string {
	var b strings.Builder
	for i := range 10 {
		fmt.Fprintf(&b, "a%d: %s ", i, field)
	}
	return b.String()
}

func TestCellsAndGroupsDoNotAllocate(t *testing.T) {
	e := large()
	const cells = `cells { row { key } column { key } counts { findings studies byValence { valence findings } } }`
	const groups = `groups { keys { key } counts { findings studies byValence { valence findings } } nodes }`
	for _, c := range []struct{ few, many string }{
		{`{ evidenceMatrix(rows: SETTING) { ` + cells + ` } }`, `{ evidenceMatrix { ` + cells + ` } }`},
		{`{ evidenceMatrix(rows: SETTING) { dense { rowKeys findings studies } } }`, `{ evidenceMatrix { dense { rowKeys findings studies } } }`},
		{`{ tally(by: [PHASE]) { ` + groups + ` } }`, `{ tally(by: [FACTOR, PHASE]) { ` + groups + ` } }`},
	} {
		few, fewer := allocationsOf(t, e, c.few)
		many, more := allocationsOf(t, e, c.many)
		if many > few+80 {
			t.Errorf("%s: %d objects allocate %.0f times, and %d objects %.0f times", c.many, more, many, fewer, few)
		}
	}
}
