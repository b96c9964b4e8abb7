package storetest

import (
	"iter"
	"runtime"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

func TestLargeWorldsAreValidAndOfTheSizeAskedFor(t *testing.T) {
	size := LargeSize{Studies: 40, Factors: 10, Phases: 6, Findings: 500, Reviews: 4}
	naive := NewNaive(GenerateLarge(1, size))
	if problems := graph.CheckAll(naive); len(problems) > 0 {
		t.Fatal(problems)
	}
	for k, want := range map[graph.Kind]int{
		graph.KindStudy: 40, graph.KindFactor: 10, graph.KindPhase: 6, graph.KindFinding: 500, graph.KindSample: 40, graph.KindReport: 44,
	} {
		if got := len(naive.All(k)); got != want {
			t.Errorf("%d records of kind %s, want %d", got, k, want)
		}
	}
}

func TestLargeWorldsComeInTheOrderOfScan(t *testing.T) {
	for _, size := range []LargeSize{SizeOf(1), SizeOf(2_500), {Studies: 1, Factors: 1, Phases: 1, Findings: 1}} {
		records := GenerateLarge(3, size)
		for i := 1; i < len(records); i++ {
			a, b := records[i-1], records[i]
			if a.RecordKind() > b.RecordKind() || a.RecordKind() == b.RecordKind() && a.RecordKey() >= b.RecordKey() {
				t.Fatalf("%s %s comes before %s %s", a.RecordKind(), a.RecordKey(), b.RecordKind(), b.RecordKey())
			}
		}
	}
}

func TestLargeWorldsAreTheSameForTheSameSeed(t *testing.T) {
	first, again, other := GenerateLarge(5, SizeOf(400)), GenerateLarge(5, SizeOf(400)), GenerateLarge(6, SizeOf(400))
	same := 0
	for i := range first {
		if describe(first[i]) != describe(again[i]) {
			t.Fatalf("one seed gives %s, then %s", describe(first[i]), describe(again[i]))
		}
		if i < len(other) && describe(first[i]) == describe(other[i]) {
			same++
		}
	}
	if same > len(first)/2 {
		t.Errorf("two seeds have %d of %d records alike", same, len(first))
	}
}

// Every share has bounds that chance does not leave: the numbers come from one seed.
func TestLargeWorldsAreAsUnevenAsRealData(t *testing.T) {
	const findings = 20_000
	n := map[string]int{}
	byFactor, byStudy, letters := map[string]int{}, map[string]int{}, 0
	for r := range Large(1, SizeOf(findings)) {
		switch r := r.(type) {
		case *graph.Finding:
			byFactor[r.Factor]++
			byStudy[r.Study]++
			letters += len(r.Summary[0].Value)
			for what, is := range map[string]bool{
				"no phase": r.Phase == "", "withdrawn": r.Status == graph.Withdrawn, "own samples": len(r.Samples) > 0,
				"read in a review": strings.HasPrefix(r.Report, "review-"), "absence": r.FactorState == graph.Absence,
			} {
				if is {
					n[what]++
				}
			}
		case *graph.Study:
			if r.Setting == "NOT_EXTRACTED" {
				n["setting not extracted"] += 20
			}
		case *graph.StudyReport:
			if r.Role == graph.Included {
				n["included"] += 20
			}
		}
	}
	n["head factor"], n["letters of a summary"] = byFactor["factor-0"], letters/100
	for _, of := range byStudy {
		n["largest study"] = max(n["largest study"], of*100)
	}
	for what, between := range map[string][2]float64{
		"no phase": {.30, .36}, "withdrawn": {.015, .025}, "own samples": {.03, .05}, "absence": {.08, .12},
		"read in a review": {.05, .22}, "setting not extracted": {.33, .47}, "included": {.5, 3},
		"head factor": {.15, .30}, "letters of a summary": {.7, .95}, "largest study": {.3, 3},
	} {
		if got := float64(n[what]) / findings; got < between[0] || got > between[1] {
			t.Errorf("%s: %.3f, want between %.3f and %.3f", what, got, between[0], between[1])
		}
	}
}

// A stream of ten times as many records holds no more of them.
func TestLargeWorldsAreHandedOverAndNotHeld(t *testing.T) {
	held := func(size LargeSize) uint64 {
		next, stop := iter.Pull(Large(1, size))
		defer stop()
		for range size.Findings / 2 {
			if _, ok := next(); !ok {
				t.Fatal("the stream ended early")
			}
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	small, large := held(SizeOf(4_000)), held(SizeOf(40_000))
	if large > small+1<<20 {
		t.Errorf("half of 4,000 findings on the way leave %d bytes in use, half of 40,000 leave %d", small, large)
	}
}
