// Package seedsql lays the built-in dataset out as SQL tables, so that tests can
// compare answers with counts by an independent program.
//
// It reads the CSV files by itself and knows neither the loader of seed nor the
// model table of graph: what both of them get wrong shows here. Only tests may
// import it.
package seedsql

import (
	"database/sql"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	_ "modernc.org/sqlite" // the driver named sqlite

	"github.com/exitgraph/exitgraph/seed"
)

// lists are the columns that hold several values, with the columns that name a
// row of their table.
var lists = map[string]struct{ key, columns []string }{
	"reports":                {[]string{"id"}, []string{"authors"}},
	"studies":                {[]string{"id"}, []string{"venues"}},
	"samples":                {[]string{"id"}, []string{"study_ids", "countries_study", "countries_origin", "countries_destination", "overlaps_with"}},
	"factor_classifications": {[]string{"factor_id", "report_id"}, []string{"study_ids"}},
	"phase_models":           {[]string{"id"}, []string{"authors"}},
	"findings":               {[]string{"id"}, []string{"sample_ids"}},
	"caveats":                {[]string{"id"}, []string{"affects"}},
}

var opened atomic.Int64

// Open gives a database of its own with the built-in dataset, which is closed
// when the test ends. Several queries may run at once.
//
// Each file is a table of its name without .csv and of its columns, all of them
// TEXT (cast years and sizes before you compute with them); an empty cell is NULL.
// Each column with several values has a side table besides, such as
// findings_sample_ids(id, value) or samples_countries_study(id, value): one row
// for each value, no row where there is none. The side table of
// factor_classifications is factor_classifications_study_ids(factor_id, report_id,
// value).
func Open(t testing.TB) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", fmt.Sprintf("file:seedsql%d?mode=memory&cache=shared", opened.Add(1)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	db.SetMaxIdleConns(4) // the data lives as long as one connection does
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(seed.Files(), "*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if err := loadFile(tx, file); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	return db
}

func loadFile(tx *sql.Tx, file string) error {
	f, err := seed.Files().Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return fmt.Errorf("the file is empty")
	}
	name, headings := strings.TrimSuffix(file, ".csv"), rows[0]
	if err := fill(tx, name, headings, rows[1:]); err != nil {
		return err
	}
	list := lists[name]
	for _, column := range list.columns {
		at := slices.Index(headings, column)
		if at < 0 {
			return fmt.Errorf("there is no column %s", column)
		}
		var side [][]string
		for _, row := range rows[1:] {
			if row[at] == "" {
				continue
			}
			var key []string
			for _, k := range list.key {
				key = append(key, row[slices.Index(headings, k)])
			}
			for value := range strings.SplitSeq(row[at], ";") {
				side = append(side, append(slices.Clone(key), value))
			}
		}
		if err := fill(tx, name+"_"+column, append(slices.Clone(list.key), "value"), side); err != nil {
			return err
		}
	}
	return nil
}

// fill makes a table and puts rows into it.
func fill(tx *sql.Tx, name string, columns []string, rows [][]string) error {
	define, marks := make([]string, len(columns)), make([]string, len(columns))
	for i, c := range columns {
		define[i] = `"` + c + `" TEXT` // group is a word of SQL
		marks[i] = "?"
	}
	if _, err := tx.Exec(fmt.Sprintf(`CREATE TABLE "%s" (%s)`, name, strings.Join(define, ", "))); err != nil {
		return err
	}
	insert, err := tx.Prepare(fmt.Sprintf(`INSERT INTO "%s" VALUES (%s)`, name, strings.Join(marks, ", ")))
	if err != nil {
		return err
	}
	defer insert.Close()
	values := make([]any, len(columns))
	for _, row := range rows {
		for i, cell := range row {
			values[i] = cell
			if cell == "" {
				values[i] = nil
			}
		}
		if _, err := insert.Exec(values...); err != nil {
			return err
		}
	}
	return nil
}
