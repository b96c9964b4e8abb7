package stores_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/web"
)

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEveryDocumentOfTheDocumentationHasOneAnswerInBothStores(t *testing.T) {
	p := doorsOf(t, builtin(t))
	t.Run("examples", p.examples)
	t.Run("findings", p.findings)
	t.Run("pages", p.pages)
	t.Run("what the program asks", p.ownDocuments)
	t.Run("introspection", p.introspection)
	t.Run("at fault", p.faults)
	t.Run("every dimension", p.everyDimension)
}

// examples are also compared with the golden answers that the documentation prints.
func (p doors) examples(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "docs/examples/*.graphql"))
	if err != nil || len(files) < 15 {
		t.Fatalf("%d examples: %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".graphql")
		req := schema.Request{Query: read(t, "docs/examples/"+name+".graphql")}
		if variables, err := os.ReadFile(strings.TrimSuffix(file, ".graphql") + ".variables.json"); err == nil {
			req.Variables = decode(t, string(variables))
		}
		answer := p.same(t, req)
		if golden := decode(t, read(t, "docs/examples/answers/"+name+".json")); !reflect.DeepEqual(decode(t, answer.Body.String()), golden) {
			t.Errorf("%s has another answer than docs/examples/answers/%s.json", name, name)
		}
	}
}

// findings are the documents behind docs/findings.md.
func (p doors) findings(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "docs/findings/*.graphql"))
	if err != nil || len(files) < 5 {
		t.Fatalf("%d documents of findings: %v", len(files), err)
	}
	for _, file := range files {
		p.same(t, schema.Request{Query: read(t, "docs/findings/"+filepath.Base(file))})
	}
}

// inText finds documents in the pages: whole blocks, and texts within programs.
var inText = regexp.MustCompile("(?s)```graphql\n(.*?)```|\"?query\"?: (\"(?:[^\"\\\\]|\\\\.)*\")")

func (p doors) pages(t *testing.T) {
	asked := 0
	for _, page := range []string{"README.md", "docs/graphql.md", "docs/data-model.md"} {
		for _, found := range inText.FindAllStringSubmatch(read(t, page), -1) {
			text := found[1]
			if text == "" {
				var err error
				if text, err = strconv.Unquote(found[2]); err != nil {
					t.Fatalf("%s: %v", found[2], err)
				}
			}
			asked++
			p.same(t, schema.Request{Query: text, Variables: map[string]any{"key": "social-support"}})
		}
	}
	if asked < 15 {
		t.Errorf("only %d documents were found in the pages", asked)
	}
}

// ownDocuments are those that the pages ask, as they ask them.
func (p doors) ownDocuments(t *testing.T) {
	var asked []schema.Request
	site, err := web.New(web.Config{Ask: func(ctx context.Context, r schema.Request) (*schema.Response, *fault.Error) {
		asked = append(asked, r)
		return p[0].engine.Do(ctx, r), nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	for _, route := range site.Routes() {
		mux.Handle(route.Path, route.Handle)
	}
	for _, line := range strings.Split(read(t, "web/webtest/shoot/pages.txt"), "\n") {
		name, address, found := strings.Cut(line, " ")
		if !found || name == "#" {
			continue
		}
		address = strings.ReplaceAll(strings.TrimSpace(address), "{lang}", "it")
		before := len(asked)
		mux.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodGet, address, nil))
		for _, r := range asked[before:] {
			if answer := p.same(t, r); len(answer.Errors) > 0 {
				t.Errorf("%s: %v", address, answer.Errors)
			}
		}
	}
	if len(asked) < 20 {
		t.Errorf("the pages asked %d documents", len(asked))
	}
}

func (p doors) introspection(t *testing.T) {
	const types = `kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`
	p.same(t, schema.Request{Query: `{ __schema { queryType { name } directives { name args { name } } types { kind name description
		fields(includeDeprecated: true) { name description type { ` + types + ` } args { name defaultValue type { ` + types + ` } } }
		inputFields { name type { ` + types + ` } } enumValues { name description } interfaces { name } possibleTypes { name } } } }`})
	p.same(t, schema.Request{Query: `{ __type(name: "Study") { fields { name } } none: __type(name: "Nothing") { name } __typename }`})
}

// faults are refused or fail in part, with the same words in both.
func (p doors) faults(t *testing.T) {
	for _, c := range []struct{ query, code string }{
		{`{`, "GRAPHQL_PARSE_FAILED"},
		{`{ nothing }`, "GRAPHQL_VALIDATION_FAILED"},
		{`mutation { a }`, "GRAPHQL_VALIDATION_FAILED"},
		{`query A { __typename } query B { __typename }`, "OPERATION_RESOLUTION_FAILURE"},
		{`{ studies(after: "no-cursor") { totalCount } }`, "BAD_USER_INPUT"},
		{`{ studies(first: 1001) { totalCount } }`, "BAD_USER_INPUT"},
		{`{ findings(first: -1) { totalCount } }`, "BAD_USER_INPUT"},
		{`{ findings(first: 1, last: 1) { totalCount } }`, "BAD_USER_INPUT"},
		{`{ factors(first: 3) { nodes { key findings(first: 101) { totalCount } } } }`, "BAD_USER_INPUT"},
		{`{ factors(first: 3) { nodes { key findings(after: "AQ") { totalCount } } } }`, "BAD_USER_INPUT"},
		{`{ phases(model: "no-model") { key } }`, "NOT_FOUND"},
		{`{ evidenceMatrix(phaseModel: "no-model") { total { findings } } }`, "NOT_FOUND"},
		{`{ tally(by: [PHASE, PHASE]) { total { findings } } }`, "BAD_USER_INPUT"},
		{`{ tally(by: []) { total { findings } } }`, "BAD_USER_INPUT"},
		{`{ evidenceMatrix(rows: STUDY, columns: STUDY) { total { findings } } }`, ""},
		{`query($n: Int!) { studies(first: $n) { totalCount } }`, "BAD_USER_INPUT"},
		{`{ study(key: "no-study") { key } factor(key: "") { key } node(id: "no-node") { id } nodes(ids: ["a", "family", "eg_xx"]) { id } }`, ""},
		{`{ findings(where: {phase: {key: {eq: "no-phase"}}}) { totalCount nodes { key } facets(by: DESIGN) { nodes } } }`, ""},
		{`{ ok: studies(first: 1) { nodes { key } } bad: studies(first: -1) { totalCount } }`, "BAD_USER_INPUT"},
	} {
		answer := p.same(t, schema.Request{Query: c.query})
		code := ""
		if len(answer.Errors) > 0 {
			code = string(answer.Errors[0].Code)
		}
		if code != c.code {
			t.Errorf("%s gives the code %q, want %q: %.300s", c.query, code, c.code, answer.Body)
		}
	}
}

const allCounts = `findings studies samples reports participants participantsMayOverlap samplesOfUnknownSize fromAbsence byValence { valence findings studies }`

// everyDimension counts by each dimension, by pairs and by triples of them.
func (p doors) everyDimension(t *testing.T) {
	var names []string
	for _, v := range dataOf(t, p.same(t, schema.Request{Query: `{ __type(name: "EvidenceDimension") { enumValues { name } } }`}))["__type"].(map[string]any)["enumValues"].([]any) {
		names = append(names, v.(map[string]any)["name"].(string))
	}
	if len(names) != len(graph.Dimensions()) {
		t.Fatalf("the dimensions are %v", names)
	}
	ask := func(format string, args ...any) {
		t.Helper()
		answer := p.same(t, schema.Request{Query: fmt.Sprintf(format, args...)})
		for _, e := range answer.Errors {
			if e.Code != "QUERY_TOO_COMPLEX" && e.Code != "BAD_USER_INPUT" {
				t.Errorf("%v: %s", e, fmt.Sprintf(format, args...))
			}
		}
	}
	const tally = `{ tally(by: [%s]%s) { groups { keys { key label } counts { ` + allCounts + ` } } unplaced { ` + allCounts + ` } total { ` + allCounts + ` } overlapping } }`
	// Statements of many shapes are planned by the database one by one, so each shape
	// comes once with some dimension, and each dimension with some shapes.
	for i, a := range names {
		b, c := names[(i+1)%len(names)], names[(i+5)%len(names)]
		ask(tally, a, "")
		switch i % 3 {
		case 0:
			ask(tally, a+", "+b+", "+c, `, where: {OR: [{valence: {eq: HINDERING}}, {study: {year: {gte: 2015}}}]}`)
		case 1:
			ask(`{ evidenceMatrix(rows: %s, columns: %s) { rows { key label node { id } } columns { key label } cells { row { key } column { key } counts { findings studies } findings(first: 2) { totalCount nodes { key } } }
				dense { rowKeys columnKeys studies findings } unplaced { findings } total { studies } } }`, a, b)
		case 2:
			ask(`{ evidenceMatrix(rows: %s, columns: %s, nonEmpty: true) { rows { key } columns { key } dense { rowKeys columnKeys findings studies } } }`, c, a)
		}
		if i%4 == 0 {
			ask(`{ findings(first: 2) { facets(by: %s) { nodes keys { key label } counts { studies findings } } } studies(first: 3) { facets(by: %[1]s) { nodes counts { studies findings } } nodes { findings(first: 1) { facets(by: %[1]s) { counts { findings } } } } } }`, a)
		}
	}
}
