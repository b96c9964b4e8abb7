// Package gaps is the page of what nobody has studied, or hardly anybody, as far as this
// dataset knows: the empty and thin cells of a table, and what to look for next.
package gaps

import (
	"embed"
	"slices"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is what nobody has studied, or hardly anybody.
func Page() frame.Page {
	return frame.Page{Name: "gaps", Path: "gaps", Files: files, Ask: ask, Show: show, Table: table}
}

// Amounts that keep a page light.
const (
	rowsOfPage = 25
	maxPages   = 100_000
	mostNames  = 12 // rows without any finding that are named
)

// axes are the dimensions of which gaps can be told, the default rows and columns first.
var axes = []string{
	"FACTOR", "PHASE", "FACTOR_LEVEL", "TRAFFICKING_SCOPE", "SETTING", "LIFE_STAGE", "ENTRY_STAGE", "COUNTRY",
	"COUNTRY_OF_ORIGIN", "DESIGN", "LANGUAGE", "INFORMANT", "DEFINITION_SCOPE", "YEAR",
}

// choice is what an address asks for.
type choice struct {
	where         filter.Filter
	rows, columns string   // of axes
	kinds         []string // of which a gap has one; none for all
	row           string   // key of the one row that is looked at; empty for a list of rows
	page          int      // from 1
}

func read(a *frame.Address) choice {
	c := choice{
		where: filter.Read(a), kinds: a.Choices("kinds", "GapKind"), row: a.Key("row"), page: a.Number("page", 1, maxPages, 1),
		rows: a.Option("rows", axes...), columns: a.Option("columns", axes...),
	}
	if c.rows == "" {
		c.rows = axes[0]
	}
	if c.columns == "" {
		c.columns = axes[1]
	}
	switch {
	case c.rows == c.columns:
		a.Wrong("columns", a.Words.T("same-axes"))
	case strings.HasPrefix(c.rows, "FACTOR") && strings.HasPrefix(c.columns, "FACTOR"):
		a.Wrong("columns", a.Words.T("level-of-factor"))
	}
	return c
}

func ask(a *frame.Address) map[string]any {
	c := read(a)
	variables := map[string]any{
		"rows": c.rows, "columns": c.columns, "by": []string{c.rows}, "where": c.where.Where(), "next": c.row != "",
	}
	if c.row != "" {
		variables["row"] = c.row
	}
	return variables
}

type data struct {
	EvidenceMatrix struct {
		Rows, Columns []answer.Value
		Total         struct{ Findings, Studies int }
		Citation      struct{ Permalink string }
	}
	Gaps  []Gap
	Found struct {
		Groups []struct{ Keys []answer.Value }
	}
	answer.Options
}

// Gap is a cell that is empty or thin.
type Gap struct {
	Row, Column                 answer.Value // their keys only
	Kinds                       []string
	Counts                      struct{ Findings, Studies int }
	NotReported, NotExtracted   []string // dimensions in which evidence may hide
	NextQuery, LiteratureSearch string   // where one row is looked at
}

// Empty says that no finding stands there.
func (g Gap) Empty() bool { return slices.Contains(g.Kinds, "NO_EVIDENCE") }

// asked says whether the reader looks for gaps of these kinds.
func (c choice) asked(g Gap) bool {
	return len(c.kinds) == 0 || slices.ContainsFunc(c.kinds, func(kind string) bool { return slices.Contains(g.Kinds, kind) })
}

// speaking leaves out the values that say that something is not known: they are no rows
// and no columns of gaps.
func speaking(values []answer.Value) []answer.Value {
	return slices.DeleteFunc(slices.Clone(values), func(value answer.Value) bool {
		return value.Key == "NOT_REPORTED" || value.Key == "NOT_EXTRACTED" || value.Key == "NOT_APPLICABLE"
	})
}

// named gives values of a dimension their words.
func named(w frame.Words, dimension string, values []answer.Value) []answer.Value {
	for i := range values {
		values[i].Label = w.Value(dimension, values[i].Key, values[i].Label)
	}
	return values
}

// labels gives the labels of values by their keys.
func labels(values []answer.Value) map[string]string {
	m := make(map[string]string, len(values))
	for _, value := range values {
		m[value.Key] = value.Label
	}
	return m
}

// columns of the download.
var columns = []string{"row", "column", "kinds", "findings", "studies", "notReported", "notExtracted"}

// table gives all gaps of the kinds that are asked for, on whichever page they stand;
// those of one row where one is looked at, with what to look for next.
func table(v *frame.Visit) (frame.Table, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.Table{}, err
	}
	asked := read(v.Address)
	t := frame.Table{Columns: columns}
	if asked.row != "" {
		t.Columns = slices.Concat(columns, []string{"nextQuery", "literatureSearch"})
	}
	for _, g := range d.Gaps {
		if !asked.asked(g) {
			continue
		}
		row := []string{
			g.Row.Key, g.Column.Key, strings.Join(g.Kinds, ";"), strconv.Itoa(g.Counts.Findings), strconv.Itoa(g.Counts.Studies),
			strings.Join(g.NotReported, ";"), strings.Join(g.NotExtracted, ";"),
		}
		if asked.row != "" {
			row = append(row, g.NextQuery, g.LiteratureSearch)
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}
