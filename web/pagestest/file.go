package pagestest

import (
	"encoding/csv"
	"testing"

	"github.com/exitgraph/exitgraph/seed"
)

// File gives the rows of a file of the built-in data, by column: what pages are held to
// without the code that reads the data.
func File(t testing.TB, name string) []map[string]string {
	t.Helper()
	f, err := seed.Files().Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]map[string]string, len(lines)-1)
	for i, line := range lines[1:] {
		rows[i] = map[string]string{}
		for j, cell := range line {
			rows[i][lines[0][j]] = cell
		}
	}
	return rows
}
