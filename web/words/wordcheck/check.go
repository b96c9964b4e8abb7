package main

import (
	_ "embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"text/template/parse"

	"github.com/exitgraph/exitgraph/web/words"
)

// pagesFolder holds the folders of pages.
const pagesFolder = "pages"

// check compares what the files below web ask for with the catalogues below it. The
// error is of reading; catalogues that do not fit together are faults. Shared texts may
// be left over unless sharedToo is set. List has the files that may make ids at run time,
// in the form of runtime.txt.
func check(web fs.FS, list string, sharedToo bool) (faults []error, err error) {
	sources, err := sourcesOf(web)
	if err != nil {
		return nil, err
	}
	catalogue, err := words.New(sources...)
	if err != nil {
		return []error{err}, nil
	}
	uses, err := usesIn(web)
	if err != nil {
		return nil, err
	}

	uses, faults = withListed(uses, list, faults)
	found := sorted{catalogue: catalogue, pages: map[string][]words.Use{}}
	for _, source := range sources {
		if source.Name != "" {
			found.pages[source.Name] = nil
		}
	}
	for _, use := range uses {
		faults = append(faults, found.add(use)...)
	}
	faults = append(faults, found.check()...)
	if sharedToo {
		for _, id := range catalogue.Unused("", uses) {
			faults = append(faults, fmt.Errorf("no page asks for the shared text %q", id))
		}
	}
	return faults, nil
}

//go:embed runtime.txt
var runtimeText string

// withListed puts, in place of ids made at run time, the groups that the list gives for
// the file that makes them.
func withListed(uses []words.Use, list string, faults []error) ([]words.Use, []error) {
	groups := map[string][]string{}
	for line := range strings.Lines(list) {
		if columns := strings.Split(line, " :: "); len(columns) == 3 && !strings.HasPrefix(line, "#") {
			groups[columns[0]] = strings.Fields(columns[1])
		}
	}
	met := map[string]bool{}
	uses = slices.DeleteFunc(uses, func(use words.Use) bool {
		file, _, _ := strings.Cut(use.At, ":")
		isListed := groups[file] != nil && isText(use) && use.ID == ""
		met[file] = met[file] || isListed
		return isListed
	})
	for _, file := range slices.Sorted(maps.Keys(groups)) {
		if !met[file] {
			faults = append(faults, fmt.Errorf("words/wordcheck/runtime.txt: %s makes no id at run time any more", file))
		}
		for _, group := range groups[file] {
			uses = append(uses, words.Use{Func: "Has", ID: group, At: file})
		}
	}
	return uses, faults
}

// sorted holds uses by who asks.
type sorted struct {
	catalogue *words.Catalogue
	pages     map[string][]words.Use // by page
	ofAll     []words.Use            // of frame and parts, which stand in every page
}

// add takes one use. What frame and parts ask for is checked at once: a text that is
// not among the shared ones must be in every page.
func (s *sorted) add(use words.Use) []error {
	if page := pageOf(use.At); page != "" {
		s.pages[page] = append(s.pages[page], use)
		return nil
	}
	s.ofAll = append(s.ofAll, use)
	shared := s.catalogue.In(words.Languages[0], "")
	if use.ID == "" || shared.Asked(use) || !isText(use) || len(s.pages) == 0 {
		return s.catalogue.Check("", []words.Use{use})
	}
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(s.pages)) {
		faults = append(faults, named(name, s.catalogue.Check(name, []words.Use{use}))...)
	}
	return faults
}

// check tells the faults of pages, and their texts that are left over.
func (s *sorted) check() []error {
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(s.pages)) {
		faults = append(faults, s.catalogue.Check(name, s.pages[name])...)
		for _, id := range s.catalogue.Unused(name, slices.Concat(s.pages[name], s.ofAll)) {
			faults = append(faults, fmt.Errorf("%s/%s: nothing asks for the text %q", pagesFolder, name, id))
		}
	}
	return faults
}

// isText tells uses of texts from those of terms, and Has, which may be answered no.
func isText(use words.Use) bool { return use.Func == "T" || use.Func == "Linked" }

// named says for which page a text is missing that frame or parts ask of every page.
func named(page string, faults []error) []error {
	for i, fault := range faults {
		faults[i] = fmt.Errorf("on the page %s: %w", page, fault)
	}
	return faults
}

// pageOf gives the page that a place belongs to, or nothing.
func pageOf(at string) string {
	inside, ok := strings.CutPrefix(at, pagesFolder+"/")
	name, _, below := strings.Cut(inside, "/")
	if !ok || !below {
		return ""
	}
	return name
}

// sourcesOf finds the catalogues below web, without those of package words, which are
// always there.
func sourcesOf(web fs.FS) ([]words.Source, error) {
	var sources []words.Source
	err := walk(web, func(name string) error {
		if path.Base(name) != words.Languages[0]+".toml" {
			return nil
		}
		files, err := fs.Sub(web, path.Dir(name))
		sources = append(sources, words.Source{Name: pageOf(name), Files: files})
		return err
	})
	return sources, err
}

// usesIn finds what templates and Go code below web ask for, with places from there.
func usesIn(web fs.FS) ([]words.Use, error) {
	all, err := words.UsedInGo(web)
	if err != nil {
		return nil, err
	}
	uses := slices.DeleteFunc(all, func(use words.Use) bool { return strings.HasPrefix(use.At, "words/") })
	err = walk(web, func(name string) error {
		if path.Ext(name) != ".html" {
			return nil
		}
		source, err := fs.ReadFile(web, name)
		if err != nil {
			return err
		}
		trees := map[string]*parse.Tree{}
		tree := parse.New(name)
		tree.Mode = parse.SkipFuncCheck
		if _, err := tree.Parse(string(source), "", "", trees); err != nil {
			return err
		}
		for _, defined := range slices.Sorted(maps.Keys(trees)) {
			uses = append(uses, words.UsedInTemplate(trees[defined])...)
		}
		return nil
	})
	return uses, err
}

// walk visits the files that belong to the pages.
func walk(web fs.FS, visit func(name string) error) error {
	return fs.WalkDir(web, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (name == "words" || entry.Name() == "testdata" || entry.Name() == "node_modules"):
			return fs.SkipDir
		case entry.IsDir():
			return nil
		}
		return visit(name)
	})
}
