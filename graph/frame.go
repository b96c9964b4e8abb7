package graph

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// Frame is the small part of a revision that questions are framed by: factors,
// phase models, phases, steps and mappings, and the values of open axes. Graph keeps one
// for each revision; it is read-only and shared.
type Frame struct {
	Revision string

	factors  []*Factor // by level, then key
	byKey    map[string]*Factor
	models   []*PhaseModel
	phases   map[string]*Phase
	parts    map[string][]*Phase // by parent
	top      map[string][]*Phase // by model
	mappings []*PhaseMapping
	touching map[string][]*PhaseMapping // by phase, either end
	steps    []*Transition

	// sound says that the store was seen in the state of the frame after it was read.
	sound atomic.Bool
	// moved says that the state had passed when open values were last read.
	moved atomic.Bool

	scan   scan
	openMu sync.Mutex
	open   *making[map[Dimension][]string]
}

// scan reads all records of some kinds, of the revision of a frame.
type scan func(ctx context.Context, kinds ...Kind) ([]Record, error)

func newFrame(ctx context.Context, revision string, scan scan) (*Frame, error) {
	f := &Frame{
		Revision: revision, scan: scan,
		byKey: map[string]*Factor{}, phases: map[string]*Phase{}, parts: map[string][]*Phase{}, top: map[string][]*Phase{},
		touching: map[string][]*PhaseMapping{},
	}
	records, err := scan(ctx, KindFactor, KindPhaseModel, KindPhase, KindTransition, KindPhaseMapping)
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		switch r := r.(type) {
		case *Factor:
			f.factors = append(f.factors, r)
			f.byKey[r.Key] = r
		case *PhaseModel:
			f.models = append(f.models, r)
		case *Phase:
			f.phases[r.Key] = r
			if r.Parent == "" {
				f.top[r.Model] = append(f.top[r.Model], r)
			} else {
				f.parts[r.Parent] = append(f.parts[r.Parent], r)
			}
		case *Transition:
			f.steps = append(f.steps, r)
		case *PhaseMapping:
			f.mappings = append(f.mappings, r)
			f.touching[r.From] = append(f.touching[r.From], r)
			f.touching[r.To] = append(f.touching[r.To], r)
		}
	}
	slices.SortFunc(f.factors, func(a, b *Factor) int {
		return cmp.Or(
			cmp.Compare(VocabFactorLevel.Index(string(a.Level)), VocabFactorLevel.Index(string(b.Level))),
			strings.Compare(a.Key, b.Key))
	})
	order := models[KindPhase].Order
	byPosition := func(a, b *Phase) int { return PositionOf(order, a).Compare(PositionOf(order, b), order) }
	for _, group := range []map[string][]*Phase{f.top, f.parts} {
		for _, phases := range group {
			slices.SortFunc(phases, byPosition)
		}
	}
	return f, nil
}

// Factor finds a factor by its key, or nil.
func (f *Frame) Factor(key string) *Factor { return f.byKey[key] }

// DefaultModel is the model that findings are placed in by default, or nil where
// the data has none.
func (f *Frame) DefaultModel() *PhaseModel {
	for _, m := range f.models {
		if m.IsDefault {
			return m
		}
	}
	return nil
}

// Model finds a phase model by its key, or nil.
func (f *Frame) Model(key string) *PhaseModel {
	for _, m := range f.models {
		if m.Key == key {
			return m
		}
	}
	return nil
}

// Phase finds a phase by its key, or nil.
func (f *Frame) Phase(key string) *Phase { return f.phases[key] }

// TopPhases lists the phases of a model that have no parent, in order.
func (f *Frame) TopPhases(model string) []*Phase { return f.top[model] }

// Phases lists the phases of all models, parts included, by model, position and
// key.
func (f *Frame) Phases() []*Phase {
	order := []OrderTerm{{Field: models[KindPhase].Field("model")}, {Field: models[KindPhase].Field("position")}}
	out := make([]*Phase, 0, len(f.phases))
	for _, p := range f.phases {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b *Phase) int { return PositionOf(order, a).Compare(PositionOf(order, b), order) })
	return out
}

// Mappings lists all phase mappings by key.
func (f *Frame) Mappings() []*PhaseMapping { return f.mappings }

// Within lists the phase and all phases inside it, at any depth. An unknown phase
// has nothing within it but its key.
func (f *Frame) Within(key string) []string {
	out := []string{key}
	for i := 0; i < len(out); i++ {
		for _, p := range f.parts[out[i]] {
			out = append(out, p.Key)
		}
	}
	return out
}

// whole gives the phase of the top level that contains p.
func (f *Frame) whole(p *Phase) *Phase {
	for p.Parent != "" {
		up, ok := f.phases[p.Parent]
		if !ok {
			break
		}
		p = up
	}
	return p
}

// Reach is one way from a phase to a phase of another model.
type Reach struct {
	Mapping *PhaseMapping
	To      *Phase // of the model asked for; may be a part
}

// ReachOf lists the mappings of the relations that lead from a phase to phases of
// a model, read from the phase: EXACT, CLOSE and RELATED hold both ways, BROAD and
// NARROW are each other's inverse. A part that none of them brings there uses
// those of its whole. Empty for a phase of the model itself.
func (f *Frame) ReachOf(p *Phase, model string, relations []MappingRelation) []Reach {
	for p != nil && p.Model != model {
		var out []Reach
		for _, m := range f.touching[p.Key] {
			to, relation := f.phases[m.To], m.Relation
			if m.From != p.Key {
				to, relation = f.phases[m.From], inverse(m.Relation)
			}
			if to != nil && to.Model == model && slices.Contains(relations, relation) {
				out = append(out, Reach{Mapping: m, To: to})
			}
		}
		if len(out) > 0 {
			return out
		}
		p = f.phases[p.Parent]
	}
	return nil
}

func inverse(r MappingRelation) MappingRelation {
	switch r {
	case MappingBroad:
		return MappingNarrow
	case MappingNarrow:
		return MappingBroad
	default:
		return r
	}
}

// PhaseAxis is the axis of a model's phases of the top level, with the places of
// every phase that reaches it, through its wholes or through mappings of the
// relations.
func (f *Frame) PhaseAxis(model string, relations []MappingRelation) Axis {
	axis := Axis{Dimension: DimPhase, Place: map[string][]int{}}
	at := map[string]int{}
	for i, p := range f.top[model] {
		axis.Keys = append(axis.Keys, p.Key)
		at[p.Key] = i
	}
	for key, p := range f.phases {
		var places []int
		add := func(to *Phase) {
			if i, ok := at[f.whole(to).Key]; ok && !slices.Contains(places, i) {
				places = append(places, i)
			}
		}
		if p.Model == model {
			add(p)
		} else {
			for _, r := range f.ReachOf(p, model, relations) {
				add(r.To)
			}
		}
		if len(places) > 0 {
			slices.Sort(places)
			axis.Place[key] = places
		}
	}
	return axis
}

// sameMappings relate phases that mean the same, or nearly. Broader and narrower ones
// are followed on request only, because they say more or less than a finding does.
var sameMappings = []MappingRelation{MappingExact, MappingClose}

// SameMappings are the relations through which findings that are placed in phases of
// other models enter an axis of phases wherever nobody asks for others: EXACT and
// CLOSE. The caller owns the list.
func SameMappings() []MappingRelation { return slices.Clone(sameMappings) }

// EquivalentTo lists the phases that are any of the given ones, are within them,
// or are mapped to them or into them as EXACT or CLOSE, sorted.
func (f *Frame) EquivalentTo(keys []string) []string {
	out := map[string]bool{}
	for _, key := range keys {
		within := f.Within(key)
		for _, w := range within {
			out[w] = true
		}
		target := f.phases[key]
		if target == nil {
			continue
		}
		for _, p := range f.phases {
			for _, r := range f.ReachOf(p, target.Model, sameMappings) {
				if slices.Contains(within, r.To.Key) {
					out[p.Key] = true
				}
			}
		}
	}
	return sortedKeys(out)
}

// Axis gives a dimension with all its values in axis order: factors by level and
// key, phases of the default model by position, closed vocabularies as declared,
// all others by key. Every value of the release is there, with or without
// findings. Phases use EXACT and CLOSE mappings; PhaseAxis takes others. The first
// call for a dimension without a closed vocabulary reads from the store.
func (f *Frame) Axis(ctx context.Context, d Dimension) (Axis, error) {
	dim := DimensionOf(d)
	axis := Axis{Dimension: d}
	switch {
	case d == DimPhase:
		if m := f.DefaultModel(); m != nil {
			return f.PhaseAxis(m.Key, sameMappings), nil
		}
		axis.Place = map[string][]int{}
	case d == DimFactor:
		for _, x := range f.factors {
			axis.Keys = append(axis.Keys, x.Key)
		}
	case dim.Field.Type == TypeEnum:
		axis.Keys = dim.Field.Vocabulary.Names()
	default:
		open, err := f.openValues(ctx)
		if err != nil {
			return Axis{}, err
		}
		axis.Keys = open[d]
	}
	return axis, nil
}

// openValues gives the values of the dimensions without a closed vocabulary, read
// once for all requests. A fault is forgotten by the next request.
func (f *Frame) openValues(ctx context.Context) (map[Dimension][]string, error) {
	f.openMu.Lock()
	if f.open == nil || f.open.failed() {
		f.open = begin(ctx, f.readOpen)
	}
	open := f.open
	f.openMu.Unlock()
	return open.wait(ctx)
}

// readOpen collects the values from the records that hold them.
func (f *Frame) readOpen(ctx context.Context) (map[Dimension][]string, error) {
	records, err := f.scan(ctx, KindReport, KindStudy, KindSample)
	f.moved.Store(errors.Is(err, errMoved))
	if err != nil {
		return nil, err
	}
	values := map[Dimension]map[string]bool{}
	for _, dim := range Dimensions() {
		if dim.Field.Type != TypeEnum {
			values[dim.Dimension] = map[string]bool{}
		}
	}
	for _, r := range records {
		for d, set := range values {
			field := DimensionOf(d).Field
			if field.Kind != r.RecordKind() || field.Absent(r) {
				continue
			}
			switch field.Type {
			case TypeStrings:
				for _, v := range field.List(r) {
					set[v] = true
				}
			case TypeInt:
				set[strconv.Itoa(field.Int(r))] = true
			default:
				set[field.Str(r)] = true
			}
		}
	}
	out := map[Dimension][]string{}
	for d, set := range values {
		out[d] = sortedKeys(set)
	}
	return out, nil
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// ModelOrDefault finds a phase model by its id or key; "" asks for the default.
// It fails with NotFound where there is none.
func (f *Frame) ModelOrDefault(id string) (*PhaseModel, error) {
	if id == "" {
		if m := f.DefaultModel(); m != nil {
			return m, nil
		}
		return nil, Errorf("phases", NotFound, "The data has no default phase model: name one.")
	}
	if kind, key, ok := ParseID(id); ok && (kind == 0 || kind == KindPhaseModel) {
		if m := f.Model(key); m != nil {
			return m, nil
		}
	}
	return nil, Errorf("phases", NotFound, "There is no phase model %.100q: see phaseModels for those there are.", id)
}
