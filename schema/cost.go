package schema

import "github.com/exitgraph/exitgraph/schema/fault"

// DefaultMaxCost is the largest cost of a document that is answered unless the
// engine is told otherwise.
const DefaultMaxCost = 250_000

// cost is how many objects an answer may hold at most, as the document and its
// variables say: lists bring as many as they ask for, lists without page
// arguments and matrices a fixed number, and counting its weight. It is known before the store is asked
// and never depends on it. Counting stops above the limit.
func (p *plan) cost(arguments []map[string]any, variables map[string]any, limit int) int {
	c := costing{arguments: arguments, variables: variables, limit: limit}
	c.set(p.root, 1)
	return c.total
}

type costing struct {
	arguments []map[string]any
	variables map[string]any
	limit     int
	total     int
}

// set adds the cost of a selection on n objects; page is what a list inside
// brings where a connection around it was asked for so many.
func (c *costing) set(s *planSet, n int) { c.fields(s, n, 0) }

func (c *costing) fields(s *planSet, n, page int) {
	for _, f := range s.fields {
		if f.field == nil || f.field.load == nil || c.total > c.limit || !f.active(c.variables) {
			continue
		}
		size, inner := f.field.brings(c.arguments[f.place], page)
		below := n * size
		c.total += below + f.field.weight
		for _, sub := range f.sets {
			c.fields(sub, below, inner)
			if len(f.sets) > 1 && c.total > c.limit {
				return
			}
		}
	}
}

// brings says how many objects a field brings for each parent, and how many the lists
// without a size inside each of them bring. page is what it brings itself if it is
// such a list.
func (f *field) brings(values map[string]any, page int) (size, inside int) {
	switch {
	case f.pages != nil:
		return f.pages(values)
	case isConnection(f):
		return max(f.size, 1), pageSize(values)
	case page > 0 && f.out.list && f.size == 0:
		return page * max(f.times, 1), 0
	case f.name == "nodes" && values["ids"] != nil:
		list, _ := values["ids"].([]any)
		return len(list), 0
	default:
		return max(f.size, 1), 0
	}
}

func isConnection(f *field) bool {
	for _, a := range f.args {
		if a.name == "first" {
			return true
		}
	}
	return false
}

// pageSize is what a connection is asked for. A number out of range is the field's
// own error later; here it costs what it may.
func pageSize(values map[string]any) int {
	for _, name := range []string{"first", "last"} {
		if n, ok := values[name].(int); ok {
			return min(max(n, 0), maxRootPage)
		}
	}
	return defaultPage
}

func tooCostly(cost, limit int) *fault.Error {
	e := fault.TooMuch("cost", limit, cost, "The document may ask for more than %d objects: ask for smaller pages or fewer levels.", limit)
	e.Extra = map[string]any{"cost": cost}
	return e
}
