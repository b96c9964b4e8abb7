package main

import (
	"context"
	"errors"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/exitgraph/exitgraph/graph"
)

// question is one tally with its goals; 0 for none.
type question struct {
	name     string
	where    graph.Filter
	ratio    float64 // to the histogram loop
	ms       float64
	prepared bool // whether it may have been asked before
}

// questions are those that goals speak of, at 10^6 or 10^7 findings.
func questions(findings int) []question {
	finding, study := graph.ModelOf(graph.KindFinding), graph.ModelOf(graph.KindStudy)
	current := graph.Equals(finding.Field("status"), string(graph.Current))
	of := func(parts ...graph.Filter) graph.Filter {
		return graph.And{current, graph.Has{Edge: finding.Edge("study"), Quant: graph.Some, Where: graph.And(parts)}}
	}
	in := func(name string, values ...string) graph.Filter {
		return graph.Compare{Field: study.Field(name), Op: graph.OpIn, Strs: values}
	}
	since := func(year int) graph.Filter {
		return graph.Compare{Field: study.Field("year"), Op: graph.OpMoreEqual, Nums: []int{year}}
	}
	stage := graph.Has{Edge: study.Edge("samples"), Quant: graph.Some,
		Where: graph.Equals(graph.ModelOf(graph.KindSample).Field("lifeStage"), "MINOR")}
	one := graph.And{current, graph.Has{Edge: finding.Edge("study"), Quant: graph.Some, Where: in("design", "QUALITATIVE")}}
	ratio, wide, narrow := 1.6, 0.4, 0.03
	if findings >= 10_000_000 {
		ratio, wide, narrow = 1.25, 6, 0.15
	}
	return []question{
		{name: "unfiltered, answer", where: current, ratio: ratio},
		{name: "unfiltered, asked before", where: current, ms: 0.1, prepared: true},
		{name: "one design, asked before", where: one, ms: 0.1, prepared: true},
		{name: "wide filter, answer", ms: wide,
			where: of(in("setting", "INDOOR", "OUTDOOR"), in("design", "QUALITATIVE", "QUANTITATIVE", "MIXED_METHODS"), since(1990))},
		{name: "narrow filter, answer", ms: narrow, where: of(stage, in("design", "QUALITATIVE"), in("setting", "INDOOR"), since(2015))},
	}
}

// inARow is how often a side is asked before it is the other's turn: at first it finds
// the rows of the other in the caches of the processor.
const inARow = 3

// counting asks all questions in turn with the floor.
func (r *report) counting(ctx context.Context, w *world, rounds int) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	floor := time.Hour
	for _, q := range questions(r.Findings) {
		ask := graph.Tally{Where: q.where, By: w.axes, Units: graph.CountStudies | graph.CountValences}
		best, beside := time.Hour, time.Hour
		for i := range rounds + 2 { // sets and layouts are made in the first two
			for range inARow {
				start := startClock()
				runtime.KeepAlive(w.histogram())
				if took := start.took(); i >= 2 {
					beside = min(beside, took)
				}
			}
			for range inARow {
				if !q.prepared {
					w.x.Forget()
				}
				start := startClock()
				counted, err := w.x.Tally(ctx, ask)
				took := start.took()
				if err != nil {
					return err
				}
				if counted.Total.Findings == 0 {
					return errors.New(q.name + " counts nothing")
				}
				if i >= 2 {
					best = min(best, took)
				}
			}
		}
		floor = min(floor, beside)
		if q.ratio > 0 {
			r.most(q.name, q.ratio, float64(best)/float64(beside), "x histogram loop")
		} else {
			r.most(q.name, q.ms, ms(best), "ms")
		}
	}
	bytes := 6.0
	if r.Findings >= 10_000_000 {
		bytes = 5
	}
	r.most("memory of the matrix", bytes, float64(w.x.MatrixBytes())/float64(r.Findings), "bytes a finding")
	r.FloorMS, r.ReadMS = ms(floor), ms(reading(r.Findings, rounds))
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

// reading is what one core takes to read four bytes of each finding.
func reading(findings, rounds int) time.Duration {
	rows, best := make([]uint32, findings), time.Hour
	for range rounds {
		start := startClock()
		runtime.KeepAlive(sum(rows))
		best = min(best, start.took())
	}
	return best
}

// sum reads a column in four streams, as fast as a loop in Go can.
func sum(rows []uint32) int {
	var a, b, c, d uint32
	for ; len(rows) >= 4; rows = rows[4:] {
		a, b, c, d = a+rows[0], b+rows[1], c+rows[2], d+rows[3]
	}
	return int(a + b + c + d)
}

// machine names the processor.
func machine() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}
