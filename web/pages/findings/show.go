package findings

import (
	"slices"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/listing"
	"github.com/exitgraph/exitgraph/web/parts"
)

// content is what the template shows.
type content struct {
	Form     parts.Filters
	Chips    []parts.Chip
	Total    answer.Counts
	Findings []answer.Finding
	Pager    parts.Pager
	More     bool // more findings than the page shows
	All      string
	Ways     []parts.Link
	Removals []parts.Link
	Values   []valueLink
	Thin     []string // what makes the evidence of a cell thin
	// Matched is the address of the findings in the very phase, where those in phases of
	// other models that match it are shown too.
	Matched string
}

// valueLink counts the findings of one direction, and leads to them alone.
type valueLink struct {
	Valence string
	Count   int
	Href    string
}

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	set := readChosen(v.Address)
	if err := d.missing(set); err != nil {
		return frame.View{}, err
	}
	where := filter.Read(v.Address)
	list := d.Findings
	c := content{
		Total: d.InAll.Total, Findings: list.Nodes,
		Pager: listing.Pager(v, len(list.Nodes), list.TotalCount, list.PageInfo),
		More:  list.PageInfo.HasNextPage || list.PageInfo.HasPreviousPage,
		All:   v.Asks(v.Document, v.Variables),
		Ways:  ways(v, d),
	}
	c.Form, c.Chips = form(v, where, set, d)
	for _, value := range c.Total.ByValence {
		if value.Findings > 0 {
			c.Values = append(c.Values, valueLink{value.Valence, value.Findings, v.Here(v.With("valence", value.Valence))})
		}
	}
	if set["phase"] != "" && set["direct"] == "" {
		c.Matched = v.Here(v.With("direct", "yes"))
	}
	if d.Cells != nil && list.TotalCount > 0 {
		for _, cell := range d.Cells.ByPhase {
			if cell.Column.Key == set["phase"] {
				c.Thin = cell.Gaps
			}
		}
	}
	if list.TotalCount == 0 {
		for _, chip := range c.Chips {
			c.Removals = append(c.Removals, parts.Link{Label: v.Words.T("without", "filter", chip.Label), Href: chip.Href})
		}
	}
	view := frame.View{Of: parts.Labels(c.Chips), Lead: v.Words.T("lead"), Permalink: d.InAll.Citation.Permalink, Page: c, NoIndex: len(c.Chips) > 2}
	return view, nil
}

// missing says which record of the address is not there.
func (d data) missing(set chosen) error {
	there := map[string]bool{
		"factor": d.Factor != nil, "phase": d.Phase != nil, "model": d.Model != nil,
		"study": d.Study != nil, "report": d.Report != nil, "sample": d.Sample != nil,
	}
	for _, r := range records {
		if set[r.name] != "" && !there[r.name] {
			return frame.Missing{Kind: r.kind, Key: set[r.name], Name: r.name}
		}
	}
	return nil
}

// label gives the words for the value of a parameter.
func (d data) label(w frame.Words, set chosen, name string) string {
	switch name {
	case "factor":
		return d.Factor.Label.Value
	case "phase":
		return d.Phase.Label.Value
	case "model":
		return d.Model.Name
	case "study":
		return d.Study.Title
	case "report":
		return d.Report.Title
	case "sample":
		return d.Sample.Population
	case "unplaced":
		return w.T("known.no-phase")
	}
	for _, e := range enums {
		if e.name == name {
			return w.Term(e.enum, set[name])
		}
	}
	return set[name]
}

func form(v *frame.Visit, where filter.Filter, set chosen, d data) (parts.Filters, []parts.Chip) {
	w := v.Words
	own := make([]parts.Field, 0, len(enums)+1)
	for _, e := range enums {
		field := parts.Field{Name: e.name, Label: w.T("filter." + e.name), Options: []parts.Option{{Label: w.T("filter.any"), Selected: set[e.name] == ""}}}
		for _, value := range w.Terms(e.enum) {
			field.Options = append(field.Options, parts.Option{Value: value, Label: w.Term(e.enum, value), Selected: set[e.name] == value})
		}
		own = append(own, field)
	}
	own = append(own, parts.Field{Name: "unplaced", Label: w.T("filter.phase"), Options: []parts.Option{
		{Label: w.T("filter.any"), Selected: set["unplaced"] == ""},
		{Value: "yes", Label: w.T("known.no-phase"), Selected: set["unplaced"] != ""},
	}})
	filters := where.Form(v, d.Options, own...)
	var chips []parts.Chip
	for _, name := range set.names() {
		query := v.With(name, "")
		if name == "phase" {
			query.Del("direct")
		}
		title := name
		if name == "unplaced" {
			title = "phase"
		}
		chips = append(chips, parts.Chip{Label: w.T("chip."+title) + ": " + d.label(w, set, name), Href: v.Here(query)})
	}
	chips = append(chips, where.Chips(w, v.With("after", ""), v.Here)...)
	filters.Chips = nil
	if len(chips) > 0 {
		filters.Clear = v.Here(nil)
	}
	return filters, chips
}

// ways gives the pages of the records that the filter names.
func ways(v *frame.Visit, d data) []parts.Link {
	var list []parts.Link
	add := func(page, key, label string) {
		list = append(list, parts.Link{Label: v.Words.T("chip."+page) + ": " + label, Href: v.Path(page, "key", key)})
	}
	if d.Factor != nil {
		add("factor", d.Factor.Key, d.Factor.Label.Value)
	}
	if d.Phase != nil {
		add("phase", d.Phase.Key, d.Phase.Label.Value)
	}
	if d.Model != nil {
		add("model", d.Model.Key, d.Model.Name)
	}
	if d.Study != nil {
		add("study", d.Study.Key, d.Study.Title)
	}
	if d.Report != nil {
		add("report", d.Report.Key, d.Report.Title)
	}
	if d.Sample != nil {
		add("sample", d.Sample.Key, d.Sample.Population)
	}
	return slices.Clip(list)
}
