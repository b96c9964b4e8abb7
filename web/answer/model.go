package answer

// Model is the fragment ModelShown.
type Model struct {
	Key, Name, Structure string
	IsDefault            bool
	Phases               []Phase
}

// Phase is the fragment PhaseShown, with the parts that ModelShown adds at the top level.
type Phase struct {
	Named
	Definition      *LocalText
	DefinitionBasis string
	Position        *int // nil where the model has no order
	Counts          Counts
	Next            []Transition
	Parts           []Phase
}

// Transition is a step from one phase to another of its model.
type Transition struct {
	To          struct{ Key string }
	Kind, Basis string
}

// Mapping is the fragment MappingShown.
type Mapping struct {
	From, To        MappedPhase
	Relation, Basis string
	Rationale       string // in English
	Confidence      string
	StatedBy        *Report // nil where this dataset proposes it
}

// MappedPhase is one end of a mapping.
type MappedPhase struct {
	Named
	Model struct{ Key, Name string }
}

// Seen gives the mapping as read from the end for which own holds: its From is that end.
// A relation that is broader one way is narrower the other way.
func (m Mapping) Seen(own func(MappedPhase) bool) Mapping {
	if own(m.From) || !own(m.To) {
		return m
	}
	m.From, m.To = m.To, m.From
	switch m.Relation {
	case "BROAD":
		m.Relation = "NARROW"
	case "NARROW":
		m.Relation = "BROAD"
	}
	return m
}
