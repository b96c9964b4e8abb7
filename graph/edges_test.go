package graph_test

import (
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// eachEdge calls visit with every edge of every kind.
func eachEdge(t *testing.T, visit func(t *testing.T, e *graph.Edge)) {
	t.Helper()
	for _, k := range graph.Kinds() {
		for _, e := range graph.ModelOf(k).Edges {
			t.Run(e.String(), func(t *testing.T) { visit(t, e) })
		}
	}
}

func TestEveryEdgeIsDescribedAndNamedOnce(t *testing.T) {
	eachEdge(t, func(t *testing.T, e *graph.Edge) {
		if e.Doc == "" || e.Doc[len(e.Doc)-1] != '.' {
			t.Errorf("the doc %q is not a sentence", e.Doc)
		}
		if graph.ModelOf(e.From).Edge(e.Name) != e {
			t.Error("another edge of the kind has the same name")
		}
		if f := graph.ModelOf(e.From).Field(e.Name); f != nil && !f.Hidden && !e.Hidden {
			t.Error("a field that clients see has the same name")
		}
	})
}

func TestEveryStepOfAnEdgeStartsWhereTheLastOneEnded(t *testing.T) {
	eachEdge(t, func(t *testing.T, e *graph.Edge) {
		if len(e.Paths) == 0 {
			t.Fatal("the edge has no path")
		}
		for _, path := range e.Paths {
			at := e.From
			for _, step := range path {
				from, to := step.Ref.Kind, step.Ref.Target
				if step.Inverse {
					from, to = to, from
				}
				if from != at && from != 0 {
					t.Fatalf("a step over %s starts from %s and stands at %s", step.Ref, from, at)
				}
				if step.Where != nil && step.Where.Kind != to {
					t.Errorf("the condition on %s does not speak of %s", step.Where, to)
				}
				at = to
			}
			if at != e.To {
				t.Errorf("a path ends at %s and not at %s", at, e.To)
			}
		}
	})
}

func TestStepsGoOverStoredReferencesOnly(t *testing.T) {
	eachEdge(t, func(t *testing.T, e *graph.Edge) {
		for _, path := range e.Paths {
			for _, step := range path {
				if step.Ref.Type != graph.TypeRef && step.Ref.Type != graph.TypeRefs {
					t.Errorf("%s is not a reference", step.Ref)
				}
			}
		}
	})
}

func TestAnEdgeToOneGoesOverOneSingleReference(t *testing.T) {
	eachEdge(t, func(t *testing.T, e *graph.Edge) {
		single := len(e.Paths) == 1 && len(e.Paths[0]) == 1 &&
			!e.Paths[0][0].Inverse && e.Paths[0][0].Ref.Type == graph.TypeRef
		if e.Many == single {
			t.Errorf("Many is %v", e.Many)
		}
		if e.Required != (single && e.Paths[0][0].Ref.Required) {
			t.Errorf("Required is %v", e.Required)
		}
	})
}

func TestFiltersGoOverEdgesToNodesOfOneKind(t *testing.T) {
	for name, want := range map[string]bool{"samples": true, "reportLinks": false, "findings": true} {
		if got := edgeOf(graph.KindStudy, name).Filterable(); got != want {
			t.Errorf("Study.%s: Filterable is %v", name, got)
		}
	}
	if edgeOf(graph.KindCaveat, "affects").Filterable() {
		t.Error("an edge to nodes of any kind cannot stand in a filter")
	}
}

func TestEveryReferenceIsHiddenAndReachedByAnEdgeOrAStep(t *testing.T) {
	used := map[*graph.Field]bool{}
	eachEdge(t, func(_ *testing.T, e *graph.Edge) {
		for _, path := range e.Paths {
			for _, step := range path {
				used[step.Ref] = true
			}
		}
	})
	eachField(t, func(t *testing.T, _ *graph.Model, f *graph.Field) {
		if f.Type != graph.TypeRef && f.Type != graph.TypeRefs {
			return
		}
		if !f.Hidden {
			t.Error("a reference reaches clients as an edge, not as a key")
		}
		if !used[f] {
			t.Error("no edge goes over the reference")
		}
	})
}

// edgeWorld holds what the edges with more than one reading lead over.
func edgeWorld() world {
	return world{
		aReport("paper"), aReport("review"), aReport("brief"),
		aStudy("one"), aStudy("two"), aStudy("bare"),
		aStudyReport("one", graph.Primary, "paper"), aStudyReport("one", graph.Included, "review"),
		aStudyReport("one", graph.Related, "brief"), aStudyReport("two", graph.Included, "review"),
		aSample("first", "one", 10, func(s *graph.Sample) { s.OverlapsWith = list("second") }),
		aSample("second", "one two", 5), aSample("third", "two", 3),
		aFactor("trust"),
		aFinding("names-one", "one", "paper", "trust", func(f *graph.Finding) { f.Samples = list("first") }),
		aFinding("names-none", "one", "paper", "trust"),
		aFinding("without-study", "", "review", "trust"),
		aModel("stages"), aPhase("aware", "stages", 1, ""), aPhase("aware-inner", "stages", 1, "aware"),
		&graph.Caveat{Key: "slip", Report: "paper", Affects: list("one paper trust")},
	}
}

func TestEdgesLeadWhereTheirDocsSay(t *testing.T) {
	w := edgeWorld()
	for _, c := range []struct {
		kind      graph.Kind
		edge, key string
		want      string
	}{
		{graph.KindStudy, "reports", "one", "brief paper review"},
		{graph.KindStudy, "primaryReports", "one", "paper"},
		{graph.KindStudy, "includedIn", "one", "review"},
		{graph.KindStudy, "caveats", "one", "slip"},
		{graph.KindReport, "studies", "paper", "one"},
		{graph.KindReport, "includes", "review", "one two"},
		{graph.KindReport, "related", "brief", "one"},
		{graph.KindReport, "caveats", "paper", "slip"},
		{graph.KindSample, "overlapsWith", "first", "second"},
		{graph.KindSample, "overlapsWith", "second", "first"},
		{graph.KindFinding, "samples", "names-one", "first"},
		{graph.KindFinding, "samples", "names-none", "first second"},
		{graph.KindFinding, "samples", "without-study", ""},
		{graph.KindPhaseModel, "phases", "stages", "aware"},
		{graph.KindPhase, "parts", "aware", "aware-inner"},
		{graph.KindCaveat, "affects", "slip", "one paper trust"},
	} {
		var got []string
		for _, r := range w.Targets(edgeOf(c.kind, c.edge), w.Record(c.kind, c.key)) {
			got = append(got, r.RecordKey())
		}
		same(t, c.key+" "+c.edge, got, list(c.want), unordered, emptyIsNil)
	}
}
