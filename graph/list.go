package graph

import (
	"context"
	"slices"
)

// ListArgs are the arguments of a list as callers write them.
type ListArgs struct {
	Where Filter
	Order []OrderTerm // nil for the kind's own
	Page  PageArgs
	Total bool // whether List.Total is wanted
}

// PageArgs say which part of a list is wanted: the first so many after a cursor,
// or the last so many before one. Without either, Default come first.
type PageArgs struct {
	First, Last   *int
	After, Before *string // cursors
	Default, Max  int
}

// List is a part of a list, with its cursors.
type List struct {
	Page
	// Err is the fault of this list alone, where one call asked for several.
	Err error

	args   ListArgs
	name   string // what is listed
	parent string
	bound  scope
	isSet  bool
	places []Position // of the records, where no order of fields tells them
}

// Cursor gives the cursor of the i-th record: opaque, good for this list only.
func (l *List) Cursor(i int) string { return string(l.AppendCursor(nil, i)) }

// AppendCursor appends the cursor of a record, for those who write many.
func (l *List) AppendCursor(b []byte, i int) []byte {
	if !l.isSet {
		l.bound, l.isSet = l.args.scope(l.name, l.parent), true
	}
	if l.places != nil {
		return appendCursor(b, l.bound, l.places[i])
	}
	var usual [4]SortValue
	values := usual[:0]
	for _, t := range l.args.Order {
		values = append(values, SortOf(t.Field, l.Records[i]))
	}
	return appendCursor(b, l.bound, Position{Key: l.Records[i].RecordKey(), Values: values})
}

func (a *ListArgs) scope(name, parent string) scope {
	return scopeOf(name, parent, describe(a.Where, a.Order))
}

// window checks the numbers of a page.
func (p PageArgs) window() (Window, *Error) {
	w := Window{Limit: p.Default}
	switch {
	case p.First != nil && p.Last != nil:
		return w, Errorf("page", Invalid, "Ask for the first or for the last records of a list, not for both.")
	case p.First != nil:
		w.Limit = *p.First
	case p.Last != nil:
		w.Limit, w.Backward = *p.Last, true
	}
	if w.Limit < 0 || w.Limit > p.Max {
		name := "first"
		if w.Backward {
			name = "last"
		}
		advice := "ask for less and follow the cursors"
		if w.Limit < 0 {
			advice = "give a number that is not below 0"
		}
		return w, Errorf("page", Invalid, "%s must be from 0 to %d here, and is %d: %s.", name, p.Max, w.Limit, advice)
	}
	return w, nil
}

// cursors decodes the cursors of a page into w.
func (a *ListArgs) cursors(w *Window, name, parent string) *Error {
	for _, c := range []struct {
		text *string
		into **Position
	}{{a.Page.After, &w.After}, {a.Page.Before, &w.Before}} {
		if c.text == nil {
			continue
		}
		p, err := decodeCursor(*c.text, a.scope(name, parent), a.Order)
		if err != nil {
			return err
		}
		*c.into = &p
	}
	return nil
}

// orderFor settles the order of a list of a kind, 0 for nodes of any kind. A
// field that stands twice counts where it stands first, so that the length of a
// cursor has a bound.
func (a *ListArgs) orderFor(k Kind) {
	if a.Order == nil && k != 0 {
		a.Order = models[k].Order
	}
	var terms []OrderTerm
	for _, t := range a.Order {
		if !slices.ContainsFunc(terms, func(u OrderTerm) bool { return u.Field == t.Field }) {
			terms = append(terms, t)
		}
	}
	a.Order = terms
}

// Find lists records of a kind.
func (g *Graph) Find(ctx context.Context, k Kind, args ListArgs) (*List, error) {
	args.orderFor(k)
	w, fault := args.Page.window()
	if fault == nil {
		fault = args.cursors(&w, k.String(), "")
	}
	if fault != nil {
		return nil, fault
	}
	where, err := g.scope(ctx, k, args.Where)
	if err != nil {
		return nil, err
	}
	reading := g.reading(ctx, k)
	page, err := g.store.Find(ctx, Find{Kind: k, Where: where, Order: args.Order, Window: w, Total: args.Total, Reading: reading})
	if err != nil {
		return nil, err
	}
	g.keep(page.Brought, reading)
	g.count(len(page.Records))
	return &List{Page: page, args: args, name: k.String()}, nil
}

// Expand lists, for each of the parents (distinct keys of records of kind
// Edge.From), the records that the edge leads to. A cursor of another parent is
// the fault of that list alone.
func (g *Graph) Expand(ctx context.Context, e *Edge, parents []string, args ListArgs) ([]List, error) {
	return g.expand(ctx, Expand{Edge: e, Kind: e.To}, e.String(), parents, args)
}

// Groups lists, for each of the filters over records of a kind, the records that
// meet it. The filters have the same shape and different operands; they are taken
// as they are, args.Where is scoped as always. names tell the lists apart for
// their cursors.
func (g *Graph) Groups(ctx context.Context, k Kind, what string, names []string, groups []Filter, args ListArgs) ([]List, error) {
	return g.expand(ctx, Expand{Kind: k, Groups: groups}, what, names, args)
}

func (g *Graph) expand(ctx context.Context, q Expand, what string, parents []string, args ListArgs) ([]List, error) {
	args.orderFor(q.Kind)
	w, fault := args.Page.window()
	if fault != nil {
		return nil, fault
	}
	out := make([]List, len(parents))
	asked := make([]int, 0, len(parents))
	groups := q.Groups
	q.Groups = nil
	for i, p := range parents {
		out[i] = List{args: args, name: what, parent: p}
		if err := args.cursors(&w, what, p); err != nil {
			out[i].Err = err
			continue
		}
		asked = append(asked, i)
		if q.Edge == nil {
			q.Groups = append(q.Groups, groups[i])
		} else {
			q.Parents = append(q.Parents, p)
		}
	}
	if len(asked) == 0 {
		return out, nil
	}
	var err error
	if q.Where, err = g.scope(ctx, q.Kind, args.Where); err != nil {
		return nil, err
	}
	q.Order, q.Window, q.Total, q.Reading = args.Order, w, args.Total, g.reading(ctx, q.Kind)
	pages, err := g.store.Expand(ctx, q)
	if err != nil {
		return nil, err
	}
	rows := 0
	for j, i := range asked {
		out[i].Page = pages[j]
		rows += len(pages[j].Records)
		g.keep(pages[j].Brought, q.Reading)
	}
	g.count(rows)
	return out, nil
}
