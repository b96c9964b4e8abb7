package schema

import (
	"encoding/json"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

func TestSearchFindsTheDatasetInBothLanguages(t *testing.T) {
	for _, c := range []struct{ rule, ask, want string }{
		{"a factor by its name", `search(text: "fiducia nei SERVIZI", first: 1) { nodes { score field lang snippet highlights { start end } node { ... on Factor { key } } } }`,
			`{"nodes":[{"score":1,"field":"label","lang":"it","snippet":"Fiducia nei servizi","highlights":[{"start":0,"end":7},{"start":8,"end":11},{"start":12,"end":19}],"node":{"key":"trust-in-services"}}]}`},
		{"a study and its report by author and year", `search(text: "hickle 2017", first: 2) { nodes { score field lang node { __typename ... on Study { key } } } }`,
			`{"nodes":[{"score":1,"field":"title","lang":null,"node":{"__typename":"Study","key":"hickle-2017"}},{"score":0.25,"field":"authors","lang":null,"node":{"__typename":"Report"}}]}`},
		{"nothing, where only another language has it", `search(text: "fiducia", lang: "en") { totalCount nodes { score } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`,
			`{"totalCount":0,"nodes":[],"pageInfo":{"hasNextPage":false,"hasPreviousPage":false,"startCursor":null,"endCursor":null}}`},
		{"none of a page of none", `search(text: "famiglia", first: 0) { nodes { score } pageInfo { hasNextPage } }`,
			`{"nodes":[],"pageInfo":{"hasNextPage":true}}`},
	} {
		a := ask(t, curatedEngine(), "{ x: "+c.ask+" }", "")
		if len(a.Errors) > 0 {
			t.Errorf("%s: %.400s", c.rule, a.raw)
			continue
		}
		a.wantData(t, `{"x":`+c.want+`}`)
	}
}

// Clients take the highlights as places of code points, whatever the snippet holds.
func TestHighlightsAreCountedInCodePoints(t *testing.T) {
	study := &graph.Study{Title: "𐐀𐐨 😀 perché — “tra pari”"}
	q, err := graph.ParseSearch("𐐨𐐨 perche pari", nil)
	if err != nil {
		t.Fatal(err)
	}
	s := q.Snippet(study)
	letters, got := []rune(s.Text), []string{}
	for _, m := range s.Marks {
		got = append(got, string(letters[m.Start:m.End]))
	}
	if want := `["𐐀𐐨","perché","pari"]`; string(mustJSON(t, got)) != want {
		t.Errorf("the marked words are %q, want %s", got, want)
	}
}

func mustJSON(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestSearchTakesEmptyListsForAllAndPutsKindsTogether(t *testing.T) {
	e := curatedEngine()
	all := dig(t, must(t, e, `{ search(text: "family") { totalCount } }`, ""), "search", "totalCount")
	for _, arguments := range []string{`kinds: []`, `kinds: null`, `lang: []`, `kinds: [STUDY, REPORT, SAMPLE, FACTOR, PHASE_MODEL, PHASE, FINDING, CAVEAT, VOCABULARY_TERM]`} {
		if got := dig(t, must(t, e, `{ search(text: "family", `+arguments+`) { totalCount } }`, ""), "search", "totalCount"); got != all {
			t.Errorf("%s finds %v, want %v", arguments, got, all)
		}
	}
}

func TestAStoreThatCannotSearchIsTheFaultOfTheField(t *testing.T) {
	e := failing(t, func(verb string, _ any) error {
		if verb == "search" {
			return graph.Errorf("search", graph.Unsupported, "There is no index to search in.")
		}
		return nil
	})
	a := ask(t, e, `{ factor(key: "family") { key } x: search(text: "family") { totalCount } }`, "")
	if len(a.Errors) != 1 || a.Errors[0].code() != "UNSUPPORTED" || a.Errors[0].path() != `["x"]` {
		t.Errorf("%s", a.raw)
	}
}
