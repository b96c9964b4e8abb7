package graph

// The links of the model table: records about a pair of nodes. Their keys are
// made of the keys of what they link, unless the dataset numbers them.

func linkKey[R any](at func(*R) *string) *Field {
	f := keyField(at)
	f.Derived, f.Column, f.Hidden = true, "", true
	f.Doc = "Made of the keys of what the link joins."
	return f
}

func studyReportModel() *Model {
	type R = StudyReport
	return model[R](KindStudyReport, "StudyReport", "study_reports.csv",
		"Which report presents, includes or relates to which study.",
		linkKey(func(r *R) *string { return &r.Key }),
		refField("study", func(r *R) *string { return &r.Study }, KindStudy, "The study.", column("study_id"), required),
		refField("report", func(r *R) *string { return &r.Report }, KindReport, "The report.", column("report_id"), required),
		enumField("role", func(r *R) *StudyReportRole { return &r.Role }, VocabStudyReportRole, "Role of the report towards the study."),
		enumField("basis", func(r *R) *Basis { return &r.Basis }, VocabBasis, "Where the link comes from.", only("STATED", "RECONSTRUCTED")),
		stringField("notes", func(r *R) *string { return &r.Notes }, "Remarks, in English; null where there are none."),
	)
}

func classificationModel() *Model {
	type R = Classification
	return model[R](KindClassification, "FactorClassification", "factor_classifications.csv",
		"What a report says of a factor as a whole. It may differ from the findings.",
		linkKey(func(r *R) *string { return &r.Key }),
		refField("factor", func(r *R) *string { return &r.Factor }, KindFactor, "The factor.", column("factor_id"), required),
		refField("report", func(r *R) *string { return &r.Report }, KindReport, "The report that classifies.", column("report_id"), required),
		enumField("valence", func(r *R) *Valence { return &r.Valence }, VocabValence, "Valence that the report gives to the factor as a whole.", only(string(Facilitating), string(Hindering), string(Ambivalent))),
		stringField("slot", func(r *R) *string { return &r.Slot }, "Place in the counts of the report, by our numbering; null where the report mentions the factor without counting it."),
		enumField("basis", func(r *R) *Basis { return &r.Basis }, VocabBasis, "Where the classification comes from.", only("STATED", "INFERRED", "RECONSTRUCTED")),
		refsField("studies", func(r *R) *[]string { return &r.Studies }, KindStudy, "Studies that the report credits.", column("study_ids"), required),
		stringField("notes", func(r *R) *string { return &r.Notes }, "Remarks, in English; null where there are none."),
	)
}

func transitionModel() *Model {
	type R = Transition
	return model[R](KindTransition, "PhaseTransition", "phase_transitions.csv",
		"A step from one phase to another of the same model. Steps back are part of the process.",
		linkKey(func(r *R) *string { return &r.Key }),
		refField("from", func(r *R) *string { return &r.From }, KindPhase, "The phase that is left.", column("from_phase_id"), required),
		refField("to", func(r *R) *string { return &r.To }, KindPhase, "The phase that is reached.", column("to_phase_id"), required),
		enumField("kind", func(r *R) *TransitionKind { return &r.Kind }, VocabTransitionKind, "Direction of the step."),
		enumField("basis", func(r *R) *Basis { return &r.Basis }, VocabBasis, "Where the step comes from.", only("STATED", "RECONSTRUCTED", "BACKGROUND")),
		stringField("notes", func(r *R) *string { return &r.Notes }, "Remarks, in English; null where there are none."),
	)
}

func phaseMappingModel() *Model {
	type R = PhaseMapping
	return model[R](KindPhaseMapping, "PhaseMapping", "phase_mappings.csv",
		"A link between phases of different models, read from the first to the second.",
		keyField(func(r *R) *string { return &r.Key }),
		refField("from", func(r *R) *string { return &r.From }, KindPhase, "First phase.", column("from_phase_id"), required),
		refField("to", func(r *R) *string { return &r.To }, KindPhase, "Second phase.", column("to_phase_id"), required),
		enumField("relation", func(r *R) *MappingRelation { return &r.Relation }, VocabMappingRelation, "Relation, read from the first phase to the second."),
		enumField("basis", func(r *R) *Basis { return &r.Basis }, VocabBasis, "Whether a report says it, or this dataset proposes it.", only("STATED", "INFERRED")),
		refField("statedBy", func(r *R) *string { return &r.StatedBy }, KindReport, "The report that states the link.", column("stated_by")),
		stringField("rationale", func(r *R) *string { return &r.Rationale }, "Reason, in English.", required),
		enumField("confidence", func(r *R) *Confidence { return &r.Confidence }, VocabConfidence, "Confidence in the link."),
	)
}

func vocabularyMappingModel() *Model {
	type R = VocabularyMapping
	return model[R](KindVocabularyMapping, "VocabularyMapping", "vocabulary_mappings.csv",
		"How a report or a term relates to a term of an outside vocabulary.",
		linkKey(func(r *R) *string { return &r.Key }),
		refField("from", func(r *R) *string { return &r.From }, 0, "The report or the term that is linked.", column("from_id"), required),
		refField("term", func(r *R) *string { return &r.Term }, KindVocabularyTerm, "Term of an outside vocabulary.", column("vocabulary_id"), required),
		enumField("relation", func(r *R) *VocabularyRelation { return &r.Relation }, VocabVocabularyRelation, "Relation."),
		enumField("basis", func(r *R) *Basis { return &r.Basis }, VocabBasis, "Where the link comes from.", only("STATED", "INFERRED")),
	)
}

// CompleteKey fills in the key of a link, which is made of what it joins. It
// leaves nodes and numbered links alone.
func CompleteKey(r Record) {
	switch r := r.(type) {
	case *StudyReport:
		r.Key = r.Study + "/" + r.Report + "/" + string(r.Role)
	case *Classification:
		r.Key = r.Factor + "/" + r.Report
	case *Transition:
		r.Key = r.From + "/" + r.To
	case *VocabularyMapping:
		r.Key = r.From + "/" + r.Term
	}
}
