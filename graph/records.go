package graph

// The structs below are the kinds. Absence has one form for each type: the empty
// string, the empty list, and 0 for years, positions and sizes, which are never 0
// in the data (validation refuses it). References to other records are keys.

// Study is one empirical investigation: the unit that counts as one piece of
// evidence, however many reports present it.
type Study struct {
	Key   string
	Title string // short form, such as Hickle 2017
	// Year is the earliest year of its primary reports. It is derived: a store
	// fills it in, and Apply ignores what it is handed.
	Year                  int
	Design                StudyDesign
	DesignBasis           Basis
	Method                string
	TraffickingScope      TraffickingScope
	TraffickingScopeBasis Basis
	Setting               ExploitationSetting
	SettingBasis          Basis
	Venues                []string
	DefinitionScope       DefinitionScope
	DataCollectedFrom     int
	DataCollectedTo       int
	Confidence            Confidence
	Notes                 string
}

// Report is one publication. A review is a report that includes studies; it is
// not a study.
type Report struct {
	Key          string
	Kind         ReportKind
	Authors      []string // family name and initials, in the order of the publication
	Year         int
	Title        string // in square brackets where the title itself is not recorded
	Container    string // journal, series, university or event
	Volume       string
	Issue        string
	Pages        string
	DOI          string
	URL          string
	Language     string // BCP 47
	PeerReviewed Reported
	Notes        string
}

// Sample is one group of people, or of files about people, that studies rest on.
type Sample struct {
	Key                    string
	Studies                []string
	Size                   int
	SizeUnit               SizeUnit
	SizeText               string
	Population             string
	Gender                 SampleGender
	LifeStage              LifeStage
	LifeStageBasis         Basis
	EntryStage             LifeStage
	CountriesOfStudy       []string // ISO 3166-1 alpha-2
	CountriesOfOrigin      []string
	CountriesOfDestination []string
	Informant              Informant
	OverlapsWith           []string // samples that may hold some of the same people
	Notes                  string
}

// Factor is something that helps, hinders or does both on the way out.
type Factor struct {
	Key         string
	Label       Text
	Level       FactorLevel
	Broader     string // a factor of the same level
	Definition  Text
	NamingBasis Basis
	Confidence  Confidence
	Notes       string
}

// PhaseModel is a theory of leaving: ordered or cyclic phases, or neither.
type PhaseModel struct {
	Key         string
	Name        string
	Authors     []string
	Year        int
	Scope       string
	Structure   ModelStructure
	Description Text
	Reference   string
	Report      string
	DOI         string
	Confidence  Confidence
	IsDefault   bool
}

// Phase is one phase of one model. A phase with parts includes their findings.
type Phase struct {
	Key             string
	Model           string
	Position        int // among the phases with the same parent
	Parent          string
	Label           Text
	Definition      Text
	DefinitionBasis Basis
	Confidence      Confidence
}

// Finding is one reported statement that a factor, in a given state, helps,
// hinders or does both, possibly in one phase.
type Finding struct {
	Key             string
	Study           string
	Samples         []string // the samples it names; empty means that it names none
	Report          string
	Locator         string
	Factor          string
	Valence         Valence
	FactorState     FactorState
	ValenceBasis    Basis
	Phase           string
	PhaseBasis      PhaseBasis
	Summary         Text
	ExtractionBasis ExtractionBasis
	Confidence      Confidence
	Status          FindingStatus
	SupersededBy    string
	Notes           string
}

// FactorValence is the valence turned to the presence of the factor: a lack that
// hinders reads as a factor that facilitates. Ambivalent and unsigned stay. It is
// a reading aid: that a lack harms does not prove that presence helps.
func (f *Finding) FactorValence() Valence {
	if f.FactorState == Absence {
		switch f.Valence {
		case Facilitating:
			return Hindering
		case Hindering:
			return Facilitating
		}
	}
	return f.Valence
}

// Turned says whether FactorValence differs from Valence.
func (f *Finding) Turned() bool { return f.FactorValence() != f.Valence }

// Caveat is a known contradiction or slip in a source, and what it touches.
type Caveat struct {
	Key        string
	Report     string
	Topic      Text
	StatementA Text
	StatementB Text
	Assessment Text
	Affects    []string // keys of nodes of any kind
}

// VocabularyTerm is a term of an outside vocabulary, such as the Palermo
// Protocol or PRISMA 2020.
type VocabularyTerm struct {
	Key         string
	Vocabulary  string
	Group       string
	Term        string
	Description string
	URL         string
	Confidence  Confidence
}

// StudyReport says in which role a report stands to a study.
type StudyReport struct {
	Key    string // study/report/role
	Study  string
	Report string
	Role   StudyReportRole
	Basis  Basis
	Notes  string
}

// Classification is what a report says of a factor as a whole. It may differ
// from the findings.
type Classification struct {
	Key     string // factor/report
	Factor  string
	Report  string
	Valence Valence
	Slot    string // place in the counts of the report; empty: not counted there
	Basis   Basis
	Studies []string // studies that the report credits
	Notes   string
}

// Transition is a step between two phases of one model.
type Transition struct {
	Key   string // from/to
	From  string
	To    string
	Kind  TransitionKind
	Basis Basis
	Notes string
}

// PhaseMapping links phases of different models; the relation is read from From
// to To.
type PhaseMapping struct {
	Key        string
	From       string
	To         string
	Relation   MappingRelation
	Basis      Basis
	StatedBy   string // report that states the link
	Rationale  string
	Confidence Confidence
}

// VocabularyMapping links a report or a term to a term of an outside vocabulary.
type VocabularyMapping struct {
	Key      string // from/term
	From     string
	Term     string
	Relation VocabularyRelation
	Basis    Basis
}

func (*Study) RecordKind() Kind             { return KindStudy }
func (*Report) RecordKind() Kind            { return KindReport }
func (*Sample) RecordKind() Kind            { return KindSample }
func (*Factor) RecordKind() Kind            { return KindFactor }
func (*PhaseModel) RecordKind() Kind        { return KindPhaseModel }
func (*Phase) RecordKind() Kind             { return KindPhase }
func (*Finding) RecordKind() Kind           { return KindFinding }
func (*Caveat) RecordKind() Kind            { return KindCaveat }
func (*VocabularyTerm) RecordKind() Kind    { return KindVocabularyTerm }
func (*StudyReport) RecordKind() Kind       { return KindStudyReport }
func (*Classification) RecordKind() Kind    { return KindClassification }
func (*Transition) RecordKind() Kind        { return KindTransition }
func (*PhaseMapping) RecordKind() Kind      { return KindPhaseMapping }
func (*VocabularyMapping) RecordKind() Kind { return KindVocabularyMapping }

func (r *Study) RecordKey() string             { return r.Key }
func (r *Report) RecordKey() string            { return r.Key }
func (r *Sample) RecordKey() string            { return r.Key }
func (r *Factor) RecordKey() string            { return r.Key }
func (r *PhaseModel) RecordKey() string        { return r.Key }
func (r *Phase) RecordKey() string             { return r.Key }
func (f *Finding) RecordKey() string           { return f.Key }
func (r *Caveat) RecordKey() string            { return r.Key }
func (r *VocabularyTerm) RecordKey() string    { return r.Key }
func (r *StudyReport) RecordKey() string       { return r.Key }
func (r *Classification) RecordKey() string    { return r.Key }
func (r *Transition) RecordKey() string        { return r.Key }
func (r *PhaseMapping) RecordKey() string      { return r.Key }
func (r *VocabularyMapping) RecordKey() string { return r.Key }
