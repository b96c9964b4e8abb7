// Command columns measures counting from columns against the least that it can cost, in
// one run on one data set that it makes itself: a plain histogram loop over the same
// rows, and what memory gives. See docs/performance.md.
//
//	go run ./bench/columns -json FILE [-findings 10000000] [-load]
//
// The file says for each goal what it is, what was measured and whether that meets it:
//
//	{"findings": 1000000, "machine": "…", "floor_ms": 0.9, "read_ms": 0.1,
//	 "goals": [{"name": "…", "goal": 0.4, "measured": 0.3, "unit": "ms", "met": true}]}
//
// floor_ms is the histogram loop; read_ms is what one core takes to read four bytes a
// finding. Times are processor time of the one thread that asks; of each question the
// fastest of -rounds turns counts, in turn with the floor, since whatever else the
// machine does only adds. A side is asked three times in each turn, so that the fastest
// finds its own rows in the caches of the processor. -load also starts a Neo4j, loads the data
// set into it (give -findings 100000) and measures what a finding costs this process
// when columns are made of it.
//
// It knows package columns and the stores. Nothing of the product imports it.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime/pprof"
)

type settings struct {
	findings, rounds int
	json, profile    string
	load             bool
}

func main() {
	var s settings
	flag.IntVar(&s.findings, "findings", 1_000_000, "how many findings the data set has")
	flag.IntVar(&s.rounds, "rounds", 60, "how often each question is asked")
	flag.StringVar(&s.json, "json", "", "a `FILE` for the result as JSON")
	flag.StringVar(&s.profile, "cpuprofile", "", "a `FILE` for a CPU profile")
	flag.BoolVar(&s.load, "load", false, "measure loading from a Neo4j, which is started for it")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, s)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench-columns:", err)
		os.Exit(1)
	}
}

// report is the result.
type report struct {
	Findings int     `json:"findings"`
	Machine  string  `json:"machine"`
	FloorMS  float64 `json:"floor_ms"`
	ReadMS   float64 `json:"read_ms"`
	Goals    []goal  `json:"goals"`
}

type goal struct {
	Name     string  `json:"name"`
	Goal     float64 `json:"goal"`
	Measured float64 `json:"measured"`
	Unit     string  `json:"unit"`
	Met      bool    `json:"met"`
}

// most adds a goal that is met by what is not above it.
func (r *report) most(name string, limit, measured float64, unit string) {
	r.Goals = append(r.Goals, goal{name, limit, measured, unit, measured <= limit})
}

func run(ctx context.Context, s settings) error {
	r := &report{Findings: s.findings, Machine: machine()}
	stopProfile := func() {}
	if s.profile != "" {
		file, err := os.Create(s.profile)
		if err != nil {
			return err
		}
		if err := pprof.StartCPUProfile(file); err != nil {
			return err
		}
		stopProfile = func() { pprof.StopCPUProfile(); _ = file.Close() }
	}
	if s.load {
		if err := r.loading(ctx, s.findings); err != nil {
			return err
		}
	}
	w, err := newWorld(s.findings)
	if err != nil {
		return err
	}
	err = r.counting(ctx, w, s.rounds)
	stopProfile()
	if err != nil {
		return err
	}
	for _, g := range r.Goals {
		fmt.Printf("%-44s %10.3f %-20s goal %8.3f %s\n", g.Name, g.Measured, g.Unit, g.Goal, map[bool]string{true: "met", false: "MISSED"}[g.Met])
	}
	fmt.Printf("%d findings, %s; histogram loop %.2f ms, reading %.2f ms\n", r.Findings, r.Machine, r.FloorMS, r.ReadMS)
	if s.json == "" {
		return nil
	}
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(s.json, append(text, '\n'), 0o600)
}
