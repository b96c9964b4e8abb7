// Package listing is what pages that list records share: the order of a list, as the
// address has it and as the heads of its columns show it, and the way to its other pages.
//
// It must not know a page.
package listing

import (
	"maps"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
)

// Rows is how many records stand on a page of a list.
const Rows = 25

// Column is a column of a list.
type Column struct {
	Name  string // in addresses, of what can be sorted by; else empty
	Field string // the value of the contract's order enum; empty where Name is
	Label func(frame.Words) string
}

// Order is in which order a list is shown.
type Order struct {
	columns  []Column
	by       string // as in addresses: a name, with "-" before it for downwards
	standard string
}

// parameter is the name of the order in addresses.
const parameter = "sort"

// Read reads the order of a list from an address. standard holds where there is none.
func Read(a *frame.Address, columns []Column, standard string) Order {
	var options []string
	for _, c := range columns {
		if c.Name != "" {
			options = append(options, c.Name, "-"+c.Name)
		}
	}
	return Order{columns: columns, by: a.Option(parameter, options...), standard: standard}
}

func (o Order) current() string {
	if o.by == "" {
		return o.standard
	}
	return o.by
}

// By gives the order as the contract's orderBy. The caller owns it.
func (o Order) By() []any {
	name, down := strings.CutPrefix(o.current(), "-")
	for _, c := range o.columns {
		if c.Name == name && name != "" {
			direction := "ASC"
			if down {
				direction = "DESC"
			}
			return []any{map[string]any{"field": c.Field, "direction": direction}}
		}
	}
	return []any{}
}

// Heads gives the heads of the columns, each with the address of the list sorted by it:
// upwards, and downwards where it is so already. Cursors belong to one order and go.
func (o Order) Heads(v *frame.Visit) []parts.Head {
	heads := make([]parts.Head, len(o.columns))
	current, down := strings.CutPrefix(o.current(), "-")
	for i, c := range o.columns {
		heads[i] = parts.Head{Label: c.Label(v.Words)}
		if c.Name == "" {
			continue
		}
		to := c.Name
		if c.Name == current {
			heads[i].Sorted = "ascending"
			if down {
				heads[i].Sorted = "descending"
			} else {
				to = "-" + to
			}
		}
		heads[i].Href = v.Here(v.With(parameter, to))
	}
	return heads
}

// Pager gives the way to the pages before and after the one that is shown.
func Pager(v *frame.Visit, shown, total int, info answer.PageInfo) parts.Pager {
	previous, next := v.Pages(info.HasPreviousPage, info.HasNextPage, info.StartCursor, info.EndCursor)
	return parts.Pager{Shown: shown, Total: total, Prev: previous, Next: next}
}

// Part gives which rows of a list stand on a page of size rows, from from up to to, and
// the way to the pages beside it; nil where all rows stand on one. Addresses have the
// number of the page as "page".
func Part(v *frame.Visit, total, page, size int) (from, to int, pager *parts.Pager) {
	from = min((page-1)*size, total)
	to = min(from+size, total)
	if total <= size {
		return from, to, nil
	}
	last := (total + size - 1) / size
	pager = &parts.Pager{Shown: to - from, Total: total}
	if page > 1 {
		pager.Prev = v.Here(v.With("page", strconv.Itoa(min(page-1, last))))
	}
	if page < last {
		pager.Next = v.Here(v.With("page", strconv.Itoa(page+1)))
	}
	return from, to, pager
}

// With gives the variables of a page of a list: the way in it, and more.
func With(a *frame.Address, rows int, more map[string]any) map[string]any {
	maps.Copy(more, a.Paging(rows))
	return more
}
