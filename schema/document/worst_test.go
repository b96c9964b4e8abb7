package document

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// worstAccepted are documents that the limits just let through to the validator,
// each the most expensive of its kind that we know. DefaultLimits was chosen so
// that none of them takes more than about 100 ms.
func worstAccepted() map[string]string {
	many := func(n int, each func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(each(i))
		}
		return b.String()
	}
	long := repeat("x", 77)
	return map[string]string{
		"different fields in fragments": many(55, func(i int) string {
			return fmt.Sprintf("fragment F%d on Thing{id name kind next{id name kind next{id name kind next{id name kind node{id __typename} next{id name kind}}}}} ", i)
		}) + "{n}",
		"unknown long names": many(18, func(i int) string {
			return fmt.Sprintf("fragment F%d on Thing{%s} ", i, many(190, func(k int) string { return fmt.Sprintf("%s%d ", long[:10], k) }))
		}) + "{n}",
		"few unknown longest names": "{a{" + many(190, func(i int) string { return fmt.Sprintf("%s%d ", long, i) }) + "}}",
		"one field repeated":        "{a{" + repeat("n ", 95) + "}}",
		"repeated at every level": "{" + func() string {
			s := "n"
			for range 5 {
				s = repeat("a{"+s+"}", 2)
			}
			return s
		}() + "}",
		"conflicts at every level": "{" + func() string {
			s := "x:n x:say"
			for range 5 {
				s = repeat("a{"+s+"}", 2)
			}
			return s
		}() + "}",
		"conflicts in pairs": "{a{" + many(95, func(i int) string { return fmt.Sprintf("x:say(text:\"%d\") ", i) }) + "}}",
		"fragments over the same fields": "{a{" + many(28, func(i int) string { return fmt.Sprintf("...F%d ", i) }) + "}}" +
			many(28, func(i int) string { return fmt.Sprintf("fragment F%d on Query{n say a{n say}}", i) }),
		"operations that share a fragment": many(55, func(i int) string { return fmt.Sprintf("query Q%d{...F} ", i) }) +
			"fragment F on Query{a{" + many(190, func(i int) string { return fmt.Sprintf("v%d:say(text:$v%d) ", i, i) }) + "}}",
		"variables": "query(" + many(480, func(i int) string { return fmt.Sprintf("$v%d:String ", i) }) + "){a{" +
			many(190, func(i int) string { return fmt.Sprintf("v%d:say(text:$v%d) ", i, i) }) + "}}",
		"unknown types": "query(" + many(790, func(i int) string { return fmt.Sprintf("$v%d:%s%d ", i, long[:60], i) }) + "){n}",
		"list":          `{thing(id:1,tags:[` + repeat("1 ", 3900) + `]){id}}`,
		"input fields":  `{thing(id:1,where:{` + many(1300, func(i int) string { return fmt.Sprintf("u%d:1 ", i) }) + `}){id}}`,
		"nested input":  `{thing(id:1,where:` + repeat("{text:1 not:", 35) + "{}" + repeat("}", 35) + `){id}}`,
		"long strings":  "{" + repeat(`say(text:"`+repeat("y", 3000)+`") `, 8) + "}",
		"null everywhere": "{a{" + many(190, func(i int) string { return fmt.Sprintf("v%d:say(text:null) ", i) }) +
			"thing(id:1,tags:[" + repeat("null ", 2000) + "]){id}}}",
		"arguments":           "{say(" + many(1300, func(i int) string { return fmt.Sprintf("t%d:1 ", i) }) + ")}",
		"inline fragments":    "{" + repeat("...{", 38) + "n" + repeat("}", 38) + repeat("...on Query{__typename}", 45) + "}",
		"chain of fragments":  many(49, func(i int) string { return fmt.Sprintf("fragment F%d on Query{n ...F%d} ", i, i+1) }) + "fragment F49 on Query{n} {...F0}",
		"introspection":       introspectionText(9, false),
		"lines without end":   "{n}" + repeat("\n", 60000),
		"errors at far lines": repeat("\n", 60000) + "{" + repeat("u ", 45) + "}",
	}
}

// TestWorstAcceptedDocumentsStayCheap bounds the time coarsely, for a machine
// that is slow and busy; the benchmark has the figures.
func TestWorstAcceptedDocumentsStayCheap(t *testing.T) {
	schema := testSchema(t)
	for name, text := range worstAccepted() {
		start := time.Now()
		_, errs := Parse(schema, text, DefaultLimits())
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
		for _, err := range errs {
			if err.Code != fault.ValidationFailed {
				t.Errorf("%s: no longer reaches the validator: %v", name, err)
			}
		}
	}
}

func BenchmarkWorstAccepted(b *testing.B) {
	schema := testSchema(b)
	for name, text := range worstAccepted() {
		b.Run(strings.ReplaceAll(name, " ", "_"), func(b *testing.B) {
			for b.Loop() {
				Parse(schema, text, DefaultLimits())
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	schema := testSchema(b)
	text := `query Q($id: ID!) { thing(id: $id, kind: HELP, first: null) { id name kind next { ...T } node { id } } } fragment T on Thing { id name kind }`
	b.ReportAllocs()
	for b.Loop() {
		if _, errs := Parse(schema, text, DefaultLimits()); errs != nil {
			b.Fatal(errs)
		}
	}
}
