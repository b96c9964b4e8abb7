package schema

import (
	"fmt"
	"testing"
)

// facets give for each value what the same list has when it is filtered by it.
func TestFacetsAgreeWithFilteredLists(t *testing.T) {
	e := curatedEngine()
	groups := func(v any) map[string]int {
		out := map[string]int{}
		for _, g := range v.([]any) {
			out[dig(t, g, "keys", 0, "key").(string)] = number(t, dig(t, g, "nodes"))
		}
		return out
	}
	data := must(t, e, `{
		findings(where: {factorState: {eq: PRESENCE}}) { totalCount facets(by: VALENCE_AS_REPORTED) { keys { key } nodes counts { findings } } }
		studies { totalCount facets(by: DESIGN) { keys { key label } nodes counts { studies } } }
		factors { totalCount facets(by: FACTOR_LEVEL) { keys { key } nodes counts { findings } } }
	}`, "")
	for _, c := range []struct{ list, filter string }{
		{"findings", "factorState: {eq: PRESENCE}, valence"}, {"studies", "design"}, {"factors", "level"},
	} {
		found := groups(dig(t, data, c.list, "facets"))
		sum := 0
		for value, n := range found {
			got := number(t, dig(t, must(t, e, fmt.Sprintf(`{ %s(where: {%s: {eq: %s}}) { totalCount } }`, c.list, c.filter, value), ""), c.list, "totalCount"))
			if got != n {
				t.Errorf("%s: the facet %s holds %d, the list %d", c.list, value, n, got)
			}
			sum += n
		}
		if sum != number(t, dig(t, data, c.list, "totalCount")) || len(found) < 2 {
			t.Errorf("%s: facets hold %d in %d groups, the list %v", c.list, sum, len(found), dig(t, data, c.list, "totalCount"))
		}
	}
}

// A study of an Indian and an American sample stands under both countries, but each
// finding only under that of its own sample: no group counts people of whom none of
// its findings speaks.
func TestFacetsOfStudiesCountTheFindingsThatHaveTheValue(t *testing.T) {
	e := curatedEngine()
	data := must(t, e, `{
		studies { facets(by: COUNTRY) { keys { key } nodes counts { findings studies samples participants reports } } }
		tally(by: [COUNTRY], where: {study: {isNull: false}}) { groups { keys { key } counts { findings samples participants reports } } }
	}`, "")
	counted := map[string]map[string]any{}
	for _, g := range dig(t, data, "tally", "groups").([]any) {
		counted[dig(t, g, "keys", 0, "key").(string)] = dig(t, g, "counts").(map[string]any)
	}
	seen := 0
	for _, g := range dig(t, data, "studies", "facets").([]any) {
		country := dig(t, g, "keys", 0, "key").(string)
		if fmt.Sprint(dig(t, g, "counts", "studies")) != fmt.Sprint(dig(t, g, "nodes")) {
			t.Errorf("%s: %v studies and %v nodes", country, dig(t, g, "counts", "studies"), dig(t, g, "nodes"))
		}
		for _, unit := range []string{"findings", "samples", "participants", "reports"} {
			want := any("0")
			if c, ok := counted[country]; ok {
				want = c[unit]
				seen++
			}
			if fmt.Sprint(dig(t, g, "counts", unit)) != fmt.Sprint(want) {
				t.Errorf("%s: %v %s, and tally says %v", country, dig(t, g, "counts", unit), unit, want)
			}
		}
	}
	if seen < 40 {
		t.Errorf("only %d counts were compared", seen)
	}
}

func TestFacetsOfNestedListsAndCellsCountTheirOwnList(t *testing.T) {
	e := curatedEngine()
	data := must(t, e, `{ factors(first: 40) { nodes { findings { totalCount facets(by: VALENCE) { nodes } } byPhase { findings { totalCount facets(by: VALENCE) { nodes } } } } } phases { findings { totalCount facets(by: VALENCE) { nodes } } } }`, "")
	checked := 0
	var check func(v any)
	check = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, item := range v {
				check(item)
			}
		case map[string]any:
			if facets, ok := v["facets"]; ok {
				sum := 0
				for _, g := range facets.([]any) {
					sum += number(t, dig(t, g, "nodes"))
				}
				if total := number(t, v["totalCount"]); sum != total {
					t.Errorf("facets hold %d, the list %d", sum, total)
				} else if total > 0 {
					checked++
				}
			}
			for _, item := range v {
				check(item)
			}
		}
	}
	check(data)
	if checked < 30 {
		t.Errorf("only %d lists held anything", checked)
	}
}

// The findings of a cell are those that its counts speak of.
func TestCellsListTheFindingsThatTheyCount(t *testing.T) {
	data := must(t, curatedEngine(), `{ evidenceMatrix(nonEmpty: true) { total { findings } unplaced { findings } cells { row { key } column { key } counts { findings } findings(first: 100) { totalCount nodes { factor { key } } } } } }`, "")
	filled := 0
	for _, c := range dig(t, data, "evidenceMatrix", "cells").([]any) {
		n := number(t, dig(t, c, "counts", "findings"))
		nodes := dig(t, c, "findings", "nodes").([]any)
		if n != number(t, dig(t, c, "findings", "totalCount")) || n != len(nodes) {
			t.Errorf("a cell counts %d and lists %d", n, len(nodes))
		}
		for _, f := range nodes {
			if dig(t, f, "factor", "key") != dig(t, c, "row", "key") {
				t.Errorf("a finding about %v in the row %v", dig(t, f, "factor"), dig(t, c, "row"))
			}
			filled++
		}
	}
	if filled < 50 {
		t.Errorf("only %d findings in cells", filled)
	}
}

func TestACursorOfACellIsNotGoodForTheTurnedMatrix(t *testing.T) {
	e := curatedEngine()
	const query = `query($r: EvidenceDimension, $c: EvidenceDimension, $after: String) { evidenceMatrix(rows: $r, columns: $c, nonEmpty: true) { cells { row { key } column { key } findings(first: 1, after: $after) { edges { cursor } } } } }`
	data := must(t, e, query, `{"r": "SETTING", "c": "TRAFFICKING_SCOPE"}`)
	for _, c := range dig(t, data, "evidenceMatrix", "cells").([]any) {
		edges := dig(t, c, "findings", "edges").([]any)
		if dig(t, c, "row", "key") != dig(t, c, "column", "key") || len(edges) == 0 {
			continue
		}
		a := ask(t, e, query, fmt.Sprintf(`{"r": "TRAFFICKING_SCOPE", "c": "SETTING", "after": %q}`, dig(t, edges, 0, "cursor")))
		if len(a.Errors) == 0 || !a.resp.DataIsNull {
			t.Errorf("%.300s", a.raw)
		}
		return
	}
	t.Error("no cell with one name for row and column")
}
