// Package examples hands out the example documents of the guide, so that the program
// can offer them where readers ask.
//
// Each document is a file NAME.graphql whose first line says as a comment what it asks;
// its variables, if any, are NAME.variables.json. The package knows these files and
// nothing else: what their answers are is held by the tests of docs.
package examples

import (
	"embed"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

//go:embed *.graphql *.variables.json
var files embed.FS

// cost is the line by which the tests of docs know what an example may cost.
var cost = regexp.MustCompile(`(?m)^# store calls: \d+\n`)

// Example is a document to start from.
type Example struct {
	Name      string // of its file, without the ending
	Title     string // what it asks, in English
	Document  string // as it can be sent; its first line is the title
	Variables string // JSON; empty for none
}

// All gives the examples by name. It reads the files anew; the caller owns them.
func All() []Example {
	names, err := fs.Glob(files, "*.graphql")
	if err != nil {
		panic(err) // the pattern is written in the code
	}
	list := make([]Example, 0, len(names))
	for _, name := range names {
		e := Example{Name: strings.TrimSuffix(path.Base(name), ".graphql")}
		e.Document = cost.ReplaceAllString(text(name), "")
		e.Variables = strings.TrimSpace(text(e.Name + ".variables.json"))
		first, _, _ := strings.Cut(e.Document, "\n")
		e.Title = strings.TrimPrefix(first, "# ")
		list = append(list, e)
	}
	return list
}

// text gives what a file holds; nothing where there is none.
func text(name string) string {
	text, err := files.ReadFile(name)
	if err != nil {
		return ""
	}
	return string(text)
}
