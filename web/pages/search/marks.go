package search

import (
	"strings"
	"unicode"
)

// piece is a part of a text; it is marked where words of the search stand.
type piece struct {
	Text   string
	Marked bool
}

// cut cuts a text at marks, which are in order and do not overlap. What lies outside of
// the text is left out.
func cut(text string, marks []span) []piece {
	var pieces []piece
	runes, at := []rune(text), 0
	add := func(until int, marked bool) {
		if until = min(until, len(runes)); until > at {
			pieces = append(pieces, piece{string(runes[at:until]), marked})
			at = until
		}
	}
	for _, m := range marks {
		add(m.Start, false)
		add(m.End, true)
	}
	add(len(runes), false)
	return pieces
}

// within gives marks of a snippet as marks of the text that it was cut from; false where
// it is of another text.
func within(text, snippet string, marks []span) ([]span, bool) {
	core := strings.TrimSuffix(strings.TrimPrefix(snippet, "…"), "…")
	before, _, found := strings.Cut(text, core)
	if !found || core == "" {
		return nil, false
	}
	shift := len([]rune(before)) - len([]rune(snippet)) + len([]rune(strings.TrimPrefix(snippet, "…")))
	moved := make([]span, len(marks))
	for i, m := range marks {
		moved[i] = span{m.Start + shift, m.End + shift}
	}
	return moved, true
}

// wordsOf gives the words of a text: letters and digits, without what is between.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}
