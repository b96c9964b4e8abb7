package filter

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
)

// Form lays out the form of a page: fields of the page's own, such as what is counted,
// then all filters. What else stands in the address is kept, but for cursors, which
// belong to one list.
func (f Filter) Form(v *frame.Visit, options answer.Options, own ...parts.Field) parts.Filters {
	fields := append(slices.Clone(own), f.Fields(v.Words, options)...)
	form := parts.Filters{
		Action: v.Here(nil), Fields: fields,
		Chips: f.Chips(v.Words, without(v.Values(), cursors...), v.Here),
	}
	named := cursors
	for _, field := range fields {
		named = append(slices.Clip(named), field.Name)
	}
	for name, values := range v.Values() {
		if !slices.Contains(named, name) {
			for _, value := range values {
				form.Hidden = append(form.Hidden, parts.Hidden{Name: name, Value: value})
			}
		}
	}
	slices.SortFunc(form.Hidden, func(x, y parts.Hidden) int {
		return cmp.Or(strings.Compare(x.Name, y.Name), strings.Compare(x.Value, y.Value))
	})
	if f.Any() {
		form.Clear = v.Here(without(v.Values(), append(f.names(), cursors...)...))
	}
	return form
}

var cursors = []string{"after", "before"}

func without(query url.Values, names ...string) url.Values {
	for _, name := range names {
		query.Del(name)
	}
	return query
}
