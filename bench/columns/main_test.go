package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

func TestASmallRunMeasuresEachGoal(t *testing.T) {
	file := filepath.Join(t.TempDir(), "result.json")
	if err := run(t.Context(), settings{findings: 20_000, rounds: 2, json: file}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var r report
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	if r.Findings != 20_000 || r.FloorMS <= 0 || r.ReadMS <= 0 || len(r.Goals) != 1+len(questions(r.Findings)) {
		t.Errorf("the report is %s", text)
	}
	for _, g := range r.Goals {
		if g.Measured <= 0 || g.Goal <= 0 || g.Met != (g.Measured <= g.Goal) {
			t.Errorf("%+v is no measure of a goal", g)
		}
	}
}
