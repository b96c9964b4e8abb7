package glossary

// own are the terms that are no values of the contract's enums, with the page that lists
// what they name.
var own = []struct{ id, page string }{
	{"study", "studies"},
	{"report", "reports"},
	{"review", ""},
	{"sample", "samples"},
	{"finding", "findings"},
	{"factor", "factors"},
	{"phase", "phases"},
	{"model", "phases"},
	{"caveat", "about"},
	{"outside-term", ""},
	{"leaving", ""},
	{"going-back", ""},
	{"lived-experience", ""},
	{"turned-valence", ""},
	{"direction", ""},
	{"amount", ""},
	{"participants", ""},
	{"moderator", "readiness"},
	{"contradiction", "contradictions"},
	{"ambivalence", ""},
	{"gap", "gaps"},
	{"readiness", "readiness"},
	{"overlap", ""},
	{"crosswalk", "phases"},
	{"evidence-map", "map"},
	{"brief", ""},
	{"not-reported", ""},
	{"not-extracted", ""},
	{"locator", ""},
	{"release", "about"},
	{"permalink", ""},
}

// enums are the contract's enums whose values readers meet.
var enums = []string{
	"AmbivalenceKind", "Basis", "Confidence", "ContradictionScope", "DefinitionScope", "EdgeKind",
	"EvidenceDimension", "ExploitationSetting", "ExtractionBasis", "FactorLevel", "FactorState",
	"FindingStatus", "GapKind", "Informant", "LifeStage", "MappingRelation", "ModelStructure",
	"OverlapBand", "PhaseBasis", "ReadinessVerdict", "ReportKind", "Reported", "SampleGender",
	"SizeUnit", "StudyDesign", "StudyReportRole", "TraffickingScope", "TransitionKind", "Valence",
	"VocabularyRelation",
}
