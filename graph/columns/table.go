package columns

import (
	"unsafe"

	"github.com/exitgraph/exitgraph/graph"
)

// table are groups as a pass counted them, in a quarter of the bytes of graph.Group:
// the board itself, where most of it was counted in.
type table struct {
	sizes [3]uint32 // of the axes; 1 beyond the last
	units graph.Units
	slots []uint32 // of the groups that hold findings, upwards

	tallied []tallied // by slot; by place in slots where packed
	having  []having  // likewise; nil where studies are not counted by valence
	packed  bool
}

// table takes the groups that hold findings off the board, and adds them to the total.
func (p *pass) table(total *counts) *table {
	t := &table{units: p.n.t.Units, having: p.having, tallied: p.board.tallied}
	for i, n := range p.n.cells.sizes {
		t.sizes[i] = uint32(n)
	}
	last := len(p.board.tallied) - 1
	if p.board.touched != nil {
		t.pack(p.board, last)
		boards.Put(p.board)
	} else {
		t.slots = filledSlots(t.tallied[:last])
	}
	if !p.n.rows.whole {
		p.dropNoStudy(t)
	}
	if !p.n.t.GroupsOnly {
		counted := t.tallied
		if !t.packed {
			counted = counted[:last]
		}
		sum(counted, total)
	}
	return t
}

// pack copies the few groups that were counted in, and empties the board.
func (t *table) pack(b *board, last int) {
	t.packed = true
	filled := b.touched.len()
	t.slots, t.tallied = make([]uint32, 0, filled), make([]tallied, 0, filled)
	bySlot := t.having
	if bySlot != nil {
		t.having = make([]having, 0, filled)
	}
	b.touched.each(func(slot int32) {
		if int(slot) < last {
			t.slots, t.tallied = append(t.slots, uint32(slot)), append(t.tallied, b.tallied[slot])
			if bySlot != nil {
				t.having = append(t.having, bySlot[slot])
			}
		}
		b.tallied[slot] = tallied{}
	})
}

// filledSlots lists the slots that hold findings.
func filledSlots(all []tallied) []uint32 {
	slots, n := make([]uint32, len(all)), 0
	for i := range all {
		slots[n] = uint32(i)
		if all[i].findings != 0 {
			n++
		}
	}
	return slots[:n]
}

// dropNoStudy takes back that the findings without a study, which are in the last
// cluster, were counted as one study.
func (p *pass) dropNoStudy(t *table) {
	for i := range t.slots {
		at := t.place(i)
		if t.tallied[at].last() != uint32(p.n.r.noStudy) {
			continue
		}
		t.tallied[at].rest -= oneCluster
		if t.having == nil {
			continue
		}
		h := &t.having[at]
		for v := range 4 {
			h.studies -= uint64(h.seen>>v&1) << (16 * v)
		}
	}
}

// sum adds the findings of counters to the total, two counters at a time in one word.
func sum(all []tallied, total *counts) {
	const pair = most | most<<32
	even, odd, turned := uint64(0), uint64(0), uint64(0)
	for i := range all {
		even += all[i].findings & pair
		odd += all[i].findings >> 16 & pair
		turned += all[i].rest & most
	}
	f := &total.findings
	f[0], f[1] = f[0]+int32(even), f[1]+int32(odd)
	f[2], f[3] = f[2]+int32(even>>32), f[3]+int32(odd>>32)
	total.turned += int32(turned)
}

// place is where the counters of the i-th group stand.
func (t *table) place(i int) uint32 {
	if t.packed {
		return uint32(i)
	}
	return t.slots[i]
}

// Len implements graph.GroupTable.
func (t *table) Len() int { return len(t.slots) }

// At implements graph.GroupTable.
func (t *table) At(i int) [3]int32 {
	slot := t.slots[i]
	rest := slot / t.sizes[2]
	first := rest / t.sizes[1]
	return [3]int32{int32(first), int32(rest - first*t.sizes[1]), int32(slot - rest*t.sizes[2])}
}

// Counts implements graph.GroupTable.
func (t *table) Counts(i int) (c graph.Counts) {
	t.Read(i, &c)
	return c
}

// Read implements graph.GroupTable.
func (t *table) Read(i int, c *graph.Counts) {
	*c = graph.Counts{}
	at := t.place(i)
	g := &t.tallied[at]
	f0, f1 := int32(g.findings&most), int32(g.findings>>16&most)
	f2, f3 := int32(g.findings>>32&most), int32(g.findings>>48)
	c.Findings = f0 + f1 + f2 + f3
	c.Nodes = c.Findings
	if t.units&graph.CountStudies != 0 {
		c.Studies = int32(g.rest >> 16 & most)
	}
	v := &c.ByValence
	if t.units&graph.CountValences != 0 {
		c.FromAbsence = int32(g.rest & most)
		v[0].Findings, v[1].Findings, v[2].Findings, v[3].Findings = f0, f1, f2, f3
	}
	if t.having != nil {
		studies := t.having[at].studies
		v[0].Studies, v[1].Studies = int32(studies&most), int32(studies>>16&most)
		v[2].Studies, v[3].Studies = int32(studies>>32&most), int32(studies>>48)
	}
}

// bytes is how much memory the table takes.
func (t *table) bytes() int {
	return 4*cap(t.slots) + cap(t.tallied)*int(unsafe.Sizeof(tallied{})) + cap(t.having)*int(unsafe.Sizeof(having{}))
}
