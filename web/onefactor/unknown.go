package onefactor

import (
	"slices"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
)

// absent says that a value tells that there is none.
func absent(key string) bool { return key == "NOT_REPORTED" || key == "NOT_EXTRACTED" }

// Unknown is what is not known of the factor.
type Unknown struct {
	Empty  []Place // phases without a finding
	Single []Place // phases with one study only
	Waits  int     // findings in no phase, which might fill the empty ones
	Whole  []string
	Shares []Share
}

// Place is a phase with its address.
type Place struct {
	Label answer.LocalText
	Href  string
}

// Share is of how many studies a property is not known.
type Share struct {
	Dimension                 string
	NotReported, NotExtracted int // studies
	Of                        int
}

// NotKnown gathers it.
func NotKnown(v *frame.Visit, set filter.Filter, f answer.FactorFacts, d answer.FactorTallies) Unknown {
	u := Unknown{Waits: f.WithoutPhase.Findings}
	for _, cell := range f.ByPhase {
		p := Place{Label: cell.Column.Node.Label, Href: v.Path("phase", "key", cell.Column.Key)}
		switch {
		case cell.Counts.Findings == 0:
			u.Empty = append(u.Empty, p)
		case slices.Contains(cell.Gaps, "ONE_STUDY"):
			p.Href = Findings(v, set, f.Key, "phase", cell.Column.Key)
			u.Single = append(u.Single, p)
		}
	}
	if f.Counts.Findings == 0 {
		return u
	}
	if f.Counts.Studies < 2 {
		u.Whole = append(u.Whole, v.Words.About("GapKind", "ONE_STUDY"))
	} else {
		if value := only(v.Words, d.Places); value != "" {
			u.Whole = append(u.Whole, v.Words.T("frame.factor.one-country", "value", value))
		}
		if value := only(v.Words, d.Designs); value != "" {
			u.Whole = append(u.Whole, v.Words.T("frame.factor.one-design", "value", value))
		}
		if value := only(v.Words, d.Informants); value != "" {
			u.Whole = append(u.Whole, v.Words.T("frame.factor.one-informant", "value", value))
		}
		if value := only(v.Words, d.LifeStages); value != "" {
			u.Whole = append(u.Whole, v.Words.T("frame.factor.one-life-stage", "value", value))
		}
	}
	for _, of := range []struct {
		dimension string
		tally     answer.Tally
	}{{"DESIGN", d.Designs}, {"TRAFFICKING_SCOPE", d.Routes}, {"SETTING", d.Settings}, {"LIFE_STAGE", d.LifeStages}, {"INFORMANT", d.Informants}} {
		s := Share{
			Dimension: of.dimension, Of: of.tally.Total.Studies,
			NotReported: of.tally.Of("NOT_REPORTED").Counts.Studies, NotExtracted: of.tally.Of("NOT_EXTRACTED").Counts.Studies,
		}
		if s.NotReported+s.NotExtracted > 0 {
			u.Shares = append(u.Shares, s)
		}
	}
	return u
}

// only gives the one value that all findings of a tally have, empty where they have
// several or where one is not known.
func only(w frame.Words, t answer.Tally) string {
	if len(t.Groups) != 1 || t.Unplaced.Studies > 0 {
		return ""
	}
	value := t.Groups[0].Keys[0]
	if absent(value.Key) || value.Key == "MIXED" || value.Key == "NOT_APPLICABLE" {
		return ""
	}
	return w.Value(value.Dimension, value.Key, value.Label)
}
