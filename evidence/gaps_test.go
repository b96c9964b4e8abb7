package evidence_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// allOfGaps asks for everything that can be told of gaps.
var allOfGaps = evidence.GapsAsked{Told: evidence.AllGapKinds, Missing: true}

func gapsOf(t testing.TB, g *graph.Graph, q evidence.GapQuery) (*evidence.Matrix, []evidence.Gap) {
	t.Helper()
	m, gaps, err := evidence.Gaps(context.Background(), g, q)
	if err != nil {
		t.Fatal(err)
	}
	return m, gaps
}

// written writes gaps down as the oracle does.
func written(m *evidence.Matrix, gaps []evidence.Gap) []string {
	names := func(s evidence.Dimensions) []string {
		var out []string
		for _, d := range s.List() {
			out = append(out, d.String())
		}
		return out
	}
	var out []string
	for _, gap := range gaps {
		c := gapLines{gap.Kinds.Names(), names(gap.NotReported), names(gap.NotExtracted)}
		out = append(out, c.line(m.Rows[gap.Cell/len(m.Columns)].Key, m.Columns[gap.Cell%len(m.Columns)].Key))
	}
	return out
}

// axesOfGaps are the dimensions of which gaps are told.
var axesOfGaps = []graph.Dimension{
	graph.DimFactor, graph.DimFactorLevel, graph.DimPhase, graph.DimDesign, graph.DimTraffickingScope, graph.DimSetting, graph.DimLifeStage,
	graph.DimEntryStage, graph.DimCountry, graph.DimCountryOfOrigin, graph.DimLanguage, graph.DimYear, graph.DimInformant, graph.DimDefinitionScope,
}

// makesNoSense says of which pairs of dimensions no gaps can be told.
func makesNoSense(rows, columns graph.Dimension) bool {
	pair := []graph.Dimension{rows, columns}
	for _, d := range pair {
		if !slices.Contains(axesOfGaps, d) {
			return true
		}
	}
	return rows == columns || slices.Contains(pair, graph.DimFactor) && slices.Contains(pair, graph.DimFactorLevel)
}

func compareLines(t *testing.T, name string, got, want []string) {
	t.Helper()
	if slices.Equal(got, want) {
		return
	}
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	t.Fatalf("%s: %d gaps, want %d; the first that differ are\n got %v\nwant %v", name, len(got), len(want), got[i:min(i+1, len(got))], want[i:min(i+1, len(want))])
}

func TestEveryGapIsThatOfThePlainRulesInRandomWorlds(t *testing.T) {
	seen := map[evidence.GapKind]int{}
	first := storetest.Seed(t, 100)
	for seed := first; seed < first+8; seed++ {
		world := storetest.NewNaive(storetest.Generate(seed, storetest.Size{Studies: 10, Factors: 8, Findings: 60}))
		g := graphOf(t, graph.Release{}, storetest.Generate(seed, storetest.Size{Studies: 10, Factors: 8, Findings: 60}))
		dice := rand.New(rand.NewPCG(uint64(seed), 5))
		for range 12 {
			q := anyQuery(dice, world)
			if dice.IntN(2) == 0 {
				q.Rows, q.Columns = graph.DimFactor, axesOfGaps[dice.IntN(len(axesOfGaps))]
			}
			if makesNoSense(q.Rows, q.Columns) {
				continue
			}
			name := fmt.Sprintf("seed %d, %s by %s of %q", seed, q.Rows, q.Columns, q.Model)
			m, gaps := gapsOf(t, g, evidence.GapQuery{Rows: q.Rows, Columns: q.Columns, Model: q.Model, Where: q.Where, GapsAsked: allOfGaps})
			compareLines(t, name, written(m, gaps), newGapOracle(world, q.Model, q.Where).gaps(q.Rows, q.Columns))
			for _, gap := range gaps {
				for _, k := range gap.Kinds.List() {
					seen[k]++
				}
			}
		}
	}
	for _, k := range evidence.GapKindModels() {
		if seen[k.Kind] == 0 {
			t.Errorf("no gap was %s, so that it was not compared", k.Name)
		}
	}
}

func TestEveryGapOfTheDatasetIsThatOfThePlainRules(t *testing.T) {
	g := builtin(t)
	world := storetest.NewNaive(dataset(t).Records)
	for _, q := range []evidence.GapQuery{
		{Rows: graph.DimFactor, Columns: graph.DimPhase},
		{Rows: graph.DimPhase, Columns: graph.DimSetting},
		{Rows: graph.DimFactorLevel, Columns: graph.DimPhase, Model: "transtheoretical"},
		{Rows: graph.DimFactorLevel, Columns: graph.DimPhase, Model: "sanders-typology"},
		{Rows: graph.DimFactorLevel, Columns: graph.DimLifeStage, Where: narrowings[1].where},
		{Rows: graph.DimCountry, Columns: graph.DimDesign},
		{Rows: graph.DimInformant, Columns: graph.DimCountryOfOrigin, Where: narrowings[4].where},
		{Rows: graph.DimYear, Columns: graph.DimLanguage},
	} {
		q.GapsAsked = allOfGaps
		m, gaps := gapsOf(t, g, q)
		want := newGapOracle(world, q.Model, q.Where).gaps(q.Rows, q.Columns)
		if len(want) == 0 {
			t.Errorf("%s by %s has no gaps, so that nothing is compared", q.Rows, q.Columns)
		}
		compareLines(t, fmt.Sprintf("%s by %s of %q", q.Rows, q.Columns, q.Model), written(m, gaps), want)
	}
}

func TestKindsAskedForChooseGapsAndHideNoOtherKindOfThem(t *testing.T) {
	g := builtin(t)
	for _, q := range []evidence.GapQuery{{Rows: graph.DimFactor, Columns: graph.DimPhase}, {Rows: graph.DimFactor, Columns: graph.DimSetting}} {
		q.GapsAsked = allOfGaps
		m, all := gapsOf(t, g, q)
		sets := []evidence.GapKinds{evidence.GapKindSet(evidence.NoEvidence, evidence.OneStudy), evidence.GapKindSet(evidence.NoFollowUp, evidence.SecondaryOnly)}
		for _, k := range evidence.GapKindModels() {
			sets = append(sets, evidence.GapKindSet(k.Kind))
		}
		for _, kinds := range sets {
			var want []evidence.Gap
			for _, gap := range all {
				if gap.Kinds&kinds != 0 {
					want = append(want, gap)
				}
			}
			q.GapsAsked = allOfGaps
			q.Kinds = kinds
			_, got := gapsOf(t, g, q)
			compareLines(t, strings.Join(kinds.Names(), " or "), written(m, got), written(m, want))

			// Without its kinds, a gap is still chosen by them.
			q.GapsAsked = evidence.GapsAsked{Kinds: kinds}
			_, bare := gapsOf(t, g, q)
			for i := range want {
				if len(bare) != len(want) || bare[i].Cell != want[i].Cell {
					t.Fatalf("%v: without their kinds, other gaps are chosen", kinds.Names())
				}
			}
		}
	}
}

func TestARowAskedForHasTheGapsThatItHasAmongAll(t *testing.T) {
	g := builtin(t)
	for _, q := range []evidence.GapQuery{{Rows: graph.DimFactor, Columns: graph.DimPhase}, {Rows: graph.DimSetting, Columns: graph.DimFactor}} {
		q.GapsAsked = allOfGaps
		m, all := gapsOf(t, g, q)
		width, found := len(m.Columns), 0
		for r, row := range m.Rows {
			var want []evidence.Gap
			for _, gap := range all {
				if gap.Cell/width == r {
					want = append(want, gap)
				}
			}
			q.Row = row.Key
			_, got := gapsOf(t, g, q)
			compareLines(t, row.Key, written(m, got), written(m, want))
			found += len(got)
		}
		q.Row = "no-such-row"
		if _, got := gapsOf(t, g, q); len(got) > 0 || found != len(all) {
			t.Errorf("a row that is not there has %d gaps; the rows have %d of %d", len(got), found, len(all))
		}
	}
}

func TestGapsAreThoseOfTheCellsOfAMatrix(t *testing.T) {
	g := builtin(t)
	for _, q := range []evidence.GapQuery{
		{Rows: graph.DimFactor, Columns: graph.DimPhase}, {Rows: graph.DimPhase, Columns: graph.DimFactorLevel, Model: "transtheoretical"},
		{Rows: graph.DimSetting, Columns: graph.DimCountry},
	} {
		q.GapsAsked = allOfGaps
		_, gaps := gapsOf(t, g, q)
		ask := evidence.MatrixQuery{Rows: q.Rows, Columns: q.Columns, Model: q.Model, Mappings: exactAndClose, Units: evidence.GapUnits}
		whole := matrix(t, g, ask)
		kinds := make([]evidence.GapKinds, whole.Cells())
		for _, gap := range gaps {
			kinds[gap.Cell] = gap.Kinds
		}
		compare := func(name string, m *evidence.Matrix) {
			got, err := m.GapsByCell(t.Context(), g)
			if err != nil {
				t.Fatal(err)
			}
			for i, k := range got {
				row, column := slices.Index(whole.Rows, m.Rows[i/len(m.Columns)]), slices.Index(whole.Columns, m.Columns[i%len(m.Columns)])
				if want := kinds[row*len(whole.Columns)+column]; k != want {
					t.Fatalf("%s of %s by %s: %v of %v has %v, want %v", name, q.Rows, q.Columns, m.Rows[i/len(m.Columns)], m.Columns[i%len(m.Columns)], k.Names(), want.Names())
				}
			}
		}
		compare("the matrix", whole)
		ask.NonEmpty = true
		compare("the dense matrix", matrix(t, g, ask))
		ask.NonEmpty = false
		if q.Rows == graph.DimFactor {
			ask.RowKeys = []string{whole.Rows[2].Key, whole.Rows[0].Key}
			compare("some rows", matrix(t, g, ask))
		}
	}
}

func TestAMatrixOfAxesThatMakeNoSenseHasNoGaps(t *testing.T) {
	g := builtin(t)
	m := matrix(t, g, evidence.MatrixQuery{Rows: graph.DimStudy, Columns: graph.DimPhase, Units: evidence.GapUnits})
	pinned := g.Pin()
	kinds, err := m.GapsByCell(t.Context(), pinned)
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(kinds, func(k evidence.GapKinds) bool { return k != 0 }) {
		t.Error("studies by phases have gaps")
	}
	if calls, _ := pinned.Stats(); calls != 0 {
		t.Errorf("%d store calls to say nothing", calls)
	}
}

func TestAxesOfWhichNoGapsCanBeToldAreRefusedWithARemedy(t *testing.T) {
	g := builtin(t)
	for _, a := range graph.Dimensions() {
		for _, b := range graph.Dimensions() {
			_, _, err := evidence.Gaps(t.Context(), g, evidence.GapQuery{Rows: a.Dimension, Columns: b.Dimension})
			switch {
			case !makesNoSense(a.Dimension, b.Dimension):
				if err != nil {
					t.Errorf("%s by %s: %v", a.Name, b.Name, err)
				}
			case graph.KindOf(err) != graph.Invalid || !strings.Contains(err.Error(), "choose"):
				t.Errorf("%s by %s: got %v, want a refusal that says what to choose", a.Name, b.Name, err)
			}
		}
	}
	_, _, err := evidence.Gaps(t.Context(), g, evidence.GapQuery{Rows: graph.DimFactor, Columns: graph.DimPhase, Model: "no-such-model"})
	if graph.KindOf(err) != graph.NotFound {
		t.Errorf("got %v for an unknown model", err)
	}
}

func TestGapsCostTheSameStoreCallsWhateverTheData(t *testing.T) {
	var few []graph.Record // the dataset with every tenth finding, and without caveats, which speak of the others
	for i, r := range dataset(t).Records {
		if r.RecordKind() != graph.KindCaveat && (r.RecordKind() != graph.KindFinding || i%10 == 0) {
			few = append(few, r)
		}
	}
	isFinding := func(r graph.Record) bool { return r.RecordKind() == graph.KindFinding }
	worlds := map[string]*graph.Graph{
		"the dataset": builtin(t), "few findings": graphOf(t, graph.Release{}, few),
		"none": graphOf(t, graph.Release{}, slices.DeleteFunc(slices.Clone(few), isFinding)),
	}
	for _, c := range []struct {
		rows, columns graph.Dimension
		asked         evidence.GapsAsked
		want          int
	}{
		{graph.DimFactor, graph.DimPhase, allOfGaps, 9},
		{graph.DimFactor, graph.DimSetting, allOfGaps, 9},
		{graph.DimCountry, graph.DimLifeStage, allOfGaps, 8},
		{graph.DimFactor, graph.DimPhase, evidence.GapsAsked{Kinds: evidence.GapKindSet(evidence.NoEvidence)}, 1},
		{graph.DimFactor, graph.DimPhase, evidence.GapsAsked{Kinds: evidence.GapKindSet(evidence.NoEvidence, evidence.NoFollowUp), Told: evidence.AllGapKinds, Missing: true}, 2},
		{graph.DimFactor, graph.DimPhase, evidence.GapsAsked{Kinds: evidence.GapKindSet(evidence.OneStudy)}, 1},
		{graph.DimFactor, graph.DimPhase, evidence.GapsAsked{Kinds: evidence.GapKindSet(evidence.OneLanguage)}, 3},
		{graph.DimFactor, graph.DimPhase, evidence.GapsAsked{Kinds: evidence.GapKindSet(evidence.OneStudy), Told: evidence.AllGapKinds}, 8},
	} {
		for name, g := range worlds {
			pinned := g.Pin()
			gapsOf(t, pinned, evidence.GapQuery{Rows: c.rows, Columns: c.columns, GapsAsked: c.asked})
			if calls, _ := pinned.Stats(); calls != c.want {
				t.Errorf("%s by %s, kinds %v, told %v, over %s: %d store calls, want %d", c.rows, c.columns, c.asked.Kinds.Names(), c.asked.Told.Names(), name, calls, c.want)
			}
		}
	}
}

func TestGapsDoNotDependOnTheOrderOfRecords(t *testing.T) {
	seed := storetest.Seed(t, 40)
	records := storetest.Generate(seed, storetest.Small)
	one := graphOf(t, graph.Release{}, storetest.Generate(seed, storetest.Small))
	rand.New(rand.NewPCG(uint64(seed), 2)).Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
	other := graphOf(t, graph.Release{}, records)
	for _, rows := range axesOfGaps {
		q := evidence.GapQuery{Rows: rows, Columns: graph.DimPhase, GapsAsked: allOfGaps}
		if makesNoSense(rows, graph.DimPhase) {
			q.Columns = graph.DimSetting
		}
		m, gaps := gapsOf(t, one, q)
		n, again := gapsOf(t, other, q)
		compareLines(t, rows.String(), written(n, again), written(m, gaps))
	}
}
