package frame

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/internal/nearest"
)

// Limits of what an address may hold.
const (
	maxText       = 300 // characters of a text
	maxKey        = 512 // bytes of a key or cursor
	maxValues     = 40  // values of one parameter
	maxUnknown    = 20  // parameters that are told to be unknown; more are no reader's
	formParameter = "format"
)

// Address is the address of a page, as a reader has it. Its methods read one parameter
// each, and note that the page knows it. A value that cannot be used is noted as a
// fault and read as absent: the frame then answers with a page that names all faults,
// and never asks the engine.
type Address struct {
	Words Words
	// Form is "csv", "json" or the name of one of the page's forms where what the page
	// shows is to be downloaded, else empty.
	Form string

	page   *Page
	parts  map[string]string
	query  url.Values
	known  []string
	faults []Fault
}

// Fault is what is wrong with one parameter of an address.
type Fault struct {
	Name string
	// Text says what is wrong.
	Text string
	// Nearest is what may have been meant, with its words: a value, or a name where
	// Unknown says that the page knows none of this name. Empty where there is none.
	Nearest, NearestLabel string
	Unknown               bool
}

// newAddress reads the query of a request. The error is that of a query that is not one.
func newAddress(r *http.Request, page *Page, speaker Words) (*Address, error) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, fmt.Errorf("reading the query of an address: %w", err)
	}
	a := &Address{Words: speaker, page: page, query: query, parts: map[string]string{}}
	for _, name := range wildcards(page.Path) {
		a.parts[name] = r.PathValue(name)
	}
	for name, values := range query {
		if !readable(name) || !slices.ContainsFunc(values, readable) && len(values) > 0 {
			return nil, fmt.Errorf("the query of an address holds what is no text")
		}
	}
	forms := []string{"csv", "json"}
	for _, form := range page.Forms {
		forms = append(forms, form.Name)
	}
	if form := a.Option(formParameter, forms...); form != "" {
		a.Form = form
		if form == "csv" && page.Table == nil || form == "json" && !page.asks() {
			a.fault(Fault{Name: formParameter, Text: speaker.T("address.no-form", "name", formParameter, "value", form)})
		}
	}
	return a, nil
}

// Part is what stands in the path for a wildcard of Page.Path.
func (a *Address) Part(name string) string { return a.parts[name] }

// Text reads a text of readers, such as a search: without blanks at its ends, and with
// blanks for all signs that are not shown.
func (a *Address) Text(name string) string {
	value := a.one(name)
	if !utf8.ValidString(value) {
		a.fault(Fault{Name: name, Text: a.Words.T("address.not-text", "name", name)})
		return ""
	}
	if utf8.RuneCountInString(value) > maxText {
		a.fault(Fault{Name: name, Text: a.Words.T("address.too-long", "name", name, "limit", maxText)})
		return ""
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, value))
}

// Key reads the key or id of a record, or a cursor: a short text without blanks. Whether
// there is such a record is for the engine to say.
func (a *Address) Key(name string) string {
	value := a.one(name)
	if len(value) > maxKey || !readable(value) || strings.ContainsFunc(value, unicode.IsSpace) {
		a.fault(Fault{Name: name, Text: a.Words.T("address.no-key", "name", name, "value", shortened(value))})
		return ""
	}
	return value
}

// Choice reads one value of an enum of the contract.
func (a *Address) Choice(name, enum string) string {
	return a.checked(name, a.one(name), enum)
}

// Choices reads any number of values of an enum of the contract, each once, in the
// contract's order.
func (a *Address) Choices(name, enum string) []string {
	given := a.all(name)
	var list []string
	for _, value := range a.Words.Terms(enum) {
		if slices.Contains(given, value) {
			list = append(list, value)
		}
	}
	for _, value := range given {
		a.checked(name, value, enum)
	}
	return list
}

func (a *Address) checked(name, value, enum string) string {
	terms := a.Words.Terms(enum)
	if value == "" || slices.Contains(terms, value) {
		return value
	}
	f := Fault{Name: name, Text: a.Words.T("address.no-choice", "name", name, "value", shortened(value))}
	if f.Nearest = nearest.Word(shortened(value), slices.Values(terms)); f.Nearest != "" {
		f.NearestLabel = a.Words.Term(enum, f.Nearest)
	}
	a.fault(f)
	return ""
}

// Option reads one of a few values that are the page's own, and no enum's.
func (a *Address) Option(name string, values ...string) string {
	value := a.one(name)
	if value == "" || slices.Contains(values, value) {
		return value
	}
	near := nearest.Word(shortened(value), slices.Values(values))
	a.fault(Fault{Name: name, Text: a.Words.T("address.no-choice", "name", name, "value", shortened(value)), Nearest: near, NearestLabel: near})
	return ""
}

// Number reads a whole number between two bounds; other where there is none.
func (a *Address) Number(name string, least, most, other int) int {
	value := a.one(name)
	if value == "" {
		return other
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < least || n > most {
		a.fault(Fault{Name: name, Text: a.Words.T("address.no-number", "name", name, "value", shortened(value), "limit", most)})
		return other
	}
	return n
}

// Keys reads any number of keys or codes, each once, in the order given.
func (a *Address) Keys(name string) []string {
	var list []string
	for _, value := range a.all(name) {
		if len(value) > maxKey || !readable(value) || strings.ContainsFunc(value, unicode.IsSpace) {
			a.fault(Fault{Name: name, Text: a.Words.T("address.no-key", "name", name, "value", shortened(value))})
		} else if !slices.Contains(list, value) {
			list = append(list, value)
		}
	}
	return list
}

// Paging reads the cursors of a list, and gives the variables first, after, last and
// before of its page with size rows. It is the frame's counterpart of Visit.Pages.
func (a *Address) Paging(size int) map[string]any {
	after, before := a.Key("after"), a.Key("before")
	switch {
	case after != "" && before != "":
		a.fault(Fault{Name: "before", Text: a.Words.T("address.both-cursors")})
		return nil
	case before != "":
		return map[string]any{"last": size, "before": before}
	case after != "":
		return map[string]any{"first": size, "after": after}
	default:
		return map[string]any{"first": size}
	}
}

// Document reads a long text as it is, such as a document of GraphQL: an address as
// long as the server takes is none too long.
func (a *Address) Document(name string) string { return a.one(name) }

// Wrong notes that a value, which was read, cannot be used; text says why, to readers.
func (a *Address) Wrong(name, text string) { a.fault(Fault{Name: name, Text: text}) }

// Values gives what the address holds of parameters that the page knows, without the
// form of a download: the permanent address of what is shown. The caller owns it.
func (a *Address) Values() url.Values {
	kept := url.Values{}
	for _, name := range a.known {
		for _, value := range a.query[name] {
			if value != "" && name != formParameter {
				kept.Add(name, value)
			}
		}
	}
	return kept
}

// Raw gives the values of one parameter as the reader has them, for forms that are
// shown again.
func (a *Address) Raw(name string) []string { return a.query[name] }

func (a *Address) one(name string) string {
	a.know(name)
	values := a.query[name]
	if len(values) > 1 {
		a.fault(Fault{Name: name, Text: a.Words.T("address.given-twice", "name", name)})
	}
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

func (a *Address) all(name string) []string {
	a.know(name)
	values := a.query[name]
	if len(values) > maxValues {
		a.fault(Fault{Name: name, Text: a.Words.T("address.too-many", "name", name, "limit", maxValues)})
		return nil
	}
	return slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" })
}

func (a *Address) know(name string) {
	if !slices.Contains(a.known, name) {
		a.known = append(a.known, name)
	}
}

func (a *Address) fault(f Fault) { a.faults = append(a.faults, f) }

// finish adds a fault for each parameter that the page did not read, up to maxUnknown.
func (a *Address) finish() {
	unknown := slices.DeleteFunc(slices.Sorted(maps.Keys(a.query)), func(name string) bool { return slices.Contains(a.known, name) })
	for _, name := range unknown[:min(len(unknown), maxUnknown)] {
		near := nearest.Word(shortened(name), slices.Values(a.known))
		a.fault(Fault{
			Name: shortened(name), Text: a.Words.T("address.unknown", "name", shortened(name)),
			Nearest: near, NearestLabel: near, Unknown: true,
		})
	}
	slices.SortStableFunc(a.faults, func(x, y Fault) int { return strings.Compare(x.Name, y.Name) })
}

// readable says that a text is one, and can be shown.
func readable(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && r != '\r' && r != '\t' && unicode.IsControl(r) })
}

func shortened(text string) string {
	const most = 60
	if !readable(text) {
		return ""
	}
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
