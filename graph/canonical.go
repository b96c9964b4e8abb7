package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"strconv"
)

// ContentHash is the SHA-256 of the canonical content, in hex: every record in
// the order of Scan as one line of its kind and its stored fields in the order of
// the model table, each as name=value with values quoted by Go's rules. Derived
// fields and absent values are left out; lists of references are sets, so their
// order is that of keys. Equal content has an equal hash, whichever store holds
// it.
func ContentHash(records iter.Seq2[Record, error]) (string, error) {
	h := sha256.New()
	var line []byte
	for r, err := range records {
		if err != nil {
			return "", err
		}
		line = appendCanonical(line[:0], r)
		h.Write(line)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Revision derives the short revision from a content hash.
func Revision(hash string) string { return hash[:12] }

func appendCanonical(b []byte, r Record) []byte {
	b = append(b, r.RecordKind().String()...)
	for _, f := range models[r.RecordKind()].Fields {
		if f.Derived || f.Absent(r) {
			continue
		}
		b = append(b, ' ')
		b = append(b, f.Name...)
		b = append(b, '=')
		switch f.Type {
		case TypeInt:
			b = strconv.AppendInt(b, int64(f.Int(r)), 10)
		case TypeBool:
			b = strconv.AppendBool(b, f.Bool(r))
		case TypeText:
			for _, tr := range f.Text(r) {
				b = append(b, tr.Lang...)
				b = append(b, ':')
				b = strconv.AppendQuote(b, tr.Value)
			}
		case TypeStrings, TypeRefs:
			for _, v := range canonicalList(f, r) {
				b = strconv.AppendQuote(b, v)
			}
		default:
			b = strconv.AppendQuote(b, f.Str(r))
		}
	}
	return append(b, '\n')
}

func canonicalList(f *Field, r Record) []string {
	list := f.List(r)
	if f.Type == TypeStrings {
		return list
	}
	set := map[string]bool{}
	for _, v := range list {
		set[v] = true
	}
	return sortedKeys(set)
}

// DeriveStudyYear gives a study's year from its primary reports: the earliest, or
// 0 where none has one.
func DeriveStudyYear(primary []*Report) int {
	year := 0
	for _, r := range primary {
		if r.Year != 0 && (year == 0 || r.Year < year) {
			year = r.Year
		}
	}
	return year
}
