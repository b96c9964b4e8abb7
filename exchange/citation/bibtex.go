package citation

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
)

// bibForms are the entry types of BibTeX, with the fields of what the thing is in
// and of who brought it out.
var bibForms = map[Type]struct{ typ, container, publisher string }{
	Document: {"misc", "howpublished", "howpublished"}, Article: {"article", "journal", "publisher"}, Magazine: {"article", "journal", "publisher"},
	Chapter: {"incollection", "booktitle", "publisher"}, Paper: {"inproceedings", "booktitle", "publisher"},
	Thesis: {"phdthesis", "note", "school"}, Technical: {"techreport", "note", "institution"}, Dataset: {"misc", "howpublished", "publisher"},
}

// months are the macros that every style of BibTeX defines.
var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// babel gives the names by which LaTeX knows languages.
var babel = map[string]string{
	"en": "english", "it": "italian", "es": "spanish", "fr": "french", "de": "german", "pt": "portuguese",
	"nl": "dutch", "sv": "swedish", "da": "danish", "no": "norwegian", "nb": "norwegian", "fi": "finnish", "pl": "polish",
	"ro": "romanian", "el": "greek", "ru": "russian", "uk": "ukrainian", "tr": "turkish", "sq": "albanian", "bg": "bulgarian",
	"hu": "hungarian", "cs": "czech", "hr": "croatian", "sr": "serbian", "ca": "catalan", "ar": "arabic", "hi": "hindi",
}

// bibTeX writes one entry. A thesis is a phdthesis or a mastersthesis only to be
// set in the right form: type tells the degree in words, or none.
func (i Item) bibTeX() string {
	form := bibForms[i.Type]
	typ := form.typ
	if i.Type == Thesis && isMasters(i.Genre) {
		typ = "mastersthesis"
	}
	b := bibEntry{}
	b.WriteString("@" + typ + "{" + i.Key)
	var authors []string
	for _, n := range i.Authors {
		authors = append(authors, bibName(n))
	}
	b.raw("author", strings.Join(authors, " and "))
	b.raw("title", protected(i.Title))
	if i.Year > 0 {
		b.raw("year", strconv.Itoa(i.Year))
	}
	if i.Month >= 1 && i.Month <= 12 {
		b.WriteString(",\n  month = " + months[i.Month-1])
	}
	b.text(form.container, i.Container)
	b.text("volume", i.Volume)
	b.text("number", i.Issue)
	b.raw("pages", bibPages(i.Pages))
	if i.Type == Thesis {
		b.raw("type", whole(cmp.Or(i.Genre, "Thesis")))
	}
	b.raw(form.publisher, whole(i.Publisher)) // biblatex takes it for a list, too
	b.text("version", i.Version)
	b.raw("doi", verbatim(i.DOI))
	b.raw("url", verbatim(i.URL))
	b.raw("langid", babel[primary(i.Language)])
	b.text("annote", i.Note)
	b.WriteString("\n}\n")
	return b.String()
}

// bibEntry collects fields, each on a line of its own.
type bibEntry struct{ strings.Builder }

func (b *bibEntry) text(name, value string) { b.raw(name, escape(value)) }

func (b *bibEntry) raw(name, value string) {
	if value != "" {
		b.WriteString(",\n  " + name + " = {" + value + "}")
	}
}

// ambiguous are texts in a name that BibTeX would read as its own: commas and the
// word and, which part names, and the signs of biblatex's longer form.
var ambiguous = regexp.MustCompile(`(?i)[,={}"]|(^|\s)and(\s|$)`)

// bibName writes one author as "particle Family, Given". An institution stands in
// braces, so that it is not taken apart.
func bibName(n Name) string {
	if n.Literal != "" {
		return "{" + escape(n.Literal) + "}"
	}
	return whole(n.family()) + ", " + whole(n.Given)
}

func whole(part string) string {
	if ambiguous.MatchString(part) {
		return "{" + escape(part) + "}"
	}
	return escape(part)
}

// bibPages writes a range with the dash that LaTeX expects.
func bibPages(pages string) string {
	if p := span.FindStringSubmatch(pages); p != nil {
		return escape(p[1]) + "--" + escape(p[2])
	}
	return escape(pages)
}

// primary is the language of a BCP 47 tag without script and region.
func primary(tag string) string {
	language, _, _ := strings.Cut(tag, "-")
	return strings.ToLower(language)
}
