package neo4jstore

import (
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// A table with an axis of records that every finding refers to, such as factors, is
// counted record by record: the cells of one record never meet those of another, and
// counting a few at a time takes the database a third of the work of counting all of
// them side by side. What stands in no cell and the total are counted for
// themselves, or are sums where every count is one.

// apart is how a Tally is split by the records of one of its axes.
type apart struct {
	edge   *graph.Edge
	around graph.Filter // over the records
	rest   graph.Filter // over findings
}

// apartOf splits a Tally of findings, if it can be split and its filter chooses by
// the records of the axis and by what findings hold themselves: where it chooses by
// other relations or by keys, the database does better to start from what it chooses.
func (c *tallying) apartOf() (apart, bool) {
	if c.t.Of != graph.KindFinding {
		return apart{}, false
	}
	for i, a := range c.axes {
		if !a.isReference() || c.t.By[i].Place != nil || !a.path[0].Paths[0][0].Ref.Required {
			continue
		}
		p := apart{edge: a.path[0]}
		p.around, p.rest = splitBy(p.edge, c.t.Where)
		var inner scope
		newQuery().require(&inner, "f", p.rest)
		text := inner.String()
		if len(inner.matches) == 0 && !strings.Contains(text, "EXISTS") && !strings.Contains(text, keyProperty.of("f")) {
			return p, true
		}
	}
	return apart{}, false
}

// splitBy takes out of a filter what it says of the record that an edge leads to.
func splitBy(e *graph.Edge, f graph.Filter) (around, rest graph.Filter) {
	switch f := f.(type) {
	case graph.And:
		var of, other graph.And
		for _, part := range f {
			a, r := splitBy(e, part)
			if a != nil {
				of = append(of, a)
			}
			if r != nil {
				other = append(other, r)
			}
		}
		if len(of) > 0 {
			around = of
		}
		if len(other) > 0 {
			rest = other
		}
		return around, rest
	case graph.Has:
		if f.Edge == e && f.Quant == graph.Some && f.Where != nil {
			return f.Where, nil
		}
	}
	return nil, f
}

// sums says whether the total is the sum of the cells: nothing distinct is counted,
// and each finding stands in one cell or in none.
func (c *tallying) sums() bool {
	if c.t.Units&^graph.CountValences != 0 {
		return false
	}
	for _, a := range c.axes {
		if !a.single {
			return false
		}
	}
	return true
}

// byRecord writes a Tally that is split.
func (c *tallying) byRecord(p apart) {
	record := c.q.variable()
	around := scope{matches: []string{anyOf(p.edge.To, record)}}
	c.q.require(&around, record, p.around)
	c.line(around.String())
	pattern := c.q.path([]graph.Step{{Ref: p.edge.Paths[0][0].Ref, Inverse: true}}, record, "", "f")
	inner := &tallying{q: c.q, t: c.t, axes: c.axes, own: c.own, study: c.study}
	c.q.require(&pattern, "f", p.rest)
	inner.line(pattern.String())
	inner.place()
	if c.sums() {
		inner.spread("CASE cells WHEN [] THEN [-1] ELSE cells END")
	} else {
		inner.spread("cells")
	}
	inner.count()
	c.line(call(record, inner.b.String()))
	c.line("RETURN ", countColumns, ", ", sampleColumns)
	if c.sums() || c.t.GroupsOnly {
		return
	}
	c.line("UNION ALL")
	c.findings()
	c.spread("CASE cells WHEN [] THEN [-1, -2] ELSE [-2] END")
	c.count()
}

// sum adds counts of which none is of distinct records.
func sum(a, b graph.Counts) graph.Counts {
	a.Nodes += b.Nodes
	a.Findings += b.Findings
	a.FromAbsence += b.FromAbsence
	for i := range a.ByValence {
		a.ByValence[i].Findings += b.ByValence[i].Findings
	}
	return a
}
