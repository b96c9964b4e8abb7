package columns

import (
	"sort"

	"github.com/exitgraph/exitgraph/graph"
)

// counted makes the answer of what a pass has counted, and empties the board.
func (p *pass) counted() (*graph.Counted, error) {
	out, total := &graph.Counted{}, counts{}
	filled := p.filled()
	if p.n.t.TooMany(filled - 1) { // one of them may be for findings without a place
		p.clear()
		return nil, graph.ErrGroups
	}
	groups := make([]graph.Group, filled)
	last := len(p.board.tallied) - 1
	if p.wide == nil && p.n.rows.whole {
		groups = groups[:p.fill(groups, &total)]
	} else {
		groups = groups[:p.collectAll(groups, &total)]
	}
	if p.holds(last) {
		c := p.all(last)
		total.add(&c)
		if !p.n.t.GroupsOnly {
			c.write(&out.Unplaced, p.n.t.Units)
		}
	}
	p.clear()
	if !p.n.t.GroupsOnly {
		total.studies = p.n.r.studiesIn(p.runs)
		if p.having != nil {
			total.having = p.n.r.studiesByValence(p.runs)
		}
		total.write(&out.Total, p.n.t.Units)
	}
	if len(p.n.t.By) > 0 {
		out.Groups = groups
	}
	return out, nil
}

// clear empties the board.
func (p *pass) clear() {
	if p.board.touched == nil {
		clear(p.board.tallied)
		return
	}
	p.board.touched.each(func(group int32) { p.board.tallied[group] = tallied{} })
}

// collectAll writes the groups that hold findings, adds them to the total, and says how
// many there are.
func (p *pass) collectAll(groups []graph.Group, total *counts) int {
	n, last := 0, int32(len(p.board.tallied)-1)
	add := func(group int32, at [3]int32) {
		c := p.all(int(group))
		total.add(&c)
		groups[n].At = at
		c.write(&groups[n].Counts, p.n.t.Units)
		n++
	}
	if p.board.touched != nil {
		p.board.touched.each(func(group int32) {
			if group < last {
				add(group, p.n.cells.places(int(group)))
			}
		})
		return n
	}
	at := [3]int32{}
	for group := range last {
		if p.holds(int(group)) {
			add(group, at)
		}
		p.n.cells.next(&at)
	}
	return n
}

// fill is collectAll for the question that most ask: what the counters hold is what is
// written.
func (p *pass) fill(groups []graph.Group, total *counts) int {
	studies, valences := int32(0), int32(0) // all bits set where wanted
	if p.n.t.Units&graph.CountStudies != 0 {
		studies = -1
	}
	if p.n.t.Units&graph.CountValences != 0 {
		valences = -1
	}
	n, last := 0, len(p.board.tallied)-1
	if p.board.touched != nil {
		p.board.touched.each(func(group int32) {
			if int(group) < last {
				groups[n].At = p.n.cells.places(int(group))
				p.board.tallied[group].fill(&groups[n].Counts, total, studies, valences)
				p.fillHaving(&groups[n].Counts, int(group))
				n++
			}
		})
		return n
	}
	at := [3]int32{}
	for i := range p.board.tallied[:last] {
		if t := &p.board.tallied[i]; t.findings != 0 {
			groups[n].At = at
			t.fill(&groups[n].Counts, total, studies, valences)
			p.fillHaving(&groups[n].Counts, i)
			n++
		}
		p.n.cells.next(&at)
	}
	return n
}

// fillHaving writes the studies of each valence where they are counted.
func (p *pass) fillHaving(c *graph.Counts, group int) {
	if p.having == nil {
		return
	}
	studies, v := p.having[group].studies, &c.ByValence
	v[0].Studies, v[1].Studies = int32(studies&most), int32(studies>>16&most)
	v[2].Studies, v[3].Studies = int32(studies>>32&most), int32(studies>>48)
}

// fill writes the counters of a group, and adds them to the total.
func (t *tallied) fill(c *graph.Counts, total *counts, studies, valences int32) {
	f0, f1 := int32(t.findings&most), int32(t.findings>>16&most)
	f2, f3 := int32(t.findings>>32&most), int32(t.findings>>48)
	turned := int32(t.rest & most)
	c.Findings = f0 + f1 + f2 + f3
	c.Nodes = c.Findings
	c.Studies = int32(t.rest>>16&most) & studies
	c.FromAbsence = turned & valences
	v := &c.ByValence
	v[0].Findings, v[1].Findings, v[2].Findings, v[3].Findings = f0&valences, f1&valences, f2&valences, f3&valences
	sum := &total.findings
	sum[0], sum[1], sum[2], sum[3] = sum[0]+f0, sum[1]+f1, sum[2]+f2, sum[3]+f3
	total.turned += turned
}

// add adds findings. Distinct counts do not add up.
func (c *counts) add(other *counts) {
	for v, n := range other.findings {
		c.findings[v] += n
	}
	c.turned += other.turned
}

// filled is how many groups hold findings, or a little more.
func (p *pass) filled() int {
	if p.board.touched != nil {
		return p.board.touched.len()
	}
	n := 0
	for i := range p.board.tallied {
		if p.holds(i) {
			n++
		}
	}
	return n
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
