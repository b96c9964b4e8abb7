package document

import (
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// Token kinds. A punctuator is its own character; the spread is '.'.
const (
	kindEnd    byte = 0
	kindName   byte = 'n'
	kindNumber byte = '0'
	kindString byte = '"'
	kindSpread byte = '.'
)

// token is a lexical token: text[start:end]. Offsets are in bytes.
type token struct {
	kind       byte
	start, end int
}

// scanner splits a text into tokens. While it does, it prepares the copy that
// graphql-go's parser may see: same length, only ASCII, comments and byte order
// marks blank, strings blank between plain quotes. The true values of strings
// are kept by their offset.
type scanner struct {
	text    string
	pos     int
	safe    []byte
	strings map[int]string
}

func newScanner(text string) *scanner {
	return &scanner{text: text, safe: []byte(text), strings: map[int]string{}}
}

// checkCharacters refuses what no GraphQL source may hold: bytes that are not
// UTF-8, and control characters other than tab, line feed and carriage return.
func checkCharacters(text string) *fault.Error {
	for i, r := range text {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(text[i:]); n == 1 {
				return syntaxError(text, i, "the text is not valid UTF-8; send it in that encoding")
			}
		}
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			return syntaxError(text, i, "the control character U+%04X is not allowed; remove it or write it as an escape in a string", r)
		}
	}
	return nil
}

// next gives the next token, kindEnd at the end of the text.
func (s *scanner) next() (token, *fault.Error) {
	s.skipIgnored()
	start := s.pos
	if start == len(s.text) {
		return token{kindEnd, start, start}, nil
	}
	switch c := s.text[start]; {
	case isNameStart(c):
		s.skipName()
		return token{kindName, start, s.pos}, nil
	case c == '-' || isDigit(c):
		return s.number()
	case c == '"':
		return s.stringLiteral()
	case c == '.':
		if len(s.text) < start+3 || s.text[start:start+3] != "..." {
			return token{}, syntaxError(s.text, start, `unexpected "."; a fragment begins with "..."`)
		}
		s.pos += 3
		return token{kindSpread, start, s.pos}, nil
	default:
		switch c {
		case '!', '$', '&', '(', ')', ':', '=', '@', '[', ']', '{', '|', '}':
			s.pos++
			return token{c, start, s.pos}, nil
		}
		_, n := utf8.DecodeRuneInString(s.text[start:])
		return token{}, syntaxError(s.text, start, "unexpected character %q", s.text[start:start+n])
	}
}

func (s *scanner) skipIgnored() {
	for s.pos < len(s.text) {
		switch c := s.text[s.pos]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',':
			s.pos++
		case c == '#':
			start := s.pos
			for s.pos < len(s.text) && s.text[s.pos] != '\n' && s.text[s.pos] != '\r' {
				s.pos++
			}
			s.blank(start, s.pos)
		case c == 0xEF && len(s.text) >= s.pos+3 && s.text[s.pos:s.pos+3] == "\ufeff":
			s.blank(s.pos, s.pos+3)
			s.pos += 3
		default:
			return
		}
	}
}

func (s *scanner) skipName() {
	for s.pos < len(s.text) && isNamePart(s.text[s.pos]) {
		s.pos++
	}
}

// number reads an Int or a Float. As the specification asks, neither may be
// followed at once by a digit, a dot or the start of a name.
func (s *scanner) number() (token, *fault.Error) {
	start := s.pos
	if s.peek() == '-' {
		s.pos++
	}
	if s.peek() == '0' {
		s.pos++
	} else if !s.digits() {
		return token{}, s.badNumber("a digit is missing")
	}
	if s.peek() == '.' {
		s.pos++
		if !s.digits() {
			return token{}, s.badNumber("a digit is missing after the point")
		}
	}
	if c := s.peek(); c == 'e' || c == 'E' {
		s.pos++
		if c := s.peek(); c == '+' || c == '-' {
			s.pos++
		}
		if !s.digits() {
			return token{}, s.badNumber("a digit is missing in the exponent")
		}
	}
	if c := s.peek(); c == '.' || isNamePart(c) {
		return token{}, s.badNumber("it is not followed by a space or a punctuator")
	}
	return token{kindNumber, start, s.pos}, nil
}

func (s *scanner) badNumber(reason string) *fault.Error {
	return syntaxError(s.text, s.pos, "invalid number: %s", reason)
}

// digits reads one digit or more and says whether there was one.
func (s *scanner) digits() bool {
	start := s.pos
	for isDigit(s.peek()) {
		s.pos++
	}
	return s.pos > start
}

// peek gives the byte at the current position, 0 at the end of the text.
func (s *scanner) peek() byte {
	if s.pos < len(s.text) {
		return s.text[s.pos]
	}
	return 0
}

func (s *scanner) blank(from, to int) {
	for i := from; i < to; i++ {
		s.safe[i] = ' '
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isNameStart(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func isNamePart(c byte) bool { return isNameStart(c) || isDigit(c) }
