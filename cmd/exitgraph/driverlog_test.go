package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/rs/zerolog"
)

func TestTheDriverIsHeardAtALevelBelowItsOwn(t *testing.T) {
	for _, c := range []struct {
		brief bool
		level string
		want  string
	}{
		{false, "error", `"level":"warn"`},
		{false, "warn", `"level":"debug"`},
		{false, "info", `"level":"debug"`},
		{false, "debug", `"level":"trace"`},
		{true, "error", `"level":"debug"`},
		{true, "warn", `"level":"debug"`},
		{true, "debug", `"level":"trace"`},
	} {
		var out bytes.Buffer
		driverLog(zerolog.New(&out), c.brief)(c.level, "pool 1: Created")
		if line := out.String(); !strings.Contains(line, c.want) || !strings.Contains(line, `"component":"neo4j"`) || !strings.Contains(line, "pool 1: Created") {
			t.Errorf("brief %v, %s: logged was %s", c.brief, c.level, line)
		}
	}
}
