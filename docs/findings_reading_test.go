package docs_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template"
)

// findingsReading are questions that prose asks of an answer.
var findingsReading = template.FuncMap{
	"cellText":      cell,
	"factorsWith":   factorsWith,
	"findingOn":     findingOn,
	"join":          enumerated,
	"labelAt":       labelAt,
	"mostStudied":   mostStudied,
	"mostStudies":   mostStudies,
	"phaseOf":       phaseOf,
	"returnsOf":     returnsOf,
	"list":          func(items ...string) []string { return items },
	"stated":        stated,
	"studiesIn":     studiesIn,
	"studiesSaying": studiesSaying,
}

// fewStudies is where this page calls a cell well studied, which is not much.
const fewStudies = 3

// cellCounts says how many cells of a matrix hold findings, how many of them rest on
// one study or none, and which rest on fewStudies or more.
func cellCounts(matrix any) map[string]any {
	filled, thin := 0, 0
	broad := []string{}
	columns := listAt(matrix, "columns")
	for i, cell := range listAt(matrix, "cells") {
		studies := intAt(cell, "counts", "studies")
		if intAt(cell, "counts", "findings") == 0 {
			continue
		}
		filled++
		if studies <= 1 {
			thin++
		}
		if studies >= fewStudies {
			broad = append(broad, fmt.Sprintf("%s at %s (%d)", inText(labelOf(listAt(matrix, "rows")[i/len(columns)])),
				lower(labelOf(columns[i%len(columns)])), studies))
		}
	}
	return map[string]any{"filled": filled, "thin": thin, "broad": broad, "atLeast": fewStudies}
}

// noLonger lists the factors that the second tally does not have.
func noLonger(all, without any) []string {
	var out []string
	for _, p := range changedFactors(all, without) {
		if p.After == "" {
			out = append(out, inText(p.Row))
		}
	}
	return out
}

// noLongerOpposed lists the factors with several signed valences in the first tally
// and fewer in the second.
func noLongerOpposed(all, without any) []string {
	var out []string
	for _, p := range changedFactors(all, without) {
		if before := signs(p.Before); before > 1 && signs(p.After) < before {
			out = append(out, inText(p.Row))
		}
	}
	return out
}

// signs counts the signed valences of sides.
func signs(sides string) int {
	n := 0
	for _, sign := range valenceSigns[:3] {
		if strings.Contains(sides, sign) {
			n++
		}
	}
	return n
}

// sameSigns says whether sides have the same signed valences, whatever their
// numbers.
func sameSigns(a, b string) bool {
	for _, sign := range valenceSigns[:3] {
		if strings.Contains(a, sign) != strings.Contains(b, sign) {
			return false
		}
	}
	return true
}

// bothSay lists the rows of a matrix with findings in both columns, with the sides
// of each.
func bothSay(matrix any, first, second string) []pairOfCells {
	var out []pairOfCells
	for _, row := range listAt(matrix, "rows") {
		a, b := cellAt(matrix, textAt(row, "key"), first), cellAt(matrix, textAt(row, "key"), second)
		if a != nil && b != nil && intAt(a, "findings") > 0 && intAt(b, "findings") > 0 {
			out = append(out, pairOfCells{Row: labelOf(row), Before: sides(a, nil), After: sides(b, nil)})
		}
	}
	return out
}

// studiesOn counts the studies of a group of a tally by the label of its first value;
// "" where there is no such group.
func studiesOn(tally any, label string) string {
	for _, g := range listAt(tally, "groups") {
		if labelOf(listAt(g, "keys")[0]) == label {
			return strconv.Itoa(intAt(g, "counts", "studies"))
		}
	}
	return ""
}

// opposed lists the rows in which one column only helps and the other only hinders.
func opposed(matrix any, first, second string) []string {
	var out []string
	only := func(sides, sign string) bool {
		return strings.Contains(sides, sign) && !slices.ContainsFunc(valenceSigns[:3], func(other string) bool {
			return other != sign && strings.Contains(sides, other)
		})
	}
	for _, p := range bothSay(matrix, first, second) {
		if only(p.Before, "+") && only(p.After, "−") || only(p.Before, "−") && only(p.After, "+") {
			out = append(out, p.Row)
		}
	}
	return out
}

// labelAt gives the label of a column.
func labelAt(matrix any, column string) string {
	for _, c := range listAt(matrix, "columns") {
		if textAt(c, "key") == column {
			return labelOf(c)
		}
	}
	panic("the matrix has no column " + column)
}

// studiesIn counts the distinct studies of findings that are about a subject.
func studiesIn(findings []any, subject string) int {
	seen := map[string]bool{}
	for _, f := range findings {
		if textAt(f, "study", "definitionScope") == subject {
			seen[textAt(f, "study", "title")] = true
		}
	}
	return len(seen)
}

// findingOn gives the only finding on a factor.
func findingOn(findings []any, factor string) (any, error) {
	var out []any
	for _, f := range findings {
		if textAt(f, "factor", "key") == factor {
			out = append(out, f)
		}
	}
	if len(out) != 1 {
		return nil, fmt.Errorf("%d findings are on %s, not one", len(out), factor)
	}
	return out[0], nil
}

// inText writes the label of a factor within a sentence. It is set off, because some
// labels have an "and" of their own.
func inText(label string) string { return "*" + lower(label) + "*" }

// lower writes a label as within a sentence: names and abbreviations keep their
// capital.
func lower(label string) string {
	if len(label) < 2 || label[:2] == strings.ToUpper(label[:2]) {
		return label
	}
	return strings.ToLower(label[:1]) + label[1:]
}

func TestSidesAreComparedBySign(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{{"+3 −1", "+1 −4", true}, {"+3 −1", "+3", false}, {"+3 ?1", "+2", true}, {"(+)", "+1", true}, {"", "±1", false}} {
		if sameSigns(c.a, c.b) != c.same {
			t.Errorf("%q and %q are said to have the same sides: %v", c.a, c.b, !c.same)
		}
	}
	if got := lower("NGOs and services") + lower("Family"); got != "NGOs and servicesfamily" {
		t.Errorf("got %q", got)
	}
}

func TestStudiesOnAFactorAreThoseOfItsGroup(t *testing.T) {
	tally := map[string]any{"groups": []any{map[string]any{
		"keys": []any{map[string]any{"label": "Debt"}}, "counts": map[string]any{"studies": 2},
	}}}
	if got := studiesOn(tally, "Debt"); got != "2" {
		t.Errorf("two studies are %q", got)
	}
	if got := studiesOn(tally, "Housing"); got != "" {
		t.Errorf("no group is %q", got)
	}
}
