package graph

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// SearchWeight says whether a field is searched, and how much a word in it tells
// about the record. The lower ones come first in an answer.
type SearchWeight uint8

// The weights.
const (
	NotSearched   SearchWeight = iota
	SearchedName               // what the record is called
	SearchedMaker              // who made it and when
	SearchedText               // what it says
	SearchedNote               // what is remarked on it
)

// searched makes a field one that Search looks into.
func searched(w SearchWeight) option { return func(f *Field) { f.Search = w } }

// SearchText is one text of a record as it is searched: one value of a field, in one
// language.
type SearchText struct {
	Weight SearchWeight
	Lang   string // as in the record; "" for fields without languages
	// Words are the folded words, in order, with one blank before, between and after
	// them. There is one at least.
	Words string
}

// SearchTexts gives the texts of a record by which it is found: by weight, then in
// the order of the model table and of the record. A finding that does not stand has
// none, and is never found.
func SearchTexts(r Record) []SearchText {
	var out []SearchText
	for s := range searchSources(r) {
		if words := SearchWords(s.value); len(words) > 0 {
			out = append(out, SearchText{s.field.Search, s.lang, " " + strings.Join(words, " ") + " "})
		}
	}
	return out
}

// source is a value of a searched field.
type source struct {
	field *Field
	lang  string
	value string
}

// searchSources hands over the values of a record that are searched, in the order of
// SearchTexts.
func searchSources(r Record) func(yield func(source) bool) {
	return func(yield func(source) bool) {
		if f, ok := r.(*Finding); ok && f.Status != Current && f.Status != "" {
			return
		}
		for _, f := range searchedFields[r.RecordKind()] {
			switch {
			case f.Absent(r):
			case f.Type == TypeText:
				for _, t := range f.Text(r) {
					if !yield(source{f, t.Lang, t.Value}) {
						return
					}
				}
			case f.Type == TypeStrings:
				for _, v := range f.List(r) {
					if !yield(source{f, "", v}) {
						return
					}
				}
			case f.Type == TypeInt:
				if !yield(source{f, "", strconv.Itoa(f.Int(r))}) {
					return
				}
			default:
				if !yield(source{f, "", f.Str(r)}) {
					return
				}
			}
		}
	}
}

// searchedFields lists the searched fields of each kind by weight.
var searchedFields = buildSearchedFields()

func buildSearchedFields() [kindEnd][]*Field {
	var out [kindEnd][]*Field
	for _, k := range NodeKinds() {
		for _, f := range models[k].Fields {
			if f.Search != NotSearched {
				out[k] = append(out[k], f)
			}
		}
		slices.SortStableFunc(out[k], func(a, b *Field) int { return int(a.Search) - int(b.Search) })
	}
	return out
}

// SearchWords gives the words of a text in order, folded: what stands between signs
// and blanks. Letters, digits and marks make words.
func SearchWords(text string) []string {
	var out []string
	eachWord(text, func(w string, _, _ int) { out = append(out, w) })
	return out
}

// eachWord visits the words of a text with the bytes of the text that they were
// folded from. One run of letters may fold to several words, as ½ does, which then
// share these.
func eachWord(text string, visit func(word string, start, end int)) {
	for start := 0; start < len(text); {
		from := strings.IndexFunc(text[start:], isWordRune)
		if from < 0 {
			return
		}
		start += from
		end := len(text)
		if length := strings.IndexFunc(text[start:], isNoWordRune); length >= 0 {
			end = start + length
		}
		switch folded := Fold(text[start:end]); {
		case folded == "":
		case strings.IndexFunc(folded, isNoWordRune) < 0:
			visit(folded, start, end)
		default:
			for w := range strings.FieldsFuncSeq(folded, isNoWordRune) {
				visit(w, start, end)
			}
		}
		start = end
	}
}

func isWordRune(r rune) bool {
	if r < unicode.MaxASCII {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

func isNoWordRune(r rune) bool { return !isWordRune(r) }
