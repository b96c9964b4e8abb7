// Package sample is the page of one sample: the people, or files about people, that
// studies rest on.
package sample

import (
	"embed"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/listing"
	"github.com/exitgraph/exitgraph/web/parts"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is one sample.
func Page() frame.Page {
	return frame.Page{Name: "sample", Path: "samples/{key}", Kind: "SAMPLE", Files: files, Ask: ask, Show: show, Table: table}
}

// mostFindings stand on the page at once; the others are counted, and a link leads there.
const mostFindings = 25

func ask(a *frame.Address) map[string]any {
	key := a.Part("key")
	return listing.With(a, mostFindings, map[string]any{
		"key": key,
		"of":  map[string]any{"samples": map[string]any{"some": map[string]any{"key": map[string]any{"eq": key}}}},
	})
}

type data struct {
	Sample   *sample
	Findings answer.FindingPage
	Amounts  struct {
		Total    answer.Counts
		Citation struct{ Permalink string }
	}
}

type sample struct {
	answer.Sample
	Size                                                        *int
	SizeUnit                                                    string
	Gender, LifeStage, LifeStageBasis, EntryStage, Notes        string
	CountriesOfStudy, CountriesOfOrigin, CountriesOfDestination []string
	Studies                                                     []study
	OverlapsWith                                                []sample
}

type study struct {
	answer.Study
	Design string
}

func read(v *frame.Visit) (data, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return d, err
	}
	if d.Sample == nil {
		return d, frame.Missing{Kind: "SAMPLE", Key: v.Part("key")}
	}
	return d, nil
}

func table(v *frame.Visit) (frame.Table, error) {
	d, err := read(v)
	return frame.Table{Columns: answer.FindingColumns, Rows: answer.Rows(d.Findings.Nodes)}, err
}

// content is what the template shows.
type content struct {
	*sample
	HowMany                  string
	Places, Origins, Brought []string // countries by name
	Others                   []other
	Counts                   answer.Counts
	Found                    []answer.Finding
	Pager                    parts.Pager
	All                      string
}

// other is a sample that may hold some of the same people.
type other struct {
	sample
	HowMany string
}

func show(v *frame.Visit) (frame.View, error) {
	d, err := read(v)
	if err != nil {
		return frame.View{}, err
	}
	s, w := d.Sample, v.Words
	c := content{
		sample: s, HowMany: listing.Size(w, s.Size, s.SizeUnit),
		Places: listing.Countries(w, s.CountriesOfStudy), Origins: listing.Countries(w, s.CountriesOfOrigin),
		Brought: listing.Countries(w, s.CountriesOfDestination),
		Counts:  d.Amounts.Total, Found: d.Findings.Nodes, All: v.Path("findings", "sample", s.Key),
		Pager: listing.Pager(v, len(d.Findings.Nodes), d.Findings.TotalCount, d.Findings.PageInfo),
	}
	for _, o := range s.OverlapsWith {
		c.Others = append(c.Others, other{o, listing.Size(w, o.Size, o.SizeUnit)})
	}
	return frame.View{
		Title: s.Population, TitleLang: "en", Page: c, Permalink: d.Amounts.Citation.Permalink,
		Lead: w.T("lead", "size", c.HowMany, "studies", w.T("count.studies", "count", len(s.Studies)),
			"findings", w.T("count.findings", "count", d.Findings.TotalCount)),
		Crumbs: []frame.Crumb{{Label: w.T("nav.samples"), Href: v.Path("samples")}},
	}, nil
}
