package main

import (
	"fmt"
	"strings"
)

// heavy are documents near what the limits allow, each of which is the worst in some
// way: in what is counted, held, written or refused late.
var heavy = []document{
	{"50 tallies by study, factor and phase", times(50, `tally(by: [STUDY, FACTOR, PHASE]) { total { findings studies samples reports participants } }`)},
	{"50 matrices of studies by phases, dense", times(50, `evidenceMatrix(rows: STUDY, columns: PHASE) { dense { findings studies facilitating hindering ambivalent unsigned } }`)},
	{"35 matrices of factors by phases, each differently filtered", times(35, `evidenceMatrix(where: {study: {year: {gte: %d}}}) { dense { findings studies } total { findings studies samples reports participants } }`)},
	{"a matrix of factors by phases, cells with all counts", `{ evidenceMatrix { cells { row { key } column { key } counts { findings studies samples reports participants byValence { valence findings studies } } } } }`},
	{"41 pages of 1000 findings with what they refer to", times(41, `findings(first: 1000) { nodes { key valence summary { value } study { key title } factor { key } phase { key } report { key title } } }`)},
	{"50 matrices of years by factors, all counts", times(50, `evidenceMatrix(rows: YEAR, columns: FACTOR, where: {study: {year: {gte: %d}}}) { total { findings studies samples reports participants } cells { counts { samples } } }`)},
	{"why each of 600 factors points both ways", `{ factors(first: 600) { nodes { key ambivalence { causes { kind moderator note totalFindings groups { value { key } counts { studies byValence { valence studies } } } } } } } }`},
	{"50 searches", times(50, `search(text: "own words", first: 100) { totalCount nodes { score snippet node { id } } }`)},
	{"50 lists in an order of all findings", times(50, `findings(first: 1, orderBy: [{field: VALENCE, direction: DESC}]) { totalCount }`)},
	{"50 lists through nested filters", times(50, `findings(first: 1, where: {study: {findings: {some: {factor: {findings: {some: {study: {year: {gte: %d}}}}}}}}}) { totalCount }`)},
	{"gaps of all kinds, and contradictions with their explanation", `{ gaps { row { key } column { key } kinds notReported notExtracted counts { findings studies } } contradictions(first: 20) { nodes { factor { key } explanation { causes { kind moderator note groups { value { key } counts { studies } } } } } } }`},
}

// document is a text with a name for people.
type document struct{ name, text string }

// times repeats a field under so many aliases; %d in it is a year, another each time.
func times(n int, field string) string {
	var b strings.Builder
	b.WriteString("{")
	for i := range n {
		fmt.Fprintf(&b, " a%d: %s", i, strings.ReplaceAll(field, "%d", fmt.Sprint(1980+i)))
	}
	return b.String() + " }"
}

// large is an answer of ten megabytes.
var large = document{"an answer of ten megabytes", times(20, `findings(first: 1000) { nodes { key id valence status summary { value } study { key title } report { key title } factor { key } phase { key } } }`)}

// small are what pages ask for, in turn.
var small = []string{
	`{ factor(key: "factor-7") { key label { value } } }`,
	`{ findings(first: 20) { nodes { key valence study { key } factor { key } } } }`,
	`{ study(key: "study-3") { key title design samples { key size } } }`,
	`{ phases { key label { value } } }`,
}
