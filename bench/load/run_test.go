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

func TestEndsAreToldInWordsTheMostFrequentFirst(t *testing.T) {
	met := &outcome{}
	for _, end := range []string{"503 SERVICE_UNAVAILABLE heavyRequests", "200", "b", "200", "a"} {
		met.add(end, time.Millisecond)
	}
	if got, want := met.told(), "2 with 200, 1 with 503 SERVICE_UNAVAILABLE heavyRequests, 1 with a, 1 with b"; got != want {
		t.Errorf("told is %q, want %q", got, want)
	}
	if got := met.undocumented(); len(got) != 2 {
		t.Errorf("%v are not documented, want a and b", got)
	}
}
