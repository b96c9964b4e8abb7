package graph

// Vocabularies are closed sets of values. Each has a Go type, so that the compiler
// tells a valence from a role, and an entry in the table of vocabularies.go, which
// says what each value means.

type (
	// Valence: how the reported thing acts on exit. It belongs to the finding, never to the factor. In the phase of re-entry, facilitating means that the factor protects against return.
	Valence string
	// FactorState: whether presence or absence of the factor is what the finding reports.
	FactorState string
	// FactorLevel: the level at which a factor acts.
	FactorLevel string
	// StudyDesign: research design of a study.
	StudyDesign string
	// TraffickingScope: route of the trafficking that a study is about.
	TraffickingScope string
	// ExploitationSetting: site of the exploitation or sex work that a study is about.
	ExploitationSetting string
	// LifeStage: life stage of the people in a sample.
	LifeStage string
	// SizeUnit: what the size of a sample counts.
	SizeUnit string
	// DefinitionScope: what a study says it is about, in its own words.
	DefinitionScope string
	// Informant: who or what informs: the standpoint from which a sample speaks.
	Informant string
	// ExtractionBasis: how much of the source was read for a finding.
	ExtractionBasis string
	// PhaseBasis: where the phase of a finding comes from.
	PhaseBasis string
	// TransitionKind: direction of a step between phases. A return is part of the process of leaving and is not called failure.
	TransitionKind string
	// MappingRelation: how a phase of one model relates to a phase of another, read from the first to the second.
	MappingRelation string
	// Confidence: how sure we are that the source says this. It grades the record, not how strong the evidence is.
	Confidence string
	// FindingStatus: whether a finding stands.
	FindingStatus string
	// StudyReportRole: role of a report towards a study.
	StudyReportRole string
	// ReportKind: form of a publication.
	ReportKind string
	// Reported: whether something holds, with the third answer kept apart: not known from what was read.
	Reported string
	// SampleGender: gender of the people in a sample.
	SampleGender string
	// ModelStructure: what kind of structure a model of leaving has.
	ModelStructure string
	// VocabularyRelation: how a report or a term relates to a term of an outside vocabulary.
	VocabularyRelation string
	// Basis: where a recorded value comes from.
	Basis string
)

// The values that code speaks of by name. The others are in the table only.
const (
	Facilitating Valence = "FACILITATING"
	Hindering    Valence = "HINDERING"
	Ambivalent   Valence = "AMBIVALENT"
	Unsigned     Valence = "UNSIGNED"

	Presence FactorState = "PRESENCE"
	Absence  FactorState = "ABSENCE"

	UnitPeople  SizeUnit = "PEOPLE"
	UnitUnknown SizeUnit = "UNKNOWN"

	PhaseNotReported PhaseBasis = "NOT_REPORTED"

	MappingExact   MappingRelation = "EXACT"
	MappingClose   MappingRelation = "CLOSE"
	MappingBroad   MappingRelation = "BROAD"
	MappingNarrow  MappingRelation = "NARROW"
	MappingRelated MappingRelation = "RELATED"

	Return TransitionKind = "RETURN"

	CyclicalStages             ModelStructure = "CYCLICAL_STAGES"
	OrderedStages              ModelStructure = "ORDERED_STAGES"
	OrderedStagesWithRecycling ModelStructure = "ORDERED_STAGES_WITH_RECYCLING"

	Current    FindingStatus = "CURRENT"
	Withdrawn  FindingStatus = "WITHDRAWN"
	Superseded FindingStatus = "SUPERSEDED"

	Primary  StudyReportRole = "PRIMARY"
	Included StudyReportRole = "INCLUDED"
	Related  StudyReportRole = "RELATED"
)
