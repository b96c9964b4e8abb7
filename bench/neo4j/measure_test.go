package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
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
		if got := median(c.values); got != c.want {
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
		m := median(values)
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
	m := measured{
		"ours":  {2 * time.Millisecond, 20 * time.Millisecond, 3 * time.Millisecond},
		"floor": {1 * time.Millisecond, 10 * time.Millisecond, 1 * time.Millisecond},
	}
	if got, want := m.ratio("ours", "floor"), (span{Median: 2, Low: 2, High: 3}); got != want {
		t.Errorf("ratio is %v, want %v", got, want)
	}
	if got, want := m.milliseconds("floor"), (span{Median: 1, Low: 1, High: 10}); got != want {
		t.Errorf("times are %v, want %v", got, want)
	}
}

func TestGoalsAreJudgedByTheRowsAskedFor(t *testing.T) {
	of := func(rows int, toFloor, toPeer float64) result {
		return result{Limit: rows, OursToFloor: &span{Median: toFloor}, OursToPeer: &span{Median: toPeer}}
	}
	for _, c := range []struct {
		result result
		want   string
	}{
		{of(20, 1.5, 1), "floor ≤ 1.5 met, peer ≤ 1 met"},
		{of(20, 1.6, 1.1), "floor ≤ 1.5 missed, peer ≤ 1 missed"},
		{of(1000, 1.6, 0.2), "floor ≤ 2.0 met, peer ≤ 1 met"},
		{of(0, 30, 0.2), "peer ≤ 1 met"},
		{result{Limit: 20}, "none yet"},
	} {
		if got := c.result.judgement(); got != c.want {
			t.Errorf("%+v: %q, want %q", c.result, got, c.want)
		}
	}
	if verdict(0.6, importGoal, false) != "met" || verdict(0.59, importGoal, false) != "missed" {
		t.Error("the goal of the import is not a lower bound")
	}
}

func TestTableHasARowForEachQuestion(t *testing.T) {
	one := span{Median: 1.5, Low: 1, High: 123.4}
	r := report{Questions: []result{
		{Name: "q2a", Asks: "one", Rows: 20, Limit: 20, Floor: &one, Ours: &one, Peer: &one, OursToFloor: &one, OursToPeer: &one, Noise: &one},
		{Name: "q5", Asks: "another", Note: "not yet", Floor: &one, Noise: &one},
	}}
	var b strings.Builder
	if err := r.markdown(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| Q2a | one | 20 | 1.50 (1.00–123) |",
		"| Q5 | another (not yet) | 0 | 1.50 (1.00–123) | – | – | – | – |",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("there is no %q in\n%s", want, b.String())
		}
	}
}
