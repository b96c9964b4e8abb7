package graph

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold brings a text to the form in which words are compared, searched and
// sorted: accents and other combining marks removed, case folded by Unicode's
// full folding (so that ß equals ss and a final sigma any other), composed. It is
// idempotent. Stores keep folded forms, so that each of them orders and matches
// alike whatever its own idea of case.
func Fold(s string) string {
	if plain, lower := ascii(s); plain {
		if lower {
			return s
		}
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(cases.Fold().String(norm.NFKD.String(s))) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.Is(unicode.Cherokee, r):
			// Unicode folds Cherokee to capitals; x/text exchanges the two cases.
			b.WriteRune(unicode.ToUpper(r))
		default:
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// ascii says whether s is plain ASCII, and whether it has no capitals.
func ascii(s string) (plain, lower bool) {
	lower = true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 {
			return false, false
		}
		if c >= 'A' && c <= 'Z' {
			lower = false
		}
	}
	return true, lower
}
