// Package about is the page of methods, caveats, licence, citation and release.
package about

import (
	"embed"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is methods, caveats, licence, citation and release.
func Page() frame.Page {
	return frame.Page{
		Name: "about", Path: "about", Files: files, Ask: ask, Show: show, Table: table,
		Forms: []frame.Form{
			{
				Name: "ris", Label: "download.ris", Ending: "ris", MediaType: "application/x-research-info-systems; charset=utf-8",
				Text: reference(func(d data) string { return d.State.RIS }),
			},
			{
				Name: "bibtex", Label: "download.bibtex", Ending: "bib", MediaType: "application/x-bibtex; charset=utf-8",
				Text: reference(func(d data) string { return d.State.BibTeX }),
			},
		},
	}
}

func ask(a *frame.Address) map[string]any {
	return map[string]any{"ris": a.Form == "ris", "bibtex": a.Form == "bibtex"}
}

// reference gives the reference to the release, in the form that was asked for.
func reference(of func(data) string) func(v *frame.Visit) ([]byte, error) {
	return func(v *frame.Visit) ([]byte, error) {
		var d data
		err := v.Decode(&d)
		return []byte(of(d)), err
	}
}

type data struct {
	Release frame.Release
	State   struct {
		Hash        string
		Counts      []kindCount
		CSL         string // the reference as CSL-JSON
		RIS, BibTeX string // the same in other forms; empty unless asked for
	}
	Read, Confidence, Subjects, Designs, Routes, Settings, LifeStages, EntryStages, Languages answer.Tally

	All struct{ Total answer.Counts }

	Studies, Samples, Unsized, Reviews, Silent, Alone, Lacks, Stated, Inferred, Unplaced total

	Caveats []caveat
}

type total struct{ TotalCount int }

type kindCount struct {
	Kind  string
	Count int
}

// caveat is a known problem in the sources, with what it touches.
type caveat struct {
	answer.CaveatShown
	Affects []affected
}

// affected holds what is shown of a record of any kind; most is empty for each.
type affected struct {
	Kind, Key                     string
	Label, Summary                answer.LocalText
	Title, Population, Name, Term string
}

func table(v *frame.Visit) (frame.Table, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.Table{}, err
	}
	t := frame.Table{Columns: []string{"key", "report", "topic", "statementA", "statementB", "assessment", "affects"}}
	for _, c := range d.Caveats {
		report, second := "", ""
		if c.Report != nil {
			report = c.Report.Key
		}
		if c.StatementB != nil {
			second = c.StatementB.Value
		}
		keys := make([]string, len(c.Affects))
		for i, a := range c.Affects {
			keys[i] = a.Key
		}
		t.Rows = append(t.Rows, []string{c.Key, report, c.Topic.Value, c.StatementA.Value, second, c.Assessment.Value, strings.Join(keys, ";")})
	}
	return t, nil
}
