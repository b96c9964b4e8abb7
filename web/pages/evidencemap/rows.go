package evidencemap

import (
	"cmp"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
)

// row is a factor with its cells, one for each column.
type row struct {
	answer.Value
	Level    string
	Cells    []cell
	Unplaced answer.Counts // findings in no phase
	InAll    answer.Counts
}

// rows gives the factors that the address asks for, in its order.
func (d data) rows(c choice) []row {
	m := d.EvidenceMatrix
	inAll, unplaced := d.InAll.byFactor(), d.Unplaced.byFactor()
	named := map[string]bool{}
	if d.Named != nil {
		for _, factor := range d.Named.Nodes {
			named[factor.Key] = true
		}
	}
	list := make([]row, 0, len(m.Rows))
	for i, r := range m.Rows {
		level := ""
		if r.Node != nil {
			level = r.Node.Level
		}
		if c.level != "" && level != c.level || d.Named != nil && !named[r.Key] || c.found && inAll[r.Key].Findings == 0 {
			continue
		}
		width := len(m.Columns)
		list = append(list, row{
			Value: r.Value, Level: level, Cells: m.Cells[i*width : (i+1)*width],
			Unplaced: unplaced[r.Key], InAll: inAll[r.Key],
		})
	}
	if order := orders[c.sort]; order != nil {
		slices.SortStableFunc(list, order)
	}
	return list
}

// orders are the ways to sort that are not the engine's own, by level and then key.
var orders = map[string]func(a, b row) int{
	"studies": func(a, b row) int { return cmp.Compare(b.InAll.Studies, a.InAll.Studies) },
	"name": func(a, b row) int {
		return cmp.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label))
	},
	// As contradictions are ordered: how many studies the second largest side has, then
	// how small the difference to the largest is, then how many studies there are.
	"disagreement": func(a, b row) int {
		a1, a2 := sides(a.InAll)
		b1, b2 := sides(b.InAll)
		return cmp.Or(cmp.Compare(b2, a2), cmp.Compare(a1-a2, b1-b2), cmp.Compare(b.InAll.Studies, a.InAll.Studies))
	},
}

// sides gives how many studies stand on the two largest sides that have a direction.
func sides(counts answer.Counts) (first, second int) {
	for _, value := range counts.ByValence {
		if value.Valence == "UNSIGNED" {
			continue
		}
		if n := value.Studies; n > first {
			first, second = n, first
		} else if n > second {
			second = n
		}
	}
	return first, second
}
