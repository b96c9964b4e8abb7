package stores_test

import (
	"fmt"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/documentgen"
)

// drafts is how many random documents each world is asked.
const drafts = 100

func TestRandomDocumentsHaveOneAnswerInBothStores(t *testing.T) {
	seed := storetest.Seed(t, 40961)
	t.Logf("seed %d, of %s", seed, storetest.SeedVariable)
	for _, c := range []struct {
		name  string
		world world
	}{{"built-in data", builtin(t)}, {"generated data", generated(seed, storetest.Medium)}} {
		t.Run(c.name, func(t *testing.T) {
			p := doorsOf(t, c.world)
			d, err := documentgen.New(seed, p[0].engine.SDL(), idsOf(c.world))
			if err != nil {
				t.Fatal(err)
			}
			filled, failed, bytes := 0, 0, 0
			for range drafts {
				var req schema.Request
				req.Query, req.Variables = d.Draft()
				answer := p.same(t, req)
				data := dataOf(t, answer)
				if holdsSomething(data) {
					filled++
				}
				if len(answer.Errors) > 0 {
					failed++
				}
				bytes += answer.Body.Len()
				d.Learn(data)
			}
			t.Logf("%d documents: %d held data, %d had errors, %d bytes in all", drafts, filled, failed, bytes)
			if filled < drafts*6/10 || failed > drafts/3 {
				t.Errorf("of %d answers %d held anything and %d had errors: the documents prove too little", drafts, filled, failed)
			}
		})
	}
}

func idsOf(w world) []string {
	var out []string
	for _, r := range w.records {
		if r.RecordKind().IsNode() {
			out = append(out, r.RecordKey(), graph.ID(r))
		}
	}
	return out
}

// holdsSomething says whether an answer has a value besides null, empty lists and
// objects, zero and false.
func holdsSomething(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case []any:
		for _, item := range v {
			if holdsSomething(item) {
				return true
			}
		}
		return false
	case map[string]any:
		for _, item := range v {
			if holdsSomething(item) {
				return true
			}
		}
		return false
	default:
		return fmt.Sprint(v) != "0" && v != false
	}
}

// walks are lists that are followed from page to page, both ways, with the cursor of
// the answer before. The first argument of the list is left open.
var walks = []string{
	`studies(%s) { totalCount edges { cursor node { key title year } } %s }`,
	`studies(orderBy: [{field: YEAR, direction: DESC}, {field: TITLE}], %s) { edges { cursor node { key year } } %s }`,
	`reports(orderBy: [{field: TITLE, direction: DESC}], %s) { edges { cursor node { key studies { key } } } %s }`,
	`samples(orderBy: [{field: SIZE}], where: {size: {isNull: false}}, %s) { totalCount nodes { key size } %s }`,
	`factors(orderBy: [{field: LEVEL}], %s) { nodes { key level counts { ` + allCounts + ` } byPhase { column { key } counts { findings } } } %s }`,
	`findings(orderBy: [{field: VALENCE}, {field: CONFIDENCE, direction: DESC}], where: {OR: [{valence: {in: [HINDERING, FACILITATING]}}, {NOT: {study: {year: {lt: 2010}}}}]}, %s) { totalCount nodes { ...F } %s }`,
	`vocabularyTerms(%s) { totalCount nodes { key } %s }`,
}

const walkFragments = `
fragment F on Finding { key valence a: study { title findings(last: 2) { totalCount nodes { key factor { key } } } } b: study { key samples { size } } report { studies { key reports { nodes { key } } } } }`

func TestListsAreWalkedAlikeInBothStores(t *testing.T) {
	p := doorsOf(t, generated(storetest.Seed(t, 11), storetest.Size{Studies: 60, Factors: 30, Findings: 400}))
	for _, walk := range walks {
		for _, way := range []struct{ size, cursor, at, more string }{
			{"first: %d", "after", "endCursor", "hasNextPage"}, {"last: %d", "before", "startCursor", "hasPreviousPage"},
		} {
			size, cursor, pages := 7, "", 0
			for {
				arguments := fmt.Sprintf(way.size, size)
				if cursor != "" {
					arguments += fmt.Sprintf(", %s: %q", way.cursor, cursor)
				}
				text := "{ list: " + fmt.Sprintf(walk, arguments, "pageInfo { startCursor endCursor hasNextPage hasPreviousPage }") + " }"
				if walk == walks[5] {
					text += walkFragments
				}
				answer := p.same(t, schema.Request{Query: text})
				if len(answer.Errors) > 0 {
					t.Fatalf("%s: %v", text, answer.Errors)
				}
				info := dataOf(t, answer)["list"].(map[string]any)["pageInfo"].(map[string]any)
				if pages++; info[way.more] != true || pages == 12 {
					break
				}
				cursor = info[way.at].(string)
				size += 3
			}
			if pages < 2 {
				t.Errorf("one page holds all of %s, so nothing is walked", walk)
			}
		}
	}
}
