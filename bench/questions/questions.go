package main

import (
	"fmt"
	"strings"
)

// question is a document, and how long an answer that proves something is at least.
type question struct {
	name, document string
	least          int
}

const (
	counts = `findings studies samples reports participants byValence { valence findings studies }`
	cause  = `kind moderator note totalFindings groups { value { key } counts { studies byValence { valence studies } } }`
)

// reviews lists the keys of so many reviews: a table of all of them has more cells
// than an answer may show from 10^6 findings on.
func reviews(n int) string {
	keys := make([]string, n)
	for i := range keys {
		keys[i] = fmt.Sprintf("%q", fmt.Sprint("review-", i))
	}
	return "[" + strings.Join(keys, ", ") + "]"
}

// counting are questions of docs/graphql.md, each in a form that a page or a researcher
// would ask, that columns answer alone.
var counting = []question{
	{"matrix of factors by phases, findings and studies", `{ evidenceMatrix { dense { rowKeys columnKeys findings studies } } }`, 10_000},
	{"matrix of factors by phases, all counts of the total", `{ evidenceMatrix { dense { findings studies facilitating hindering ambivalent unsigned } total { ` + counts + ` } } }`, 10_000},
	{"matrix of one setting", `{ evidenceMatrix(where: {study: {setting: {eq: INDOOR}}}) { dense { findings studies } } }`, 10_000},
	{"tally by level, setting and life stage, all counts", `{ tally(by: [FACTOR_LEVEL, SETTING, LIFE_STAGE]) { groups { keys { key } counts { ` + counts + ` } } unplaced { findings } total { findings } } }`, 10_000},
	{"facets of findings by country", `{ findings(first: 1) { facets(by: COUNTRY) { keys { key } counts { findings studies } } } }`, 200},
	{"contradictions within factors, first 25", `{ contradictions { totalCount nodes { factor { key } onlyThroughTurning sides { valence counts { findings studies } } } } }`, 2_000},
	{"contradictions within factor and phase, first 25", `{ contradictions(within: FACTOR_AND_PHASE) { totalCount nodes { factor { key } phase { key } sides { valence counts { findings studies } } } } }`, 2_000},
	{"gaps of one kind, factors by phases", `{ gaps(kinds: [NOT_PLACED_IN_A_PHASE, UNSIGNED_ONLY]) { row { key } column { key } kinds counts { findings studies } } }`, 200},
	{"gaps of all kinds, levels by settings", `{ gaps(rows: FACTOR_LEVEL, columns: SETTING) { row { key } column { key } kinds notReported notExtracted counts { findings studies } nextQuery } }`, 60},
	{"gaps of all kinds, factors by phases", `{ gaps { row { key } column { key } kinds notReported notExtracted counts { findings studies } } }`, 10_000},
}

// others are those for which records are read, or indexes that only the store in memory
// has.
var others = []question{
	{"contradictions with what explains them, first 5", `{ contradictions(first: 5) { nodes { factor { key } sides { valence counts { studies } findings(first: 5) { nodes { key } } } explanation { causes { ` + cause + ` } } } } }`, 2_000},
	{"ambivalence of the factor with the most findings", `{ factor(key: "factor-0") { ambivalence { causes { ` + cause + ` } } } }`, 200},
	{"readiness by setting", `{ readiness(moderator: SETTING) { verdict studies notReportedShare notExtractedShare confoundedWith shortfalls levels { value { key } studies missing } } }`, 200},
	{"readiness by country", `{ readiness(moderator: COUNTRY) { verdict studies notReportedShare notExtractedShare confoundedWith shortfalls levels { value { key } studies missing } } }`, 200},
	{"overlap of 20 reviews", `{ overlap(reports: ` + reviews(20) + `) { correctedCoveredArea band inclusions reports { key } studies { key } } }`, 1_000},
	{"search for a word that all findings have, first 10", `{ search(text: "own words", first: 10) { totalCount nodes { score snippet node { id } } } }`, 500},
	{"neighbourhood of a study, depth 2", `{ neighbourhood(id: "study-1", depth: 2, first: 200) { truncated nodes { id } edges { kind } } }`, 500},
	{"paths between two studies", `{ paths(from: "study-1", to: "study-2", first: 5) { nodes { id } edges { kind } } }`, 100},
	{"a cited tally", `{ tally(by: [SETTING]) { groups { keys { key } counts { studies } } citation { hash permalink text } } }`, 200},
}
