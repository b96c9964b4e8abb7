// Package nearest guesses which word was meant by one that is not known, for
// errors that can then say "did you mean".
//
// It knows words only; which words there are is for its callers to say.
package nearest

import (
	"iter"
	"strings"

	"github.com/agnivade/levenshtein"
)

// longest is how many bytes a word may have; longer texts are no names, and nobody
// waits for a guess about them.
const longest = 200

// Word gives the candidate with the fewest letters to change, in upper or lower
// case, of those equally near the first, and "" where all are far off: a third of
// the letters may differ, and one more. A text of three letters or more also means
// the first candidate that it begins. The cost grows with the number of candidates
// of about its length.
func Word(text string, candidates iter.Seq[string]) string {
	if text == "" || len(text) > longest {
		return ""
	}
	text = strings.ToLower(text)
	best, least := "", len(text)/3+2
	for c := range candidates {
		lower := strings.ToLower(c)
		switch {
		case len(text) > 2 && strings.HasPrefix(lower, text):
			if least > 1 {
				best, least = c, 1
			}
		case max(len(lower)-len(text), len(text)-len(lower)) < least:
			if d := levenshtein.ComputeDistance(text, lower); d < least {
				best, least = c, d
			}
		}
	}
	return best
}
