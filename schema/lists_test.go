package schema

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// keysOf reads the keys of a list of nodes.
func keysOf(t *testing.T, v any) []string {
	t.Helper()
	list, ok := v.([]any)
	if !ok {
		t.Fatalf("no list: %v", v)
	}
	var out []string
	for _, item := range list {
		out = append(out, item.(map[string]any)["key"].(string))
	}
	return out
}

func number(t *testing.T, v any) int {
	t.Helper()
	n, ok := v.(json.Number)
	if !ok {
		t.Fatalf("no number: %v", v)
	}
	i, err := n.Int64()
	if err != nil {
		t.Fatal(err)
	}
	return int(i)
}

func TestWalkingAListMeetsEachRecordOnceBothWays(t *testing.T) {
	e := curatedEngine()
	all := keysOf(t, dig(t, must(t, e, `{ findings(first: 1000, where: {valence: {eq: HINDERING}}, orderBy: [{field: FACTOR, direction: DESC}]) { nodes { key } } }`, ""), "findings", "nodes"))
	for _, c := range []struct{ size, cursor, more, from string }{
		{"first", "after", "hasNextPage", "endCursor"},
		{"last", "before", "hasPreviousPage", "startCursor"},
	} {
		query := fmt.Sprintf(`query($c: String) { findings(%s: 7, %s: $c, where: {valence: {eq: HINDERING}}, orderBy: [{field: FACTOR, direction: DESC}]) {
			totalCount nodes { key } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`, c.size, c.cursor)
		var walked []string
		cursor := "null"
		for page := range len(all) {
			got := dig(t, must(t, e, query, `{"c": `+cursor+`}`), "findings")
			keys := keysOf(t, dig(t, got, "nodes"))
			if c.size == "first" {
				walked = append(walked, keys...)
			} else {
				walked = append(slices.Clone(keys), walked...)
			}
			if n := number(t, dig(t, got, "totalCount")); n != len(all) {
				t.Errorf("totalCount %d of %d", n, len(all))
			}
			info := dig(t, got, "pageInfo").(map[string]any)
			if edges := dig(t, got, "edges").([]any); info["startCursor"] != dig(t, edges, 0, "cursor") || info["endCursor"] != dig(t, edges, len(edges)-1, "cursor") {
				t.Errorf("pageInfo %v does not have the cursors of the edges", info)
			}
			other := map[string]string{"hasNextPage": "hasPreviousPage", "hasPreviousPage": "hasNextPage"}[c.more]
			if info[other] != (page > 0) {
				t.Errorf("page %d: %s is %v", page, other, info[other])
			}
			if info[c.more] != true {
				break
			}
			cursor = fmt.Sprintf("%q", info[c.from])
		}
		if !slices.Equal(walked, all) || len(all) < 20 {
			t.Errorf("%s: walked %d of %d records", c.size, len(walked), len(all))
		}
	}
}

func TestAnEmptyPageHasNoCursors(t *testing.T) {
	ask(t, curatedEngine(), `{ findings(first: 0) { nodes { key } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`, "").
		wantData(t, `{"findings":{"nodes":[],"edges":[],"pageInfo":{"hasNextPage":true,"hasPreviousPage":false,"startCursor":null,"endCursor":null}}}`)
	ask(t, curatedEngine(), `{ findings(where: {OR: []}) { totalCount nodes { key } pageInfo { hasNextPage startCursor } } }`, "").
		wantData(t, `{"findings":{"totalCount":0,"nodes":[],"pageInfo":{"hasNextPage":false,"startCursor":null}}}`)
}

func TestReportsOfAStudyStandOnceInEachRole(t *testing.T) {
	e := curatedEngine()
	links := map[string][]string{}
	roles := map[string]int{}
	for r, err := range curated().Scan(t.Context(), graph.KindStudyReport) {
		if err != nil {
			t.Fatal(err)
		}
		link := r.(*graph.StudyReport)
		links[link.Study] = append(links[link.Study], string(link.Role)+" "+link.Report)
		roles[string(link.Role)]++
	}
	if len(roles) != 3 {
		t.Fatalf("the data should have all three roles: %v", roles)
	}
	seen := map[string]int{}
	data := must(t, e, `{ studies(first: 300) { nodes { key
		reports(first: 100) { totalCount edges { role basis notes cursor node { key } } nodes { key } }
		PRIMARY: reports(role: PRIMARY) { totalCount } INCLUDED: reports(role: [INCLUDED]) { totalCount } RELATED: reports(role: RELATED) { totalCount } none: reports(role: []) { totalCount }
		includedIn { key } } } }`, "")
	for _, s := range dig(t, data, "studies", "nodes").([]any) {
		study := s.(map[string]any)
		var got, included []string
		edges := dig(t, study, "reports", "edges").([]any)
		for i, e := range edges {
			role, key := dig(t, e, "role").(string), dig(t, e, "node", "key").(string)
			got = append(got, role+" "+key)
			if role == "INCLUDED" {
				included = append(included, key)
			}
			if dig(t, study, "reports", "nodes", i, "key") != key {
				t.Errorf("nodes and edges differ for %s", study["key"])
			}
		}
		want := slices.Clone(links[study["key"].(string)])
		slices.Sort(want)
		sorted := slices.Sorted(slices.Values(got))
		if !slices.Equal(sorted, want) {
			t.Errorf("%s: %v, want %v", study["key"], sorted, want)
		}
		reviews := keysOf(t, study["includedIn"])
		slices.Sort(included)
		slices.Sort(reviews)
		if !slices.Equal(reviews, included) {
			t.Errorf("%s: includedIn %v, want %v", study["key"], reviews, included)
		}
		for role := range roles {
			seen[role] += number(t, dig(t, study, role, "totalCount"))
		}
		if number(t, dig(t, study, "none", "totalCount")) != 0 {
			t.Error("an empty list of roles matches something")
		}
	}
	if fmt.Sprint(seen) != fmt.Sprint(roles) {
		t.Errorf("by role %v, want %v", seen, roles)
	}
}

func TestReportsOfAStudyCanBeFilteredAndWalked(t *testing.T) {
	e := engineOver(t, generated(t, 2, storetest.Small))
	data := must(t, e, `{ studies(first: 300) { nodes { key reports(first: 100) { edges { cursor node { key kind } } } article: reports(first: 100, where: {kind: {eq: ARTICLE}}) { nodes { kind } totalCount } } } }`, "")
	filtered := 0
	for _, s := range dig(t, data, "studies", "nodes").([]any) {
		articles := 0
		edges := dig(t, s, "reports", "edges").([]any)
		for _, e := range edges {
			if dig(t, e, "node", "kind") == "ARTICLE" {
				articles++
			}
		}
		if number(t, dig(t, s, "article", "totalCount")) != articles {
			t.Errorf("%v articles, want %d", dig(t, s, "article"), articles)
		}
		filtered += articles
		if len(edges) < 2 {
			continue
		}
		next := must(t, e, fmt.Sprintf(`{ study(key: %q) { reports(first: 1, after: %q) { nodes { key } } } }`, dig(t, s, "key"), dig(t, edges, 0, "cursor")), "")
		if dig(t, next, "study", "reports", "nodes", 0, "key") != dig(t, edges, 1, "node", "key") {
			t.Errorf("after the first report of %v comes %v", dig(t, s, "key"), next)
		}
	}
	if filtered == 0 {
		t.Error("the world has no articles")
	}
}

func TestPhasesListTheFindingsOfTheirParts(t *testing.T) {
	data := must(t, curatedEngine(), `{ phases { key counts { findings } findings(first: 100) { totalCount nodes { key phase { key } } } parts { key findings(first: 100) { nodes { key } } } } }`, "")
	whole := 0
	for _, p := range dig(t, data, "phases").([]any) {
		keys := keysOf(t, dig(t, p, "findings", "nodes"))
		if n := number(t, dig(t, p, "counts", "findings")); n != number(t, dig(t, p, "findings", "totalCount")) {
			t.Errorf("%v counts %d", dig(t, p, "key"), n)
		}
		for _, part := range dig(t, p, "parts").([]any) {
			for _, key := range keysOf(t, dig(t, part, "findings", "nodes")) {
				whole++
				if !slices.Contains(keys, key) {
					t.Errorf("%s of the part %v is missing in %v", key, dig(t, part, "key"), dig(t, p, "key"))
				}
			}
		}
	}
	if whole == 0 {
		t.Error("no part has findings")
	}
}

func TestFindingsThatDoNotStandAreFoundByNameOnly(t *testing.T) {
	s := generated(t, 5, storetest.Small)
	e := engineOver(t, s)
	first := dig(t, must(t, e, `{ findings(first: 3, where: {study: {isNull: false}, phase: {isNull: false}}) { nodes { key factor { key } study { key } phase { key } } } }`, ""), "findings", "nodes").([]any)
	key := func(i int) string { return dig(t, first, i, "key").(string) }
	const counts = `query($f: ID!, $s: ID!, $p: ID!) {
		findings { totalCount } factor(key: $f) { counts { findings } findings { totalCount } } study(key: $s) { findings { totalCount } }
		phase(key: $p) { findings { totalCount } counts { findings } } tally(by: VALENCE) { total { findings } } evidenceMatrix { total { findings } } }`
	variables := fmt.Sprintf(`{"f": %q, "s": %q, "p": %q}`, dig(t, first, 0, "factor", "key"), dig(t, first, 0, "study", "key"), dig(t, first, 0, "phase", "key"))
	before := must(t, e, counts, variables)

	change := func(i int, status graph.FindingStatus, by string) graph.Change {
		got, err := s.Get(context.Background(), graph.Get{Keys: []string{key(i)}})
		if err != nil {
			t.Fatal(err)
		}
		f := *got.Records[0].(*graph.Finding)
		f.Status, f.SupersededBy = status, by
		return graph.Change{Record: &f}
	}
	if _, err := s.Apply(context.Background(), graph.Batch{Changes: []graph.Change{change(0, graph.Withdrawn, ""), change(1, graph.Superseded, key(2))}}); err != nil {
		t.Fatal(err)
	}

	after := must(t, e, counts, variables)
	for _, path := range [][]any{{"findings", "totalCount"}, {"tally", "total", "findings"}, {"evidenceMatrix", "total", "findings"}} {
		if was, is := number(t, dig(t, before, path...)), number(t, dig(t, after, path...)); is != was-2 {
			t.Errorf("%v was %d and is %d", path, was, is)
		}
	}
	for _, path := range [][]any{{"factor", "counts", "findings"}, {"factor", "findings", "totalCount"}, {"study", "findings", "totalCount"}, {"phase", "findings", "totalCount"}, {"phase", "counts", "findings"}} {
		if was, is := number(t, dig(t, before, path...)), number(t, dig(t, after, path...)); is >= was {
			t.Errorf("%v was %d and is %d", path, was, is)
		}
	}
	found := must(t, e, fmt.Sprintf(`{ finding(key: %q) { status } node(id: %q) { ... on Finding { status supersededBy { key } } } nodes(ids: [%q]) { id }
		gone: findings(where: {status: {in: [WITHDRAWN, SUPERSEDED]}}) { totalCount } withdrawn: findings(where: {status: {eq: WITHDRAWN}}) { nodes { key } } }`, key(0), key(1), key(0)), "")
	if dig(t, found, "finding", "status") != "WITHDRAWN" || dig(t, found, "node", "status") != "SUPERSEDED" || dig(t, found, "node", "supersededBy", "key") != key(2) || dig(t, found, "nodes", 0) == nil {
		t.Errorf("%v", found)
	}
	if !slices.Contains(keysOf(t, dig(t, found, "withdrawn", "nodes")), key(0)) || number(t, dig(t, found, "gone", "totalCount")) < 2 {
		t.Errorf("%v", found)
	}
}

func TestNodesAreFoundByIdAndByKey(t *testing.T) {
	e := curatedEngine()
	for _, k := range graph.NodeKinds() {
		var record graph.Record
		for r, err := range curated().Scan(t.Context(), k) {
			if err != nil {
				t.Fatal(err)
			}
			record = r
			break
		}
		if record == nil {
			t.Errorf("no %s in the data", k)
			continue
		}
		name := strings.ToLower(k.String()[:1]) + k.String()[1:]
		id, key := graph.ID(record), record.RecordKey()
		data := must(t, e, fmt.Sprintf(`query($id: ID!, $key: ID!) {
			a: node(id: $id) { __typename id } b: node(id: $key) { __typename id } c: nodes(ids: [$key, $id, "nowhere", $key]) { __typename id }
			d: %[1]s(key: $id) { id key } e: %[1]s(key: $key) { id key } }`, name), fmt.Sprintf(`{"id": %q, "key": %q}`, id, key))
		node := map[string]any{"__typename": k.String(), "id": id}
		keyed := map[string]any{"id": id, "key": key}
		want := map[string]any{"a": node, "b": node, "c": []any{node, node, nil, node}, "d": keyed, "e": keyed}
		if diff := difference("", data, want); diff != "" {
			t.Errorf("%s: %s", k, diff)
		}
		other := "study"
		if k == graph.KindStudy {
			other = "factor"
		}
		if data := must(t, e, fmt.Sprintf(`{ %s(key: %q) { id } }`, other, id), ""); data[other] != nil {
			t.Errorf("%s finds a %s", other, k)
		}
	}
}

func TestWhatIsNoIdFindsNothing(t *testing.T) {
	for _, id := range []string{"", " ", "nowhere", "eg_", "eg_!!", "eg_enh4", "Family", strings.Repeat("a", 300), "a\x00b", "\U0001F600"} {
		resp := curatedEngine().Do(t.Context(), Request{Query: `query($id: ID!) { node(id: $id) { id } study(key: $id) { id } nodes(ids: [$id]) { id } }`, Variables: map[string]any{"id": id}})
		read(t, resp).wantData(t, `{"node":null,"study":null,"nodes":[null]}`)
	}
}

func TestTextsFallBackFromRegionToLanguageToTheFirst(t *testing.T) {
	for _, c := range []struct{ lang, served, fallback string }{
		{`"en"`, "en", "false"}, {`"it"`, "it", "false"}, {`["it-CH"]`, "it", "false"}, {`["IT"]`, "it", "false"}, {`["tr", "it"]`, "it", "false"},
		{`["tr"]`, "en", "true"}, {`["xx-YY", "zz"]`, "en", "true"}, {`[]`, "en", "true"}, {`[""]`, "en", "true"}, {`null`, "en", "false"},
	} {
		a := ask(t, curatedEngine(), `{ factor(key: "family") { label(lang: `+c.lang+`) { lang isFallback } } }`, "")
		a.wantData(t, `{"factor":{"label":{"lang":"`+c.served+`","isFallback":`+c.fallback+`}}}`)
	}
	data := must(t, curatedEngine(), `{ factor(key: "family") { en: label { value } it: label(lang: "it-CH") { value } } tally(by: FACTOR, where: {factor: {key: {eq: "family"}}}) { groups { keys { en: label it: label(lang: "it-CH") } } } }`, "")
	for _, lang := range []string{"en", "it"} {
		if dig(t, data, "factor", lang, "value") != dig(t, data, "tally", "groups", 0, "keys", 0, lang) {
			t.Errorf("the label of a value is not that of its node in %s", lang)
		}
	}
	if dig(t, data, "factor", "en", "value") == dig(t, data, "factor", "it", "value") {
		t.Error("the two languages have one text")
	}
}
