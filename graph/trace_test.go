package graph_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

func TestEveryReferenceIsAnEdgeOrSaysMoreAboutALink(t *testing.T) {
	used := map[*graph.Field]bool{}
	for _, e := range graph.EdgeKinds() {
		if e.From.Kind != e.To.Kind || e.Where != nil && e.Where.Kind != e.Holder() {
			t.Errorf("%s is not made by records of one kind", e.Name)
		}
		used[e.From], used[e.To] = true, true
		if graph.EdgeKindOf(e.Name) != e {
			t.Errorf("%s is not found by its name", e.Name)
		}
	}
	if graph.EdgeKindOf("NO_SUCH") != nil {
		t.Error("there is a kind of edges NO_SUCH")
	}
	more := map[string]bool{"FactorClassification.studies": true, "PhaseMapping.statedBy": true}
	for _, k := range graph.Kinds() {
		for _, f := range graph.ModelOf(k).Fields {
			if f.Type != graph.TypeRef && f.Type != graph.TypeRefs {
				continue
			}
			if used[f] == more[f.String()] {
				t.Errorf("%s: an edge %t, more about a link %t", f, used[f], more[f.String()])
			}
		}
	}
}

func TestNeighbourhoodsOnTheFixture(t *testing.T) {
	g := graph.New(storeOf(t, storetest.Fixture()))
	for _, c := range []struct {
		rule, id string
		q        graph.Near
		want     string
	}{
		{"by distance, kind and key, without findings that do not stand", "support", graph.Near{Depth: 1}, "support shelter f1 f3"},
		{"by id", graph.ID(&graph.Factor{Key: "shelter"}), graph.Near{Depth: 1}, "shelter support f4"},
		{"two edges away", "shelter", graph.Near{Depth: 2}, "shelter support f4 birch review-2020 f1 f3"},
		{"limited", "shelter", graph.Near{Depth: 2, First: new(4)}, "shelter support f4 birch cut"},
		{"limited to what there is", "shelter", graph.Near{Depth: 1, First: new(3)}, "shelter support f4"},
		{"the node alone", "shelter", graph.Near{Depth: 1, First: new(1)}, "shelter cut"},
		{"through some kinds only, the node being of another", "f1", graph.Near{Depth: 3, Kinds: []graph.Kind{graph.KindPhase, graph.KindPhaseModel}}, "f1 awareness exit leaving turn visceral spiral"},
		{"along some edges only", "leaving", graph.Near{Depth: 2, Along: []*graph.EdgeKind{graph.EdgeKindOf("NEXT"), graph.EdgeKindOf("PART_OF")}}, "leaving awareness visceral"},
		{"of a finding that does not stand", "f6", graph.Near{Depth: 1}, "f6 alder paper-1998 support leaving"},
		{"without neighbours", "coercion", graph.Near{Depth: 1, Kinds: []graph.Kind{graph.KindStudy}}, "coercion"},
	} {
		got, err := g.Neighbourhood(t.Context(), c.id, c.q)
		if err != nil {
			t.Errorf("%s: %v", c.rule, err)
			continue
		}
		keys := recordKeys(got.Nodes)
		if got.Truncated {
			keys = append(keys, "cut")
		}
		same(t, c.rule, keys, list(c.want))
	}
}

func TestPathsOnTheFixture(t *testing.T) {
	g := graph.New(storeOf(t, storetest.Fixture()))
	phases := []graph.Kind{graph.KindPhase}
	for _, c := range []struct {
		rule, from, to string
		q              graph.PathQuery
		want           string
	}{
		{"one edge", "f1", "support", graph.PathQuery{MaxLength: 1}, "f1 support"},
		{"the other way", "support", "f1", graph.PathQuery{MaxLength: 1}, "support f1"},
		{"too far", "f1", "shelter", graph.PathQuery{MaxLength: 1}, ""},
		{"shortest first, then by keys", "women", "men", graph.PathQuery{MaxLength: 4, First: new(3)}, "women birch men / women birch f3 men / women alder paper-2010 birch men / cut"},
		{"not through findings that do not stand", "leaving", "paper-1998", graph.PathQuery{MaxLength: 2}, ""},
		{"from one that does not stand", "f6", "f1", graph.PathQuery{MaxLength: 2}, "f6 alder f1 / f6 paper-1998 f1 / f6 support f1"},
		{"through some kinds only", "f2", "f1", graph.PathQuery{MaxLength: 2, Kinds: phases}, "f2 leaving awareness f1"},
		{"steps are taken the way they point", "awareness", "leaving", graph.PathQuery{MaxLength: 1}, "awareness leaving"},
		{"rounds come back to where they began", "leaving", "leaving", graph.PathQuery{MaxLength: 4}, "leaving awareness leaving"},
		{"no rounds there and back over one edge", "f1", "f1", graph.PathQuery{MaxLength: 4}, ""},
		{"no rounds over other edges", "leaving", "leaving", graph.PathQuery{MaxLength: 4, Along: []*graph.EdgeKind{graph.EdgeKindOf("IN_PHASE")}}, ""},
		{"along no edges", "f1", "support", graph.PathQuery{MaxLength: 4, Along: []*graph.EdgeKind{}}, ""},
	} {
		if c.rule == "through some kinds only" {
			c.q.MaxLength = 3
		}
		got, err := g.Paths(t.Context(), c.from, c.to, c.q)
		if err != nil {
			t.Errorf("%s: %v", c.rule, err)
			continue
		}
		var parts []string
		for _, line := range strings.Split(describePaths(t, c.from == c.to, got), "\n") {
			keys, truncated, _ := strings.Cut(line, " truncated ")
			if parts = append(parts, keys); truncated == "true" && len(parts) == len(got) {
				parts = append(parts, "cut")
			}
		}
		same(t, c.rule, strings.Join(parts, " / "), c.want)
	}
}

func TestWalksRefuseWhatIsOutOfRangeAndNameTheLimit(t *testing.T) {
	g := graph.New(storeOf(t, storetest.Fixture()))
	near := func(id string, q graph.Near) error { _, err := g.Neighbourhood(t.Context(), id, q); return err }
	paths := func(from, to string, q graph.PathQuery) error {
		_, err := g.Paths(t.Context(), from, to, q)
		return err
	}
	for _, c := range []struct {
		rule string
		err  error
		kind graph.ErrorKind
		says string
	}{
		{"no depth", near("alder", graph.Near{}), graph.Invalid, "depth must be from 1 to 6 here, and is 0"},
		{"too deep", near("alder", graph.Near{Depth: 7}), graph.Invalid, "depth must be from 1 to 6 here, and is 7"},
		{"no nodes", near("alder", graph.Near{Depth: 1, First: new(0)}), graph.Invalid, "first must be from 1 to 1000 here, and is 0"},
		{"too many nodes", near("alder", graph.Near{Depth: 1, First: new(1001)}), graph.Invalid, "first must be from 1 to 1000 here, and is 1001"},
		{"no such node", near("nowhere", graph.Near{Depth: 1}), graph.NotFound, `no node "nowhere"`},
		{"an id of another kind", near(graph.ID(&graph.Factor{Key: "alder"}), graph.Near{Depth: 1}), graph.NotFound, "no node"},
		{"no length", paths("alder", "birch", graph.PathQuery{}), graph.Invalid, "maxLength must be from 1 to 8 here, and is 0"},
		{"too long", paths("alder", "birch", graph.PathQuery{MaxLength: 9}), graph.Invalid, "maxLength must be from 1 to 8 here, and is 9"},
		{"too many paths", paths("alder", "birch", graph.PathQuery{MaxLength: 1, First: new(101)}), graph.Invalid, "first must be from 1 to 100 here, and is 101"},
		{"no such start", paths("nowhere", "birch", graph.PathQuery{MaxLength: 1}), graph.NotFound, `no node "nowhere"`},
		{"no such end", paths("birch", "awareness/leaving", graph.PathQuery{MaxLength: 1}), graph.NotFound, `no node "awareness/leaving"`},
	} {
		if graph.KindOf(c.err) != c.kind || !strings.Contains(fmt.Sprint(c.err), c.says) {
			t.Errorf("%s: %v, want %s: %s", c.rule, c.err, c.kind, c.says)
		}
	}
}

// hub is a world in which two factors have so many findings that searches from them
// are cut, and the only way from one to the other along ABOUT and IN_PHASE leads
// over the last of them.
func hub(findings int) []graph.Record {
	records := storetest.Fixture()
	model := newJudge(records).Record(graph.KindFinding, "f4").(*graph.Finding)
	add := func(key, factor string, change func(*graph.Finding)) {
		f := *model
		f.Key, f.Factor = key, factor
		change(&f)
		records = append(records, &f)
	}
	for _, factor := range []string{"debt", "shelter"} {
		for i := range findings {
			add(fmt.Sprintf("a-%s-%04d", factor, i), factor, func(*graph.Finding) {})
		}
		add("z-"+factor, factor, func(f *graph.Finding) { f.Phase, f.PhaseBasis = "visceral", "STATED" })
	}
	return records
}

func TestPathsSayWhereTheSearchWasCut(t *testing.T) {
	g := graph.New(storeOf(t, hub(600)))
	only := graph.PathQuery{MaxLength: 4, Along: []*graph.EdgeKind{graph.EdgeKindOf("ABOUT"), graph.EdgeKindOf("IN_PHASE")}}
	_, err := g.Paths(t.Context(), "debt", "shelter", only)
	if graph.KindOf(err) != graph.Limit || !strings.Contains(err.Error(), "500 nodes") {
		t.Errorf("got %v, want a refusal that names the limit", err)
	}
	got, err := graph.New(storeOf(t, hub(400))).Paths(t.Context(), "debt", "shelter", only)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "below the limit", describePaths(t, false, got), "debt z-debt visceral z-shelter shelter truncated false")
	got, err = g.Paths(t.Context(), "debt", "support", only)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "cut on one side, and found whole from the other", describePaths(t, false, got), "debt z-debt visceral f3 support truncated false")
}

// Two studies are in one report only, which is in the middle of a thicket: there is
// one path, and no end of ways that look as if they might become others.
func TestASearchAmongBlindAlleysIsGivenUpInTime(t *testing.T) {
	records := storetest.Fixture()
	var link, study, report graph.Record
	for _, r := range records {
		switch r.RecordKind() {
		case graph.KindStudyReport:
			link = r
		case graph.KindStudy:
			study = r
		case graph.KindReport:
			report = r
		}
	}
	copyOf := func(r graph.Record, key string) graph.Record {
		c := graph.ModelOf(r.RecordKind()).Copy(r)
		graph.ModelOf(r.RecordKind()).KeyField().SetStr(c, key)
		return c
	}
	join := func(study, report string) {
		c := copyOf(link, "").(*graph.StudyReport)
		c.Study, c.Report, c.Role = study, report, graph.Included
		records = append(records, c)
	}
	const wide = 40
	for i := range wide {
		records = append(records, copyOf(study, fmt.Sprintf("wide-study-%d", i)), copyOf(report, fmt.Sprintf("wide-report-%d", i)))
		for j := range wide {
			join(fmt.Sprintf("wide-study-%d", i), fmt.Sprintf("wide-report-%d", j))
		}
	}
	for _, key := range []string{"first", "last"} {
		records = append(records, copyOf(study, key))
		join(key, "wide-report-0")
	}
	g := graph.New(storeOf(t, records))
	start := time.Now()
	got, err := g.Paths(t.Context(), "first", "last", graph.PathQuery{MaxLength: 8})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "paths", describePaths(t, false, got), "first wide-report-0 last truncated true")
	if took := time.Since(start); took > 30*time.Second {
		t.Errorf("it took %s", took)
	}
}

func TestWalksNeedABoundedNumberOfStoreCalls(t *testing.T) {
	for _, records := range [][]graph.Record{storetest.Generate(1, storetest.Small), hub(700)} {
		counting := storetest.NewCounting(storeOf(t, records))
		g := graph.New(counting)
		nodes := recordKeys(storetest.NewNaive(records).All(graph.KindFactor))
		for depth := 1; depth <= graph.MaxDepth; depth++ {
			counting.Reset()
			if _, err := g.Neighbourhood(t.Context(), nodes[0], graph.Near{Depth: depth, First: new(1000)}); err != nil {
				t.Fatal(err)
			}
			if calls := counting.Counts().Total(); calls > depth+3 {
				t.Errorf("a neighbourhood of depth %d needs %d calls", depth, calls)
			}
		}
		for length := 1; length <= graph.MaxPathLength; length++ {
			counting.Reset()
			if _, err := g.Paths(t.Context(), nodes[0], nodes[1], graph.PathQuery{MaxLength: length, First: new(100)}); err != nil && graph.KindOf(err) != graph.Limit {
				t.Fatal(err)
			}
			if calls := counting.Counts().Total(); calls > 3*length+2 {
				t.Errorf("paths of at most %d edges need %d calls", length, calls)
			}
		}
	}
}

func TestFaultsOfTheStoreDuringAWalkAreTold(t *testing.T) {
	broken := graph.Errorf("trace", graph.Unavailable, "Away.")
	for name, ask := range map[string]func(*graph.Graph) error{
		"neighbourhood": func(g *graph.Graph) error {
			_, err := g.Neighbourhood(t.Context(), "alder", graph.Near{Depth: 3})
			return err
		},
		"paths": func(g *graph.Graph) error {
			_, err := g.Paths(t.Context(), "women", "f5", graph.PathQuery{MaxLength: 5})
			return err
		},
	} {
		counting := storetest.NewCounting(storeOf(t, storetest.Fixture()))
		if err := ask(graph.New(counting)); err != nil {
			t.Fatal(err)
		}
		for verb, calls := range counting.Counts().Calls {
			for call := 1; call <= calls+1; call++ {
				err := ask(graph.New(storetest.NewFaulty(storeOf(t, storetest.Fixture()), storetest.Fault{Verb: verb, Call: call, Err: broken})))
				if errors.Is(err, broken) != (call <= calls) {
					t.Errorf("%s: a fault of call %d of %d of %s gives %v", name, call, calls, verb, err)
				}
			}
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := graph.New(storeOf(t, storetest.Fixture())).Paths(gone, "women", "men", graph.PathQuery{MaxLength: 4}); graph.KindOf(err) != graph.Canceled {
		t.Errorf("a cancelled walk gives %v", err)
	}
}
