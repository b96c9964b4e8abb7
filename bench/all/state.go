package main

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/exitgraph/exitgraph/bench/eight"
	"github.com/exitgraph/exitgraph/bench/measure"
	"github.com/exitgraph/exitgraph/bench/result"
)

// state is what a run has found so far. It is kept after each part, so that a run
// that was interrupted can go on.
type state struct {
	result.Result
	Done   []string      `json:"done"`
	Judged []result.Goal `json:"judged"` // goals that other commands judge
}

func (b *bench) stateFile() string { return filepath.Join(b.cache, "state.json") }

// begin starts anew, or goes on from where a run of the same commit and data stopped.
func (b *bench) begin(ctx context.Context) error {
	if err := os.MkdirAll(b.cache, 0o755); err != nil {
		return err
	}
	b.Result = result.Result{
		Date: time.Now().UTC().Format(time.DateOnly), Commit: commit(ctx), Machine: machine(), Findings: b.findings,
		Versions: map[string]string{"Go": strings.TrimPrefix(runtime.Version(), "go")},
		Seed:     eight.Seed, Rounds: b.pace.Rounds, Values: map[string]measure.Span{},
		Questions: []result.Question{}, Beside: []result.Question{}, Free: []result.Shape{}, Notes: []string{}, // none, and not null
	}
	if !b.resume {
		return nil
	}
	text, err := os.ReadFile(b.stateFile())
	if errors.Is(err, fs.ErrNotExist) {
		say("there is no run to go on from, so this one begins anew")
		return nil
	}
	if err != nil {
		return err
	}
	var earlier state
	if err := json.Unmarshal(text, &earlier); err != nil {
		return err
	}
	if earlier.Commit != b.Commit || earlier.Findings != b.Findings || earlier.Rounds != b.Rounds {
		say("the interrupted run was of %s, so this one begins anew", earlier.Commit)
		return nil
	}
	b.state = earlier
	return nil
}

// save notes that a part is done.
func (b *bench) save(part string) error {
	b.Done = append(b.Done, part)
	text, err := json.Marshal(b.state)
	if err != nil {
		return err
	}
	return os.WriteFile(b.stateFile(), text, 0o644)
}

// forget removes what was kept, after a whole run.
func (b *bench) forget() error {
	if err := os.Remove(b.stateFile()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// sum adds the goals that are about all questions, where all were asked.
func (b *bench) sum() {
	var logs, slowest float64
	for _, q := range b.Questions {
		ratio, asked := q.One.Ratios[result.Pair(result.Ours, result.Peer)]
		if !asked {
			return
		}
		logs += math.Log(ratio.Median)
		slowest = max(slowest, ratio.Median)
	}
	if n := len(b.Questions); n == len(eight.Questions(b.records())) {
		b.number(result.Slowest, slowest)
		b.number(result.Mean, math.Exp(logs/float64(n)))
	}
}
