package columns

import (
	"slices"
	"sync"
)

// layout is the group and the sign of each row for some axes, in four bytes: all that
// counting the groups reads. Each finding has one place on each of the axes at most.
//
// A row that is the first of its cluster in its group adds a study to the group, so
// that nobody need look at what the group saw last. Firsts are counted from the
// beginning of a cluster, so that they are firsts among all its rows and among those
// that stand.
type layout struct {
	axes [3]*axis

	mu     sync.Mutex
	rows   []uint32 // the group, and from the lowest bit on its sign; the last group is that of no place
	groups int32
	most   int     // rows in one group, at most
	stops  []int32 // rows between which no group has more than a counter holds, upwards
}

// The sign of a row in a layout: valence and turnedBit, as in a sign, and:
const (
	firstBit          = 1 << 3 // the first of its cluster in its group
	firstOfValenceBit = 1 << 4
	layoutSigns       = 1 << 5
	groupFrom         = 5
)

// layouts keeps those that were asked for last.
type layouts struct {
	mu   sync.Mutex
	last []*layout // the latest first
}

const (
	// maxLayouts is how many layouts are kept.
	maxLayouts = 4
	// maxAsked is how many are remembered to have been asked for, with those kept.
	maxAsked = 32
)

// of gives the layout of some axes; nil where making it costs more than it saves, as for
// few rows and axes that were not asked for lately: a layout of them would not be kept
// until they are asked for again.
func (l *layouts) of(n *counting) *layout {
	l.mu.Lock()
	at := slices.IndexFunc(l.last, func(known *layout) bool { return known.axes == n.axes })
	lately := at >= 0 && at < maxLayouts
	if at < 0 {
		at = len(l.last)
		l.last = append(l.last, &layout{axes: n.axes})
	}
	this := l.last[at]
	copy(l.last[1:at+1], l.last[:at])
	l.last[0] = this
	l.last = l.last[:min(len(l.last), maxAsked)]
	kept := 0
	for _, known := range l.last {
		known.mu.Lock()
		if known.rows != nil {
			if kept++; kept >= maxLayouts && known != this {
				known.rows = nil
			}
		}
		known.mu.Unlock()
	}
	l.mu.Unlock()
	return this.made(n, lately)
}

// dear is how many times fewer rows than all there are in a question for which a
// layout is not made at once.
const dear = 4

// made gives a layout that is made, or nil.
func (l *layout) made(n *counting, lately bool) *layout {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.rows == nil {
		if !lately && n.rows.n < len(n.r.id)/dear {
			return nil
		}
		l.make(n)
	}
	return &layout{axes: l.axes, rows: l.rows, groups: l.groups, most: l.most, stops: l.stops}
}

// make lays the rows out.
func (l *layout) make(n *counting) {
	r := n.r
	groups := r.groups(n)
	type seen struct {
		cluster int32
		valence uint8
		rows    int32 // since the last stop
		all     int32
	}
	last := make([]seen, n.cells.count()+1)
	l.groups, l.most, l.stops = int32(len(last)), 0, nil // it may have been made before
	for c := int32(1); c <= r.noStudy; c++ {
		for row := r.from[c]; row < r.from[c+1]; row++ {
			sign := uint32(r.sign[row] & (valenceBits | turnedBit))
			g := &last[groups[row]]
			if g.all++; int(g.all) > l.most {
				l.most = int(g.all)
			}
			if g.rows++; g.rows > most {
				l.stops = append(l.stops, row)
				for i := range last {
					last[i].rows = 0
				}
				g.rows = 1
			}
			if g.cluster != c {
				g.cluster, g.valence = c, 0
				sign |= firstBit
			}
			if v := uint8(1) << (sign & valenceBits); g.valence&v == 0 {
				g.valence |= v
				sign |= firstOfValenceBit
			}
			if c == r.noStudy {
				sign &^= firstBit | firstOfValenceBit // they add no study
			}
			groups[row] = groups[row]<<groupFrom | sign
		}
	}
	l.rows = groups
}

// groups gives the number of the group of each row.
func (r *findingRows) groups(n *counting) []uint32 {
	out := make([]uint32, len(r.id))
	none := uint32(n.cells.count())
	stride := uint32(1)
	for i := len(n.t.By) - 1; i >= 0; i-- {
		a := n.axes[i]
		var clusters []int32
		if a.column == nil {
			clusters = r.clusters()
		}
		for row := range out {
			place := int32(0)
			if a.column != nil {
				place = a.single[a.column.at(int32(row))]
			} else {
				place = a.single[clusters[row]]
			}
			switch {
			case out[row] == none:
			case place < 0:
				out[row] = none
			default:
				out[row] += uint32(place) * stride
			}
		}
		stride *= uint32(a.size)
	}
	return out
}
