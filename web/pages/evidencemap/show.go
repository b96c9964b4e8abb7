package evidencemap

import (
	"slices"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/listing"
	"github.com/exitgraph/exitgraph/web/parts"
)

// content is what the template shows.
type content struct {
	Form       parts.Filters
	Chips      []parts.Chip
	Units      []parts.Way
	Sorts      []parts.Way
	Unit       string
	Thin       bool
	Switches   []parts.Way // between marking thin evidence and not, and between all rows and some
	ByValence  bool
	Model      model
	Total      answer.Counts
	Columns    []answer.Value
	Width      int
	Bodies     []body
	Factors    int // rows on all pages
	Pager      *parts.Pager
	PageOf     [2]int
	TooMany    int // factors whose name fits, where more do than can be looked at
	Unplaced   amount
	Unplacedly string // address of the findings in no phase
	Told       told
}

// body is a group of rows; its level is empty where rows are not sorted by it.
type body struct {
	Level string
	Rows  []shownRow
}

type shownRow struct {
	answer.Value
	Level    string // where the rows do not stand below a head with it
	Cells    []shownCell
	Unplaced shownCell
	InAll    shownCell
}

type shownCell struct {
	Href   string
	Counts answer.Counts
	Gaps   []string
	Any    bool
}

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	asked := read(v.Address)
	m := d.EvidenceMatrix
	c := content{
		Unit: asked.unit, Thin: asked.thin, ByValence: asked.unit == "studies" || asked.unit == "findings",
		Model: d.model(asked.model), Total: m.Total, Columns: m.Columns, Width: len(m.Columns) + 3,
		Units:      ways(v, "unit", units, asked.unit, func(unit string) string { return v.Words.T("unit-by." + unit) }),
		Sorts:      ways(v, "sort", sorts, asked.sort, func(sort string) string { return v.Words.T("sort-by." + sort) }),
		Unplaced:   d.Unplaced.Total,
		Unplacedly: findings(v, asked, "unplaced", "yes"),
		Told:       tell(v, asked, d),
	}
	c.Form, c.Chips = form(v, asked, d)
	c.Switches = switches(v, asked)
	rows := d.rows(asked)
	c.Factors = len(rows)
	if d.Named != nil && d.Named.TotalCount > len(d.Named.Nodes) {
		c.TooMany = d.Named.TotalCount
	}
	from, to, pager := listing.Part(v, len(rows), asked.page, rowsOfPage)
	if pager != nil {
		c.Pager, c.PageOf = pager, [2]int{asked.page, (len(rows) + rowsOfPage - 1) / rowsOfPage}
	}
	c.Bodies = bodies(v, asked, m.Columns, rows[from:to])
	return frame.View{Of: parts.Labels(c.Chips), Lead: v.Words.T("lead"), Permalink: m.Citation.Permalink, Page: c}, nil
}

func switches(v *frame.Visit, asked choice) []parts.Way {
	list := []parts.Way{
		{Label: v.Words.T("gaps.mark"), Href: v.Here(v.With("gaps", "thin"))},
		{Label: v.Words.T("rows.found"), Href: v.Here(v.With("rows", "found"))},
	}
	if asked.thin {
		list[0] = parts.Way{Label: v.Words.T("gaps.unmark"), Href: v.Here(v.With("gaps", "")), Current: true}
	}
	if asked.found {
		list[1] = parts.Way{Label: v.Words.T("rows.all"), Href: v.Here(v.With("rows", "")), Current: true}
	}
	return list
}

func bodies(v *frame.Visit, asked choice, columns []answer.Value, rows []row) []body {
	var list []body
	for _, r := range rows {
		shown := shownRow{Value: r.Value}
		for j, got := range r.Cells {
			shown.Cells = append(shown.Cells, shownCell{
				Href:   findings(v, asked, "factor", r.Key, "phase", columns[j].Key),
				Counts: got.Counts, Gaps: gapsShown(asked, got), Any: got.Counts.Findings > 0,
			})
		}
		shown.Unplaced = shownCell{Href: findings(v, asked, "factor", r.Key, "unplaced", "yes"), Counts: r.Unplaced, Any: r.Unplaced.Findings > 0}
		shown.InAll = shownCell{Href: findings(v, asked, "factor", r.Key), Counts: r.InAll, Any: r.InAll.Findings > 0}
		head := ""
		if asked.sort == sorts[0] {
			head = r.Level
		} else {
			shown.Level = r.Level
		}
		if last := len(list) - 1; last < 0 || list[last].Level != head {
			list = append(list, body{Level: head})
		}
		last := &list[len(list)-1]
		last.Rows = append(last.Rows, shown)
	}
	return list
}

// gapsShown gives the gaps that a cell marks: that nothing was found, always; what makes
// evidence thin, where the reader asks for it.
func gapsShown(asked choice, c cell) []string {
	if c.Counts.Findings > 0 {
		if asked.thin {
			return c.Gaps
		}
		return nil
	}
	if slices.Contains(c.Gaps, "NO_EVIDENCE") {
		return []string{"NO_EVIDENCE"}
	}
	return nil
}

// findings gives the address of findings under the filters of the map, and more. The
// filters that choose rows stand there only where no row is named.
func findings(v *frame.Visit, asked choice, pairs ...any) string {
	pairs = append(pairs, asked.where.Pairs()...)
	if asked.level != "" && !slices.Contains(pairs, any("factor")) {
		pairs = append(pairs, "level", asked.level)
	}
	return v.Path("findings", pairs...)
}

// ways lays out the links to all values of one parameter; the first value is the one
// that is taken without it.
func ways(v *frame.Visit, name string, values []string, current string, label func(string) string) []parts.Way {
	list := make([]parts.Way, 0, len(values))
	for i, value := range values {
		given := value
		if i == 0 {
			given = ""
		}
		list = append(list, parts.Way{Label: label(value), Href: v.Here(v.With(name, given)), Current: value == current})
	}
	return list
}
