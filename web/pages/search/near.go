package search

import (
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/internal/nearest"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
)

const (
	fewHits  = 3 // fewer hits are few: what may have been meant is proposed
	shortest = 4 // letters of a word that is guessed
)

// candidate is a record that may have been meant.
type candidate struct {
	name string
	near near
}

// meant gives what may have been meant by a text: the record whose name has nearly the
// same letters, then the search with its unknown words put right, where a name holds all
// of them. What is already found is no guess.
func meant(v *frame.Visit, d data, text string) []near {
	var all []candidate
	for _, f := range d.Factors.Nodes {
		lang := f.Label.Lang
		if lang == v.Words.Lang() {
			lang = ""
		}
		all = append(all, candidate{f.Label.Value, near{v.Path("factor", "key", f.Key), f.Label.Value, lang}})
	}
	for _, s := range d.Studies.Nodes {
		all = append(all, candidate{s.Title, near{Href: v.Path("study", "key", s.Key), Text: s.Title}})
	}
	shown := func(href string) bool {
		return slices.ContainsFunc(d.Search.Nodes, func(h hit) bool { return hrefOf(v, h.Node) == href })
	}
	all = slices.DeleteFunc(all, func(c candidate) bool { return shown(c.near.Href) })
	var found []near
	name := nearest.Word(text, func(yield func(string) bool) {
		for _, c := range all {
			if !yield(c.name) {
				return
			}
		}
	})
	if at := slices.IndexFunc(all, func(c candidate) bool { return name != "" && c.name == name }); at >= 0 {
		found = append(found, all[at].near)
	}
	if corrected := putRight(text, all); corrected != "" && plainName(name) != corrected {
		found = append(found, near{Href: v.Path("search", "text", corrected), Text: corrected})
	}
	return found
}

// putRight gives the words of a text with each that stands in no name replaced by the
// nearest that does; empty where none is, or where no name holds all of them together.
func putRight(text string, all []candidate) string {
	var known []string
	for _, c := range all {
		known = append(known, wordsOf(strings.ToLower(c.name))...)
	}
	known = slices.DeleteFunc(known, func(word string) bool { return len(word) < shortest })
	words, changed := wordsOf(strings.ToLower(text)), false
	for i, word := range words {
		if len(word) < shortest || slices.Contains(known, word) {
			continue
		}
		if right := nearest.Word(word, slices.Values(known)); right != "" {
			words[i], changed = right, true
		}
	}
	holdsAll := func(c candidate) bool {
		name := wordsOf(strings.ToLower(c.name))
		return !slices.ContainsFunc(words, func(word string) bool { return !slices.Contains(name, word) })
	}
	if !changed || !slices.ContainsFunc(all, holdsAll) {
		return ""
	}
	return strings.Join(words, " ")
}

// examples are searches to try.
func examples(v *frame.Visit) []near {
	var list []near
	for _, text := range []string{v.Words.T("example.word"), v.Words.T("example.begin"), v.Words.T("example.phrase"), v.Words.T("example.author")} {
		list = append(list, near{Href: v.Path("search", "text", text), Text: text})
	}
	return list
}

// lists are where to go on without a search.
func lists(v *frame.Visit) []parts.Link {
	w := v.Words
	return []parts.Link{
		{Label: w.T("nav.factors"), Href: v.Path("factors"), Note: w.T("lists.factors")},
		{Label: w.T("nav.phases"), Href: v.Path("phases"), Note: w.T("lists.phases")},
		{Label: w.T("nav.studies"), Href: v.Path("studies"), Note: w.T("lists.studies")},
		{Label: w.T("nav.reports"), Href: v.Path("reports"), Note: w.T("lists.reports")},
		{Label: w.T("nav.glossary"), Href: v.Path("glossary"), Note: w.T("lists.glossary")},
	}
}
