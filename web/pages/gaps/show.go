package gaps

import (
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/listing"
	"github.com/exitgraph/exitgraph/web/parts"
)

// content is what the template shows.
type content struct {
	Form          parts.Filters
	Filtered      bool
	Kinds         string // those that are chosen, in words; empty for all
	Rows, Columns string // dimensions
	Summary       summary
	List          []row
	Shown         int // gaps of the kinds that are chosen, on all pages
	Pager         *parts.Pager
	One           *one // where one row is looked at
	AllRows       string
	AllKinds      string
}

// row is one row with its gaps, those of the same kinds together.
type row struct {
	Key, Label, Href, Next string
	Groups                 []group
}

// group are the gaps of a row that are of the same kinds.
type group struct {
	Gap
	Cells []cell
}

type cell struct {
	Label, Href       string
	Studies, Findings int
}

// one is the row that is looked at, gap by gap.
type one struct {
	Label, Href string
	Unplaced    string // the address of its findings in no phase, where there are such
	Gaps        []step
}

// step is a gap with what to do about it.
type step struct {
	Gap
	ID, Label, Href string
	Ask             string // the address at which its document can be asked
}

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	asked := read(v.Address)
	rows, columns := speaking(named(v.Words, asked.rows, d.EvidenceMatrix.Rows)), speaking(named(v.Words, asked.columns, d.EvidenceMatrix.Columns))
	c := content{
		Filtered: asked.where.Any() || v.Values().Has("rows") || v.Values().Has("columns"),
		Kinds:    chosenKinds(v, asked), Rows: asked.rows, Columns: asked.columns,
		Form:    form(v, asked, d),
		AllRows: v.Here(v.With("row", "")), AllKinds: v.Here(v.With("kinds", "", "row")) + "#list",
	}
	names := labels(columns)
	view := frame.View{Lead: v.Words.T("lead"), Permalink: d.EvidenceMatrix.Citation.Permalink, Of: of(v.Words, asked, c.Kinds)}
	if asked.row != "" {
		at := slices.IndexFunc(rows, func(r answer.Value) bool { return r.Key == asked.row })
		if at < 0 {
			return view, missing(asked)
		}
		c.One = looked(v, asked, d, rows[at], names)
		view.Title = v.Words.T("of-row", "name", rows[at].Label)
		view.Lead = ""
		view.Crumbs = []frame.Crumb{{Label: v.Words.T("nav.gaps"), Href: c.AllRows}}
		view.Page = c
		return view, nil
	}
	c.Summary = summarize(v, asked, d, rows, columns)
	all := listed(v, asked, d, rows, names)
	for _, r := range all {
		for _, g := range r.Groups {
			c.Shown += len(g.Cells)
		}
	}
	from, to, pager := listing.Part(v, len(all), asked.page, rowsOfPage)
	c.List, c.Pager = all[from:to], pager
	view.Page = c
	return view, nil
}

// of tells what is chosen beside the row.
func of(w frame.Words, asked choice, kinds string) []string {
	var list []string
	if asked.rows != axes[0] || asked.columns != axes[1] {
		list = append(list, w.Dimension(asked.rows)+" × "+w.Dimension(asked.columns))
	}
	if kinds != "" {
		list = append(list, kinds)
	}
	return append(list, asked.where.Words(w)...)
}

func chosenKinds(v *frame.Visit, asked choice) string {
	words := make([]string, len(asked.kinds))
	for i, kind := range asked.kinds {
		words[i] = v.Words.Term("GapKind", kind)
	}
	return v.Words.List(words)
}

// missing is the error of a row that is not there. Factors are records of which all are
// rows; so near ones can be looked at here.
func missing(asked choice) error {
	m := frame.Missing{Key: asked.row}
	switch asked.rows {
	case "FACTOR":
		m.Kind, m.Name = asked.rows, "row"
	case "PHASE":
		m.Kind = asked.rows
	}
	return m
}

// listed gives the rows that have a gap of the kinds asked for, in the order of the axis.
func listed(v *frame.Visit, asked choice, d data, rows []answer.Value, columns map[string]string) []row {
	byRow := map[string][]Gap{}
	for _, g := range d.Gaps {
		if asked.asked(g) {
			byRow[g.Row.Key] = append(byRow[g.Row.Key], g)
		}
	}
	var list []row
	for _, r := range rows {
		gaps := byRow[r.Key]
		if len(gaps) == 0 {
			continue
		}
		shown := row{Key: r.Key, Label: r.Label, Href: page(v, asked.rows, r.Key), Next: v.Here(v.With("row", r.Key))}
		for _, g := range gaps {
			c := cell{Label: columns[g.Column.Key], Studies: g.Counts.Studies, Findings: g.Counts.Findings}
			if !g.Empty() {
				c.Href = asked.where.Findings(v, asked.rows, r.Key, asked.columns, g.Column.Key)
			}
			at := slices.IndexFunc(shown.Groups, func(other group) bool { return alike(other.Gap, g) })
			if at < 0 {
				at = len(shown.Groups)
				shown.Groups = append(shown.Groups, group{Gap: g})
			}
			shown.Groups[at].Cells = append(shown.Groups[at].Cells, c)
		}
		list = append(list, shown)
	}
	return list
}

// alike says that the same can be said of two gaps.
func alike(a, b Gap) bool {
	return slices.Equal(a.Kinds, b.Kinds) && slices.Equal(a.NotReported, b.NotReported) && slices.Equal(a.NotExtracted, b.NotExtracted)
}

// looked gives one row, gap by gap.
func looked(v *frame.Visit, asked choice, d data, r answer.Value, columns map[string]string) *one {
	o := &one{Label: r.Label, Href: page(v, asked.rows, r.Key)}
	for _, g := range d.Gaps {
		if !asked.asked(g) {
			continue
		}
		s := step{Gap: g, ID: "at-" + g.Column.Key, Label: columns[g.Column.Key]}
		if !g.Empty() {
			s.Href = asked.where.Findings(v, asked.rows, r.Key, asked.columns, g.Column.Key)
		}
		if strings.HasPrefix(g.NextQuery, "{") {
			s.Ask = v.Asks(g.NextQuery, nil)
		}
		if asked.rows == "FACTOR" && asked.columns == "PHASE" && slices.Contains(g.Kinds, "NOT_PLACED_IN_A_PHASE") {
			o.Unplaced = v.Path("findings", append([]any{"factor", r.Key, "unplaced", "yes"}, asked.where.Pairs()...)...)
		}
		o.Gaps = append(o.Gaps, s)
	}
	return o
}

func form(v *frame.Visit, asked choice, d data) parts.Filters {
	w := v.Words
	axis := func(name, label, set string) parts.Field {
		field := parts.Field{Name: name, Label: label}
		for _, value := range axes {
			field.Options = append(field.Options, parts.Option{Value: value, Label: w.Dimension(value), Selected: value == set})
		}
		return field
	}
	return asked.where.Form(v, d.Options,
		axis("rows", w.T("axis.rows"), asked.rows), axis("columns", w.T("axis.columns"), asked.columns))
}
