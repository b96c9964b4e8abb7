// Package brief is the page of two pages to print on one factor, with its sources.
package brief

import (
	"embed"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/onefactor"
	"github.com/exitgraph/exitgraph/web/references"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is the brief on one factor.
func Page() frame.Page {
	return frame.Page{
		Name: "brief", Path: "factors/{key}/brief", Files: files,
		Ask: ask, Show: show, Forms: references.Forms(reports),
	}
}

// What two pages of A4 hold. What is left out is told, and where it stands.
const (
	mostFindings   = 14
	mostReferences = 14
	mostCaveats    = 5
	mostGroups     = 6 // of a reason why the factor points both ways
	mostColumns    = 8 // phases that stand side by side
)

func ask(a *frame.Address) map[string]any {
	return references.Ask(a, mostReferences, onefactor.Ask(a, a.Part("key"), mostFindings))
}

type data struct {
	Factor *struct {
		answer.FactorFacts
		Facilitating, Hindering, Ambivalent, Unsigned page
	}
	answer.FactorTallies
	Reports answer.References
}

// page is the findings of one valence.
type page struct {
	TotalCount int
	Nodes      []cited
}

// cited is a finding with its report as a reference names it.
type cited struct {
	answer.Finding
	Report answer.Reference
	Number int // of the reference; set when the list is made
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
