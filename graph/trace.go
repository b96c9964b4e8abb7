package graph

// Trace asks for what stands around nodes: one level of a walk, in either
// direction of the edges. It has two forms.
//
// Without Among it asks for the nodes that an edge joins to any of From, whichever
// way the edge points, each once, without those of Except, in the order of kinds
// and then of keys. Nodes of From that an edge leads to are among them, unless
// Except has them too.
//
// With Among it asks for the edges whose two ends are both in From, each once, in
// the order of EdgeKinds, then of the keys they come from and lead to. Kinds,
// Findings and Except mean nothing then.
//
// Keys that name no node join nothing.
type Trace struct {
	From     []string    // keys of nodes, distinct
	Along    []*EdgeKind // the kinds of edges that are followed, distinct; nil for all
	Kinds    []Kind      // the kinds of nodes that are wanted; nil for all
	Findings Filter      // which findings are wanted; nodes of other kinds need not meet it
	Except   []string    // keys of nodes that are not wanted
	Among    bool
	Limit    int // of nodes, or of edges with Among; negative for all
}

// Traced is the answer to a Trace: Nodes, or Edges with Among.
type Traced struct {
	Nodes []NodeRef
	Edges []TracedEdge
	More  bool // whether there is more than the limit let through
}

// NodeRef names a node.
type NodeRef struct {
	Kind Kind
	Key  string
}

// TracedEdge is one edge between two nodes, by their keys.
type TracedEdge struct {
	Kind     *EdgeKind
	From, To string
}

// EdgeKind describes one kind of edges between nodes, the contract's EdgeKind.
// Each is a reference, or a link, of the model table. There is one EdgeKind value
// for each; compare them by pointer.
type EdgeKind struct {
	Name string // in the contract, and in Neo4j
	Doc  string
	// From and To are fields of one kind of records, the holders of such edges: a
	// reference, or the holder's own key where it is itself an end. Each holder makes
	// an edge from every key in From to every key in To.
	From, To *Field
	// Where, when set, lets only holders make edges whose field has the value Is.
	Where *Field
	Is    string
	// Directed edges are steps of a process: a path follows them the way they point.
	// All others are relations, which a path may take in either direction.
	Directed bool
}

// Holder is the kind of the records that make edges of the kind.
func (e *EdgeKind) Holder() Kind { return e.From.Kind }

// Ends gives what the edges join that a holder makes: each of from to each of to.
// Both are empty where it makes none. The caller must not change them.
func (e *EdgeKind) Ends(holder Record) (from, to []string) {
	if e.Where != nil && e.Where.Str(holder) != e.Is {
		return nil, nil
	}
	return e.From.keys(holder), e.To.keys(holder)
}

// keys lists the keys in a reference or a key field.
func (f *Field) keys(r Record) []string {
	if f.Type == TypeRefs {
		return f.list(r)
	}
	if key := f.str(r); key != "" {
		return []string{key}
	}
	return nil
}

// EdgeKinds lists every kind of edges, in alphabetical order. The result is shared
// and read-only.
func EdgeKinds() []*EdgeKind { return edgeKinds }

// EdgeKindOf finds a kind of edges by its name, or nil.
func EdgeKindOf(name string) *EdgeKind {
	for _, e := range edgeKinds {
		if e.Name == name {
			return e
		}
	}
	return nil
}

var edgeKinds = buildEdgeKinds()

// buildEdgeKinds goes through the model table. References that are not here belong
// to links and say more about them: which studies a classification credits, and
// which report states a mapping.
func buildEdgeKinds() []*EdgeKind {
	tie := func(name string, from Kind, ref, doc string) *EdgeKind {
		return &EdgeKind{Name: name, Doc: doc, From: models[from].KeyField(), To: models[from].Field(ref)}
	}
	link := func(name string, k Kind, from, to, doc string) *EdgeKind {
		return &EdgeKind{Name: name, Doc: doc, From: models[k].Field(from), To: models[k].Field(to)}
	}
	role := func(name string, role StudyReportRole, doc string) *EdgeKind {
		e := link(name, KindStudyReport, "report", "study", doc)
		e.Where, e.Is = models[KindStudyReport].Field("role"), string(role)
		return e
	}
	step := link("NEXT", KindTransition, "from", "to", "From a phase to one that may follow it, forward or back.")
	step.Directed = true
	// A sample names its studies; read aloud, it is the study that has the sample.
	people := &EdgeKind{Name: "HAS_SAMPLE", Doc: "From a study to the people it is about.",
		From: models[KindSample].Field("studies"), To: models[KindSample].KeyField()}
	return []*EdgeKind{
		tie("ABOUT", KindFinding, "factor", "From a finding to its factor."),
		tie("ABOUT_REPORT", KindCaveat, "report", "From a caveat to the report concerned."),
		tie("AFFECTS", KindCaveat, "affects", "From a caveat to a node that it bears on."),
		tie("BROADER", KindFactor, "broader", "From a factor to the broader one."),
		link("CLASSIFIES", KindClassification, "report", "factor", "From a report to a factor that it classifies as a whole."),
		tie("FROM_SAMPLE", KindFinding, "ownSamples", "From a finding to a sample that it names."),
		tie("FROM_STUDY", KindFinding, "study", "From a finding to the study that it rests on."),
		people,
		role("INCLUDES", Included, "From a review to a study that it includes."),
		tie("IN_PHASE", KindFinding, "phase", "From a finding to the phase in which the factor is reported to act."),
		link("MAPPED_TO_TERM", KindVocabularyMapping, "from", "term", "From a report or a term to a term of an outside vocabulary."),
		link("MAPS_TO", KindPhaseMapping, "from", "to", "From a phase to a phase of another model."),
		step,
		tie("OF_MODEL", KindPhase, "model", "From a phase to its model."),
		tie("OVERLAPS_WITH", KindSample, "overlapsWith", "From a sample to another that may hold some of the same people."),
		tie("PART_OF", KindPhase, "parent", "From a phase to the one that contains it."),
		tie("PRESENTED_IN", KindPhaseModel, "report", "From a phase model to the report that presents it."),
		role("PRESENTS", Primary, "From a report to a study that it presents."),
		tie("READ_IN", KindFinding, "report", "From a finding to the document in which it was read."),
		role("RELATES_TO", Related, "From a report to a study of the same project that it does not present in full."),
		tie("SUPERSEDED_BY", KindFinding, "supersededBy", "From a superseded finding to the one that takes its place."),
	}
}
