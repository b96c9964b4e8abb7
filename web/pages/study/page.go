// Package study is the page of one study: what it is, on whom it rests, which reports
// tell of it, and what it found.
package study

import (
	"embed"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/listing"
	"github.com/exitgraph/exitgraph/web/references"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is one study.
func Page() frame.Page {
	return frame.Page{
		Name: "study", Path: "studies/{key}", Kind: "STUDY", Files: files,
		Ask: ask, Show: show, Table: table, Forms: references.Forms(reports),
	}
}

// How much the page shows at once. What is more is counted, and told.
const (
	mostReports  = 100 // as many as the engine lists of one study
	mostFindings = 50
)

// byPhase is the value of the parameter "group" that puts findings of one phase
// together; without it they stand by factor.
const byPhase = "phase"

func ask(a *frame.Address) map[string]any {
	field := "FACTOR"
	if a.Option("group", byPhase) == byPhase {
		field = "PHASE"
	}
	variables := references.Ask(a, mostReports, map[string]any{
		"key":   a.Part("key"),
		"of":    map[string]any{"study": map[string]any{"key": map[string]any{"eq": a.Part("key")}}},
		"order": []any{map[string]any{"field": field}},
	})
	variables["sources"] = mostReports
	return listing.With(a, mostFindings, variables)
}

type data struct {
	Study    *study
	Findings answer.FindingPage
	Phases   []phase // of the default model, in order
	Amounts  struct {
		Total    answer.Counts
		Citation struct{ Permalink string }
	}
}

type study struct {
	answer.Study
	Design, DesignBasis                     string
	TraffickingScope, TraffickingScopeBasis string
	Setting, SettingBasis                   string
	DefinitionScope, Method                 string
	Venues                                  []string
	DataCollectedFrom, DataCollectedTo      *int
	Confidence, Notes                       string
	Samples                                 []sample
	Reports                                 struct {
		TotalCount int
		Edges      []told
	}
	Caveats []answer.CaveatFull
}

type sample struct {
	answer.Sample
	Size                              *int
	SizeUnit                          string
	Gender, LifeStage, LifeStageBasis string
	CountriesOfStudy                  []string
	Studies                           []answer.Study
	OverlapsWith                      []answer.Sample
}

// phase is a phase with its parts, which have none of their own.
type phase struct {
	Key   string
	Parts []phase
}

// told is a report and what it has to do with the study.
type told struct {
	Role, Basis, Notes string
	Node               struct {
		answer.Reference
		PeerReviewed string
	}
}

func read(v *frame.Visit) (data, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return d, err
	}
	if d.Study == nil {
		return d, frame.Missing{Kind: "STUDY", Key: v.Part("key")}
	}
	return d, nil
}

func reports(v *frame.Visit) (answer.References, error) {
	d, err := read(v)
	if err != nil {
		return answer.References{}, err
	}
	list := answer.References{TotalCount: d.Study.Reports.TotalCount}
	seen := map[string]bool{} // a report stands once for each of its roles
	for _, r := range d.Study.Reports.Edges {
		if !seen[r.Node.Key] {
			list.Nodes = append(list.Nodes, r.Node.Reference)
		}
		seen[r.Node.Key] = true
	}
	return list, nil
}

func table(v *frame.Visit) (frame.Table, error) {
	d, err := read(v)
	return frame.Table{Columns: answer.FindingColumns, Rows: answer.Rows(d.Findings.Nodes)}, err
}
