// Package network is the page of records and what joins them, as tables and as a
// drawing: factors and phases, or one record and what stands around it.
package network

import (
	"embed"
	"strconv"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is records and their links around one of them, drawn and as a table.
func Page() frame.Page {
	return frame.Page{Name: "network", Path: "network", Node: "node", Files: files, Ask: ask, Show: show, Table: table}
}

// How much one page shows, so that a drawing can still be read.
const (
	mostNodes = 40  // around a record
	mostLinks = 200 // between factors and phases
)

// enough are the numbers of studies from which on a cell is shown; the second is taken
// where an address names none.
var enough = []string{"1", "2", "3", "5"}

// choice is what an address asks for.
type choice struct {
	node, text string
	depth      int
	studies    int // the least number of studies of a cell
}

func read(a *frame.Address) choice {
	c := choice{node: a.Key("node"), text: a.Text("text"), depth: a.Number("depth", 1, 2, 1)}
	least := a.Option("studies", enough...)
	if least == "" {
		least = enough[1]
	}
	c.studies, _ = strconv.Atoi(least) // one of enough
	return c
}

func ask(a *frame.Address) map[string]any {
	c := read(a)
	return map[string]any{
		"overview": c.node == "", "around": c.node != "", "node": c.node, "depth": c.depth, "most": mostNodes,
		"searched": c.text != "", "text": c.text,
	}
}

// data is the answer.
type data struct {
	EvidenceMatrix *matrix
	Neighbourhood  *struct {
		Nodes     []record
		Edges     []struct{ Kind, FromKey, ToKey string }
		Truncated bool
	}
	Search *struct {
		TotalCount int
		Nodes      []struct{ Node record }
	}
}

type matrix struct {
	Rows, Columns []answer.Value
	Cells         []struct{ Counts answer.Counts }
	Unplaced      struct{ Findings int }
	Citation      struct{ Permalink string }
}

// record is a node of any kind.
type record struct {
	Typename      string `json:"__typename"`
	Key           string
	Label         struct{ Value string }
	Name          string                   // of a model
	Model         struct{ Name string }    // of a phase
	Title         string                   // of a study
	Population    string                   // of a sample
	Studies       []struct{ Title string } // of a sample
	source                                 // of a report
	FactorValence string                   // of a finding, as all below
	Factor        struct{ Label struct{ Value string } }
	Study         *struct{ Title string }
	Report        source
	Term          string // of a vocabulary
}

type source struct {
	Authors     []string
	Year        *int
	ReportTitle string
}
