// Command start measures how long the built program takes from its start to its
// first answer about the built-in data, and how much memory it has then. It prints
// both beside their goals, and writes them as JSON with -json:
//
//	{"starts": 11, "goals": [{"name", "goal", "measured", "met"}]}
//
// Measured times hold the making of the process. They are medians, with the lowest
// and the highest; memory is the highest that any start had. The memory of a process
// is read from /proc, so that this runs on Linux only.
//
// It knows the command line of exitgraph and HTTP. Nothing of the product imports it.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/exitgraph/exitgraph/internal/firstanswer"
)

// The goals.
const (
	goalTime   = 150 * time.Millisecond
	goalMemory = 60 // MiB
)

// goal is a goal as bench/results.json has it.
type goal struct {
	Name     string `json:"name"`
	Goal     string `json:"goal"`
	Measured string `json:"measured"`
	Met      bool   `json:"met"`
}

type report struct {
	Starts int    `json:"starts"`
	Goals  []goal `json:"goals"`
}

func main() {
	binary := flag.String("binary", "", "measure this `PROGRAM`; without it, exitgraph is built first")
	starts := flag.Int("starts", 11, "start it so many `TIMES`")
	out := flag.String("json", "", "write the result to a `FILE` too")
	flag.Parse()
	if err := run(*binary, *starts, *out); err != nil {
		fmt.Fprintln(os.Stderr, "bench-start:", err)
		os.Exit(1)
	}
}

func run(binary string, starts int, out string) error {
	if starts < 1 {
		return fmt.Errorf("-starts cannot be %d: start it once at least", starts)
	}
	if binary == "" {
		dir, err := os.MkdirTemp("", "bench-start")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		binary = filepath.Join(dir, "exitgraph")
		build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-o", binary, "github.com/exitgraph/exitgraph/cmd/exitgraph")
		if told, err := build.CombinedOutput(); err != nil {
			return fmt.Errorf("go build: %w\n%s", err, told)
		}
	}
	r, err := measure(binary, starts)
	if err != nil {
		return err
	}
	for _, g := range r.Goals {
		met := "met"
		if !g.Met {
			met = "missed"
		}
		fmt.Printf("%s: %s (goal %s, %s)\n", g.Name, g.Measured, g.Goal, met)
	}
	if out == "" {
		return nil
	}
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(out, append(text, '\n'), 0o644)
}

// measure starts the program so many times, after a start that fills the caches of
// the file system.
func measure(binary string, starts int) (*report, error) {
	var took []time.Duration
	most := 0
	for i := range starts + 1 {
		s, err := firstanswer.Measure(context.Background(), binary)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			took = append(took, s.Took)
			most = max(most, s.Resident)
		}
	}
	slices.Sort(took)
	middle := took[len(took)/2]
	memory := float64(most) / (1 << 20)
	return &report{Starts: starts, Goals: []goal{
		{
			Name: "first answer after the start of the process, built-in data", Goal: "≤ 150 ms",
			Measured: fmt.Sprintf("%d ms (%d to %d)", middle.Milliseconds(), took[0].Milliseconds(), took[len(took)-1].Milliseconds()),
			Met:      middle <= goalTime,
		},
		{
			Name: "resident memory after the first answer, built-in data", Goal: "≤ 60 MiB",
			Measured: fmt.Sprintf("%.1f MiB", memory), Met: memory <= goalMemory,
		},
	}}, nil
}
