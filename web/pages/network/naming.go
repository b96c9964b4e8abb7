package network

import (
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/web/frame"
)

// kind is a kind of record: its name in the contract, in drawings and that of its page.
type kind struct{ Enum, Drawn, Page string }

// kinds by the name of the type of a node. A record of a kind without a page is shown
// here and nowhere else.
var kinds = map[string]kind{
	"Factor":         {"FACTOR", "factor", "factor"},
	"Phase":          {"PHASE", "phase", "phase"},
	"PhaseModel":     {"PHASE_MODEL", "model", "model"},
	"Study":          {"STUDY", "study", "study"},
	"Sample":         {"SAMPLE", "sample", "sample"},
	"Report":         {"REPORT", "report", "report"},
	"Finding":        {"FINDING", "finding", "finding"},
	"Caveat":         {"CAVEAT", "caveat", ""},
	"VocabularyTerm": {"VOCABULARY_TERM", "term", ""},
}

// name gives the short name of a record. A finding is named by its source and what it
// says, never by its summary, which may speak of violence.
func (r record) name(w frame.Words) string {
	switch r.Typename {
	case "Factor", "Phase", "Caveat":
		return r.Label.Value
	case "PhaseModel":
		return r.Name
	case "Study":
		return r.Title
	case "Sample":
		if len(r.Studies) > 0 {
			return w.T("sample-of", "study", r.Studies[0].Title)
		}
		return w.T("sample-of", "study", r.Key)
	case "Report":
		return r.source.short()
	case "Finding":
		from := r.Report.short()
		if r.Study != nil {
			from = r.Study.Title
		}
		return w.T("finding-of", "source", from, "valence", w.Term("Valence", r.FactorValence))
	default:
		return r.Term
	}
}

// note says more of a record than its name; it may be empty.
func (r record) note() string {
	switch r.Typename {
	case "Phase":
		return r.Model.Name
	case "Sample":
		return r.Population
	case "Report":
		return r.ReportTitle
	case "Finding":
		return r.Factor.Label.Value
	default:
		return ""
	}
}

// short names a report as readers do: first author and year; its title where there is
// no author.
func (s source) short() string {
	if len(s.Authors) == 0 {
		return s.ReportTitle
	}
	family, _, _ := strings.Cut(s.Authors[0], ",")
	if len(s.Authors) > 1 {
		family += " et al."
	}
	if s.Year != nil {
		family += " " + strconv.Itoa(*s.Year)
	}
	return family
}
