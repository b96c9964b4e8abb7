package graph

// FollowUpPhases lists the phases after leaving of a model, of the top level and in
// order: those that say how a departure lasts. They are known by the steps between
// phases. In a model with an order, a phase comes after leaving when a step of kind
// RETURN leads from it to another phase of the top level, or when no step leads from
// it to another at all: re-entry and final exit in the default model. Steps of the
// parts of a phase are its own.
//
// Models without an order have none, and so have models of which no step between
// phases is recorded: of those nothing can be told.
func (f *Frame) FollowUpPhases(model string) []*Phase {
	m := f.Model(model)
	if m == nil || !m.Structure.Ordered() {
		return nil
	}
	left, returns, known := map[string]bool{}, map[string]bool{}, false
	for _, t := range f.steps {
		from, to := f.phases[t.From], f.phases[t.To]
		if from == nil || to == nil || from.Model != model {
			continue
		}
		from, to = f.whole(from), f.whole(to)
		if from == to {
			continue
		}
		known, left[from.Key] = true, true
		if t.Kind == Return {
			returns[from.Key] = true
		}
	}
	var out []*Phase
	for _, p := range f.top[model] {
		if known && (returns[p.Key] || !left[p.Key]) {
			out = append(out, p)
		}
	}
	return out
}

// Ordered says whether the phases of such a model follow each other.
func (s ModelStructure) Ordered() bool {
	return s == CyclicalStages || s == OrderedStages || s == OrderedStagesWithRecycling
}
