package graph_test

import (
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// scopeWorld has findings that stand and others that do not, and phases of two
// models that are mapped to each other.
func scopeWorld() world {
	return world{
		aReport("paper"), aStudy("one"), aStudy("two"), aStudy("bare"), aFactor("trust"), aFactor("work"),
		aModel("stages", func(m *graph.PhaseModel) { m.IsDefault = true }), aModel("turns"),
		aPhase("aware", "stages", 1, ""), aPhase("aware-inner", "stages", 1, "aware"), aPhase("aware-deep", "stages", 1, "aware-inner"),
		aPhase("exit", "stages", 2, ""),
		aPhase("doubt", "turns", 1, ""), aPhase("doubt-first", "turns", 1, "doubt"), aPhase("leave", "turns", 2, ""),
		aPhase("insight", "turns", 3, ""),
		aMapping("m-1", "doubt", graph.MappingClose, "aware"), aMapping("m-2", "exit", graph.MappingExact, "leave"),
		aMapping("m-3", "insight", graph.MappingClose, "aware-inner"), aMapping("m-4", "leave", graph.MappingRelated, "aware"),
		aFinding("stands", "one", "paper", "trust", inPhase("aware-inner")),
		aFinding("hinders", "two", "paper", "work", inPhase("doubt-first"), reads(graph.Hindering, graph.Presence)),
		aFinding("late", "two", "paper", "work", inPhase("leave")),
		aFinding("sharp", "two", "paper", "work", inPhase("insight")),
		aFinding("withdrawn", "one", "paper", "work", reads(graph.Hindering, graph.Presence), hasStatus(graph.Withdrawn)),
		aFinding("superseded", "bare", "paper", "trust", hasStatus(graph.Superseded), func(f *graph.Finding) { f.SupersededBy = "withdrawn" }),
	}
}

// scoped gives the keys of the records that meet a filter as callers write it.
func scoped(t *testing.T, k graph.Kind, f graph.Filter) []string {
	t.Helper()
	w := scopeWorld()
	return w.keysOf(k, graph.Scope(w.frame(t), k, f))
}

func status(s graph.FindingStatus) graph.Filter {
	return graph.Equals(fieldOf(graph.KindFinding, "status"), string(s))
}

func valence(v graph.Valence) graph.Filter {
	return graph.Equals(fieldOf(graph.KindFinding, "valence"), string(v))
}

func has(e *graph.Edge, q graph.Quantifier, where graph.Filter) graph.Filter {
	return graph.Has{Edge: e, Quant: q, Where: where}
}

func TestFindingsThatDoNotStandAreLeftOutUnlessTheFilterSpeaksOfStatus(t *testing.T) {
	standing, all := "hinders late sharp stands", "hinders late sharp stands superseded withdrawn"
	byStudy := edgeOf(graph.KindFinding, "study")
	for _, c := range []struct {
		rule   string
		filter graph.Filter
		want   string
	}{
		{"no filter", nil, standing},
		{"an empty filter", graph.And{}, standing},
		{"another field", valence(graph.Hindering), "hinders"},
		{"status itself", status(graph.Withdrawn), "withdrawn"},
		{"status within And", graph.And{valence(graph.Hindering), status(graph.Withdrawn)}, "withdrawn"},
		{"status within Or", graph.Or{status(graph.Withdrawn), valence(graph.Hindering)}, "hinders withdrawn"},
		{"status within Not", graph.Not{Filter: status(graph.Current)}, "superseded withdrawn"},
		{"absence of status", graph.Not{Filter: graph.Absent{Field: fieldOf(graph.KindFinding, "status")}}, all},
		{"status of the findings of the study is another's", has(byStudy, graph.Some, has(edgeOf(graph.KindStudy, "findings"), graph.Some, status(graph.Withdrawn))), "stands"},
		{"status of the finding that takes its place is another's", has(edgeOf(graph.KindFinding, "supersededBy"), graph.Some, status(graph.Withdrawn)), ""},
	} {
		same(t, c.rule, scoped(t, graph.KindFinding, c.filter), list(c.want), emptyIsNil)
	}
}

func TestFindingsThatDoNotStandAreLeftOutAtEachLevel(t *testing.T) {
	ofStudy, ofFactor := edgeOf(graph.KindStudy, "findings"), edgeOf(graph.KindFactor, "findings")
	factor := edgeOf(graph.KindFinding, "factor")
	hinders := valence(graph.Hindering)
	for _, c := range []struct {
		rule   string
		filter graph.Filter
		want   string
	}{
		{"some", has(ofStudy, graph.Some, hinders), "two"},
		{"some of any", has(ofStudy, graph.Some, nil), "one two"},
		{"some that speaks of status", has(ofStudy, graph.Some, graph.And{hinders, status(graph.Withdrawn)}), "one"},
		{"none", has(ofStudy, graph.None, hinders), "bare one"},
		{"none of any", has(ofStudy, graph.None, nil), "bare"},
		{"none that speaks of status", has(ofStudy, graph.None, status(graph.Withdrawn)), "bare two"},
		{"all means that no finding that stands fails", has(ofStudy, graph.All, valence(graph.Facilitating)), "bare one"},
		{"all of any", has(ofStudy, graph.All, nil), "bare one two"},
		{"all that speaks of status", has(ofStudy, graph.All, status(graph.Current)), "two"},
		{"no findings", graph.Absent{Edge: ofStudy}, "bare"},
		{"within Not", graph.Not{Filter: has(ofStudy, graph.Some, hinders)}, "bare one"},
		{"within Or", graph.Or{has(ofStudy, graph.Some, hinders), graph.KeyIn(graph.KindStudy, "bare")}, "bare two"},
		{"two levels down", has(ofStudy, graph.Some, has(factor, graph.Some, has(ofFactor, graph.Some, hinders))), "two"},
		{"status above does not speak for below", has(ofStudy, graph.Some, graph.And{status(graph.Withdrawn), has(factor, graph.Some, has(ofFactor, graph.All, hinders))}), ""},
		{"status below does not speak for above", has(ofStudy, graph.Some, has(factor, graph.Some, has(ofFactor, graph.Some, status(graph.Superseded)))), "one"},
	} {
		same(t, c.rule, scoped(t, graph.KindStudy, c.filter), list(c.want), emptyIsNil)
	}
}

func TestAnEdgeToOneFindingIsNotScoped(t *testing.T) {
	filter := graph.And{status(graph.Superseded), has(edgeOf(graph.KindFinding, "supersededBy"), graph.Some, valence(graph.Hindering))}
	same(t, "superseded by a withdrawn finding", scoped(t, graph.KindFinding, filter), list("superseded"))
	none := graph.Not{Filter: graph.Absent{Edge: edgeOf(graph.KindFinding, "supersededBy")}}
	same(t, "with the filter that a finding takes its place", scoped(t, graph.KindFinding, graph.And{status(graph.Superseded), none}), list("superseded"))
}

func TestIDsBecomeKeysAndIDsOfOtherKindsMatchNothing(t *testing.T) {
	w := scopeWorld()
	id := func(k graph.Kind, key string) string { return graph.ID(w.Record(k, key)) }
	for _, c := range []struct {
		rule  string
		texts []string
		want  string
	}{
		{"a key", []string{"one"}, "one"},
		{"an id", []string{id(graph.KindStudy, "one")}, "one"},
		{"both", []string{id(graph.KindStudy, "one"), "two"}, "one two"},
		{"an id of another kind", []string{id(graph.KindFactor, "trust")}, ""},
		{"an id of another kind with the same key", []string{graph.ID(&graph.Factor{Key: "one"})}, ""},
		{"what is neither", []string{"Not A Key", "eg_"}, ""},
		{"nothing", nil, ""},
	} {
		same(t, c.rule, scoped(t, graph.KindStudy, graph.KeyIn(graph.KindStudy, c.texts...)), list(c.want), emptyIsNil)
		nested := has(edgeOf(graph.KindFinding, "study"), graph.Some, graph.KeyIn(graph.KindStudy, c.texts...))
		if got := scoped(t, graph.KindFinding, graph.And{nested, graph.KeyIn(graph.KindFinding, "stands")}); (len(got) == 1) != (c.want != "") {
			t.Errorf("%s, nested: %v", c.rule, got)
		}
	}
}

func TestScopingLeavesTheCallersFilterAsItIs(t *testing.T) {
	w := scopeWorld()
	texts := []string{graph.ID(w.Record(graph.KindStudy, "one")), "two"}
	graph.Scope(w.frame(t), graph.KindStudy, graph.And{graph.KeyIn(graph.KindStudy, texts...)})
	if texts[0] == "one" {
		t.Error("the caller's operands were changed")
	}
}

func TestKeysOfLinksAreNoIDs(t *testing.T) {
	w := edgeWorld()
	filter := graph.Scope(nil, graph.KindStudyReport, graph.KeyIn(graph.KindStudyReport, "one/paper/PRIMARY"))
	same(t, "the link", w.keysOf(graph.KindStudyReport, filter), list("one/paper/PRIMARY"))
}

func TestAPhaseIncludesItsPartsAtAnyDepth(t *testing.T) {
	for key, want := range map[string]string{
		"aware": "aware aware-deep aware-inner", "aware-inner": "aware-deep aware-inner", "exit": "exit", "nowhere": "",
	} {
		same(t, key, scoped(t, graph.KindPhase, graph.KeyIn(graph.KindPhase, key)), list(want), emptyIsNil)
	}
	w := scopeWorld()
	byID := graph.KeyIn(graph.KindPhase, graph.ID(w.Record(graph.KindPhase, "aware")))
	same(t, "findings by the id of a whole", scoped(t, graph.KindFinding, has(edgeOf(graph.KindFinding, "phase"), graph.Some, byID)), list("stands"))
}

func TestEquivalentPhasesAreMappedExactOrCloseEitherWayAndThroughTheirWholes(t *testing.T) {
	for key, want := range map[string]string{
		"aware":       "aware aware-deep aware-inner doubt doubt-first insight",
		"aware-inner": "aware-deep aware-inner insight",
		"doubt":       "aware doubt doubt-first", // aware-inner has a mapping of its own
		"leave":       "exit leave",
		"exit":        "exit leave",
		"insight":     "aware-deep aware-inner insight",
		"nowhere":     "",
		"aware leave": "aware aware-deep aware-inner doubt doubt-first exit insight leave",
	} {
		filter := graph.Compare{Field: graph.PhaseEquivalentTo, Op: graph.OpIn, Strs: list(key)}
		same(t, key, scoped(t, graph.KindPhase, filter), list(want), emptyIsNil)
	}
}
