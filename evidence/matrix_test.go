package evidence_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
)

func matrix(t testing.TB, g *graph.Graph, q evidence.MatrixQuery) *evidence.Matrix {
	t.Helper()
	m, err := evidence.NewMatrix(context.Background(), g, q)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func keysOf(values []evidence.Value) []string {
	var out []string
	for _, v := range values {
		out = append(out, v.Key)
	}
	return out
}

func TestQuestionsRefuseWhatTheyCannotAnswer(t *testing.T) {
	g := builtin(t)
	tally := func(model string, by ...graph.Dimension) error {
		_, err := evidence.Tally(context.Background(), g, evidence.Query{By: by, Model: model})
		return err
	}
	ofModel := func(model string) error {
		_, err := evidence.NewMatrix(context.Background(), g, evidence.MatrixQuery{Rows: graph.DimFactor, Columns: graph.DimPhase, Model: model})
		return err
	}
	studyID := graph.ID(&graph.Study{Key: "hickle-2017"})
	for _, tt := range []struct {
		name  string
		err   error
		kind  graph.ErrorKind
		names string // what the message must say
	}{
		{"no dimension", tally(""), graph.Invalid, "not 0"},
		{"four dimensions", tally("", graph.DimFactor, graph.DimPhase, graph.DimYear, graph.DimStudy), graph.Invalid, "not 4"},
		{"a dimension twice", tally("", graph.DimFactor, graph.DimYear, graph.DimFactor), graph.Invalid, "FACTOR"},
		{"unknown model", tally("no-such-model", graph.DimPhase), graph.NotFound, `"no-such-model"`},
		{"unknown model without an axis of phases", tally("no-such-model", graph.DimYear), graph.NotFound, `"no-such-model"`},
		{"unknown model of a matrix", ofModel("no-such-model"), graph.NotFound, `"no-such-model"`},
		{"text that is no key", ofModel("No Such Model"), graph.NotFound, `"No Such Model"`},
		{"id of another kind", ofModel(studyID), graph.NotFound, studyID},
		{"key of another kind", ofModel("hickle-2017"), graph.NotFound, "hickle-2017"},
	} {
		var fault *graph.Error
		if !errors.As(tt.err, &fault) {
			t.Errorf("%s: got %v, want an error", tt.name, tt.err)
			continue
		}
		if fault.Kind != tt.kind || !strings.Contains(fault.Message, tt.names) {
			t.Errorf("%s: got %s %q, want %s that says %s", tt.name, fault.Kind, fault.Message, tt.kind, tt.names)
		}
	}
}

func TestModelIsTakenByKeyAndById(t *testing.T) {
	g := builtin(t)
	q := evidence.MatrixQuery{Rows: graph.DimFactorLevel, Columns: graph.DimPhase, Mappings: exactAndClose, Model: "role-exit"}
	byKey := matrix(t, g, q)
	want := []string{"ebaugh-first-doubts", "ebaugh-seeking-alternatives", "ebaugh-turning-point", "ebaugh-ex-role"}
	if got := keysOf(byKey.Columns); !slices.Equal(got, want) {
		t.Errorf("columns: got %v, want %v", got, want)
	}
	q.Model = graph.ID(&graph.PhaseModel{Key: "role-exit"})
	if got := cellsOf(matrix(t, g, q)); !reflect.DeepEqual(got, cellsOf(byKey)) {
		t.Error("the answer differs when the model is named by its id")
	}
}

func TestDataWithoutAPhaseModelHasNoColumnsForPhases(t *testing.T) {
	var records []graph.Record
	for _, r := range dataset(t).Records {
		switch r := r.(type) {
		case *graph.Finding:
			r.Phase, r.PhaseBasis = "", graph.PhaseNotReported
		case *graph.PhaseModel, *graph.Phase, *graph.Transition, *graph.PhaseMapping, *graph.Caveat:
			continue
		}
		records = append(records, r)
	}
	g := graphOf(t, graph.Release{}, records)
	m := matrix(t, g, evidence.MatrixQuery{Rows: graph.DimFactor, Columns: graph.DimPhase, Mappings: exactAndClose, Units: graph.CountAll})
	if len(m.Columns) != 0 || m.Cells() != 0 || m.Unplaced != m.Total || m.Total.Findings == 0 {
		t.Errorf("got %d columns, %d findings unplaced of %d", len(m.Columns), m.Unplaced.Findings, m.Total.Findings)
	}
	if got := placedIn(t, g, evidence.MatrixQuery{Rows: graph.DimFactor, Columns: graph.DimPhase}); got != "" {
		t.Errorf("placements without phases: %s", got)
	}
}

func TestTransposedMatrixHasTheSameCells(t *testing.T) {
	g := builtin(t)
	for _, a := range graph.Dimensions() {
		for _, b := range []graph.Dimension{graph.DimPhase, graph.DimCountry, graph.DimStudy, graph.DimValence} {
			q := evidence.MatrixQuery{Rows: a.Dimension, Columns: b, Mappings: exactAndClose, Units: graph.CountAll}
			m := matrix(t, g, q)
			q.Rows, q.Columns = q.Columns, q.Rows
			n := matrix(t, g, q)
			if m.Total != n.Total || m.Unplaced != n.Unplaced || m.Overlapping != n.Overlapping {
				t.Errorf("%s by %s: the totals differ from those of %s by %s", a.Name, b, b, a.Name)
			}
			for r := range m.Rows {
				for c := range m.Columns {
					if got, want := m.Counts(r*len(m.Columns)+c), n.Counts(c*len(n.Columns)+r); got != want {
						t.Fatalf("%s by %s: cell %d,%d is %+v, and transposed %+v", a.Name, b, r, c, got, want)
					}
				}
			}
		}
	}
}

func TestSameDimensionOnBothAxesIsCountedOnTheDiagonal(t *testing.T) {
	g := builtin(t)
	for _, d := range graph.Dimensions() {
		m := matrix(t, g, evidence.MatrixQuery{Rows: d.Dimension, Columns: d.Dimension, Mappings: exactAndClose, Units: graph.CountAll})
		table, err := evidence.Tally(context.Background(), g, evidence.Query{By: []graph.Dimension{d.Dimension}, Mappings: exactAndClose, Units: graph.CountAll})
		if err != nil {
			t.Fatal(err)
		}
		alone := named(table.Groups, graph.Counts{}, graph.Counts{})
		aside := 0
		for i := range m.Cells() {
			r, c := i/len(m.Columns), i%len(m.Columns)
			switch {
			case r == c && m.Counts(i) != alone[m.Rows[r].Key]:
				t.Errorf("%s: %s is %+v, want %+v", d.Name, m.Rows[r].Key, m.Counts(i), alone[m.Rows[r].Key])
			case r != c && m.Counts(i).Findings > 0:
				aside++
			}
		}
		if (aside > 0) != table.Overlapping {
			t.Errorf("%s: %d cells beside the diagonal hold findings, and overlapping is %t", d.Name, aside, table.Overlapping)
		}
	}
}

func TestNonEmptyDropsRowsAndColumnsWithoutAFindingAndNothingElse(t *testing.T) {
	g := builtin(t)
	for _, n := range narrowings {
		q := evidence.MatrixQuery{Rows: graph.DimFactor, Columns: graph.DimPhase, Mappings: exactAndClose, Where: n.where, Units: graph.CountAll}
		whole := matrix(t, g, q)
		q.NonEmpty = true
		dense := matrix(t, g, q)
		if !reflect.DeepEqual(cellsOf(dense), cellsOf(whole)) {
			t.Errorf("%s: the cells with findings differ", n.name)
		}
		used := map[evidence.Value]bool{}
		for i := range whole.Cells() {
			if whole.Counts(i).Findings > 0 {
				used[whole.Rows[i/len(whole.Columns)]] = true
				used[whole.Columns[i%len(whole.Columns)]] = true
			}
		}
		keep := func(values []evidence.Value) []string {
			return keysOf(slices.DeleteFunc(slices.Clone(values), func(v evidence.Value) bool { return !used[v] }))
		}
		if !slices.Equal(keysOf(dense.Rows), keep(whole.Rows)) || !slices.Equal(keysOf(dense.Columns), keep(whole.Columns)) {
			t.Errorf("%s: got rows %v and columns %v", n.name, keysOf(dense.Rows), keysOf(dense.Columns))
		}
		checkFilters(t, g, dense)
	}
}

// checkFilters says where the filter of a cell finds others than are counted.
func checkFilters(t testing.TB, g *graph.Graph, m *evidence.Matrix) {
	t.Helper()
	var names []string
	var filters []graph.Filter
	for i := range m.Cells() {
		names = append(names, fmt.Sprint(i))
		filters = append(filters, m.Filter(i))
	}
	lists, err := g.Groups(context.Background(), graph.KindFinding, "cells", names, filters, graph.ListArgs{
		Where: m.Where(), Total: true, Page: graph.PageArgs{Default: 1, Max: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range lists {
		if got, want := lists[i].Total, int(m.Counts(i).Findings); got != want {
			t.Fatalf("the filter of cell %d (%s, %s) finds %d findings, and %d are counted", i,
				m.Rows[i/len(m.Columns)].Key, m.Columns[i%len(m.Columns)].Key, got, want)
		}
	}
}

func TestFilterOfACellFindsWhatItCounts(t *testing.T) {
	g := builtin(t)
	for _, d := range graph.Dimensions() {
		for _, n := range narrowings[:3] {
			checkFilters(t, g, matrix(t, g, evidence.MatrixQuery{
				Rows: d.Dimension, Columns: graph.DimPhase, Model: "transtheoretical", Mappings: relationSets["all"], Where: n.where,
			}))
		}
	}
}

func TestRowKeysShowTheseRowsOnlyInTheirOrder(t *testing.T) {
	g := builtin(t)
	for _, d := range []graph.Dimension{graph.DimFactor, graph.DimPhase, graph.DimYear, graph.DimCountry, graph.DimDesign, graph.DimLanguage} {
		q := evidence.MatrixQuery{Rows: d, Columns: graph.DimPhase, Model: "transtheoretical", Mappings: relationSets["all"], Units: graph.CountAll}
		whole := matrix(t, g, q)
		q.RowKeys = []string{whole.Rows[2].Key, "1066", whole.Rows[0].Key}
		m := matrix(t, g, q)
		if got := keysOf(m.Rows); !slices.Equal(got, q.RowKeys) {
			t.Errorf("%s: got rows %v, want %v", d, got, q.RowKeys)
		}
		for c := range m.Columns {
			width := len(m.Columns)
			for row, want := range []graph.Counts{whole.Counts(2*width + c), {}, whole.Counts(c)} {
				if got := m.Counts(row*width + c); got != want {
					t.Errorf("%s: row %d, column %d: got %+v, want %+v", d, row, c, got, want)
				}
			}
		}
		if m.Total != (graph.Counts{}) || m.Unplaced != (graph.Counts{}) {
			t.Errorf("%s: the matrix of some rows tells a total of %+v", d, m.Total)
		}
		checkFilters(t, g, m)
	}
}

func TestRowKeysNarrowPlacementsToTheirFindings(t *testing.T) {
	g := builtin(t)
	q := evidence.MatrixQuery{
		Rows: graph.DimFactorLevel, Columns: graph.DimPhase, Model: "transtheoretical", Mappings: exactAndClose, RowKeys: []string{"RELATIONAL"},
	}
	some := placedIn(t, g, q)
	q.RowKeys = nil
	all := placedIn(t, g, q)
	q.Where = graph.Has{Edge: edge(graph.KindFinding, "factor"), Quant: graph.Some, Where: graph.Equals(graph.ModelOf(graph.KindFactor).Field("level"), "RELATIONAL")}
	if want := placedIn(t, g, q); some != want || some == all {
		t.Errorf("got %s, want %s; of all rows: %s", some, want, all)
	}
}

func TestMatrixOfTooManyCellsIsRefusedWithItsSize(t *testing.T) {
	var records []graph.Record
	for i := range 1001 {
		study := fmt.Sprintf("study-%d", i)
		records = append(records, &graph.Study{
			Key: study, Title: study, Design: "QUALITATIVE", DesignBasis: "STATED", TraffickingScope: "MIXED", TraffickingScopeBasis: "STATED",
			Setting: "MIXED", SettingBasis: "STATED", DefinitionScope: "MIXED", Confidence: "HIGH",
		}, &graph.Report{Key: study + "-report", Kind: "ARTICLE", Title: study, Language: "en", PeerReviewed: "YES"})
	}
	store, err := memstore.New(graph.Release{}, records)
	if err != nil {
		t.Fatal(err)
	}
	q := evidence.MatrixQuery{Rows: graph.DimStudy, Columns: graph.DimReport}
	_, err = evidence.NewMatrix(context.Background(), graph.New(store), q)
	if graph.KindOf(err) != graph.Limit || !strings.Contains(err.Error(), "1001 rows") || !strings.Contains(err.Error(), fmt.Sprint(evidence.MaxCells)) {
		t.Errorf("got %v, want a limit that says its value and the size asked for", err)
	}
	q.NonEmpty = true
	if m := matrix(t, graph.New(store), q); m.Cells() != 0 {
		t.Errorf("without findings, %d cells are not empty", m.Cells())
	}
}
