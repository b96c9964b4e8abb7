package main

import (
	"cmp"
	_ "embed"
	"html/template"
	"os"
	"path/filepath"
	"slices"
)

//go:embed contact.html
var contactHTML string

var contact = template.Must(template.New("contact").Parse(contactHTML))

// row is one page in one language, with its pictures in the order of looks.
type row struct {
	Page, Lang, Address string
	Pictures            []picture
}

// writeSheet writes a page with all pictures, a row for each page and language, and
// gives its path.
func writeSheet(folder string, pictures []picture) (string, error) {
	order := map[string]int{}
	for _, p := range pictures {
		if _, seen := order[p.Page]; !seen {
			order[p.Page] = len(order)
		}
	}
	sorted := slices.Clone(pictures)
	slices.SortStableFunc(sorted, func(a, b picture) int { return cmp.Compare(order[a.Page], order[b.Page]) })
	var rows []row
	for _, p := range sorted {
		if n := len(rows); n == 0 || rows[n-1].Address != p.Address {
			rows = append(rows, row{Page: p.Page, Lang: p.Lang, Address: p.Address})
		}
		last := &rows[len(rows)-1]
		last.Pictures = append(last.Pictures, p)
	}
	path := filepath.Join(folder, "index.html")
	file, err := os.Create(path)
	if err != nil {
		return "", err
	}
	if err := contact.Execute(file, rows); err != nil {
		file.Close()
		return "", err
	}
	return path, file.Close()
}
