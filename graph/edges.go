package graph

// Edge is a named way from the records of one kind to those of another. There is
// one Edge value for each; compare them by pointer.
type Edge struct {
	From Kind
	To   Kind // zero where the targets may be nodes of any kind
	Name string
	Doc  string
	// Many says that a record may have several targets. An edge without Many has
	// at most one.
	Many bool
	// Required says that an edge without Many always has its target.
	Required bool
	// Paths lead to the targets over stored references. The targets are the
	// distinct records that any path reaches; with FirstPath, those of the first
	// path that reaches any.
	Paths     [][]Step
	FirstPath bool
	// Hidden edges serve filters and dimensions and are no field of the contract.
	Hidden bool
}

// Step is one hop of a path: along a reference, or against it.
type Step struct {
	Ref     *Field // of TypeRef or TypeRefs
	Inverse bool   // from the target of Ref to the records that hold it
	// Where, when set, lets only records pass whose field has the value Is ("" for
	// absence). It speaks of the records that the hop reaches.
	Where *Field
	Is    string
}

// Filterable says whether the edge can stand in a filter: it leads to nodes of
// one kind.
func (e *Edge) Filterable() bool { return e.To != 0 && e.To.IsNode() }

// String names the edge with its kind, such as Study.samples.
func (e *Edge) String() string { return e.From.String() + "." + e.Name }

// edgeTable builds edges while the model table is written down.
type edgeTable struct{ models []*Model }

func (t edgeTable) ref(k Kind, name string) *Field {
	f := t.models[k].Field(name)
	if f == nil {
		panic("graph: no reference " + name + " in " + t.models[k].Name)
	}
	return f
}

func (t edgeTable) out(k Kind, ref string) []Step {
	return []Step{{Ref: t.ref(k, ref)}}
}

func (t edgeTable) in(k Kind, ref string) []Step {
	return []Step{{Ref: t.ref(k, ref), Inverse: true}}
}

// studyReport goes from a study to reports or the other way, over the links of a
// role, or of all roles for "".
func (t edgeTable) studyReport(from, to string, role StudyReportRole) []Step {
	into := Step{Ref: t.ref(KindStudyReport, from), Inverse: true}
	if role != "" {
		into.Where, into.Is = t.ref(KindStudyReport, "role"), string(role)
	}
	return []Step{into, {Ref: t.ref(KindStudyReport, to)}}
}

func (t edgeTable) one(from, to Kind, name, doc string) {
	f := t.ref(from, name)
	t.add(&Edge{From: from, To: to, Name: name, Doc: doc, Required: f.Required, Paths: [][]Step{{{Ref: f}}}})
}

func (t edgeTable) many(from, to Kind, name, doc string, paths ...[]Step) *Edge {
	return t.add(&Edge{From: from, To: to, Name: name, Doc: doc, Many: true, Paths: paths})
}

func (t edgeTable) hidden(from, to Kind, name, doc string, paths ...[]Step) {
	t.many(from, to, name, doc, paths...).Hidden = true
}

func (t edgeTable) add(e *Edge) *Edge {
	t.models[e.From].Edges = append(t.models[e.From].Edges, e)
	return e
}

func addEdges(models []*Model) {
	t := edgeTable{models}
	t.evidence()
	t.phases()
	t.sources()
	t.links()
}

func (t edgeTable) evidence() {
	t.many(KindStudy, KindSample, "samples", "The people the study is about.", t.in(KindSample, "studies"))
	t.many(KindStudy, KindReport, "reports", "Publications that present, include or relate to the study.", t.studyReport("study", "report", ""))
	t.many(KindStudy, KindReport, "includedIn", "Reviews that include the study.", t.studyReport("study", "report", Included))
	t.many(KindStudy, KindReport, "primaryReports", "Publications that present the study (role PRIMARY). Their language is the language of the study.", t.studyReport("study", "report", Primary))
	t.hidden(KindStudy, KindStudyReport, "reportLinks", "Links to publications, with the role of each.", t.in(KindStudyReport, "study"))
	t.many(KindStudy, KindFinding, "findings", "Findings that rest on the study.", t.in(KindFinding, "study"))
	t.many(KindStudy, KindCaveat, "caveats", "Caveats that bear on the study.", t.in(KindCaveat, "affects"))

	t.many(KindSample, KindStudy, "studies", "Studies that used this group.", t.out(KindSample, "studies"))
	t.many(KindSample, KindSample, "overlapsWith", "Other samples that may hold some of the same people. Other overlaps may exist.", t.out(KindSample, "overlapsWith"), t.in(KindSample, "overlapsWith"))

	t.one(KindFactor, KindFactor, "broader", "Broader factor of the same level and the same polarity; null where there is none.")
	t.many(KindFactor, KindFactor, "narrower", "Narrower factors.", t.in(KindFactor, "broader"))
	t.many(KindFactor, KindClassification, "classifications", "What reports say of the factor as a whole.", t.in(KindClassification, "factor"))
	t.many(KindFactor, KindFinding, "findings", "Findings about the factor.", t.in(KindFinding, "factor"))
	t.many(KindFactor, KindCaveat, "caveats", "Caveats that bear on the factor.", t.in(KindCaveat, "affects"))

	t.one(KindFinding, KindFactor, "factor", "The factor that the finding is about.")
	t.one(KindFinding, KindPhase, "phase", "The phase in which the factor is reported to act; null where none could be assigned.")
	t.one(KindFinding, KindStudy, "study", "The study; null where the finding rests on a report that presents none.")
	t.many(KindFinding, KindSample, "samples", "The samples concerned: its own where it names any, else all of its study.",
		t.out(KindFinding, "ownSamples"), append(t.out(KindFinding, "study"), t.in(KindSample, "studies")...)).FirstPath = true
	t.one(KindFinding, KindReport, "report", "The document in which the finding was read.")
	t.one(KindFinding, KindFinding, "supersededBy", "The finding that takes its place; null unless it is superseded. Superseded findings are listed only where the filter speaks of status.")
	t.many(KindFinding, KindCaveat, "caveats", "Caveats that bear on the finding.", t.in(KindCaveat, "affects"))
}

func (t edgeTable) phases() {
	t.one(KindPhaseModel, KindReport, "report", "Report that presents the model; null where it is not in the data.")
	top := t.in(KindPhase, "model")
	top[0].Where = t.ref(KindPhase, "parent")
	t.many(KindPhaseModel, KindPhase, "phases", "The phases of the top level, in order; parts are reached through Phase.parts.", top)

	t.one(KindPhase, KindPhaseModel, "model", "The model that the phase belongs to.")
	t.one(KindPhase, KindPhase, "parent", "The phase that contains this one; null at the top level.")
	t.many(KindPhase, KindPhase, "parts", "The phases inside this one, in order.", t.in(KindPhase, "parent"))
	t.many(KindPhase, KindTransition, "next", "Steps that leave this phase, forward and back.", t.in(KindTransition, "from"))
	t.many(KindPhase, KindPhaseMapping, "mappings", "Links to phases of other models, in either direction.", t.in(KindPhaseMapping, "from"), t.in(KindPhaseMapping, "to"))
}

func (t edgeTable) sources() {
	t.many(KindReport, KindStudy, "studies", "Studies that the report presents (role PRIMARY).", t.studyReport("report", "study", Primary))
	t.many(KindReport, KindStudy, "includes", "Studies that the report reviews (role INCLUDED).", t.studyReport("report", "study", Included))
	t.many(KindReport, KindStudy, "related", "Studies of the same project that the report does not present in full (role RELATED).", t.studyReport("report", "study", Related))
	t.many(KindReport, KindFinding, "findings", "Findings that were read in the report.", t.in(KindFinding, "report"))
	t.many(KindReport, KindClassification, "classifications", "What the report says of factors as a whole.", t.in(KindClassification, "report"))
	t.many(KindReport, KindCaveat, "caveats", "Caveats about the report, or that bear on it.", t.in(KindCaveat, "report"), t.in(KindCaveat, "affects"))

	t.one(KindCaveat, KindReport, "report", "The report concerned; null where it is none.")
	t.many(KindCaveat, 0, "affects", "Nodes of any kind that the caveat bears on.", t.out(KindCaveat, "affects"))

	t.many(KindVocabularyTerm, KindVocabularyMapping, "mappings", "Links from reports and other terms, and to other terms.", t.in(KindVocabularyMapping, "term"), t.in(KindVocabularyMapping, "from"))
}

func (t edgeTable) links() {
	t.one(KindStudyReport, KindStudy, "study", "The study.")
	t.one(KindStudyReport, KindReport, "report", "The report.")
	t.one(KindClassification, KindFactor, "factor", "The factor.")
	t.one(KindClassification, KindReport, "report", "The report that classifies.")
	t.many(KindClassification, KindStudy, "studies", "Studies that the report credits.", t.out(KindClassification, "studies"))
	t.one(KindTransition, KindPhase, "from", "The phase that is left.")
	t.one(KindTransition, KindPhase, "to", "The phase that is reached.")
	t.one(KindPhaseMapping, KindPhase, "from", "First phase.")
	t.one(KindPhaseMapping, KindPhase, "to", "Second phase.")
	t.one(KindPhaseMapping, KindReport, "statedBy", "The report that states the link; null where this dataset proposes it.")
	t.one(KindVocabularyMapping, 0, "from", "The report or the term that is linked.")
	t.one(KindVocabularyMapping, KindVocabularyTerm, "term", "Term of an outside vocabulary.")
}
