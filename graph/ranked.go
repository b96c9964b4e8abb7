package graph

import "sort"

// Ranked is a whole list that was computed from counts, and that no store can page:
// each record has a place of its own, and the places rise. The list is good for
// cursors because a place says what the order is made of, not how many records come
// before it: where the data changed between two pages, a record that stayed as it
// was is neither shown twice nor left out.
type Ranked struct {
	Name  string      // what is listed, with what was asked besides Where
	Where Filter      // as it was asked for
	Order []OrderTerm // of the values of places: directions only, without fields
	Len   int
	// Record and Place give the i-th record and its place.
	Record func(i int) Record
	Place  func(i int) Position
}

// Page gives the part of the list that is asked for by First and After, with its
// cursors and the length of the whole, and says which place of the whole the part
// begins at. It fails with Invalid for a number out of range and for what is no
// cursor of this list.
func (r Ranked) Page(args PageArgs) (list *List, from int, err error) {
	w, fault := args.window()
	if fault != nil {
		return nil, 0, fault
	}
	bound := scopeOf("ranked", r.Name, describe(r.Where, nil))
	if args.After != nil {
		after, fault := decodeCursor(*args.After, bound, r.Order)
		if fault != nil {
			return nil, 0, fault
		}
		from = sort.Search(r.Len, func(i int) bool { return r.Place(i).Compare(after, r.Order) > 0 })
	}
	end := min(from+w.Limit, r.Len)
	list = &List{bound: bound, isSet: true, Page: Page{Total: r.Len, HasPrevious: from > 0, HasNext: end < r.Len}}
	for i := from; i < end; i++ {
		list.Records = append(list.Records, r.Record(i))
		list.places = append(list.places, r.Place(i))
	}
	return list, from, nil
}
