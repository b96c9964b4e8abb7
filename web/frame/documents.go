package frame

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
)

var (
	fragmentHead = regexp.MustCompile(`(?m)^fragment (\w+) on `)
	nextRemark   = regexp.MustCompile(`(?:^|\n)(?:#[^\n]*\n|\s)*$`) // that of the next fragment
	fragmentUse  = regexp.MustCompile(`\.\.\.\s*(\w+)`)
)

// document gives the whole text of a page's document: its own, and the shared
// fragments that it uses, in the order of their names.
func document(page Page, fragments map[string]string) (string, error) {
	text, err := fs.ReadFile(page.Files, "page.graphql")
	if err != nil {
		return "", nil //nolint:nilerr // a page without a document asks nothing
	}
	own := string(text)
	needed := map[string]bool{}
	var gather func(text string) error
	gather = func(text string) error {
		for _, found := range fragmentUse.FindAllStringSubmatch(text, -1) {
			name := found[1]
			if name == "on" || needed[name] || strings.Contains(own, "fragment "+name+" on ") {
				continue
			}
			fragment, ok := fragments[name]
			if !ok {
				return fmt.Errorf("page %s uses the fragment %s, which no file holds", page.Name, name)
			}
			needed[name] = true
			if err := gather(fragment); err != nil {
				return err
			}
		}
		return nil
	}
	if err := gather(own); err != nil {
		return "", err
	}
	for _, name := range slices.Sorted(maps.Keys(needed)) {
		own = strings.TrimRight(own, "\n") + "\n\n" + fragments[name]
	}
	return own, nil
}

// readFragments reads the files *.graphql of a folder, each with one or more fragments.
func readFragments(files fs.FS) (map[string]string, error) {
	fragments := map[string]string{}
	names, err := fs.Glob(files, "*.graphql")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		heads := fragmentHead.FindAllStringSubmatchIndex(string(text), -1)
		for i, at := range heads {
			end := len(text)
			if i+1 < len(heads) {
				end = heads[i+1][0]
			}
			fragment := string(text[at[2]:at[3]])
			if fragments[fragment] != "" {
				return nil, fmt.Errorf("%s: there are two fragments %s", name, fragment)
			}
			own := nextRemark.ReplaceAllString(string(text[at[0]:end]), "")
			fragments[fragment] = strings.TrimSpace(own) + "\n"
		}
	}
	return fragments, nil
}
