package schema

import (
	"context"
	"encoding/json"
	"syscall"
	"testing"
	"time"

	"github.com/graphql-go/graphql"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// The executor against the type library's own, on the same schema and data, with
// the document ready in both: from the request to the bytes of the answer. CPU time
// is that of the whole process, so that garbage collection counts.

const (
	flatQuery   = `{ findings(first: 1000) { nodes { key valence factorState status confidence extractionBasis } } }`
	nestedQuery = `{ findings(first: 1000) { nodes { key valence status study { key title design } factor { key level } phase { key position } report { key title kind } } } }`
)

func BenchmarkFlat(b *testing.B)   { against(b, flatQuery) }
func BenchmarkNested(b *testing.B) { against(b, nestedQuery) }

// BenchmarkFirst is a document that the cache does not have: checks and plan.
func BenchmarkFirst(b *testing.B) {
	e := engineOver(b, generated(b, 1, storetest.Small))
	for b.Loop() {
		e.cache.Add(nestedQuery, nil, 1<<30) // too large to be kept: forgets it
		e.Do(context.Background(), Request{Query: nestedQuery}).Body.Release()
	}
}

// against reports how much of the library's CPU time the engine needs.
func against(b *testing.B, query string) {
	s := generated(b, 1, storetest.Size{Studies: 200, Factors: 60, Findings: 1200})
	e := engineOver(b, s)
	ours := func() *Body { return e.Do(context.Background(), Request{Query: query}).Body }
	entry, faults := e.prepare(query)
	if faults != nil {
		b.Fatal(faults)
	}
	theirs := func() []byte {
		result := graphql.Execute(graphql.ExecuteParams{Schema: *e.schema, AST: entry.doc.AST, Context: withReference(context.Background(), graph.New(s))})
		if result.HasErrors() {
			b.Fatal(result.Errors)
		}
		body, err := json.Marshal(result)
		if err != nil {
			b.Fatal(err)
		}
		return body
	}
	sameData(b, ours().Bytes(), theirs())

	const rounds = 12
	theirTime := cpuOf(rounds, theirs)
	b.ReportAllocs()
	start, n := cpuTime(), 0
	for b.Loop() {
		ours().Release()
		n++
	}
	ourTime := (cpuTime() - start) / time.Duration(n)
	b.ReportMetric(float64(theirTime)/float64(ourTime), "x-less-CPU")
	b.ReportMetric(float64(theirTime.Microseconds()), "µs-reference")
	b.ReportMetric(float64(ourTime.Microseconds()), "µs-engine")
}

func cpuOf(rounds int, work func() []byte) time.Duration {
	start := cpuTime()
	for range rounds {
		work()
	}
	return (cpuTime() - start) / time.Duration(rounds)
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func sameData(b *testing.B, ours, theirs []byte) {
	b.Helper()
	var x, y struct{ Data map[string]any }
	if err := json.Unmarshal(ours, &x); err != nil {
		b.Fatal(err)
	}
	if err := json.Unmarshal(theirs, &y); err != nil {
		b.Fatal(err)
	}
	if d := difference("", x.Data, y.Data); d != "" || len(ours) < 100_000 {
		b.Fatalf("%d bytes; %s", len(ours), d)
	}
}
