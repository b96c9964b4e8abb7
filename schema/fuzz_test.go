package schema

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// checkAnswer holds what is true of every answer.
func checkAnswer(t *testing.T, resp *Response) {
	t.Helper()
	if !json.Valid(resp.Body.Bytes()) || !utf8.Valid(resp.Body.Bytes()) {
		t.Fatalf("not JSON in UTF-8: %.500q", resp.Body)
	}
	if !resp.Executed && len(resp.Errors) == 0 {
		t.Fatalf("neither data nor errors: %.500s", resp.Body)
	}
	if resp.Executed != bytes.HasPrefix(resp.Body.Bytes(), []byte(`{"data":`)) {
		t.Fatalf("executed %t: %.500s", resp.Executed, resp.Body)
	}
	for _, e := range resp.Errors {
		if e.Code == fault.Internal {
			t.Fatalf("internal: %v\n%v", e, e.Cause)
		}
		if e.Message == "" || strings.ContainsAny(e.Message, "\r\n") {
			t.Fatalf("message %q", e.Message)
		}
	}
}

func FuzzDocument(f *testing.F) {
	for _, query := range []string{
		`{...F} fragment F on Query{a ...F}`,
		`{ study(key: "hickle-2017") { title samples { size } } }`,
		`query Q($n: Int! = 3, $b: Boolean = true) { findings(first: $n, where: {AND: [{valence: {in: HINDERING}}, null]}) { nodes { key @include(if: $b) } } }`,
		`{ node(id: "family") { __typename ... on Factor { byPhase { findings(first: 1) { facets(by: DESIGN) { nodes } } } } } }`,
		`{ evidenceMatrix(rows: COUNTRY, columns: YEAR, nonEmpty: true) { rows { label node { id } } dense { findings } placements { findings } unmappedPhases { key } } }`,
		`{ tally(by: [PHASE, PHASE]) { total { findings } } x: tally(by: []) { overlapping } }`,
		`{ __schema { types { fields(includeDeprecated: true) { args { defaultValue } } } } __type(name: "Nowhere") { name } }`,
		`{ findings(last: -1, after: "AQ", first: 99999999999) { edges { cursor } } }`,
		"{ study(key: \"\\ud83d\\ude00\u2028\") { key } }", "{ study(key: \"\"\"\n  a\n b\"\"\") { key } }", `mutation { a }`, `subscription S { a }`, ``,
		`query A { __typename } query B { a: __typename }`, strings.Repeat("{a", 300),
	} {
		f.Add(query)
	}
	e := curatedEngine()
	f.Fuzz(func(t *testing.T, query string) {
		checkAnswer(t, e.Do(t.Context(), Request{Query: query}))
	})
}

func FuzzFilterVariables(f *testing.F) {
	for _, where := range []string{
		`{}`, `null`, `[]`, `3`, `"x"`, `{"AND": []}`, `{"OR": []}`, `{"NOT": {"NOT": {}}}`,
		`{"AND": {"valence": {"eq": "HINDERING"}}, "OR": [{"factor": {"level": {"in": ["SOCIETAL"]}}}, {}]}`,
		`{"study": {"samples": {"some": {"countriesOfOrigin": {"hasAny": ["IT", "it"]}}, "all": {"size": {"gt": 2147483648}}}}}`,
		`{"study": {"isNull": true}, "phase": {"equivalentTo": {"in": ["baker-exit", "eg_xx"]}, "NOT": {"isNull": false}}}`,
		`{"key": {"in": [1, "family", null]}}`, `{"summary": {"contains": "\u0000\ud800", "startsWith": "É"}}`, `{"status": {"eq": "WITHDRAWN"}}`,
		`{"study": {"year": {"in": [1e400, 2017.0, -0]}}}`, strings.Repeat(`{"NOT":`, 40) + `{}` + strings.Repeat(`}`, 40),
	} {
		f.Add(where)
	}
	e := curatedEngine()
	f.Fuzz(func(t *testing.T, where string) {
		var v any
		if decodeJSON(where, &v) != nil {
			return
		}
		checkAnswer(t, e.Do(t.Context(), Request{
			Query:     `query($w: FindingFilter) { findings(first: 3, where: $w) { totalCount nodes { key } facets(by: PHASE) { nodes } } tally(by: DESIGN, where: $w) { total { findings } } }`,
			Variables: map[string]any{"w": v},
		}))
	})
}
