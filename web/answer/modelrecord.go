package answer

// ModelRecord is a model of leaving with its phases as ModelShown has them, who made it,
// and the links of its phases and parts.
type ModelRecord struct {
	Key, Name, Structure string
	IsDefault            bool
	Authors              []string
	Year                 *int
	Phases               []LinkedPhase
}

// LinkedPhase is a phase with its links to other models, and so its parts.
type LinkedPhase struct {
	Phase
	Mappings []Mapping
	Parts    []struct {
		Phase
		Mappings []Mapping
	}
}

// Model gives the fragment ModelShown of the record.
func (r ModelRecord) Model() Model {
	m := Model{Key: r.Key, Name: r.Name, Structure: r.Structure, IsDefault: r.IsDefault}
	for _, p := range r.Phases {
		whole := p.Phase
		whole.Parts = nil
		for _, part := range p.Parts {
			whole.Parts = append(whole.Parts, part.Phase)
		}
		m.Phases = append(m.Phases, whole)
	}
	return m
}

// Mappings gives the links to other models, in the order of the phases, each read from
// its phase in this one.
func (r ModelRecord) Mappings() []Mapping {
	var list []Mapping
	add := func(mappings []Mapping) {
		for _, m := range mappings {
			list = append(list, m.Seen(func(p MappedPhase) bool { return p.Model.Key == r.Key }))
		}
	}
	for _, p := range r.Phases {
		add(p.Mappings)
		for _, part := range p.Parts {
			add(part.Mappings)
		}
	}
	return list
}

// Count gives the number of phases and parts.
func (r ModelRecord) Count() int {
	n := len(r.Phases)
	for _, p := range r.Phases {
		n += len(p.Parts)
	}
	return n
}

// Findings gives the number of findings in all phases. A finding stands in one phase, and
// a phase has those of its parts.
func (r ModelRecord) Findings() int {
	n := 0
	for _, p := range r.Phases {
		n += p.Counts.Findings
	}
	return n
}
