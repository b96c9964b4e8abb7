package schema

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/parser"

	"github.com/exitgraph/exitgraph/schema/document"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// coerced coerces variables for a declaration.
func coerced(t *testing.T, declaration, variables string) (map[string]any, []*fault.Error) {
	t.Helper()
	tree, err := parser.Parse(parser.ParseParams{Source: "query(" + declaration + ") { __typename }"})
	if err != nil {
		t.Fatal(err)
	}
	var given map[string]any
	if err := decodeJSON(variables, &given); err != nil {
		t.Fatal(err)
	}
	return coerceVariables(curatedEngine().schema, &document.Document{AST: tree}, tree.Definitions[0].(*ast.OperationDefinition), given)
}

func TestVariablesAreCoercedByTheSpecification(t *testing.T) {
	absent := map[string]any{}
	one := func(v any) map[string]any { return map[string]any{"v": v} }
	for _, c := range []struct {
		declaration, variables string
		want                   map[string]any // nil for a refusal
	}{
		{"$v: Int", `{"v": 3}`, one(3)},
		{"$v: Int", `{"v": -0}`, one(0)},
		{"$v: Int", `{"v": 1.0}`, one(1)},
		{"$v: Int", `{"v": 3e2}`, one(300)},
		{"$v: Int", `{"v": 1.5}`, nil},
		{"$v: Int", `{"v": 2147483647}`, one(2147483647)},
		{"$v: Int", `{"v": 2147483648}`, nil},
		{"$v: Int", `{"v": -2147483648}`, one(-2147483648)},
		{"$v: Int", `{"v": -2147483649}`, nil},
		{"$v: Int", `{"v": 1e999}`, nil},
		{"$v: Int", `{"v": 123456789012345678901234567890}`, nil},
		{"$v: Int", `{"v": "12"}`, nil},
		{"$v: Int", `{"v": true}`, nil},
		{"$v: Int", `{"v": [1]}`, nil},
		{"$v: Int", `{"v": {}}`, nil},
		{"$v: Int", `{"v": null}`, one(givenAsNull{})},
		{"$v: Int", `{}`, absent},
		{"$v: Int", `null`, absent},
		{"$v: Int!", `{}`, nil},
		{"$v: Int!", `{"v": null}`, nil},
		{"$v: Int!", `{"v": 0}`, one(0)},

		{"$v: Boolean", `{"v": false}`, one(false)},
		{"$v: Boolean", `{"v": 0}`, nil},
		{"$v: Boolean", `{"v": "true"}`, nil},

		{"$v: String", `{"v": ""}`, one("")},
		{"$v: String", `{"v": "\u0000\ud83d\ude00"}`, one("\x00\U0001F600")},
		{"$v: String", `{"v": 3}`, nil},
		{"$v: String", `{"v": true}`, nil},
		{"$v: String", `{"v": ["a"]}`, nil},

		{"$v: ID", `{"v": "family"}`, one("family")},
		{"$v: ID", `{"v": 12}`, one("12")},
		{"$v: ID", `{"v": 1.5}`, nil},
		{"$v: ID", `{"v": true}`, nil},

		{"$v: Date", `{"v": "2026-02-28"}`, one("2026-02-28")},
		{"$v: Date", `{"v": "2026-02-30"}`, nil},
		{"$v: Date", `{"v": 2026}`, nil},
		{"$v: URL", `{"v": "https://example.org/a"}`, one("https://example.org/a")},
		{"$v: URL", `{"v": "not an address"}`, nil},

		{"$v: Valence", `{"v": "HINDERING"}`, one("HINDERING")},
		{"$v: Valence", `{"v": "hindering"}`, nil},
		{"$v: Valence", `{"v": "STUDY"}`, nil},
		{"$v: Valence", `{"v": 1}`, nil},

		{"$v: [Int!]", `{"v": [1, 2]}`, one([]any{1, 2})},
		{"$v: [Int!]", `{"v": 1}`, one([]any{1})},
		{"$v: [Int!]", `{"v": []}`, one([]any{})},
		{"$v: [Int!]", `{"v": null}`, one(givenAsNull{})},
		{"$v: [Int!]", `{"v": [1, null]}`, nil},
		{"$v: [Int]", `{"v": [1, null]}`, one([]any{1, nil})},
		{"$v: [Int!]!", `{"v": null}`, nil},
		{"$v: [Int!]", `{"v": [1, "2"]}`, nil},
		{"$v: [[Int!]]", `{"v": [[1], 2, null]}`, one([]any{[]any{1}, []any{2}, nil})},

		{"$v: IntFilter", `{"v": {"gte": 2000, "in": 3, "eq": null}}`, one(map[string]any{"gte": 2000, "in": []any{3}})},
		{"$v: IntFilter", `{"v": {}}`, one(map[string]any{})},
		{"$v: IntFilter", `{"v": {"between": 1}}`, nil},
		{"$v: IntFilter", `{"v": {"between": null}}`, nil},
		{"$v: IntFilter", `{"v": 3}`, nil},
		{"$v: IntFilter", `{"v": [{}]}`, nil},
		{"$v: FindingFilter", `{"v": {"AND": {"valence": {"eq": "HINDERING"}}}}`, one(map[string]any{"AND": []any{map[string]any{"valence": map[string]any{"eq": "HINDERING"}}}})},
		{"$v: FindingFilter", `{"v": {"study": {"year": {"eq": "2017"}}}}`, nil},
		{"$v: FindingOrder", `{"v": {"field": "KEY"}}`, one(map[string]any{"field": "KEY", "direction": "ASC"})},
		{"$v: FindingOrder", `{"v": {"field": "KEY", "direction": null}}`, one(map[string]any{"field": "KEY", "direction": "ASC"})},
		{"$v: FindingOrder", `{"v": {"direction": "DESC"}}`, nil},
		{"$v: FindingOrder", `{"v": {"field": null}}`, nil},

		{"$v: Int = 7", `{}`, one(7)},
		{"$v: Int = 7", `{"v": 8}`, one(8)},
		{"$v: Int = 7", `{"v": null}`, one(givenAsNull{})},
		{"$v: Int! = 7", `{}`, one(7)},
		{"$v: Int! = 7", `{"v": null}`, nil},
		{"$v: [Valence!] = HINDERING", `{}`, one([]any{"HINDERING"})},
		{"$v: FindingOrder = {field: KEY}", `{}`, one(map[string]any{"field": "KEY", "direction": "ASC"})},
		{"$v: Int", `{"v": 1, "w": {"anything": ["goes"]}}`, one(1)},
	} {
		name := c.declaration + " with " + c.variables
		got, faults := coerced(t, c.declaration, c.variables)
		if c.want == nil {
			if len(faults) != 1 || faults[0].Code != fault.BadUserInput || len(faults[0].Locations) != 1 {
				t.Errorf("%s: %v %v", name, got, faults)
			} else if m := faults[0].Message; !strings.HasPrefix(m, "Variable $v: ") || !strings.HasSuffix(m, ".") {
				t.Errorf("%s: %q", name, m)
			}
			continue
		}
		if len(faults) > 0 || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %#v %v, want %#v", name, got, faults, c.want)
		}
	}
}

// No argument of the contract is a Float yet.
func TestFloatsAreCoercedByTheSpecification(t *testing.T) {
	for v, want := range map[any]any{
		json.Number("1.5"): 1.5, json.Number("1"): 1.0, json.Number("1e999"): nil, "1": nil, true: nil,
	} {
		if got, err := coerceValue(graphql.Float, v, ""); got != want || (err == nil) != (want != nil) {
			t.Errorf("%v is %v (%v), want %v", v, got, err, want)
		}
	}
}

func TestEachFaultyVariableIsTold(t *testing.T) {
	_, faults := coerced(t, "$a: Int!, $b: Int, $c: Valence", `{"b": "x", "c": 1}`)
	if len(faults) != 3 {
		t.Errorf("%v", faults)
	}
}

func TestTheFaultOfAVariableNamesThePlaceInside(t *testing.T) {
	_, faults := coerced(t, "$v: FindingFilter", `{"v": {"OR": [{}, {"study": {"year": {"in": [1, "2"]}}}]}}`)
	if len(faults) != 1 || faults[0].Message != "Variable $v: at OR[1].study.year.in[1], a whole number of 32 bits is needed, and this is a string." {
		t.Errorf("%v", faults)
	}
}

// What the document itself holds is checked by the validator, what only the request
// knows by the engine; each has its code and its place.
func TestInputFaultsHaveTheCodeOfWhereTheyStand(t *testing.T) {
	const literal, variable = "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"
	for _, c := range []struct {
		query, variables, code string // no code for a sound request
	}{
		{`{ findings(first: 2) { totalCount } }`, ``, ""},
		{`{ findings(first: "2") { totalCount } }`, ``, literal},
		{`{ findings(first: 2.0) { totalCount } }`, ``, literal},
		{`{ findings(first: 2147483648) { totalCount } }`, ``, literal},
		{`{ findings(first: 99999999999999999999) { totalCount } }`, ``, literal},
		{`{ findings(first: true) { totalCount } }`, ``, literal},
		{`{ findings(first: [2]) { totalCount } }`, ``, literal},
		{`{ findings(first: null, where: null, after: null) { totalCount } }`, ``, ""},
		{`{ findings(where: {valence: null, AND: null}) { totalCount } }`, ``, ""},
		{`{ findings(where: {AND: [null]}) { totalCount } }`, ``, literal},
		{`{ findings(where: {key: {in: ["a", null]}}) { totalCount } }`, ``, literal},
		{`{ findings(where: {nothing: null}) { totalCount } }`, ``, literal},
		{`{ findings(where: {valence: {eq: "HINDERING"}}) { totalCount } }`, ``, literal},
		{`{ findings(where: {valence: {eq: SIDEWAYS}}) { totalCount } }`, ``, literal},
		{`{ findings(where: {valence: {in: HINDERING}}) { totalCount } }`, ``, ""},
		{`{ findings(where: {AND: {valence: {in: HINDERING}}}) { totalCount } }`, ``, ""},
		{`{ findings(where: {study: {year: {gt: "x"}}}) { totalCount } }`, ``, literal},
		{`{ findings(where: 3) { totalCount } }`, ``, literal},
		{`{ findings(where: {mystery: 1}) { totalCount } }`, ``, literal},
		{`{ findings(mystery: 1) { totalCount } }`, ``, literal},
		{`{ findings(orderBy: {direction: ASC}) { totalCount } }`, ``, literal},
		{`{ findings(orderBy: {field: KEY}) { totalCount } }`, ``, ""},
		{`{ study { key } }`, ``, literal},
		{`{ study(key: null) { key } }`, ``, literal},
		{`{ study(key: 3) { key } }`, ``, ""},
		{`{ study(key: KEY) { key } }`, ``, literal},

		{`query($n: Int) { findings(first: $n) { totalCount } }`, `{"n": 2}`, ""},
		{`query($n: Int) { findings(first: $n) { totalCount } }`, `{"n": null}`, ""},
		{`query($n: Int) { findings(first: $n) { totalCount } }`, ``, ""},
		{`query($n: Int) { findings(first: $n) { totalCount } }`, `{"n": "2"}`, variable},
		{`query($n: Int!) { findings(first: $n) { totalCount } }`, ``, variable},
		{`query($n: Int = "x") { findings(first: $n) { totalCount } }`, ``, literal},
		{`query($n: Int! = 3) { findings(first: $n) { totalCount } }`, ``, ""},
		{`query($n: Int! = "x") { findings(first: $n) { totalCount } }`, ``, literal},
		{`query($n: Int = 2147483648) { findings(first: $n) { totalCount } }`, ``, variable},
		{`query($k: ID) { study(key: $k) { key } }`, `{"k": "x"}`, literal},
		{`query($k: ID = "hickle-2017") { study(key: $k) { key } }`, ``, ""},
		{`query($k: ID! = "hickle-2017") { study(key: $k) { key } }`, ``, ""},
		{`query($k: String!) { study(key: $k) { key } }`, `{"k": "x"}`, literal},
		{`query($w: FindingFilter) { findings(where: $w) { totalCount } }`, `{"w": {"mystery": 1}}`, variable},
		{`query($w: FindingFilter) { findings(where: $w) { totalCount } }`, `{"w": {"valence": {"eq": "SIDEWAYS"}}}`, variable},
		{`query($v: Valence) { findings(where: {valence: {eq: $v}}) { totalCount } }`, `{"v": "HINDERING"}`, ""},
		{`query($v: Valence) { findings(where: {valence: {eq: $v}}) { totalCount } }`, ``, ""},
		{`query($v: Valence) { findings(where: {valence: {in: [$v]}}) { totalCount } }`, ``, literal},
		{`query($v: Valence!) { findings(where: {valence: {in: [$v]}}) { totalCount } }`, `{"v": "HINDERING"}`, ""},
		{`query($v: Valence!) { findings(where: {valence: {in: $v}}) { totalCount } }`, `{"v": "HINDERING"}`, literal},
		{`query($n: Int, $y: Int) { findings(first: $n, where: {study: {year: {in: [2147483648, 3], eq: $y}}}) { totalCount } }`, ``, literal},
		{`query($x: Mystery) { findings(first: $x) { totalCount } }`, ``, literal},
		{`query($x: Study) { findings(first: $x) { totalCount } }`, ``, literal},
		{`{ findings(first: $n) { totalCount } }`, ``, literal},
	} {
		a := ask(t, curatedEngine(), c.query, c.variables)
		code := ""
		if len(a.Errors) > 0 {
			code = a.Errors[0].code()
			if a.resp.Executed {
				t.Errorf("%s %s began: %s", c.query, c.variables, a.raw)
			}
			if len(a.Errors[0].Locations) == 0 {
				t.Errorf("%s %s: no location: %s", c.query, c.variables, a.raw)
			}
		}
		if code != c.code {
			t.Errorf("%s %s: %.400s, want code %q", c.query, c.variables, a.raw, c.code)
		}
	}
}

// The library takes the first for a fault and tells at most ten of a sort.
func TestRequiredVariablesMayHaveDefaults(t *testing.T) {
	var head, body strings.Builder
	for i := range 15 {
		fmt.Fprintf(&head, "$v%d: Int! = %d, ", i, i)
		fmt.Fprintf(&body, "a%[1]d: findings(first: $v%[1]d) { nodes { key } } ", i)
	}
	data := must(t, curatedEngine(), "query("+head.String()+") { "+body.String()+" }", `{"v3": 1}`)
	for i := range 15 {
		want := i
		if i == 3 {
			want = 1
		}
		if got := len(dig(t, data, fmt.Sprintf("a%d", i), "nodes").([]any)); got != want {
			t.Errorf("a%d has %d records", i, got)
		}
	}
	a := ask(t, curatedEngine(), "query("+head.String()+`$w: Int! = "x", $u: Int) { `+body.String()+" b: findings(first: $w) { totalCount } }", "")
	if len(a.Errors) != 2 || !strings.Contains(a.raw, "$w") || !strings.Contains(a.raw, "$u") {
		t.Errorf("%s", a.raw)
	}
	// A value in the words of the message that is passed over is still wrong.
	a = ask(t, curatedEngine(), `{ findings(first: "Variable \"$n\" of type \"Int!\" is required and will not use the default value. Perhaps you meant to use type \"Int\".") { totalCount } }`, "")
	if a.resp.Executed {
		t.Errorf("%s", a.raw)
	}
}

func TestNullMeansAbsent(t *testing.T) {
	e := curatedEngine()
	want := ask(t, e, `{ findings(where: {valence: {eq: HINDERING}}) { totalCount nodes { summary { lang } } } }`, "").dataOf(t)
	for _, c := range []struct{ query, variables string }{
		{`{ findings(first: null, after: null, orderBy: null, where: {valence: {eq: HINDERING, in: null}, AND: null, NOT: null, study: null}) { totalCount nodes { summary(lang: null) { lang } } } }`, ``},
		{`query($n: Int, $w: FindingFilter, $l: [String!]) { findings(first: $n, where: $w) { totalCount nodes { summary(lang: $l) { lang } } } }`, `{"n": null, "l": null, "w": {"valence": {"eq": "HINDERING", "in": null}, "AND": null, "study": null}}`},
		{`query($n: Int, $v: [Valence!]) { findings(first: $n, where: {valence: {eq: HINDERING, in: $v}}) { totalCount nodes { summary { lang } } } }`, ``},
	} {
		if got := ask(t, e, c.query, c.variables).dataOf(t); got != want {
			t.Errorf("%s %s\n got %.300s\nwant %.300s", c.query, c.variables, got, want)
		}
	}
}

func TestDefaultsOfArgumentsStandForWhatIsAbsent(t *testing.T) {
	e := curatedEngine()
	want := must(t, e, `{ evidenceMatrix { rows { dimension } columns { dimension } } }`, "")
	got := must(t, e, `query($r: EvidenceDimension) { evidenceMatrix(rows: $r, columns: null) { rows { dimension } columns { dimension } } }`, `{"r": null}`)
	if difference("", got, want) != "" || dig(t, want, "evidenceMatrix", "rows", 0, "dimension") != "FACTOR" || dig(t, want, "evidenceMatrix", "columns", 0, "dimension") != "PHASE" {
		t.Errorf("%v\n%v", got, want)
	}
}

func TestAnInputThatIsTooDeepOrTooLargeNamesItsLimit(t *testing.T) {
	deep := func(n int) any {
		var v any = map[string]any{}
		for range n {
			v = map[string]any{"NOT": v}
		}
		return v
	}
	long := make([]any, maxInputValues+1)
	for i := range long {
		long[i] = "family"
	}
	const query = `query($w: FindingFilter) { findings(where: $w) { totalCount } }`
	e := curatedEngine()
	for _, c := range []struct {
		value any
		limit string
	}{
		{deep(maxInputDepth), ""},
		{deep(maxInputDepth + 1), "inputDepth"},
		{deep(1_000_000), "inputDepth"},
		{map[string]any{"key": map[string]any{"in": long}}, "inputValues"},
		{map[string]any{"key": map[string]any{"in": long[:maxInputValues-3]}}, ""},
	} {
		resp := e.Do(t.Context(), Request{Query: query, Variables: map[string]any{"w": c.value}})
		limit := ""
		if len(resp.Errors) > 0 && resp.Errors[0].Limit != nil {
			limit = resp.Errors[0].Limit.Name
		}
		if limit != c.limit || (limit == "") != resp.Executed {
			t.Errorf("limit %q, want %q: %.300s", limit, c.limit, resp.Body)
		}
	}
}

// Literals and variables inside them are nested in one another, too.
func TestTheDepthOfAnArgumentCountsLiteralsAndVariablesTogether(t *testing.T) {
	nest := func(n int, inner string) string {
		return strings.Repeat("{NOT: ", n) + inner + strings.Repeat("}", n)
	}
	for _, c := range []struct {
		query, variables string
		refused          bool
	}{
		{`{ findings(where: ` + nest(maxInputDepth, "{}") + `) { totalCount } }`, "", false},
		{`{ findings(where: ` + nest(maxInputDepth+1, "{}") + `) { totalCount } }`, "", true},
		{`query($w: FindingFilter) { findings(where: ` + nest(maxInputDepth-1, "$w") + `) { totalCount } }`, `{"w": {"NOT": {}}}`, false},
		{`query($w: FindingFilter) { findings(where: ` + nest(maxInputDepth-1, "$w") + `) { totalCount } }`, `{"w": {"NOT": {"NOT": {}}}}`, true},
	} {
		a := ask(t, curatedEngine(), c.query, c.variables)
		if a.resp.Executed == c.refused {
			t.Errorf("%s %s: %.300s", c.query, c.variables, a.raw)
		}
		if c.refused && (a.Errors[0].Extensions.Limit == nil || a.Errors[0].Extensions.Limit.Name != "inputDepth" || len(a.Errors[0].Locations) != 1) {
			t.Errorf("%s", a.raw)
		}
	}
}

func TestWholeNumbersAreReadWithoutLoss(t *testing.T) {
	for text, want := range map[string]string{"3": "3", "3.0": "3", "-3e1": "-30", "3.5": "", "1e400": "", "9007199254740993": "9007199254740993"} {
		got := ""
		if n, ok := wholeNumber(json.Number(text)); ok {
			got = fmt.Sprint(n)
		}
		if got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}
