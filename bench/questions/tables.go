package main

import (
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
)

// The marks of a document between which the tables stand.
const (
	beginMark = "<!-- growth: made by bench/questions -docs -->"
	endMark   = "<!-- growth: end -->"
)

// tables writes the result for people, in Markdown.
func (r *report) tables() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, commit %s; %s.\n\n", r.Date, r.Commit, r.Machine)
	b.WriteString("| what is built |" + r.sizes("CPU, ms (kept, MiB), at ") + " exponent | bytes a finding | peak, MiB |\n")
	b.WriteString("| --- |" + strings.Repeat(" --- |", len(r.Sizes)+3) + "\n")
	for _, row := range r.Builds {
		kept := row.kept(r.Sizes)
		cells := r.cells(func(i int) string { return fmt.Sprintf("%s (%s)", short(row.MS[i]), short(kept[i]/(1<<20))) }, len(row.MS), nil)
		fmt.Fprintf(&b, "| %s |%s %.2f (%.2f) | %s | %s |\n", row.Name, cells, row.Exponent, row.KeptExp, largest(row.KeptB), largest(row.PeakMiB))
	}
	fmt.Fprintf(&b, "\n| question |%s exponent | KiB allocated | exponent | %d ms at 10^5 |\n", r.sizes(""), goal.Milliseconds())
	b.WriteString("| --- |" + strings.Repeat(" --- |", len(r.Sizes)+4) + "\n")
	for _, row := range r.Questions {
		cells := r.cells(func(i int) string { return fmt.Sprintf("%s (%s)", short(row.AgainMS[i]), short(row.FirstMS[i])) }, len(row.AgainMS), row.refusals())
		fmt.Fprintf(&b, "| %s |%s %.2f (%.2f) | %s | %.2f | %s |\n", row.Name, cells, row.AgainExponent, row.FirstExponent,
			largest(row.AllocatedKiB), row.AllocatedExp, r.verdict(row))
	}
	return b.String()
}

func (r *report) sizes(before string) string {
	out := ""
	for _, n := range r.Sizes {
		out += fmt.Sprintf(" %s10^%d |", before, int(math.Round(math.Log10(float64(n)))))
		before = ""
	}
	return out
}

// cells writes what was measured at each size, and else what is known of it.
func (r *report) cells(cell func(i int) string, measured int, known map[int]string) string {
	out := ""
	for i, n := range r.Sizes {
		if i < measured {
			out += " " + cell(i)
		} else if what := known[n]; what != "" {
			out += " " + what
		}
		out += " |"
	}
	return out
}

// refusals says at which sizes which limit refused a question.
func (a *asking) refusals() map[int]string {
	out := map[int]string{}
	for _, n := range a.RefusedAt {
		out[n] = "refused: `" + a.Limit + "`"
	}
	return out
}

// largest writes what was measured at the largest size; empty where nothing was.
func largest(values []float64) string {
	if len(values) == 0 {
		return ""
	}
	return short(values[len(values)-1])
}

// verdict says whether a question meets its goal.
func (r *report) verdict(row asking) string {
	most := float64(goal.Milliseconds())
	for i, n := range r.Sizes {
		if n != 100_000 || i >= len(row.FirstMS) {
			continue
		}
		switch {
		case row.AgainMS[i] > most:
			return "missed"
		case row.FirstMS[i] > most:
			return "missed at first"
		default:
			return "met"
		}
	}
	return ""
}

// short writes three digits at most.
func short(v float64) string {
	switch {
	case v >= 10:
		return strconv.FormatFloat(v, 'f', 0, 64)
	case v >= 1:
		return strconv.FormatFloat(v, 'f', 1, 64)
	default:
		return strconv.FormatFloat(v, 'f', 2, 64)
	}
}

// intoDocument puts the tables between the marks of a document.
func (r *report) intoDocument(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, _, after, err := parted(string(text))
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return os.WriteFile(file, []byte(before+beginMark+"\n\n"+r.tables()+"\n"+endMark+after), 0o644)
}

// parted cuts a document at its marks.
func parted(text string) (before, between, after string, err error) {
	before, rest, begins := strings.Cut(text, beginMark)
	between, after, ends := strings.Cut(rest, endMark)
	if !begins || !ends {
		return "", "", "", fmt.Errorf("there is no place between %q and %q for the tables", beginMark, endMark)
	}
	return before, between, after, nil
}
