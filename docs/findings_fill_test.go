package docs_test

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// filled breaks the lines of paragraphs and of items of lists anew, which numbers and
// lists of unknown length have made uneven.
func filled(text string) string {
	parts := strings.Split(strings.TrimSpace(text), "\n\n")
	for i, part := range parts {
		switch part = strings.TrimSpace(part); {
		case strings.HasPrefix(part, "- "):
			items := strings.Split(part, "\n- ")
			for j, item := range items {
				items[j] = "- " + filledLines(strings.TrimPrefix(item, "- "), "  ")
			}
			parts[i] = strings.Join(items, "\n")
		case strings.ContainsAny(part[:1], "|#<`"):
			parts[i] = part
		default:
			parts[i] = filledLines(part, "")
		}
	}
	return strings.Join(parts, "\n\n") + "\n"
}

func filledLines(text, indent string) string {
	var b strings.Builder
	used := len(indent)
	for i, word := range strings.Fields(text) {
		length := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case used+1+length > paragraphWidth:
			b.WriteString("\n" + indent)
			used = len(indent)
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += length
	}
	return b.String()
}

// paragraphWidth is how long the lines of a paragraph may be.
const paragraphWidth = 88

func TestParagraphsAndItemsAreFilled(t *testing.T) {
	word := strings.Repeat("x", 40)
	for _, c := range [][2]string{
		{"a\nb\n\n\n| c |\n| d |", "a b\n\n| c |\n| d |\n"},
		{word + " " + word + "\n" + word, word + " " + word + "\n" + word + "\n"},
		{"- a\n  b\n- " + word + " " + word + " " + word, "- a b\n- " + word + " " + word + "\n  " + word + "\n"},
		{"```sh\na\nb\n```", "```sh\na\nb\n```\n"},
	} {
		if got := filled(emptyLines.ReplaceAllString(c[0], "\n\n")); got != c[1] {
			t.Errorf("%q is filled as %q, want %q", c[0], got, c[1])
		}
	}
}
