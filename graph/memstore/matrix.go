package memstore

import (
	"context"
	"sort"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// plainUnits are the units that can be counted in one pass over the rows, because
// rows are clustered by study.
const plainUnits = graph.CountStudies | graph.CountValences | graph.CountValenceStudies

// isPlain says whether every finding stands in one group at most and only plain
// units are wanted, so that one pass over integer columns counts all.
func (n *counting) isPlain() bool {
	if !n.cells.dense || n.t.Units&^plainUnits != 0 {
		return false
	}
	for i := range n.t.By {
		if n.axes[i].single == nil {
			return false
		}
	}
	return true
}

// tallied is the counter of one group: half a cache line.
type tallied struct {
	last     int32 // the study seen last
	studies  int32
	turned   int32
	seen     int32    // the valences that this study has here, as bits
	findings [4]int32 // by valence
}

// write turns the counter into counts. having is by valence; nil where not wanted.
func (t *tallied) write(c *graph.Counts, having *[4]int32) {
	c.Studies, c.FromAbsence = t.studies, t.turned
	c.Findings = t.findings[0] + t.findings[1] + t.findings[2] + t.findings[3]
	c.Nodes = c.Findings
	for v := range t.findings {
		c.ByValence[v].Findings = t.findings[v]
		if having != nil {
			c.ByValence[v].Studies = having[v]
		}
	}
}

// offBoard stands for a finding without a place on an axis: it keeps the sum of
// three axes negative.
const offBoard = -1 << 28

// pass is one pass over rows.
type pass struct {
	c     *findingColumns
	cells [2048]int32 // of a block of rows; negative for unplaced
	board []tallied   // the last for findings that are unplaced
	// having counts studies by valence, like board; nil where it is not wanted.
	having      [][4]int32
	total       tallied // findings are added up at the end
	totalHaving [4]int32
}

// boards keeps counters for the next pass: clearing them is cheaper than asking
// for new ones.
var boards = sync.Pool{New: func() any { return new([]tallied) }}

// plain counts in one pass, a block of rows at a time: first the groups of the
// block, axis by axis, then the counters.
func (n *counting) plain(ctx context.Context, chosen rows) (*graph.Counted, error) {
	tables := n.tables()
	board := boards.Get().(*[]tallied)
	defer boards.Put(board)
	size := n.cells.count() + 1
	if cap(*board) < size {
		*board = make([]tallied, size)
	}
	*board = (*board)[:size]
	for i := range *board {
		(*board)[i] = tallied{last: -1}
	}
	p := &pass{c: n.c, board: *board, total: tallied{last: -1}}
	if n.t.Units&graph.CountValenceStudies != 0 {
		p.having = make([][4]int32, size)
	}
	for start := 0; start < chosen.n; start += len(p.cells) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		block := chosen.block(start, min(start+len(p.cells), chosen.n))
		p.place(block, n.axes[:len(n.t.By)], tables)
		p.count(block)
	}
	return n.plainAnswer(p), nil
}

// tables gives, for each axis, what the codes add to the number of the group.
func (n *counting) tables() (tables [3][]int32) {
	stride := int32(1)
	for i := len(n.t.By) - 1; i >= 0; i-- {
		tables[i] = make([]int32, len(n.axes[i].single))
		for code, place := range n.axes[i].single {
			tables[i][code] = offBoard
			if place >= 0 {
				tables[i][code] = place * stride
			}
		}
		stride *= int32(n.axes[i].size)
	}
	return tables
}

// block gives a part of the rows.
func (r rows) block(start, end int) rows {
	if r.all {
		return rows{all: true, n: end - start, list: []int32{int32(start)}}
	}
	return rows{n: end - start, list: r.list[start:end]}
}

// place writes the groups of a block into cells: the sum of what the axes add.
func (p *pass) place(block rows, axes []*axis, tables [3][]int32) {
	cells := p.cells[:block.n]
	switch {
	case len(axes) == 2 && block.all:
		// The case of every matrix without a filter, in one loop.
		start := int(block.list[0])
		a, b := axes[0].codes[start:start+len(cells)], axes[1].codes[start:start+len(cells)]
		first, second := tables[0], tables[1]
		for i := range cells {
			cells[i] = first[a[i]] + second[b[i]]
		}
		return
	default:
		clear(cells)
	}
	for x, axis := range axes {
		table, codes := tables[x], axis.codes
		if block.all {
			for i, code := range codes[block.list[0]:][:len(cells)] {
				cells[i] += table[code]
			}
			continue
		}
		for i, row := range block.list[:len(cells)] {
			cells[i] += table[codes[row]]
		}
	}
}

func (p *pass) count(block rows) {
	c := p.c
	if block.all {
		start := int(block.list[0])
		split := min(max(c.withStudy-start, 0), block.n)
		p.withStudy(p.cells[:split], c.study[start:], c.sign[start:])
		p.without(p.cells[split:block.n], c.sign[start+split:])
		return
	}
	split := sort.Search(block.n, func(i int) bool { return int(block.list[i]) >= c.withStudy })
	var study [len(p.cells)]int32
	var sign [len(p.cells)]uint8
	for i, row := range block.list {
		study[i], sign[i] = c.study[row], c.sign[row]
	}
	p.withStudy(p.cells[:split], study[:], sign[:])
	p.without(p.cells[split:block.n], sign[split:])
}

// withStudy counts rows that have a study. It is the loop that a matrix of many
// findings spends its time in: what changes with each row is kept in variables.
func (p *pass) withStudy(cells, study []int32, sign []uint8) {
	board, unplaced := p.board, int32(len(p.board)-1)
	last, seen := p.total.last, p.total.seen
	study, sign = study[:len(cells)], sign[:len(cells)]
	for i, cell := range cells {
		if cell < 0 {
			cell = unplaced
		}
		s, v := study[i], sign[i]&valenceBits
		if s != last {
			p.endStudy(seen)
			last, seen = s, 0
		}
		seen |= 1 << v
		t := &board[cell]
		t.findings[v]++
		t.turned += int32(sign[i] >> turnedShift)
		if t.last != s {
			t.last, t.seen = s, 0
			t.studies++
		}
		if p.having != nil && t.seen>>v&1 == 0 {
			t.seen |= 1 << v
			p.having[cell][v]++
		}
	}
	p.total.last, p.total.seen = last, seen
}

// endStudy adds a study with its valences to the total.
func (p *pass) endStudy(seen int32) {
	if seen == 0 {
		return
	}
	p.total.studies++
	for v := range p.totalHaving {
		p.totalHaving[v] += seen >> v & 1
	}
}

// without counts rows that have no study.
func (p *pass) without(cells []int32, sign []uint8) {
	for i, cell := range cells {
		if cell < 0 {
			cell = int32(len(p.board) - 1)
		}
		p.board[cell].findings[sign[i]&valenceBits]++
		p.board[cell].turned += int32(sign[i] >> turnedShift)
	}
}

func (n *counting) plainAnswer(p *pass) *graph.Counted {
	p.endStudy(p.total.seen)
	filled, none := 0, [4]int32{}
	for i := range p.board {
		t := &p.board[i]
		if t.findings == none {
			continue
		}
		filled++
		for v := range t.findings {
			p.total.findings[v] += t.findings[v]
		}
		p.total.turned += t.turned
	}
	out := &graph.Counted{}
	if !n.t.GroupsOnly {
		p.total.write(&out.Total, &p.totalHaving)
		out.Total = out.Total.Only(n.t.Units)
	}
	if len(n.t.By) == 0 {
		return out
	}
	groups := make([]graph.Group, filled)
	last, at, used := len(p.board)-1, [3]int32{}, 0
	for i := range p.board[:last] {
		if t := &p.board[i]; t.findings != none {
			g := &groups[used]
			used++
			g.At = at
			t.write(&g.Counts, p.havingOf(i))
			n.only(&g.Counts)
		}
		n.cells.next(&at)
	}
	if !n.t.GroupsOnly {
		p.board[last].write(&out.Unplaced, p.havingOf(last))
		n.only(&out.Unplaced)
	}
	out.Groups = groups[:used]
	return out
}

func (p *pass) havingOf(cell int) *[4]int32 {
	if p.having == nil {
		return nil
	}
	return &p.having[cell]
}

// only clears what is not wanted of the units that a pass counts in any case.
func (n *counting) only(c *graph.Counts) {
	if n.t.Units&(graph.CountStudies|graph.CountValences) != graph.CountStudies|graph.CountValences {
		*c = c.Only(n.t.Units)
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
