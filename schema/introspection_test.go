package schema

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/exitgraph/exitgraph/internal/nodetest"
)

func judge(t *testing.T, judgement string, input, verdict any) {
	t.Helper()
	stdin, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(nodetest.Run(t, "testdata/judge.mjs", stdin, judgement), verdict); err != nil {
		t.Fatal(err)
	}
}

func TestCanonicalIntrospectionMeansTheServedSDLForTheReferenceImplementation(t *testing.T) {
	var queries []string
	judge(t, "queries", nil, &queries)
	if len(queries) != 8 {
		t.Fatalf("%d queries for 6 options", len(queries))
	}
	e := curatedEngine()
	var answers []json.RawMessage
	for _, q := range queries {
		a := ask(t, e, q, "")
		if len(a.Errors) > 0 {
			t.Fatalf("%.1000s for\n%s", a.raw, q)
		}
		answers = append(answers, json.RawMessage(a.dataOf(t)))
		theirs, failures := referenceAnswer(t, e, curated(), Request{Query: q})
		if len(failures) > 0 {
			t.Fatalf("reference: %v", failures)
		}
		if diff := difference("", a.Data, theirs); diff != "" {
			t.Errorf("our answer differs from the type library's: %s\n%s", diff, q)
		}
	}
	var verdict struct {
		Written string
		Fetched []string
	}
	judge(t, "read", map[string]any{"sdl": e.SDL(), "answers": answers}, &verdict)
	if len(verdict.Fetched) != len(queries) {
		t.Fatalf("%d answers were read", len(verdict.Fetched))
	}
	last := verdict.Fetched[len(queries)-1]
	if last == "" || last != verdict.Written {
		t.Error("the text and the complete introspection answer mean different schemas")
	}
}

func TestIntrospectionOfSingleTypes(t *testing.T) {
	e := curatedEngine()
	for _, name := range []string{"Study", "Node", "Valence", "FindingFilter", "Date", "Nowhere", "__Type", "String"} {
		q := fmt.Sprintf(`query($all: Boolean = true) { a: __typename __type(name: %q) {
			kind name description specifiedByURL isOneOf
			fields(includeDeprecated: $all) { name isDeprecated deprecationReason args(includeDeprecated: true) { name defaultValue type { ...T } isDeprecated deprecationReason } type { ...T } }
			interfaces { name } possibleTypes { name } enumValues { name } inputFields { name defaultValue type { ...T } } ofType { name }
		} } fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { name } } } }`, name)
		ours := must(t, e, q, "")
		theirs, failures := referenceAnswer(t, e, curated(), Request{Query: q})
		if len(failures) > 0 {
			t.Fatalf("reference: %v", failures)
		}
		if diff := difference("", ours, theirs); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if (ours["__type"] == nil) != (name == "Nowhere") {
			t.Errorf("__type of %s is %v", name, ours["__type"])
		}
	}
}
