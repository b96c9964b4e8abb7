// Package finding is the page of one finding with all that says where it comes from.
package finding

import (
	"embed"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/references"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is one finding with all that says where it comes from.
func Page() frame.Page {
	return frame.Page{
		Name: "finding", Path: "findings/{key}", Kind: "FINDING", Files: files,
		Ask: ask, Show: show, Table: table, Forms: references.Forms(reports),
	}
}

func ask(a *frame.Address) map[string]any {
	variables := references.Ask(a, 1, map[string]any{"key": a.Part("key")})
	delete(variables, "sources") // there is one
	return variables
}

// reports gives the document in which the finding was read.
func reports(v *frame.Visit) (answer.References, error) {
	var d struct {
		Finding *struct{ Report answer.Reference }
	}
	if err := v.Decode(&d); err != nil || d.Finding == nil {
		return answer.References{}, err
	}
	return answer.References{TotalCount: 1, Nodes: []answer.Reference{d.Finding.Report}}, nil
}

// more is what this page asks of a finding beside the fragment that all pages use.
type more struct {
	ValenceBasis string
	SupersededBy *struct{ Key string }
	Factor       struct{ Definition *answer.LocalText }
	Phase        *struct {
		Definition *answer.LocalText
		Model      struct{ Key, Name string }
	}
	Study   *study
	Samples []sample
	Report  struct{ Kind, Container, DOI, URL, PeerReviewed string }
	Caveats []struct {
		Key                           string
		Topic, StatementA, Assessment answer.LocalText
		StatementB                    *answer.LocalText
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
}

type sample struct {
	answer.Sample
	Gender, LifeStage, LifeStageBasis, EntryStage string
	CountriesOfStudy, CountriesOfOrigin           []string
}

// read gives the finding of an answer, in both shapes.
func read(v *frame.Visit) (answer.Finding, more, error) {
	var shared struct{ Finding *answer.Finding }
	var own struct{ Finding *more }
	if err := v.Decode(&shared); err != nil {
		return answer.Finding{}, more{}, err
	}
	if err := v.Decode(&own); err != nil {
		return answer.Finding{}, more{}, err
	}
	if shared.Finding == nil {
		return answer.Finding{}, more{}, frame.Missing{Kind: "FINDING", Key: v.Part("key")}
	}
	return *shared.Finding, *own.Finding, nil
}

func table(v *frame.Visit) (frame.Table, error) {
	f, _, err := read(v)
	return frame.Table{Columns: answer.FindingColumns, Rows: answer.Rows([]answer.Finding{f})}, err
}
