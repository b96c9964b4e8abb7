package columns

import (
	"sort"

	"github.com/exitgraph/exitgraph/graph"
)

// counted makes the answer of what a pass has counted.
func (p *pass) counted() *graph.Counted {
	out, total := &graph.Counted{}, counts{}
	if last := len(p.board.tallied) - 1; p.holds(last) {
		c := p.all(last)
		total.add(&c)
		if !p.n.t.GroupsOnly {
			c.write(&out.Unplaced, p.n.t.Units)
		}
	}
	if p.wide != nil {
		out.Groups = graph.GroupsOf(p.list(&total))
	} else {
		t := p.table(&total)
		p.n.tableBytes = t.bytes()
		out.Groups = graph.GroupsIn(t)
	}
	if !p.n.t.GroupsOnly {
		if total.studies = p.n.rows.studies; !p.n.rows.whole {
			total.studies = p.n.r.studiesIn(p.runs)
		}
		if p.having != nil {
			total.having = p.n.r.studiesByValence(p.runs)
		}
		total.write(&out.Total, p.n.t.Units)
	}
	if len(p.n.t.By) == 0 {
		out.Groups = graph.Groups{}
	}
	return out
}

// list writes the groups that hold findings, adds them to the total, and empties the
// board.
func (p *pass) list(total *counts) []graph.Group {
	filled, last := 0, int32(len(p.board.tallied)-1)
	for group := range last {
		if p.holds(int(group)) {
			filled++
		}
	}
	groups, at := make([]graph.Group, 0, filled), [3]int32{}
	for group := range last {
		if p.holds(int(group)) {
			c := p.all(int(group))
			total.add(&c)
			groups = append(groups, graph.Group{At: at})
			c.write(&groups[len(groups)-1].Counts, p.n.t.Units)
		}
		p.n.cells.next(&at)
	}
	clear(p.board.tallied)
	boards.Put(p.board)
	return groups
}

// add adds findings. Distinct counts do not add up.
func (c *counts) add(other *counts) {
	for v, n := range other.findings {
		c.findings[v] += n
	}
	c.turned += other.turned
}

// holds says whether a group has counted anything.
func (p *pass) holds(group int) bool {
	return p.board.tallied[group].findings != 0 || p.wide != nil && p.wide[group].findings != [4]int32{}
}

// write turns counters into counts of the units.
func (c *counts) write(to *graph.Counts, units graph.Units) {
	to.Findings = c.findings[0] + c.findings[1] + c.findings[2] + c.findings[3]
	to.Nodes = to.Findings
	if units&graph.CountStudies != 0 {
		to.Studies = c.studies
	}
	if units&graph.CountValences != 0 {
		to.FromAbsence = c.turned
		for v, n := range c.findings {
			to.ByValence[v].Findings = n
		}
	}
	if units&graph.CountValenceStudies != 0 {
		for v, n := range c.having {
			to.ByValence[v].Studies = n
		}
	}
}

// next goes from the places of a slot to those of the one after it.
func (c *cells) next(at *[3]int32) {
	for i := 2; i >= 0; i-- {
		if at[i]++; int64(at[i]) < c.sizes[i] {
			return
		}
		at[i] = 0
	}
}

// studiesIn counts the studies that have rows in the runs.
func (r *findingRows) studiesIn(runs []run) int32 {
	n, before := int32(0), int32(0)
	for _, run := range runs {
		last := run.cluster
		if run.to > r.from[last+1] {
			// The cluster before the first that begins at the end of the run or after it.
			last = int32(sort.Search(int(r.noStudy), func(c int) bool { return r.from[c+1] >= run.to }))
		}
		first := max(run.cluster, before+1)
		if last == r.noStudy && before != last {
			n--
		}
		n += max(last-first+1, 0)
		before = max(before, last)
	}
	return n
}

// studiesByValence counts the studies that have rows of each valence in the runs.
func (r *findingRows) studiesByValence(runs []run) (n [4]int32) {
	cluster, seen := int32(0), uint8(0)
	end := func() {
		if cluster == r.noStudy {
			return
		}
		for v := range n {
			n[v] += int32(seen >> v & 1)
		}
	}
	for _, run := range runs {
		at := run.cluster - int32(r.sign[run.from]/beginsBit)
		for row := run.from; row < run.to; row++ {
			s := r.sign[row]
			if at += int32(s / beginsBit); at != cluster {
				end()
				cluster, seen = at, 0
			}
			seen |= 1 << (s & valenceBits)
		}
	}
	end()
	return n
}
