package columns

// increments are what a row adds to its group, by its sign in the layout.
type increments struct{ findings, rest, having [layoutSigns]uint64 }

var increment = func() (inc increments) {
	for s := range uint64(layoutSigns) {
		one := uint64(1) << (s & valenceBits * 16)
		inc.findings[s] = one
		inc.rest[s] = s/turnedBit&1 + s/firstBit&1*oneCluster
		inc.having[s] = one * (s / firstOfValenceBit & 1)
	}
	return inc
}()

// count counts runs of rows.
func (p *pass) count(runs []run) {
	switch {
	case !p.n.rows.whole:
		p.countSeen(runs)
	case p.having == nil && p.board.touched == nil && p.n.rows.n < len(runs)*gathered/8:
		p.countShort(runs)
	case p.having == nil && p.board.touched == nil:
		p.countWhole(runs)
	default:
		p.countMore(runs)
	}
}

// countWhole is the loop that a matrix of many findings spends its time in.
func (p *pass) countWhole(runs []run) {
	board, rows, inc := p.board.tallied, p.layout.rows, &increment
	for _, run := range runs {
		for _, row := range rows[run.from:run.to] {
			t := &board[row>>groupFrom]
			t.findings += inc.findings[row%layoutSigns]
			t.rest += inc.rest[row%layoutSigns]
		}
	}
}

// gathered is how many rows of short runs are brought together before they are counted:
// the end of a short run is where a processor guesses wrong, and gathering leaves it
// nothing else to begin anew.
const gathered = 4096

// countShort is countWhole for short runs.
func (p *pass) countShort(runs []run) {
	board, rows, inc := p.board.tallied, p.layout.rows, &increment
	var buf [gathered]uint32
	done := int32(0) // rows of the first run
	for len(runs) > 0 {
		n := 0
		for len(runs) > 0 && n < gathered {
			some := copy(buf[n:], rows[runs[0].from+done:runs[0].to])
			n += some
			if done += int32(some); runs[0].from+done == runs[0].to {
				runs, done = runs[1:], 0
			}
		}
		for _, row := range buf[:n] {
			t := &board[row>>groupFrom]
			t.findings += inc.findings[row%layoutSigns]
			t.rest += inc.rest[row%layoutSigns]
		}
	}
}

// countMore also counts studies by valence, and notes the groups.
func (p *pass) countMore(runs []run) {
	board, inc := p.board.tallied, &increment
	for _, run := range runs {
		for _, row := range p.layout.rows[run.from:run.to] {
			group, sign := row>>groupFrom, row%layoutSigns
			if p.board.touched != nil {
				p.board.touched.set(int32(group))
			}
			t := &board[group]
			t.findings += inc.findings[sign]
			t.rest += inc.rest[sign]
			if p.having != nil {
				p.having[group].studies += inc.having[sign]
			}
		}
	}
}

// countSeen is for any rows: it looks at what each group saw last.
func (p *pass) countSeen(runs []run) {
	for _, run := range runs {
		cluster := uint64(run.cluster) - uint64(p.n.r.sign[run.from]/beginsBit)
		for row := run.from; row < run.to; row++ {
			s := p.n.r.sign[row]
			cluster += uint64(s / beginsBit)
			group := p.layout.rows[row] >> groupFrom
			if p.board.touched != nil {
				p.board.touched.set(int32(group))
			}
			another := p.board.tallied[group].count(cluster, s)
			if p.having == nil {
				continue
			}
			h := &p.having[group]
			if another {
				h.seen = 0
			}
			if v := s & valenceBits; h.seen>>v&1 == 0 {
				h.seen |= 1 << v
				h.studies += 1 << (v * 16)
			}
		}
	}
}
