package graph_test

import (
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// stepping has one model of a structure with phases at the top level, parts of
// phases, and steps between them.
func stepping(structure graph.ModelStructure, steps ...graph.Record) world {
	w := world{
		aModel("stages", func(m *graph.PhaseModel) { m.Structure = structure }), aModel("other"),
		aPhase("inside", "stages", 1, ""), aPhase("aware", "stages", 2, ""),
		aPhase("aware-inner", "stages", 1, "aware"), aPhase("aware-outer", "stages", 2, "aware"),
		aPhase("out", "stages", 3, ""), aPhase("back", "stages", 4, ""), aPhase("settled", "stages", 5, ""),
		aPhase("here", "other", 1, ""), aPhase("there", "other", 2, ""),
	}
	return append(w, steps...)
}

func aStep(from, to string, kind graph.TransitionKind) graph.Record {
	s := &graph.Transition{From: from, To: to, Kind: kind, Basis: "STATED"}
	graph.CompleteKey(s)
	return s
}

func TestPhasesAfterLeavingAreKnownByTheStepsBetweenPhases(t *testing.T) {
	forward := func(from, to string) graph.Record { return aStep(from, to, "FORWARD") }
	back := func(from, to string) graph.Record { return aStep(from, to, graph.Return) }
	line := []graph.Record{forward("inside", "aware"), forward("aware", "out"), forward("out", "back"), forward("out", "settled")}
	for _, c := range []struct {
		rule      string
		structure graph.ModelStructure
		steps     []graph.Record
		want      string
	}{
		{"those that no step leaves", graph.OrderedStages, line, "back settled"},
		{"and those from which a step of return leads", graph.CyclicalStages, append(line[:4:4], back("back", "inside")), "back settled"},
		{"also where steps lead forward from them", graph.OrderedStagesWithRecycling, append(line[:4:4], back("out", "inside"), forward("back", "settled")), "out settled"},
		{"a step between parts of one phase leaves nothing", graph.OrderedStages, append(line[:1:1], forward("aware-inner", "aware-outer")), "aware out back settled"},
		{"a step from a part leaves its whole", graph.OrderedStages, []graph.Record{forward("inside", "aware-inner"), forward("aware-inner", "out"), forward("out", "back"), back("back", "aware-outer")}, "back settled"},
		{"without any step nothing is known", graph.OrderedStages, nil, ""},
		{"steps between parts alone tell nothing", graph.OrderedStages, []graph.Record{forward("aware-inner", "aware-outer")}, ""},
		{"steps of other models tell nothing", graph.OrderedStages, []graph.Record{forward("here", "there")}, ""},
		{"a typology has no order", "TYPOLOGY", line, ""},
		{"drivers have no order", "CUMULATIVE_DRIVERS", line, ""},
	} {
		if got := phaseKeys(stepping(c.structure, c.steps...).frame(t).FollowUpPhases("stages")); got != c.want {
			t.Errorf("%s: got %q, want %q", c.rule, got, c.want)
		}
	}
	if got := stepping(graph.OrderedStages, line...).frame(t).FollowUpPhases("nowhere"); got != nil {
		t.Errorf("an unknown model has %v", got)
	}
}
