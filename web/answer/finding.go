package answer

import "slices"

// Finding is the fragment FindingShown.
type Finding struct {
	Key                                 string
	Summary                             LocalText
	Valence, FactorValence, FactorState string
	Factor                              Factor
	Phase                               *Named
	PhaseBasis                          string
	Study                               *Study
	Samples                             []Sample
	SamplesNamed                        bool
	Report                              Report
	Locator                             string
	ExtractionBasis, Confidence, Status string
	Notes                               string
	Caveats                             []Caveat
}

// Study is what findings tell of their study.
type Study struct {
	Key, Title string
	Year       *int
}

// Sample is what findings tell of the people they are about.
type Sample struct{ Key, Population, SizeText, Informant string }

// Report is the document in which a finding was read.
type Report struct {
	Key, Title, Language string
	Year                 *int
	Authors              []string
}

// Caveat is a known contradiction or slip in a source.
type Caveat struct {
	Key   string
	Topic LocalText
}

// Informants gives who speaks in a finding, each once, in the order of its samples.
func (f Finding) Informants() []string {
	var list []string
	for _, sample := range f.Samples {
		if !slices.Contains(list, sample.Informant) {
			list = append(list, sample.Informant)
		}
	}
	return list
}

// FindingPage is the fragment of that name.
type FindingPage struct {
	TotalCount int
	PageInfo   PageInfo
	Nodes      []Finding
}

// FindingColumns are the columns of a download of findings, named as in the contract.
var FindingColumns = []string{
	"key", "summary", "factor", "factorLevel", "phase", "phaseBasis", "valence", "factorState", "factorValence",
	"study", "samples", "informants", "report", "locator", "extractionBasis", "confidence", "status",
}
