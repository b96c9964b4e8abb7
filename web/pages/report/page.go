// Package report is the page of one report: how to find it, which studies it presents or
// includes, what it says of factors as a whole, and what was read in it.
package report

import (
	"embed"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/listing"
	"github.com/exitgraph/exitgraph/web/references"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// csl is the form for programs that write references out, such as pandoc.
const csl = "csl"

// Page is one report.
func Page() frame.Page {
	return frame.Page{
		Name: "report", Path: "reports/{key}", Kind: "REPORT", Files: files, Ask: ask, Show: show, Table: table,
		Forms: append(references.Forms(reference), frame.Form{
			Name: csl, Label: "download.csl", Ending: "csl.json", MediaType: "application/vnd.citationstyles.csl+json; charset=utf-8",
			Text: func(v *frame.Visit) ([]byte, error) {
				d, err := read(v)
				if err != nil {
					return nil, err
				}
				return []byte(d.Report.CSL), nil
			},
		}),
	}
}

// mostFindings stand on the page at once; the others are counted, and a link leads there.
const mostFindings = 25

// with names reviews whose overlap with this one is measured. All reviews at once are
// more than the engine compares.
const with = "with"

func ask(a *frame.Address) map[string]any {
	others := a.Keys(with)
	return listing.With(a, mostFindings, references.Ask(a, 1, map[string]any{
		"key": a.Part("key"), csl: a.Form == csl,
		"compared": append([]string{a.Part("key")}, others...), "measured": len(others) > 0,
		"of": map[string]any{"report": map[string]any{"key": map[string]any{"eq": a.Part("key")}}},
	}))
}

type data struct {
	Report   *report
	Findings answer.FindingPage
	Amounts  struct {
		Total    answer.Counts
		Citation struct{ Permalink string }
	}
	Overlap *overlap // nil unless it is measured
}

type report struct {
	answer.Reference
	CSL                        string
	URL, PeerReviewed, Notes   string
	Studies, Includes, Related []study
	Classifications            []classification
	Caveats                    []answer.CaveatFull
}

type study struct {
	answer.Study
	Design, DefinitionScope string
	IncludedIn              []answer.Report // only of studies that the report includes
}

// classification is what the report says of a factor as a whole.
type classification struct {
	Valence, Basis, Slot, Notes string
	Factor                      answer.Factor
	Studies                     []answer.Study
}

// overlap is how far this report and those it is compared with include the same studies.
type overlap struct {
	Reviews              int
	CorrectedCoveredArea *float64
	Band                 string
}

func read(v *frame.Visit) (data, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return d, err
	}
	if d.Report == nil {
		return d, frame.Missing{Kind: "REPORT", Key: v.Part("key")}
	}
	return d, nil
}

func reference(v *frame.Visit) (answer.References, error) {
	d, err := read(v)
	if err != nil {
		return answer.References{}, err
	}
	return answer.References{TotalCount: 1, Nodes: []answer.Reference{d.Report.Reference}}, nil
}

func table(v *frame.Visit) (frame.Table, error) {
	d, err := read(v)
	return frame.Table{Columns: answer.FindingColumns, Rows: answer.Rows(d.Findings.Nodes)}, err
}
