package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"github.com/exitgraph/exitgraph/bench/measure"
)

// goal is what is wanted, what was measured, and whether that is enough.
type goal struct {
	Name     string `json:"name"`
	Goal     string `json:"goal"`
	Measured string `json:"measured"`
	Met      bool   `json:"met"`
}

const (
	// smallClients ask small questions.
	smallClients = 4
	// slower is how many times slower small questions may get.
	slower = 20
	// runBytes is what one heavy request may take while it runs, beside its answer. See
	// docs/adr/0014-lanes.md.
	runBytes = 128 << 20
)

// run loads a server in each of the ways, and tells how it fared.
func run(ctx context.Context, s settings, tell func(string)) (goals []goal, err error) {
	at, err := open(s)
	if err != nil {
		return nil, err
	}
	defer func() {
		if failed := at.stop(); err == nil {
			err = failed
		}
	}()
	b := &bench{settings: s, site: at, ctx: ctx, tell: tell}
	if err := b.warm(); err != nil {
		return nil, err
	}
	b.rest = atRest()
	b.bound = b.rest + uint64(s.answers) + runBytes*uint64(cmp.Or(s.heavy, max(1, runtime.GOMAXPROCS(0)-1)))
	b.bound += b.bound / 5
	// As operators are told to run it. Without a limit the heap would be what is in use,
	// and what was made while the collector looked, and as much again: that tells of the
	// pace of the collector, which a busy machine changes. The collector can keep to a
	// limit only where what is in use leaves room below it.
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(int64(b.bound)))
	for _, part := range []func() error{b.idle, b.heavily, b.slow, b.leaving} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	return b.goals, nil
}

type bench struct {
	settings
	*site
	ctx   context.Context
	tell  func(string)
	rest  uint64 // bytes of the heap with nobody there, once all has been asked for
	bound uint64 // that the heap must stay under
	quick time.Duration
	goals []goal
}

func (b *bench) note(g goal) {
	b.goals = append(b.goals, g)
	b.tell(fmt.Sprintf("%s: %s (goal %s)", g.Name, g.Measured, g.Goal))
}

// warm lets one client ask each document once. A store makes some things when they are
// first asked for, and keeps them: the index of words and the layouts of columns take as
// much as the records do. They are data as well, and no request's own.
func (b *bench) warm() error {
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	client, met := &http.Client{Transport: transport}, &outcome{}
	for _, d := range append(slices.Clone(heavy), large) {
		begun := time.Now()
		met.add(ask(b.ctx, client, b.addr, d.text), time.Since(begun))
	}
	if unknown := met.undocumented(); len(unknown) > 0 {
		return fmt.Errorf("one client alone met %v", met.ends)
	}
	return errors.Join(b.ctx.Err(), b.quiet(b.ctx))
}

// idle measures small questions alone, twice: the first time warms up.
func (b *bench) idle() error {
	for range 2 {
		limited, cancel := context.WithTimeout(b.ctx, b.span/3)
		met := clients(limited, smallClients, b.addr, small)
		cancel()
		if met.ends["200"] != len(met.times) {
			return fmt.Errorf("small questions to an idle server end with %v", met.ends)
		}
		b.quick = met.percentile(99)
	}
	b.tell(fmt.Sprintf("small questions alone: 99 of 100 within %s; the heap at rest has %d MiB", inMS(b.quick), b.rest>>20))
	return b.ctx.Err()
}

// inMS writes a time in three digits.
func inMS(d time.Duration) string { return measure.Figure(d.Seconds()*1000) + " ms" }

// beside asks small questions while something else goes on, and notes how they fare.
// Whatever else a machine does only adds to their time: where the goal is missed and
// there are tries left, both are measured again.
func (b *bench) beside(what string, work func(ctx context.Context) error) error {
	for try := 1; ; try++ {
		peak := watchHeap()
		met, err := b.smallBeside(work)
		most := peak()
		if err != nil {
			return err
		}
		ratio := float64(met.percentile(99)) / float64(max(b.quick, b.noise))
		if ratio >= slower && try < b.tries {
			if err := errors.Join(b.quiet(b.ctx), b.idle()); err != nil {
				return err
			}
			continue
		}
		b.note(goal{
			Name: "small questions beside " + what, Goal: "all answered",
			Measured: met.told(), Met: met.ends["200"] == len(met.times) && len(met.times) > 0,
		})
		b.note(goal{
			Name: "p99 of small questions beside " + what + ", against an idle server", Goal: fmt.Sprintf("under %dx", slower),
			Measured: fmt.Sprintf("%.1fx (%s to %s)", ratio, inMS(b.quick), inMS(met.percentile(99))), Met: ratio < slower,
		})
		b.note(goal{
			Name: "heap beside " + what, Goal: fmt.Sprintf("under %d MiB", b.bound>>20),
			Measured: fmt.Sprintf("%d MiB", most>>20), Met: most < b.bound,
		})
		return b.ctx.Err()
	}
}

// smallBeside asks small questions for as long as the load lasts.
func (b *bench) smallBeside(work func(ctx context.Context) error) (*outcome, error) {
	limited, cancel := context.WithTimeout(b.ctx, b.span)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- work(limited) }()
	met := clients(limited, smallClients, b.addr, small)
	return met, <-done
}

func (b *bench) heavily() error {
	texts := make([]string, len(heavy))
	for i, d := range heavy {
		texts[i] = d.text
	}
	var met *outcome
	what := fmt.Sprintf("%d heavy clients", b.clients)
	err := b.beside(what, func(ctx context.Context) error {
		met = clients(ctx, b.clients, b.addr, texts)
		return nil
	})
	if err != nil {
		return err
	}
	unknown := met.undocumented()
	b.note(goal{
		Name: "heavy requests dropped without a documented code", Goal: "none",
		Measured: fmt.Sprintf("%d of %d: %s", len(unknown), len(met.times), met.told()), Met: len(unknown) == 0 && len(met.times) > 0,
	})
	return b.quiet(b.ctx)
}

func (b *bench) slow() error {
	var cut int
	what := fmt.Sprintf("%d readers of 1 kB/s", b.clients)
	err := b.beside(what, func(ctx context.Context) (err error) {
		cut, err = readSlowly(ctx, b.clients, b.addr)
		return err
	})
	if err != nil {
		return err
	}
	if err := b.quiet(b.ctx); err != nil {
		return err
	}
	b.tell(fmt.Sprintf("%d of %d slow readers were cut off or refused", cut, b.clients))
	return b.returned("slow readers")
}

// returned notes whether the heap is what it was, with 32 MiB for what caches and pools
// may keep.
func (b *bench) returned(of string) error {
	after := atRest()
	most := b.rest + 32<<20
	b.note(goal{
		Name: "heap after " + of, Goal: fmt.Sprintf("under %d MiB, with %d at first", most>>20, b.rest>>20),
		Measured: fmt.Sprintf("%d MiB", after>>20), Met: after < most,
	})
	return b.ctx.Err()
}

// leaving counts what the store is still asked for clients that have left.
func (b *bench) leaving() error {
	before := runtime.NumGoroutine()
	b.store.Reset()
	document := heavy[0].text
	err := leave(b.ctx, b.clients, b.addr, document, func() bool { return b.store.Counts().Total() > 0 })
	if err != nil {
		return err
	}
	left := b.store.Counts().Total()
	if err := b.quiet(b.ctx); err != nil {
		return err
	}
	after := b.store.Counts().Total() - left
	b.note(goal{
		Name: fmt.Sprintf("store calls for %d clients that have left", b.clients), Goal: fmt.Sprintf("at most %d, one each", b.clients),
		Measured: fmt.Sprint(after), Met: after <= b.clients,
	})
	const few = 8 // connections of this program that are idle
	now := runtime.NumGoroutine()
	b.note(goal{
		Name: "goroutines after clients have left", Goal: fmt.Sprintf("at most %d more than before", few),
		Measured: fmt.Sprintf("%d, and %d before", now, before), Met: now <= before+few,
	})
	return b.returned("clients that left")
}
