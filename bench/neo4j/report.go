package main

import (
	"fmt"
	"io"
	"strings"
)

// report is the result of a run.
type report struct {
	Date      string            `json:"date"`
	Commit    string            `json:"commit"`
	Machine   string            `json:"machine"`
	Versions  map[string]string `json:"versions"`
	Findings  int               `json:"findings"`
	Rounds    int               `json:"rounds"`
	Import    importing         `json:"import"`
	Nesting   nesting           `json:"nesting"`
	Questions []result          `json:"questions"`
}

// result is the outcome of one question. Spans are in milliseconds, ratios without
// unit; those of a side that was not asked are nil.
type result struct {
	Name  string `json:"name"`
	Asks  string `json:"asks"`
	Note  string `json:"note,omitempty"`
	Rows  int    `json:"rows"`  // of the answer
	Limit int    `json:"limit"` // as in question.rows
	Floor *span  `json:"floor"`
	Ours  *span  `json:"ours,omitempty"`
	Peer  *span  `json:"peer,omitempty"`

	OursToFloor *span `json:"oursToFloor,omitempty"`
	OursToPeer  *span `json:"oursToPeer,omitempty"`
	Noise       *span `json:"noise"` // the floor to itself
}

// The goals.
const (
	fewRowsGoal  = 1.5 // ours to the floor, up to 20 rows
	manyRowsGoal = 2.0 // the same up to 1,000 rows
	peerGoal     = 1.0 // ours to the peer
	importGoal   = 0.6 // ours to bare statements
)

func newResult(q question, rows int, m measured) result {
	r := result{Name: q.name, Asks: q.asks, Note: q.note, Rows: rows, Limit: q.rows}
	times := func(name string) *span {
		if len(m[name]) == 0 {
			return nil
		}
		s := m.milliseconds(name)
		return &s
	}
	ratio := func(name, of string) *span {
		if len(m[name]) == 0 || len(m[of]) == 0 {
			return nil
		}
		s := m.ratio(name, of)
		return &s
	}
	r.Floor, r.Ours, r.Peer = times("floor"), times("ours"), times("peer")
	r.OursToFloor, r.OursToPeer, r.Noise = ratio("ours", "floor"), ratio("ours", "peer"), ratio(again, "floor")
	return r
}

// floorGoal is what ours may take of the floor, 0 where nothing is said: the goals
// are about lists, and counting is compared with the peer alone.
func (r result) floorGoal() float64 {
	switch {
	case r.Limit == 0:
		return 0
	case r.Limit <= 20:
		return fewRowsGoal
	default:
		return manyRowsGoal
	}
}

// verdict says whether a value keeps a goal.
func verdict(value float64, goal float64, atMost bool) string {
	if atMost && value <= goal || !atMost && value >= goal {
		return "met"
	}
	return "missed"
}

// judgement says how a question stands to its goals.
func (r result) judgement() string {
	var out []string
	if goal := r.floorGoal(); goal > 0 && r.OursToFloor != nil {
		out = append(out, fmt.Sprintf("floor ≤ %.1f %s", goal, verdict(r.OursToFloor.Median, goal, true)))
	}
	if r.OursToPeer != nil {
		out = append(out, "peer ≤ 1 "+verdict(r.OursToPeer.Median, peerGoal, true))
	}
	if len(out) == 0 {
		return "none yet"
	}
	return strings.Join(out, ", ")
}

// markdown writes the tables.
func (r report) markdown(w io.Writer) error {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s, commit %s; %s.", r.Date, r.Commit, r.Machine)
	line("%s.\n", versionLine(r.Versions))
	line("%d findings; p50 over one connection in ms, the median of %d rounds (lowest to highest).\n", r.Findings, r.Rounds)
	line("| | question | rows | floor | ours | peer | ours / floor | ours / peer | noise | goals |")
	line("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, q := range r.Questions {
		asks := q.Asks
		if q.Note != "" {
			asks += " (" + q.Note + ")"
		}
		line("| %s | %s | %d | %s | %s | %s | %s | %s | %s | %s |", strings.ToUpper(q.Name[:1])+q.Name[1:], asks, q.Rows,
			q.Floor.words(), q.Ours.words(), q.Peer.words(), q.OursToFloor.words(), q.OursToPeer.words(), q.Noise.words(), q.judgement())
	}
	line("\nNoise is the floor measured twice in each round, the one to the other.\n")
	if r.Import.Records > 0 {
		line("Import of %d records: %.0f a second, bare statements over the same rows %.0f, ratio %.2f (goal ≥ %.1f %s).",
			r.Import.Records, r.Import.Ours, r.Import.Bare, r.Import.Ratio, importGoal, verdict(r.Import.Ratio, importGoal, false))
	}
	constant := "met"
	if !r.Nesting.constant() {
		constant = "missed"
	}
	line("A nested document of %d edges: statements %v for rows %v (goal: at most one for each edge, %s).", r.Nesting.Edges, r.Nesting.Calls, r.Nesting.Rows, constant)
	_, err := io.WriteString(w, b.String())
	return err
}

// words writes a span for a table.
func (s *span) words() string {
	if s == nil {
		return "–"
	}
	return fmt.Sprintf("%s (%s–%s)", figure(s.Median), figure(s.Low), figure(s.High))
}

// figure writes a number with three digits that count, or whole.
func figure(v float64) string {
	switch {
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	default:
		return fmt.Sprintf("%.2f", v)
	}
}

func versionLine(versions map[string]string) string {
	var out []string
	for _, name := range []string{"Go", "Neo4j", "JDK", "Node.js", "@neo4j/graphql", "Apollo Server"} {
		if v := versions[name]; v != "" {
			out = append(out, name+" "+v)
		}
	}
	return strings.Join(out, ", ")
}
