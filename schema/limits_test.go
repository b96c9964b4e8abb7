package schema

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/schema/document"
)

// bomb chains fragments that each spread the next one twice.
func bomb(n int, field string) string {
	var b strings.Builder
	b.WriteString(`{ study(key: "hickle-2017") { ...F0 } }`)
	for i := range n {
		fmt.Fprintf(&b, ` fragment F%d on Study { ...F%d ... { ...F%d } }`, i, i+1, i+1)
	}
	fmt.Fprintf(&b, ` fragment F%d on Study { %s }`, n, field)
	return b.String()
}

func aliases(n int, field string) string {
	var b strings.Builder
	b.WriteByte('{')
	for i := range n {
		fmt.Fprintf(&b, " a%d: %s", i, field)
	}
	b.WriteString(" }")
	return b.String()
}

func TestHostileDocumentsAreRefusedQuicklyAndHarmNothing(t *testing.T) {
	e := engineOver(t, curated())
	for _, c := range []struct {
		name, query string
		limit       string // "" where another fault than a limit says it
		code        string
	}{
		{"a fragment that spreads itself", `{...F} fragment F on Query{a ...F}`, "", "GRAPHQL_VALIDATION_FAILED"},
		{"fragments that spread each other", `{...F} fragment F on Query{...G} fragment G on Query{...F}`, "", "GRAPHQL_VALIDATION_FAILED"},
		{"10,000 nested selections", strings.Repeat("{a", 10_000) + strings.Repeat("}", 10_000), "nesting", "QUERY_TOO_COMPLEX"},
		{"10,000 nested lists", `{a(b:` + strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000) + `)}`, "nesting", "QUERY_TOO_COMPLEX"},
		{"50,000 aliases", aliases(50_000, "__typename"), "bytes", "QUERY_TOO_COMPLEX"},
		{"300 aliases side by side", aliases(300, "__typename"), "fieldsPerSelection", "QUERY_TOO_COMPLEX"},
		{"a fragment bomb", bomb(40, "key"), "expandedFields", "QUERY_TOO_COMPLEX"},
		{"a bomb of aliases", bomb(10, "x: key"), "aliases", "QUERY_TOO_COMPLEX"},
		{"60 root fields", aliases(60, `release { name }`), "rootFields", "QUERY_TOO_COMPLEX"},
		{"nesting through caveats", `{ study(key: "x") { ` + strings.Repeat("findings { nodes { study { ", 6) + "key" + strings.Repeat(" } } }", 6) + " } }", "depth", "QUERY_TOO_COMPLEX"},
		{"many directives", `{ study(key: "x") { key ` + strings.Repeat("@include(if: true) ", 200) + `} }`, "directives", "QUERY_TOO_COMPLEX"},
		{"pages in pages", `{ studies(first: 1000) { nodes { findings(first: 100) { nodes { study { findings(first: 100) { nodes { key } } } } } } } }`, "cost", "QUERY_TOO_COMPLEX"},
		{"49 matrices with their cells", aliases(49, `evidenceMatrix { cells { row { label } column { label } counts { findings byValence { findings } } findings(first: 10) { nodes { key } } } }`), "cost", "QUERY_TOO_COMPLEX"},
		{"199 counts", `{ factor(key: "family") ` + aliases(199, `counts { findings }`) + ` }`, "cost", "QUERY_TOO_COMPLEX"},
		{"half a document", `{ study(key: "x") { key`, "", "GRAPHQL_PARSE_FAILED"},
		{"nothing", ``, "", "GRAPHQL_PARSE_FAILED"},
		{"NUL", "{ study(key: \"\x00\") { key } }", "", "GRAPHQL_PARSE_FAILED"},
		{"half a surrogate pair", `{ study(key: "\ud800") { key } }`, "", "GRAPHQL_PARSE_FAILED"},
		{"invalid UTF-8", "{ study(key: \"\xff\") { key } }", "", "GRAPHQL_PARSE_FAILED"},
	} {
		start := time.Now()
		a := ask(t, e, c.query, "")
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: took %s", c.name, took)
		}
		if len(a.Errors) == 0 || a.resp.Executed || a.Errors[0].code() != c.code {
			t.Errorf("%s: %.400s", c.name, a.raw)
			continue
		}
		limit := a.Errors[0].Extensions.Limit
		if c.limit == "" && limit != nil || c.limit != "" && (limit == nil || limit.Name != c.limit || limit.Value == 0) {
			t.Errorf("%s: limit %+v, want %q", c.name, limit, c.limit)
		}
		must(t, e, `{ study(key: "hickle-2017") { key } }`, "")
	}
}

func TestTheCostLimitNamesItselfItsValueAndTheCost(t *testing.T) {
	e, err := New(graph.New(curated()), Options{MaxCost: 30})
	if err != nil {
		t.Fatal(err)
	}
	must(t, e, `{ findings(first: 29) { nodes { key } } }`, "")
	a := ask(t, e, `{ findings(first: 30) { nodes { key } } }`, "")
	limit := a.Errors[0].Extensions.Limit
	if limit == nil || limit.Name != "cost" || limit.Value != 30 || limit.Actual != 31 || !strings.Contains(a.raw, `"cost":31`) {
		t.Errorf("%s", a.raw)
	}
	if !strings.Contains(a.Errors[0].Message, "30") {
		t.Errorf("the message does not name the limit: %s", a.Errors[0].Message)
	}
}

func TestCostIsKnownFromTheDocumentAndItsVariables(t *testing.T) {
	for _, c := range []struct {
		query, variables string
		cost             int
	}{
		{`{ __typename }`, "", 0},
		{`{ study(key: "x") { key title } }`, "", 1},
		{`{ findings { totalCount } }`, "", 1},
		{`{ findings { nodes { key } } }`, "", 1 + defaultPage},
		{`{ findings(first: 10) { nodes { key study { key } } } }`, "", 1 + 10 + 10},
		{`query($n: Int) { findings(last: $n) { edges { node { key } } } }`, `{"n": 7}`, 1 + 7 + 7},
		{`query($n: Int) { findings(first: $n) { nodes { key } } }`, `{"n": 1000000}`, 1 + maxRootPage},
		{`{ findings(first: 10) { nodes { study { samples { key } } } } }`, "", 1 + 10 + 10 + 100},
		{`query($b: Boolean!) { findings(first: 10) { nodes @include(if: $b) { key } } }`, `{"b": false}`, 1},
		{`{ nodes(ids: ["a", "b", "c"]) { id } }`, "", 3},
		{`{ factor(key: "x") { counts { findings } } }`, "", 1 + 1 + countWeight},
		{`{ factors(first: 50) { nodes { counts { findings } } } }`, "", 1 + 50 + 50 + countWeight},
		{`{ evidenceMatrix { total { findings } } }`, "", 1 + 1 + countWeight},
		{`{ search(text: "family", first: 10) { nodes { score node { id } } } }`, "", 1 + 10 + 10 + countWeight},
	} {
		a := ask(t, curatedEngine(), c.query, c.variables)
		if a.resp.Info.Cost != c.cost || !strings.Contains(a.raw, fmt.Sprintf(`"cost":{"requested":%d,"limit":%d}`, c.cost, DefaultMaxCost)) {
			t.Errorf("%s %s costs %d, want %d: %.200s", c.query, c.variables, a.resp.Info.Cost, c.cost, a.raw)
		}
	}
}

// A selection on Node is planned for each kind of node; nesting it through affects
// and caveats must not multiply the plans.
func TestPlansOfNodesGrowWithTheDocumentOnly(t *testing.T) {
	nested := "id"
	for range 4 {
		nested = "id ... on Study { caveats { affects { " + nested + " } } } ... on Finding { caveats { affects { " + nested + " } } }"
	}
	e := engineOver(t, curated())
	doc, faults := document.Parse(e.schema, `{ node(id: "hickle-2017") { `+nested+` } }`, document.DefaultLimits())
	if faults != nil {
		t.Fatal(faults)
	}
	p, failure := e.makePlan(doc, doc.Operations[0])
	if failure != nil {
		t.Fatal(failure)
	}
	if got, most := len(p.fields), 10*strings.Count(nested, "id"); got > most*2 {
		t.Errorf("%d fields are planned", got)
	}
}

// Fragments make a plan much larger than its text; the cache must know.
func TestTheCacheCountsPlansAndNotOnlyTexts(t *testing.T) {
	e := engineOver(t, curated())
	var wide strings.Builder
	wide.WriteString(`{ nodes(ids: []) { ...A ...B } } fragment A on Node { id } fragment B on Node { __typename id`)
	for i := range 190 {
		fmt.Fprintf(&wide, " x%d: id", i)
	}
	wide.WriteString(" }")
	must(t, e, wide.String(), "")
	if bytes := e.CacheStats().Bytes; bytes < 190*9*planBytes {
		t.Errorf("a plan of more than %d fields counts %d bytes", 190*9, bytes)
	}
}

func TestRepeatedDocumentsAreFoundInTheCache(t *testing.T) {
	e := engineOver(t, curated())
	const query = `query A { study(key: "hickle-2017") { key } } query B { factor(key: "family") { key } }`
	for i := range 6 {
		read(t, e.Do(context.Background(), Request{Query: query, OperationName: []string{"A", "B"}[i%2]}))
	}
	if s := e.CacheStats(); s.Entries != 1 || s.Hits != 5 || s.Misses != 1 {
		t.Errorf("%+v", s)
	}
	ask(t, e, `{ nothing }`, "")
	if s := e.CacheStats(); s.Entries != 1 {
		t.Errorf("a refused document is kept: %+v", s)
	}
}
