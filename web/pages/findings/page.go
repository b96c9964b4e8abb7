// Package findings is the page of the list of findings under a filter: what stands behind
// every number of the other pages.
package findings

import (
	"embed"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/references"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is the list of findings under a filter.
func Page() frame.Page {
	return frame.Page{
		Name: "findings", Path: "findings", Files: files,
		Ask: ask, Show: show, Table: table, Forms: references.Forms(reports),
	}
}

const rowsOfPage = 25

// data is the answer. Records that no parameter names are nil, and so are records that
// are not there.
type data struct {
	Findings answer.FindingPage
	InAll    struct {
		Total    answer.Counts
		Citation struct{ Permalink string }
	}
	Factor *answer.Named
	Phase  *struct {
		answer.Named
		Model struct{ Key, Name string }
	}
	Model  *struct{ Key, Name string }
	Study  *struct{ Key, Title string }
	Report *struct{ Key, Title string }
	Sample *struct{ Key, Population string }
	// Cells are those of the factor in the default model, where a cell of it is shown.
	Cells *struct {
		ByPhase []struct {
			Column answer.Value
			Gaps   []string
		}
	}
	answer.Options
}

func ask(a *frame.Address) map[string]any {
	chosen := readChosen(a)
	variables := a.Paging(rowsOfPage)
	if variables == nil {
		variables = map[string]any{}
	}
	filters := filter.Read(a)
	where := filters.Where(chosen.where()...)
	variables["cell"], variables["byCell"] = filters.Where(), chosen.isCell()
	variables["where"] = where
	variables["behind"] = map[string]any{"findings": map[string]any{"some": where}}
	references.Ask(a, 0, variables)
	variables["byReference"] = variables["sources"] != 0
	for _, r := range records {
		variables[r.name] = chosen[r.name]
		variables["by"+r.title] = chosen[r.name] != ""
	}
	return variables
}

// reports gives the documents in which the findings of the whole list were read.
func reports(v *frame.Visit) (answer.References, error) {
	var d struct{ References answer.References }
	err := v.Decode(&d)
	return d.References, err
}

// table gives the findings of the page that is shown.
func table(v *frame.Visit) (frame.Table, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.Table{}, err
	}
	return frame.Table{Columns: answer.FindingColumns, Rows: answer.Rows(d.Findings.Nodes)}, nil
}
