package measure

import (
	"fmt"
	"slices"
	"time"
)

// Span is a median with the lowest and the highest value.
type Span struct {
	Median float64 `json:"median"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
}

// SpanOf is the span of values. It panics without any.
func SpanOf(values []float64) Span {
	return Span{Median: Median(values), Low: slices.Min(values), High: slices.Max(values)}
}

// Median is the middle value, the mean of two where there is no middle. It panics
// without values.
func Median[T ~int64 | ~float64](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[half]
	}
	return (sorted[half-1] + sorted[half]) / 2
}

// Quantity is a figure of a slice.
type Quantity func(Slice) float64

// The quantities that are told.
var (
	P50 Quantity = func(s Slice) float64 { return milliseconds(s.P50) }
	P99 Quantity = func(s Slice) float64 { return milliseconds(s.P99) }
	// PerSecond is how many requests a second were answered.
	PerSecond Quantity = func(s Slice) float64 { return float64(s.Requests) / s.Elapsed.Seconds() }
	// CPUEach and DatabaseEach are processor time for each request, in milliseconds.
	CPUEach      Quantity = func(s Slice) float64 { return milliseconds(s.CPU) / float64(s.Requests) }
	DatabaseEach Quantity = func(s Slice) float64 { return milliseconds(s.Database) / float64(s.Requests) }
)

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// Span is the span of a quantity over the rounds of one contender, nil where the
// contender was not asked.
func (r Rounds) Span(name string, of Quantity) *Span {
	if len(r[name]) == 0 {
		return nil
	}
	var out []float64
	for _, s := range r[name] {
		out = append(out, of(s))
	}
	s := SpanOf(out)
	return &s
}

// Ratio is the span of what a quantity of one contender is of that of another in the
// same round, so that a machine that is slow for a while is so for both. It is nil
// where one of them was not asked, or the other's quantity is not told.
func (r Rounds) Ratio(name, other string, of Quantity) *Span {
	if len(r[name]) == 0 || len(r[name]) != len(r[other]) {
		return nil
	}
	var out []float64
	for i, s := range r[name] {
		base := of(r[other][i])
		if base == 0 {
			return nil
		}
		out = append(out, of(s)/base)
	}
	s := SpanOf(out)
	return &s
}

// String writes a span for a table.
func (s *Span) String() string {
	if s == nil {
		return "–"
	}
	return fmt.Sprintf("%s (%s–%s)", Figure(s.Median), Figure(s.Low), Figure(s.High))
}

// Figure writes a number with three digits that count, or whole.
func Figure(v float64) string {
	switch {
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	case v >= 0.1 || v == 0:
		return fmt.Sprintf("%.2f", v)
	default:
		return fmt.Sprintf("%.2g", v)
	}
}
