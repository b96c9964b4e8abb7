// Package factor is the page of one factor: what was found, when, by whom, why it may
// point both ways, and what is not known.
package factor

import (
	"embed"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/onefactor"
	"github.com/exitgraph/exitgraph/web/references"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is one factor.
func Page() frame.Page {
	return frame.Page{
		Name: "factor", Path: "factors/{key}", Kind: "FACTOR", Files: files,
		Ask: ask, Show: show, Table: table, Forms: references.Forms(reports),
	}
}

// How much the page shows at most. The rest is counted, and a link leads to it.
const (
	mostFindings = 25 // of each valence
	mostSources  = 60 // studies, and reports
	mostValues   = 8  // of a dimension, before the others are folded away
)

func ask(a *frame.Address) map[string]any {
	variables := onefactor.Ask(a, a.Part("key"), mostFindings)
	variables["behind"] = map[string]any{"findings": map[string]any{"some": variables["here"]}}
	return references.Ask(a, mostSources, variables)
}

type data struct {
	Factor *factor
	answer.FactorTallies
	Studies struct {
		TotalCount int
		Nodes      []answer.Study
	}
	Reports answer.References
	answer.Options
}

type factor struct {
	answer.FactorFacts
	Facilitating, Hindering, Ambivalent, Unsigned answer.FindingPage
}

// findings gives those that the page shows.
func (f *factor) findings() []answer.Finding {
	var list []answer.Finding
	for _, page := range []answer.FindingPage{f.Facilitating, f.Hindering, f.Ambivalent, f.Unsigned} {
		list = append(list, page.Nodes...)
	}
	return list
}

func read(v *frame.Visit) (data, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return d, err
	}
	if d.Factor == nil {
		return d, frame.Missing{Kind: "FACTOR", Key: v.Part("key")}
	}
	return d, nil
}

func reports(v *frame.Visit) (answer.References, error) {
	d, err := read(v)
	return d.Reports, err
}

func table(v *frame.Visit) (frame.Table, error) {
	d, err := read(v)
	if err != nil {
		return frame.Table{}, err
	}
	return frame.Table{Columns: answer.FindingColumns, Rows: answer.Rows(d.Factor.findings())}, nil
}
