package storetest

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// axisOf makes the axis of all values that a dimension has in a world.
func axisOf(n *Naive, d *graph.DimensionModel) graph.Axis {
	axis := graph.Axis{Dimension: d.Dimension}
	if d.Field.Type == graph.TypeEnum {
		axis.Keys = d.Field.Vocabulary.Names()
		return axis
	}
	for _, r := range n.All(d.Field.Kind) {
		switch {
		case d.Field.Absent(r):
		case d.Field.Type == graph.TypeInt:
			axis.Keys = append(axis.Keys, strconv.Itoa(d.Field.Int(r)))
		default:
			axis.Keys = append(axis.Keys, valuesOf(d.Field, r)...)
		}
	}
	slices.Sort(axis.Keys)
	axis.Keys = slices.Compact(axis.Keys)
	return axis
}

func mustTally(t testing.TB, s graph.Store, q graph.Tally) *graph.Counted {
	t.Helper()
	c, err := s.Tally(background, q)
	if err != nil || c == nil {
		t.Fatalf("tally %+v: %v", q, err)
	}
	return c
}

// What is counted, and in which units: all of them come first.
var (
	countedKinds = []graph.Kind{graph.KindFinding, graph.KindStudy, graph.KindFactor}
	countedUnits = []graph.Units{graph.CountAll, 0, graph.CountStudies | graph.CountValences, graph.CountSamples, graph.CountReports, graph.CountValenceStudies}
)

// dimensions counts findings, studies and factors by every dimension: alone in all
// units and in each, and with others in all units and in none. In pairs, every dimension
// meets every kind, in all units, and every kind each of the units; the other dimensions
// are met in turns, with one of the kinds.
func (s suite) dimensions(t *testing.T) {
	store, naive := s.world(t)
	all := graph.Dimensions()
	for i, d := range all {
		t.Run(d.Name, func(t *testing.T) { allSame(t, store, s.countsBy(t, naive, i)) })
	}
	t.Run("large products", func(t *testing.T) {
		wide := func(d graph.Dimension) graph.Axis {
			axis := axisOf(naive, graph.DimensionOf(d))
			for i := range 1000 {
				axis.Keys = append(axis.Keys, fmt.Sprintf("no-such-%d", i))
			}
			return axis
		}
		q := graph.Tally{By: []graph.Axis{wide(graph.DimFactor), wide(graph.DimStudy), wide(graph.DimPhase)}, Units: graph.CountAll}
		same(t, "three axes of a thousand", describeCounted(mustTally(t, store, q)), describeCounted(naive.Tally(q)))
	})
	t.Run("empty axes and no axes", func(t *testing.T) {
		for _, by := range [][]graph.Axis{nil, {{Dimension: graph.DimPhase}}, {{Dimension: graph.DimYear}, axisOf(naive, all[0])}, {{Dimension: graph.DimYear, Keys: []string{"0"}}}, {{Dimension: graph.DimPhase, Keys: []string{""}}}, {{Dimension: graph.DimPhase, Place: map[string][]int{}}}} {
			for _, of := range []graph.Kind{0, graph.KindStudy, graph.KindFactor} {
				for _, groupsOnly := range []bool{false, true} {
					q := graph.Tally{Of: of, By: by, Units: graph.CountAll, GroupsOnly: groupsOnly}
					same(t, q, describeCounted(mustTally(t, store, q)), describeCounted(naive.Tally(q)))
				}
			}
		}
	})
}

// countsBy makes the questions that count by one dimension, the ith.
func (s suite) countsBy(t *testing.T, naive *Naive, i int) []question {
	all := graph.Dimensions()
	current := graph.Equals(field(t, graph.KindFinding, "status"), "CURRENT")
	one, two := axisOf(naive, all[i]), axisOf(naive, all[(i+1)%len(all)])
	some := one
	some.Keys = one.Keys[:(len(one.Keys)+1)/2]
	valences := graph.Axis{Dimension: graph.DimValence, Keys: []string{"HINDERING", "FACILITATING"}}
	var questions []question
	for k, of := range countedKinds {
		for a, by := range [][]graph.Axis{{one}, {some}, {one, two}, {two, some, valences}} {
			units := countedUnits
			if len(by) != 1 {
				units = units[:2]
			}
			for j, u := range units {
				if s.inPairs && !inTurn(i, len(by), j, k) {
					continue
				}
				q := graph.Tally{Of: of, By: by, Units: u}
				if of == graph.KindFinding {
					q.Where = current
				} else {
					q.Findings = current
				}
				want := naive.Tally(q)
				questions = append(questions, counting(q, want))
				if !s.inPairs || (i+a)%len(countedKinds) == k {
					questions = append(questions, groupsAlone(q, want.Groups)...)
				}
				if len(by) == 1 && want.Groups.Len() == 0 {
					t.Errorf("no group of %+v holds anything", q)
				}
			}
		}
	}
	return questions
}

// inTurn says whether, in pairs, a kind is counted in units by so many dimensions, of
// which the first is given. Kinds and units are given by their places.
func inTurn(dimension, dimensions, units, kind int) bool {
	if dimensions == 1 && units == 0 {
		return true
	}
	its := (dimension+dimensions+units)%len(countedKinds) == kind
	return its && (dimensions > 1 || (dimension+units)%(len(countedUnits)-1) < 2)
}

// groupsAlone asks for nothing but the groups, where up to two axes count in all
// units, and where one counts in none.
func groupsAlone(q graph.Tally, want graph.Groups) []question {
	if len(q.By) < 3 && q.Units == graph.CountAll || len(q.By) == 1 && q.Units == 0 {
		q.GroupsOnly = true
		return []question{counting(q, &graph.Counted{Groups: want})}
	}
	return nil
}

// fixtureTally names its answers.
func (s suite) fixtureTally(t *testing.T) {
	store, _ := s.fixture(t)
	current := graph.Equals(field(t, graph.KindFinding, "status"), "CURRENT")
	total := graph.Counts{
		Nodes: 5, Findings: 5, Studies: 2, Samples: 2, Reports: 3, FromAbsence: 1, Participants: 32,
		ByValence: [4]graph.ValenceCount{{Findings: 2, Studies: 2}, {Findings: 1, Studies: 1}, {Findings: 1, Studies: 1}, {Findings: 1}},
	}
	for _, c := range []struct {
		name string
		ask  graph.Tally
		want []string // of each group: place, nodes, findings, studies, samples, participants
	}{
		{"phases with their parts and mappings", graph.Tally{Where: current, By: []graph.Axis{{
			Dimension: graph.DimPhase, Keys: []string{"awareness", "leaving"},
			Place: map[string][]int{"awareness": {0}, "visceral": {0}, "turn": {0}, "leaving": {1}},
		}}}, []string{"0: 3 3 2 2 32", "1: 1 1 1 1 20", "unplaced: 1 1 1 2 32"}},
		{"a finding in several groups", graph.Tally{Where: current, By: []graph.Axis{{Dimension: graph.DimLifeStage, Keys: []string{"MINOR", "ADULT"}}}},
			[]string{"0: 2 2 1 2 32", "1: 3 3 2 2 32", "unplaced: 1 1 0 0 0", "overlapping"}},
		{"countries of the samples", graph.Tally{Where: current, By: []graph.Axis{{Dimension: graph.DimCountry, Keys: []string{"NP", "IT", "US"}}}},
			[]string{"0: 3 3 2 2 32", "1: 4 4 2 2 32", "unplaced: 1 1 0 0 0", "overlapping"}},
		{"language of the primary reports", graph.Tally{Where: current, By: []graph.Axis{{Dimension: graph.DimLanguage, Keys: []string{"en", "it"}}}},
			[]string{"0: 2 2 1 1 20", "1: 4 4 2 2 32", "unplaced: 1 1 0 0 0", "overlapping"}},
		{"year of the study", graph.Tally{Where: current, By: []graph.Axis{{Dimension: graph.DimYear, Keys: []string{"1998", "2010"}}}},
			[]string{"0: 2 2 1 1 20", "1: 2 2 1 2 32", "unplaced: 1 1 0 0 0"}},
		{"studies by their own design", graph.Tally{Of: graph.KindStudy, Findings: current, By: []graph.Axis{{Dimension: graph.DimDesign, Keys: []string{"QUALITATIVE", "QUANTITATIVE"}}}},
			[]string{"0: 2 2 2 1 20", "1: 1 2 1 2 32", "unplaced: 0 0 0 0 0"}},
		{"studies by their findings", graph.Tally{Of: graph.KindStudy, Findings: current, By: []graph.Axis{{Dimension: graph.DimFactor, Keys: []string{"debt", "support"}}}},
			[]string{"0: 1 1 1 1 20", "1: 2 2 2 2 32", "unplaced: 1 1 2 2 32", "overlapping"}},
		{"factors by level", graph.Tally{Of: graph.KindFactor, Findings: current, By: []graph.Axis{{Dimension: graph.DimFactorLevel, Keys: []string{"RELATIONAL"}}}},
			[]string{"0: 2 3 2 2 32", "unplaced: 1 2 1 1 20"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.ask.Units = graph.CountAll
			counted := mustTally(t, store, c.ask)
			line := func(name string, c graph.Counts) string {
				return fmt.Sprintf("%s: %d %d %d %d %d", name, c.Nodes, c.Findings, c.Studies, c.Samples, c.Participants)
			}
			var got []string
			for _, g := range counted.Groups.List() {
				got = append(got, line(strconv.Itoa(int(g.At[0])), g.Counts))
			}
			got = append(got, line("unplaced", counted.Unplaced))
			if counted.Overlapping {
				got = append(got, "overlapping")
			}
			same(t, c.name, got, c.want)
			if c.ask.Of == 0 && counted.Total != total {
				t.Errorf("total is %+v, want %+v", counted.Total, total)
			}
		})
	}
	t.Run("samples marked as overlapping", func(t *testing.T) {
		files := copyOf[*graph.Sample](t, store, graph.KindSample, "files")
		files.Size, files.SizeUnit, files.Studies = 5, graph.UnitPeople, []string{"cedar", "birch"}
		mustApply(t, store, put(files))
		counted := mustTally(t, store, graph.Tally{Where: current, Units: graph.CountSamples})
		if c := counted.Total; c.Samples != 3 || c.Participants != 37 || !c.MayOverlap {
			t.Errorf("total is %+v, want 3 samples of 37 people that may overlap", c)
		}
	})
}
