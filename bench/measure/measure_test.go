package measure_test

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/bench/measure"
)

func TestMedianIsTheMiddle(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{
		{[]float64{3}, 3},
		{[]float64{9, 1, 5}, 5},
		{[]float64{4, 1, 3, 2}, 2.5},
		{[]float64{1, 1, 1, 100}, 1},
	} {
		before := slices.Clone(c.values)
		if got := measure.Median(c.values); got != c.want {
			t.Errorf("median of %v is %v, want %v", before, got, c.want)
		}
		if !slices.Equal(before, c.values) {
			t.Errorf("taking the median of %v changed it to %v", before, c.values)
		}
	}
}

func TestMedianHasAsManyValuesBelowAsAbove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0, 1000), 1, 30).Draw(t, "values")
		m := measure.Median(values)
		below, above := 0, 0
		for _, v := range values {
			if v < m {
				below++
			}
			if v > m {
				above++
			}
		}
		if half := len(values) / 2; below > half || above > half {
			t.Fatalf("%d of %v are below %v and %d above", below, values, m, above)
		}
	})
}

// A machine that is slow in one round is so for all sides, and the ratio is of sides
// in the same round.
func TestRatiosAreTakenRoundByRound(t *testing.T) {
	of := func(milliseconds ...int) (out []measure.Slice) {
		for _, n := range milliseconds {
			d := time.Duration(n) * time.Millisecond
			out = append(out, measure.Slice{Requests: 2, P50: d, Elapsed: time.Second, CPU: 2 * d})
		}
		return out
	}
	r := measure.Rounds{"ours": of(2, 20, 3), "floor": of(1, 10, 1)}
	if got, want := r.Ratio("ours", "floor", measure.P50), (measure.Span{Median: 2, Low: 2, High: 3}); *got != want {
		t.Errorf("ratio is %v, want %v", got, want)
	}
	if got, want := r.Span("floor", measure.CPUEach), (measure.Span{Median: 1, Low: 1, High: 10}); *got != want {
		t.Errorf("processor times are %v, want %v", got, want)
	}
	if got := r.Ratio("ours", "peer", measure.P50); got != nil {
		t.Errorf("the ratio to nobody is %v", got)
	}
	if got := r.Ratio("ours", "floor", measure.DatabaseEach); got != nil {
		t.Errorf("the ratio to nothing is %v", got)
	}
}

func TestEveryContenderIsAskedInEveryRoundOverAllConnections(t *testing.T) {
	var asked atomic.Int64
	c := measure.Contender{Name: "one", PIDs: []int{os.Getpid()}, Take: func(context.Context) error { asked.Add(1); return nil }}
	other := measure.Contender{Name: "other", Take: func(context.Context) error { return nil }}
	r, err := measure.InTurn(t.Context(), measure.Pace{Rounds: 4, Connections: 3}, os.Getpid(), []measure.Contender{c, other})
	if err != nil {
		t.Fatal(err)
	}
	if len(r["one"]) != 4 || len(r["other"]) != 4 {
		t.Fatalf("rounds: %v", r)
	}
	for _, s := range r["one"] {
		if s.Requests != 3 || s.CPU <= 0 || s.Database <= 0 {
			t.Errorf("a slice of three connections: %+v", s)
		}
	}
	if n := asked.Load(); n != 3*3+4*3 { // to warm up, and in the rounds
		t.Errorf("asked %d times", n)
	}
}

func TestAFailureEndsTheMeasurementAndNamesWho(t *testing.T) {
	broken := measure.Contender{Name: "broken", Take: func(context.Context) error { return io.ErrUnexpectedEOF }}
	_, err := measure.InTurn(t.Context(), measure.Pace{Rounds: 1}, 0, []measure.Contender{broken})
	if !errors.Is(err, io.ErrUnexpectedEOF) || !strings.Contains(err.Error(), "broken") {
		t.Errorf("the error is %v", err)
	}
}

func TestProcessorTimeOfAProcessGrowsWithItsWork(t *testing.T) {
	before, err := measure.CPU(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	for sum, i := 0, 0; ; i++ {
		sum += i * i
		if now, _ := measure.CPU(os.Getpid()); now-before > 5*time.Millisecond {
			break
		}
	}
	if _, err := measure.CPU(1<<22 + 1); err == nil {
		t.Error("a process that is not there has a processor time")
	}
	resident, err := measure.Resident(os.Getpid())
	peak, err2 := measure.Peak(os.Getpid())
	if err != nil || err2 != nil || resident < 1<<20 || peak < resident {
		t.Errorf("resident %d, peak %d: %v, %v", resident, peak, err, err2)
	}
}
