package main

import (
	"testing"

	"github.com/exitgraph/exitgraph/internal/firstanswer"
)

// The goal is 60 MiB, and it takes half of that. What packages make before main begins
// every user of every command pays for: it is counted, since time is noise.
func TestAServerOfTheBuiltInDataIsSmall(t *testing.T) {
	s, err := firstanswer.Measure(t.Context(), built(t))
	if err != nil {
		t.Fatal(err)
	}
	const mebi = 1 << 20
	if s.Resident < mebi || s.Resident > 60*mebi {
		t.Errorf("%d MiB in memory after the first answer, want 60 at most", s.Resident/mebi)
	}
	if s.Inits.Bytes > 3*mebi/2 || s.Inits.Allocations > 15_000 {
		t.Errorf("the packages make %d bytes in %d allocations before main begins: make them when they are first needed", s.Inits.Bytes, s.Inits.Allocations)
	}
	t.Logf("%v to the first answer, %d KiB in memory, %+v by packages", s.Took, s.Resident>>10, s.Inits)
}
