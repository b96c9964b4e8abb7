package metamorphic_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exitgraph/exitgraph/graph"
)

const allCounts = `findings studies samples reports participants participantsMayOverlap samplesOfUnknownSize fromAbsence byValence { valence findings studies }`

// lists are the parts of a dense matrix that have a number for each cell.
var lists = []string{"findings", "studies", "facilitating", "hindering", "ambivalent", "unsigned"}

const dense = `dense { rowKeys columnKeys findings studies facilitating hindering ambivalent unsigned }
	unplaced { ` + allCounts + ` } total { ` + allCounts + ` } overlapping
	placements { mapping { key } findings } unmappedPhases { key }`

func TestTransposingTheMatrixTransposesTheNumbers(t *testing.T) {
	for at, s := range sites(t) {
		t.Run(s.name, func(t *testing.T) {
			filled := 0
			for i, a := range graph.Dimensions() {
				for j, b := range graph.Dimensions()[i+1:] {
					if (i/2+j)%2 != at { // each pair on one of the two sites
						continue
					}
					filter := conditions[(i+j)%len(conditions)]
					ask := func(rows, columns *graph.DimensionModel) map[string]any {
						answer := s.data(t, fmt.Sprintf(`{ evidenceMatrix(rows: %s, columns: %s, where: %s, nonEmpty: %t) { %s } }`, rows.Name, columns.Name, filter, i%2 == 0, dense))
						return answer["evidenceMatrix"].(map[string]any)
					}
					upright, lying := ask(a, b), ask(b, a)
					filled += transpose(t, lying["dense"].(map[string]any))
					if d := cmp.Diff(upright, lying); d != "" {
						t.Fatalf("%s by %s where %s, and on its side (-upright +turned):\n%s", a.Name, b.Name, filter, d)
					}
				}
			}
			if filled < 300 {
				t.Errorf("only %d cells held a finding, which proves too little", filled)
			}
		})
	}
}

// transpose turns a dense matrix on its side, and says how many of its cells hold a
// finding.
func transpose(t *testing.T, m map[string]any) (filled int) {
	t.Helper()
	rows, columns := m["rowKeys"].([]any), m["columnKeys"].([]any)
	for _, name := range lists {
		numbers := m[name].([]any)
		if len(numbers) != len(rows)*len(columns) {
			t.Fatalf("%s has %d numbers for %d rows and %d columns", name, len(numbers), len(rows), len(columns))
		}
		turned := slices.Clone(numbers)
		for r := range rows {
			for c := range columns {
				turned[c*len(rows)+r] = numbers[r*len(columns)+c]
				if name == "findings" && fmt.Sprint(numbers[r*len(columns)+c]) != "0" {
					filled++
				}
			}
		}
		m[name] = turned
	}
	m["rowKeys"], m["columnKeys"] = columns, rows
	return filled
}

func TestTransposingTheMatrixTransposesItsCells(t *testing.T) {
	type place struct{ row, column string }
	cells := func(s named, rows, columns string) map[place]any {
		out := map[place]any{}
		answer := s.data(t, fmt.Sprintf(`{ evidenceMatrix(rows: %s, columns: %s) { cells { row { key label } column { key label } counts { %s } findings(first: 3) { totalCount nodes { key } } } } }`, rows, columns, allCounts))
		for _, v := range answer["evidenceMatrix"].(map[string]any)["cells"].([]any) {
			cell := v.(map[string]any)
			row, column := cell["row"].(map[string]any), cell["column"].(map[string]any)
			out[place{row["key"].(string), column["key"].(string)}] = []any{row["label"], column["label"], cell["counts"], cell["findings"]}
		}
		return out
	}
	for _, s := range sites(t) {
		for _, c := range [][2]string{{"FACTOR", "PHASE"}, {"PHASE", "COUNTRY"}, {"INFORMANT", "VALENCE"}} {
			upright, lying := cells(s, c[0], c[1]), cells(s, c[1], c[0])
			if len(upright) == 0 {
				t.Errorf("%s: %v has no cell", s.name, c)
			}
			turned := map[place]any{}
			for at, v := range lying {
				cell := v.([]any)
				turned[place{at.column, at.row}] = []any{cell[1], cell[0], cell[2], cell[3]}
			}
			if d := cmp.Diff(upright, turned); d != "" {
				t.Errorf("%s: %v, and on its side (-upright +turned):\n%s", s.name, c, d)
			}
		}
	}
}
