package sdl

import (
	"strings"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/schema/introspection"
)

const (
	indent = "  "
	fence  = `"""`
)

// builder collects lines.
type builder struct{ strings.Builder }

func (b *builder) line(text string) {
	b.WriteString(text)
	b.WriteByte('\n')
}

// member writes one indented member of a type; an empty line sets a described
// member apart from the one before it.
func (b *builder) member(index int, description, text string) {
	if index > 0 && description != "" {
		b.line("")
	}
	b.description(description, indent)
	b.line(indent + text)
}

// description writes text, if there is any, so that a parser reads exactly the same
// text back: as a block string, or as a quoted string where a block string would
// lose something.
func (b *builder) description(text, margin string) {
	switch {
	case text == "":
	case !survivesBlock(text):
		b.line(margin + introspection.Quote(text))
	case fitsOneLine(text, margin):
		b.line(margin + fence + escapeFence(text) + fence)
	default:
		b.line(margin + fence)
		for line := range strings.SplitSeq(escapeFence(text), "\n") {
			if line != "" {
				line = margin + line
			}
			b.line(line)
		}
		b.line(margin + fence)
	}
}

func escapeFence(text string) string { return strings.ReplaceAll(text, fence, `\`+fence) }

// fitsOneLine says whether text can stand between fences on one line: its last
// character must not run into the closing fence.
func fitsOneLine(text, margin string) bool {
	return !strings.Contains(text, "\n") &&
		!strings.HasSuffix(text, `"`) && !strings.HasSuffix(text, `\`) &&
		len(margin)+utf8.RuneCountInString(text)+2*len(fence) <= lineWidth
}

// survivesBlock says whether a block string can hold text. It cannot hold control
// characters or carriage returns, loses blank lines at either end, and loses white
// space that begins every line.
func survivesBlock(text string) bool {
	if !utf8.ValidString(text) {
		return false
	}
	for _, r := range text {
		if r < 0x20 && r != '\n' && r != '\t' {
			return false
		}
	}
	lines := strings.Split(text, "\n")
	if blank(lines[0]) || blank(lines[len(lines)-1]) {
		return false
	}
	for _, line := range lines {
		if !blank(line) && line[0] != ' ' && line[0] != '\t' {
			return true
		}
	}
	return false
}

func blank(line string) bool { return strings.Trim(line, " \t") == "" }
