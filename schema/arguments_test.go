package schema

import (
	"fmt"
	"strings"
	"testing"
)

// cursorOf gives a cursor of a list.
func cursorOf(t *testing.T, list string) string {
	t.Helper()
	return dig(t, must(t, curatedEngine(), "{ l: "+list+" { edges { cursor } } }", ""), "l", "edges", 0, "cursor").(string)
}

func TestFaultyArgumentsAreTheFaultOfTheirField(t *testing.T) {
	ofFindings, ofStudies := cursorOf(t, "findings(first: 2)"), cursorOf(t, "studies(first: 2)")
	edited := ofFindings[:len(ofFindings)-4] + "AAAA"
	ofSearch := cursorOf(t, `search(text: "family", first: 2)`)
	many := strings.Repeat(`"family",`, maxRootPage+1)
	const nested = `study(key: "hickle-2017")`
	for _, c := range []struct {
		query, path, code, says string
	}{
		{`{ x: findings(first: -1) { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "first must be from 0 to 1000"},
		{`{ x: findings(last: -1) { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "last must be from 0 to 1000"},
		{`{ x: findings(first: 1001) { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "first must be from 0 to 1000"},
		{`{ x: findings(first: 1000000000) { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "and is 1000000000"},
		{`{ x: findings(first: 1, last: 1) { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "not for both"},
		{`{ ` + nested + ` { x: findings(first: 101) { totalCount } } }`, `["study","x"]`, "BAD_USER_INPUT", "first must be from 0 to 100 here"},
		{`{ ` + nested + ` { x: reports(last: 101) { totalCount } } }`, `["study","x"]`, "BAD_USER_INPUT", "last must be from 0 to 100 here"},
		{`{ x: findings(after: "` + ofStudies + `") { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "cursor"},
		{`{ x: findings(after: "` + edited + `") { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "cursor"},
		{`{ x: findings(before: "") { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "cursor"},
		{`{ x: findings(before: "` + strings.Repeat("A", 5000) + `") { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "cursor"},
		{`{ x: findings(after: "` + ofFindings + `", where: {valence: {eq: HINDERING}}) { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "cursor"},
		{`{ x: findings(after: "` + ofFindings + `", orderBy: {field: STATUS}) { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "cursor"},
		{`{ ` + nested + ` { x: findings(after: "` + ofFindings + `") { totalCount } } }`, `["study","x"]`, "BAD_USER_INPUT", "cursor"},
		{`{ x: nodes(ids: [` + many + `]) { id } }`, `["x"]`, "BAD_USER_INPUT", "at most 1000 nodes"},
		{`{ x: search(text: "-- *") { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "no word"},
		{`{ x: search(text: "` + strings.Repeat("é", 401) + `") { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "at most 400 characters, and this one has 401"},
		{`{ x: search(text: "` + strings.Repeat("a ", 33) + `") { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "at most 32 words, and this one has 33"},
		{`{ x: search(text: "` + strings.Repeat("a", 61) + `") { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "at most 60 characters"},
		{`{ x: search(text: "a", first: 1001) { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "first must be from 0 to 1000"},
		{`{ x: search(text: "a", after: "` + ofFindings + `") { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "cursor"},
		{`{ x: search(text: "families", after: "` + ofSearch + `") { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "cursor"},
		{`{ x: search(text: "family", kinds: [FACTOR], after: "` + ofSearch + `") { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "cursor"},
		{`{ x: search(text: "family", lang: "it", after: "` + ofSearch + `") { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "cursor"},
		{`{ x: search(text: "a", lang: [` + strings.Repeat(`"en",`, 21) + `]) { totalCount } }`, `["x"]`, "BAD_USER_INPUT", "at most 20 languages"},
		{`{ x: evidenceMatrix(phaseModel: "nowhere") { overlapping } }`, `["x"]`, "NOT_FOUND", "phase model"},
		{`{ x: tally(by: PHASE, phaseModel: "family") { overlapping } }`, `["x"]`, "NOT_FOUND", "phase model"},
		{`{ x: phases(model: "nowhere") { key } }`, `["x"]`, "NOT_FOUND", "phase model"},
		{`{ factor(key: "family") { x: byPhase(phaseModel: "nowhere") { counts { findings } } } }`, `["factor","x"]`, "NOT_FOUND", "phase model"},
		{`{ x: tally(by: []) { overlapping } }`, `["x"]`, "BAD_USER_INPUT", "one to three dimensions"},
		{`{ x: tally(by: [PHASE, YEAR, DESIGN, COUNTRY]) { overlapping } }`, `["x"]`, "BAD_USER_INPUT", "one to three dimensions"},
		{`{ x: tally(by: [PHASE, PHASE]) { overlapping } }`, `["x"]`, "BAD_USER_INPUT", "PHASE stands twice"},
		{`{ factor(key: "family") { x: label(lang: "` + strings.Repeat("a-", 30) + `") { value } } }`, `["factor","x"]`, "BAD_USER_INPUT", "BCP 47"},
		{`{ factor(key: "family") { x: label(lang: [` + strings.Repeat(`"en",`, 21) + `]) { value } } }`, `["factor","x"]`, "BAD_USER_INPUT", "at most 20 languages"},
		{`{ tally(by: DESIGN) { groups { keys { x: label(lang: [` + strings.Repeat(`"en",`, 21) + `]) } } } }`, `["tally","groups",0,"keys",0,"x"]`, "BAD_USER_INPUT", "at most 20 languages"},
	} {
		a := ask(t, curatedEngine(), c.query, "")
		if len(a.Errors) != 1 {
			t.Errorf("%.200s: %d errors: %.400s", c.query, len(a.Errors), a.raw)
			continue
		}
		e := a.Errors[0]
		if e.path() != c.path || e.code() != c.code || !strings.Contains(e.Message, c.says) || len(e.Locations) != 1 {
			t.Errorf("%.200s: %.600s", c.query, a.raw)
		}
		if len(e.Message) > 300 || !strings.HasSuffix(e.Message, ".") {
			t.Errorf("%.200s: not one short sentence: %q", c.query, e.Message)
		}
	}
}

func TestAFaultyArgumentLeavesOtherFieldsAlone(t *testing.T) {
	a := ask(t, curatedEngine(), `{ nodes(ids: ["hickle-2017", "family"]) { ... on Study { findings(first: -1) { totalCount } } ... on Factor { key } } }`, "")
	a.wantData(t, `{"nodes":[null,{"key":"family"}]}`)
}

// One cursor fits one of the parents: the others have their own fault.
func TestACursorOfOneParentIsTheFaultOfTheOthersAlone(t *testing.T) {
	e := curatedEngine()
	data := must(t, e, `{ factors(first: 3, where: {findings: {some: {}}}) { nodes { key findings(first: 1) { edges { cursor } } } } }`, "")
	cursor := dig(t, data, "factors", "nodes", 1, "findings", "edges", 0, "cursor").(string)
	var keys []string
	for i := range 3 {
		keys = append(keys, fmt.Sprintf("%q", dig(t, data, "factors", "nodes", i, "key")))
	}
	a := ask(t, e, fmt.Sprintf(`{ nodes(ids: [%s]) { ... on Factor { key findings(first: 1, after: %q) { nodes { key } } } } }`, strings.Join(keys, ","), cursor), "")
	nodes := a.Data["nodes"].([]any)
	if nodes[0] != nil || nodes[1] == nil || nodes[2] != nil || len(a.Errors) != 2 || a.Errors[0].path() != `["nodes",0,"findings"]` {
		t.Errorf("%s", a.raw)
	}
}

func TestOperationsAreChosenByTheirName(t *testing.T) {
	e := curatedEngine()
	const two = `query A { study(key: "hickle-2017") { key } } query B { factor(key: "family") { key } }`
	for name, want := range map[string]string{"A": "study", "B": "factor"} {
		a := read(t, e.Do(t.Context(), Request{Query: two, OperationName: name}))
		if a.Data[want] == nil || len(a.Data) != 1 || a.resp.Info.OperationName != name || a.resp.Info.OperationType != "query" {
			t.Errorf("%s: %s %+v", name, a.raw, a.resp.Info)
		}
	}
	for query, name := range map[string]string{two: "", two + " ": "C", `{ __typename }`: "A", `fragment F on Query { __typename }`: ""} {
		a := read(t, e.Do(t.Context(), Request{Query: query, OperationName: name}))
		if len(a.Errors) == 0 || a.Errors[0].code() != "OPERATION_RESOLUTION_FAILURE" && a.Errors[0].code() != "GRAPHQL_VALIDATION_FAILED" {
			t.Errorf("%s named %q: %s", query, name, a.raw)
		}
	}
	for _, query := range []string{`mutation { __typename }`, `subscription { __typename }`} {
		a := ask(t, e, query, "")
		if len(a.Errors) != 1 || a.Errors[0].code() != "GRAPHQL_VALIDATION_FAILED" || !strings.Contains(a.Errors[0].Message, "queries only") {
			t.Errorf("%s: %s", query, a.raw)
		}
	}
}
