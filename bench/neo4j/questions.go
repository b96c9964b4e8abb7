package main

import (
	"cmp"
	"embed"
	"encoding/json"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// files holds the texts of the questions: for each a document for exitgraph, a
// statement for the floor and a document for the peer.
//
//go:embed questions
var files embed.FS

// question is one of the questions of the measurement.
type question struct {
	name, asks string
	text       string // the beginning of the names of its files; the name where empty
	floor      string // the same for the floor's statement, where it has one of its own
	note       string // what is measured where that is not the whole question
	rows       int    // of the answer, for the goal: 20 for up to 20, 1000 for up to 1000, 0 for counts
	variables  map[string]any
	ours       func(data any) []row // the answer of exitgraph in the form of the floor's columns
	peer       func(data any) []row
	floorRow   func(row) row // where the floor's columns are not the form themselves
	ordered    bool          // whether the order of the rows is part of the answer
}

// read gives a text of a question. The files are part of the program.
func read(name string) string {
	text, err := files.ReadFile("questions/" + name)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func (q question) document(side string) string {
	return read(cmp.Or(q.text, q.name) + "." + side + ".graphql")
}

func (q question) statement() string {
	return read(cmp.Or(q.floor, q.text, q.name) + ".floor.cypher")
}

// body is the request of a document with the variables that it names.
func (q question) body(side string) []byte {
	document := q.document(side)
	used := map[string]any{}
	for name, v := range q.variables {
		if strings.Contains(document, "$"+name+":") {
			used[name] = v
		}
	}
	out, err := json.Marshal(map[string]any{"query": document, "variables": used})
	if err != nil {
		panic(err) // variables are constants of this program
	}
	return out
}

// parameters are those of the floor's statement. It says what exitgraph adds to
// every filter: findings that do not stand are left out.
func (q question) parameters() map[string]any {
	out := map[string]any{"status": string(graph.Current)}
	for name, v := range q.variables {
		if n, ok := v.(int); ok {
			v = int64(n)
		}
		out[name] = v
	}
	return out
}

// questions are those of the measurement over a world: the factor with the most
// findings, and one that has just enough for a page.
func questions(records []graph.Record) []question {
	head, tail := extremes(records)
	return []question{
		{name: "q1", asks: "counts of 50 factors by phase and valence", ours: oursCounts, peer: peerCounts},
		{
			name: "q2a", asks: "the factor with the most findings, its first 20 and their number", rows: 20, ordered: true,
			variables: map[string]any{"factor": head}, ours: oursFactor, peer: peerFactor,
		},
		{
			name: "q2b", text: "q2a", floor: "q2b", asks: "a factor with few findings, its first 20 and their number", rows: 20, ordered: true,
			variables: map[string]any{"factor": tail}, ours: oursFactor, peer: peerFactor,
		},
		{name: "q3", asks: "the whole matrix of factors and phases", ours: oursMatrix, peer: peerCells("matrix")},
		{
			name: "q4a", asks: "the matrix of one country, one design and years", ours: oursMatrix, peer: peerCells("matrixOfCountry"),
			variables: map[string]any{"country": country, "design": design, "from": 2000},
		},
		{
			name: "q4b", asks: "the matrix of one setting and years", ours: oursMatrix, peer: peerCells("matrixOfSetting"),
			variables: map[string]any{"setting": setting, "from": 1990},
		},
		{
			name: "q5", asks: "search for a word in titles, the first 10", rows: 20,
			variables: map[string]any{"text": word}, ours: oursSearch, peer: peerSearch, floorRow: floorSearch,
			note: "which of the equally good come first is open; exitgraph ranks all hits, in all searched fields, by its own rule",
		},
		{
			name: "q6", asks: "contradictions by factor and phase", ours: oursSides, peer: peerCells("sides"),
			note: "the counting half on all sides: findings and studies for each valence of each cell, from which the client picks",
		},
		{
			name: "q7", asks: "findings of one country, one setting and years, the first 20", rows: 20, ordered: true,
			variables: map[string]any{"country": country, "setting": setting, "from": 2000}, ours: oursFindings, peer: peerFindings,
		},
		{
			name: "q8", asks: "1,000 findings with study, report, factor and phase", rows: 1000, ordered: true,
			variables: map[string]any{"first": 1000}, ours: oursNested, peer: peerNested,
		},
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
		if counts[key] >= 20 {
			tail = key
		}
	}
	return keys[0], tail
}
