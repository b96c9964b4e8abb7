package evidence_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// Generated worlds have what the built-in dataset has little of or nothing:
// findings that do not stand, parts of phases in every model, mappings both ways.

// inWorlds hands random matrices of generated worlds to a test.
func inWorlds(t *testing.T, check func(t *testing.T, g *graph.Graph, world *storetest.Naive, q evidence.MatrixQuery)) {
	first := storetest.Seed(t, 1)
	for seed := first; seed < first+6; seed++ {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			records := storetest.Generate(seed, storetest.Small)
			world := storetest.NewNaive(records)
			g := graphOf(t, graph.Release{}, records)
			dice := rand.New(rand.NewPCG(uint64(seed), 1))
			for range 12 {
				check(t, g, world, anyQuery(dice, world))
			}
		})
	}
}

// anyQuery makes a question; PHASE is more often an axis than chance would have it.
func anyQuery(dice *rand.Rand, world *storetest.Naive) evidence.MatrixQuery {
	dimension := func() graph.Dimension {
		if dice.IntN(3) == 0 {
			return graph.DimPhase
		}
		all := graph.Dimensions()
		return all[dice.IntN(len(all))].Dimension
	}
	q := evidence.MatrixQuery{Rows: dimension(), Columns: dimension(), Units: graph.CountAll}
	models := world.All(graph.KindPhaseModel)
	if i := dice.IntN(len(models) + 1); i < len(models) {
		q.Model = models[i].RecordKey()
	}
	for _, r := range relationSets["all"] {
		if dice.IntN(2) == 0 {
			q.Mappings = append(q.Mappings, r)
		}
	}
	q.Where = []graph.Filter{
		nil,
		graph.Equals(finding("valence"), "HINDERING"),
		graph.Equals(finding("status"), "WITHDRAWN"),
		graph.Not{Filter: graph.Equals(finding("confidence"), "LOW")},
		graph.Has{Edge: edge(graph.KindFinding, "samples"), Quant: graph.All, Where: graph.Equals(graph.ModelOf(graph.KindSample).Field("informant"), "LIVED_EXPERIENCE")},
	}[dice.IntN(5)]
	return q
}

// matching is what a caller's condition on findings means: those that do not stand
// are left out unless it speaks of status.
func matching(where graph.Filter) graph.Filter {
	if reflect.DeepEqual(where, graph.Equals(finding("status"), "WITHDRAWN")) {
		return where
	}
	return graph.Both(where, graph.Equals(finding("status"), "CURRENT"))
}

// count counts the findings of a world that meet a condition, one by one.
func count(world *storetest.Naive, where graph.Filter) graph.Counts {
	counter := graph.NewCounter(world)
	for _, r := range world.All(graph.KindFinding) {
		if graph.Match(world, where, r) {
			counter.AddFinding(r.(*graph.Finding))
		}
	}
	c := counter.Counts(graph.CountAll)
	c.Nodes = c.Findings
	return c
}

func TestEveryCellCountsTheFindingsOfItsFilter(t *testing.T) {
	filled := 0
	inWorlds(t, func(t *testing.T, g *graph.Graph, world *storetest.Naive, q evidence.MatrixQuery) {
		m := matrix(t, g, q)
		if got, want := m.Total, count(world, matching(q.Where)); got != want {
			t.Fatalf("%v by %v: total\n got %+v\nwant %+v", q.Rows, q.Columns, got, want)
		}
		var placed graph.Or
		for i := range m.Cells() {
			where := graph.And{matching(q.Where), m.Filter(i)}
			placed = append(placed, m.Filter(i))
			if got, want := m.Counts(i), count(world, where); got != want {
				t.Fatalf("%v by %v, cell %d:\n got %+v\nwant %+v", q.Rows, q.Columns, i, got, want)
			}
			if m.Counts(i).Findings > 0 {
				filled++
			}
		}
		outside := graph.And{matching(q.Where), graph.Not{Filter: placed}}
		if got, want := m.Unplaced, count(world, outside); got != want {
			t.Fatalf("%v by %v: unplaced\n got %+v\nwant %+v", q.Rows, q.Columns, got, want)
		}
	})
	if filled < 100 {
		t.Errorf("only %d cells held a finding, which proves too little", filled)
	}
}

func TestCellsAddUpToTheTotalUnlessTheyOverlap(t *testing.T) {
	overlapping := 0
	inWorlds(t, func(t *testing.T, g *graph.Graph, _ *storetest.Naive, q evidence.MatrixQuery) {
		m := matrix(t, g, q)
		sum := m.Unplaced.Findings
		for i := range m.Cells() {
			sum += m.Counts(i).Findings
			if c := m.Counts(i); !sound(c, m.Total) {
				t.Fatalf("%v by %v: cell %d is %+v, and all are %+v", q.Rows, q.Columns, i, c, m.Total)
			}
		}
		if m.Overlapping != (sum > m.Total.Findings) || sum < m.Total.Findings {
			t.Fatalf("%v by %v: %d findings in cells and unplaced, %d in all, overlapping is %t", q.Rows, q.Columns, sum, m.Total.Findings, m.Overlapping)
		}
		if m.Overlapping {
			overlapping++
		}
	})
	if overlapping == 0 {
		t.Error("no matrix overlapped, so half of the rule was not tried")
	}
}

// sound says whether counts agree with each other and with those of a whole that
// they are part of.
func sound(c, whole graph.Counts) bool {
	var valences, turnable int32
	for i, v := range c.ByValence {
		valences += v.Findings
		if i < 2 { // facilitating and hindering
			turnable += v.Findings
		}
	}
	within := c.Findings <= whole.Findings && c.Studies <= whole.Studies && c.Samples <= whole.Samples &&
		c.Reports <= whole.Reports && c.Participants <= whole.Participants
	return within && valences == c.Findings && c.FromAbsence <= turnable &&
		c.Studies <= c.Findings && c.Reports <= c.Findings && c.SamplesOfUnknownSize <= c.Samples
}

func TestSameQuestionOfTheSameContentHasTheSameAnswer(t *testing.T) {
	seed := storetest.Seed(t, 20)
	records := storetest.Generate(seed, storetest.Small)
	world := storetest.NewNaive(records)
	one := graphOf(t, graph.Release{}, records)
	dice := rand.New(rand.NewPCG(uint64(seed), 2))
	shuffled := storetest.Generate(seed, storetest.Small)
	dice.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	other := graphOf(t, graph.Release{}, shuffled)
	for range 20 {
		q := anyQuery(dice, world)
		by := evidence.Query{By: []graph.Dimension{q.Rows}, Model: q.Model, Mappings: q.Mappings, Where: q.Where, Units: graph.CountAll}
		if q.Columns != q.Rows {
			by.By = append(by.By, q.Columns)
		}
		first, err := evidence.Tally(t.Context(), one, by)
		if err != nil {
			t.Fatal(err)
		}
		second, err := evidence.Tally(t.Context(), other, by)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(first, second) {
			t.Errorf("seed %d, %v: the order in which records came changed the answer", seed, by.By)
		}
		if a, b := placedIn(t, one, q), placedIn(t, other, q); a != b {
			t.Errorf("seed %d: the order in which records came changed the placements:\n%s\n%s", seed, a, b)
		}
	}
}

// placedIn writes down how findings reached the axes of a matrix.
func placedIn(t *testing.T, g *graph.Graph, q evidence.MatrixQuery) string {
	t.Helper()
	m := matrix(t, g, q)
	placements, err := m.Placements(t.Context(), g)
	if err != nil {
		t.Fatal(err)
	}
	unmapped, err := m.Unmapped(t.Context(), g)
	if err != nil {
		t.Fatal(err)
	}
	out := ""
	for _, p := range placements {
		out += fmt.Sprintf("%s %d, ", p.Mapping.Key, p.Findings)
	}
	for _, p := range unmapped {
		out += p.Key + ", "
	}
	return out
}

func TestEveryNamedPhaseIsOnTheAxisOrUnmapped(t *testing.T) {
	inWorlds(t, func(t *testing.T, g *graph.Graph, world *storetest.Naive, q evidence.MatrixQuery) {
		q.Rows = graph.DimPhase
		m := matrix(t, g, q)
		unmapped, err := m.Unmapped(t.Context(), g)
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]bool{}
		for _, p := range unmapped {
			names[p.Key] = true
		}
		table, err := evidence.Tally(t.Context(), g, evidence.Query{By: []graph.Dimension{graph.DimPhase}, Model: q.Model, Mappings: q.Mappings, Where: q.Where})
		if err != nil {
			t.Fatal(err)
		}
		placed := graph.Or{}
		for i := range table.Axes[0].Keys {
			placed = append(placed, table.Axes[0].Filter(i))
		}
		for _, r := range world.All(graph.KindFinding) {
			f := r.(*graph.Finding)
			if f.Phase == "" || !graph.Match(world, matching(q.Where), f) {
				continue
			}
			if graph.Match(world, placed, f) == names[f.Phase] {
				t.Fatalf("%s names %s: on the axis %t, unmapped %t", f.Key, f.Phase, !names[f.Phase], names[f.Phase])
			}
		}
	})
}
