package main

import (
	"iter"
	"os"
	"path/filepath"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/seed"
)

// A folder is read as the dataset that was written: same records, same hash.
func TestAFolderIsReadAsItWasWritten(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "large")
	if err := run(folder, 7, 600); err != nil {
		t.Fatal(err)
	}
	got, err := seed.Load(os.DirFS(folder), seed.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := storetest.GenerateLarge(7, storetest.SizeOf(600))
	hash, err := graph.ContentHash(iter.Seq2[graph.Record, error](func(yield func(graph.Record, error) bool) {
		for _, r := range want {
			if !yield(r, nil) {
				return
			}
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	if got.Hash() != hash || len(got.Records) != len(want) {
		t.Errorf("%d records of hash %s, want %d of %s", len(got.Records), got.Hash(), len(want), hash)
	}
	if got.Release.Name != "generated" || got.Release.License != "CC0-1.0" || got.Release.Date != "2026-01-01" {
		t.Errorf("the release is %+v", got.Release)
	}
}

func TestAFolderThatIsThereStaysAsItIs(t *testing.T) {
	folder := t.TempDir()
	for _, c := range []struct {
		folder   string
		findings int
	}{{folder, 10}, {"", 10}, {filepath.Join(folder, "new"), 0}} {
		if err := run(c.folder, 1, c.findings); err == nil {
			t.Errorf("%+v is taken", c)
		}
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("the folder holds %v, %v", left, err)
	}
}
