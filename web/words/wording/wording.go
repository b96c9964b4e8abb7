package wording

import (
	_ "embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

//go:embed refused.txt
var refusedText string

//go:embed allowed.txt
var allowedText string

// refused is one line of the list.
type refused struct {
	lang         string
	pattern      *regexp.Regexp
	instead, why string
}

// allowed is a place where a refused expression may stand.
type allowed struct{ file, around string }

// Check looks at all catalogues (en.toml, it.toml) and templates (.html) of a tree and
// tells each refused expression with its place, and each allowed place that is not met.
// Folders named testdata or node_modules are left out. The error is of reading.
func Check(web fs.FS) (faults []error, err error) {
	expressions, err := readRefused(refusedText)
	if err != nil {
		return nil, err
	}
	places, err := readAllowed(allowedText)
	if err != nil {
		return nil, err
	}
	met := map[allowed]bool{}
	err = fs.WalkDir(web, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if entry.Name() == "testdata" || entry.Name() == "node_modules" {
				return fs.SkipDir
			}
			return nil
		}
		if !isReaders(name) {
			return nil
		}
		content, err := fs.ReadFile(web, name)
		if err != nil {
			return err
		}
		faults = append(faults, checkFile(name, string(content), expressions, places, met)...)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, place := range places {
		if !met[place] {
			faults = append(faults, fmt.Errorf("words/wording/allowed.txt: %s has no refused expression with %q any more", place.file, place.around))
		}
	}
	return faults, nil
}

// isReaders tells whether a file holds what readers see.
func isReaders(name string) bool {
	base := path.Base(name)
	return base == "en.toml" || base == "it.toml" || path.Ext(base) == ".html"
}

func checkFile(name, content string, expressions []refused, places []allowed, met map[allowed]bool) []error {
	var faults []error
	lang, isCatalogue := strings.CutSuffix(path.Base(name), ".toml")
	for i, line := range strings.Split(content, "\n") {
		for _, expression := range expressions {
			if isCatalogue && expression.lang != lang {
				continue
			}
			for _, at := range expression.pattern.FindAllStringIndex(line, -1) {
				if isAllowed(name, line, at, places, met) {
					continue
				}
				faults = append(faults, fmt.Errorf("%s:%d says %q; say instead: %s (%s)",
					name, i+1, line[at[0]:at[1]], expression.instead, expression.why))
			}
		}
	}
	return faults
}

// isAllowed tells whether the expression lies inside the words of an allowed place.
func isAllowed(name, line string, at []int, places []allowed, met map[allowed]bool) bool {
	for _, place := range places {
		if place.file != name {
			continue
		}
		begin := strings.Index(line, place.around)
		if begin >= 0 && begin <= at[0] && at[1] <= begin+len(place.around) {
			met[place] = true
			return true
		}
	}
	return false
}

func readRefused(list string) ([]refused, error) {
	rows, err := readList(list, 4)
	if err != nil {
		return nil, fmt.Errorf("refused.txt: %w", err)
	}
	read := make([]refused, 0, len(rows))
	for _, row := range rows {
		pattern, err := regexp.Compile("(?i)" + row[1])
		if err != nil {
			return nil, fmt.Errorf("refused.txt: %w", err)
		}
		read = append(read, refused{lang: row[0], pattern: pattern, instead: row[2], why: row[3]})
	}
	return read, nil
}

func readAllowed(list string) ([]allowed, error) {
	rows, err := readList(list, 3)
	if err != nil {
		return nil, fmt.Errorf("allowed.txt: %w", err)
	}
	read := make([]allowed, 0, len(rows))
	for _, row := range rows {
		read = append(read, allowed{file: row[0], around: row[1]})
	}
	return read, nil
}

// readList reads lines of so many columns, none of them empty.
func readList(list string, columns int) ([][]string, error) {
	var rows [][]string
	for i, line := range strings.Split(list, "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, " :: ")
		if len(row) != columns {
			return nil, fmt.Errorf("line %d has %d columns and not %d", i+1, len(row), columns)
		}
		for _, cell := range row {
			if strings.TrimSpace(cell) == "" {
				return nil, fmt.Errorf("line %d has an empty column", i+1)
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}
