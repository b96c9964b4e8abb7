// Package studies is the page of the list of studies.
package studies

import (
	"embed"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/listing"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is the list of studies.
func Page() frame.Page {
	return frame.Page{Name: "studies", Path: "studies", Files: files, Ask: ask, Show: show, Table: table}
}

// columns of the table, and what it can be sorted by.
var columns = []listing.Column{
	{Name: "title", Field: "TITLE", Label: func(w frame.Words) string { return w.T("noun.study") }},
	{Name: "year", Field: "YEAR", Label: func(w frame.Words) string { return w.T("noun.year") }},
	{Name: "design", Field: "DESIGN", Label: func(w frame.Words) string { return w.T("filter.design") }},
	{Name: "route", Field: "TRAFFICKING_SCOPE", Label: func(w frame.Words) string { return w.T("filter.route") }},
	{Name: "setting", Field: "SETTING", Label: func(w frame.Words) string { return w.T("filter.setting") }},
	{Name: "subject", Field: "DEFINITION_SCOPE", Label: func(w frame.Words) string { return w.T("filter.subject") }},
	{Label: func(w frame.Words) string { return w.T("filter.country") }},
	{Label: func(w frame.Words) string { return w.T("sizes") }},
	{Label: func(w frame.Words) string { return w.T("nav.findings") }},
}

func order(a *frame.Address) listing.Order { return listing.Read(a, columns, "-year") }

func ask(a *frame.Address) map[string]any {
	return listing.With(a, listing.Rows, map[string]any{"where": filter.Studies(a).Where(), "order": order(a).By()})
}

type data struct {
	Studies struct {
		TotalCount                          int
		PageInfo                            answer.PageInfo
		Nodes                               []study
		Designs, Routes, Settings, Subjects []facet
	}
	answer.Options
}

type study struct {
	answer.Study
	Design, TraffickingScope, Setting, DefinitionScope string
	Samples                                            []sample
	Findings                                           struct{ TotalCount int }
}

type sample struct {
	Key              string
	Size             *int
	SizeUnit         string
	CountriesOfStudy []string
}

type facet struct {
	Nodes int
	Keys  []answer.Value
}

func table(v *frame.Visit) (frame.Table, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.Table{}, err
	}
	t := frame.Table{Columns: []string{
		"key", "title", "year", "design", "traffickingScope", "setting", "definitionScope",
		"countriesOfStudy", "samples", "sizes", "sizeUnits", "findings",
	}}
	for _, s := range d.Studies.Nodes {
		year := ""
		if s.Year != nil {
			year = strconv.Itoa(*s.Year)
		}
		var samples, sizes, units []string
		for _, p := range s.Samples {
			size := ""
			if p.Size != nil {
				size = strconv.Itoa(*p.Size)
			}
			samples, sizes, units = append(samples, p.Key), append(sizes, size), append(units, p.SizeUnit)
		}
		t.Rows = append(t.Rows, []string{
			s.Key, s.Title, year, s.Design, s.TraffickingScope, s.Setting, s.DefinitionScope,
			strings.Join(s.countries(), ";"), strings.Join(samples, ";"), strings.Join(sizes, ";"), strings.Join(units, ";"),
			strconv.Itoa(s.Findings.TotalCount),
		})
	}
	return t, nil
}
