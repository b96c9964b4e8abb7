package docs_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"text/template"
)

// findingsWords are what templates of findings say numbers with.
var findingsWords = template.FuncMap{
	"inWords":        inWords,
	"InWords":        func(n int) string { return capital(inWords(n)) },
	"counted":        counted,
	"Counted":        func(n int, one, many string) string { return capital(counted(n, one, many)) },
	"share":          share,
	"group":          groupOf,
	"cell":           cellAt,
	"add":            func(a, b int) int { return a + b },
	"sub":            func(a, b int) int { return a - b },
	"mul":            func(a, b int) int { return a * b },
	"labels":         labels,
	"countedStudies": func(n int) string { return capital(counted(n, "study", "studies")) },
	"valence":        ofValence,
}

var smallNumbers = strings.Fields("no one two three four five six seven eight nine ten eleven twelve")

// inWords gives a number as it stands in a sentence.
func inWords(n int) string {
	if n < len(smallNumbers) {
		return smallNumbers[n]
	}
	return strconv.Itoa(n)
}

// counted gives a number with what it counts.
func counted(n int, one, many string) string {
	if n == 1 {
		return inWords(n) + " " + one
	}
	return inWords(n) + " " + many
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// share gives a part of a whole in whole percent. Below one percent and above 99 it
// never says that there is nothing or everything.
func share(part, whole int) (string, error) {
	if whole <= 0 || part < 0 || part > whole {
		return "", fmt.Errorf("%d of %d is no share", part, whole)
	}
	percent := (200*part + whole) / (2 * whole)
	switch {
	case percent == 0 && part > 0:
		return "under 1 %", nil
	case percent == 100 && part < whole:
		return "over 99 %", nil
	}
	return strconv.Itoa(percent) + " %", nil
}

// at follows names into an answer.
func at(v any, path ...string) any {
	for _, name := range path {
		m, ok := v.(map[string]any)
		if !ok {
			panic(fmt.Sprintf("nothing of the answer is called %s", strings.Join(path, ".")))
		}
		if v, ok = m[name]; !ok {
			panic(fmt.Sprintf("the document does not ask for %s", strings.Join(path, ".")))
		}
	}
	return v
}

func intAt(v any, path ...string) int     { return at(v, path...).(int) }
func textAt(v any, path ...string) string { return at(v, path...).(string) }
func listAt(v any, path ...string) []any  { return at(v, path...).([]any) }

// groupOf gives one number of the group of a tally with these keys; 0 where the tally
// has no such group.
func groupOf(tally any, unit string, keys ...string) int {
	for _, g := range listAt(tally, "groups") {
		same := len(listAt(g, "keys")) == len(keys)
		for i, key := range listAt(g, "keys") {
			same = same && textAt(key, "key") == keys[i]
		}
		if same {
			return intAt(g, "counts", unit)
		}
	}
	return 0
}

// cellAt gives the counts of one cell of a matrix, or nil where it has no such row
// or column.
func cellAt(matrix any, row, column string) map[string]any {
	columns := listAt(matrix, "columns")
	for r := range listAt(matrix, "rows") {
		for c := range columns {
			if textAt(listAt(matrix, "rows")[r], "key") == row && textAt(columns[c], "key") == column {
				return at(listAt(matrix, "cells")[r*len(columns)+c], "counts").(map[string]any)
			}
		}
	}
	return nil
}

// ofValence gives one number of the counts of a valence.
func ofValence(counts any, unit, valence string) int {
	return intAt(listAt(counts, "byValence")[valenceOrder[valence]], unit)
}

var valenceOrder = map[string]int{"FACILITATING": 0, "HINDERING": 1, "AMBIVALENT": 2, "UNSIGNED": 3}

// labels lists the labels of values or nodes within a sentence.
func labels(values []any) string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = inText(labelOf(v))
	}
	return enumerated(out)
}

// labelOf gives the label of a value or node.
func labelOf(v any) string {
	if label, ok := at(v, "label").(string); ok {
		return label
	}
	return textAt(v, "label", "value")
}

// enumerated joins words as a sentence does.
func enumerated(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

func TestNumbersAreSaidAsInSentences(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{counted(0, "study", "studies"), "no studies"},
		{counted(1, "study", "studies"), "one study"},
		{capital(counted(12, "study", "studies")), "Twelve studies"},
		{counted(13, "study", "studies"), "13 studies"},
		{enumerated([]string{"a", "b", "c"}), "a, b and c"},
		{enumerated([]string{"a"}), "a"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	for _, c := range []struct {
		part, whole int
		want        string
	}{{0, 7, "0 %"}, {1, 1000, "under 1 %"}, {1, 3, "33 %"}, {2, 3, "67 %"}, {999, 1000, "over 99 %"}, {7, 7, "100 %"}} {
		if got, err := share(c.part, c.whole); err != nil || got != c.want {
			t.Errorf("%d of %d is said as %q (%v), want %q", c.part, c.whole, got, err, c.want)
		}
	}
	for _, c := range [][2]int{{1, 0}, {2, 1}, {-1, 1}} {
		if got, err := share(c[0], c[1]); err == nil {
			t.Errorf("%d of %d is said as %q", c[0], c[1], got)
		}
	}
}
