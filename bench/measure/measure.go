// Package measure asks contenders in turn and says what each took: time, processor
// time of its processes, and ratios in which what a machine does to all drops out.
//
// It knows clocks and the process table. It must not know what is asked, of whom, or
// what is good.
package measure

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// Pace says how long things are measured.
type Pace struct {
	Rounds      int
	Slice       time.Duration // for one contender in one round; each connection asks at least once
	Warm        time.Duration // for each contender before the rounds; at least three times
	Connections int           // that ask at the same time
}

// Contender is somebody who is asked.
type Contender struct {
	Name string
	Take func(ctx context.Context) error // asks once; called from several goroutines
	PIDs []int                           // its processes; none where its processor time is not told
}

// Slice is what one contender did in one round.
type Slice struct {
	Requests int
	P50, P99 time.Duration
	Elapsed  time.Duration
	CPU      time.Duration // of the contender's processes
	Database time.Duration // of the database's
}

// Rounds holds the slices of each contender, a slice for each round.
type Rounds map[string][]Slice

// InTurn asks every contender in each round, in an order drawn anew. The processor
// time of the database, a process, is taken beside; 0 is none.
func InTurn(ctx context.Context, p Pace, database int, contenders []Contender) (Rounds, error) {
	for _, c := range contenders {
		if _, err := p.slice(ctx, c, 0, p.Warm, 3); err != nil {
			return nil, err
		}
	}
	out := Rounds{}
	order := slices.Clone(contenders)
	for range p.Rounds {
		rand.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, c := range order {
			s, err := p.slice(ctx, c, database, p.Slice, 1)
			if err != nil {
				return nil, err
			}
			out[c.Name] = append(out[c.Name], s)
		}
	}
	return out, nil
}

// slice asks one contender over all connections, for some time and least times each.
func (p Pace) slice(ctx context.Context, c Contender, database int, long time.Duration, least int) (Slice, error) {
	var databases []int
	if database != 0 {
		databases = []int{database}
	}
	cpu, base, err := both(c.PIDs, databases)
	if err != nil {
		return Slice{}, err
	}
	var mu sync.Mutex
	var times []time.Duration
	var failures []error
	var all sync.WaitGroup
	begin := time.Now()
	for range max(p.Connections, 1) {
		all.Go(func() {
			own, err := series(ctx, c, begin, long, least)
			mu.Lock()
			defer mu.Unlock()
			times = append(times, own...)
			failures = append(failures, err)
		})
	}
	all.Wait()
	elapsed := time.Since(begin)
	if err := errors.Join(failures...); err != nil {
		return Slice{}, err
	}
	cpuAfter, baseAfter, err := both(c.PIDs, databases)
	slices.Sort(times)
	return Slice{
		Requests: len(times), Elapsed: elapsed, P50: Median(times), P99: times[(len(times)-1)*99/100],
		CPU: cpuAfter - cpu, Database: baseAfter - base,
	}, err
}

// series asks over one connection until some time has passed since begin.
func series(ctx context.Context, c Contender, begin time.Time, long time.Duration, least int) ([]time.Duration, error) {
	var times []time.Duration
	for len(times) < least || time.Since(begin) < long {
		at := time.Now()
		if err := c.Take(ctx); err != nil {
			return nil, fmt.Errorf("%s: %w", c.Name, err)
		}
		times = append(times, time.Since(at))
	}
	return times, nil
}

func both(first, second []int) (a, b time.Duration, err error) {
	if a, err = CPU(first...); err != nil {
		return a, b, err
	}
	b, err = CPU(second...)
	return a, b, err
}
