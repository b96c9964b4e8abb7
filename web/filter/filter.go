package filter

import (
	"net/url"
	"strconv"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
)

// Filter is what a reader has set. The zero value lets everything through.
type Filter struct {
	fields []field
	prefix string
	values map[string]string
}

// Read reads the filters of findings from an address.
func Read(a *frame.Address) Filter { return read(a, findings, "") }

// ReadPrefixed reads the filters whose names begin with a prefix, such as "a-", for
// pages with several sets of them.
func ReadPrefixed(a *frame.Address, prefix string) Filter { return read(a, findings, prefix) }

// Studies reads the filters of a list of studies: those of findings under the same names,
// so that a link may hand them on, and words and years. Where then gives a StudyFilter.
func Studies(a *frame.Address) Filter { return read(a, studies, "") }

// Reports reads the filters of a list of reports; Where then gives a ReportFilter.
func Reports(a *frame.Address) Filter { return read(a, reports, "") }

// Samples reads the filters of a list of samples; Where then gives a SampleFilter.
func Samples(a *frame.Address) Filter { return read(a, samples, "") }

// Years that may be asked for; the data hold none outside.
const (
	firstYear = 1900
	lastYear  = 2100
)

func read(a *frame.Address, fields []field, prefix string) Filter {
	f := Filter{fields: fields, prefix: prefix, values: map[string]string{}}
	for _, field := range fields {
		value := ""
		switch field.kind {
		case ofEnum:
			value = a.Choice(prefix+field.name, field.enum)
		case ofYear:
			if year := a.Number(prefix+field.name, firstYear, lastYear, 0); year != 0 {
				value = strconv.Itoa(year)
			}
		case ofWords:
			value = a.Text(prefix + field.name)
		case ofCountry:
			value = a.Country(prefix + field.name)
		case ofLanguage:
			value = a.Language(prefix + field.name)
		}
		if value != "" {
			f.values[field.name] = value
		}
	}
	return f
}

// Where gives the filter as the contract's filter of the records that it was read for:
// all that is set, and more beside it. The caller owns it.
func (f Filter) Where(more ...map[string]any) map[string]any {
	var all []any
	for _, field := range f.fields {
		if value := f.values[field.name]; value != "" {
			all = append(all, field.where(field.asked(value)))
		}
	}
	for _, filter := range more {
		if len(filter) > 0 {
			all = append(all, filter)
		}
	}
	if len(all) == 0 {
		return map[string]any{}
	}
	return map[string]any{"AND": all}
}

// Any says whether anything is set.
func (f Filter) Any() bool { return len(f.values) > 0 }

// Has says whether the filter of a name, without its prefix, is set.
func (f Filter) Has(name string) bool { return f.values[name] != "" }

// Pairs gives names and values of what is set, for links to pages that take the same
// filters.
func (f Filter) Pairs() []any {
	var pairs []any
	for _, field := range f.fields {
		if value := f.values[field.name]; value != "" {
			pairs = append(pairs, field.name, value)
		}
	}
	return pairs
}

// Words tells what is set, such as "Setting: indoors", in the order of the form.
func (f Filter) Words(w frame.Words) []string {
	var list []string
	for _, field := range f.fields {
		if value := f.values[field.name]; value != "" {
			list = append(list, field.title(w)+": "+label(w, field, value))
		}
	}
	return list
}

// Fields lays the filters out for a form, each with "any" first. A value that is set and
// that no finding of the release has is among the options too.
func (f Filter) Fields(w frame.Words, options answer.Options) []parts.Field {
	list := make([]parts.Field, 0, len(f.fields))
	for _, field := range f.fields {
		set := f.values[field.name]
		shown := parts.Field{
			Name: f.prefix + field.name, Label: field.title(w),
			Options: []parts.Option{{Label: w.T("filter.any"), Selected: set == ""}},
		}
		if field.kind == ofYear || field.kind == ofWords {
			shown.Options, shown.Value = nil, set
			if field.kind == ofYear {
				shown.Kind = "number"
			}
			list = append(list, shown)
			continue
		}
		found := set == ""
		for _, value := range choices(w, field, options) {
			found = found || value == set
			shown.Options = append(shown.Options, parts.Option{Value: value, Label: label(w, field, value), Selected: value == set})
		}
		if !found {
			shown.Options = append(shown.Options, parts.Option{Value: set, Label: label(w, field, set), Selected: true})
		}
		list = append(list, shown)
	}
	return list
}

// Chips gives a link for each filter that is set, which takes it away. here gives the
// address of the page with other values.
func (f Filter) Chips(w frame.Words, query url.Values, here func(url.Values) string) []parts.Chip {
	var chips []parts.Chip
	for _, field := range f.fields {
		value := f.values[field.name]
		if value == "" {
			continue
		}
		rest := url.Values{}
		for name, values := range query {
			if name != f.prefix+field.name {
				rest[name] = values
			}
		}
		chips = append(chips, parts.Chip{Label: field.title(w) + ": " + label(w, field, value), Href: here(rest)})
	}
	return chips
}

// names gives the names of the filters in addresses.
func (f Filter) names() []string {
	names := make([]string, len(f.fields))
	for i, field := range f.fields {
		names[i] = f.prefix + field.name
	}
	return names
}

// asked gives a value as variables of documents hold it.
func (f field) asked(value string) any {
	if f.kind == ofYear {
		if year, err := strconv.Atoi(value); err == nil {
			return year
		}
	}
	return value
}

func choices(w frame.Words, f field, options answer.Options) []string {
	switch f.kind {
	case ofEnum:
		return w.Terms(f.enum)
	case ofCountry:
		return options.Countries.Keys()
	default:
		return options.Languages.Keys()
	}
}

func label(w frame.Words, f field, value string) string {
	switch f.kind {
	case ofEnum:
		return w.Term(f.enum, value)
	case ofCountry:
		return w.Country(value)
	case ofLanguage:
		return w.Tongue(value)
	default:
		return value
	}
}
