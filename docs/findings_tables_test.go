package docs_test

import (
	"fmt"
	"strings"
	"testing"
	"text/template"
)

// findingsTables are the tables that templates of findings ask for.
var findingsTables = template.FuncMap{
	"countTable":      countTable,
	"mapTable":        mapTable,
	"levelTable":      levelTable,
	"onlyThrough":     onlyThrough,
	"otherSides":      otherSides,
	"changedFactors":  changedFactors,
	"sidesOf":         sides,
	"cellCounts":      cellCounts,
	"noLonger":        noLonger,
	"noLongerOpposed": noLongerOpposed,
	"sameSigns":       sameSigns,
	"bothSay":         bothSay,
	"studiesOn":       studiesOn,
	"opposed":         opposed,
}

// valenceSigns stand for the valences in cells of tables, in the order of the
// vocabulary. They are signs, not colours, and are read aloud.
var valenceSigns = [4]string{"+", "−", "±", "?"}

// sides tells the studies of each valence, as "+3 −1", and with part "+3/2 −1/0",
// where the second number is that of part. A valence that only findings without a
// study have is its sign in brackets.
func sides(counts, part any) string {
	var out []string
	for i, v := range listAt(counts, "byValence") {
		studies := intAt(v, "studies")
		switch {
		case intAt(v, "findings") == 0:
		case studies == 0:
			out = append(out, "("+valenceSigns[i]+")")
		case part == nil:
			out = append(out, fmt.Sprintf("%s%d", valenceSigns[i], studies))
		default:
			out = append(out, fmt.Sprintf("%s%d/%d", valenceSigns[i], studies, intAt(listAt(part, "byValence")[i], "studies")))
		}
	}
	return strings.Join(out, " ")
}

// noSides is what a cell without findings has.
var noSides = map[string]any{"byValence": []any{
	map[string]any{"findings": 0, "studies": 0}, map[string]any{"findings": 0, "studies": 0},
	map[string]any{"findings": 0, "studies": 0}, map[string]any{"findings": 0, "studies": 0},
}}

// mapTable is the map of factors by phases for the factors of one level: each cell
// tells the studies of each valence in all, and after the stroke in the part.
func mapTable(answer any, levels ...string) string {
	all, part := at(answer, "all"), at(answer, "trafficking")
	var b strings.Builder
	b.WriteString("| Factor |")
	for _, c := range listAt(all, "columns") {
		b.WriteString(" " + labelOf(c) + " |")
	}
	b.WriteString(" No phase known |\n| --- |" + strings.Repeat(" --- |", len(listAt(all, "columns"))+1) + "\n")
	inPhases := map[string]bool{}
	for i, row := range listAt(all, "rows") {
		key := textAt(row, "key")
		inPhases[key] = true
		if !isOneOf(textAt(row, "node", "level"), levels) {
			continue
		}
		b.WriteString("| " + cell(labelOf(row)) + " |")
		for j, column := range listAt(all, "columns") {
			counts := at(listAt(all, "cells")[i*len(listAt(all, "columns"))+j], "counts")
			b.WriteString(" " + sides(counts, orNone(cellAt(part, key, textAt(column, "key")))) + " |")
		}
		b.WriteString(" " + unplacedSides(answer, key) + " |\n")
	}
	for _, g := range listAt(answer, "unplaced", "groups") {
		factor := listAt(g, "keys")[0]
		if key := textAt(factor, "key"); !inPhases[key] && isOneOf(textAt(factor, "node", "level"), levels) {
			b.WriteString("| " + cell(labelOf(factor)) + " |" + strings.Repeat(" |", len(listAt(all, "columns"))))
			b.WriteString(" " + unplacedSides(answer, key) + " |\n")
		}
	}
	return b.String()
}

// unplacedSides tells the sides of a factor in findings without a phase.
func unplacedSides(answer any, factor string) string {
	counts := func(tally string) map[string]any {
		for _, g := range listAt(answer, tally, "groups") {
			if textAt(listAt(g, "keys")[0], "key") == factor {
				return at(g, "counts").(map[string]any)
			}
		}
		return nil
	}
	return sides(orNone(counts("unplaced")), orNone(counts("unplacedTrafficking")))
}

func orNone(counts map[string]any) any {
	if counts == nil {
		return noSides
	}
	return counts
}

func isOneOf(s string, list []string) bool {
	for _, one := range list {
		if s == one {
			return true
		}
	}
	return false
}

// levelTable has the studies in each cell of a matrix, and the findings in
// brackets.
func levelTable(matrix any, corner string) string {
	var b strings.Builder
	b.WriteString("| " + corner + " |")
	for _, c := range listAt(matrix, "columns") {
		b.WriteString(" " + labelOf(c) + " |")
	}
	b.WriteString("\n| --- |" + strings.Repeat(" --- |", len(listAt(matrix, "columns"))) + "\n")
	for i, row := range listAt(matrix, "rows") {
		b.WriteString("| " + cell(labelOf(row)) + " |")
		for j := range listAt(matrix, "columns") {
			counts := at(listAt(matrix, "cells")[i*len(listAt(matrix, "columns"))+j], "counts")
			if intAt(counts, "findings") == 0 {
				b.WriteString(" 0 |")
				continue
			}
			fmt.Fprintf(&b, " %d (%d) |", intAt(counts, "studies"), intAt(counts, "findings"))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// pairOfCells is a cell of two matrices with the same axes.
type pairOfCells struct {
	Row, Column     string // labels
	Before, After   string // sides
	counts, without any
}

// eachPair goes through the cells of two matrices with the same axes.
func eachPair(all, without any) []pairOfCells {
	var out []pairOfCells
	columns := listAt(all, "columns")
	for i, cell := range listAt(all, "cells") {
		p := pairOfCells{
			Row: labelOf(listAt(all, "rows")[i/len(columns)]), Column: labelOf(columns[i%len(columns)]),
			counts: at(cell, "counts"), without: at(listAt(without, "cells")[i], "counts"),
		}
		p.Before, p.After = sides(p.counts, nil), sides(p.without, nil)
		out = append(out, p)
	}
	return out
}

// onlyThrough lists the cells that hold no finding in the second matrix and some in
// the first.
func onlyThrough(all, without any) []pairOfCells {
	var out []pairOfCells
	for _, p := range eachPair(all, without) {
		if intAt(p.counts, "findings") > 0 && intAt(p.without, "findings") == 0 {
			out = append(out, p)
		}
	}
	return out
}

// otherSides lists the cells with findings in both matrices in which the second has
// fewer studies of some valence.
func otherSides(all, without any) []pairOfCells {
	var out []pairOfCells
	for _, p := range eachPair(all, without) {
		if intAt(p.without, "findings") > 0 && p.Before != p.After {
			out = append(out, p)
		}
	}
	return out
}

// changedFactors lists what two tallies by factor differ in: the factor in Row, and
// its sides.
func changedFactors(all, without any) []pairOfCells {
	after := map[string]any{}
	for _, g := range listAt(without, "groups") {
		after[textAt(listAt(g, "keys")[0], "key")] = at(g, "counts")
	}
	var out []pairOfCells
	for _, g := range listAt(all, "groups") {
		factor := listAt(g, "keys")[0]
		left := after[textAt(factor, "key")]
		if left == nil {
			left = noSides
		}
		p := pairOfCells{Row: labelOf(factor), Before: sides(at(g, "counts"), nil), After: sides(left, nil)}
		if p.Before != p.After {
			out = append(out, p)
		}
	}
	return out
}

func TestSidesTellTheStudiesOfEachValence(t *testing.T) {
	counts := func(numbers ...int) map[string]any {
		var list []any
		for i := 0; i < len(numbers); i += 2 {
			list = append(list, map[string]any{"findings": numbers[i], "studies": numbers[i+1]})
		}
		return map[string]any{"byValence": list}
	}
	for _, c := range []struct {
		all, part any
		want      string
	}{
		{counts(0, 0, 0, 0, 0, 0, 0, 0), nil, ""},
		{counts(4, 3, 1, 1, 1, 1, 2, 1), nil, "+3 −1 ±1 ?1"},
		{counts(4, 3, 1, 1, 0, 0, 0, 0), counts(2, 2, 0, 0, 0, 0, 0, 0), "+3/2 −1/0"},
		{counts(1, 0, 2, 1, 0, 0, 0, 0), counts(0, 0, 1, 1, 0, 0, 0, 0), "(+) −1/1"},
	} {
		if got := sides(c.all, c.part); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// countTable lists the groups of a tally by one dimension with two of their counts.
func countTable(tally any, heading, first, second string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | %s | %s |\n| --- | --- | --- |\n", heading, first, second)
	for _, g := range listAt(tally, "groups") {
		fmt.Fprintf(&b, "| %s | %d | %d |\n", labelOf(listAt(g, "keys")[0]), intAt(g, "counts", first), intAt(g, "counts", second))
	}
	return b.String()
}
