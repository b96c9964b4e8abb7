//go:build !race

package main

import (
	"context"
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/schema"
)

// What an answer allocates hangs on what it holds, not on the graph: the same question
// takes as many allocations, and as many bytes, in a graph eight times as large. Both
// graphs have all factors, phases and reviews that a larger one has, so that the
// answers are of one size too.
func TestAnswersAllocateForWhatTheyHold(t *testing.T) {
	small, large := engineOf(t, 5_000), engineOf(t, 40_000)
	for _, document := range []string{
		`{ study(key: "study-1") { title design findings(first: 3) { nodes { key } } } }`,
		`{ findings(first: 20) { nodes { key summary { value } study { title } factor { key } } } }`,
		`{ factors(first: 20) { nodes { key label { value } } } }`,
		`{ findings(first: 1) { facets(by: VALENCE) { keys { key } counts { findings studies } } } }`,
		`{ evidenceMatrix(rows: FACTOR_LEVEL, columns: PHASE) { dense { findings studies } } }`,
		`{ tally(by: [SETTING]) { groups { keys { key } counts { studies } } citation { hash } } }`,
		`{ readiness(moderator: SETTING) { verdict studies } }`,
		`{ search(text: "own words", first: 10) { totalCount nodes { score node { id } } } }`,
		`{ search(text: "leaving", first: 10) { nodes { score snippet } } }`,
		`{ neighbourhood(id: "study-1", depth: 1, first: 20) { nodes { id } edges { kind } } }`,
		`{ release { hash version } }`,
		`{ __schema { types { name fields { name } } } }`,
	} {
		few, fewBytes := allocated(t, small, document)
		many, manyBytes := allocated(t, large, document)
		if many > few+few/10+10 || manyBytes > fewBytes+fewBytes/4+4096 {
			t.Errorf("%s\ntakes %.0f allocations of %d bytes, and %.0f of %d in the larger graph", document, few, fewBytes, many, manyBytes)
		}
	}
}

func engineOf(t *testing.T, findings int) *schema.Engine {
	t.Helper()
	size := storetest.SizeOf(findings)
	size.Studies, size.Factors, size.Reviews = findings/20, 50, 20
	store, err := memstore.New(graph.Release{}, storetest.GenerateLarge(1, size))
	if err != nil {
		t.Fatal(err)
	}
	e, err := schema.New(graph.New(store), schema.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// allocated says what an answer takes that was asked for before.
func allocated(t *testing.T, e *schema.Engine, document string) (allocations float64, bytes int) {
	t.Helper()
	ask := func() {
		if err := answered(e.Do(context.Background(), schema.Request{Query: document}), 30); err != nil {
			t.Fatalf("%s: %v", document, err)
		}
	}
	const runs = 10
	var before, after runtime.MemStats
	runtime.GC()
	// Pools that pieces of answers come from are emptied by the collector, at a time of its
	// own choice, and where the number of processors changes, as AllocsPerRun does. A piece
	// made anew would count as the answer's.
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	ask()
	runtime.ReadMemStats(&before)
	allocations = testing.AllocsPerRun(runs, ask) // which asks once more to begin with
	runtime.ReadMemStats(&after)
	return allocations, int(after.TotalAlloc-before.TotalAlloc) / (runs + 1)
}
