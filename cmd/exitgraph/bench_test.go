package main

import (
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/internal/firstanswer"
)

// built builds the program as a user has it.
func built(tb testing.TB) string {
	tb.Helper()
	binary := filepath.Join(tb.TempDir(), "exitgraph")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		tb.Fatalf("go build: %v\n%s", err, out)
	}
	return binary
}

// BenchmarkFirstAnswer measures the time from the start of the built program to
// its first answer about the built-in data. The goal is 150 ms.
func BenchmarkFirstAnswer(b *testing.B) {
	binary := built(b)
	var total time.Duration
	for b.Loop() {
		s, err := firstanswer.Measure(b.Context(), binary)
		if err != nil {
			b.Fatal(err)
		}
		total += s.Took
	}
	ms := float64(total.Microseconds()) / 1000 / float64(b.N)
	b.ReportMetric(ms, "ms/first-answer")
	b.ReportMetric(ms/150, "of-goal")
}
