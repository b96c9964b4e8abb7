//go:build !race

package main

import (
	"testing"
	"time"
)

// The short form of the program: a few seconds of each sort of load. An idle p99 of less
// than a time slice of the scheduler tells more of the machine than of the server, and
// tests share theirs.
func TestAServerUnderTheHeaviestLoadThatTheLimitsAllowMeetsItsGoals(t *testing.T) {
	goals, err := run(t.Context(), settings{
		findings: 100_000, clients: 64, tries: 3, span: 3 * time.Second, wait: time.Second,
		answers: 64 << 20, stall: time.Second, rate: 256 << 10, noise: 10 * time.Millisecond,
	}, func(line string) { t.Log(line) })
	if err != nil {
		t.Fatal(err)
	}
	if len(goals) < 11 {
		t.Errorf("only %d goals were looked at", len(goals))
	}
	for _, g := range goals {
		if !g.Met {
			t.Errorf("%s is %s; the goal is %s", g.Name, g.Measured, g.Goal)
		}
	}
}
