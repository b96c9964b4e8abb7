package document

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// place turns an offset in bytes into line and column, both counted from one,
// columns in characters. Offsets beyond the text give its end.
func place(text string, offset int) fault.Location {
	offset = max(0, min(offset, len(text)))
	line, lineStart := 1, 0
	for i := 0; i < offset; i++ {
		if text[i] == '\n' || text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			line, lineStart = line+1, i+1
		}
	}
	return fault.Location{Line: line, Column: utf8.RuneCountInString(text[lineStart:offset]) + 1}
}

// syntaxError makes the fault of a text that is no GraphQL document.
func syntaxError(text string, offset int, format string, args ...any) *fault.Error {
	at := place(text, offset)
	return fault.New(fault.ParseFailed, "Syntax error: %s.", fmt.Sprintf(format, args...)).At(at.Line, at.Column)
}

// invalid makes the fault of a document that breaks a rule of validation.
func invalid(text string, offset int, format string, args ...any) *fault.Error {
	at := place(text, offset)
	return fault.New(fault.ValidationFailed, format, args...).At(at.Line, at.Column)
}

// The longest message and the longest piece of source in a message, in characters.
const (
	longestMessage = 400
	longestQuote   = 40
)

// oneLine makes a message of the library fit to be shown: one line, not endless.
func oneLine(s string, longest int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= longest {
		return s
	}
	return string([]rune(s)[:longest-1]) + "…"
}

// quote shows a piece of source in a message.
func quote(text string, t token) string {
	if t.kind == kindEnd {
		return "the end of the document"
	}
	piece := oneLine(text[t.start:t.end], longestQuote)
	if t.kind == kindString {
		return piece
	}
	return `"` + piece + `"`
}
