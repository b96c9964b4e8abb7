package neo4jstore

import (
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// condition is a filter in Cypher: a text, or an answer that is known.
type condition struct {
	text   string
	always bool // where there is no text
}

var (
	yes = condition{always: true}
	no  = condition{}
)

func (c condition) known() bool { return c.text == "" }

// String writes the condition as it stands in WHERE.
func (c condition) String() string {
	switch {
	case !c.known():
		return c.text
	case c.always:
		return "true"
	default:
		return "false"
	}
}

func (c condition) not() condition {
	if c.known() {
		return condition{always: !c.always}
	}
	return condition{text: "NOT (" + c.text + ")"}
}

// require narrows a scope to the matches in which a variable meets a filter. Hops to
// one record become patterns of their own, so that the database may start from
// whichever side is the more selective.
func (q *query) require(s *scope, variable string, f graph.Filter) {
	switch f := f.(type) {
	case nil:
		return
	case graph.And:
		for _, part := range f {
			q.require(s, variable, part)
		}
		return
	case graph.Has:
		if f.Quant == graph.Some && alone(f.Edge) {
			to := q.variable()
			for _, branch := range q.follow(f.Edge, variable, to).branches {
				s.matches = append(s.matches, branch.matches...)
				s.where = append(s.where, branch.where...)
			}
			q.require(s, to, f.Where)
			return
		}
	}
	if c := q.condition(variable, f, false); !c.known() || !c.always {
		s.where = append(s.where, c.String())
	}
}

// condition writes a filter as a condition on a variable. Logic in Cypher has three
// values: a comparison with an absent value is null, which WHERE takes for false.
// Under a Not it must be false in so many words, which strict asks for.
func (q *query) condition(variable string, f graph.Filter, strict bool) condition {
	switch f := f.(type) {
	case nil:
		return yes
	case graph.And:
		return q.join(variable, f, strict, false)
	case graph.Or:
		return q.join(variable, f, strict, true)
	case graph.Not:
		return q.condition(variable, f.Filter, true).not()
	case graph.Compare:
		c := q.compare(variable, f)
		if strict && !c.known() {
			c.text = "coalesce(" + c.text + ", false)"
		}
		return c
	case graph.Has:
		return q.has(variable, f)
	case graph.Absent:
		return q.absent(variable, f)
	}
	return no
}

// join joins parts: decisive is the answer of one part that settles the whole, true
// for Or and false for And.
func (q *query) join(variable string, parts []graph.Filter, strict, decisive bool) condition {
	var texts []string
	for _, p := range parts {
		c := q.condition(variable, p, strict)
		switch {
		case !c.known():
			texts = append(texts, c.text)
		case c.always == decisive:
			return c
		}
	}
	switch {
	case len(texts) == 0:
		return condition{always: !decisive}
	case len(texts) == 1:
		return condition{text: texts[0]}
	case decisive:
		return condition{text: "(" + strings.Join(texts, " OR ") + ")"}
	default:
		return condition{text: "(" + strings.Join(texts, " AND ") + ")"}
	}
}

func (q *query) absent(variable string, a graph.Absent) condition {
	if a.Edge != nil {
		return q.has(variable, graph.Has{Edge: a.Edge, Quant: graph.None})
	}
	switch a.Field.Type {
	case graph.TypeBool:
		return no
	case graph.TypeText:
		return condition{text: languages(a.Field).of(variable) + " IS NULL"}
	default:
		return condition{text: stored(a.Field).of(variable) + " IS NULL"}
	}
}

// has writes a condition on the targets of an edge.
func (q *query) has(variable string, h graph.Has) condition {
	switch h.Quant {
	case graph.Some:
		return q.some(variable, h.Edge, h.Where)
	case graph.None:
		return q.some(variable, h.Edge, h.Where).not()
	case graph.All:
		return q.some(variable, h.Edge, graph.Not{Filter: h.Where}).not()
	default:
		return yes
	}
}

// some writes that a target of an edge meets a filter.
func (q *query) some(variable string, e *graph.Edge, where graph.Filter) condition {
	if c := q.dry(where); c.known() && !c.always {
		return no
	}
	to := q.variable()
	var texts []string
	for _, branch := range q.follow(e, variable, to).branches {
		q.require(&branch, to, where)
		texts = append(texts, exists(branch))
	}
	if len(texts) == 1 {
		return condition{text: texts[0]}
	}
	return condition{text: "(" + strings.Join(texts, " OR ") + ")"}
}

// dry says what is known of a filter, and leaves no trace in the query.
func (q *query) dry(f graph.Filter) condition {
	return newQuery().condition("t", f, false)
}

// compare writes a comparison of a field. It may be null where the field is absent.
func (q *query) compare(variable string, c graph.Compare) condition {
	switch c.Field.Type {
	case graph.TypeInt:
		return q.compareInt(stored(c.Field).of(variable), c)
	case graph.TypeBool:
		return q.compareBool(stored(c.Field).of(variable), c)
	}
	words, operands := stored(c.Field).of(variable), c.Strs
	if c.Field.Folded() {
		words, operands = folded(c.Field).of(variable), foldAll(operands)
	}
	isList := c.Field.Type == graph.TypeStrings || c.Field.Type == graph.TypeRefs
	switch {
	case c.Op == graph.OpHasAll && !isList, c.Op != graph.OpHasAll && len(operands) == 0:
		return no
	case c.Op == graph.OpHasAll && len(operands) == 0:
		return yes
	case c.Op == graph.OpHasAll:
		return condition{text: "all(o IN " + q.param(operands) + " WHERE o IN " + words + ")"}
	case isList || c.Field.Type == graph.TypeText:
		if one := q.word("w", c.Op, operands); one != "" {
			return condition{text: "any(w IN " + words + " WHERE " + one + ")"}
		}
		return no
	default:
		if one := q.word(words, c.Op, operands); one != "" {
			return condition{text: one}
		}
		return no
	}
}

// word compares one word with operands, of which there are some.
func (q *query) word(word string, op graph.Op, operands []string) string {
	var operator string
	switch op {
	case graph.OpIn:
		return word + " IN " + q.param(operands)
	case graph.OpContains:
		operator = " CONTAINS "
	case graph.OpStartsWith:
		operator = " STARTS WITH "
	default:
		return ""
	}
	if len(operands) == 1 {
		return word + operator + q.param(operands[0])
	}
	return "any(o IN " + q.param(operands) + " WHERE " + word + operator + "o)"
}

func (q *query) compareInt(number string, c graph.Compare) condition {
	if len(c.Nums) == 0 {
		return no
	}
	// One of the operands must meet the comparison, so the widest decides.
	switch c.Op {
	case graph.OpIn:
		return condition{text: number + " IN " + q.param(integers(c.Nums))}
	case graph.OpLess:
		return condition{text: number + " < " + q.param(int64(slices.Max(c.Nums)))}
	case graph.OpLessEqual:
		return condition{text: number + " <= " + q.param(int64(slices.Max(c.Nums)))}
	case graph.OpMore:
		return condition{text: number + " > " + q.param(int64(slices.Min(c.Nums)))}
	case graph.OpMoreEqual:
		return condition{text: number + " >= " + q.param(int64(slices.Min(c.Nums)))}
	default:
		return no
	}
}

// compareBool turns a comparison of 0 and 1 into the values that meet it.
func (q *query) compareBool(flag string, c graph.Compare) condition {
	met := []bool{}
	for n, value := range []bool{false, true} {
		if slices.ContainsFunc(c.Nums, func(o int) bool {
			return c.Op == graph.OpIn && n == o || c.Op == graph.OpLess && n < o || c.Op == graph.OpLessEqual && n <= o ||
				c.Op == graph.OpMore && n > o || c.Op == graph.OpMoreEqual && n >= o
		}) {
			met = append(met, value)
		}
	}
	switch len(met) {
	case 0:
		return no
	case 1:
		return condition{text: flag + " = " + q.param(met[0])}
	default:
		return yes
	}
}
