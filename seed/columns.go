package seed

import (
	"fmt"
	"iter"
	"regexp"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/internal/nearest"
)

// column is what the cells under one heading hold.
type column struct {
	heading string
	field   *graph.Field
	lang    string // of a TypeText field
	// langs is how many columns the field has.
	langs int
	// kindOf is set for an extra column: the cell names the kind of the node that
	// this reference points to, one of kinds, and field is nil.
	kindOf *graph.Field
	kinds  []string
}

// extra is a column that files have and the model does not, because it follows
// from another one.
type extra struct {
	kind    graph.Kind
	heading string
	kindOf  string // the reference whose target's kind the column names
	kinds   []string
}

// extras may be left out. Where they are there, they are checked.
var extras = []extra{
	{kind: graph.KindVocabularyMapping, heading: "from_kind", kindOf: "from",
		kinds: []string{graph.KindReport.Enum(), graph.KindVocabularyTerm.Enum()}},
}

// languageForm is how languages are written in headings, so that one language has
// one heading.
var languageForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)

func isLanguage(tag string) bool {
	check := graph.ModelOf(graph.KindReport).Field("language").Check
	return languageForm.MatchString(tag) && check(tag) == ""
}

// columnOf says what a heading means in the files of a kind. Whole headings come
// first, so that definition_basis is not taken for a definition in a language.
func columnOf(m *graph.Model, heading string) (column, bool) {
	for _, f := range m.Fields {
		if f.Column != "" && f.Column == heading {
			c := column{heading: heading, field: f}
			if f.Type == graph.TypeText {
				c.lang = "en"
			}
			return c, true
		}
	}
	for _, x := range extras {
		if x.kind == m.Kind && x.heading == heading {
			return column{heading: heading, kindOf: m.Field(x.kindOf), kinds: x.kinds}, true
		}
	}
	for _, f := range m.Fields {
		if f.Type != graph.TypeText {
			continue
		}
		if lang, ok := strings.CutPrefix(heading, f.Column+"_"); ok && isLanguage(lang) {
			return column{heading: heading, field: f, lang: lang}, true
		}
	}
	return column{}, false
}

// headingsOf lists the headings that a guess may choose from.
func headingsOf(m *graph.Model) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, f := range m.Fields {
			if f.Column == "" {
				continue
			}
			names := []string{f.Column}
			if f.Type == graph.TypeText {
				names = append(names, f.Column+"_en", f.Column+"_it")
			}
			for _, n := range names {
				if !yield(n) {
					return
				}
			}
		}
		for _, x := range extras {
			if x.kind == m.Kind && !yield(x.heading) {
				return
			}
		}
	}
}

// headingReading is the reading of the first row of a file.
type headingReading struct {
	l     *loader
	t     *table
	line  int
	has   map[*graph.Field]int  // columns of each field
	meant map[*graph.Field]bool // by a heading that is misspelt
	taken map[string]bool       // fields with their language, and extra columns
	sound bool
}

// headings reads the first row of a file. It says whether rows can be read: not
// when there was a fault.
func (l *loader) headings(t *table, line int, cells []string) bool {
	h := headingReading{
		l: l, t: t, line: line, sound: true,
		has: map[*graph.Field]int{}, meant: map[*graph.Field]bool{}, taken: map[string]bool{},
	}
	if len(cells) == 1 && strings.ContainsAny(cells[0], ";\t") {
		t.columns = []column{{}}
		h.fault(0, "the cells are not separated by commas", "Save the file as CSV with commas as separators, in UTF-8")
		return false
	}
	if len(cells) > l.limits.columns {
		h.fault(-1, fmt.Sprintf("the file has more than %d columns", l.limits.columns), "Take out what the format does not have")
		return false
	}
	for i, cell := range cells {
		h.column(i, strings.Clone(cell)) // the reader uses its memory again
	}
	for _, f := range t.model.Fields {
		if f.Required && f.Default == "" && f.Column != "" && h.has[f] == 0 && !h.meant[f] {
			h.fault(-1, fmt.Sprintf("the column %s is missing", plainHeading(f)), "Add it; every row needs a value there")
		}
	}
	for i := range t.columns {
		t.columns[i].langs = h.has[t.columns[i].field]
	}
	return h.sound
}

func (h *headingReading) column(i int, heading string) {
	c, known := columnOf(h.t.model, heading)
	c.heading = heading
	h.t.columns = append(h.t.columns, c)
	if !known {
		guess := nearest.Word(heading, headingsOf(h.t.model))
		if g, ok := columnOf(h.t.model, guess); ok && g.field != nil {
			h.meant[g.field] = true
		}
		h.fault(i, fmt.Sprintf("%s is not a heading of this file", shown(heading)), didYouMean(guess, "Rename the column, or take it out"))
		return
	}
	name := heading
	if c.field != nil {
		h.has[c.field]++
		name = c.field.Column + " " + strings.ToLower(c.lang)
	}
	if h.taken[name] {
		h.fault(i, "two columns hold the same", "Keep one of them")
	}
	h.taken[name] = true
}

// fault notes a fault of the cell with a heading, or of the whole row for -1.
func (h *headingReading) fault(cell int, message, remedy string) {
	h.sound = false
	h.l.broken = true
	f := found{Fault: Fault{File: h.t.model.File, Line: h.line, Message: message, Remedy: remedy}, cell: cell}
	if cell >= 0 {
		f.Heading = printable(h.t.columns[cell].heading)
	}
	h.l.note(f)
}

// plainHeading is how a field's column is called where it has none yet.
func plainHeading(f *graph.Field) string {
	if f.Type == graph.TypeText {
		return f.Column + "_en"
	}
	return f.Column
}
