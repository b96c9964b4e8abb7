package graph

// Kind says what a record is. The first nine kinds are nodes: they have a key
// that is unique across all nodes. The others are links: records about a pair of
// nodes, such as which report presents which study.
type Kind uint8

// The kinds, in the order in which Scan hands them over. The zero Kind is none.
const (
	KindStudy Kind = iota + 1
	KindReport
	KindSample
	KindFactor
	KindPhaseModel
	KindPhase
	KindFinding
	KindCaveat
	KindVocabularyTerm

	KindStudyReport
	KindClassification
	KindTransition
	KindPhaseMapping
	KindVocabularyMapping

	kindEnd
)

// Kinds lists every kind in Scan order.
func Kinds() []Kind {
	out := make([]Kind, 0, kindEnd-1)
	for k := KindStudy; k < kindEnd; k++ {
		out = append(out, k)
	}
	return out
}

// IsNode says whether records of the kind are nodes: they have a global id and
// can stand wherever the contract says Node.
func (k Kind) IsNode() bool { return k >= KindStudy && k <= KindVocabularyTerm }

// String is the kind's name in the contract, such as PhaseModel.
func (k Kind) String() string {
	if k == 0 || k >= kindEnd {
		return "Node"
	}
	return models[k].Name
}

// Enum is the kind's value in the contract's NodeKind, such as PHASE_MODEL.
func (k Kind) Enum() string { return Screaming(k.String()) }

// Record is one row of the graph: a pointer to one of the structs of records.go.
// Records that a store hands out are shared and read-only by contract; a caller
// that wants to change one makes a Copy and hands that to Apply.
type Record interface {
	// RecordKind says which struct it is.
	RecordKind() Kind
	// RecordKey is unique among the records of the kind, and across all nodes.
	RecordKey() string
}

// NodeKinds lists the kinds that are nodes, in Scan order.
func NodeKinds() []Kind { return Kinds()[:KindVocabularyTerm] }
