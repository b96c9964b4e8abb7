package report

import (
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/listing"
	"github.com/exitgraph/exitgraph/web/parts"
)

// content is what the template shows.
type content struct {
	*report
	DOILink, Link string // safe addresses; empty for none
	Counts        answer.Counts
	Found         []answer.Finding
	Pager         parts.Pager
	All           string
	Twice         []shared
	Overlap       *overlap
	MostCompared  int
	Measure       string // the address that measures the overlap; empty where it is, or cannot be
}

// shared is another review that includes studies of this one.
type shared struct {
	answer.Report
	Studies []answer.Study
}

func show(v *frame.Visit) (frame.View, error) {
	d, err := read(v)
	if err != nil {
		return frame.View{}, err
	}
	r, w := d.Report, v.Words
	c := content{
		report: r, DOILink: answer.DOIAddress(r.DOI), Link: answer.WebAddress(r.URL),
		Counts: d.Amounts.Total, Found: d.Findings.Nodes, All: v.Path("findings", "report", r.Key),
		Pager: listing.Pager(v, len(d.Findings.Nodes), d.Findings.TotalCount, d.Findings.PageInfo),
		Twice: twice(r), Overlap: d.Overlap, MostCompared: mostCompared,
	}
	if keys := others(c.Twice); d.Overlap == nil && len(keys) > 0 {
		c.Measure = v.Path("report", "key", r.Key, with, keys)
	}
	if strings.EqualFold(c.Link, c.DOILink) {
		c.Link = ""
	}
	view := frame.View{
		Title: r.Title, TitleLang: r.Language, Page: c, Permalink: d.Amounts.Citation.Permalink,
		Lead:   w.T("lead", "kind", w.Term("ReportKind", r.Kind), "findings", w.T("count.findings", "count", d.Findings.TotalCount)),
		Crumbs: []frame.Crumb{{Label: w.T("nav.reports"), Href: v.Path("reports")}},
	}
	return view, nil
}

// mostCompared is how many other reviews are compared at once.
const mostCompared = 20

func others(list []shared) []string {
	var keys []string
	for _, other := range list[:min(len(list), mostCompared)] {
		keys = append(keys, other.Key)
	}
	return keys
}

// twice gives the other reviews that include studies of this one, in the order in which
// they are met.
func twice(r *report) []shared {
	var list []shared
	at := map[string]int{}
	for _, s := range r.Includes {
		for _, other := range s.IncludedIn {
			if other.Key == r.Key {
				continue
			}
			if _, met := at[other.Key]; !met {
				at[other.Key] = len(list)
				list = append(list, shared{Report: other})
			}
			list[at[other.Key]].Studies = append(list[at[other.Key]].Studies, s.Study)
		}
	}
	return list
}
