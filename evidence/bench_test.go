//go:build !race

// The race detector allocates on its own account.

package evidence_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
)

// wide gives a graph of many factors and phases with one finding for every tenth
// pair of them.
func wide(t testing.TB, factors, phases int) (g *graph.Graph, store graph.Store) {
	t.Helper()
	text := graph.Text{{Lang: "en", Value: "text"}}
	records := []graph.Record{
		&graph.Report{Key: "report", Kind: "ARTICLE", Title: "Report", Language: "en", PeerReviewed: "YES"},
		&graph.PhaseModel{
			Key: "model", Name: "Model", Authors: []string{"Author A."}, Year: 2000, Scope: "leaving", Structure: "ORDERED_STAGES",
			Description: text, Reference: "reference", Confidence: "HIGH", IsDefault: true,
		},
	}
	for p := range phases {
		records = append(records, &graph.Phase{
			Key: fmt.Sprintf("phase-%d", p), Model: "model", Position: p + 1, Label: text, DefinitionBasis: "STATED", Confidence: "HIGH",
		})
	}
	for f := range factors {
		records = append(records, &graph.Factor{
			Key: fmt.Sprintf("factor-%d", f), Label: text, Level: "INDIVIDUAL", NamingBasis: "ADDED", Confidence: "HIGH",
		})
		for p := f % 10; p < phases; p += 10 {
			records = append(records, &graph.Finding{
				Key: fmt.Sprintf("finding-%d-%d", f, p), Report: "report", Factor: fmt.Sprintf("factor-%d", f), Phase: fmt.Sprintf("phase-%d", p),
				Valence: graph.Facilitating, ValenceBasis: "STATED", FactorState: graph.Presence, PhaseBasis: "STATED", Summary: text,
				ExtractionBasis: "ABSTRACT", Confidence: "HIGH", Status: graph.Current,
			})
		}
	}
	m, err := memstore.New(graph.Release{}, records)
	if err != nil {
		t.Fatal(err)
	}
	return graph.New(m), m
}

// counted answers every tally with one answer, so that what a matrix costs by
// itself can be told from what its store does.
type counted struct {
	graph.Store
	answer *graph.Counted
}

func (c *counted) Tally(context.Context, graph.Tally) (*graph.Counted, error) { return c.answer, nil }

// answered gives a graph that has the answer to q ready.
func answered(t testing.TB, store graph.Store, q evidence.MatrixQuery) *graph.Graph {
	t.Helper()
	ctx := context.Background()
	frame, err := graph.New(store).Frame(ctx)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := frame.Axis(ctx, q.Rows)
	if err != nil {
		t.Fatal(err)
	}
	columns, err := frame.Axis(ctx, q.Columns)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := store.Tally(ctx, graph.Tally{Of: graph.KindFinding, By: []graph.Axis{rows, columns}, Units: q.Units})
	if err != nil {
		t.Fatal(err)
	}
	return graph.New(&counted{store, answer}).Pin()
}

func TestMatrixDoesNotAllocateForEachCell(t *testing.T) {
	_, store := wide(t, 2000, 24)
	q := evidence.MatrixQuery{Rows: graph.DimFactor, Columns: graph.DimPhase, Mappings: exactAndClose}
	g := answered(t, store, q)
	m := matrix(t, g, q)
	if m.Cells() != 48_000 || m.Total.Findings != 4800 {
		t.Fatalf("got %d cells of %d findings", m.Cells(), m.Total.Findings)
	}
	allocations := testing.AllocsPerRun(5, func() { matrix(t, g, q) })
	if allocations > 300 {
		t.Errorf("%.0f allocations for 48,000 cells, 2,000 rows and 24 columns", allocations)
	}
}

// BenchmarkMatrix measures a matrix of 2,000 factors by 24 phases: with its store,
// and by itself.
func BenchmarkMatrix(b *testing.B) {
	g, store := wide(b, 2000, 24)
	q := evidence.MatrixQuery{Rows: graph.DimFactor, Columns: graph.DimPhase, Mappings: exactAndClose, Units: graph.CountAll}
	for name, g := range map[string]*graph.Graph{"store": g, "alone": answered(b, store, q)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				m := matrix(b, g, q)
				var findings int32
				for i := range m.Cells() {
					findings += m.Counts(i).Findings
				}
				if findings != m.Total.Findings {
					b.Fatalf("the cells hold %d findings, and there are %d", findings, m.Total.Findings)
				}
			}
		})
	}
}

func BenchmarkLabel(b *testing.B) {
	values := []evidence.Value{
		{Dimension: graph.DimDesign, Key: "QUALITATIVE"}, {Dimension: graph.DimCountry, Key: "IN"}, {Dimension: graph.DimLanguage, Key: "it"},
	}
	langs := []string{"it"}
	b.ReportAllocs()
	for b.Loop() {
		for _, v := range values {
			if v.Label(langs) == v.Key {
				b.Fatal("no label")
			}
		}
	}
}
