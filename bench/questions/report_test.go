package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
