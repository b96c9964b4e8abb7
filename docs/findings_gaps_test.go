package docs_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"text/template"
)

// findingsGaps are tables and questions about gaps.
var findingsGaps = template.FuncMap{
	"bullets":      func(items []any) string { return "- " + strings.Join(texts(items), "\n- ") + "\n" },
	"fewIn":        fewIn,
	"gapAt":        gapAt,
	"gapsByColumn": gapsByColumn,
	"hiddenAt":     hiddenAt,
	"lower":        lower,
	"notIn":        notIn,
	"percent":      percent,
	"withKind":     withKind,
}

func texts(items []any) []string {
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = item.(string)
	}
	return out
}

// percent gives a share from 0 to 1 in whole percent.
func percent(share any) (string, error) {
	switch share := share.(type) {
	case int:
		return fmt.Sprintf("%d %%", 100*share), nil
	case float64:
		return fmt.Sprintf("%.0f %%", 100*share), nil
	}
	return "", fmt.Errorf("%v is no share", share)
}

func hasKind(gap any, kind string) bool {
	return slices.Contains(texts(listAt(gap, "kinds")), kind)
}

// withKind counts the gaps of a kind.
func withKind(gaps []any, kind string) int {
	n := 0
	for _, g := range gaps {
		if hasKind(g, kind) {
			n++
		}
	}
	return n
}

// columnsOfGaps lists the columns that have gaps, in the order of their first ones.
func columnsOfGaps(gaps []any) []any {
	var out []any
	for _, g := range gaps {
		if !slices.ContainsFunc(out, func(seen any) bool { return textAt(seen, "key") == textAt(g, "column", "key") }) {
			out = append(out, at(g, "column"))
		}
	}
	return out
}

// gapsByColumn counts the gaps of some kinds in each column.
func gapsByColumn(gaps []any) string {
	var b strings.Builder
	b.WriteString("| Phase | empty | of these, with findings in no phase | one study at most | second hand only |\n| --- | --- | --- | --- | --- |\n")
	for _, c := range columnsOfGaps(gaps) {
		in := slices.DeleteFunc(slices.Clone(gaps), func(g any) bool { return textAt(g, "column", "key") != textAt(c, "key") })
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d |\n", labelOf(c), withKind(in, "NO_EVIDENCE"),
			withKind(in, "NOT_PLACED_IN_A_PHASE"), withKind(in, "ONE_STUDY"), withKind(in, "SECONDARY_ONLY"))
	}
	return b.String()
}

// gapAt finds the gap at a cell.
func gapAt(gaps []any, row, column string) (any, error) {
	for _, g := range gaps {
		if textAt(g, "row", "key") == row && textAt(g, "column", "key") == column {
			return g, nil
		}
	}
	return nil, fmt.Errorf("the cell of %s by %s is no gap", row, column)
}

// fewIn says that every row of a matrix has one study at most in a column.
func fewIn(matrix any, column string) bool {
	for _, row := range listAt(matrix, "rows") {
		if intAt(cellAt(matrix, textAt(row, "key"), column), "studies") > 1 {
			return false
		}
	}
	return true
}

// notIn lists the items that the other list does not have.
func notIn(items, other []any) []any {
	return slices.DeleteFunc(slices.Clone(items), func(item any) bool { return slices.Contains(other, item) })
}

// hiddenAt lists the empty cells in which evidence may hide, because it was not
// extracted where it stands on a dimension.
func hiddenAt(gaps []any, dimension string) []string {
	var out []string
	for _, g := range gaps {
		if hasKind(g, "NO_EVIDENCE") && slices.Contains(texts(listAt(g, "notExtracted")), dimension) {
			out = append(out, inText(labelOf(at(g, "row")))+" by "+inText(labelOf(at(g, "column"))))
		}
	}
	return out
}

func TestGapsAreCountedByColumn(t *testing.T) {
	gap := func(row, column string, kinds ...any) any {
		value := func(key string) any { return map[string]any{"key": key, "label": strings.ToUpper(key)} }
		return map[string]any{"row": value(row), "column": value(column), "kinds": kinds, "notExtracted": []any{"LIFE_STAGE"}}
	}
	gaps := []any{
		gap("a", "x", "NO_EVIDENCE", "NOT_PLACED_IN_A_PHASE"), gap("a", "y", "ONE_LANGUAGE"),
		gap("b", "x", "NO_EVIDENCE"), gap("b", "y", "ONE_STUDY", "SECONDARY_ONLY"),
	}
	want := "| Phase | empty | of these, with findings in no phase | one study at most | second hand only |\n| --- | --- | --- | --- | --- |\n" +
		"| X | 2 | 1 | 0 | 0 |\n| Y | 0 | 0 | 1 | 1 |\n"
	if got := gapsByColumn(gaps); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := enumerated(hiddenAt(gaps, "LIFE_STAGE")); got != "*A* by *X* and *B* by *X*" {
		t.Errorf("evidence may hide at %s", got)
	}
	if _, err := gapAt(gaps, "a", "z"); err == nil {
		t.Error("a gap is found where there is none")
	}
}
