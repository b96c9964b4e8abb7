// Package compare is the page on which two filters stand side by side, with what each of
// them finds and the difference.
package compare

import (
	"embed"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is two filters side by side.
func Page() frame.Page {
	return frame.Page{Name: "compare", Path: "compare", Files: files, Ask: ask, Show: show, Table: table}
}

// Amounts that keep a page light.
const (
	rowsOfPage = 60
	maxPages   = 100_000
)

// rowsBy are the dimensions whose values may be the rows, by their names in addresses;
// the first is taken where an address names none.
var rowsBy = []string{"FACTOR", "PHASE", "FACTOR_LEVEL"}

type object = map[string]any

// choice is what an address asks for.
type choice struct {
	a, b filter.Filter
	// rest says that the second set is all that the first is not.
	rest bool
	by   string // of rowsBy
	sort string // "difference", or empty for the order of the dimension
	page int    // from 1
}

func read(a *frame.Address) choice {
	c := choice{
		a: filter.ReadPrefixed(a, "a-"), b: filter.ReadPrefixed(a, "b-"), rest: a.Option("rest", "yes") != "",
		by: a.Option("by", rowsBy...), sort: a.Option("sort", "difference"), page: a.Number("page", 1, maxPages, 1),
	}
	if c.by == "" {
		c.by = rowsBy[0]
	}
	if c.rest && c.b.Any() {
		a.Wrong("rest", a.Words.T("rest-and-filter"))
	}
	return c
}

// chosen says that there is something to compare.
func (c choice) chosen() bool { return c.a.Any() || c.b.Any() }

// restOfAll says that the second set is what the first leaves, which is nothing as long
// as the first has no filter.
func (c choice) restOfAll() bool { return c.rest && !c.a.Any() }

// sets gives both sets as filters of the contract.
func (c choice) sets() (a, b object) {
	a, b = c.a.Where(), c.b.Where()
	if c.rest {
		b = object{"NOT": a}
	}
	return a, b
}

func ask(a *frame.Address) map[string]any {
	c := read(a)
	x, y := c.sets()
	variables := map[string]any{
		"a": x, "b": y, "both": object{"AND": []any{x, y}}, "neither": object{"NOT": object{"OR": []any{x, y}}},
		"studiesOfBoth": object{"AND": []any{object{"findings": object{"some": x}}, object{"findings": object{"some": y}}}},
		"by":            []string{c.by}, "chosen": c.chosen(),
	}
	for _, t := range traits {
		variables[t.variable] = c.chosen() && !c.rest && (c.a.Has(t.name) || c.b.Has(t.name))
	}
	return variables
}

// traits are what filters look at: the name in addresses, and the variable by which the
// document looks at it.
var traits = []struct {
	name, variable, dimension string
	tally                     func(d data) *answer.Tally
}{
	{"route", "route", "TRAFFICKING_SCOPE", func(d data) *answer.Tally { return d.Routes }},
	{"setting", "setting", "SETTING", func(d data) *answer.Tally { return d.Settings }},
	{"life-stage", "lifeStage", "LIFE_STAGE", func(d data) *answer.Tally { return d.LifeStages }},
	{"country", "country", "COUNTRY", func(d data) *answer.Tally { return d.Places }},
	{"design", "design", "DESIGN", func(d data) *answer.Tally { return d.Designs }},
	{"language", "language", "LANGUAGE", func(d data) *answer.Tally { return d.Tongues }},
	{"subject", "subject", "DEFINITION_SCOPE", func(d data) *answer.Tally { return d.Subjects }},
	{"informant", "informant", "INFORMANT", func(d data) *answer.Tally { return d.Informants }},
}

type data struct {
	A, B                compared
	Found               answer.Tally
	Both, StudiesOfBoth struct{ TotalCount int }
	Neither             struct {
		Total struct{ Findings, Studies int }
	}
	Routes, Settings, LifeStages       *answer.Tally
	Places, Designs, Tongues, Subjects *answer.Tally
	Informants                         *answer.Tally
	answer.Options
}

// compared is what one set finds.
type compared struct {
	Groups          []answer.Group
	Unplaced, Total answer.Counts
	Overlapping     bool
	Citation        struct{ Permalink string }
}

func (c compared) byKey() map[string]answer.Counts {
	m := make(map[string]answer.Counts, len(c.Groups))
	for _, g := range c.Groups {
		if len(g.Keys) == 1 {
			m[g.Keys[0].Key] = g.Counts
		}
	}
	return m
}
