package factors

import (
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
)

// content is what the template shows.
type content struct {
	Form    parts.Filters
	Groups  []group
	Levels  bool // rows stand under the levels
	Max     int  // studies of the largest sum of sides on the page
	Unfound int
	Pager   parts.Pager
	Clear   string // the address of the whole list, where a search or filter found nothing
}

// group is factors of one level, or all where the order is another.
type group struct {
	Level string
	Rows  []shown
}

// shown is a row with the address of its findings.
type shown struct {
	row
	Findings string
}

func show(v *frame.Visit) (frame.View, error) {
	d, l, err := read(v)
	if err != nil {
		return frame.View{}, err
	}
	set, sorted := filter.Read(v.Address), order(v.Address)
	c := content{
		Levels: sorted == byLevel, Unfound: l.Unfound, Clear: v.Path("factors"),
		Pager: parts.Pager{Shown: len(l.Rows), Total: l.Total, Prev: l.Prev, Next: l.Next},
	}
	c.Form = set.Form(v, d.Options, own(v, sorted)...)
	for _, r := range l.Rows {
		if last := len(c.Groups) - 1; last < 0 || c.Levels && c.Groups[last].Level != r.Level {
			c.Groups = append(c.Groups, group{Level: r.Level})
		}
		sum := 0
		for _, count := range r.Counts.ByValence {
			sum += count.Studies
		}
		c.Max = max(c.Max, sum)
		last := &c.Groups[len(c.Groups)-1]
		last.Rows = append(last.Rows, shown{r, v.Path("findings", append([]any{"factor", r.Key}, set.Pairs()...)...)})
	}
	return frame.View{Lead: v.Words.T("lead"), Page: c}, nil
}

// own are the fields of the form that only this page has.
func own(v *frame.Visit, sorted string) []parts.Field {
	w := v.Words
	level := v.Choice("level", "FactorLevel")
	levels := []parts.Option{{Label: w.T("filter.any"), Selected: level == ""}}
	for _, value := range w.Terms("FactorLevel") {
		levels = append(levels, parts.Option{Value: value, Label: w.Term("FactorLevel", value), Selected: value == level})
	}
	words := map[string]string{byLevel: w.T("sort-level"), byName: w.T("sort-name"), byStudies: w.T("sort-studies"), bySides: w.T("sort-disagreement")}
	var sorts []parts.Option
	for _, value := range orders {
		sorts = append(sorts, parts.Option{Value: value, Label: words[value], Selected: value == sorted})
	}
	return []parts.Field{
		{Name: "text", Label: w.T("name-holds"), Value: v.Text("text")},
		field("level", w.T("filter.level"), levels...),
		field("sort", w.T("filter.sort"), sorts...),
	}
}
