package evidence

import (
	"math/bits"

	"github.com/exitgraph/exitgraph/graph"
)

// GapKind is a reason why a cell is empty or thin.
type GapKind uint8

// The kinds of gaps, in the order of the contract.
const (
	NoEvidence GapKind = iota
	NotPlacedInAPhase
	OneStudy
	OneDesign
	OneCountry
	OneLanguage
	OneLifeStage
	SecondaryOnly
	LowConfidenceOnly
	UnsignedOnly
	NoFollowUp
	gapKinds
)

// GapKindModel names a kind of gaps and says when a cell has it.
type GapKindModel struct {
	Kind GapKind
	Name string // in the contract
	Doc  string
}

// GapKindModels lists the kinds in the order of the contract.
func GapKindModels() []GapKindModel { return gapKindModels[:] }

var gapKindModels = [gapKinds]GapKindModel{
	{NoEvidence, "NO_EVIDENCE", "No finding that matches stands in the cell. That nothing was found does not mean that nothing was studied: see notReported, notExtracted and NOT_PLACED_IN_A_PHASE for where evidence may hide."},
	{NotPlacedInAPhase, "NOT_PLACED_IN_A_PHASE", "The cell is empty, but the other value has findings that stand in no phase of this axis. Reading them again may fill the cell before any new study does. One such finding is told at every empty cell beside it, so there are more of these cells than findings to fill them."},
	{OneStudy, "ONE_STUDY", "All findings rest on one study, or on none: no second study says the same or anything else."},
	{OneDesign, "ONE_DESIGN", "All studies are of one research design, such as only qualitative ones."},
	{OneCountry, "ONE_COUNTRY", "All data were collected in one country."},
	{OneLanguage, "ONE_LANGUAGE", "All studies were published in one language."},
	{OneLifeStage, "ONE_LIFE_STAGE", "All people were of one life stage, such as only adults. Samples of mixed life stages are more than one; samples of practitioners are set aside."},
	{SecondaryOnly, "SECONDARY_ONLY", "No study itself was read for any of the findings: all come from reviews or are reconstructed."},
	{LowConfidenceOnly, "LOW_CONFIDENCE_ONLY", "All findings are recorded with low confidence: whether the sources say this needs a check before use."},
	{UnsignedOnly, "UNSIGNED_ONLY", "No finding says whether the factor helps or hinders."},
	{NoFollowUp, "NO_FOLLOW_UP", "Nothing is known of the time after leaving: of phases from which a step of return leads, or from which no step leads (re-entry and final exit in the default model). By phases, an empty cell in such a phase where the other value has findings in other phases; by anything else, a cell with findings none of which stands in such a phase of the default model."},
}

// The dimension of which a thin cell may hold only one value, by kind.
var oneOf = [gapKinds]graph.Dimension{
	OneDesign: graph.DimDesign, OneCountry: graph.DimCountry, OneLanguage: graph.DimLanguage, OneLifeStage: graph.DimLifeStage,
}

func (k GapKind) String() string { return gapKindModels[k].Name }

// GapKinds is a set of kinds.
type GapKinds uint16

// AllGapKinds holds every kind.
const AllGapKinds GapKinds = 1<<gapKinds - 1

// GapKindSet makes a set.
func GapKindSet(kinds ...GapKind) GapKinds {
	var s GapKinds
	for _, k := range kinds {
		s |= 1 << k
	}
	return s
}

// Has says whether the set holds a kind.
func (s GapKinds) Has(k GapKind) bool { return s>>k&1 != 0 }

// List gives the kinds of the set in the order of the contract.
func (s GapKinds) List() []GapKind {
	out := make([]GapKind, 0, bits.OnesCount16(uint16(s)))
	for k := range gapKinds {
		if s.Has(k) {
			out = append(out, k)
		}
	}
	return out
}

// Names gives the names of the kinds in the order of the contract.
func (s GapKinds) Names() []string {
	out := make([]string, 0, bits.OnesCount16(uint16(s)))
	for _, k := range s.List() {
		out = append(out, k.String())
	}
	return out
}

// Dimensions is a set of dimensions.
type Dimensions uint32

func (s Dimensions) with(d graph.Dimension) Dimensions { return s | 1<<d }

// List gives the dimensions of the set in the order of the contract.
func (s Dimensions) List() []graph.Dimension {
	out := make([]graph.Dimension, 0, bits.OnesCount32(uint32(s)))
	for _, d := range graph.Dimensions() {
		if s>>d.Dimension&1 != 0 {
			out = append(out, d.Dimension)
		}
	}
	return out
}
