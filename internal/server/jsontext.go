package server

import (
	"bytes"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// checkText looks over JSON text before it is decoded, for what the decoder
// would let pass: bytes that are not UTF-8 and escapes of half a character, both
// of which it replaces silently, and nesting without end. It does not check the
// grammar.
func checkText(text []byte, maxDepth int) *fault.Error {
	if !utf8.Valid(text) {
		return fault.New(BadRequest, "The JSON is not UTF-8: encode it so.")
	}
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			end, whole := skipString(text, i+1)
			if !whole {
				return fault.New(BadRequest, `The JSON has half a surrogate pair (\uD800 to \uDFFF) near byte %d: send whole characters.`, end)
			}
			i = end
		case '{', '[':
			if depth++; depth > maxDepth {
				return fault.TooMuch("jsonDepth", maxDepth, 0, "The JSON is nested deeper than %d levels: send a flatter value.", maxDepth)
			}
		case '}', ']':
			depth--
		}
	}
	return nil
}

// skipString gives the index of the quote that closes the string whose content
// begins at i, or the end of the text. It gives false, with the place, when the
// string escapes a surrogate that has no partner.
func skipString(text []byte, i int) (int, bool) {
	for i < len(text) && text[i] != '"' {
		if text[i] != '\\' {
			i++
			continue
		}
		unit, ok := escapedUnit(text, i)
		switch {
		case !ok:
			i += 2 // another escape, or a broken one that the decoder refuses
		case unit >= 0xDC00 && unit <= 0xDFFF:
			return i, false
		case unit >= 0xD800 && unit <= 0xDBFF:
			low, ok := escapedUnit(text, i+6)
			if !ok || low < 0xDC00 || low > 0xDFFF {
				return i, false
			}
			i += 12
		default:
			i += 6
		}
	}
	return i, true
}

// escapedUnit reads the UTF-16 unit of an escape \uXXXX that begins at i.
func escapedUnit(text []byte, i int) (unit int, ok bool) {
	if i+6 > len(text) || text[i] != '\\' || text[i+1] != 'u' {
		return 0, false
	}
	for _, c := range text[i+2 : i+6] {
		switch {
		case c >= '0' && c <= '9':
			unit = unit<<4 | int(c-'0')
		case c >= 'a' && c <= 'f':
			unit = unit<<4 | int(c-'a'+10)
		case c >= 'A' && c <= 'F':
			unit = unit<<4 | int(c-'A'+10)
		default:
			return 0, false
		}
	}
	return unit, true
}

// plainString reads a string of valid JSON that escapes nothing but line ends, tabs,
// quotes and backslashes, as documents do; false for any other value.
func plainString(raw []byte) (string, bool) {
	if len(raw) < 2 || raw[0] != '"' || raw[len(raw)-1] != '"' {
		return "", false
	}
	raw = raw[1 : len(raw)-1]
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw), true
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c == '\\' {
			i++
			switch c = raw[i]; c {
			case 'n':
				c = '\n'
			case 't':
				c = '\t'
			case '"', '\\':
			default:
				return "", false
			}
		}
		out = append(out, c)
	}
	return string(out), true
}
