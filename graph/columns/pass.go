package columns

import (
	"context"
	"math"
	"slices"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// plainUnits are the units that a pass counts: with rows clustered by study, none of
// them needs a set.
const plainUnits = graph.CountStudies | graph.CountValences | graph.CountValenceStudies

// tallied is the counter of one group, a quarter of a cache line.
type tallied struct {
	findings uint64 // by valence, 16 bits each
	// rest holds, from the lowest bit on, the number of findings that were turned and of
	// clusters seen, 16 bits each, and the cluster seen last.
	rest uint64
}

const (
	oneCluster  = 1 << 16
	clusterFrom = 32
)

// last is 0 where clusters are not noted.
func (t *tallied) last() uint32 { return uint32(t.rest >> clusterFrom) }

// count counts a finding by its sign and says whether its cluster is another one than
// before.
func (t *tallied) count(cluster uint64, sign uint8) bool {
	t.findings += 1 << (sign & valenceBits * 16)
	rest := t.rest
	another := rest>>clusterFrom != cluster
	if another {
		rest = rest&(1<<clusterFrom-1) + cluster<<clusterFrom + oneCluster
	}
	t.rest = rest + uint64(sign/turnedBit&1)
	return another
}

// most is how many findings a group may count before its counters are emptied.
const most = 1<<16 - 1

// having counts the clusters that a group has of each valence, 16 bits each.
type having struct {
	studies uint64
	seen    uint8 // the valences of the cluster seen last, as bits
}

// pass counts all groups at once, in one pass over runs of rows. It is for axes on
// which each finding has one place at most, and for plain units.
type pass struct {
	n      *counting
	layout *layout
	runs   []run

	board  *board
	having []having // by group, as on the board; nil where it is not wanted
	wide   []counts // where a group may have more than most findings
}

// board are the counters of all groups, the last for findings that stand in none. It
// is kept empty between passes: clearing is cheaper than asking for a new one.
type board struct {
	tallied []tallied
	touched bitset // the groups that were counted in; nil for all
}

var boards = sync.Pool{New: func() any { return new(board) }}

// counts are what was emptied from a group.
type counts struct {
	findings, having [4]int32
	studies, turned  int32
}

// maxBoard is up to how many groups, empty ones included, are laid out side by side.
const maxBoard = 4 << 20

// pass prepares a pass; nil where the question is not for one.
func (n *counting) pass() *pass {
	if n.t.Units&^plainUnits != 0 || !n.cells.dense {
		return nil
	}
	for i := range n.t.By {
		if n.axes[i].single == nil {
			return nil
		}
	}
	p := &pass{n: n, runs: n.rows.runs, layout: n.r.layouts.of(n)}
	if p.layout == nil {
		return nil
	}
	if n.t.Units&graph.CountValenceStudies != 0 {
		p.having = make([]having, p.layout.groups)
	}
	if min(p.layout.most, n.rows.n) > most {
		p.wide = make([]counts, p.layout.groups)
	}
	return p
}

// few is how many times fewer rows than groups there must be, so that noting the
// groups that are counted in is cheaper than a new board and a look at all of it.
const few = 2

// takeBoard takes an empty board that is large enough. A board that becomes the answer
// is a new one.
func (p *pass) takeBoard() {
	groups := int(p.layout.groups)
	if p.wide == nil && p.n.rows.n >= groups/few {
		p.board = &board{tallied: make([]tallied, groups)}
		return
	}
	p.board = boards.Get().(*board)
	if cap(p.board.tallied) < groups {
		p.board.tallied = make([]tallied, groups)
	}
	p.board.tallied, p.board.touched = p.board.tallied[:groups], nil
	if p.wide == nil {
		p.board.touched = newBitset(p.layout.groups)
	}
}

func (p *pass) answer(ctx context.Context) (*graph.Counted, error) {
	p.takeBoard()
	runs := p.runs
	for len(runs) > 0 {
		var some []run
		some, runs = p.portion(runs)
		p.count(some)
		if err := ctx.Err(); err != nil {
			return nil, err // a board that is not empty is dropped
		}
		if p.wide != nil && (len(runs) == 0 || p.stopAfter(some[0].from) <= runs[0].from) {
			p.empty()
		}
	}
	return p.counted(), nil
}

// portion takes as many rows off as may be counted before the counters are emptied,
// and before the context is looked at.
func (p *pass) portion(runs []run) (some, rest []run) {
	end, room := p.stopAfter(runs[0].from), int32(1<<20)
	for i := range runs {
		length := min(runs[i].to, end) - runs[i].from
		if length == runs[i].to-runs[i].from && length <= room {
			room -= length
			continue
		}
		if length = min(length, room); length <= 0 {
			return runs[:i], runs[i:]
		}
		at := runs[i].from + length
		some = append(append(some, runs[:i]...), run{runs[i].from, at, runs[i].cluster})
		rest = append(append(rest, run{at, runs[i].to, p.n.r.clusters()[at]}), runs[i+1:]...)
		return some, rest
	}
	return runs, nil
}

// stopAfter gives the next stop of the layout, where counters may become full.
func (p *pass) stopAfter(row int32) int32 {
	if p.wide != nil {
		if i, _ := slices.BinarySearch(p.layout.stops, row+1); i < len(p.layout.stops) {
			return p.layout.stops[i]
		}
	}
	return math.MaxInt32
}

// empty moves the counters to where they have room.
func (p *pass) empty() {
	for i := range p.board.tallied {
		t := &p.board.tallied[i]
		if t.findings == 0 {
			continue
		}
		p.collect(&p.wide[i], i)
		t.findings, t.rest = 0, t.rest&^(1<<clusterFrom-1)
		if p.having != nil {
			p.having[i].studies = 0
		}
	}
}

// collect adds the counters of a group to c.
func (p *pass) collect(c *counts, group int) {
	t := &p.board.tallied[group]
	c.studies += int32(t.rest >> 16 & most)
	c.turned += int32(t.rest & most)
	for v := range c.findings {
		c.findings[v] += int32(t.findings >> (16 * v) & most)
		if p.having != nil {
			c.having[v] += int32(p.having[group].studies >> (16 * v) & most)
		}
	}
}

// all gives what a group has counted in the whole pass. The findings without a study,
// which are in the last cluster, were counted as one study.
func (p *pass) all(group int) (c counts) {
	if p.wide != nil {
		c = p.wide[group]
	} else {
		p.collect(&c, group)
	}
	if t := &p.board.tallied[group]; !p.n.rows.whole && t.last() == uint32(p.n.r.noStudy) {
		c.studies--
		if p.having != nil {
			for v := range c.having {
				c.having[v] -= int32(p.having[group].seen >> v & 1)
			}
		}
	}
	return c
}
