package evidencemap

import (
	"slices"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
)

// columns of the download: one row for each cell, and one for the findings of a factor
// that stand in no phase, whose phase is empty.
var columns = []string{
	"factor", "level", "phase", "findings", "studies", "samples", "reports", "participants", "samplesOfUnknownSize",
	"studiesFacilitating", "studiesHindering", "studiesAmbivalent", "studiesUnsigned",
	"findingsFacilitating", "findingsHindering", "findingsAmbivalent", "findingsUnsigned",
	"gaps",
}

// table gives all rows that meet the filters, on whichever page they are shown.
func table(v *frame.Visit) (frame.Table, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.Table{}, err
	}
	t := frame.Table{Columns: columns}
	for _, r := range d.rows(read(v.Address)) {
		for j, cell := range r.Cells {
			t.Rows = append(t.Rows, line(r, d.EvidenceMatrix.Columns[j].Key, cell.Counts, cell.Gaps))
		}
		t.Rows = append(t.Rows, line(r, "", r.Unplaced, nil))
	}
	return t, nil
}

func line(r row, phase string, c answer.Counts, gaps []string) []string {
	numbers := []int{c.Findings, c.Studies, c.Samples, c.Reports, c.Participants, c.SamplesOfUnknownSize}
	for _, valence := range valences {
		numbers = append(numbers, c.Of(valence).Studies)
	}
	for _, valence := range valences {
		numbers = append(numbers, c.Of(valence).Findings)
	}
	cells := []string{r.Key, r.Level, phase}
	for _, n := range numbers {
		cells = append(cells, strconv.Itoa(n))
	}
	return slices.Concat(cells, []string{strings.Join(gaps, ";")})
}

// valences in the contract's order.
var valences = []string{"FACILITATING", "HINDERING", "AMBIVALENT", "UNSIGNED"}
