package graph

// Dimension is something that findings can be grouped by.
type Dimension uint8

// The dimensions, in the order of the contract. FACTOR_STATE, which the contract
// does not have, is the last.
const (
	DimFactor Dimension = iota + 1
	DimFactorLevel
	DimPhase
	DimValence
	DimValenceAsReported
	DimStudy
	DimReport
	DimDesign
	DimTraffickingScope
	DimSetting
	DimLifeStage
	DimEntryStage
	DimCountry
	DimCountryOfOrigin
	DimLanguage
	DimYear
	DimInformant
	DimDefinitionScope
	DimExtractionBasis
	DimConfidence
	DimFactorState
	dimEnd
)

// DimensionModel describes a dimension: how its values reach a finding.
type DimensionModel struct {
	Dimension Dimension
	Name      string // in the contract
	Doc       string
	// Path leads from a finding to the records that have the value; empty where the
	// finding itself has it.
	Path []*Edge
	// Field holds the value in those records. A dimension whose values are nodes
	// ends at their key.
	Field *Field
}

// Node is the kind of node that the dimension's values are, 0 where they are not.
func (d *DimensionModel) Node() Kind {
	if d.Field.Type == TypeKey {
		return d.Field.Kind
	}
	return 0
}

// Several says whether one finding may have several values on the dimension
// before phases are placed, so that it stands in several groups.
func (d *DimensionModel) Several() bool {
	for _, e := range d.Path {
		if e.Many {
			return true
		}
	}
	return d.Field.Type == TypeStrings
}

// Dimensions lists every dimension in the order of the contract.
func Dimensions() []*DimensionModel { return dimensions[1:] }

// DimensionOf gives the description of a dimension.
func DimensionOf(d Dimension) *DimensionModel { return dimensions[d] }

func (d Dimension) String() string { return dimensions[d].Name }

var dimensions = buildDimensions()

func buildDimensions() []*DimensionModel {
	finding, study := models[KindFinding], models[KindStudy]
	toStudy := []*Edge{finding.Edge("study")}
	toSamples := []*Edge{finding.Edge("samples")}
	out := make([]*DimensionModel, dimEnd)
	add := func(d Dimension, name string, path []*Edge, kind Kind, field, doc string) {
		out[d] = &DimensionModel{Dimension: d, Name: name, Doc: doc, Path: path, Field: models[kind].Field(field)}
	}
	add(DimFactor, "FACTOR", []*Edge{finding.Edge("factor")}, KindFactor, "key", "The factor that a finding is about.")
	add(DimFactorLevel, "FACTOR_LEVEL", []*Edge{finding.Edge("factor")}, KindFactor, "level", "The level of that factor.")
	add(DimPhase, "PHASE", []*Edge{finding.Edge("phase")}, KindPhase, "key", "The phase in which the factor is reported to act: the top-level phases of a model, each with the findings of its parts.")
	add(DimValence, "VALENCE", nil, KindFinding, "factorValence", "The valence turned to the presence of the factor.")
	add(DimValenceAsReported, "VALENCE_AS_REPORTED", nil, KindFinding, "valence", "The valence of the reported thing, in its factorState.")
	add(DimStudy, "STUDY", toStudy, KindStudy, "key", "The study. Findings without one are unplaced.")
	add(DimReport, "REPORT", []*Edge{finding.Edge("report")}, KindReport, "key", "The document in which a finding was read.")
	add(DimDesign, "DESIGN", toStudy, KindStudy, "design", "Research design of the study.")
	add(DimTraffickingScope, "TRAFFICKING_SCOPE", toStudy, KindStudy, "traffickingScope", "National or transnational route, of the study.")
	add(DimSetting, "SETTING", toStudy, KindStudy, "setting", "Indoor or outdoor setting, of the study.")
	add(DimLifeStage, "LIFE_STAGE", toSamples, KindSample, "lifeStage", "Life stage of the samples at the time of the study. A finding with several samples may stand in several groups.")
	add(DimEntryStage, "ENTRY_STAGE", toSamples, KindSample, "entryStage", "Life stage of the samples when exploitation or sex work began. A finding with several samples may stand in several groups.")
	add(DimCountry, "COUNTRY", toSamples, KindSample, "countriesOfStudy", "Countries where the data of the samples were collected, as ISO 3166-1 alpha-2 codes. A finding may stand in several groups.")
	add(DimCountryOfOrigin, "COUNTRY_OF_ORIGIN", toSamples, KindSample, "countriesOfOrigin", "Countries of origin of the samples, as ISO 3166-1 alpha-2 codes. A finding may stand in several groups.")
	add(DimLanguage, "LANGUAGE", append(toStudy[:1:1], study.Edge("primaryReports")), KindReport, "language", "Language of the primary reports of the study, as a BCP 47 tag: whether the study was published in English.")
	add(DimYear, "YEAR", toStudy, KindStudy, "year", "Year of the study: the earliest of its primary reports.")
	add(DimInformant, "INFORMANT", toSamples, KindSample, "informant", "Who or what informs: the standpoint of the samples. A finding with several samples may stand in several groups.")
	add(DimDefinitionScope, "DEFINITION_SCOPE", toStudy, KindStudy, "definitionScope", "What the study says it is about.")
	add(DimExtractionBasis, "EXTRACTION_BASIS", nil, KindFinding, "extractionBasis", "How much of the source was read for a finding.")
	add(DimConfidence, "CONFIDENCE", nil, KindFinding, "confidence", "Confidence in the finding as recorded, not in the evidence.")
	add(DimFactorState, "FACTOR_STATE", nil, KindFinding, "factorState", "Whether presence or absence of the factor is what a finding reports.")
	return out
}

// Axis is a dimension with the values that are wanted on it, in order. Groups
// name a value by its place in Keys. A finding with no value among Keys is
// unplaced on the axis.
type Axis struct {
	Dimension Dimension
	Keys      []string // distinct; years in decimal
	// Place, for DimPhase, says which of Keys a finding enters from the phase that
	// it names: through the wholes of that phase and the mappings to another model.
	// Nil means that the phase itself is looked up in Keys.
	Place map[string][]int
}

// Filter gives the condition that a finding stands in the group of Keys[i]. It is
// the definition of the group.
func (a Axis) Filter(i int) Filter {
	var f Filter = a.Comparison(i)
	path := dimensions[a.Dimension].Path
	for j := len(path) - 1; j >= 0; j-- {
		f = Has{Edge: path[j], Quant: Some, Where: f}
	}
	return f
}

// Comparison gives the comparison at the end of the path of Filter.
func (a Axis) Comparison(i int) Compare {
	d := dimensions[a.Dimension]
	operands := []string{a.Keys[i]}
	if a.Place != nil {
		operands = operands[:0]
		for _, phase := range sortedKeys(a.Place) {
			for _, at := range a.Place[phase] {
				if at == i {
					operands = append(operands, phase)
				}
			}
		}
	}
	if d.Field.Type != TypeInt {
		return Compare{Field: d.Field, Op: OpIn, Strs: operands}
	}
	n := 0
	for _, c := range a.Keys[i] {
		n = n*10 + int(c-'0')
	}
	return Compare{Field: d.Field, Op: OpIn, Nums: []int{n}}
}
