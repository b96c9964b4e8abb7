package answer

// FactorHead is the fragment of that name.
type FactorHead struct {
	Named
	English, Italian LocalText
	Definition       *LocalText
	Level            string
}

// Other gives the name of the factor in the other language than that of the page; nil
// where it has none, or the same.
func (f FactorHead) Other(lang string) *LocalText {
	other, want := &f.Italian, "it"
	if lang == "it" {
		other, want = &f.English, "en"
	}
	if other.Lang != want || other.Value == f.Label.Value {
		return nil
	}
	return other
}

// PhaseCell is the fragment of that name.
type PhaseCell struct {
	Column struct {
		Key  string
		Node struct{ Label LocalText }
	}
	Counts Counts
	Gaps   []string
}

// Ambivalence is the fragment AmbivalenceShown.
type Ambivalence struct{ Causes []Cause }

// Cause is one reason why the evidence on a factor points both ways.
type Cause struct {
	Kind, Moderator, Note string
	TotalFindings         int
	Findings              []struct{ Key string } // the first thousand
	Groups                []CauseGroup
}

// CauseGroup is the evidence at one value of what is looked at.
type CauseGroup struct {
	Value  Value
	Counts Counts // findings, studies and valences only
}

// Classification is the fragment ClassificationShown.
type Classification struct {
	Valence, Basis string
	Report         Report
	Studies        []Study
}

// CaveatShown is the fragment of that name.
type CaveatShown struct {
	Key                           string
	Report                        *Report
	Topic, StatementA, Assessment LocalText
	StatementB                    *LocalText
}

// FactorFacts is the fragment of that name.
type FactorFacts struct {
	FactorHead
	Broader                            *Named
	Narrower                           []Named
	NamingBasis, Confidence, Notes     string
	Classifications                    []Classification
	Caveats                            []CaveatShown
	Counts, WithoutStudy, WithoutPhase Counts
	ByPhase                            []PhaseCell
	Ambivalence                        Ambivalence
}

// FactorTallies is the fragment of that name.
type FactorTallies struct {
	Phases, Informants, LifeStages, Places, Designs, Routes, Settings Tally
}
