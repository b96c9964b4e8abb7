package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/schema"
)

func TestExponentIsThatOfThePowerLaw(t *testing.T) {
	sizes := []int{10_000, 100_000, 1_000_000}
	for want, values := range map[float64][]float64{
		1: {1, 10, 100}, 0: {7, 7, 7}, 2: {1, 100, 10_000}, 0.5: {10, 31.6228, 100}, -1: {100, 10, 1},
	} {
		if got := exponent(sizes, values); got != want {
			t.Errorf("%v grow with exponent %v, want %v", values, got, want)
		}
	}
	if got := exponent(sizes, []float64{3}); got != 0 {
		t.Errorf("one value has the exponent %v", got)
	}
}

// A small run measures everything, keeps it in a file, and makes tables of it.
func TestWhatIsMeasuredIsWrittenDown(t *testing.T) {
	dir := t.TempDir()
	file, document := filepath.Join(dir, "growth.json"), filepath.Join(dir, "performance.md")
	if err := os.WriteFile(document, []byte("before\n"+beginMark+"\nold\n"+endMark+"\nafter\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	s := settings{largest: 10_000, only: "a cited tally", json: file, docs: document}
	if err := run(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	r, err := readReport(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Builds) != 3 || len(r.Questions) != 1 || r.Builds[0].MS[0] <= 0 || r.Builds[0].KeptB[0] < 50 || r.Questions[0].AllocatedKiB[0] <= 0 {
		t.Errorf("%+v", r)
	}
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(text); got != "before\n"+beginMark+"\n\n"+r.tables()+"\n"+endMark+"\nafter\n" || strings.Contains(got, "old") {
		t.Errorf("the document is now\n%s", got)
	}
}

// Columns of records that nobody holds stand for those of a larger graph, so they must
// say what a store says that holds all of them.
func TestColumnsAloneAnswerAsTheStoreDoes(t *testing.T) {
	const findings = 3_000
	over, err := overStreamed(findings)
	if err != nil {
		t.Fatal(err)
	}
	defer over.Close()
	store, err := memstore.New(graph.Release{}, storetest.GenerateLarge(1, storetest.SizeOf(findings)))
	if err != nil {
		t.Fatal(err)
	}
	var engines []*schema.Engine
	for _, s := range []graph.Store{store, over} {
		e, err := schema.New(graph.New(s), schema.Options{})
		if err != nil {
			t.Fatal(err)
		}
		engines = append(engines, e)
	}
	for _, q := range counting {
		want, got := engines[0].Do(t.Context(), schema.Request{Query: q.document}), engines[1].Do(t.Context(), schema.Request{Query: q.document})
		if len(want.Errors) > 0 || want.Body.Len() < 60 || got.Body.String() != want.Body.String() {
			t.Errorf("%s: %v\n got: %.300s\nwant: %.300s", q.name, want.Errors, got.Body, want.Body)
		}
	}
	if calls := over.Stats(); calls.Findings != findings || calls.Builds != 1 {
		t.Errorf("the columns are %+v", calls)
	}
}

func TestWhatALimitRefusesIsToldAndNotMeasured(t *testing.T) {
	r := &report{Sizes: []int{10_000, 100_000, 1_000_000}}
	if err := r.asked("wide", cost{first: 2 * time.Millisecond, again: time.Millisecond, bytes: 2048}); err != nil {
		t.Fatal(err)
	}
	r.refused("wide", 100_000, "groups")
	r.refused("wide", 1_000_000, "groups")
	if err := r.asked("wide", cost{}); err == nil {
		t.Error("an answer above a refusal is taken, and would stand under another size")
	}
	r.fit()
	if row := "| wide | 1.0 (2.0) | refused: `groups` | refused: `groups` | 0.00 (0.00) | 2.0 | 0.00 |  |\n"; !strings.Contains(r.tables(), row) {
		t.Errorf("there is no row\n%s in\n%s", row, r.tables())
	}

	store, err := memstore.New(graph.Release{}, storetest.GenerateLarge(1, storetest.SizeOf(2_000)))
	if err != nil {
		t.Fatal(err)
	}
	e, err := schema.New(graph.New(store), schema.Options{MaxAnswerBytes: 1000})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.ask(t.Context(), e, 2_000, counting[:1], ""); err != nil {
		t.Fatal(err)
	}
	if got := r.question(counting[0].name); !slices.Equal(got.RefusedAt, []int{2_000}) || got.Limit != "answerBytes" || got.AgainMS != nil {
		t.Errorf("noted is %+v", got)
	}
}

func TestTablesOfTheDocumentAreThoseOfTheResult(t *testing.T) {
	r, err := readReport("../growth.json")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../docs/performance.md")
	if err != nil {
		t.Fatal(err)
	}
	_, between, _, err := parted(string(text))
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(between) != strings.TrimSpace(r.tables()) {
		t.Error("docs/performance.md has other figures than bench/growth.json: run bin/bench-questions -from bench/growth.json -docs docs/performance.md")
	}
}
