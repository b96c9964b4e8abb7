package docs_test

import (
	"path/filepath"
	"testing"

	"github.com/exitgraph/exitgraph/bench/result"
)

// writeMeasured prints a table of the last whole run of make bench.
func writeMeasured(t *testing.T, page string, args []string) string {
	t.Helper()
	r, err := result.Read(filepath.Join("..", filepath.FromSlash(result.File)))
	if err != nil {
		t.Fatalf("make bench writes what this page tells: %v", err)
	}
	tables := map[string]func() string{
		"where": r.Where, "questions": r.QuestionTable, "costs": r.CostTable, "four": r.FourTable, "free": r.FreeTable, "goals": r.GoalTable,
	}
	if len(args) != 1 || tables[args[0]] == nil {
		t.Fatalf("%s asks for a table of measurements %v, which nobody writes", page, args)
	}
	return tables[args[0]]()
}
