package neo4jstore

import (
	"context"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// Two cells that are no groups: what stands in none, and everything.
const (
	unplacedCell = -1
	totalCell    = -2
)

// Tally implements graph.Store. It is one statement: what is counted is placed in
// cells, which are numbered row by row, and each cell is counted in one pass. The
// total is a cell in which everything stands, since distinct counts do not add up;
// where it is missing, it is the sum.
func (s *Store) Tally(ctx context.Context, t graph.Tally) (*graph.Counted, error) {
	if err := s.ready(ctx, "tally"); err != nil {
		return nil, err
	}
	if t.Of == 0 {
		t.Of = graph.KindFinding
	}
	if err := graph.CheckTally(t); err != nil {
		return nil, err
	}
	q := newQuery()
	rows, err := s.read(ctx, "tally", q.tally(t), q.params)
	if err != nil {
		return nil, err
	}
	out := &graph.Counted{}
	var groups []graph.Group
	summed := !t.GroupsOnly
	for _, row := range rows {
		cell, width, counts, err := readCounts(row.Values, t)
		if err != nil {
			return nil, err
		}
		switch cell {
		case totalCell:
			out.Total, out.Overlapping, summed = counts, width > 1, false
		case unplacedCell:
			out.Unplaced = sum(counts, out.Unplaced)
		default:
			groups = append(groups, graph.Group{At: placeOf(cell, t.By), Counts: counts})
		}
	}
	if summed {
		out.Total = out.Unplaced
		for _, g := range groups {
			out.Total = sum(out.Total, g.Counts)
		}
	}
	slices.SortFunc(groups, func(a, b graph.Group) int { return slices.Compare(a.At[:], b.At[:]) })
	out.Groups = graph.GroupsOf(groups)
	return out, nil
}

// tallying composes one Tally. f is bound to the findings, x to the listed nodes
// where these are not findings.
type tallying struct {
	q     *query
	t     graph.Tally
	axes  []axis  // as findings stand on them
	own   []*axis // as nodes do by themselves; nil where they stand by their findings
	study bool    // whether s is bound to the study of f
	b     strings.Builder
}

func (q *query) tally(t graph.Tally) string {
	c := &tallying{q: q, t: t}
	for _, a := range t.By {
		byFinding, own := q.axesOf(t.Of, a)
		c.axes, c.own = append(c.axes, byFinding), append(c.own, own)
	}
	c.study = t.Units&graph.CountSamples != 0 && t.Of != graph.KindStudy
	if p, ok := c.apartOf(); ok {
		c.byRecord(p)
		return c.b.String()
	}
	if t.Of == graph.KindFinding {
		c.findings()
	} else {
		c.nodes()
	}
	c.spread(c.everywhere())
	c.count()
	return c.b.String()
}

// everywhere writes the cells of what stands in cells: these, or the one of what is
// unplaced, and the total.
func (c *tallying) everywhere() string {
	if len(c.axes) == 0 {
		return "[-2]"
	}
	return "CASE cells WHEN [] THEN [-1] ELSE cells END + [-2]"
}

// spread makes a row for each cell in which something stands: for those of a list,
// or for the groups alone where nothing else is wanted.
func (c *tallying) spread(placed string) {
	if c.t.GroupsOnly {
		c.line("UNWIND cells AS cell")
		return
	}
	c.line("WITH *, size(cells) AS width, ", placed, " AS placed")
	c.line("UNWIND placed AS cell")
}

func (c *tallying) line(parts ...string) {
	if c.b.Len() > 0 {
		c.b.WriteByte('\n')
	}
	for _, p := range parts {
		c.b.WriteString(p)
	}
}

// carried lists the variables of the findings that are counted later.
func (c *tallying) carried() string {
	if c.study {
		return "f, s"
	}
	return "f"
}

// findings binds f and its cells for a Tally of findings.
func (c *tallying) findings() {
	chosen := reach{branches: c.q.choose(graph.KindFinding, "f", c.t.Where)}
	if len(chosen.branches) > 1 {
		c.line(call("", chosen.union("f")))
	} else {
		c.line(chosen.branches[0].String())
	}
	c.place()
}

// place binds the cells of f.
func (c *tallying) place() {
	c.line("WITH ", c.carried(), c.placesOfFindings())
	c.line("WITH ", c.carried(), ", ", c.cells(c.byFinding), " AS cells")
}

// nodes binds x, f and cells: once for each node, where f is null, and once for
// each of its findings that are counted.
func (c *tallying) nodes() {
	base := scope{matches: []string{anyOf(c.t.Of, "x")}}
	c.q.require(&base, "x", c.t.Where)
	c.line(base.String())
	var places, names []string
	for i, a := range c.own {
		if a != nil {
			places = append(places, ", "+c.q.places(*a, "x")+" AS "+ownName(i))
			names = append(names, ", "+ownName(i))
		}
	}
	byItself := len(names) == len(c.axes)
	c.line("WITH x", strings.Join(places, ""))
	carriedOwn := strings.Join(names, "")
	if byItself {
		c.line("WITH x, ", c.cells(c.byNode), " AS standing")
		carriedOwn = ", standing"
	}
	s := c.q.follow(graph.ModelOf(c.t.Of).Edge("findings"), "x", "f").branches[0]
	if cond := c.q.condition("f", c.t.Findings, false); !cond.known() || !cond.always {
		s.where = append(s.where, cond.String())
	}
	c.line("OPTIONAL ", s.String())
	c.line("WITH x", carriedOwn, ", ", c.carried(), c.placesOfFindings())
	study, by := "null", "null"
	if c.study {
		study = "s"
	}
	if !byItself {
		by = c.cells(c.byNode)
	}
	standing := "x, standing"
	if !byItself {
		standing = "x"
	}
	c.line("WITH ", standing, ", collect(CASE WHEN f IS NOT NULL THEN [", c.cells(c.byFinding), ", f, ", study, ", ", by, "] END) AS placings")
	if !byItself {
		// A node stands wherever it stands by any of its findings.
		c.line("WITH x, placings, reduce(u = [], e IN placings | u + [c IN e[3] WHERE NOT c IN u]) AS standing")
	}
	c.line("UNWIND [[standing, null, null]] + placings AS e")
	if c.study {
		c.line("WITH x, e[0] AS cells, e[1] AS f, e[2] AS s")
	} else {
		c.line("WITH x, e[0] AS cells, e[1] AS f")
	}
}

func placesName(i int) string { return "a" + string(rune('0'+i)) }
func ownName(i int) string    { return "o" + string(rune('0'+i)) }

// byFinding and byNode name the places of axis i.
func (c *tallying) byFinding(i int) string { return placesName(i) }

func (c *tallying) byNode(i int) string {
	if c.own[i] != nil {
		return ownName(i)
	}
	return placesName(i)
}

// placesOfFindings writes the hops that axes share, and gives the lists of places
// for WITH.
func (c *tallying) placesOfFindings() string {
	hops := map[*graph.Edge]string{}
	hop := func(e *graph.Edge, to string) {
		if hops[e] == "" {
			hops[e] = to
			c.line("OPTIONAL ", c.q.follow(e, "f", to).branches[0].String())
		}
	}
	if c.study {
		hop(graph.ModelOf(graph.KindFinding).Edge("study"), "s")
	}
	out := ""
	for i, a := range c.axes {
		variable := "f"
		if e := a.hop(); e != nil {
			if hops[e] == "" {
				hop(e, c.q.variable())
			}
			variable = hops[e]
		}
		out += ", " + c.q.places(a, variable) + " AS " + placesName(i)
	}
	return out
}

// cells writes the numbers of the cells that the places on all axes make.
func (c *tallying) cells(places func(i int) string) string {
	if len(c.axes) == 0 {
		return "[]"
	}
	text := places(0)
	for i, a := range c.axes[1:] {
		text = "reduce(cs = [], c IN " + text + " | cs + [p IN " + places(i+1) + " | c * " + c.q.param(int64(a.size)) + " + p])"
	}
	return text
}
