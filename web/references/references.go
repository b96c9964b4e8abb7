// Package references gives the reports behind a page in the forms that programs for
// references read: RIS and BibTeX.
//
// A page lets it add its variables, has the fragment ReferenceForms on its reports, and
// lists Forms among its own. The package must not know a page.
package references

import (
	"bytes"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
)

// The forms, as addresses name them.
const (
	ris    = "ris"
	bibtex = "bibtex"
)

// Most is how many references a file holds at most: as many as the engine lists at once.
const Most = 1000

// Ask adds the variables of the fragment ReferenceForms, and as sources how many reports
// to list: shown on the page, Most in a file.
func Ask(a *frame.Address, shown int, variables map[string]any) map[string]any {
	variables[ris], variables[bibtex] = a.Form == ris, a.Form == bibtex
	variables["sources"] = shown
	if a.Form == ris || a.Form == bibtex {
		variables["sources"] = Most
	}
	return variables
}

// Forms gives both forms. read finds the reports in an answer.
func Forms(read func(v *frame.Visit) (answer.References, error)) []frame.Form {
	form := func(name, ending, mediaType, between string, text func(answer.Reference) string) frame.Form {
		return frame.Form{
			Name: name, Label: "download." + name, Ending: ending, MediaType: mediaType,
			Text: func(v *frame.Visit) ([]byte, error) {
				list, err := read(v)
				if err != nil {
					return nil, err
				}
				var file bytes.Buffer
				for i, r := range list.Nodes {
					if i > 0 {
						file.WriteString(between)
					}
					file.WriteString(text(r))
				}
				return file.Bytes(), nil
			},
		}
	}
	return []frame.Form{
		form(ris, "ris", "application/x-research-info-systems; charset=utf-8", "\r\n", func(r answer.Reference) string { return r.RIS }),
		form(bibtex, "bib", "application/x-bibtex; charset=utf-8", "\n", func(r answer.Reference) string { return r.BibTeX }),
	}
}
