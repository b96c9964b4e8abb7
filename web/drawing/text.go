package drawing

import (
	"strings"
	"unicode"
)

// Widths of letters in parts of the size, wider than those of common fonts: a line that
// is measured to fit does fit, whatever font the reader has.
const (
	narrowLetter = .44
	otherLetter  = .66
	capital      = .79
	wideLetter   = 1.02
)

func width(text string, size float64) float64 {
	sum := 0.0
	for _, r := range text {
		switch {
		case strings.ContainsRune(" ijlftrI.,:;'’|!()[]-", r):
			sum += narrowLetter
		case strings.ContainsRune("mwMWÆŒæœ@%—…", r), r > 0x2000:
			sum += wideLetter
		case unicode.IsUpper(r):
			sum += capital
		default:
			sum += otherLetter
		}
	}
	return sum * size
}

// maxLines is how many lines a label has at most; the rest is told by the name of the
// station alone.
const maxLines = 6

// wrap breaks a text into lines that are no wider than room: at blanks, and within a word
// where it alone is wider. It gives at least one line.
func wrap(text string, size, room float64) []string {
	var lines []string
	line := ""
	put := func(word string) {
		if line != "" && width(line+" "+word, size) <= room {
			line += " " + word
			return
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = word
	}
	for _, word := range strings.Fields(text) {
		for width(word, size) > room {
			head := fitting(word, size, room)
			put(head)
			word = word[len(head):]
		}
		if word != "" {
			put(word)
		}
		if len(lines) > maxLines {
			break
		}
	}
	lines = append(lines, line)
	if len(lines) > maxLines {
		last := lines[maxLines-1]
		for width(last+"…", size) > room {
			last = fitting(last, size, width(last, size)-.01)
		}
		lines = append(lines[:maxLines-1], last+"…")
	}
	return lines
}

// fitting gives the longest beginning of a word that is no wider than room, and never
// less than one letter.
func fitting(word string, size, room float64) string {
	for i := range word {
		if i > 0 && width(word[:i], size) > room {
			return before(word, i)
		}
	}
	return before(word, len(word))
}

// before cuts the letter off that ends at i, unless it is the only one.
func before(word string, i int) string {
	cut := 0
	for at := range word[:i] {
		cut = at
	}
	if cut == 0 {
		return word[:i]
	}
	return word[:cut]
}
