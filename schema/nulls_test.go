package schema

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
)

// failing gives an engine over the built-in data whose calls fail where a test says.
func failing(t *testing.T, before func(verb string, about any) error) *Engine {
	t.Helper()
	return engineOver(t, tampered{Store: curated(), before: before})
}

// failEdge fails the walk over one edge.
func failEdge(name string) func(string, any) error {
	return func(_ string, about any) error {
		if q, ok := about.(graph.Expand); ok && q.Edge != nil && q.Edge.String() == name {
			return errBoom
		}
		return nil
	}
}

// failGet fails to get one node, and the others that are asked for with it.
func failGet(key string) func(string, any) error {
	return func(_ string, about any) error {
		if keys, ok := about.([]string); ok && slices.Contains(keys, key) {
			return errBoom
		}
		return nil
	}
}

func TestAnErrorMakesTheNearestNullableParentNull(t *testing.T) {
	for _, c := range []struct {
		name   string
		before func(string, any) error
		query  string
		data   string
		paths  []string
	}{
		{
			"a field that may be null is null itself",
			failGet("baker-initial-exit"),
			`{ finding(key: "finding-001") { key } phase(key: "baker-initial-exit") { key } factor(key: "family") { key } }`,
			`{"finding":{"key":"finding-001"},"phase":null,"factor":{"key":"family"}}`,
			[]string{`["phase"]`},
		},
		{
			"a field that must be there takes its parent with it",
			failEdge("Study.samples"),
			`{ study(key: "hickle-2017") { title samples { key } year } factor(key: "family") { key } }`,
			`{"study":null,"factor":{"key":"family"}}`,
			[]string{`["study","samples"]`},
		},
		{
			"through two levels that must be there",
			failGet("baker-integrated"),
			`{ phase(key: "baker-initial-exit") { key next { to { model { name } } } } release { license } }`,
			`{"phase":null,"release":{"license":"CC-BY-4.0"}}`,
			[]string{`["phase","next",0,"to","model"]`},
		},
		{
			"up to the root",
			failEdge("Study.samples"),
			`{ factor(key: "family") { key } studies(first: 1) { nodes { samples { key } } } }`,
			`null`,
			[]string{`["studies","nodes",0,"samples"]`},
		},
		{
			"an item that may be null is null and its neighbours stay",
			failEdge("Study.samples"),
			`{ nodes(ids: ["family", "hickle-2017", "nowhere", "ferrari-2021"]) { __typename id ... on Study { samples { key } } ... on Report { key } ... on Factor { key } } }`,
			`{"nodes":[{"__typename":"Factor","id":"` + graph.ID(&graph.Factor{Key: "family"}) + `","key":"family"},null,null,{"__typename":"Report","id":"` + graph.ID(&graph.Report{Key: "ferrari-2021"}) + `","key":"ferrari-2021"}]}`,
			[]string{`["nodes",1,"samples"]`},
		},
		{
			"each alias on its own",
			failEdge("Study.samples"),
			`{ a: study(key: "hickle-2017") { samples { key } } b: study(key: "hickle-2017") { key } c: node(id: "hickle-2017") { ... on Study { c: samples { key } } } }`,
			`{"a":null,"b":{"key":"hickle-2017"},"c":null}`,
			[]string{`["a","samples"]`, `["c","c"]`},
		},
		{
			"the path names answer keys and not fields",
			failEdge("Study.samples"),
			`{ x: nodes(ids: ["hickle-2017"]) { ... on Study { y: samples { key } } } }`,
			`{"x":[null]}`,
			[]string{`["x",0,"y"]`},
		},
		{
			"once for each object of a level",
			failGet("baker-initial-exit"),
			`{ findings(first: 2, where: {phase: {key: {eq: "baker-initial-exit"}}}, orderBy: {field: KEY}) { nodes { status phase { key } } } }`,
			`{"findings":{"nodes":[{"status":"CURRENT","phase":null},{"status":"CURRENT","phase":null}]}}`,
			[]string{`["findings","nodes",0,"phase"]`, `["findings","nodes",1,"phase"]`},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := ask(t, failing(t, c.before), c.query, "")
			a.wantData(t, c.data)
			var paths []string
			for _, e := range a.Errors {
				paths = append(paths, e.path())
				if e.code() != "INTERNAL" || e.Extensions.Incident == "" || len(e.Locations) != 1 {
					t.Errorf("error %+v", e)
				}
			}
			if !slices.Equal(paths, c.paths) {
				t.Errorf("paths %v, want %v", paths, c.paths)
			}
			if strings.Contains(a.raw, "secret") {
				t.Errorf("the cause is shown: %s", a.raw)
			}
		})
	}
}

func TestTheLocationOfAnErrorIsThatOfItsField(t *testing.T) {
	a := ask(t, failing(t, failEdge("Study.samples")), "{\n  study(key: \"hickle-2017\") {\n    ü: samples { key }\n  }\n}", "")
	if len(a.Errors) != 0 { // an alias outside ASCII is no name
		if a.Errors[0].code() != "GRAPHQL_PARSE_FAILED" {
			t.Fatal(a.raw)
		}
	}
	a = ask(t, failing(t, failEdge("Study.samples")), "{\n  study(key: \"hickle-2017\") {\n    s: samples { key }\n  }\n}", "")
	if len(a.Errors) != 1 || fmt.Sprint(a.Errors[0].Locations) != "[{3 5}]" {
		t.Errorf("%s", a.raw)
	}
}

// One failed call is one incident, however many fields it leaves empty.
func TestFieldsOfOneFailedCallShareTheirIncident(t *testing.T) {
	a := ask(t, failing(t, failGet("baker-initial-exit")), `{ findings(where: {phase: {key: {eq: "baker-initial-exit"}}}) { nodes { phase { key } } } }`, "")
	incidents := map[string]bool{}
	for _, e := range a.Errors {
		incidents[e.Extensions.Incident] = true
	}
	if len(a.Errors) < 2 || len(incidents) != 1 {
		t.Errorf("%d errors with %d incidents", len(a.Errors), len(incidents))
	}
}

func TestErrorsOfAStoreHaveTheirCodeAndAGenericSentence(t *testing.T) {
	for _, c := range []struct {
		err     error
		code    string
		message string
	}{
		{&graph.Error{Op: "get", Kind: graph.Unavailable, Message: "secret", Err: errBoom}, "SERVICE_UNAVAILABLE", "The store cannot be reached at the moment: try again shortly."},
		{&graph.Error{Op: "tally", Kind: graph.Unavailable, Message: "secret", Err: fmt.Errorf("secret: %w", graph.ErrSlow)}, "SERVICE_UNAVAILABLE", "The answer took too long: ask for less at a time, or try again."},
		{fmt.Errorf("secret: %w", context.DeadlineExceeded), "SERVICE_UNAVAILABLE", "The answer took too long: ask for less at a time, or try again."},
		{fmt.Errorf("secret: %w", context.Canceled), "CANCELED", "The request was given up before its answer was ready."},
		{errBoom, "INTERNAL", "Something went wrong on our side. Please report it with the incident's id."},
		{&graph.Error{Op: "get", Kind: graph.Unsupported, Message: "This store keeps no history.", Err: errBoom}, "UNSUPPORTED", "This store keeps no history."},
		{&graph.Error{Op: "get", Kind: graph.Limit, Message: "Ask for less.", Err: errBoom}, "QUERY_TOO_COMPLEX", "Ask for less."},
	} {
		e := failing(t, func(verb string, _ any) error {
			if verb == "get" {
				return c.err
			}
			return nil
		})
		a := ask(t, e, `{ study(key: "hickle-2017") { key } }`, "")
		if len(a.Errors) != 1 || a.Errors[0].code() != c.code || a.Errors[0].Message != c.message {
			t.Errorf("%v: %s", c.err, a.raw)
		}
		if strings.Contains(a.raw, "secret") {
			t.Errorf("the cause is shown: %s", a.raw)
		}
		if cause := a.resp.Errors[0].Unwrap(); cause == nil {
			t.Errorf("%v: the log gets no cause", c.err)
		}
		if (c.code == "INTERNAL") != (a.resp.Errors[0].Incident != "") {
			t.Errorf("%v: incident %q", c.err, a.resp.Errors[0].Incident)
		}
		a.wantData(t, `{"study":null}`)
	}
}

func TestAPanicIsTheFieldsOwnFailureAndHarmsNothingElse(t *testing.T) {
	e := failing(t, func(verb string, about any) error {
		if verb == "tally" {
			panic("secret state of the store")
		}
		return nil
	})
	for range 3 {
		a := ask(t, e, `{ factor(key: "family") { key counts { findings } } study(key: "hickle-2017") { key } }`, "")
		a.wantData(t, `{"factor":null,"study":{"key":"hickle-2017"}}`)
		if len(a.Errors) != 1 || a.Errors[0].code() != "INTERNAL" || a.Errors[0].Extensions.Incident == "" || a.Errors[0].path() != `["factor","counts"]` {
			t.Errorf("%s", a.raw)
		}
		if strings.Contains(a.raw, "secret") || strings.Contains(a.raw, ".go:") {
			t.Errorf("the cause is shown: %s", a.raw)
		}
		if cause := fmt.Sprint(a.resp.Errors[0].Cause); !strings.Contains(cause, "secret state") || !strings.Contains(cause, "goroutine") {
			t.Errorf("the log gets no stack: %.200s", cause)
		}
	}
	must(t, e, `{ study(key: "hickle-2017") { key } }`, "")
}

func TestAPanicWhileWritingRefusesTheRequest(t *testing.T) {
	e := engineOver(t, curated())
	e.catalog.objects["Study"].byName["title"].leaf.write = func([]byte, any) ([]byte, bool) { panic("secret") }
	a := ask(t, e, `{ study(key: "hickle-2017") { title } }`, "")
	if len(a.Errors) != 1 || a.Errors[0].code() != "INTERNAL" || a.Errors[0].Extensions.Incident == "" || strings.Contains(a.raw, "secret") {
		t.Errorf("%s", a.raw)
	}
	must(t, e, `{ study(key: "hickle-2017") { key } }`, "")
}

func TestARequestThatWasGivenUpSaysSo(t *testing.T) {
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	expired, done := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer done()
	for _, c := range []struct {
		ctx  context.Context
		code string
	}{{canceled, "CANCELED"}, {expired, "SERVICE_UNAVAILABLE"}} {
		a := askContext(c.ctx, t, curatedEngine(), `{ findings { totalCount } study(key: "hickle-2017") { key } }`, "")
		if !a.resp.DataIsNull || len(a.Errors) == 0 || a.Errors[0].code() != c.code {
			t.Errorf("%s", a.raw)
		}
	}
}

// What was there before the time was up is still sent.
func TestTimeThatRunsOutBetweenLevelsLeavesWhatWasThere(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	e := failing(t, func(_ string, about any) error {
		if q, ok := about.(graph.Expand); ok && q.Edge.Name == "samples" {
			cancel()
			return context.Canceled
		}
		return nil
	})
	a := askContext(ctx, t, e, `{ nodes(ids: ["hickle-2017", "family"]) { ... on Study { samples { key } } ... on Factor { key broader { key } } } }`, "")
	a.wantData(t, `{"nodes":[null,{"key":"family","broader":null}]}`)
	for _, e := range a.Errors {
		if e.code() != "CANCELED" {
			t.Errorf("%s", a.raw)
		}
	}
}

// Data that breaks a promise of the contract is our fault, and stays in its place.
func TestAMissingRecordThatMustBeThereIsInternal(t *testing.T) {
	s := forgetful{curated(), "family"}
	a := ask(t, engineOver(t, s), `{ nodes(ids: ["finding-001", "ferrari-2021"]) { ... on Finding { key factor { key } } ... on Report { key } } finding(key: "`+findingAbout(t, "family")+`") { factor { key } } }`, "")
	if len(a.Errors) != 1 || a.Errors[0].code() != "INTERNAL" || a.Errors[0].Extensions.Incident == "" || a.Errors[0].path() != `["finding","factor"]` {
		t.Errorf("%s", a.raw)
	}
	if a.Data["finding"] != nil || dig(t, a.Data, "nodes", 1, "key") != "ferrari-2021" {
		t.Errorf("%s", a.raw)
	}
}

// forgetful is a store that has lost a node.
type forgetful struct {
	graph.Store
	key string
}

func (s forgetful) Get(ctx context.Context, q graph.Get) (graph.Page, error) {
	got, err := s.Store.Get(ctx, q)
	for i, key := range q.Keys {
		if key == s.key {
			got.Records[i] = nil
		}
	}
	return got, err
}

func findingAbout(t *testing.T, factor string) string {
	t.Helper()
	data := must(t, curatedEngine(), `query($f: ID!) { findings(first: 1, where: {factor: {key: {eq: $f}}}) { nodes { key } } }`, `{"f": "`+factor+`"}`)
	return dig(t, data, "findings", "nodes", 0, "key").(string)
}
