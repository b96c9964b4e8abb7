package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// pace says how long things are measured.
type pace struct {
	rounds int
	slice  time.Duration // for one side in one round; at least one request is made
	warm   time.Duration // for each side before the rounds; at least three requests
}

// contender is a side under a name. The floor stands twice: the second time is the
// noise.
type contender struct {
	name string
	side side
}

// again is the name of the floor that is measured a second time.
const again = "floor again"

// measured holds, for each side, the median time of each round.
type measured map[string][]time.Duration

// measure asks one question in rounds, each of which asks every side in an order
// drawn anew.
func measure(ctx context.Context, q question, sides []contender, p pace) (measured, error) {
	for _, c := range sides {
		if _, err := series(ctx, q, c, p.warm, 3); err != nil {
			return nil, err
		}
	}
	out := measured{}
	order := slices.Clone(sides)
	for range p.rounds {
		rand.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, c := range order {
			times, err := series(ctx, q, c, p.slice, 1)
			if err != nil {
				return nil, err
			}
			out[c.name] = append(out[c.name], median(times))
		}
	}
	return out, nil
}

// series asks one side again and again, for some time and least times.
func series(ctx context.Context, q question, c contender, long time.Duration, least int) ([]time.Duration, error) {
	var times []time.Duration
	for begin := time.Now(); len(times) < least || time.Since(begin) < long; {
		at := time.Now()
		if err := c.side.take(ctx, q); err != nil {
			return nil, fmt.Errorf("%s, %s: %w", q.name, c.name, err)
		}
		times = append(times, time.Since(at))
	}
	return times, nil
}

// median is the middle value, the mean of two where there is no middle. It panics
// without values.
func median[T ~int64 | ~float64](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[half]
	}
	return (sorted[half-1] + sorted[half]) / 2
}

// span is a median with the lowest and the highest value.
type span struct {
	Median float64 `json:"median"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
}

func spanOf(values []float64) span {
	return span{Median: median(values), Low: slices.Min(values), High: slices.Max(values)}
}

// milliseconds is the span of the times of one side.
func (m measured) milliseconds(name string) span {
	var out []float64
	for _, d := range m[name] {
		out = append(out, float64(d)/float64(time.Millisecond))
	}
	return spanOf(out)
}

// ratio is the span of what one side took of what another took in the same round.
func (m measured) ratio(name, of string) span {
	out := make([]float64, len(m[name]))
	for i, d := range m[name] {
		out[i] = float64(d) / float64(m[of][i])
	}
	return spanOf(out)
}
