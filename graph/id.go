package graph

import (
	"bytes"
	"encoding/base64"
	"strings"
)

// idPrefix starts every global id. Keys cannot hold an underscore, so an id is
// never taken for a key.
const idPrefix = "eg_"

// idLetters stand for the kinds in ids. They never change, whatever kinds come.
var idLetters = [...]byte{
	KindStudy: 's', KindReport: 'r', KindSample: 'a', KindFactor: 'f', KindPhaseModel: 'm',
	KindPhase: 'p', KindFinding: 'n', KindCaveat: 'c', KindVocabularyTerm: 'v',
}

// ID gives the global id of a node: opaque to clients, stable as long as kind and
// key are.
func ID(r Record) string {
	return string(AppendID(nil, r))
}

// AppendID appends the global id of a node to b.
func AppendID(b []byte, r Record) []byte {
	var plain [96]byte
	p := append(plain[:0], idLetters[r.RecordKind()])
	p = append(p, r.RecordKey()...)
	b = append(b, idPrefix...)
	return base64.RawURLEncoding.AppendEncode(b, p)
}

// ParseID turns an id or a key, as clients hand it in, into a key. kind is the
// kind that an id speaks of, 0 for a key. ok is false for a text that can be
// neither; such a text names no record.
func ParseID(text string) (kind Kind, key string, ok bool) {
	encoded, isID := strings.CutPrefix(text, idPrefix)
	if !isID {
		return 0, text, ValidKey(text)
	}
	p, err := base64.RawURLEncoding.Strict().DecodeString(encoded)
	// The decoder passes over line breaks, which no id has.
	if err != nil || len(p) < 2 || strings.ContainsAny(encoded, "\r\n") {
		return 0, "", false
	}
	kind = Kind(max(bytes.IndexByte(idLetters[:], p[0]), 0))
	return kind, string(p[1:]), kind.IsNode() && ValidKey(string(p[1:]))
}

// ValidKey says whether a text has the form of a key: lower-case ASCII words and
// digits joined by single hyphens, at most 200 characters.
func ValidKey(s string) bool {
	if s == "" || len(s) > 200 {
		return false
	}
	hyphen := true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			hyphen = false
		case c == '-' && !hyphen:
			hyphen = true
		default:
			return false
		}
	}
	return !hyphen
}
