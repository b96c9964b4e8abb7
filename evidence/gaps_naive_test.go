package evidence_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// gaps writes down the gaps of two axes, one line each: the values, the kinds, and
// the dimensions on which evidence may hide.
func (o *gapOracle) gaps(rows, columns graph.Dimension) []string {
	var out []string
	for _, row := range o.axis(rows) {
		for _, column := range o.axis(columns) {
			if missing(row) || missing(column) {
				continue
			}
			var of, ofRow, ofColumn []*graph.Finding
			for _, f := range o.findings {
				inRow, inColumn := slices.Contains(o.values(f, rows), row), slices.Contains(o.values(f, columns), column)
				if inRow {
					ofRow = append(ofRow, f)
				}
				if inColumn {
					ofColumn = append(ofColumn, f)
				}
				if inRow && inColumn {
					of = append(of, f)
				}
			}
			var c gapLines
			if len(of) > 0 {
				c = o.thin(of, rows, columns)
			} else {
				c.kinds = append(c.kinds, "NO_EVIDENCE")
				o.empty(&c, ofRow, columns, column)
				o.empty(&c, ofColumn, rows, row)
			}
			if len(c.kinds) > 0 {
				out = append(out, c.line(row, column))
			}
		}
	}
	return out
}

func missing(v string) bool {
	return v == "NOT_REPORTED" || v == "NOT_EXTRACTED" || v == "NOT_APPLICABLE"
}

// gapLines is what one gap is told of.
type gapLines struct{ kinds, silent, unread []string }

func (c gapLines) line(row, column string) string {
	order := []string{"NO_EVIDENCE", "NOT_PLACED_IN_A_PHASE", "ONE_STUDY", "ONE_DESIGN", "ONE_COUNTRY", "ONE_LANGUAGE", "ONE_LIFE_STAGE", "SECONDARY_ONLY", "LOW_CONFIDENCE_ONLY", "UNSIGNED_ONLY", "NO_FOLLOW_UP"}
	slices.SortFunc(c.kinds, func(a, b string) int { return slices.Index(order, a) - slices.Index(order, b) })
	var dimensions []string
	for _, d := range graph.Dimensions() {
		dimensions = append(dimensions, d.Name)
	}
	for _, list := range [][]string{c.silent, c.unread} {
		slices.SortFunc(list, func(a, b string) int { return slices.Index(dimensions, a) - slices.Index(dimensions, b) })
	}
	return fmt.Sprintf("%s by %s: %s; not reported %s; not extracted %s", row, column, strings.Join(c.kinds, " "), strings.Join(c.silent, " "), strings.Join(c.unread, " "))
}

// empty says what an empty cell has because of the findings of its value on one
// axis. d is the other axis, at the value of the cell.
func (o *gapOracle) empty(c *gapLines, beside []*graph.Finding, d graph.Dimension, at string) {
	unplaced, elsewhere, silent, unread := false, false, false, false
	for _, f := range beside {
		values := o.values(f, d)
		unplaced, elsewhere = unplaced || len(values) == 0, elsewhere || len(values) > 0
		silent = silent || slices.Contains(values, "NOT_REPORTED")
		unread = unread || slices.Contains(values, "NOT_EXTRACTED") || len(values) == 0 && f.Study != ""
	}
	if d == graph.DimPhase {
		if unplaced {
			c.kinds = append(c.kinds, "NOT_PLACED_IN_A_PHASE")
		}
		if elsewhere && slices.Contains(o.after(o.model), at) {
			c.kinds = append(c.kinds, "NO_FOLLOW_UP")
		}
		return
	}
	if silent {
		c.silent = append(c.silent, d.String())
	}
	if unread {
		c.unread = append(c.unread, d.String())
	}
}

// thin says what a cell with findings has.
func (o *gapOracle) thin(of []*graph.Finding, rows, columns graph.Dimension) gapLines {
	var c gapLines
	every := func(holds func(f *graph.Finding) bool) bool {
		return !slices.ContainsFunc(of, func(f *graph.Finding) bool { return !holds(f) })
	}
	studies := map[string]bool{}
	for _, f := range of {
		studies[f.Study] = true
	}
	delete(studies, "")
	say := func(is bool, kind string) {
		if is {
			c.kinds = append(c.kinds, kind)
		}
	}
	say(len(studies) <= 1, "ONE_STUDY")
	for _, d := range []graph.Dimension{graph.DimDesign, graph.DimCountry, graph.DimLanguage, graph.DimLifeStage} {
		if d != rows && d != columns {
			o.one(&c, of, d)
		}
	}
	say(every(func(f *graph.Finding) bool {
		return f.ExtractionBasis == "SECONDARY_REVIEW" || f.ExtractionBasis == "RECONSTRUCTED"
	}), "SECONDARY_ONLY")
	say(every(func(f *graph.Finding) bool { return f.Confidence == "LOW" }), "LOW_CONFIDENCE_ONLY")
	say(every(func(f *graph.Finding) bool { return f.Valence == "UNSIGNED" }), "UNSIGNED_ONLY")
	byPhase := rows == graph.DimPhase || columns == graph.DimPhase
	after := o.after(o.standard)
	before := func(f *graph.Finding) bool {
		return !slices.ContainsFunc(o.placed(f.Phase, o.standard), func(p string) bool { return slices.Contains(after, p) })
	}
	say(!byPhase && len(after) > 0 && every(before), "NO_FOLLOW_UP")
	return c
}

// one says whether the findings that rest on a study have one value between them.
func (o *gapOracle) one(c *gapLines, of []*graph.Finding, d graph.Dimension) {
	recorded := map[string]bool{}
	silent, unread := false, false
	for _, f := range of {
		if f.Study == "" {
			continue
		}
		values := o.values(f, d)
		unread = unread || len(values) == 0
		for _, v := range values {
			switch v {
			case "NOT_REPORTED":
				silent = true
			case "NOT_EXTRACTED":
				unread = true
			case "NOT_APPLICABLE":
			default:
				recorded[v] = true
			}
		}
	}
	if len(recorded) > 1 || recorded["MIXED"] {
		return
	}
	if silent {
		c.silent = append(c.silent, d.String())
	}
	if unread {
		c.unread = append(c.unread, d.String())
	}
	if !silent && !unread && len(recorded) == 1 {
		c.kinds = append(c.kinds, "ONE_"+d.String())
	}
}
