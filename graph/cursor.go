package graph

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strconv"
	"strings"
)

// A cursor is a version byte, eight bytes that bind it to its list, the values of
// the position, the key, and four bytes of checksum, in base64. It is opaque to
// clients and checked on the way in: nothing of it is trusted.
const (
	cursorVersion  = 1
	cursorMaxBytes = 4096
	scopeBytes     = 8
	sumBytes       = 4
)

// scope identifies a list: what is listed, of which parent, under which filter
// and in which order. A cursor is good for its own list only.
type scope [scopeBytes]byte

func scopeOf(parts ...string) scope {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p))))
		h.Write([]byte{':'})
		h.Write([]byte(p))
	}
	return scope(h.Sum(nil)[:scopeBytes])
}

func encodeCursor(s scope, p Position) string { return string(appendCursor(nil, s, p)) }

// appendCursor appends a cursor to out.
func appendCursor(out []byte, s scope, p Position) []byte {
	var usual [192]byte // most fit, so that nothing is allocated
	b := append(append(usual[:0], cursorVersion), s[:]...)
	for _, v := range p.Values {
		switch {
		case v.Absent:
			b = append(b, 'a')
		case v.Str == "":
			b = append(b, 'n')
			b = binary.AppendVarint(b, int64(v.Num))
		default:
			b = append(b, 's')
			b = binary.AppendUvarint(b, uint64(len(v.Str)))
			b = append(b, v.Str...)
		}
	}
	b = append(b, 'k')
	b = append(b, p.Key...)
	sum := sha256.Sum256(b)
	return base64.RawURLEncoding.AppendEncode(out, append(b, sum[:sumBytes]...))
}

func decodeCursor(text string, s scope, order []OrderTerm) (Position, *Error) {
	broken := func() (Position, *Error) {
		return Position{}, Errorf("cursor", Invalid, "This is not a cursor of this server, or it was changed: use a cursor exactly as an earlier answer gave it.")
	}
	if len(text) > cursorMaxBytes {
		return broken()
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(b) == 0 {
		return broken()
	}
	if b[0] != cursorVersion {
		return Position{}, Errorf("cursor", Invalid, "This cursor is of another version of the server: start again from the first page.")
	}
	if len(b) < 1+scopeBytes+1+sumBytes {
		return broken()
	}
	body, sum := b[:len(b)-sumBytes], sha256.Sum256(b[:len(b)-sumBytes])
	if string(b[len(body):]) != string(sum[:sumBytes]) {
		return broken()
	}
	if scope(body[1:1+scopeBytes]) != s {
		return Position{}, Errorf("cursor", Invalid, "This cursor is of another list: filter, order and parent must be the same as in the answer that gave it.")
	}
	p, ok := decodePosition(body[1+scopeBytes:], len(order))
	// Anyone can compute the checksum, and numbers and base64 can be written in
	// several ways: only what encodeCursor writes is a cursor.
	if !ok || encodeCursor(s, p) != text {
		return broken()
	}
	return p, nil
}

func decodePosition(b []byte, terms int) (p Position, ok bool) {
	for range terms {
		if len(b) == 0 {
			return p, false
		}
		tag := b[0]
		b = b[1:]
		switch tag {
		case 'a':
			p.Values = append(p.Values, SortValue{Absent: true})
		case 'n':
			n, size := binary.Varint(b)
			if size <= 0 {
				return p, false
			}
			p.Values = append(p.Values, SortValue{Num: int(n)})
			b = b[size:]
		case 's':
			n, size := binary.Uvarint(b)
			if size <= 0 || n > uint64(len(b)-size) {
				return p, false
			}
			p.Values = append(p.Values, SortValue{Str: string(b[size : size+int(n)])})
			b = b[size+int(n):]
		default:
			return p, false
		}
	}
	if len(b) < 2 || b[0] != 'k' {
		return p, false
	}
	p.Key = string(b[1:])
	return p, true
}

// describe writes a filter and an order in one canonical form, to bind cursors.
func describe(f Filter, order []OrderTerm) string {
	var b strings.Builder
	describeFilter(&b, f)
	for _, t := range order {
		b.WriteString("|" + t.Field.Name)
		if t.Desc {
			b.WriteString(" desc")
		}
	}
	return b.String()
}

func describeFilter(b *strings.Builder, f Filter) {
	list := func(name string, parts []Filter) {
		b.WriteString(name + "(")
		for _, p := range parts {
			describeFilter(b, p)
			b.WriteByte(',')
		}
		b.WriteByte(')')
	}
	switch f := f.(type) {
	case nil:
		b.WriteByte('*')
	case And:
		list("and", f)
	case Or:
		list("or", f)
	case Not:
		list("not", []Filter{f.Filter})
	case Compare:
		b.WriteString(f.Field.Name + " " + strconv.Itoa(int(f.Op)))
		for _, s := range f.Strs {
			b.WriteString(strconv.Quote(s))
		}
		for _, n := range f.Nums {
			b.WriteString(" " + strconv.Itoa(n))
		}
	case Has:
		list(f.Edge.Name+" "+strconv.Itoa(int(f.Quant)), []Filter{f.Where})
	case Absent:
		if f.Edge != nil {
			b.WriteString("no " + f.Edge.Name)
		} else {
			b.WriteString("no " + f.Field.Name)
		}
	}
}
