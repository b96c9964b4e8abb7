package docs_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template"
)

// findingsDisputed are tables and questions about contradictions and ambivalence.
var findingsDisputed = template.FuncMap{
	"allOf":              allOf,
	"ambivalentOf":       ambivalentOf,
	"anyBothWays":        anyBothWays,
	"turnedOf":           turnedOf,
	"causeList":          causeList,
	"contradictionTable": contradictionTable,
	"explanationOf": func(nodes []any, factor string) (any, error) {
		for _, n := range nodes {
			if textAt(n, "factor", "key") == factor {
				return at(n, "explanation"), nil
			}
		}
		return nil, fmt.Errorf("there is no contradiction on %s", factor)
	},
	"findingTable": findingTable,
	"hasCause":     hasCause,
	"hasSplit":     func(ambivalence any, by string) bool { return slices.Contains(splitsOf(ambivalence), by) },
	"phaseContradictions": func(nodes []any) string {
		return contradictionRows(nodes, "| Factor | Phase | Sides | Studies |", func(n any) []string {
			return []string{labelOf(at(n, "phase")), sidesOfContradiction(n)}
		})
	},
	"reconstructed":    reconstructed,
	"sideTable":        sideTable,
	"signRead":         signRead,
	"splits":           func(factor any) []string { return splitsOf(at(factor, "ambivalence")) },
	"sidesAt":          sidesAt,
	"traffickingSides": traffickingSides,
	"valenceOn":        valenceOn,
}

// contradictionRows lists contradictions with what cells tells of each.
func contradictionRows(nodes []any, heading string, cells func(any) []string) string {
	var b strings.Builder
	b.WriteString(heading + "\n|" + strings.Repeat(" --- |", strings.Count(heading, "|")-1) + "\n")
	for _, n := range nodes {
		row := append(append([]string{cell(labelOf(at(n, "factor")))}, cells(n)...), fmt.Sprint(intAt(n, "studies")))
		b.WriteString("| " + strings.Join(row, " | ") + " |\n")
	}
	return b.String()
}

// contradictionTable has the studies on each side, the splits, and the sides in
// another list of contradictions.
func contradictionTable(nodes, part []any) string {
	text := contradictionRows(nodes, "| Factor | Helps | Hinders | Both | Goes along with | Studies | Of trafficking |", func(n any) []string {
		row := []string{"", "", ""}
		for _, side := range listAt(n, "sides") {
			row[valenceOrder[textAt(side, "valence")]] = fmt.Sprint(intAt(side, "counts", "studies"))
		}
		return append(row, strings.Join(splitsWithNumbers(at(n, "explanation"), intAt(n, "studies")), ", "))
	})
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, n := range nodes {
		lines[i+2] += " " + traffickingSides(part, textAt(n, "factor", "key")) + " |"
	}
	return strings.Join(lines, "\n") + "\n"
}

// traffickingSides gives the sides of a factor in another list, "" where it is in no
// contradiction there.
func traffickingSides(part []any, factor string) string {
	for _, n := range part {
		if textAt(n, "factor", "key") == factor {
			return sidesOfContradiction(n)
		}
	}
	return ""
}

// sidesAt gives the sides of a contradiction within a phase, "" where there is none.
func sidesAt(nodes []any, factor, phase string) string {
	for _, n := range nodes {
		if textAt(n, "factor", "key") == factor && textAt(n, "phase", "key") == phase {
			return sidesOfContradiction(n)
		}
	}
	return ""
}

func sidesOfContradiction(n any) string {
	var out []string
	for _, side := range listAt(n, "sides") {
		out = append(out, fmt.Sprintf("%s%d", valenceSigns[valenceOrder[textAt(side, "valence")]], intAt(side, "counts", "studies")))
	}
	return strings.Join(out, " ")
}

// moderatorNames are the words for moderators in a sentence.
var moderatorNames = map[string]string{
	"TRAFFICKING_SCOPE": "route", "SETTING": "setting", "LIFE_STAGE": "life stage",
	"COUNTRY": "country", "DESIGN": "design", "INFORMANT": "informant",
}

// splitsOf names what goes along with the direction, completely or nearly.
func splitsOf(ambivalence any) []string {
	var out []string
	for _, c := range listAt(ambivalence, "causes") {
		switch kind := textAt(c, "kind"); kind {
		case "BY_PHASE":
			out = append(out, "phase")
		case "BY_STATE":
			out = append(out, "presence or lack")
		case "BY_MODERATOR":
			out = append(out, moderatorNames[textAt(c, "moderator")])
		}
	}
	return out
}

// telling finds in the note of a split how many studies can tell.
var telling = regexp.MustCompile(`in (?:at least )?(?:(both)|all (\d+)|\d+ of (\d+)) stud(?:y|ies) that can tell`)

// splitsWithNumbers names what goes along with the direction, and in how many of the
// studies its value is known.
func splitsWithNumbers(ambivalence any, studies int) []string {
	out, i := splitsOf(ambivalence), 0
	for _, c := range listAt(ambivalence, "causes") {
		if !strings.HasPrefix(textAt(c, "kind"), "BY_") {
			continue
		}
		found := telling.FindStringSubmatch(textAt(c, "note"))
		if found == nil {
			panic("the note of a split does not say how many studies can tell: " + textAt(c, "note"))
		}
		n := found[2] + found[3]
		if found[1] != "" {
			n = "2"
		}
		out[i] += fmt.Sprintf(" (%s of %d)", n, studies)
		i++
	}
	return out
}

func hasCause(factor any, kind string) bool {
	return slices.ContainsFunc(listAt(factor, "ambivalence", "causes"), func(c any) bool { return textAt(c, "kind") == kind })
}

// causeList prints the notes on what goes along with the direction.
func causeList(factor any) string {
	var b strings.Builder
	for _, c := range listAt(factor, "ambivalence", "causes") {
		if kind := textAt(c, "kind"); strings.HasPrefix(kind, "BY_") {
			b.WriteString("- " + textAt(c, "note") + "\n")
		}
	}
	return b.String()
}

// findingTable prints findings in the words of the record.
func findingTable(findings []any) string {
	var b strings.Builder
	b.WriteString("| | In the words of the record | Phase | Study |\n| --- | --- | --- | --- |\n")
	for _, f := range findings {
		sign := signRead(f)
		phase, study := "", "none: a review or earlier research"
		if p := at(f, "phase"); p != nil {
			phase = labelOf(p)
		}
		if s := at(f, "study"); s != nil {
			study = textAt(s, "title")
			if textAt(s, "definitionScope") != "TRAFFICKING" {
				study += ` \*`
			}
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", sign, cell(textAt(f, "summary", "value")), phase, cell(study))
	}
	return b.String()
}

// signRead is the sign of a finding, marked where the study itself does not say it.
func signRead(finding any) string {
	sign := valenceSigns[valenceOrder[textAt(finding, "factorValence")]]
	if basis := textAt(finding, "valenceBasis"); basis == "RECONSTRUCTED" || basis == "TAKEN_FROM_REVIEW" {
		sign += " °"
	}
	return sign
}

// sideTable lists the groups of a tally by factor with their sides.
func sideTable(tally any) string {
	var b strings.Builder
	b.WriteString("| Factor | Studies of each direction |\n| --- | --- |\n")
	for _, g := range listAt(tally, "groups") {
		fmt.Fprintf(&b, "| %s | %s |\n", cell(labelOf(listAt(g, "keys")[0])), sides(at(g, "counts"), nil))
	}
	return b.String()
}

// anyBothWays says that some group has several signed valences.
func anyBothWays(groups []any) bool {
	return slices.ContainsFunc(groups, func(g any) bool { return signs(sides(at(g, "counts"), nil)) > 1 })
}

// turnedOf lists the factors of the contradictions that exist only through turning.
func turnedOf(nodes []any) []string {
	var out []string
	for _, n := range nodes {
		if at(n, "onlyThroughTurning").(bool) {
			out = append(out, inText(labelOf(at(n, "factor"))))
		}
	}
	return out
}

// allOf says that all findings have a valence.
func allOf(findings []any, valence string) bool {
	return !slices.ContainsFunc(findings, func(f any) bool { return textAt(f, "factorValence") != valence })
}

// valenceOn counts the studies on one side of a contradiction.
func valenceOn(nodes []any, factor, valence string) (int, error) {
	for _, n := range nodes {
		for _, side := range listAt(n, "sides") {
			if textAt(n, "factor", "key") == factor && textAt(side, "valence") == valence {
				return intAt(side, "counts", "studies"), nil
			}
		}
	}
	return 0, fmt.Errorf("no contradiction on %s has a side %s", factor, valence)
}

// ambivalentOf lists the factors that a report calls ambivalent.
func ambivalentOf(classifications []any) []any {
	var out []any
	for _, c := range classifications {
		if textAt(c, "valence") == "AMBIVALENT" {
			out = append(out, at(c, "factor"))
		}
	}
	return out
}

// reconstructed says that the place of a factor in a report is the compilers' guess.
func reconstructed(classifications []any, factor string) bool {
	return slices.ContainsFunc(classifications, func(c any) bool {
		return textAt(c, "factor", "key") == factor && textAt(c, "basis") == "RECONSTRUCTED"
	})
}

func TestATableOfContradictionsHasTheSidesInTheirColumns(t *testing.T) {
	side := func(valence string, studies int) any {
		return map[string]any{"valence": valence, "counts": map[string]any{"studies": studies}}
	}
	node := func(key string, sides ...any) any {
		return map[string]any{
			"factor": map[string]any{"key": key, "label": map[string]any{"value": key}}, "studies": 5, "sides": sides,
			"explanation": map[string]any{"causes": []any{
				map[string]any{"kind": "WITHIN_ONE_ACCOUNT", "moderator": nil},
				map[string]any{"kind": "BY_PHASE", "moderator": nil, "note": "The direction goes along with the phase completely, in both studies that can tell: …"},
				map[string]any{"kind": "BY_MODERATOR", "moderator": "COUNTRY", "note": "… nearly, in at least 3 of 4 studies that can tell: …"},
			}},
		}
	}
	got := contradictionTable(
		[]any{node("a", side("FACILITATING", 3), side("HINDERING", 2)), node("b", side("HINDERING", 1), side("AMBIVALENT", 4))},
		[]any{node("b", side("HINDERING", 1), side("AMBIVALENT", 1))})
	want := "| Factor | Helps | Hinders | Both | Goes along with | Studies | Of trafficking |\n" +
		"| --- | --- | --- | --- | --- | --- | --- |\n" +
		"| a | 3 | 2 |  | phase (2 of 5), country (4 of 5) | 5 |  |\n" +
		"| b |  | 1 | 4 | phase (2 of 5), country (4 of 5) | 5 | −1 ±1 |\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
