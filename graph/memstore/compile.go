package memstore

import (
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// test says whether the record with an id meets a condition.
type test func(id int32) bool

// condition is a compiled filter. One goroutine uses it at a time.
type condition struct {
	// test is nil where the answer is known: always says which.
	test   test
	always bool
	cost   int // rough, to run cheap parts of And and Or first
}

var (
	yes = condition{always: true}
	no  = condition{}
)

func (c condition) known() bool { return c.test == nil }

// holds runs a condition whose answer may be known.
func (c condition) holds(id int32) bool {
	if c.test == nil {
		return c.always
	}
	return c.test(id)
}

// compile turns a filter over records of a kind into a condition with the meaning
// of graph.Match.
func (s *snapshot) compile(f graph.Filter) condition {
	switch f := f.(type) {
	case nil:
		return yes
	case graph.And:
		return s.compileParts(f, false)
	case graph.Or:
		return s.compileParts(f, true)
	case graph.Not:
		c := s.compile(f.Filter)
		if c.known() {
			return condition{always: !c.always}
		}
		inner := c.test
		return condition{test: func(id int32) bool { return !inner(id) }, cost: c.cost}
	case graph.Compare:
		return s.compileCompare(f)
	case graph.Has:
		return s.compileHas(f)
	case graph.Absent:
		if f.Edge != nil {
			w := s.way(f.Edge)
			return condition{test: func(id int32) bool { return len(w.targets(id)) == 0 }, cost: 4}
		}
		return condition{test: func(id int32) bool { return f.Field.Absent(s.all[id]) }, cost: 2}
	}
	return no
}

// compileParts joins conditions: decisive is the answer of one part that settles
// the whole, true for Or and false for And.
func (s *snapshot) compileParts(parts []graph.Filter, decisive bool) condition {
	var open []condition
	cost := 0
	for _, p := range parts {
		c := s.compile(p)
		if !c.known() {
			open = append(open, c)
			cost += c.cost
		} else if c.always == decisive {
			return c
		}
	}
	if len(open) == 0 {
		return condition{always: !decisive}
	}
	if len(open) == 1 {
		return open[0]
	}
	slices.SortStableFunc(open, func(a, b condition) int { return a.cost - b.cost })
	return condition{cost: cost, test: func(id int32) bool {
		for i := range open {
			if open[i].test(id) == decisive {
				return decisive
			}
		}
		return !decisive
	}}
}

func (s *snapshot) compileCompare(c graph.Compare) condition {
	f, first := c.Field, s.base[c.Field.Kind]
	switch f.Type {
	case graph.TypeEnum:
		return s.compileEnum(c)
	case graph.TypeInt:
		met := intTest(c.Op, c.Nums)
		return condition{cost: 2, test: func(id int32) bool {
			n := f.Int(s.all[id])
			return n != 0 && met(n)
		}}
	case graph.TypeBool:
		met := intTest(c.Op, c.Nums)
		return condition{cost: 2, test: func(id int32) bool {
			if f.Bool(s.all[id]) {
				return met(1)
			}
			return met(0)
		}}
	case graph.TypeKey, graph.TypeRef:
		met := wordTest(c.Op, c.Strs)
		return condition{cost: 3, test: func(id int32) bool {
			v := f.Str(s.all[id])
			return v != "" && met(v)
		}}
	}
	values, operands := func(id int32) []string { return f.List(s.all[id]) }, c.Strs
	if f.Folded() {
		operands = make([]string, len(c.Strs))
		for i, o := range c.Strs {
			operands[i] = graph.Fold(o)
		}
		words := s.cols[f].folded()
		values = func(id int32) []string { return words[id-first] }
	}
	if c.Op == graph.OpHasAll {
		if f.Type != graph.TypeStrings && f.Type != graph.TypeRefs {
			return no
		}
		return condition{cost: 8, test: func(id int32) bool {
			list := values(id)
			for _, o := range operands {
				if !slices.Contains(list, o) {
					return false
				}
			}
			return true
		}}
	}
	met := wordTest(c.Op, operands)
	return condition{cost: 6, test: func(id int32) bool { return slices.ContainsFunc(values(id), met) }}
}

// compileEnum asks the matcher once for each value of the vocabulary that occurs.
func (s *snapshot) compileEnum(c graph.Compare) condition {
	column, first := s.cols[c.Field].enum(), s.base[c.Field.Kind]
	var met [noCode + 1]bool
	all, none := true, true
	for code, ids := range column.posting {
		if len(ids) == 0 {
			continue
		}
		met[code] = graph.Match(s, c, s.all[ids[0]])
		all, none = all && met[code], none && !met[code]
	}
	if all || none {
		return condition{always: all}
	}
	codes := column.code
	return condition{cost: 1, test: func(id int32) bool { return met[codes[id-first]] }}
}

func intTest(op graph.Op, operands []int) func(int) bool {
	var met func(n, o int) bool
	switch op {
	case graph.OpIn:
		return func(n int) bool { return slices.Contains(operands, n) }
	case graph.OpLess:
		met = func(n, o int) bool { return n < o }
	case graph.OpLessEqual:
		met = func(n, o int) bool { return n <= o }
	case graph.OpMore:
		met = func(n, o int) bool { return n > o }
	case graph.OpMoreEqual:
		met = func(n, o int) bool { return n >= o }
	default:
		return func(int) bool { return false }
	}
	return func(n int) bool {
		for _, o := range operands {
			if met(n, o) {
				return true
			}
		}
		return false
	}
}

func wordTest(op graph.Op, operands []string) func(string) bool {
	var met func(v, o string) bool
	switch op {
	case graph.OpIn:
		if len(operands) <= 8 {
			return func(v string) bool { return slices.Contains(operands, v) }
		}
		set := make(map[string]struct{}, len(operands))
		for _, o := range operands {
			set[o] = struct{}{}
		}
		return func(v string) bool { _, ok := set[v]; return ok }
	case graph.OpContains:
		met = strings.Contains
	case graph.OpStartsWith:
		met = strings.HasPrefix
	default:
		return func(string) bool { return false }
	}
	return func(v string) bool {
		for _, o := range operands {
			if met(v, o) {
				return true
			}
		}
		return false
	}
}

func (s *snapshot) compileHas(h graph.Has) condition {
	w, inner := s.way(h.Edge), s.compile(h.Where)
	if inner.known() {
		return hasAny(w, h.Quant, inner.always)
	}
	some, all := h.Quant == graph.Some, h.Quant == graph.All
	met := inner.test
	if first, end := s.span(h.Edge.To); end-first < s.size(h.Edge.From) || inner.cost > dearTest {
		met = remember(met, first, end)
	}
	// Some looks for a target that meets the condition, None too, All for one that
	// does not.
	return condition{cost: 5 + 2*inner.cost, test: func(id int32) bool {
		for _, t := range w.targets(id) {
			if met(t) != all {
				return some
			}
		}
		return !some
	}}
}

// hasAny is a condition on targets that holds for each of them, or for none.
func hasAny(w *way, q graph.Quantifier, always bool) condition {
	switch {
	case q == graph.Some && !always:
		return no
	case q == graph.All && always, q == graph.None && !always:
		return yes
	default: // whether there is a target at all
		return condition{cost: 4, test: func(id int32) bool { return (len(w.targets(id)) > 0) == (q == graph.Some) }}
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
