package folder_test

import (
	"testing"

	"github.com/exitgraph/exitgraph/bench/folder"
	"github.com/exitgraph/exitgraph/graph"
)

func TestASemicolonInAListIsNoValue(t *testing.T) {
	to := t.TempDir()
	records := func(yield func(graph.Record) bool) {
		yield(&graph.Report{Key: "a", Authors: []string{"One; Two"}})
	}
	if err := folder.Write(to, graph.Release{}, records); err == nil {
		t.Error("a value with a semicolon is written")
	}
}
