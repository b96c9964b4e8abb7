package graph

// The nodes of the model table. To add a field: add it to the struct in
// records.go and a row here; filters, GraphQL, files and documents follow.

func reportModel() *Model {
	type R = Report
	return model[R](KindReport, "Report", "reports.csv",
		"One publication. A review is a report that includes studies; it is not a study.",
		keyField(func(r *R) *string { return &r.Key }),
		enumField("kind", func(r *R) *ReportKind { return &r.Kind }, VocabReportKind, "Form of the publication."),
		stringsField("authors", func(r *R) *[]string { return &r.Authors }, "Family names with initials, in the order of the publication. Empty where no author is recorded.", searched(SearchedMaker)),
		intField("year", func(r *R) *int { return &r.Year }, "Year of publication; null where it is not recorded.", between(1900, 2100), searched(SearchedMaker)),
		stringField("title", func(r *R) *string { return &r.Title }, "Title in its own language. A text in square brackets describes a publication whose title is not recorded.", required, orderable, searched(SearchedName)),
		stringField("container", func(r *R) *string { return &r.Container }, "Journal, series, university or event; null where there is none.", orderable, searched(SearchedNote)),
		stringField("volume", func(r *R) *string { return &r.Volume }, "Volume; null where there is none."),
		stringField("issue", func(r *R) *string { return &r.Issue }, "Issue; null where there is none."),
		stringField("pages", func(r *R) *string { return &r.Pages }, "Pages or article number; null where there is none."),
		stringField("doi", func(r *R) *string { return &r.DOI }, "DOI without resolver; null where none was seen in a source.", orderable, check(checkDOI)),
		stringField("url", func(r *R) *string { return &r.URL }, "Canonical address; null where none is known, which does not mean that the publication is not available.", check(checkURL)),
		stringField("language", func(r *R) *string { return &r.Language }, "Language of the publication as a BCP 47 tag, such as en or it.", lenient, orderable, check(checkLanguage)),
		enumField("peerReviewed", func(r *R) *Reported { return &r.PeerReviewed }, VocabReported, "Whether it appeared in a journal that peer-reviews its articles as a rule."),
		stringField("notes", func(r *R) *string { return &r.Notes }, "Remarks on the record, in English; null where there are none.", searched(SearchedNote)),
	)
}

func studyModel() *Model {
	type R = Study
	return model[R](KindStudy, "Study", "studies.csv",
		"One empirical investigation: the unit that counts as one piece of evidence.",
		keyField(func(r *R) *string { return &r.Key }),
		stringField("title", func(r *R) *string { return &r.Title }, "Short form for display, such as Hickle 2017.", required, orderable, column("title_short"), searched(SearchedName)),
		intField("year", func(r *R) *int { return &r.Year }, "The earliest year of its primary reports; null where none of them has a year.", derived),
		enumField("design", func(r *R) *StudyDesign { return &r.Design }, VocabStudyDesign, "Research design."),
		enumField("designBasis", func(r *R) *Basis { return &r.DesignBasis }, VocabBasis, "Where the design comes from.", only("STATED", "INFERRED", "NOT_EXTRACTED")),
		stringField("method", func(r *R) *string { return &r.Method }, "Short description of the method, in English; null where none was read.", searched(SearchedText)),
		enumField("traffickingScope", func(r *R) *TraffickingScope { return &r.TraffickingScope }, VocabTraffickingScope, "National or transnational route."),
		enumField("traffickingScopeBasis", func(r *R) *Basis { return &r.TraffickingScopeBasis }, VocabBasis, "Where the route comes from.", column("scope_basis"), only(studyBases...)),
		enumField("setting", func(r *R) *ExploitationSetting { return &r.Setting }, VocabExploitationSetting, "Indoor or outdoor site of the exploitation or sex work."),
		enumField("settingBasis", func(r *R) *Basis { return &r.SettingBasis }, VocabBasis, "Where the setting comes from.", only(studyBases...)),
		stringsField("venues", func(r *R) *[]string { return &r.Venues }, "Venues in plain words, in English. Empty where none is named.", searched(SearchedText)),
		enumField("definitionScope", func(r *R) *DefinitionScope { return &r.DefinitionScope }, VocabDefinitionScope, "What the study says it is about, in its own words."),
		intField("dataCollectedFrom", func(r *R) *int { return &r.DataCollectedFrom }, "First year of data collection (of the files, for case records); null where it was not read.", column("data_collection_from"), between(1900, 2100)),
		intField("dataCollectedTo", func(r *R) *int { return &r.DataCollectedTo }, "Last year of data collection; null where it was not read.", column("data_collection_to"), between(1900, 2100)),
		enumField("confidence", func(r *R) *Confidence { return &r.Confidence }, VocabConfidence, "Confidence in the record, not in the evidence."),
		stringField("notes", func(r *R) *string { return &r.Notes }, "Remarks, in English; null where there are none.", searched(SearchedNote)),
	)
}

// studyBases are the basis values of a study's and a sample's attributes.
var studyBases = []string{"STATED", "STATED_IN_REVIEW", "INFERRED", "NOT_REPORTED", "NOT_EXTRACTED", "NOT_APPLICABLE"}

func sampleModel() *Model {
	type R = Sample
	return model[R](KindSample, "Sample", "samples.csv",
		"The people a study is about, or files about them. Two studies of the same people share one sample.",
		keyField(func(r *R) *string { return &r.Key }),
		refsField("studies", func(r *R) *[]string { return &r.Studies }, KindStudy, "Studies that used this group.", column("study_ids"), required),
		intField("size", func(r *R) *int { return &r.Size }, "Number of units; sizeUnit says which. Null where the size is not known."),
		enumField("sizeUnit", func(r *R) *SizeUnit { return &r.SizeUnit }, VocabSizeUnit, "What size counts. Only PEOPLE enters sums of participants."),
		stringField("sizeText", func(r *R) *string { return &r.SizeText }, "Size in words, with its unit, in English; null where there is none.", searched(SearchedNote)),
		stringField("population", func(r *R) *string { return &r.Population }, "Who they are, in English.", required, searched(SearchedText)),
		enumField("gender", func(r *R) *SampleGender { return &r.Gender }, VocabSampleGender, "Gender of the people in the sample."),
		enumField("lifeStage", func(r *R) *LifeStage { return &r.LifeStage }, VocabLifeStage, "Life stage at the time of the study."),
		enumField("lifeStageBasis", func(r *R) *Basis { return &r.LifeStageBasis }, VocabBasis, "Where the life stage comes from.", only(studyBases...)),
		enumField("entryStage", func(r *R) *LifeStage { return &r.EntryStage }, VocabLifeStage, "Life stage when exploitation or sex work began."),
		stringsField("countriesOfStudy", func(r *R) *[]string { return &r.CountriesOfStudy }, "Countries where the data were collected, as ISO 3166-1 alpha-2 codes. Empty where not read.", column("countries_study"), check(checkCountry)),
		stringsField("countriesOfOrigin", func(r *R) *[]string { return &r.CountriesOfOrigin }, "Countries of origin, as ISO 3166-1 alpha-2 codes. Empty where not known.", column("countries_origin"), check(checkCountry)),
		stringsField("countriesOfDestination", func(r *R) *[]string { return &r.CountriesOfDestination }, "Countries of exploitation, as ISO 3166-1 alpha-2 codes. Empty where not known.", column("countries_destination"), check(checkCountry)),
		enumField("informant", func(r *R) *Informant { return &r.Informant }, VocabInformant, "Who or what informs."),
		refsField("overlapsWith", func(r *R) *[]string { return &r.OverlapsWith }, KindSample, "Other samples that may hold some of the same people.", column("overlaps_with")),
		stringField("notes", func(r *R) *string { return &r.Notes }, "Remarks, in English; null where there are none.", searched(SearchedNote)),
	)
}

func factorModel() *Model {
	type R = Factor
	return model[R](KindFactor, "Factor", "factors.csv",
		"Something that helps, hinders or does both on the way out.",
		keyField(func(r *R) *string { return &r.Key }),
		textField("label", func(r *R) *Text { return &r.Label }, "Name. Some factors are named by their adverse side: their presence hinders.", required, orderable, column("name"), searched(SearchedName)),
		enumField("level", func(r *R) *FactorLevel { return &r.Level }, VocabFactorLevel, "Level at which the factor acts."),
		refField("broader", func(r *R) *string { return &r.Broader }, KindFactor, "Broader factor of the same level and the same polarity.", column("broader_id")),
		textField("definition", func(r *R) *Text { return &r.Definition }, "Definition; null where there is none.", searched(SearchedText)),
		enumField("namingBasis", func(r *R) *Basis { return &r.NamingBasis }, VocabBasis, "Where the factor comes from: named in the founding review, inferred from it, reconstructed, or added by this dataset.", only("STATED", "INFERRED", "RECONSTRUCTED", "ADDED")),
		enumField("confidence", func(r *R) *Confidence { return &r.Confidence }, VocabConfidence, "Confidence in the factor as a separate factor."),
		stringField("notes", func(r *R) *string { return &r.Notes }, "Remarks, in English; null where there are none.", searched(SearchedNote)),
	)
}

func phaseModelModel() *Model {
	type R = PhaseModel
	return model[R](KindPhaseModel, "PhaseModel", "phase_models.csv",
		"A theory of leaving: ordered or cyclic phases, or neither.",
		keyField(func(r *R) *string { return &r.Key }),
		stringField("name", func(r *R) *string { return &r.Name }, "Name, in English.", required, orderable, searched(SearchedName)),
		stringsField("authors", func(r *R) *[]string { return &r.Authors }, "Authors, family names with initials.", required, searched(SearchedMaker)),
		intField("year", func(r *R) *int { return &r.Year }, "Year of publication of the model.", lenient, between(1900, 2100), searched(SearchedMaker)),
		stringField("scope", func(r *R) *string { return &r.Scope }, "What the model is about, in English. Most were not made for trafficking.", lenient, searched(SearchedText)),
		enumField("structure", func(r *R) *ModelStructure { return &r.Structure }, VocabModelStructure, "Kind of structure."),
		textField("description", func(r *R) *Text { return &r.Description }, "Description, with what was read of the model.", lenient, searched(SearchedText)),
		stringField("reference", func(r *R) *string { return &r.Reference }, "Reference in words.", lenient, searched(SearchedNote)),
		refField("report", func(r *R) *string { return &r.Report }, KindReport, "Report that presents the model, where it is in the data.", column("report_id")),
		stringField("doi", func(r *R) *string { return &r.DOI }, "DOI without resolver; null where none was seen in a source.", orderable, check(checkDOI)),
		enumField("confidence", func(r *R) *Confidence { return &r.Confidence }, VocabConfidence, "Confidence in the record."),
		boolField("isDefault", func(r *R) *bool { return &r.IsDefault }, "True for the model that findings are placed in by default."),
	)
}

func phaseModel() *Model {
	type R = Phase
	m := model[R](KindPhase, "Phase", "phases.csv",
		"One phase of one model of leaving. A phase with parts includes the findings of its parts.",
		keyField(func(r *R) *string { return &r.Key }),
		refField("model", func(r *R) *string { return &r.Model }, KindPhaseModel, "The model that the phase belongs to.", column("model_id"), required),
		intField("position", func(r *R) *int { return &r.Position }, "Place among the phases with the same parent, from 1; null where the model has no order."),
		refField("parent", func(r *R) *string { return &r.Parent }, KindPhase, "The phase that contains this one.", column("parent_id")),
		textField("label", func(r *R) *Text { return &r.Label }, "Name.", required, column("name"), searched(SearchedName)),
		textField("definition", func(r *R) *Text { return &r.Definition }, "Definition; null where there is none.", searched(SearchedText)),
		enumField("definitionBasis", func(r *R) *Basis { return &r.DefinitionBasis }, VocabBasis, "Where the definition comes from.", only("STATED", "RECONSTRUCTED", "BACKGROUND")),
		enumField("confidence", func(r *R) *Confidence { return &r.Confidence }, VocabConfidence, "Confidence in name and definition."),
	)
	m.orderBy("position")
	return m
}

func findingModel() *Model {
	type R = Finding
	samples := refsField("ownSamples", func(r *R) *[]string { return &r.Samples }, KindSample, "The samples that the finding names.", column("sample_ids"))
	valence := enumField("valence", func(r *R) *Valence { return &r.Valence }, VocabValence, "Effect on exit of the reported thing, in its factorState.")
	state := enumField("factorState", func(r *R) *FactorState { return &r.FactorState }, VocabFactorState, "Whether presence or absence of the factor is what acts.")
	return model[R](KindFinding, "Finding", "findings.csv",
		"One reported statement that a factor, in a given state, helps, hinders or does both, possibly in one phase. The valence belongs to the finding, never to the factor.",
		keyField(func(r *R) *string { return &r.Key }),
		refField("study", func(r *R) *string { return &r.Study }, KindStudy, "The study; absent where the finding rests on a report that presents none.", column("study_id")),
		samples,
		refField("report", func(r *R) *string { return &r.Report }, KindReport, "The document in which the finding was read.", column("report_id"), required),
		stringField("locator", func(r *R) *string { return &r.Locator }, "Place in that document; null where it was not recorded."),
		refField("factor", func(r *R) *string { return &r.Factor }, KindFactor, "The factor that the finding is about.", column("factor_id"), required),
		valence, state,
		computedEnum("factorValence", (*R).FactorValence, VocabValence, "The valence turned to the presence of the factor: a lack that hinders reads as a factor that facilitates. A reading aid: that a lack harms does not prove that presence helps.", valence, state),
		enumField("valenceBasis", func(r *R) *Basis { return &r.ValenceBasis }, VocabBasis, "Where the valence comes from.", only("STATED", "STATED_IN_REVIEW", "TAKEN_FROM_REVIEW", "NOT_STATED", "RECONSTRUCTED")),
		refField("phase", func(r *R) *string { return &r.Phase }, KindPhase, "The phase in which the factor is reported to act.", column("phase_id")),
		enumField("phaseBasis", func(r *R) *PhaseBasis { return &r.PhaseBasis }, VocabPhaseBasis, "Where the phase comes from."),
		textField("summary", func(r *R) *Text { return &r.Summary }, "The finding as a whole sentence in our own words; no text is copied from the source.", required, searched(SearchedText)),
		enumField("extractionBasis", func(r *R) *ExtractionBasis { return &r.ExtractionBasis }, VocabExtractionBasis, "How much of the source was read."),
		enumField("confidence", func(r *R) *Confidence { return &r.Confidence }, VocabConfidence, "Confidence in the finding as recorded, not in the evidence."),
		computedBool("samplesNamed", func(r *R) bool { return len(r.Samples) > 0 }, "True when the finding names its samples; false when samples are all those of its study.", samples),
		enumField("status", func(r *R) *FindingStatus { return &r.Status }, VocabFindingStatus, "Whether the finding stands. Lists and counts hold CURRENT findings only, unless the filter speaks of status.", fallback(string(Current))),
		refField("supersededBy", func(r *R) *string { return &r.SupersededBy }, KindFinding, "The finding that takes the place of a superseded one.", column("superseded_by_id")),
		stringField("notes", func(r *R) *string { return &r.Notes }, "Remarks, in English; null where there are none.", searched(SearchedNote)),
	)
}

func caveatModel() *Model {
	type R = Caveat
	return model[R](KindCaveat, "Caveat", "caveats.csv",
		"A known contradiction or slip in a source, and what it touches.",
		keyField(func(r *R) *string { return &r.Key }),
		refField("report", func(r *R) *string { return &r.Report }, KindReport, "The report concerned.", column("report_id")),
		textField("topic", func(r *R) *Text { return &r.Topic }, "Topic.", required, searched(SearchedName)),
		textField("statementA", func(r *R) *Text { return &r.StatementA }, "First statement of the source.", required, searched(SearchedText)),
		textField("statementB", func(r *R) *Text { return &r.StatementB }, "Statement or fact that does not fit; null where there is none.", searched(SearchedText)),
		textField("assessment", func(r *R) *Text { return &r.Assessment }, "How this dataset reads it.", required, searched(SearchedText)),
		refsField("affects", func(r *R) *[]string { return &r.Affects }, 0, "Nodes of any kind that the caveat bears on."),
	)
}

func vocabularyTermModel() *Model {
	type R = VocabularyTerm
	return model[R](KindVocabularyTerm, "VocabularyTerm", "vocabularies.csv",
		"A term of an outside vocabulary, such as the Palermo Protocol or PRISMA 2020.",
		keyField(func(r *R) *string { return &r.Key }),
		stringField("vocabulary", func(r *R) *string { return &r.Vocabulary }, "The vocabulary, as a short name.", required, orderable, searched(SearchedNote)),
		stringField("group", func(r *R) *string { return &r.Group }, "Group within the vocabulary.", required, orderable, searched(SearchedNote)),
		stringField("term", func(r *R) *string { return &r.Term }, "Term or name of a field, in English.", required, orderable, column("term_en"), searched(SearchedName)),
		stringField("description", func(r *R) *string { return &r.Description }, "Description, in English.", required, column("description_en"), searched(SearchedText)),
		stringField("url", func(r *R) *string { return &r.URL }, "Address of the vocabulary, or of the publication that describes it; null where none is known.", check(checkURL)),
		enumField("confidence", func(r *R) *Confidence { return &r.Confidence }, VocabConfidence, "Confidence in the record."),
	)
}
