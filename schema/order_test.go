package schema

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/exitgraph/exitgraph/graph/storetest"
)

func TestKeysStandInTheOrderOfTheDocument(t *testing.T) {
	hickle := `{ study(key: "hickle-2017") `
	for _, c := range []struct{ query, data string }{
		{hickle + `{ year title key } }`, `{"study":{"year":2017,"title":"Hickle 2017","key":"hickle-2017"}}`},
		{hickle + `{ z: key a: year __typename m: key } }`, `{"study":{"z":"hickle-2017","a":2017,"__typename":"Study","m":"hickle-2017"}}`},
		{hickle + `{ year ...F title } } fragment F on Study { key title year }`, `{"study":{"year":2017,"key":"hickle-2017","title":"Hickle 2017"}}`},
		{hickle + `{ ... on Node { i: key: id } } }`, ``},
		{hickle + `{ ... { key } ... on Study { year } ... @include(if: $yes) { title } } }`, `{"study":{"key":"hickle-2017","year":2017,"title":"Hickle 2017"}}`},
		{hickle + `{ title @skip(if: $yes) year @include(if: $yes) key @skip(if: $no) } }`, `{"study":{"year":2017,"key":"hickle-2017"}}`},
		{hickle + `{ title @include(if: $no) year title } }`, `{"study":{"year":2017,"title":"Hickle 2017"}}`},
		{hickle + `{ title @include(if: $yes) year title } }`, `{"study":{"title":"Hickle 2017","year":2017}}`},
		{hickle + `{ ... @include(if: $no) { year key } key title ...F } } fragment F on Study { design year }`, `{"study":{"key":"hickle-2017","title":"Hickle 2017","design":"QUALITATIVE","year":2017}}`},
		{hickle + `{ title @skip(if: $yes) @include(if: $yes) year @skip(if: $no) @include(if: $yes) } }`, `{"study":{"year":2017}}`},
		{hickle + `{ title @include(if: false) ...F @skip(if: true) year } } fragment F on Study { key }`, `{"study":{"year":2017}}`},
		{`{ findings(first: 1) { nodes { ... @include(if: true) { key } ... { status } } } }`, `{"findings":{"nodes":[{"key":"finding-001","status":"CURRENT"}]}}`},
		{hickle + `{ ... @include(if: $no) { title } ... @skip(if: $no) { key } } }`, `{"study":{"key":"hickle-2017"}}`},
		{hickle + `{ key } study(key: "hickle-2017") { year } }`, `{"study":{"key":"hickle-2017","year":2017}}`},
		{hickle + `{ samples { key } ... @include(if: $no) { samples { size } } samples { gender } } }`, `{"study":{"samples":[{"key":"hickle-2017-sample","gender":"WOMEN"}]}}`},
		{hickle + `@skip(if: $yes) { key } }`, `{}`},
		{hickle + `{ key @skip(if: $yes) } }`, `{"study":{}}`},
		{`{ b: __typename a: __typename release { license } c: __typename }`, `{"b":"Query","a":"Query","release":{"license":"CC-BY-4.0"},"c":"Query"}`},
		{`{ nodes(ids: ["family", "hickle-2017"]) { ... on Study { year } __typename ... on Factor { level } ... on Study { title } } }`,
			`{"nodes":[{"__typename":"Factor","level":"RELATIONAL"},{"year":2017,"__typename":"Study","title":"Hickle 2017"}]}`},
		{`{ node(id: "family") { ...A } } fragment A on Node { ...B ... on Node { __typename } } fragment B on Factor { level ...C } fragment C on Node { ... on Study { year } ... on Factor { key } }`,
			`{"node":{"level":"RELATIONAL","key":"family","__typename":"Factor"}}`},
	} {
		// Variables that are never used are refused.
		var used []string
		for _, v := range []string{"yes: Boolean = true", "no: Boolean = false"} {
			if strings.Contains(c.query, "$"+v[:strings.IndexByte(v, ':')]+")") {
				used = append(used, "$"+v)
			}
		}
		if used != nil {
			c.query = "query(" + strings.Join(used, ", ") + ") " + c.query
		}
		a := ask(t, curatedEngine(), c.query, "")
		if c.data == "" {
			if a.resp.Executed {
				t.Errorf("%s: %s", c.query, a.raw)
			}
			continue
		}
		if len(a.Errors) > 0 {
			t.Errorf("%s: %s", c.query, a.raw)
			continue
		}
		a.wantData(t, c.data)
	}
}

func TestConditionsFollowTheVariablesOfEachRequest(t *testing.T) {
	const query = `query($a: Boolean!, $b: Boolean!) { study(key: "hickle-2017") { ... @include(if: $a) { key @skip(if: $b) } ...F @include(if: $b) } } fragment F on Study { key @include(if: $a) year }`
	for _, c := range []struct{ a, b, data string }{
		{"true", "true", `{"study":{"key":"hickle-2017","year":2017}}`},
		{"true", "false", `{"study":{"key":"hickle-2017"}}`},
		{"false", "true", `{"study":{"year":2017}}`},
		{"false", "false", `{"study":{}}`},
	} {
		ask(t, curatedEngine(), query, fmt.Sprintf(`{"a": %s, "b": %s}`, c.a, c.b)).wantData(t, c.data)
	}
}

// A field that is left out must not reach the store, whatever stands below it.
func TestFieldsThatAreLeftOutAreNotLoaded(t *testing.T) {
	a := ask(t, curatedEngine(), `query($no: Boolean = false) { findings(first: -5) @include(if: $no) { nodes { study { key } } } study(key: "hickle-2017") { samples @include(if: $no) { studies { key } } } }`, "")
	a.wantData(t, `{"study":{}}`)
	if a.resp.Info.StoreCalls != 1 {
		t.Errorf("%d store calls", a.resp.Info.StoreCalls)
	}
}

func TestAnswersAreTheSameBytesEachTime(t *testing.T) {
	e := engineOver(t, generated(t, 4, storetest.Small))
	const query = `{ findings(first: 20) { nodes { key study { title } factor { label(lang: ["it", "en"]) { value lang } } samples { key } } facets(by: COUNTRY) { keys { key label } nodes counts { studies participants } } } evidenceMatrix { cells { counts { byValence { valence findings } } } } }`
	want := ask(t, e, query, "").raw
	for range 5 {
		if got := ask(t, e, query, "").raw; got != want {
			t.Fatalf("%.200s against %.200s", got, want)
		}
	}
}

func TestManyClientsAtOnceGetTheirOwnAnswers(t *testing.T) {
	s := generated(t, 6, storetest.Small)
	e := engineOver(t, s)
	query := func(i int) string {
		return fmt.Sprintf(`query($n: Int!, $b: Boolean!) { findings(first: $n) { nodes { key study @include(if: $b) { title samples { size } } factor { label { value } } } facets(by: DESIGN) { nodes } } a%d: evidenceMatrix { dense { findings } } __schema { queryType { name } } }`, i%5)
	}
	variables := func(i int) string { return fmt.Sprintf(`{"n": %d, "b": %t}`, i%9, i%2 == 0) }
	want := make([]string, 64)
	calm := engineOver(t, s)
	for i := range want {
		want[i] = ask(t, calm, query(i), variables(i)).raw
	}
	var clients sync.WaitGroup
	for i := range want {
		clients.Go(func() {
			for range 4 {
				var req Request
				req.Query = query(i)
				if err := decodeJSON(variables(i), &req.Variables); err != nil {
					t.Error(err)
				}
				if got := e.Do(t.Context(), req).Body.String(); got != want[i] {
					t.Errorf("client %d: %.200s, want %.200s", i, got, want[i])
				}
			}
		})
	}
	clients.Wait()
}

func TestAnswersAreSafeInsideAScript(t *testing.T) {
	for text, want := range map[string]string{
		"a\u2028b\u2029c": `"a\u2028b\u2029c"`, "\x00\x1f\t\r\n\"\\": `"\u0000\u001f\t\r\n\"\\"`, "\xffé\U0001F600": `"\ufffdé` + "\U0001F600" + `"`, "": `""`,
	} {
		if got := string(appendString(nil, text)); got != want {
			t.Errorf("%q is written as %s, want %s", text, got, want)
		}
	}
}
