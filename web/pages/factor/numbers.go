package factor

import (
	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/onefactor"
)

// station is one phase in the template "phase-strip".
type station struct {
	Label             answer.LocalText
	Href              string
	Values            []answer.ValenceCount
	Studies, Findings int
	Gaps              []string
	Note              string
	Current           bool
}

func stations(v *frame.Visit, set filter.Filter, f *factor) []station {
	list := make([]station, len(f.ByPhase))
	for i, cell := range f.ByPhase {
		s := station{
			Label: cell.Column.Node.Label, Values: cell.Counts.ByValence,
			Studies: cell.Counts.Studies, Findings: cell.Counts.Findings,
		}
		if s.Findings > 0 {
			s.Href = onefactor.Findings(v, set, f.Key, "phase", cell.Column.Key)
		}
		list[i] = s
	}
	return list
}

// unplaced are findings that stand in no phase of the model shown.
type unplaced struct{ Text, Href string }

func placedNowhere(v *frame.Visit, set filter.Filter, d data) []unplaced {
	var list []unplaced
	none := d.Factor.WithoutPhase.Findings
	if none > 0 {
		list = append(list, unplaced{v.Words.T("in-no-phase", "count", none), onefactor.Findings(v, set, d.Factor.Key, "unplaced", "yes")})
	}
	if elsewhere := d.Phases.Unplaced.Findings - none; elsewhere > 0 {
		list = append(list, unplaced{v.Words.T("in-other-models", "count", elsewhere), onefactor.Findings(v, set, d.Factor.Key)})
	}
	return list
}
