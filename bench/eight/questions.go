package eight

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// PageSize is how many findings a page of Q7 has.
const PageSize = 20

// Questions are those of the measurement over a world: the factor with the most
// findings, and one that has just enough for a page.
func Questions(records []graph.Record) []Question {
	head, tail := extremes(records)
	return []Question{
		{ID: "Q1", Asks: "counts of 50 factors by phase and valence", ours: oursCounts, peer: peerCounts},
		{
			ID: "Q2a", Asks: "the factor with the most findings, its first 20 and their number", Rows: 20, Ordered: true,
			variables: map[string]any{"factor": head}, ours: oursFactor, peer: peerFactor,
		},
		{
			ID: "Q2b", text: "q2a", floorText: "q2b", Asks: "a factor with few findings, its first 20 and their number", Rows: 20, Ordered: true,
			variables: map[string]any{"factor": tail}, ours: oursFactor, peer: peerFactor,
		},
		{ID: "Q3", Asks: "the whole matrix of factors and phases", ours: oursMatrix, peer: peerCells("matrix")},
		{
			ID: "Q4a", Asks: "the matrix of one country, one design and years", ours: oursMatrix, peer: peerCells("matrixOfCountry"),
			variables: map[string]any{"country": country, "design": design, "from": 2000},
		},
		{
			ID: "Q4b", Asks: "the matrix of one setting and years", ours: oursMatrix, peer: peerCells("matrixOfSetting"),
			variables: map[string]any{"setting": setting, "from": 1990},
		},
		{
			ID: "Q5", Asks: "search for a word in titles, the first 10", Rows: 20,
			variables: map[string]any{"text": word}, ours: oursSearch, peer: peerSearch, floor: found,
			Note: "which of the equally good come first is open; exitgraph ranks all hits, in all searched fields, by its own rule",
		},
		{
			ID: "Q6", Asks: "contradictions by factor and phase", ours: oursSides, peer: peerCells("sides"),
			Note: "the counting half on all sides: findings and studies for each valence of each cell, from which the client picks",
		},
		{
			ID: "Q7", Asks: "findings of one country, one setting and years, the first 20", Rows: PageSize, Ordered: true,
			variables: map[string]any{"country": country, "setting": setting, "from": 2000}, ours: oursFindings, peer: peerFindings,
		},
		{
			ID: "Q8", Asks: "1,000 findings with study, report, factor and phase", Rows: 1000, Ordered: true,
			variables: map[string]any{"first": 1000}, ours: oursNested, peer: peerNested,
		},
	}
}

// Behind is the statement that says where a page far behind begins: how many findings
// are before it, and the last of them. It is the 500th page, or the last full one of a
// small world.
const Behind = `MATCH (s:Study {setting: '` + setting + `'})<-[:FROM_STUDY]-(n {status: 'CURRENT'})
WHERE s.year >= 2000
WITH n.key AS key ORDER BY key
WITH collect(key) AS keys
WITH keys, CASE WHEN size(keys) >= 10000 THEN 499 ELSE size(keys) / 20 - 1 END * 20 AS offset
RETURN offset, keys[offset - 1]`

// Far is Q7 on a page far behind: by offset at the peer, which has no other way to
// such a page, by cursor at exitgraph, and after a key at the floor. It has one filter
// less than Q7, which has not so many pages.
func Far(offset int64, key, cursor string) Question {
	return Question{
		ID: "Q7 far", text: "q7far", Asks: "findings of one setting and years, page 500", Rows: PageSize, Ordered: true,
		variables: map[string]any{"setting": setting, "from": 2000, "offset": offset, "key": key, "cursor": cursor},
		ours:      oursFindings, peer: peerFindings,
	}
}

// Walk asks exitgraph for the cursor behind the next findings of Far; the first step
// has no cursor. A cursor is of one filter, so there is no other way to one. Word
// reads it at EndCursor.
func Walk(findings int64, cursor string) Question {
	q := Question{ID: "Q7 far", text: "q7walk", variables: map[string]any{"setting": setting, "from": 2000, "first": findings}}
	if cursor != "" {
		q.variables["cursor"] = cursor
	}
	return q
}

// EndCursor is where the answer to Walk has its cursor.
const EndCursor = "findings.pageInfo.endCursor"

// Page is one page of findings, for servers whose database is made free: six scalars
// of each finding, or the finding nested as in Q8.
func Page(nested bool, rows int) Question {
	q := Question{ID: "flat", Rows: rows, Ordered: true, variables: map[string]any{"first": rows}, ours: oursFlat, peer: peerFlat}
	if nested {
		q.ID, q.text, q.ours, q.peer = "nested", "q8", oursNested, peerNested
	}
	return q
}

// Pages is ten times the same nested page in one document, since no page of
// exitgraph is longer than 1,000. It has no floor.
func Pages(rows int) Question {
	tenfold := func(one func(any) []Row) func(any) []Row {
		return func(data any) []Row {
			var out []Row
			for i := range 10 {
				out = append(out, one(map[string]any{"findings": at(data, "p"+strconv.Itoa(i))})...)
			}
			return out
		}
	}
	return Question{
		ID: "pages", Rows: 10 * rows, Ordered: true, variables: map[string]any{"first": rows},
		ours: tenfold(oursNested), peer: tenfold(peerNested),
	}
}

// extremes finds the factor with the most findings that stand, and one with the
// fewest among those with 20 or more.
func extremes(records []graph.Record) (head, tail string) {
	counts := map[string]int{}
	for _, r := range records {
		if f, ok := r.(*graph.Finding); ok && f.Status == graph.Current {
			counts[f.Factor]++
		}
	}
	keys := make([]string, 0, len(counts))
	for key := range counts {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	})
	tail = keys[0]
	for _, key := range keys {
		if counts[key] >= PageSize {
			tail = key
		}
	}
	return keys[0], tail
}
