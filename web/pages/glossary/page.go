// Package glossary is the page of the terms that pages use: each with its meaning, its
// word in the other language, and an anchor that other pages link to.
//
// The anchor of a term of its own is its id, as in #study; that of an enum of the
// contract is its name in small letters, as in #factor-level; that of a value is both,
// as in #valence-hindering.
package glossary

import (
	"embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/words"
)

//go:embed page.html en.toml it.toml
var files embed.FS

// Page is the terms that pages use.
func Page() frame.Page {
	return frame.Page{Name: "glossary", Path: "glossary", Files: files, Show: show}
}

// content is what the template shows.
type content struct {
	Other  string // the other language
	Index  []letter
	Terms  []entry
	Groups []group
}

// letter is the words of the index that begin with it.
type letter struct {
	Letter string
	Links  []frame.Link
}

// entry is one term with its meaning.
type entry struct {
	Anchor      string
	Word, Other string
	Means       string
	See         frame.Link // the page that lists what the term names; empty for none
	Enum, Value string     // for values of an enum
}

// group is an enum with its values.
type group struct {
	entry
	Values []entry
}

func show(v *frame.Visit) (frame.View, error) {
	w := v.Words
	c := content{Other: otherOf(w.Lang())}
	other, err := v.In(c.Other)
	if err != nil {
		return frame.View{}, err
	}
	for _, t := range own {
		e := entry{Anchor: t.id, Word: w.T("word." + t.id), Other: other.T("word." + t.id), Means: w.T("means." + t.id)}
		if t.page != "" {
			e.See = frame.Link{Label: w.T("nav." + t.page), Href: v.Path(t.page)}
		}
		c.Terms = append(c.Terms, e)
	}
	for _, enum := range enums {
		anchor := anchorOf(enum)
		g := group{entry: entry{Anchor: anchor, Word: w.T("enum." + anchor), Other: other.T("enum." + anchor), Means: w.T("about." + anchor)}}
		for _, value := range w.Terms(enum) {
			g.Values = append(g.Values, entry{
				Anchor: anchor + "-" + anchorOf(value),
				Word:   w.Term(enum, value), Other: other.Term(enum, value), Means: w.About(enum, value),
				Enum: enum, Value: value,
			})
		}
		c.Groups = append(c.Groups, g)
	}
	order := w.Order()
	slices.SortStableFunc(c.Terms, func(x, y entry) int { return order(x.Word, y.Word) })
	slices.SortStableFunc(c.Groups, func(x, y group) int { return order(x.Word, y.Word) })
	c.Index = index(c, order)
	return frame.View{Lead: w.T("lead"), Page: c}, nil
}

// index gives all terms and groups by their first letters.
func index(c content, order func(x, y string) int) []letter {
	all := slices.Clone(c.Terms)
	for _, g := range c.Groups {
		all = append(all, g.entry)
	}
	slices.SortStableFunc(all, func(x, y entry) int { return order(x.Word, y.Word) })
	var letters []letter
	for _, e := range all {
		first, _ := utf8.DecodeRuneInString(e.Word)
		name := string(unicode.ToUpper(first))
		if len(letters) == 0 || letters[len(letters)-1].Letter != name {
			letters = append(letters, letter{Letter: name})
		}
		last := &letters[len(letters)-1]
		last.Links = append(last.Links, frame.Link{Label: e.Word, Href: "#" + e.Anchor})
	}
	return letters
}

// anchorOf gives the name of an enum or of a value as anchors have it: FactorLevel and
// FACTOR_LEVEL are factor-level.
func anchorOf(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case r == '_':
			b.WriteByte('-')
			continue
		case i > 0 && unicode.IsUpper(r) && unicode.IsLower(rune(name[i-1])):
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func otherOf(lang string) string {
	for _, other := range words.Languages {
		if other != lang {
			return other
		}
	}
	return lang
}
