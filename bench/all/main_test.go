package main

import (
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/bench/measure"
)

func TestAMistypedRunIsRefusedBeforeAnythingIsMeasured(t *testing.T) {
	for says, c := range map[string]struct {
		s    settings
		rest []string
	}{
		"-only q8,start":               {settings{findings: 100_000}, []string{"q8", "start"}},
		"-rounds must be":              {settings{findings: 100_000, pace: measure.Pace{Rounds: -1}}, nil},
		"-findings must be at least":   {settings{}, nil},
		"-slice and -warm cannot be":   {settings{findings: 100_000, pace: measure.Pace{Slice: -1}}, nil},
		"and -warm cannot be negative": {settings{findings: 100_000, pace: measure.Pace{Warm: -1}}, nil},
	} {
		if err := c.s.check(c.rest); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%+v %q: %v, want %q", c.s, c.rest, err, says)
		}
	}
	if err := (&settings{findings: fewestFindings}).check(nil); err != nil {
		t.Error(err)
	}
}
