package evidence_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
)

func TestQuestionsCostTheSameStoreCallsWhateverTheirSize(t *testing.T) {
	g := builtin(t)
	ctx := context.Background()
	factors := matrix(t, g, evidence.MatrixQuery{Rows: graph.DimFactor, Columns: graph.DimPhase, Mappings: exactAndClose})
	for _, tt := range []struct {
		name string
		ask  func(*graph.Graph) error
		want int
	}{
		{"tally", func(g *graph.Graph) error {
			_, err := evidence.Tally(ctx, g, evidence.Query{By: []graph.Dimension{graph.DimFactor, graph.DimCountry, graph.DimYear}})
			return err
		}, 1},
		{"matrix", func(g *graph.Graph) error {
			_, err := evidence.NewMatrix(ctx, g, evidence.MatrixQuery{Rows: graph.DimFactor, Columns: graph.DimStudy})
			return err
		}, 1},
		{"counts of all factors", func(g *graph.Graph) error {
			_, err := evidence.CountsOf(ctx, g, evidence.FactorParents(keysOf(factors.Rows)), nil, graph.CountAll)
			return err
		}, 1},
		{"counts of none", func(g *graph.Graph) error {
			_, err := evidence.CountsOf(ctx, g, evidence.FactorParents(nil), nil, graph.CountAll)
			return err
		}, 0},
		{"facets of all factors", func(g *graph.Graph) error {
			_, err := evidence.FacetsOf(ctx, g, evidence.FactorParents(keysOf(factors.Rows)), nil, graph.DimCountry, graph.CountAll)
			return err
		}, 1},
		{"facets of cells", func(g *graph.Graph) error {
			_, err := evidence.CellFacets(ctx, g, factors, []int{0, 7, 9, 200}, graph.DimCountry, graph.CountAll)
			return err
		}, 1},
		{"overlap of all reviews", func(g *graph.Graph) error {
			_, err := evidence.OverlapOf(ctx, g, nil)
			return err
		}, 2},
		{"overlap of some reports", func(g *graph.Graph) error {
			_, err := evidence.OverlapOf(ctx, g, []string{"ferrari-2021", "hickle-2017-report", "wilson-nochajski-2016-report"})
			return err
		}, 2},
		{"readiness of a trait", func(g *graph.Graph) error {
			_, err := evidence.NewReadiness(ctx, g, evidence.ReadinessQuery{Moderator: graph.DimCountry, MinPerLevel: 10, Confounding: true, Dependence: true})
			return err
		}, 12}, // one for the levels, nine for the other traits, two for shared people
		{"readiness of another dimension", func(g *graph.Graph) error {
			_, err := evidence.NewReadiness(ctx, g, evidence.ReadinessQuery{Moderator: graph.DimYear, MinPerLevel: 10, Confounding: true, Dependence: true})
			return err
		}, 13},
		{"readiness, levels only", func(g *graph.Graph) error {
			_, err := evidence.NewReadiness(ctx, g, evidence.ReadinessQuery{Moderator: graph.DimYear, MinPerLevel: 10})
			return err
		}, 1},
		{"facets", func(g *graph.Graph) error {
			_, err := evidence.Facets(ctx, g, graph.KindFactor, nil, graph.DimCountry, graph.CountAll)
			return err
		}, 1},
	} {
		pinned := g.Pin()
		if err := tt.ask(pinned); err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if calls, _ := pinned.Stats(); calls != tt.want {
			t.Errorf("%s: %d store calls, want %d", tt.name, calls, tt.want)
		}
	}
}

func TestPlacementsAndUnmappedShareTheirStoreCalls(t *testing.T) {
	g := builtin(t)
	m := matrix(t, g, evidence.MatrixQuery{Rows: graph.DimFactor, Columns: graph.DimPhase, Model: "transtheoretical", Mappings: exactAndClose})
	pinned := g.Pin()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := m.Placements(context.Background(), pinned); err != nil {
				t.Error(err)
			}
		})
		wg.Go(func() {
			if _, err := m.Unmapped(context.Background(), pinned); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if calls, _ := pinned.Stats(); calls != 1 {
		t.Errorf("%d store calls for all of them, want one count", calls)
	}
}

func TestMatrixWithoutPhasesPlacesNothing(t *testing.T) {
	g := builtin(t)
	m := matrix(t, g, evidence.MatrixQuery{Rows: graph.DimFactor, Columns: graph.DimDesign, Mappings: relationSets["all"]})
	pinned := g.Pin()
	placements, err := m.Placements(context.Background(), pinned)
	if err != nil || len(placements) != 0 {
		t.Errorf("placements: got %v, %v", placements, err)
	}
	unmapped, err := m.Unmapped(context.Background(), pinned)
	if err != nil || len(unmapped) != 0 {
		t.Errorf("unmapped: got %v, %v", unmapped, err)
	}
	if calls, _ := pinned.Stats(); calls != 0 {
		t.Errorf("%d store calls to say nothing", calls)
	}
}

// asked keeps the last tally that its store was asked for.
type asked struct {
	graph.Store
	tally graph.Tally
}

func (a *asked) Tally(ctx context.Context, q graph.Tally) (*graph.Counted, error) {
	a.tally = q
	return a.Store.Tally(ctx, q)
}

func TestStoreIsAskedForFindingsOfTheParentsAndCellsOnly(t *testing.T) {
	data := dataset(t)
	inner, err := memstore.New(data.Release, data.Records)
	if err != nil {
		t.Fatal(err)
	}
	store := &asked{Store: inner}
	g := graph.New(store)
	ctx := context.Background()
	m := matrix(t, g, evidence.MatrixQuery{Rows: graph.DimFactor, Columns: graph.DimPhase, Mappings: exactAndClose})
	factor := slices.Index(keysOf(m.Rows), "stigma-labelling")
	for name, ask := range map[string]func() error{
		"counts": func() error {
			_, err := evidence.CountsOf(ctx, g, evidence.FactorParents([]string{"stigma-labelling"}), nil, graph.CountAll)
			return err
		},
		"facets": func() error {
			_, err := evidence.FacetsOf(ctx, g, evidence.FactorParents([]string{"stigma-labelling"}), nil, graph.DimYear, graph.CountAll)
			return err
		},
		"facets of a cell": func() error {
			_, err := evidence.CellFacets(ctx, g, m, []int{factor*len(m.Columns) + 1}, graph.DimYear, graph.CountAll)
			return err
		},
		"rows": func() error {
			_, err := evidence.NewMatrix(ctx, g, evidence.MatrixQuery{Rows: graph.DimFactor, Columns: graph.DimPhase, RowKeys: []string{"stigma-labelling"}, CellsOnly: true})
			return err
		},
	} {
		if err := ask(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !store.tally.GroupsOnly {
			t.Errorf("%s: the store was made to count what nobody reads", name)
		}
		page, err := inner.Find(ctx, graph.Find{Kind: graph.KindFinding, Where: store.tally.Where, Window: graph.Window{Limit: -1}})
		if err != nil {
			t.Fatal(err)
		}
		if len(page.Records) == 0 {
			t.Errorf("%s: the store was asked for nothing", name)
		}
		for _, r := range page.Records {
			if f := r.(*graph.Finding); f.Factor != "stigma-labelling" {
				t.Errorf("%s: the store was made to look at %s, which is about %s", name, f.Key, f.Factor)
			}
		}
	}
}
