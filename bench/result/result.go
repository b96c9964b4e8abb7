// Package result is what a measurement found: its file, its goals, and its tables.
//
// It knows which goals there are and what is said of those that are missed. It must
// not know how anything is measured.
package result

import (
	"encoding/json"
	"os"

	"github.com/exitgraph/exitgraph/bench/measure"
)

// File is where the results of the last whole run are, from the root of the project.
const File = "bench/results.json"

// Result is the outcome of a run. Times are in milliseconds.
type Result struct {
	Date      string            `json:"date"` // as 2026-11-21
	Commit    string            `json:"commit"`
	Machine   string            `json:"machine"`
	Findings  int               `json:"findings"`
	Questions []Question        `json:"questions"`
	Goals     []Goal            `json:"goals"`
	Versions  map[string]string `json:"versions"`
	Seed      int64             `json:"seed"`
	Rounds    int               `json:"rounds"`
	Beside    []Question        `json:"beside"` // asked beside the eight: Q7 on a page far behind
	Free      []Shape           `json:"free"`   // with the database made free
	Notes     []string          `json:"notes"`  // sentences with what else was found
	// Values are what goals are judged by, under their names.
	Values map[string]measure.Span `json:"values"`
}

// Question is the outcome of one question.
type Question struct {
	ID      string  `json:"id"`
	OursMS  float64 `json:"ours_ms"` // p50 over one connection, as the next three
	PeerMS  float64 `json:"peer_ms"`
	FloorMS float64 `json:"floor_ms"`
	OffMS   float64 `json:"columns_off_ms"`
	Asks    string  `json:"asks"`
	Note    string  `json:"note,omitempty"`
	Rows    int     `json:"rows"` // of the answer
	One     Table   `json:"one"`  // over one connection
	Four    Table   `json:"four"` // over four
}

// Shape is the outcome of one shape of answers from a database made free.
type Shape struct {
	Name string `json:"name"`
	Rows int    `json:"rows"`
	One  Table  `json:"one"`
	Four Table  `json:"four"`
}

// The names of those who are asked. Again is the same a second time: what chance does.
const (
	Floor      = "floor"
	FloorAgain = "floor again"
	Ours       = "ours"
	OursAgain  = "ours again"
	Off        = "ours, columns off"
	Peer       = "peer"
	Cluster    = "peer, cluster"
)

// Table holds the figures of each side, and ratios of p50 by "side / other side".
type Table struct {
	Sides  map[string]Figures      `json:"sides,omitempty"`
	Ratios map[string]measure.Span `json:"ratios,omitempty"`
	// CPU holds ratios of processor time for each request, Speed of requests a second.
	CPU   map[string]measure.Span `json:"cpu_ratios,omitempty"`
	Speed map[string]measure.Span `json:"speed_ratios,omitempty"`
}

// Figures are those of one side. CPU is the processor time of its processes for each
// request, Database that of the database; both are nil where they are not told.
type Figures struct {
	P50       *measure.Span `json:"p50_ms"`
	P99       *measure.Span `json:"p99_ms"`
	PerSecond *measure.Span `json:"per_second"`
	CPU       *measure.Span `json:"cpu_ms,omitempty"`
	Database  *measure.Span `json:"database_cpu_ms,omitempty"`
}

// pairs are the ratios that are told.
var pairs = [][2]string{
	{Ours, Peer},
	{Off, Peer},
	{Ours, Floor},
	{Off, Floor},
	{FloorAgain, Floor},
	{OursAgain, Ours},
	{Peer, Floor},
	{Ours, Cluster},
}

// TableOf sums rounds up.
func TableOf(r measure.Rounds) Table {
	t := Table{Sides: map[string]Figures{}, Ratios: map[string]measure.Span{}, CPU: map[string]measure.Span{}, Speed: map[string]measure.Span{}}
	for name := range r {
		f := Figures{P50: r.Span(name, measure.P50), P99: r.Span(name, measure.P99), PerSecond: r.Span(name, measure.PerSecond)}
		if cpu := r.Span(name, measure.CPUEach); cpu.High > 0 {
			f.CPU = cpu
		}
		if database := r.Span(name, measure.DatabaseEach); database.High > 0 {
			f.Database = database
		}
		t.Sides[name] = f
	}
	for _, p := range pairs {
		name := Pair(p[0], p[1])
		for into, of := range map[*map[string]measure.Span]measure.Quantity{&t.Ratios: measure.P50, &t.CPU: measure.CPUEach, &t.Speed: measure.PerSecond} {
			if s := r.Ratio(p[0], p[1], of); s != nil {
				(*into)[name] = *s
			}
		}
	}
	return t
}

// Pair names a ratio.
func Pair(side, other string) string { return side + " / " + other }

// P50 is the median p50 of a side, 0 where it was not asked.
func (t Table) P50(side string) float64 {
	if f, asked := t.Sides[side]; asked {
		return f.P50.Median
	}
	return 0
}

// Read reads a file of results.
func Read(file string) (Result, error) {
	var r Result
	text, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(text, &r)
	}
	return r, err
}

// Write writes it.
func (r Result) Write(file string) error {
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}
