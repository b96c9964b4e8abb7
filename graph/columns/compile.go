package columns

import (
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// test says whether the record with an id meets a condition.
type test func(id int32) bool

// Condition is a compiled filter. One goroutine uses it at a time.
type Condition struct {
	// test is nil where the answer is known: always says which.
	test   test
	always bool
	cost   int // rough, to run cheap parts of And and Or first
}

var (
	yes = Condition{always: true}
	no  = Condition{}
)

// Known says whether the condition holds for each record, or for none, and which.
func (c Condition) Known() (always, known bool) { return c.always, c.test == nil }

func (c Condition) known() bool { return c.test == nil }

// Holds says whether the record with an id meets the condition.
func (c Condition) Holds(id int32) bool {
	if c.test == nil {
		return c.always
	}
	return c.test(id)
}

// Compile turns a filter over records of a kind into a condition with the meaning
// of graph.Match.
func (x *Index) Compile(f graph.Filter) Condition {
	switch f := f.(type) {
	case nil:
		return yes
	case graph.And:
		return x.compileParts(f, false)
	case graph.Or:
		return x.compileParts(f, true)
	case graph.Not:
		return not(x.Compile(f.Filter))
	case graph.Compare:
		return x.compileCompare(f)
	case graph.Has:
		return x.compileHas(f)
	case graph.Absent:
		if f.Edge != nil {
			w := x.Way(f.Edge)
			return Condition{test: func(id int32) bool { return len(w.Targets(id)) == 0 }, cost: 4}
		}
		return Condition{test: x.absent(f.Field), cost: 2}
	}
	return no
}

func not(c Condition) Condition {
	if c.known() {
		return Condition{always: !c.always}
	}
	return Condition{test: func(id int32) bool { return !c.test(id) }, cost: c.cost}
}

// compileParts joins conditions: decisive is the answer of one part that settles
// the whole, true for Or and false for And.
func (x *Index) compileParts(parts []graph.Filter, decisive bool) Condition {
	var open []Condition
	cost := 0
	for _, p := range parts {
		c := x.Compile(p)
		if !c.known() {
			open = append(open, c)
			cost += c.cost
		} else if c.always == decisive {
			return c
		}
	}
	if len(open) == 0 {
		return Condition{always: !decisive}
	}
	if len(open) == 1 {
		return open[0]
	}
	slices.SortStableFunc(open, func(a, b Condition) int { return a.cost - b.cost })
	return Condition{cost: cost, test: func(id int32) bool {
		for i := range open {
			if open[i].test(id) == decisive {
				return decisive
			}
		}
		return !decisive
	}}
}

func (x *Index) compileHas(h graph.Has) Condition {
	w, inner := x.Way(h.Edge), x.Compile(h.Where)
	if inner.known() {
		return hasAny(w, h.Quant, inner.always)
	}
	some, all := h.Quant == graph.Some, h.Quant == graph.All
	met := inner.test
	if first, end := x.Span(h.Edge.To); end-first < x.Size(h.Edge.From) || inner.cost > dearTest {
		met = remember(met, first, end)
	}
	// Some looks for a target that meets the condition, None too, All for one that
	// does not.
	return Condition{cost: 5 + 2*inner.cost, test: func(id int32) bool {
		for _, t := range w.Targets(id) {
			if met(t) != all {
				return some
			}
		}
		return !some
	}}
}

// hasAny is a condition on targets that holds for each of them, or for none.
func hasAny(w *Way, q graph.Quantifier, always bool) Condition {
	switch {
	case q == graph.Some && !always:
		return no
	case q == graph.All && always, q == graph.None && !always:
		return yes
	default: // whether there is a target at all
		return Condition{cost: 4, test: func(id int32) bool { return (len(w.Targets(id)) > 0) == (q == graph.Some) }}
	}
}

// dearTest is from which cost on a test of a target is remembered however many
// targets there are. Without it, conditions nested over relations to many would
// cost the product of all their degrees.
const dearTest = 8

// remember keeps the answers of a test over a span of ids, each of which is likely
// to be asked for many times.
func remember(met test, first, end int32) test {
	const known, holds = 1, 2
	var answers []uint8
	return func(id int32) bool {
		if answers == nil {
			answers = make([]uint8, end-first)
		}
		a := answers[id-first]
		if a == 0 {
			a = known
			if met(id) {
				a |= holds
			}
			answers[id-first] = a
		}
		return a&holds != 0
	}
}
