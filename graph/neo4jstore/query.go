package neo4jstore

import (
	"fmt"
	"strconv"
	"strings"
)

// query is a statement under construction: its text stands elsewhere, here are its
// parameters and the names that it has used up. Names are given in the order in
// which the text is composed, so that equal questions have equal texts, which the
// database's cache of plans is keyed by.
type query struct {
	params    map[string]any
	variables int
	// each, while set, makes every parameter a list with one element for each group;
	// the group is numbered by the variable i.
	each   bool
	values []any // of the group at hand, in order
	at     int   // number of the next parameter

	reads reader // of what the statement brings
}

func newQuery() *query { return &query{params: map[string]any{}} }

// param gives the text that stands for a value.
func (q *query) param(v any) string {
	name := "p" + strconv.Itoa(q.at)
	q.at++
	if q.each {
		q.values = append(q.values, v)
		return "$" + name + "[i]"
	}
	q.params[name] = v
	return "$" + name
}

// variable gives a name that is not in use.
func (q *query) variable() string {
	q.variables++
	return "t" + strconv.Itoa(q.variables)
}

// integers makes a parameter of numbers of one type.
func integers(nums []int) []int64 {
	out := make([]int64, len(nums))
	for i, n := range nums {
		out[i] = int64(n)
	}
	return out
}

// scope is a part of a statement that binds variables: patterns, and what must hold
// of them.
type scope struct {
	matches, where []string
}

// clone gives a scope that can grow by itself.
func (s scope) clone() scope {
	return scope{append([]string(nil), s.matches...), append([]string(nil), s.where...)}
}

// and adds conditions to a copy of the scope.
func (s scope) and(conditions ...string) scope {
	s = s.clone()
	for _, c := range conditions {
		if c != "" {
			s.where = append(s.where, c)
		}
	}
	return s
}

// String writes MATCH and WHERE.
func (s scope) String() string {
	var b strings.Builder
	for i, m := range s.matches {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("MATCH " + m)
	}
	if len(s.where) > 0 {
		b.WriteString("\nWHERE " + strings.Join(s.where, " AND "))
	}
	return b.String()
}

// indent moves the lines of a block to the right.
func indent(block string) string {
	return "  " + strings.ReplaceAll(block, "\n", "\n  ")
}

// call writes a subquery over variables of the query around it.
func call(variables, body string) string {
	return fmt.Sprintf("CALL (%s) {\n%s\n}", variables, indent(body))
}

// exists writes a condition that a scope has any match.
func exists(s scope) string { return "EXISTS {\n" + indent(s.String()) + "\n}" }
