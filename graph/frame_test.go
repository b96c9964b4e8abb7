package graph_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// mappedWorld has a default model with parts, and two models that are mapped to
// it and to each other.
func mappedWorld() world {
	return world{
		aModel("stages", func(m *graph.PhaseModel) { m.IsDefault = true }), aModel("turns"), aModel("kinds"),
		aPhase("aware", "stages", 2, ""), aPhase("aware-inner", "stages", 1, "aware"), aPhase("aware-outer", "stages", 2, "aware"),
		aPhase("inside", "stages", 1, ""), aPhase("plan", "stages", 3, ""), aPhase("exit", "stages", 4, ""),

		aPhase("doubt", "turns", 1, ""), aPhase("doubt-first", "turns", 1, "doubt"), aPhase("doubt-last", "turns", 2, "doubt"),
		aPhase("leave", "turns", 2, ""), aPhase("stay", "turns", 3, ""),

		aPhase("sudden", "kinds", 0, ""), aPhase("gradual", "kinds", 0, ""),

		aMapping("m-01", "doubt", graph.MappingExact, "aware-inner"),
		aMapping("m-02", "aware-outer", graph.MappingClose, "doubt-last"),
		aMapping("m-03", "doubt-last", graph.MappingRelated, "plan"),
		aMapping("m-04", "leave", graph.MappingBroad, "exit"),
		aMapping("m-05", "leave", graph.MappingClose, "plan"),
		aMapping("m-06", "plan", graph.MappingNarrow, "stay"),
		aMapping("m-07", "leave", graph.MappingExact, "sudden"),
		aMapping("m-08", "leave", graph.MappingClose, "aware"),
		aMapping("m-09", "inside", graph.MappingRelated, "gradual"),
		aMapping("m-10", "gradual", graph.MappingExact, "aware-inner"), aMapping("m-11", "gradual", graph.MappingExact, "aware-outer"),
	}
}

// phaseKeys joins the keys of phases.
func phaseKeys(phases []*graph.Phase) string {
	var out []string
	for _, p := range phases {
		out = append(out, p.Key)
	}
	return strings.Join(out, " ")
}

// placesOf writes down which axis phases a phase enters.
func placesOf(a graph.Axis, phase string) string {
	var out []string
	for _, i := range a.Place[phase] {
		out = append(out, a.Keys[i])
	}
	return strings.Join(out, " ")
}

func TestTopPhasesStandByPositionAndWithoutOneByKey(t *testing.T) {
	w := append(mappedWorld(), aPhase("a-late-one", "stages", 0, ""), aPhase("also-fourth", "stages", 4, ""))
	f := w.frame(t)
	for model, want := range map[string]string{
		"stages": "inside aware plan also-fourth exit a-late-one", "turns": "doubt leave stay", "kinds": "gradual sudden", "nowhere": "",
	} {
		if got := phaseKeys(f.TopPhases(model)); got != want {
			t.Errorf("%s has %q, not %q", model, got, want)
		}
	}
}

func TestWithinAPhaseAreItsPartsAtAnyDepth(t *testing.T) {
	f := append(mappedWorld(), aPhase("aware-deep", "stages", 0, "aware-outer")).frame(t)
	for key, want := range map[string]string{
		"aware": "aware aware-inner aware-outer aware-deep", "inside": "inside", "nowhere": "nowhere",
	} {
		same(t, key, f.Within(key), list(want))
	}
}

func TestPhasesEnterTheAxisOfTheirOwnModelThroughTheirWholes(t *testing.T) {
	axis := mappedWorld().frame(t).PhaseAxis("stages", nil)
	same(t, "the axis", axis.Keys, list("inside aware plan exit"))
	for phase, want := range map[string]string{
		"inside": "inside", "aware": "aware", "aware-inner": "aware", "aware-outer": "aware", "doubt": "", "leave": "", "sudden": "", "nowhere": "",
	} {
		if got := placesOf(axis, phase); got != want {
			t.Errorf("%s enters %q, not %q", phase, got, want)
		}
	}
	if axis.Dimension != graph.DimPhase {
		t.Errorf("the axis is one of %s", axis.Dimension)
	}
}

func TestPhasesOfOtherModelsEnterThroughTheMappingsAskedFor(t *testing.T) {
	f := mappedWorld().frame(t)
	for _, c := range []struct {
		rule, model, relations, phase, want string
	}{
		{"EXACT, to the whole of the phase it is mapped to", "stages", "EXACT", "doubt", "aware"},
		{"a part without a mapping uses its whole's", "stages", "EXACT", "doubt-first", "aware"},
		{"a part whose own mapping is not asked for uses its whole's", "stages", "EXACT", "doubt-last", "aware"},
		{"CLOSE read against its direction", "stages", "CLOSE", "doubt-last", "aware"},
		{"the whole is not brought by a mapping of its part", "stages", "CLOSE", "doubt", ""},
		{"a mapping of the part comes before its whole's", "stages", "EXACT RELATED", "doubt-last", "plan"},
		{"several mappings of one phase", "stages", "CLOSE RELATED", "doubt-last", "aware plan"},
		{"RELATED read in its direction", "stages", "RELATED", "doubt-last", "plan"},
		{"RELATED read against its direction", "stages", "RELATED", "gradual", "inside"},
		{"several places stand in axis order", "stages", "CLOSE BROAD", "leave", "aware plan exit"},
		{"BROAD read in its direction", "stages", "BROAD", "leave", "exit"},
		{"BROAD read against its direction is NARROW", "turns", "NARROW", "exit", "leave"},
		{"and not BROAD", "turns", "BROAD", "exit", ""},
		{"NARROW read in its direction", "turns", "NARROW", "plan", "stay"},
		{"NARROW read against its direction is BROAD", "stages", "BROAD", "stay", "plan"},
		{"and not NARROW", "stages", "NARROW", "stay", ""},
		{"EXACT and CLOSE read against their direction", "turns", "EXACT CLOSE", "aware", "leave"},
		{"a part uses its own mapping only", "turns", "EXACT CLOSE", "aware-inner", "doubt"},
		{"a mapping to a part enters its whole", "turns", "CLOSE", "aware-outer", "doubt"},
		{"mappings are not followed twice", "stages", "EXACT CLOSE", "sudden", ""},
		{"a model without order", "kinds", "EXACT", "leave", "sudden"},
		{"mappings to two parts of one whole enter it once", "stages", "EXACT", "gradual", "aware"},
		{"no relations", "stages", "", "leave", ""},
	} {
		var relations []graph.MappingRelation
		for _, r := range list(c.relations) {
			relations = append(relations, graph.MappingRelation(r))
		}
		if got := placesOf(f.PhaseAxis(c.model, relations), c.phase); got != c.want {
			t.Errorf("%s: %s enters %q, not %q", c.rule, c.phase, got, c.want)
		}
	}
}

func TestReachesNameTheMappingAndThePhaseItLeadsTo(t *testing.T) {
	f := mappedWorld().frame(t)
	reach := f.ReachOf(f.Phase("doubt-first"), "stages", []graph.MappingRelation{graph.MappingExact})
	if len(reach) != 1 || reach[0].Mapping.Key != "m-01" || reach[0].To.Key != "aware-inner" {
		t.Errorf("the part is brought by %+v", reach)
	}
	if got := f.ReachOf(f.Phase("aware"), "stages", []graph.MappingRelation{graph.MappingExact}); got != nil {
		t.Errorf("a phase of the model itself is brought by %+v", got)
	}
	if got := f.ReachOf(nil, "stages", []graph.MappingRelation{graph.MappingExact}); got != nil {
		t.Errorf("no phase is brought by %+v", got)
	}
}

func TestTheFrameFindsModelsPhasesAndMappings(t *testing.T) {
	f := mappedWorld().frame(t)
	if f.DefaultModel().Key != "stages" || f.Model("turns").Key != "turns" || f.Phase("leave").Key != "leave" {
		t.Error("a model or a phase that is there is not found")
	}
	if f.Model("nowhere") != nil || f.Phase("nowhere") != nil {
		t.Error("a model or a phase is found that is not there")
	}
	if len(f.Mappings()) != 11 || f.Mappings()[0].Key != "m-01" {
		t.Errorf("there are %d mappings", len(f.Mappings()))
	}
}

func TestAModelIsAskedForByIDByKeyOrAsTheDefault(t *testing.T) {
	f := mappedWorld().frame(t)
	for ask, want := range map[string]string{"": "stages", "turns": "turns", graph.ID(aModel("kinds")): "kinds"} {
		if m, err := f.ModelOrDefault(ask); err != nil || m.Key != want {
			t.Errorf("asked for %q it gives %+v, %v", ask, m, err)
		}
	}
	for _, ask := range []string{"nowhere", "Not A Key", "aware", graph.ID(&graph.Factor{Key: "turns"})} {
		m, err := f.ModelOrDefault(ask)
		if m != nil || graph.KindOf(err) != graph.NotFound || !strings.Contains(err.Error(), "There is no phase model") {
			t.Errorf("asked for %q it gives %+v, %v", ask, m, err)
		}
	}
	m, err := world{}.frame(t).ModelOrDefault("")
	if m != nil || graph.KindOf(err) != graph.NotFound || !strings.Contains(err.Error(), "no default phase model") {
		t.Errorf("without models it gives %+v, %v", m, err)
	}
}

func TestWithoutADefaultModelTheAxisOfPhasesIsEmpty(t *testing.T) {
	w := world{aModel("stages"), aPhase("inside", "stages", 1, "")}
	f := w.frame(t)
	axis, err := f.Axis(t.Context(), graph.DimPhase)
	if err != nil || f.DefaultModel() != nil || axis.Keys != nil || axis.Place == nil {
		t.Errorf("the axis is %+v, %v", axis, err)
	}
	if _, ok := axis.Place["inside"]; ok {
		t.Error("a phase has a place on an axis without phases")
	}
}

func TestAFaultWhileAnOpenAxisIsReadIsForgottenWhenTheStoreIsBack(t *testing.T) {
	away := errors.New("away")
	var failure error
	f, err := graph.NewFrameOver("r1", func(...graph.Kind) ([]graph.Record, error) { return nil, failure })
	if err != nil {
		t.Fatal(err)
	}
	failure = away
	if _, err := f.Axis(t.Context(), graph.DimStudy); !errors.Is(err, away) {
		t.Errorf("while the store is away it says %v", err)
	}
	failure = nil
	if _, err := f.Axis(t.Context(), graph.DimStudy); err != nil {
		t.Errorf("with the store back it says %v", err)
	}
}

func TestAStoreThatFailsIsHeardWhenTheFrameIsMadeAndWhenOpenAxesAreRead(t *testing.T) {
	away := errors.New("away")
	if _, err := graph.NewFrameOver("r1", func(...graph.Kind) ([]graph.Record, error) { return nil, away }); !errors.Is(err, away) {
		t.Errorf("making the frame says %v", err)
	}
	calls := 0
	f, err := graph.NewFrameOver("r1", func(...graph.Kind) ([]graph.Record, error) {
		calls++
		if calls > 1 {
			return nil, away
		}
		return nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Axis(t.Context(), graph.DimStudy); !errors.Is(err, away) {
		t.Errorf("reading an open axis says %v", err)
	}
	if _, err := f.Axis(t.Context(), graph.DimDesign); err != nil {
		t.Errorf("an axis of a closed vocabulary says %v", err)
	}
}
