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

func BenchmarkFlat(b *testing.B)   { against(b, flatQuery, "flat") }
func BenchmarkNested(b *testing.B) { against(b, nestedQuery, "nested") }

// BenchmarkFirst is a document that the cache does not have: parsed, checked, planned.
func BenchmarkFirst(b *testing.B) {
	e := engineOver(b, generated(b, 1, storetest.Small))
	first := leastCPU(b, 20, func() {
		e.cache.Add(nestedQuery, nil, 1<<30) // too large to be kept: forgets it
		entry, faults := e.prepare(nestedQuery)
		if faults != nil {
			b.Fatal(faults)
		}
		op, failure := entry.doc.Operation("")
		if failure == nil {
			_, failure = e.planOf(entry, op)
		}
		if failure != nil {
			b.Fatal(failure)
		}
	})
	b.ReportMetric(first.Seconds()*1000, "ms/new-document")
}

// against reports how much of the library's CPU time the engine needs.
func against(b *testing.B, query, shape string) {
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

	var theirTime time.Duration
	for range 4 {
		theirTime = least(theirTime, cpuOf(3, func() { theirs() }))
	}
	ourTime := leastCPU(b, 20, func() { ours().Release() })
	b.ReportMetric(float64(theirTime)/float64(ourTime), "x-graphql.Execute")
	b.ReportMetric(ourTime.Seconds()*1000, "ms/1000-"+shape)
}

// leastCPU runs a benchmark in turns of so many calls, and gives the CPU time of one
// call in the quickest turn: whatever else the machine does only adds.
func leastCPU(b *testing.B, calls int, work func()) (quickest time.Duration) {
	for b.Loop() {
		quickest = least(quickest, cpuOf(calls, work))
	}
	b.ReportMetric(0, "ns/op") // of a turn, which says nothing
	return quickest
}

func least(before, now time.Duration) time.Duration {
	if before == 0 {
		return now
	}
	return min(before, now)
}

func cpuOf(calls int, work func()) time.Duration {
	start := cpuTime()
	for range calls {
		work()
	}
	return (cpuTime() - start) / time.Duration(calls)
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
