package metamorphic_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// conditions are filters of all sorts over findings.
var conditions = []string{
	`{}`,
	`{valence: {eq: HINDERING}}`,
	`{factorValence: {in: [FACILITATING, AMBIVALENT]}}`,
	`{study: {isNull: true}}`,
	`{study: {year: {gte: 2015}}}`,
	`{study: {design: {eq: QUALITATIVE}, samples: {some: {informant: {eq: LIVED_EXPERIENCE}}}}}`,
	`{samples: {some: {size: {lt: 20}}}}`,
	`{samples: {all: {lifeStage: {eq: ADULT}}}}`,
	`{samples: {none: {countriesOfStudy: {isEmpty: true}}}}`,
	`{report: {language: {eq: "en"}, year: {lt: 2018}}}`,
	`{factor: {level: {in: [STRUCTURAL, RELATIONAL]}}}`,
	`{phase: {isNull: false}}`,
	`{OR: [{confidence: {eq: LOW}}, {NOT: {study: {traffickingScope: {eq: NATIONAL}}}}]}`,
	`{study: {primaryReports: {none: {language: {eq: "en"}}}}}`,
}

func TestSplittingAFilterIntoDisjointPartsAddsUp(t *testing.T) {
	for at, s := range sites(t) {
		t.Run(s.name, func(t *testing.T) {
			cut := 0
			for i, whole := range conditions {
				for j, part := range conditions[i+1:] {
					if (i/2+j)%2 != at { // each pair on one of the two sites
						continue
					}
					cut += s.split(t, whole, part, `{NOT: `+part+`}`)
				}
				for _, f := range graph.ModelOf(graph.KindFinding).Fields {
					if f.Type == graph.TypeEnum && (f.Name != "status" || i == 0) {
						cut += s.split(t, whole, partsBy(f)...)
					}
				}
			}
			if cut < 80 {
				t.Errorf("only %d times had two parts findings, which proves too little", cut)
			}
		})
	}
}

// partsBy is a condition for each value that a field may have.
func partsBy(f *graph.Field) []string {
	var out []string
	for _, v := range f.Allowed() {
		out = append(out, fmt.Sprintf(`{%s: {eq: %s}}`, f.Name, v))
	}
	return out
}

// split counts a whole and its parts, in all and in the groups of a tally, and gives 1
// where more than one part holds findings.
func (s site) split(t *testing.T, whole string, parts ...string) int {
	t.Helper()
	if strings.Contains(parts[0], "status") {
		whole = `{status: {in: [CURRENT, WITHDRAWN, SUPERSEDED]}}` // else the others are left out
	}
	const shape = `%s: tally(by: [FACTOR_LEVEL, PHASE], where: %s) { groups { keys { key } counts { ` + allCounts + ` } } unplaced { ` + allCounts + ` } total { ` + allCounts + ` } }
		%[1]sList: findings(first: 0, where: %[2]s) { totalCount } `
	text := fmt.Sprintf(shape, "whole", whole)
	for i, part := range parts {
		text += fmt.Sprintf(shape, fmt.Sprint("part", i), `{AND: [`+whole+`, `+part+`]}`)
	}
	answer := s.data(t, "{"+text+"}")
	all := countsOf(answer, "whole")
	pieces := make([]map[string]map[string]float64, len(parts))
	filled := 0
	for i := range parts {
		pieces[i] = countsOf(answer, fmt.Sprint("part", i))
		if pieces[i]["total"]["findings"] > 0 {
			filled++
		}
		for group := range pieces[i] {
			if all[group] == nil {
				t.Fatalf("%s has a group %s that %s has not", parts[i], group, whole)
			}
		}
	}
	for group, of := range all {
		addsUp(t, fmt.Sprintf("%s, %s, in %v", group, whole, parts), of, group, pieces)
	}
	return min(1, filled/2)
}

// addsUp compares the counts of a group with those of its parts.
func addsUp(t *testing.T, what string, whole map[string]float64, group string, pieces []map[string]map[string]float64) {
	t.Helper()
	for unit, of := range whole {
		sum, most := 0.0, 0.0
		for _, piece := range pieces {
			sum += piece[group][unit]
			most = max(most, piece[group][unit])
		}
		if distinct[unit] {
			if most > of || sum < of {
				t.Fatalf("%s: %v %s, the largest of the parts has %v, and together they have %v", what, of, unit, most, sum)
			}
		} else if sum != of {
			t.Fatalf("%s: %v %s, and together the parts have %v", what, of, unit, sum)
		}
	}
}

// distinct are the units of which one thing may stand in several parts: a part never
// has more of them than the whole, and the parts together never fewer.
var distinct = map[string]bool{
	"studies": true, "samples": true, "reports": true, "participants": true, "samplesOfUnknownSize": true,
	"FACILITATING studies": true, "HINDERING studies": true, "AMBIVALENT studies": true, "UNSIGNED studies": true,
}

// countsOf gives all counts of a tally of an answer, by group and by unit.
func countsOf(answer map[string]any, alias string) map[string]map[string]float64 {
	tally := answer[alias].(map[string]any)
	out := map[string]map[string]float64{
		"total": numbers(tally["total"]), "unplaced": numbers(tally["unplaced"]),
		"list": {"findings": number(answer[alias+"List"].(map[string]any)["totalCount"])},
	}
	for _, g := range tally["groups"].([]any) {
		group, name := g.(map[string]any), ""
		for _, k := range group["keys"].([]any) {
			name += "/" + k.(map[string]any)["key"].(string)
		}
		out[name] = numbers(group["counts"])
	}
	return out
}

func numbers(counts any) map[string]float64 {
	out := map[string]float64{}
	for unit, v := range counts.(map[string]any) {
		switch v := v.(type) {
		case json.Number:
			out[unit] = number(v)
		case []any:
			for _, item := range v {
				side := item.(map[string]any)
				out[side["valence"].(string)] = number(side["findings"])
				out[side["valence"].(string)+" studies"] = number(side["studies"])
			}
		}
	}
	return out
}

func number(v any) float64 {
	n, err := v.(json.Number).Float64()
	if err != nil {
		panic(err) // the engine writes numbers
	}
	return n
}
