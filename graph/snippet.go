package graph

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Snippet is the part of a record's text in which words of a search stand.
type Snippet struct {
	Field *Field
	Lang  string // BCP 47 tag of the text; "" where the field has no languages
	// Text is cut at blanks; … stands where something was left out.
	Text string
	// Marks are the places of words that were searched for, in order, without
	// overlap.
	Marks []TextRange
}

// TextRange is a part of a snippet's text, from Start to before End, in characters
// (Unicode code points), from 0.
type TextRange struct{ Start, End int }

// The size of a snippet in bytes: it may be a word longer on each side.
const (
	snippetBefore = 60
	snippetBytes  = 240
	ellipsis      = "…"
)

// span is a part of a text in bytes.
type span struct{ start, end int }

// Snippet shows the best of the texts of a hit: the first, in the order of
// SearchTexts, in which any term occurs. It is empty for a record that is no hit.
func (q SearchQuery) Snippet(r Record) Snippet {
	for s := range searchSources(r) {
		if !q.Takes(s.lang) {
			continue
		}
		if found := q.find(s.value); len(found) > 0 {
			out := cutAround(s.value, found)
			out.Field, out.Lang = s.field, s.lang
			return out
		}
	}
	return Snippet{}
}

// find lists where terms occur in a text, in order, joined where they overlap.
func (q SearchQuery) find(text string) []span {
	var words []string
	var at []span
	eachWord(text, func(w string, start, end int) {
		words, at = append(words, w), append(at, span{start, end})
	})
	var found []span
	for i := range words {
		for _, t := range q.Terms {
			if t.at(words[i:]) {
				found = append(found, span{at[i].start, at[i+len(t.Words)-1].end})
			}
		}
	}
	slices.SortFunc(found, func(a, b span) int { return a.start - b.start })
	out := found[:0]
	for _, s := range found {
		if n := len(out); n > 0 && s.start < out[n-1].end {
			out[n-1].end = max(out[n-1].end, s.end)
			continue
		}
		out = append(out, s)
	}
	return out
}

// at says whether a term stands at the beginning of words.
func (t SearchTerm) at(words []string) bool {
	n := len(t.Words)
	if len(words) < n || !slices.Equal(words[:n-1], t.Words[:n-1]) {
		return false
	}
	if t.Prefix {
		return strings.HasPrefix(words[n-1], t.Words[n-1])
	}
	return words[n-1] == t.Words[n-1]
}

// cutAround cuts a text around the first of the spans, and counts their places anew.
func cutAround(text string, found []span) Snippet {
	first := found[0]
	start, end := 0, len(text)
	if first.start > snippetBefore {
		start = blankAfter(text, first.start-snippetBefore, first.start)
	}
	if until := max(start+snippetBytes, first.end); until < len(text) {
		end = blankBefore(text, until, first.end)
	}
	var s Snippet
	if start > 0 {
		s.Text = ellipsis
	}
	before := utf8.RuneCountInString(s.Text)
	s.Text += text[start:end]
	for _, f := range found {
		if f.end > end {
			break
		}
		s.Marks = append(s.Marks, TextRange{
			Start: before + utf8.RuneCountInString(text[start:f.start]),
			End:   before + utf8.RuneCountInString(text[start:f.end]),
		})
	}
	if end < len(text) {
		s.Text += ellipsis
	}
	return s
}

// blankAfter gives the place after the first blank from a place on, at most limit. A
// text without blanks is cut between two characters.
func blankAfter(text string, from, limit int) int {
	if i := strings.IndexAny(text[from:limit], " \t\n"); i >= 0 {
		return from + i + 1
	}
	for from < limit && !utf8.RuneStart(text[from]) {
		from++
	}
	return from
}

// blankBefore gives the place of the last blank before a place, at least limit.
func blankBefore(text string, until, limit int) int {
	if i := strings.LastIndexAny(text[limit:until], " \t\n"); i >= 0 {
		return limit + i
	}
	for until > limit && !utf8.RuneStart(text[until]) {
		until--
	}
	return until
}
