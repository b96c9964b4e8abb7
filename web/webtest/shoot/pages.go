package main

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

//go:embed pages.txt
var builtinPages string

// page is one line of the list.
type page struct {
	name    string // part of the names of its pictures
	address string // a path, in which {lang} stands for the language
}

func (p page) in(lang string) string { return strings.ReplaceAll(p.address, "{lang}", lang) }

var pageName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// readPages reads a list: a name and an address on each line; lines that begin with #
// and empty ones are left out.
func readPages(text string) (pages []page, err error) {
	seen := map[string]bool{}
	number := 0
	for line := range strings.Lines(text) {
		number++
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if len(fields) != 2 || !pageName.MatchString(fields[0]) || !strings.HasPrefix(fields[1], "/") {
			return nil, fmt.Errorf("line %d of the list of pages is %q: it needs a name of small letters and an address such as /{lang}/map", number, strings.TrimSpace(line))
		}
		if seen[fields[0]] {
			return nil, fmt.Errorf("line %d of the list of pages names %q a second time", number, fields[0])
		}
		seen[fields[0]] = true
		pages = append(pages, page{fields[0], fields[1]})
	}
	return pages, nil
}

// narrow gives the pages with these names, in the order of the list; no names are all.
func narrow(all []page, names []string) ([]page, error) {
	if len(names) == 0 {
		return all, nil
	}
	var known []string
	var chosen []page
	for _, p := range all {
		known = append(known, p.name)
		if slices.Contains(names, p.name) {
			chosen = append(chosen, p)
		}
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return nil, fmt.Errorf("no page is called %q; there are: %s", name, strings.Join(known, " "))
		}
	}
	return chosen, nil
}
