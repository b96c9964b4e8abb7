package evidence

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// Placement says how many findings reached an axis of phases through a mapping.
type Placement struct {
	Mapping  *graph.PhaseMapping
	Findings int
}

// namedPhase is a phase as findings name it, and how many matching findings do.
type namedPhase struct {
	phase    *graph.Phase
	findings int
}

// Placements lists the mappings that brought matching findings of other models
// onto an axis of phases, in the order of their keys. A part that no mapping of
// its own brings there counts under that of its whole; a finding that several
// mappings bring there counts under each. Empty where no axis has phases.
//
// Placements and Unmapped share one count of the findings by phase.
func (m *Matrix) Placements(ctx context.Context, g *graph.Graph) ([]Placement, error) {
	phases, err := m.namedPhases(ctx, g)
	if err != nil || len(phases) == 0 {
		return nil, err
	}
	findings := map[*graph.PhaseMapping]int{}
	for _, p := range phases {
		for _, reach := range m.placing.frame.ReachOf(p.phase, m.placing.model, m.placing.relations) {
			findings[reach.Mapping] += p.findings
		}
	}
	var out []Placement
	for _, mapping := range m.placing.frame.Mappings() {
		if n := findings[mapping]; n > 0 {
			out = append(out, Placement{Mapping: mapping, Findings: n})
		}
	}
	return out, nil
}

// Unmapped lists the phases that matching findings name and that no mapping asked
// for brings onto an axis of phases, in the order of model, position and key;
// phases without a position come last in their model. Empty where no axis has
// phases.
func (m *Matrix) Unmapped(ctx context.Context, g *graph.Graph) ([]*graph.Phase, error) {
	phases, err := m.namedPhases(ctx, g)
	if err != nil || len(phases) == 0 {
		return nil, err
	}
	place := m.placing.frame.PhaseAxis(m.placing.model, m.placing.relations).Place
	var out []*graph.Phase
	for _, p := range phases {
		if len(place[p.phase.Key]) == 0 {
			out = append(out, p.phase)
		}
	}
	return out, nil
}

// namedPhases counts the matching findings by the phases that they name, in the
// order of Frame.Phases, and keeps the answer.
func (m *Matrix) namedPhases(ctx context.Context, g *graph.Graph) ([]namedPhase, error) {
	if m.rows.Dimension != graph.DimPhase && m.columns.Dimension != graph.DimPhase {
		return nil, nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.named {
		return m.phases, nil
	}
	phases := m.placing.frame.Phases()
	axis := graph.Axis{Dimension: graph.DimPhase, Keys: make([]string, len(phases))}
	for i, p := range phases {
		axis.Keys[i] = p.Key
	}
	counted, err := g.Tally(ctx, graph.Tally{Where: m.counted, By: []graph.Axis{axis}, GroupsOnly: true})
	if err != nil {
		return nil, err
	}
	for _, group := range counted.Groups.List() {
		m.phases = append(m.phases, namedPhase{phase: phases[group.At[0]], findings: int(group.Counts.Findings)})
	}
	m.named = true
	return m.phases, nil
}
