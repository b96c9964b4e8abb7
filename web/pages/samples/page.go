// Package samples is the page of the list of samples: the groups of people, or of files
// about people, that studies rest on.
package samples

import (
	"embed"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/listing"
	"github.com/exitgraph/exitgraph/web/parts"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is the list of samples.
func Page() frame.Page {
	return frame.Page{Name: "samples", Path: "samples", Files: files, Ask: ask, Show: show, Table: table}
}

// columns of the table, and what it can be sorted by.
var columns = []listing.Column{
	{Label: func(w frame.Words) string { return w.T("noun.population") }},
	{Name: "size", Field: "SIZE", Label: func(w frame.Words) string { return w.T("noun.size") }},
	{Name: "gender", Field: "GENDER", Label: func(w frame.Words) string { return w.T("noun.gender") }},
	{Name: "life-stage", Field: "LIFE_STAGE", Label: func(w frame.Words) string { return w.T("filter.life-stage") }},
	{Name: "informant", Field: "INFORMANT", Label: func(w frame.Words) string { return w.T("filter.informant") }},
	{Label: func(w frame.Words) string { return w.T("filter.country") }},
	// Keys of samples begin with the study.
	{Name: "study", Field: "KEY", Label: func(w frame.Words) string { return w.T("nav.studies") }},
}

func order(a *frame.Address) listing.Order { return listing.Read(a, columns, "study") }

func ask(a *frame.Address) map[string]any {
	return listing.With(a, listing.Rows, map[string]any{"where": filter.Samples(a).Where(), "order": order(a).By()})
}

type data struct {
	Samples struct {
		TotalCount int
		PageInfo   answer.PageInfo
		Nodes      []sample
	}
	answer.Options
}

type sample struct {
	answer.Sample
	Size                                                        *int
	SizeUnit, Gender, LifeStage, EntryStage                     string
	CountriesOfStudy, CountriesOfOrigin, CountriesOfDestination []string
	Studies                                                     []answer.Study
	OverlapsWith                                                []struct{ Key string }
}

// content is what the template shows.
type content struct {
	Form    parts.Filters
	Chips   []parts.Chip
	Heads   []parts.Head
	Samples []row
	Pager   parts.Pager
}

// row is one sample in the table.
type row struct {
	sample
	HowMany string
	Places  []string
}

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	set, list := filter.Samples(v.Address), d.Samples
	c := content{
		Form: set.Form(v, d.Options), Heads: order(v.Address).Heads(v),
		Pager: listing.Pager(v, len(list.Nodes), list.TotalCount, list.PageInfo),
	}
	c.Chips, c.Form.Chips = c.Form.Chips, nil
	for _, s := range list.Nodes {
		c.Samples = append(c.Samples, row{s, listing.Size(v.Words, s.Size, s.SizeUnit), listing.Countries(v.Words, s.CountriesOfStudy)})
	}
	return frame.View{Of: set.Words(v.Words), Lead: v.Words.T("lead"), Page: c, NoIndex: set.Any()}, nil
}

func table(v *frame.Visit) (frame.Table, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.Table{}, err
	}
	t := frame.Table{Columns: []string{
		"key", "population", "size", "sizeUnit", "sizeText", "gender", "lifeStage", "entryStage", "informant",
		"countriesOfStudy", "countriesOfOrigin", "countriesOfDestination", "studies", "overlapsWith",
	}}
	for _, s := range d.Samples.Nodes {
		size := ""
		if s.Size != nil {
			size = strconv.Itoa(*s.Size)
		}
		var studies, overlaps []string
		for _, study := range s.Studies {
			studies = append(studies, study.Key)
		}
		for _, other := range s.OverlapsWith {
			overlaps = append(overlaps, other.Key)
		}
		t.Rows = append(t.Rows, []string{
			s.Key, s.Population, size, s.SizeUnit, s.SizeText, s.Gender, s.LifeStage, s.EntryStage, s.Informant,
			strings.Join(s.CountriesOfStudy, ";"), strings.Join(s.CountriesOfOrigin, ";"), strings.Join(s.CountriesOfDestination, ";"),
			strings.Join(studies, ";"), strings.Join(overlaps, ";"),
		})
	}
	return t, nil
}
