// Package reports is the page of the list of reports: what was published, and what each
// report has to do with studies.
package reports

import (
	"embed"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/listing"
	"github.com/exitgraph/exitgraph/web/parts"
	"github.com/exitgraph/exitgraph/web/references"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is the list of reports.
func Page() frame.Page {
	return frame.Page{Name: "reports", Path: "reports", Files: files, Ask: ask, Show: show, Table: table, Forms: references.Forms(listed)}
}

// columns of the table, and what it can be sorted by.
var columns = []listing.Column{
	{Name: "title", Field: "TITLE", Label: func(w frame.Words) string { return w.T("noun.report") }},
	{Name: "year", Field: "YEAR", Label: func(w frame.Words) string { return w.T("noun.year") }},
	{Name: "kind", Field: "KIND", Label: func(w frame.Words) string { return w.T("filter.kind") }},
	{Name: "language", Field: "LANGUAGE", Label: func(w frame.Words) string { return w.T("filter.language") }},
	{Name: "peer", Field: "PEER_REVIEWED", Label: func(w frame.Words) string { return w.T("noun.peer-reviewed") }},
	{Label: func(w frame.Words) string { return w.T("studies-column") }},
	{Label: func(w frame.Words) string { return w.T("findings-column") }},
}

func order(a *frame.Address) listing.Order { return listing.Read(a, columns, "-year") }

func ask(a *frame.Address) map[string]any {
	variables := map[string]any{"where": filter.Reports(a).Where(), "order": order(a).By()}
	return listing.With(a, listing.Rows, references.Ask(a, listing.Rows, variables))
}

type data struct {
	Reports struct {
		TotalCount int
		PageInfo   answer.PageInfo
		Nodes      []report
	}
	answer.Options
}

type report struct {
	answer.Reference
	PeerReviewed      string
	Studies, Includes []struct{ Key string }
	Findings          struct{ TotalCount int }
}

// content is what the template shows.
type content struct {
	Form    parts.Filters
	Chips   []parts.Chip
	Heads   []parts.Head
	Reports []report
	Pager   parts.Pager
}

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	set, list := filter.Reports(v.Address), d.Reports
	c := content{
		Form: set.Form(v, d.Options), Heads: order(v.Address).Heads(v), Reports: list.Nodes,
		Pager: listing.Pager(v, len(list.Nodes), list.TotalCount, list.PageInfo),
	}
	c.Chips, c.Form.Chips = c.Form.Chips, nil
	return frame.View{Of: set.Words(v.Words), Lead: v.Words.T("lead"), Page: c, NoIndex: set.Any()}, nil
}

// listed gives the reports of the page as references.
func listed(v *frame.Visit) (answer.References, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return answer.References{}, err
	}
	list := answer.References{TotalCount: d.Reports.TotalCount}
	for _, r := range d.Reports.Nodes {
		list.Nodes = append(list.Nodes, r.Reference)
	}
	return list, nil
}

func table(v *frame.Visit) (frame.Table, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.Table{}, err
	}
	t := frame.Table{Columns: []string{
		"key", "kind", "authors", "year", "title", "container", "volume", "issue", "pages", "doi", "language", "peerReviewed",
		"studies", "includes", "findings",
	}}
	for _, r := range d.Reports.Nodes {
		year := ""
		if r.Year != nil {
			year = strconv.Itoa(*r.Year)
		}
		t.Rows = append(t.Rows, []string{
			r.Key, r.Kind, strings.Join(r.Authors, ";"), year, r.Title, r.Container, r.Volume, r.Issue, r.Pages, r.DOI, r.Language, r.PeerReviewed,
			strconv.Itoa(len(r.Studies)), strconv.Itoa(len(r.Includes)), strconv.Itoa(r.Findings.TotalCount),
		})
	}
	return t, nil
}
