package graph

import (
	"cmp"
	"strings"
	"unicode/utf8"
)

// OrderTerm sorts by one orderable field.
type OrderTerm struct {
	Field *Field
	Desc  bool
}

// Position is the place of a record in an order: the values it is sorted by, and
// its key as the last tie-break. Two records of a kind never share a position.
type Position struct {
	Values []SortValue
	Key    string
}

// SortValue is one value that records are sorted by: a number for integers and
// for the places of enum values in their vocabulary, else folded words, of which
// the first sortBytes count: a cursor carries them, and an index has room for them.
type SortValue struct {
	Absent bool
	Num    int
	Str    string
}

// sortBytes bounds the words of a SortValue.
const sortBytes = 200

// SortOf gives the value that a record is sorted by. Words sort by their folded
// form, texts by their first language, enum values as declared, keys by bytes.
func SortOf(f *Field, r Record) SortValue {
	switch f.Type {
	case TypeInt:
		n := f.Int(r)
		return SortValue{Absent: n == 0, Num: n}
	case TypeEnum:
		i := f.Vocabulary.Index(f.Str(r))
		return SortValue{Absent: i < 0, Num: max(i, 0)}
	case TypeText:
		t := f.Text(r)
		if len(t) == 0 {
			return SortValue{Absent: true}
		}
		return SortValue{Str: sortWords(t[0].Value)}
	case TypeKey, TypeRef:
		s := f.Str(r)
		return SortValue{Absent: s == "", Str: s}
	default:
		s := f.Str(r)
		return SortValue{Absent: s == "", Str: sortWords(s)}
	}
}

// sortWords folds words and cuts them, between two characters, to sortBytes.
func sortWords(s string) string {
	s = Fold(s)
	if len(s) <= sortBytes {
		return s
	}
	end := sortBytes
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}

// PositionOf gives the place of a record in an order.
func PositionOf(order []OrderTerm, r Record) Position {
	p := Position{Key: r.RecordKey()}
	if len(order) > 0 {
		p.Values = make([]SortValue, len(order))
		for i, t := range order {
			p.Values[i] = SortOf(t.Field, r)
		}
	}
	return p
}

// Compare orders two positions of the same order. Absent values come last,
// upwards and downwards; the key breaks ties upwards.
func (p Position) Compare(q Position, order []OrderTerm) int {
	for i, t := range order {
		if c := compareSort(p.Values[i], q.Values[i], t.Desc); c != 0 {
			return c
		}
	}
	return strings.Compare(p.Key, q.Key)
}

func compareSort(a, b SortValue, desc bool) int {
	if a.Absent || b.Absent {
		switch {
		case a.Absent && b.Absent:
			return 0
		case a.Absent:
			return 1
		default:
			return -1
		}
	}
	c := cmp.Compare(a.Num, b.Num)
	if c == 0 {
		c = strings.Compare(a.Str, b.Str)
	}
	if desc {
		return -c
	}
	return c
}
