package docs_test

import (
	"fmt"
	"slices"
)

// What the section on the time after leaving asks of its answer.

func phaseOf(answer any, key string) any {
	for _, p := range listAt(answer, "phases") {
		if textAt(p, "key") == key {
			return p
		}
	}
	panic("the answer has no phase " + key)
}

// returnsOf lists the phases to which steps back lead.
func returnsOf(phase any) []any {
	var out []any
	for _, step := range listAt(phase, "next") {
		if textAt(step, "kind") == "RETURN" {
			out = append(out, at(step, "to"))
		}
	}
	return out
}

// stated says that a source itself gives every step from the phase.
func stated(phase any) bool {
	for _, step := range listAt(phase, "next") {
		if textAt(step, "basis") != "STATED" {
			return false
		}
	}
	return true
}

// factorsWith lists the factors of the findings with a valence, each once.
func factorsWith(findings []any, valence string) []string {
	var out []string
	for _, f := range findings {
		if name := inText(textAt(f, "factor", "label", "value")); textAt(f, "factorValence") == valence && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// studiesSaying counts the distinct studies of the findings with a valence.
func studiesSaying(findings []any, valence string) int {
	seen := map[string]bool{}
	for _, f := range findings {
		if at(f, "study") != nil && textAt(f, "factorValence") == valence {
			seen[textAt(f, "study", "title")] = true
		}
	}
	return len(seen)
}

// mostStudies is the largest number of studies in a column.
func mostStudies(matrix any, column string) int {
	most := 0
	for _, row := range listAt(matrix, "rows") {
		most = max(most, intAt(cellAt(matrix, textAt(row, "key"), column), "studies"))
	}
	return most
}

// mostStudied lists the rows with most studies in a column, with their sides: as many
// as asked for, and those that have as many studies as the last.
func mostStudied(matrix any, column string, most int) []string {
	type row struct {
		said    string
		studies int
	}
	var list []row
	for _, r := range listAt(matrix, "rows") {
		counts := cellAt(matrix, textAt(r, "key"), column)
		list = append(list, row{fmt.Sprintf("%s (%s)", inText(labelOf(r)), sides(counts, nil)), intAt(counts, "studies")})
	}
	slices.SortStableFunc(list, func(a, b row) int { return b.studies - a.studies })
	var out []string
	for i, r := range list {
		if i >= most && r.studies < list[most-1].studies {
			break
		}
		out = append(out, r.said)
	}
	return out
}
