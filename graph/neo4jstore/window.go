package neo4jstore

import (
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// listing asks for a window of a list: the records of a kind, 0 for nodes of any,
// that a reach binds to the variable n.
type listing struct {
	kind   graph.Kind
	reach  reach
	order  []graph.OrderTerm
	window graph.Window
	total  bool
	// walk lets the database walk along the index of keys until it has a page, and
	// not sort all that there is.
	walk bool
	// along are edges whose targets the answer brings too.
	along []*graph.Edge
}

// list writes a statement that brings the columns rows, previous, next and total of a
// listing, or rows alone where that is all. Where it starts from several, outer names
// the variables that it starts from, and the statement brings the column pages: for each
// of them a list of the variable i and these columns. What the answer brings along, and
// the mark, come behind.
func (q *query) list(l listing, outer string) string {
	w, total := l.window, "0"
	ends, previous, next := q.ends(l)
	switch {
	case l.total && len(ends) == 0 && w.Limit < 0:
		total = "size(rows)" // all of it is there
	case l.total:
		total = l.reach.count()
	}
	found := ends
	if l.walk && len(ends) == 0 {
		found = []string{keyProperty.of("n") + " IS NOT NULL"} // which the index needs to hear
	}
	rows := l.reach.bind(outer, found...) + "\nORDER BY " + orderBy(l.order, w.Backward)
	if w.Limit >= 0 {
		// One more than is wanted tells whether the list goes on.
		q.params["limit"] = int64(w.Limit) + 1
		rows += "\nLIMIT $limit"
	}
	q.reads.parameters(l.kind, q.params)
	gathered := "collect(" + columnsOf(l.kind, "n") + ") AS rows"
	records := ""
	if len(l.along) > 0 {
		gathered += ", collect(n) AS found"
		records = ", found"
	}
	told := "rows" + records + ",\n" + previous + " AS previous,\n" + next + " AS next,\n" + total + " AS total"
	switch {
	case outer != "":
		if records != "" {
			records = ", collect(found) AS found"
		}
		return q.bring(l.along, call(outer, rows+"\nRETURN "+gathered)+
			"\nWITH i, "+told+"\nWITH collect([i, rows, previous, next, total]) AS pages"+records, "pages", true)
	case len(ends) == 0 && total == "0": // nothing else is to be told
		return q.bring(l.along, rows+"\nWITH "+gathered, "rows", false)
	default:
		return q.bring(l.along, call("", rows+"\nRETURN "+gathered)+"\nWITH "+told, "rows, previous, next, total", false)
	}
}

// ends writes what must hold of the records between the ends of the window, and whether
// there are records before and after them.
func (q *query) ends(l listing) (between []string, previous, next string) {
	w := l.window
	previous, next = "false", "false"
	if w.After != nil {
		between = append(between, q.beside(l.order, *w.After, after))
		previous = l.reach.any(q.beside(l.order, *w.After, notAfter))
	}
	if w.Before != nil {
		between = append(between, q.beside(l.order, *w.Before, before))
		beyond := []string{q.beside(l.order, *w.Before, notBefore)}
		if w.After != nil {
			beyond = append(beyond, between[0])
		}
		next = l.reach.any(beyond...)
	}
	return between, previous, next
}

// bring ends a statement: behind clauses that end with one row, with the columns that
// are wanted and the records of the list found, it brings what is wanted along and the
// mark.
func (q *query) bring(along []*graph.Edge, clauses, columns string, deep bool) string {
	text, brought := q.alongAfter(along, "found", deep)
	return clauses + text + markAfter(columns+brought)
}

// bind writes clauses that bind each record once, ending in WITH n.
func (r reach) bind(outer string, conditions ...string) string {
	switch {
	case len(r.branches) > 1:
		return call(outer, r.union("n", conditions...)) + "\nWITH n"
	case r.repeats:
		return r.branches[0].and(conditions...).String() + "\nWITH DISTINCT n"
	default:
		return r.branches[0].and(conditions...).String() + "\nWITH n"
	}
}

// union writes the branches, with one RETURN of a variable each.
func (r reach) union(variable string, conditions ...string) string {
	parts := make([]string, len(r.branches))
	for i, b := range r.branches {
		parts[i] = b.and(conditions...).String() + "\nRETURN " + variable
	}
	return strings.Join(parts, "\nUNION\n")
}

// any writes a condition that some record meets the conditions.
func (r reach) any(conditions ...string) string {
	parts := make([]string, len(r.branches))
	for i, b := range r.branches {
		parts[i] = exists(b.and(conditions...))
	}
	return strings.Join(parts, " OR ")
}

// count writes how many records there are.
func (r reach) count() string {
	body := r.branches[0].String()
	switch {
	case len(r.branches) > 1:
		body = r.union("n")
	case r.repeats:
		body += "\nRETURN DISTINCT n"
	}
	return "COUNT {\n" + indent(body) + "\n}"
}

// untilKey gives the terms of an order before the key, which decides whatever comes
// after it, and says whether the key is sorted downwards.
func untilKey(order []graph.OrderTerm) (terms []graph.OrderTerm, desc bool) {
	for i, t := range order {
		if sorted(t.Field) == keyProperty {
			return order[:i], t.Desc
		}
	}
	return order, false
}

// orderBy writes an order, or its opposite. Absent values come last in the order,
// upwards and downwards; Cypher has them last upwards and first downwards.
func orderBy(order []graph.OrderTerm, backward bool) string {
	var terms []string
	order, desc := untilKey(order)
	for _, t := range order {
		p := sorted(t.Field).of("n")
		switch {
		case !t.Desc && !backward:
			terms = append(terms, p)
		case !t.Desc:
			terms = append(terms, p+" DESC")
		case !backward:
			terms = append(terms, p+" IS NULL", p+" DESC")
		default:
			terms = append(terms, p+" IS NULL DESC", p)
		}
	}
	key := keyProperty.of("n")
	if backward != desc {
		key += " DESC"
	}
	return strings.Join(append(terms, key), ", ")
}

// side is where a record stands to a position.
type side struct {
	further bool // in the direction of the order
	equal   bool // or at the position itself
}

var (
	after     = side{further: true}
	notBefore = side{further: true, equal: true}
	before    = side{}
	notAfter  = side{equal: true}
)

// beside writes that n stands on a side of a position: the first value that differs
// decides, and the key decides last.
func (q *query) beside(order []graph.OrderTerm, at graph.Position, s side) string {
	desc := false
	if last := len(order) - 1; last >= 0 && sorted(order[last].Field) == keyProperty && at.Values[last].Str == at.Key {
		// The order ends with the key, and the position has it: one comparison will do.
		order, desc = order[:last], order[last].Desc
	}
	sign := strings.TrimSpace(directed(desc, s.further))
	if s.equal {
		sign += "="
	}
	// Texts are composed from the last term to the first, parameters are named from
	// the first to the last.
	type term struct{ beyond, same string }
	var terms []term
	for i, t := range order {
		p, v := sorted(t.Field).of("n"), at.Values[i]
		switch {
		case v.Absent && s.further:
			terms = append(terms, term{same: p + " IS NULL"}) // nothing comes after absence
		case v.Absent:
			terms = append(terms, term{p + " IS NOT NULL", p + " IS NULL"})
		case s.further && sorted(t.Field) != keyProperty: // absence comes last
			value := q.param(sortParameter(t.Field, v))
			terms = append(terms, term{"(" + p + directed(t.Desc, true) + value + " OR " + p + " IS NULL)", p + " = " + value})
		default:
			value := q.param(sortParameter(t.Field, v))
			terms = append(terms, term{p + directed(t.Desc, s.further) + value, p + " = " + value})
		}
	}
	text := keyProperty.of("n") + " " + sign + " " + q.param(at.Key)
	for i := len(terms) - 1; i >= 0; i-- {
		text = terms[i].same + " AND " + text
		if terms[i].beyond != "" {
			text = "(" + terms[i].beyond + " OR (" + text + "))"
		} else {
			text = "(" + text + ")"
		}
	}
	return text
}

// directed is the sign for values further on, or not so far, in an order.
func directed(desc, further bool) string {
	if desc == further {
		return " < "
	}
	return " > "
}
