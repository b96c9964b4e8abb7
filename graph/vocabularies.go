package graph

// Vocabulary is a closed set of values: an enum of the contract.
type Vocabulary struct {
	// Name is the enum's name in the contract.
	Name string
	// Doc says what the values describe.
	Doc string
	// Values stand in the order in which axes, orders and counts show them.
	Values []Term
}

// Term is one value of a vocabulary.
type Term struct {
	Name  string // as in files and in the contract, such as NOT_EXTRACTED
	Doc   string // what the value means
	Label Text   // how a reader sees it
}

// Index gives the place of a value in the vocabulary, or -1.
func (v *Vocabulary) Index(name string) int {
	for i := range v.Values {
		if v.Values[i].Name == name {
			return i
		}
	}
	return -1
}

// Names lists the values in order.
func (v *Vocabulary) Names() []string {
	out := make([]string, len(v.Values))
	for i := range v.Values {
		out[i] = v.Values[i].Name
	}
	return out
}

func term(name, en, it, doc string) Term {
	return Term{Name: name, Doc: doc, Label: Text{{Lang: "en", Value: en}, {Lang: "it", Value: it}}}
}

// Vocabularies lists every closed vocabulary, in a stable order.
func Vocabularies() []*Vocabulary {
	return []*Vocabulary{
		VocabValence, VocabFactorState, VocabFactorLevel, VocabStudyDesign, VocabTraffickingScope, VocabExploitationSetting, VocabLifeStage, VocabSizeUnit, VocabDefinitionScope, VocabInformant, VocabExtractionBasis, VocabPhaseBasis, VocabTransitionKind, VocabMappingRelation, VocabConfidence, VocabFindingStatus, VocabStudyReportRole, VocabReportKind, VocabReported, VocabSampleGender, VocabModelStructure, VocabVocabularyRelation, VocabBasis,
	}
}

// The vocabularies.
var (
	VocabValence = &Vocabulary{Name: "Valence", Doc: "How the reported thing acts on exit. It belongs to the finding, never to the factor. In the phase of re-entry, facilitating means that the factor protects against return.", Values: []Term{
		term("FACILITATING", "Facilitates", "Facilita", "The reported thing helps exit, or protects against return."),
		term("HINDERING", "Hinders", "Ostacola", "The reported thing works against exit, or favours return."),
		term("AMBIVALENT", "Ambivalent", "Ambivalente", "Reported to help in some cases and to hinder or fail in others."),
		term("UNSIGNED", "Direction not given", "Direzione non indicata", "A link or theme is reported without a direction."),
	}}
	VocabFactorState = &Vocabulary{Name: "FactorState", Doc: "Whether presence or absence of the factor is what the finding reports.", Values: []Term{
		term("PRESENCE", "Presence", "Presenza", "The finding is about the factor being present or high."),
		term("ABSENCE", "Absence", "Assenza", "The finding is about the factor being absent, low or lacking."),
	}}
	VocabFactorLevel = &Vocabulary{Name: "FactorLevel", Doc: "The level at which a factor acts.", Values: []Term{
		term("INDIVIDUAL", "Individual", "Individuale", "The person: inner resources, history, health."),
		term("RELATIONAL", "Relational", "Relazionale", "Ties with other people and groups."),
		term("STRUCTURAL", "Structural", "Strutturale", "Services, institutions, work, money, law."),
		term("SOCIETAL", "Societal", "Sociale", "Norms and attitudes of society that cut across the other levels."),
	}}
	VocabStudyDesign = &Vocabulary{Name: "StudyDesign", Doc: "Research design of a study.", Values: []Term{
		term("QUALITATIVE", "Qualitative", "Qualitativo", "Qualitative design."),
		term("QUANTITATIVE", "Quantitative", "Quantitativo", "Quantitative design."),
		term("MIXED_METHODS", "Mixed methods", "Metodi misti", "Both."),
		term("NOT_REPORTED", "Not reported", "Non riportato", "The source was read far enough to know that it does not say."),
		term("NOT_EXTRACTED", "Not extracted", "Non estratto", "Not known from what was read."),
	}}
	VocabTraffickingScope = &Vocabulary{Name: "TraffickingScope", Doc: "Route of the trafficking that a study is about.", Values: []Term{
		term("NATIONAL", "National", "All'interno di un paese", "The route stays within one country."),
		term("TRANSNATIONAL", "Transnational", "Attraverso i confini", "The route crosses a border."),
		term("MIXED", "Mixed", "All'interno e attraverso i confini", "Both."),
		term("NOT_REPORTED", "Not reported", "Non riportato", "The source was read far enough to know that it does not say."),
		term("NOT_EXTRACTED", "Not extracted", "Non estratto", "Not known from what was read."),
	}}
	VocabExploitationSetting = &Vocabulary{Name: "ExploitationSetting", Doc: "Site of the exploitation or sex work that a study is about.", Values: []Term{
		term("INDOOR", "Indoors", "Al chiuso", "Exploitation or sex work indoors."),
		term("OUTDOOR", "On the street", "In strada", "On the street."),
		term("MIXED", "Mixed", "Al chiuso e in strada", "Both."),
		term("NOT_REPORTED", "Not reported", "Non riportato", "The source was read far enough to know that it does not say."),
		term("NOT_EXTRACTED", "Not extracted", "Non estratto", "Not known from what was read."),
	}}
	VocabLifeStage = &Vocabulary{Name: "LifeStage", Doc: "Life stage of the people in a sample.", Values: []Term{
		term("MINOR", "Minors", "Sotto i 18 anni", "Under 18."),
		term("YOUNG_ADULT", "Young adults", "Persone giovani", "From 18 to about 25, or called young by the source."),
		term("ADULT", "Adults", "Persone adulte", "18 or over, where the source does not single out young adults."),
		term("MIXED", "Mixed", "Più di una fascia d'età", "More than one stage."),
		term("NOT_REPORTED", "Not reported", "Non riportato", "The source was read far enough to know that it does not say."),
		term("NOT_EXTRACTED", "Not extracted", "Non estratto", "Not known from what was read."),
		term("NOT_APPLICABLE", "Not applicable", "Non applicabile", "The people are practitioners; their own life stage is beside the point."),
	}}
	VocabSizeUnit = &Vocabulary{Name: "SizeUnit", Doc: "What the size of a sample counts.", Values: []Term{
		term("PEOPLE", "People", "Persone", "People; the only unit that counts participants."),
		term("HOUSEHOLDS", "Households", "Nuclei familiari", "Households; one may hold several people."),
		term("CASE_FILES", "Case files", "Fascicoli", "Files or records about people, kept by services."),
		term("TESTIMONIES", "Testimonies", "Testimonianze", "Published testimonies."),
		term("OTHER", "Other", "Altro", "Another unit, named in sizeText, such as interviews."),
		term("UNKNOWN", "Unknown", "Sconosciuto", "The size is not known."),
	}}
	VocabDefinitionScope = &Vocabulary{Name: "DefinitionScope", Doc: "What a study says it is about, in its own words.", Values: []Term{
		term("TRAFFICKING", "Trafficking", "Tratta", "The study says it is about trafficking."),
		term("COMMERCIAL_SEXUAL_EXPLOITATION", "Commercial sexual exploitation", "Sfruttamento sessuale a fini commerciali", "The study says it is about commercial sexual exploitation."),
		term("PROSTITUTION_OR_SEX_WORK", "Prostitution or sex work", "Prostituzione o lavoro sessuale", "The study says it is about prostitution, sex work or the sex trade."),
		term("MIXED", "Mixed", "Più di uno di questi", "The study names more than one of these."),
		term("NOT_EXTRACTED", "Not extracted", "Non estratto", "Not known from what was read."),
	}}
	VocabInformant = &Vocabulary{Name: "Informant", Doc: "Who or what informs: the standpoint from which a sample speaks.", Values: []Term{
		term("LIVED_EXPERIENCE", "Lived experience", "Persone con esperienza diretta", "People who speak of their own exploitation and exit."),
		term("PRACTITIONER", "Practitioners", "Chi lavora nei servizi", "People who work in services, justice or policy."),
		term("CASE_RECORDS", "Case records", "Fascicoli dei servizi", "Files kept by services."),
		term("MIXED", "Mixed", "Più di uno di questi", "More than one of these, or relatives as well."),
		term("NOT_EXTRACTED", "Not extracted", "Non estratto", "Not known from what was read."),
	}}
	VocabExtractionBasis = &Vocabulary{Name: "ExtractionBasis", Doc: "How much of the source was read for a finding.", Values: []Term{
		term("FULL_TEXT", "Full text", "Testo integrale", "Read in the text of the report; the locator says how much of it was seen."),
		term("ABSTRACT", "Abstract", "Abstract", "Read in the abstract or the official summary."),
		term("SECONDARY_REVIEW", "Secondary, in a review", "Rassegna", "Read in a review of the study."),
		term("RECONSTRUCTED", "Reconstructed", "Ricostruito", "Put together from indirect evidence."),
	}}
	VocabPhaseBasis = &Vocabulary{Name: "PhaseBasis", Doc: "Where the phase of a finding comes from.", Values: []Term{
		term("STATED", "Stated", "Dichiarato", "The report ties the finding to this phase or stage."),
		term("INFERRED", "Inferred", "Dedotto", "Assigned by this dataset from the wording of the finding."),
		term("NOT_REPORTED", "Not reported", "Non riportato", "No phase could be assigned."),
	}}
	VocabTransitionKind = &Vocabulary{Name: "TransitionKind", Doc: "Direction of a step between phases. A return is part of the process of leaving and is not called failure.", Values: []Term{
		term("FORWARD", "Forward", "In avanti", "Step to a later phase."),
		term("RETURN", "Return", "Rientro", "Step back to an earlier phase."),
	}}
	VocabMappingRelation = &Vocabulary{Name: "MappingRelation", Doc: "How a phase of one model relates to a phase of another, read from the first to the second.", Values: []Term{
		term("EXACT", "Exact", "Esatta", "Same meaning (skos:exactMatch)."),
		term("CLOSE", "Close", "Vicina", "Nearly the same meaning (skos:closeMatch)."),
		term("BROAD", "Broad", "Più ampia", "The to-phase is broader than the from-phase (skos:broadMatch)."),
		term("NARROW", "Narrow", "Più ristretta", "The to-phase is narrower than the from-phase (skos:narrowMatch)."),
		term("RELATED", "Related", "Correlata", "They overlap or one leads to the other (skos:relatedMatch)."),
	}}
	VocabConfidence = &Vocabulary{Name: "Confidence", Doc: "How sure we are that the source says this. It grades the record, not how strong the evidence is.", Values: []Term{
		term("HIGH", "High", "Alta", "Read in the source or in a full bibliographic record; little room for error."),
		term("MEDIUM", "Medium", "Media", "Read second-hand, or one important detail is inferred."),
		term("LOW", "Low", "Bassa", "Reconstructed, thinly documented or in need of a check before use."),
	}}
	VocabFindingStatus = &Vocabulary{Name: "FindingStatus", Doc: "Whether a finding stands.", Values: []Term{
		term("CURRENT", "Current", "In vigore", "The finding stands."),
		term("WITHDRAWN", "Withdrawn", "Ritirato", "The finding was taken back. It is in no list and no count unless the filter speaks of status."),
		term("SUPERSEDED", "Superseded", "Sostituito", "Another finding takes its place. It is in no list and no count unless the filter speaks of status."),
	}}
	VocabStudyReportRole = &Vocabulary{Name: "StudyReportRole", Doc: "Role of a report towards a study.", Values: []Term{
		term("PRIMARY", "Primary", "Primario", "The report presents the study."),
		term("INCLUDED", "Included", "Incluso", "A review includes the study."),
		term("RELATED", "Related", "Correlata", "Report of the same project that does not present the study in full."),
	}}
	VocabReportKind = &Vocabulary{Name: "ReportKind", Doc: "Form of a publication.", Values: []Term{
		term("ARTICLE", "Article", "Articolo", "Article in a journal."),
		term("REVIEW", "Review", "Rassegna", "Publication that synthesises other work; it is not a study of its own here."),
		term("THESIS", "Thesis", "Tesi", "Bachelor, master or doctoral thesis."),
		term("BOOK_CHAPTER", "Book chapter", "Capitolo di libro", "Chapter of an edited book."),
		term("REPORT", "Report", "Rapporto", "Report or working paper of an institution."),
		term("PROGRAMME_EVALUATION", "Programme evaluation", "Valutazione di un programma", "Evaluation of a programme or service, in any form of publication."),
		term("CONFERENCE_PAPER", "Conference paper", "Contributo a convegno", "Conference paper or conference abstract."),
		term("JOURNALISM", "Journalism", "Giornalismo", "Newspaper or magazine piece."),
		term("OTHER", "Other", "Altro", "Anything else, for example a book."),
	}}
	VocabReported = &Vocabulary{Name: "Reported", Doc: "Whether something holds, with the third answer kept apart: not known from what was read.", Values: []Term{
		term("YES", "Yes", "Sì", "Published in a journal that peer-reviews its articles as a rule; not checked article by article."),
		term("NO", "No", "No", "Not a peer-reviewed form of publication (thesis, institutional report, book, magazine)."),
		term("NOT_EXTRACTED", "Not extracted", "Non estratto", "Not known from what was read."),
	}}
	VocabSampleGender = &Vocabulary{Name: "SampleGender", Doc: "Gender of the people in a sample.", Values: []Term{
		term("WOMEN", "Women", "Donne", "Women or girls only."),
		term("MEN", "Men", "Uomini", "Men or boys only."),
		term("MIXED", "Mixed", "Più di un genere", "More than one gender."),
		term("NOT_EXTRACTED", "Not extracted", "Non estratto", "Not known from what was read."),
	}}
	VocabModelStructure = &Vocabulary{Name: "ModelStructure", Doc: "What kind of structure a model of leaving has.", Values: []Term{
		term("CYCLICAL_STAGES", "Cyclical stages", "Fasi cicliche", "Ordered stages with a way back to earlier ones."),
		term("ORDERED_STAGES_WITH_RECYCLING", "Ordered stages with recycling", "Fasi ordinate con ritorni", "Ordered stages; recycling is foreseen, its target stage was not read."),
		term("ORDERED_STAGES", "Ordered stages", "Fasi ordinate", "Ordered stages."),
		term("TYPOLOGY", "Typology", "Tipologia", "Kinds of leaving, without order."),
		term("CUMULATIVE_DRIVERS", "Cumulative drivers", "Fattori cumulativi", "Drivers that add up, without order."),
		term("CAUSAL_CONSTRUCTS", "Causal constructs", "Costrutti causali", "Constructs linked as causes, not as stages."),
		term("ECOLOGICAL_LEVELS", "Ecological levels", "Livelli ecologici", "Levels of influence, not phases; such a model has no phases."),
	}}
	VocabVocabularyRelation = &Vocabulary{Name: "VocabularyRelation", Doc: "How a report or a term relates to a term of an outside vocabulary.", Values: []Term{
		term("RELATED", "Related", "Correlata", "The two are linked by their makers."),
		term("NOT_REPORTED", "Not reported", "Non riportato", "The report does not mention the item or register named by the term."),
	}}
	VocabBasis = &Vocabulary{Name: "Basis", Doc: "Where a recorded value comes from.", Values: []Term{
		term("STATED", "Stated", "Dichiarato", "Said by the source itself."),
		term("STATED_IN_REVIEW", "Stated in review", "Dichiarato in una rassegna", "Said about it by a review that includes the study."),
		term("TAKEN_FROM_REVIEW", "Taken from review", "Ripreso da una rassegna", "The report of the study does not say it; taken from a review that includes it."),
		term("INFERRED", "Inferred", "Dedotto", "Concluded by the compilers from other facts."),
		term("RECONSTRUCTED", "Reconstructed", "Ricostruito", "Put together from indirect evidence; see notes."),
		term("ADDED", "Added", "Aggiunto", "Added by this dataset for findings outside the founding review."),
		term("BACKGROUND", "Background", "Conoscenza generale", "General knowledge; no source for it was read."),
		term("NOT_STATED", "Not stated", "Non dichiarato", "No direction was read, so none is recorded."),
		term("NOT_REPORTED", "Not reported", "Non riportato", "The source was read far enough to know that it does not say."),
		term("NOT_EXTRACTED", "Not extracted", "Non estratto", "Only an abstract or a record was read, so its silence proves nothing."),
		term("NOT_APPLICABLE", "Not applicable", "Non applicabile", "The question does not arise, for example the life stage of practitioners."),
	}}
)
