package words

// enumOf names the enum whose values are those of a dimension, for dimensions with a
// closed vocabulary.
var enumOf = map[string]string{
	"FACTOR_LEVEL": "FactorLevel", "VALENCE": "Valence", "VALENCE_AS_REPORTED": "Valence",
	"DESIGN": "StudyDesign", "TRAFFICKING_SCOPE": "TraffickingScope", "SETTING": "ExploitationSetting",
	"LIFE_STAGE": "LifeStage", "ENTRY_STAGE": "LifeStage", "INFORMANT": "Informant",
	"DEFINITION_SCOPE": "DefinitionScope", "EXTRACTION_BASIS": "ExtractionBasis", "CONFIDENCE": "Confidence",
	"FACTOR_STATE": "FactorState",
}

// Value gives the word for a value of a dimension, the same as everywhere on the pages:
// that of its enum, or the name of a country or language. What is neither, such as a
// factor or a year, is called by its label.
func (s *Speaker) Value(dimension, key, label string) string {
	if enum := enumOf[dimension]; enum != "" {
		return s.Term(enum, key)
	}
	switch dimension {
	case "COUNTRY", "COUNTRY_OF_ORIGIN":
		return s.Country(key)
	case "LANGUAGE":
		return s.Tongue(key)
	default:
		return label
	}
}
