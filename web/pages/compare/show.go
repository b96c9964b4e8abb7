package compare

import (
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/listing"
	"github.com/exitgraph/exitgraph/web/parts"
	"github.com/exitgraph/exitgraph/web/words"
)

// content is what the template shows.
type content struct {
	Presets                       []preset
	Form                          parts.Filters
	Chosen, RestOfAll             bool
	A, B                          set
	Rest                          bool
	By                            string // dimension of the rows
	Sorts                         []parts.Way
	List                          []shownRow
	Rows, InBoth, OnlyA, OnlyB    int // rows on all pages, and of these where findings are
	Neither                       int // values of the release with findings in neither
	Both, StudiesOfBoth           int // findings and studies in both sets
	NeitherFindings, NeitherTotal int // findings and studies in neither set
	Unknown                       []unknown
	Overlapping, Same             bool
	Without                       bool // a cell has findings, and no study, on some side
	Pager                         *parts.Pager
}

// set is one side.
type set struct {
	Name   string // in words
	Href   string // its findings; empty where no address can say them
	Counts answer.Counts
	// Unplaced are the findings that no row has.
	Unplaced answer.Counts
	// Permalink brings the same numbers back.
	Permalink string
}

type preset struct {
	Label, Note, Href string
	Current           bool
}

// unknown is of how many studies in neither set a trait that a filter looks at is not
// known.
type unknown struct {
	Dimension                 string
	NotReported, NotExtracted int // studies
	Unplaced                  int // studies without a value
}

type shownRow struct {
	row
	Href         string
	HrefA, HrefB string
	Sign         string // the difference with its sign
	Said         string // the difference in words
}

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	asked, w := read(v.Address), v.Words
	c := content{Presets: presets(v), Form: form(v, asked, d), Chosen: asked.chosen(), RestOfAll: asked.restOfAll(), By: asked.by, Rest: asked.rest}
	view := frame.View{Lead: w.T("lead")}
	if !c.Chosen {
		view.Page = c
		return view, nil
	}
	c.A = set{Name: named(w, asked.a), Href: asked.a.Findings(v), Counts: d.A.Total, Unplaced: d.A.Unplaced, Permalink: d.A.Citation.Permalink}
	c.B = set{Name: named(w, asked.b), Href: asked.b.Findings(v), Counts: d.B.Total, Unplaced: d.B.Unplaced, Permalink: d.B.Citation.Permalink}
	if asked.rest {
		c.B.Name, c.B.Href = w.T("sets.rest"), ""
	}
	c.Same = c.A.Name == c.B.Name
	c.Both, c.StudiesOfBoth = d.Both.TotalCount, d.StudiesOfBoth.TotalCount
	c.NeitherFindings, c.NeitherTotal = d.Neither.Total.Findings, d.Neither.Total.Studies
	c.Overlapping = d.A.Overlapping || d.B.Overlapping
	c.Unknown = notKnown(d)
	rows := d.rows(asked)
	c.Rows, c.Neither = len(rows), len(d.Found.Groups)-len(rows)
	for _, r := range rows {
		switch r.where() {
		case "both":
			c.InBoth++
		case "a":
			c.OnlyA++
		default:
			c.OnlyB++
		}
	}
	c.Sorts = []parts.Way{
		{Label: w.T("sorts.order"), Href: v.Here(v.With("sort", "")), Current: asked.sort == ""},
		{Label: w.T("sorts.difference"), Href: v.Here(v.With("sort", "difference")), Current: asked.sort != ""},
	}
	from, to, pager := listing.Part(v, len(rows), asked.page, rowsOfPage)
	for _, r := range rows[from:to] {
		c.List = append(c.List, shownOf(v, asked, r))
		c.Without = c.Without || slices.ContainsFunc(slices.Concat(r.A.ByValence, r.B.ByValence), func(side answer.ValenceCount) bool {
			return side.Findings > 0 && side.Studies == 0
		})
	}
	c.Pager = pager
	view.Page, view.Of = c, []string{c.A.Name, c.B.Name}
	return view, nil
}

func shownOf(v *frame.Visit, asked choice, r row) shownRow {
	s := shownRow{row: r, Sign: v.Words.N(r.difference())}
	switch asked.by {
	case "FACTOR":
		s.Href = v.Path("factor", "key", r.Key)
	case "PHASE":
		s.Href = v.Path("phase", "key", r.Key)
	}
	if r.A.Findings > 0 {
		s.HrefA = asked.a.Findings(v, asked.by, r.Key)
	}
	if r.B.Findings > 0 && !asked.rest {
		s.HrefB = asked.b.Findings(v, asked.by, r.Key)
	}
	switch n := r.difference(); {
	case n > 0:
		s.Sign, s.Said = "+"+v.Words.N(n), v.Words.T("difference.more-a", "count", n)
	case n < 0:
		s.Sign, s.Said = "−"+v.Words.N(-n), v.Words.T("difference.more-b", "count", -n)
	default:
		s.Sign, s.Said = "0", v.Words.T("difference.same")
	}
	return s
}

// named gives a set in words.
func named(w frame.Words, f filter.Filter) string {
	if !f.Any() {
		return w.T("sets.all")
	}
	return words.Capital(strings.Join(f.Words(w), "; "))
}

func notKnown(d data) []unknown {
	var list []unknown
	for _, t := range traits {
		tally := t.tally(d)
		if tally == nil {
			continue
		}
		u := unknown{
			Dimension: t.dimension, NotReported: tally.Of("NOT_REPORTED").Counts.Studies,
			NotExtracted: tally.Of("NOT_EXTRACTED").Counts.Studies, Unplaced: tally.Unplaced.Studies,
		}
		if u.NotReported+u.NotExtracted+u.Unplaced > 0 {
			list = append(list, u)
		}
	}
	return list
}

// presets are comparisons to start from.
func presets(v *frame.Visit) []preset {
	w := v.Words
	list := []preset{
		{Label: w.T("presets.setting"), Note: w.T("presets.setting-note"), Href: v.Path("compare", "a-setting", "INDOOR", "b-setting", "OUTDOOR")},
		{Label: w.T("presets.route"), Note: w.T("presets.route-note"), Href: v.Path("compare", "a-route", "NATIONAL", "b-route", "TRANSNATIONAL")},
		{Label: w.T("presets.life-stage"), Note: w.T("presets.life-stage-note"), Href: v.Path("compare", "a-life-stage", "MINOR", "b-life-stage", "ADULT")},
		{Label: w.T("presets.language"), Note: w.T("presets.language-note"), Href: v.Path("compare", "a-language", "en", "rest", "yes")},
	}
	here := v.Here(v.With("by", ""))
	for i := range list {
		list[i].Current = list[i].Href == here
	}
	return list
}

func form(v *frame.Visit, asked choice, d data) parts.Filters {
	w := v.Words
	by := parts.Field{Name: "by", Label: w.T("form.by")}
	for _, value := range rowsBy {
		by.Options = append(by.Options, parts.Option{Value: value, Label: w.Dimension(value), Selected: value == asked.by})
	}
	rest := parts.Field{Name: "rest", Label: w.T("form.rest"), Options: []parts.Option{
		{Label: w.T("form.rest-no"), Selected: !asked.rest}, {Value: "yes", Label: w.T("sets.rest"), Selected: asked.rest},
	}}
	query := v.With("page", "")
	f := parts.Filters{
		Action: v.Here(nil),
		Fields: []parts.Field{by},
		Groups: []parts.Group{
			{Legend: w.T("sets.a"), Fields: asked.a.Fields(w, d.Options)},
			{Legend: w.T("sets.b"), Fields: append([]parts.Field{rest}, asked.b.Fields(w, d.Options)...)},
		},
	}
	for _, chip := range asked.a.Chips(w, query, v.Here) {
		chip.Label = w.T("sets.a-short") + ": " + chip.Label
		f.Chips = append(f.Chips, chip)
	}
	for _, chip := range asked.b.Chips(w, query, v.Here) {
		chip.Label = w.T("sets.b-short") + ": " + chip.Label
		f.Chips = append(f.Chips, chip)
	}
	if asked.sort != "" {
		f.Hidden = append(f.Hidden, parts.Hidden{Name: "sort", Value: asked.sort})
	}
	if asked.chosen() {
		f.Clear = v.Here(nil)
	}
	return f
}
