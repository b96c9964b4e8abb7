package citation

import (
	"strings"
	"unicode"
)

// Type is what sort of thing an Item is. The zero value is Document.
type Type int

// The types. Container and Publisher mean something else in each.
const (
	Document  Type = iota // anything else, such as a book; Publisher has brought it out
	Article               // in the journal Container
	Magazine              // in the newspaper or magazine Container
	Chapter               // of the book Container
	Paper                 // given at the event Container
	Thesis                // Genre at the university Publisher
	Technical             // report of the institution Publisher
	Dataset               // or a part of the dataset Container
)

// Item is one thing to be cited. Empty fields are not known, or there is no such
// thing.
type Item struct {
	Key       string // what the reference is called in a document: letters, digits and . _ -
	Type      Type
	Authors   []Name
	Title     string
	Year      int
	Month     int // 0 without one
	Day       int // 0 without one
	Container string
	Publisher string
	Genre     string // such as PhD dissertation
	Volume    string
	Issue     string
	Pages     string // or the number of the article
	Version   string
	DOI       string // without resolver
	URL       string
	Language  string // BCP 47
	Note      string // remarks on the record
}

// Style is a format of references.
type Style string

// The styles.
const (
	CSLJSON Style = "CSL_JSON"
	RIS     Style = "RIS"
	BibTeX  Style = "BIBTEX"
)

// Styles lists all styles, with what readers should know of each.
func Styles() []struct {
	Style Style
	Doc   string
} {
	return []struct {
		Style Style
		Doc   string
	}{
		{CSLJSON, "One JSON object after the Citation Style Language, which Zotero, pandoc and citeproc read."},
		{RIS, "Tagged lines, which EndNote, Mendeley, Zotero and most databases read. Lines end with carriage return and line feed."},
		{BibTeX, "One entry in UTF-8, for LaTeX. Capitals of the title are protected by braces."},
	}
}

// Text writes the item in a style; "" for a style that is none.
func (i Item) Text(s Style) string {
	switch s {
	case CSLJSON:
		return i.cslJSON()
	case RIS:
		return i.ris()
	case BibTeX:
		return i.bibTeX()
	}
	return ""
}

// line makes one line of a text: line ends, tabs and other control characters
// become blanks, and several blanks one. Marks of writing direction and blanks that
// do not break stay.
func line(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	}), " ")
}
