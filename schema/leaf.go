package schema

import (
	"strconv"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/graph"
)

// leaf reads a scalar, enum or list of scalars from an object.
type leaf struct {
	// write appends the value as JSON. It gives false where there is none.
	write func(b []byte, object any) ([]byte, bool)
	// long is in place of write for lists, which may need more than one piece.
	long func(t *text, object any) bool
	// value is the same value for the reference executor, nil where there is none.
	value func(object any) any
}

func stringLeaf[T any](get func(T) string) *leaf {
	return &leaf{
		write: func(b []byte, o any) ([]byte, bool) {
			s := get(o.(T))
			if s == "" {
				return b, false
			}
			return appendString(b, s), true
		},
		value: func(o any) any {
			if s := get(o.(T)); s != "" {
				return s
			}
			return nil
		},
	}
}

// nameLeaf is for values of closed vocabularies, which need no escaping.
func nameLeaf[T any](get func(T) string) *leaf {
	l := stringLeaf(get)
	l.write = func(b []byte, o any) ([]byte, bool) {
		s := get(o.(T))
		if s == "" {
			return b, false
		}
		b = append(b, '"')
		b = append(b, s...)
		return append(b, '"'), true
	}
	return l
}

// countLeaf is for whole numbers that are always there.
func countLeaf[T any](get func(T) int) *leaf {
	return &leaf{
		write: func(b []byte, o any) ([]byte, bool) { return appendCount(b, get(o.(T))), true },
		value: func(o any) any { return get(o.(T)) },
	}
}

// intLeaf is for whole numbers where 0 means that there is none.
func intLeaf[T any](get func(T) int) *leaf {
	l := countLeaf(get)
	return &leaf{
		write: func(b []byte, o any) ([]byte, bool) {
			if get(o.(T)) == 0 {
				return b, false
			}
			return l.write(b, o)
		},
		value: func(o any) any {
			if n := get(o.(T)); n != 0 {
				return n
			}
			return nil
		},
	}
}

func boolLeaf[T any](get func(T) bool) *leaf {
	return &leaf{
		write: func(b []byte, o any) ([]byte, bool) { return strconv.AppendBool(b, get(o.(T))), true },
		value: func(o any) any { return get(o.(T)) },
	}
}

func stringsLeaf[T any](get func(T) []string) *leaf {
	return &leaf{
		long: func(t *text, o any) bool {
			t.b = append(t.b, '[')
			for i, s := range get(o.(T)) {
				if i > 0 {
					t.b = append(t.b, ',')
				}
				t.room()
				t.b = appendString(t.b, s)
			}
			t.b = append(t.b, ']')
			return true
		},
		value: func(o any) any {
			if list := get(o.(T)); list != nil {
				return list
			}
			return []string{}
		},
	}
}

// fieldLeaf reads a field of the model table.
func fieldLeaf(f *graph.Field) *leaf {
	switch f.Type {
	case graph.TypeInt:
		return intLeaf(f.Int)
	case graph.TypeBool:
		return boolLeaf(f.Bool)
	case graph.TypeStrings:
		return stringsLeaf(f.List)
	case graph.TypeEnum:
		return nameLeaf(f.Str)
	default:
		return stringLeaf(f.Str)
	}
}

// appendCount appends a number, most of which are small.
func appendCount(b []byte, n int) []byte {
	if uint(n) < 10 {
		return append(b, byte('0'+n))
	}
	return strconv.AppendInt(b, int64(n), 10)
}

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string. Bytes that are not valid UTF-8 become
// the replacement character; line and paragraph separators are escaped, so that
// an answer can stand in a script.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 0x20 && c != '"' && c != '\\' {
				i++
				continue
			}
			b = append(b, s[start:i]...)
			b = appendEscape(b, c)
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(append(b, s[start:i]...), `\ufffd`...)
			start = i + 1
		case r == '\u2028' || r == '\u2029':
			b = append(append(b, s[start:i]...), `\u202`...)
			b = append(b, hexDigits[r&0xF])
			start = i + size
		}
		i += size
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	default:
		return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xF])
	}
}
