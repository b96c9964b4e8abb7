package document

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// stringLiteral reads a string or a block string, keeps its value, and leaves
// in the safe copy a plain string of spaces of the same length.
func (s *scanner) stringLiteral() (token, *fault.Error) {
	start := s.pos
	read := s.plainString
	if strings.HasPrefix(s.text[start:], `"""`) {
		read = s.blockString
	}
	value, err := read()
	if err != nil {
		return token{}, err
	}
	s.strings[start] = value
	s.blank(start+1, s.pos-1)
	return token{kindString, start, s.pos}, nil
}

func (s *scanner) plainString() (string, *fault.Error) {
	start := s.pos
	s.pos++
	var value strings.Builder
	for s.pos < len(s.text) {
		switch c := s.text[s.pos]; c {
		case '"':
			s.pos++
			return value.String(), nil
		case '\n', '\r':
			return "", syntaxError(s.text, start, "the string is not closed on its line")
		case '\\':
			if err := s.escape(&value); err != nil {
				return "", err
			}
		default:
			value.WriteByte(c)
			s.pos++
		}
	}
	return "", syntaxError(s.text, start, "the string is not closed")
}

var escapes = map[byte]byte{
	'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
}

// escape reads one escape sequence, which begins at the current position.
func (s *scanner) escape(value *strings.Builder) *fault.Error {
	start := s.pos
	s.pos++
	c := s.peek()
	if c != 'u' {
		plain, ok := escapes[c]
		if !ok {
			return syntaxError(s.text, start, `the string holds an unknown escape; write a backslash as \\`)
		}
		value.WriteByte(plain)
		s.pos++
		return nil
	}
	s.pos++
	first, ok := s.codeUnit()
	if !ok {
		return syntaxError(s.text, start, `the string holds an invalid \u escape; write \u and four hexadecimal digits`)
	}
	if utf16.IsSurrogate(first) {
		// One character outside the basic plane, written as two code units.
		if strings.HasPrefix(s.text[s.pos:], `\u`) && !strings.HasPrefix(s.text[s.pos:], `\u{`) {
			s.pos += 2
			if second, ok := s.codeUnit(); ok {
				first = utf16.DecodeRune(first, second)
				if first != utf8.RuneError {
					value.WriteRune(first)
					return nil
				}
			}
		}
		return syntaxError(s.text, start, `the string holds half of a surrogate pair; write both halves, or the character itself`)
	}
	if !utf8.ValidRune(first) {
		return syntaxError(s.text, start, `the string holds a \u escape beyond the last Unicode character`)
	}
	value.WriteRune(first)
	return nil
}

// codeUnit reads what follows \u: four hexadecimal digits, or some in braces. A
// surrogate in braces is no character, and gives false.
func (s *scanner) codeUnit() (rune, bool) {
	rest := s.text[s.pos:]
	digits, skip := "", 4
	if strings.HasPrefix(rest, "{") {
		end := strings.IndexByte(rest, '}')
		if end < 0 {
			return 0, false
		}
		digits, skip = rest[1:end], end+1
	} else if len(rest) >= 4 {
		digits = rest[:4]
	}
	for i := range len(digits) {
		if c := digits[i]; !isDigit(c) && (c|0x20 < 'a' || c|0x20 > 'f') {
			return 0, false
		}
	}
	n, err := strconv.ParseUint(digits, 16, 31)
	if err != nil || skip != 4 && utf16.IsSurrogate(rune(n)) {
		return 0, false
	}
	s.pos += skip
	return rune(n), true
}

func (s *scanner) blockString() (string, *fault.Error) {
	start := s.pos
	s.pos += 3
	var raw strings.Builder
	for s.pos < len(s.text) {
		rest := s.text[s.pos:]
		switch {
		case strings.HasPrefix(rest, `"""`):
			s.pos += 3
			return blockValue(raw.String()), nil
		case strings.HasPrefix(rest, `\"""`):
			raw.WriteString(`"""`)
			s.pos += 4
		default:
			raw.WriteByte(rest[0])
			s.pos++
		}
	}
	return "", syntaxError(s.text, start, `the block string is not closed; end it with """`)
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// blockValue is the specification's BlockStringValue: the indent that all lines
// but the first share is cut from them, then blank lines at both ends go.
func blockValue(raw string) string {
	lines := strings.Split(lineEnds.Replace(raw), "\n")
	common := -1
	for _, line := range lines[1:] {
		if indent := indentOf(line); indent < len(line) && (common < 0 || indent < common) {
			common = indent
		}
	}
	for i := 1; i < len(lines) && common > 0; i++ {
		lines[i] = lines[i][min(common, len(lines[i])):]
	}
	for len(lines) > 0 && indentOf(lines[0]) == len(lines[0]) {
		lines = lines[1:]
	}
	for len(lines) > 0 && indentOf(lines[len(lines)-1]) == len(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	return strings.Join(lines, "\n")
}

func indentOf(line string) int {
	return len(line) - len(strings.TrimLeft(line, " \t"))
}
