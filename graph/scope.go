package graph

// PhaseEquivalentTo is a field of filters only: it compares with keys of phases,
// and also takes phases of other models that are mapped to them as EXACT or
// CLOSE. Graph turns it into keys before a store sees it.
var PhaseEquivalentTo = &Field{
	Kind: KindPhase, Name: "equivalentTo", Type: TypeKey, Hidden: true, Derived: true,
	Doc: "Id or key of a phase: takes the phase, its parts, and phases of other models that are mapped to any of these as EXACT or CLOSE.",
}

// scoping turns a filter as callers write it into one that stores execute: ids
// become keys, a phase includes its parts, and findings that do not stand are
// left out wherever the filter does not speak of status.
type scoping struct{ frame *Frame }

// filter scopes a filter over records of a kind.
func (s scoping) filter(k Kind, f Filter) Filter {
	f = s.rewrite(f)
	if k == KindFinding && !speaksOfStatus(f) {
		return Both(f, isCurrent())
	}
	return f
}

func isCurrent() Filter {
	return Equals(models[KindFinding].Field("status"), string(Current))
}

func (s scoping) rewrite(f Filter) Filter {
	switch f := f.(type) {
	case And:
		return And(s.all(f))
	case Or:
		return Or(s.all(f))
	case Not:
		return Not{s.rewrite(f.Filter)}
	case Compare:
		if f.Field.Type == TypeKey && f.Field.Kind.IsNode() { // links have no ids
			f.Strs = s.keys(f.Field, f.Strs)
			f.Field = models[f.Field.Kind].KeyField()
		}
		return f
	case Has:
		return s.has(f)
	case Absent:
		if f.Edge != nil && f.Edge.To == KindFinding && f.Edge.Many {
			return s.has(Has{Edge: f.Edge, Quant: None})
		}
		return f
	default:
		return f
	}
}

func (s scoping) all(parts []Filter) []Filter {
	out := make([]Filter, len(parts))
	for i, p := range parts {
		out[i] = s.rewrite(p)
	}
	return out
}

// keys turns ids into keys, drops texts that can name no record of the kind, and
// widens keys of phases.
func (s scoping) keys(field *Field, texts []string) []string {
	keys := make([]string, 0, len(texts))
	for _, t := range texts {
		if kind, key, ok := ParseID(t); ok && (kind == 0 || kind == field.Kind) {
			keys = append(keys, key)
		}
	}
	if field.Kind != KindPhase {
		return keys
	}
	if field == PhaseEquivalentTo {
		return s.frame.EquivalentTo(keys)
	}
	within := map[string]bool{}
	for _, key := range keys {
		for _, w := range s.frame.Within(key) {
			within[w] = true
		}
	}
	return sortedKeys(within)
}

// has scopes a condition on targets. Where these are findings that do not speak
// of status, only those that stand are looked at: All becomes "no finding that
// stands fails".
func (s scoping) has(h Has) Filter {
	h.Where = s.rewrite(h.Where)
	if h.Edge.To != KindFinding || !h.Edge.Many || speaksOfStatus(h.Where) {
		return h
	}
	if h.Quant == All {
		h.Quant, h.Where = None, Not{h.Where}
	}
	h.Where = Both(h.Where, isCurrent())
	return h
}

// speaksOfStatus says whether a filter over findings compares their status,
// anywhere but in conditions on other records.
func speaksOfStatus(f Filter) bool {
	switch f := f.(type) {
	case And:
		return anySpeaks(f)
	case Or:
		return anySpeaks(f)
	case Not:
		return speaksOfStatus(f.Filter)
	case Compare:
		return f.Field == models[KindFinding].Field("status")
	case Absent:
		return f.Field != nil && f.Field == models[KindFinding].Field("status")
	default:
		return false
	}
}

func anySpeaks(parts []Filter) bool {
	for _, p := range parts {
		if speaksOfStatus(p) {
			return true
		}
	}
	return false
}
