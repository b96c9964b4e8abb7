package words

import (
	"strings"
	"testing"
)

// FuzzBrackets holds that cutting a text at its links loses nothing but the brackets
// around them, and that plain words and links can be told apart.
func FuzzBrackets(f *testing.F) {
	f.Add("See [the factors] and [the phases].")
	f.Add("[[a]]")
	f.Add("a]b[c")
	f.Add("[]")
	f.Fuzz(func(t *testing.T, source string) {
		pieces, links := cutLinks(source)
		var joined strings.Builder
		for i, piece := range pieces {
			if len(links) > 0 && links[0] == i {
				links = links[1:]
				joined.WriteString("[" + piece.Text + "]")
				continue
			}
			if piece.Text == "" {
				t.Errorf("%q has an empty piece", source)
			}
			joined.WriteString(piece.Text)
		}
		if joined.String() != source || len(links) > 0 {
			t.Errorf("%q became %q, with the links %v left", source, joined.String(), links)
		}
	})
}
