package frame

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"

	"github.com/exitgraph/exitgraph/web/words"
)

// Page is one page of the web, or all pages of one pattern of addresses.
type Page struct {
	// Name is what other pages link to it by, and the namespace of its words.
	Name string
	// Path is its address below the language, such as "map" or "factors/{key}"; empty
	// for the first page. What stands in braces is read with Address.Part.
	Path string
	// Kind is the kind of record that the page shows, of the contract's NodeKind; empty
	// for pages that show no single record.
	Kind string
	// Files holds page.html, which defines the template "content", the words en.toml
	// and it.toml, and page.graphql where the page asks anything.
	Files fs.FS
	// Ask reads the address and gives the variables of the document. It reads every
	// parameter that the page knows; others are refused, so that a filter that is
	// mistyped never gives the answer without it. The variable "lang" is the frame's.
	// Nil where an address holds nothing but the path.
	Ask func(a *Address) map[string]any
	// Own reads a document that the reader wrote, for the page on which they are asked;
	// Show finds the answer in Visit.Reply. ok is false where there is nothing to ask.
	// Nil for all other pages.
	Own func(a *Address) (document string, variables map[string]any, ok bool)
	// Node is the parameter by which the page takes the key of a record, of NodeKind or,
	// where that is empty, of any kind. Where the engine does not find it, records that may
	// have been meant are proposed.
	Node, NodeKind string
	// Show makes what the template shows. Missing says that there is no such record.
	Show func(v *Visit) (View, error)
	// Table gives the rows for a download as CSV; nil for pages without one.
	Table func(v *Visit) (Table, error)
	// Forms are further forms in which what the page shows can be downloaded, in the
	// order of their links.
	Forms []Form
	// Policy adds to the policy of what the page may load, as "worker-src 'self'"; for
	// islands.
	Policy string

	document string
}

// Form is a form of download beside CSV and JSON, such as references for programs that
// keep them. Ask finds its name in Address.Form, and can then ask for what the form
// alone needs.
type Form struct {
	Name      string // the value of "format" in addresses
	Label     string // the id of the words of its link
	Ending    string // of the file's name, without the dot
	MediaType string // as in Content-Type
	// Text makes the file, once Show has found the record.
	Text func(v *Visit) ([]byte, error)
}

// Visit is one request for a page, with the answer to its document. It belongs to the
// request.
type Visit struct {
	*Address
	// Document and Variables are what was asked; empty for pages that ask nothing.
	Document  string
	Variables map[string]any
	// Revision is that of the data which answered.
	Revision string
	// Reply is the answer to the reader's own document; nil where none was asked.
	Reply *Reply

	site   *Site
	answer []byte // of the engine, whole
}

// Decode reads the data of the answer into a struct whose fields are named as those of
// the document. Numbers and texts that are null keep their zero value; use pointers
// where null means something.
func (v *Visit) Decode(into any) error {
	if err := json.Unmarshal(v.answer, &struct{ Data any }{into}); err != nil {
		return fmt.Errorf("reading the answer for a page: %w", err)
	}
	return nil
}

// Path gives the address of a page in the language of the visit: its name, then names
// and values of what stands in its path and in its query. Empty values are left out.
func (v *Visit) Path(page string, pairs ...any) string {
	return v.site.path(v.Words.Lang(), page, pairs...)
}

// Here gives the address of the page that is shown, with another query; nil for none.
func (v *Visit) Here(query url.Values) string {
	return v.site.selfWith(v.Address, v.Words.Lang(), query)
}

// With gives the query of the page that is shown with one value changed, or taken away
// where it is empty, from the beginning of its list on and without the names that are
// gone. The caller owns it.
func (v *Visit) With(name, value string, gone ...string) url.Values {
	query := v.Values()
	for _, other := range append(gone, "page", "after", "before", name) {
		query.Del(other)
	}
	if value != "" {
		query.Set(name, value)
	}
	return query
}

// Pages gives the addresses of the pages of a list before and after this one, by the
// cursors of its answer; empty where there are none. The page reads them as "before"
// and "after".
func (v *Visit) Pages(hasPrevious, hasNext bool, start, end string) (previous, next string) {
	if hasPrevious {
		previous = v.Here(v.With("before", start))
	}
	if hasNext {
		next = v.Here(v.With("after", end))
	}
	return previous, next
}

// Asks gives the address at which a document stands ready to be asked.
func (v *Visit) Asks(document string, variables map[string]any) string {
	return v.site.askPath(v.Words.Lang(), document, variables)
}

// BuiltIn gives the address of a file of an island, such as "network.js"; false where
// the program was built without islands.
func (v *Visit) BuiltIn(name string) (string, bool) { return v.site.island(name) }

// Examples are documents to start from, in the order shown.
func (v *Visit) Examples() []Example { return v.site.Examples }

// Listed says that the GraphQL endpoint answers the documents of a list only.
func (v *Visit) Listed() bool { return v.site.Listed }

// GraphQL is the address at which questions are asked.
func (v *Visit) GraphQL() string { return v.site.Base + "/graphql" }

// Contract is the address of the schema as text.
func (v *Visit) Contract() string { return v.site.Base + "/schema.graphql" }

// Public gives an address of the site as people outside can use it; a path where
// nothing is known of how they reach it.
func (v *Visit) Public(address string) string { return v.site.public(address) }

// In gives the words of the page in another language, one of words.Languages: for pages
// that show two beside each other.
func (v *Visit) In(lang string) (Words, error) {
	catalogue, err := v.site.catalogue()
	if err != nil {
		return nil, err
	}
	return catalogue.In(lang, v.page.Name), nil
}

// Words is the language of a visit.
type Words = *words.Speaker

// View is what a page shows.
type View struct {
	Title string // of the page; the word "title" of the page where empty
	// TitleLang is the language of the title where it is not the page's.
	TitleLang string
	// Of is what else tells the page from others with its title, such as the filters in
	// use: in the name of the window and in the reference, and not in the heading.
	Of []string
	// Also is the title in another language, where the page is about something that has a
	// name in both; AlsoLang is that language.
	Also, AlsoLang string
	Lead           string // one or two sentences below the title; may be empty
	// Description is for search engines and previews; Lead where empty.
	Description string
	Crumbs      []Crumb // between the first page and this one
	Page        any     // what the template knows as .Page
	// Status is that of HTTP; 200 where zero.
	Status int
	// NoIndex keeps search engines away, as from pages that hold a search.
	NoIndex bool
	// Citations are links to references in forms that programs read.
	Citations []Link
	// Permalink is the address that brings the same numbers back, where the answer
	// has one.
	Permalink string
	// Styles and Scripts are addresses of islands.
	Styles, Scripts []string
	// Bare leaves out all that surrounds the content on paper and screen, but for the
	// quick exit.
	Bare bool
}

// Crumb is one step of the way to a page. The last has no address.
type Crumb struct{ Label, Href string }

// Link is an address with the words for it.
type Link struct{ Label, Href string }

// Example is a document that a reader can start from.
type Example struct{ Name, Title, Document, Variables string }

// Table is what a page shows, as rows: for downloads. Columns are named as the fields
// of the contract, in English whatever the language, so that a program reads them.
type Table struct {
	Columns []string
	Rows    [][]string
}

// Missing is the error of a page whose record is not there.
type Missing struct { //nolint:errname // pages say what is missing; that it is an error is how they say it
	Kind string // of the contract's NodeKind; empty for any
	Key  string
	// Name is the parameter that holds the key; empty where the path does. Without it,
	// records that may have been meant lead to their own pages.
	Name string
}

func (m Missing) Error() string { return "there is no " + m.Kind + " with the key " + m.Key }
