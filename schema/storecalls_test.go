package schema

import (
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// Each edge of a document costs one call, however many records stand on a level, and
// the edges of a level that lead to one record each cost one together. What needs no
// store, or was fetched already, costs none.
var budgets = []struct {
	query string
	calls int
}{
	{`{ __typename __schema { types { name fields { name } } } }`, 0},
	{`{ release { name hash counts { kind count } } }`, 0},
	{`{ node(id: "study-1") { id } }`, 1},
	{`{ nodes(ids: ["study-1", "factor-1", "factor-2", "report-1"]) { id } }`, 1},
	{`{ a: study(key: "study-1") { key } b: study(key: "study-1") { key } }`, 2},
	{`{ findings(first: 50) { nodes { key valence summary { value } } } }`, 1},
	{`{ findings(first: 50) { totalCount edges { cursor node { key } } nodes { key } pageInfo { endCursor } } }`, 1},
	{`{ findings(first: 50) { nodes { factor { key label { value } } } } }`, 2},
	{`{ findings(first: 50) { nodes { factor { key } factor { level } } } }`, 2},
	{`{ findings(first: 50) { nodes { a: factor { key } b: factor { level } } } }`, 2},
	{`{ findings(first: 50) { nodes { study { title } factor { key } phase { key } report { title } } } }`, 2},
	{`{ findings(first: 50) { nodes { study { samples { size } includedIn { title } } } } }`, 4},
	{`{ findings(first: 50) { nodes { samples { studies { findings(first: 2) { nodes { factor { key } } } } } } } }`, 5},
	{`{ studies(first: 20) { nodes { reports { edges { role node { key } } nodes { title } } } } }`, 4},
	{`{ studies(first: 20) { nodes { findings(first: 3) { totalCount nodes { key } facets(by: VALENCE) { nodes } } } } }`, 3},
	{`{ factors(first: 10) { facets(by: FACTOR_LEVEL) { nodes counts { studies } } } }`, 2},
	{`{ factors(first: 10) { nodes { counts { findings studies } } } }`, 2},
	{`{ factors(first: 10) { nodes { byPhase { column { key } counts { findings } } } } }`, 2},
	{`{ factors(first: 10) { nodes { byPhase { column { label } findings(first: 1) { nodes { key } facets(by: DESIGN) { nodes } } } } } }`, 5},
	{`{ factors(first: 10) { nodes { broader { key } narrower { key } classifications { report { title } studies { key } } } } }`, 6},
	{`{ phases { key counts { findings } findings(first: 2) { nodes { key } } next { to { key } } mappings { from { key } to { key } } } }`, 6},
	{`{ phaseModels { key phases { key parts { key } } } }`, 3},
	{`{ caveats { key affects { __typename ... on Study { samples { key } } ... on Report { studies { key } } } } }`, 4},
	{`{ evidenceMatrix { total { findings } cells { counts { studies } } dense { findings } } }`, 1},
	{`{ evidenceMatrix { rows { key } columns { key } cells { row { key } column { key } } } }`, 1},
	{`{ evidenceMatrix { rows { label node { id } } } }`, 2},
	{`{ evidenceMatrix { rows { label a: label(lang: "it") node { id } } cells { row { label } } } }`, 2},
	{`{ evidenceMatrix { rows { label } columns { label } cells { row { label } column { label node { id } } } } }`, 3},
	{`{ evidenceMatrix(rows: DESIGN, columns: YEAR) { rows { label node { id } } columns { label } } }`, 1},
	{`{ evidenceMatrix { cells { findings(first: 1) { nodes { key } } } } }`, 2},
	{`{ tally(by: [FACTOR, DESIGN]) { groups { keys { label } counts { findings } } } }`, 2},
	{`{ findings(first: 50, where: {phase: {key: {eq: "phase-1-0"}}}) { totalCount } }`, 1},
	{`{ overlap { incidence correctedCoveredArea } }`, 2},
	{`{ overlap(reports: ["report-1", "report-2"]) { reports { title } studies { title } band } }`, 2},
	{`{ readiness(moderator: SETTING) { studies levels { value { key label } studies missing } notExtractedShare } }`, 1},
	{`{ readiness(moderator: SETTING) { dependentStudies } }`, 3},
	{`{ readiness(moderator: SETTING) { verdict } }`, 10},
	{`{ readiness(moderator: YEAR) { confoundedWith } }`, 11},
	{`{ readiness(moderator: SETTING) { ...all } } fragment all on Readiness { verdict shortfalls }`, 12},
	{`{ search(text: "s*", first: 50) { totalCount edges { cursor node { score snippet field lang highlights { start end } } } nodes { node { id } } pageInfo { hasNextPage endCursor } } }`, 1},
	{`{ search(text: "s*", first: 50) { nodes { node { ... on Study { samples { key } } } } } }`, 2},
	{`{ contradictions { totalCount nodes { studies factor { key } phase { key } } } }`, 1},
	{`{ contradictions(within: FACTOR_AND_PHASE) { edges { cursor node { onlyThroughTurning } } } }`, 2},
	{`{ contradictions { nodes { sides { valence counts { samples } findings(first: 2) { totalCount nodes { key } } } } } }`, 3},
	{`{ contradictions { nodes { sides { findings(first: 2) { facets(by: DESIGN) { nodes } } } } } }`, 5},
	{`{ contradictions(first: 2) { nodes { explanation { factor { key } causes { kind moderator } } } } }`, 14},
	{`{ factors(first: 10) { nodes { ambivalence { causes { kind note } } } } }`, 16},
	{`{ factors(first: 10) { nodes { ambivalence { causes { groups { value { key } counts { participants } } } } } } }`, 25},
	{`query($no: Boolean = false) { findings(first: 50) { nodes { study @include(if: $no) { key } factor @skip(if: true) { key } } } }`, 1},
}

func TestStoreCallsAreTheEdgesOfTheDocument(t *testing.T) {
	small := engineOver(t, generated(t, 1, storetest.Small))
	large := engineOver(t, generated(t, 1, storetest.Size{Studies: 200, Factors: 60, Findings: 3000}))
	for _, b := range budgets {
		few, many := ask(t, small, b.query, ""), ask(t, large, b.query, "")
		if len(few.Errors)+len(many.Errors) > 0 {
			t.Errorf("%s\n%.300s\n%.300s", b.query, few.raw, many.raw)
			continue
		}
		if few.resp.Info.StoreCalls != b.calls || many.resp.Info.StoreCalls != b.calls {
			t.Errorf("%d calls over few records, %d over many, want %d: %s", few.resp.Info.StoreCalls, many.resp.Info.StoreCalls, b.calls, b.query)
		}
	}
}

// The engine's own count is what the store saw.
func TestTheCountOfStoreCallsIsTheStoresOwn(t *testing.T) {
	s := storetest.NewCounting(generated(t, 1, storetest.Small))
	e := engineOver(t, s)
	must(t, e, `{ evidenceMatrix { total { findings } } tally(by: YEAR) { overlapping } }`, "") // fills the frame
	for _, b := range budgets {
		before := s.Counts().Total()
		a := ask(t, e, b.query, "")
		if seen := s.Counts().Total() - before; seen != a.resp.Info.StoreCalls {
			t.Errorf("the store saw %d calls, the engine tells %d: %s", seen, a.resp.Info.StoreCalls, b.query)
		}
	}
}

func TestTotalIsCountedOnlyWhereAskedFor(t *testing.T) {
	var groupsOnly []bool
	e := failing(t, func(_ string, about any) error {
		if q, ok := about.(graph.Tally); ok {
			groupsOnly = append(groupsOnly, q.GroupsOnly)
		}
		return nil
	})
	for _, c := range []struct {
		query string
		want  bool
	}{
		{`{ evidenceMatrix { cells { counts { studies } } dense { findings } } }`, true},
		{`{ evidenceMatrix { total { findings } } }`, false},
		{`{ evidenceMatrix { dense { findings } all: unplaced { findings } } }`, false},
		{`{ evidenceMatrix { ...whole } } fragment whole on EvidenceMatrix { overlapping }`, false},
		{`{ tally(by: YEAR) { groups { nodes } total @skip(if: true) { findings } } }`, true},
		{`{ tally(by: YEAR) { unplaced { findings } } }`, false},
		{`{ factors(first: 2) { nodes { byPhase { counts { findings } } } } }`, true},
		{`{ factors(first: 2) { facets(by: FACTOR_LEVEL) { nodes } } }`, true},
	} {
		groupsOnly = nil
		must(t, e, c.query, "")
		if len(groupsOnly) != 1 || groupsOnly[0] != c.want {
			t.Errorf("%s: tallies of groups only %v, want one: %t", c.query, groupsOnly, c.want)
		}
	}
}

func TestRowsAreTold(t *testing.T) {
	a := ask(t, engineOver(t, generated(t, 1, storetest.Small)), `{ findings(first: 7) { nodes { key } } }`, "")
	if a.resp.Info.Rows != 7 {
		t.Errorf("%+v", a.resp.Info)
	}
}
