package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/bench/measure"
	"github.com/exitgraph/exitgraph/bench/result"
)

// part is what is measured at once, and again as a whole. Those of a group need the
// same things running.
type part struct {
	name    string
	needs   need
	measure func(ctx context.Context) error
}

// need is what must run while a part is measured.
type need int

const (
	nothing  need = iota
	database      // with the data set
	servers       // over the database: ours with columns, ours without, the peer
)

// bench is a run.
type bench struct {
	settings
	state
	base    *base    // nil until a part needs it
	running *running // nil until a part needs it
}

func run(ctx context.Context, s settings) (err error) {
	b := &bench{settings: s}
	if err := b.begin(ctx); err != nil {
		return err
	}
	parts, err := b.chosen()
	if err != nil {
		return err
	}
	if err := b.missing(parts); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.stopServers(), b.stopDatabase()) }()
	for i, p := range parts {
		if slices.Contains(b.Done, p.name) {
			say("%s was measured before", p.name)
			continue
		}
		if err := b.ready(ctx, p.needs); err != nil {
			return err
		}
		say("%s (%d of %d)", p.name, i+1, len(parts))
		if err := b.measure(ctx, p); err != nil {
			return err
		}
		if err := b.save(p.name); err != nil {
			return err
		}
	}
	return b.finish()
}

// attempts is how often a short run measures a part in which a goal fails.
const attempts = 3

// measure measures a part, and in a short run again where a goal fails, so that what else
// a machine does for a moment fails no build: a goal fails where it does each time.
func (b *bench) measure(ctx context.Context, p part) error {
	before := result.Failing(b.Values)
	for n := range attempts {
		earlier := maps.Clone(b.Values)
		if err := p.measure(ctx); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		if !b.short {
			return nil
		}
		if n > 0 {
			keepWhatHeld(b.Values, earlier)
		}
		failing := result.Failing(b.Values)
		maps.DeleteFunc(failing, func(name, _ string) bool { return before[name] != "" })
		if len(failing) == 0 {
			return nil
		}
		for _, name := range result.Names(failing) {
			say("time %d of %d, this failed: %s", n+1, attempts, failing[name])
		}
	}
	return nil
}

// keepWhatHeld puts back what was measured earlier of goals that held then and fail now.
func keepWhatHeld(values, earlier map[string]measure.Span) {
	failed := result.Failing(earlier)
	for name := range result.Failing(values) {
		if value, measured := earlier[name]; measured && failed[name] == "" {
			values[name] = value
		}
	}
}

// finish judges, prints and writes.
func (b *bench) finish() error {
	b.sum()
	goals := result.Judge(b.Values, b.Judged)
	for _, g := range goals {
		if _, known := result.Missed[g.Name]; known && g.Met {
			say("met by now, so its reason in bench/result/missed.go can go: %s", g.Name)
		}
	}
	r := b.Result
	r.Goals = goals
	fmt.Print(r.Markdown())
	if b.output != "" {
		if err := r.Write(b.output); err != nil {
			return err
		}
		say("written to %s; `make generate` brings it into docs/performance.md", b.output)
	}
	if b.short {
		failing := result.Failing(b.Values)
		if len(failing) > 0 {
			var all []string
			for _, name := range result.Names(failing) {
				all = append(all, failing[name])
			}
			return errors.New("these goals fail:\n  " + strings.Join(all, "\n  "))
		}
	}
	return b.forget()
}

// value notes what a goal is judged by.
func (b *bench) value(name string, v measure.Span) { b.Values[name] = v }

func (b *bench) number(name string, v float64) {
	b.value(name, measure.Span{Median: v, Low: v, High: v})
}

// missing says which program is not there, before anything is started.
func (b *bench) missing(parts []part) error {
	for _, p := range parts {
		for _, needed := range []struct {
			file string
			when bool
		}{
			{b.server, p.needs == servers || p.name == "start" || p.name == "free"},
			{b.floor, p.name == "free"},
		} {
			if _, err := os.Stat(needed.file); needed.when && err != nil {
				return fmt.Errorf("%s is not there: make bench builds it: %w", needed.file, err)
			}
		}
	}
	return nil
}
