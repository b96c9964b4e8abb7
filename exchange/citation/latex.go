package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// latex are the characters that mean something to LaTeX or BibTeX. Braces are
// written as words: BibTeX counts them even behind a backslash, so one alone would
// end the field or the file. A tilde and a circumflex would be a blank and an
// accent.
var latex = strings.NewReplacer(
	`\`, `{\textbackslash}`, `{`, `{\textbraceleft}`, `}`, `{\textbraceright}`,
	`~`, `{\textasciitilde}`, `^`, `{\textasciicircum}`,
	`$`, `\$`, `%`, `\%`, `&`, `\&`, `#`, `\#`, `_`, `\_`,
)

// escape writes a text so that LaTeX shows the same text. Letters outside ASCII
// stay as they are. Two hyphens or two quotation marks would become one sign, so
// something empty stands between them.
func escape(s string) string {
	s = latex.Replace(s)
	for _, sign := range []string{"-", "'", "`"} {
		for strings.Contains(s, sign+sign) {
			s = strings.ReplaceAll(s, sign+sign, sign+"{}"+sign)
		}
	}
	return s
}

// protected writes a title with each word that holds a capital in braces, because
// styles make small letters of capitals: of a country's name too. The first letter
// of the title is safe from that.
func protected(title string) string {
	words := strings.Split(title, " ")
	for i, w := range words {
		before := len(w) - len(strings.TrimLeftFunc(w, isMark))
		after := len(strings.TrimRightFunc(w, isMark))
		if before >= after {
			words[i] = escape(w)
			continue
		}
		core := w[before:after]
		looked := core
		if i == 0 {
			_, first := utf8.DecodeRuneInString(core)
			looked = core[first:]
		}
		written := escape(core)
		if strings.ContainsFunc(looked, unicode.IsUpper) {
			written = "{" + written + "}"
		}
		words[i] = escape(w[:before]) + written + escape(w[after:])
	}
	return strings.Join(words, " ")
}

// isMark says that a character around a word is no part of it.
func isMark(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }

// verbatim writes an address or a DOI, which LaTeX does not read as text. What
// would end the field is written as in addresses.
var verbatim = strings.NewReplacer(`\`, "%5C", "{", "%7B", "}", "%7D", " ", "%20").Replace
