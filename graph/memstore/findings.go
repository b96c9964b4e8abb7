package memstore

import (
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// findingColumns holds the findings as rows of integers for counting. Rows are
// clustered by study, those without a study last, so that a study is new to a
// group exactly when it is not the one that the group saw last.
//
// Codes of studies, factors, phases and reports are places within the kind; the
// size of the kind stands for absence.
type findingColumns struct {
	s         *snapshot
	id        []int32 // by row
	row       []int32 // by place within the kind
	ofStudy   []int32 // where the rows of each study begin, and where the last end
	withStudy int     // rows before it have a study
	study     []int32
	factor    []int32
	phase     []int32
	report    []int32
	sign      []uint8 // the code of FactorValence, and turnedBit

	mu    sync.Mutex
	enums map[*graph.Field][]int32
}

const (
	valenceBits = 3
	turnedShift = 2
)

func (s *snapshot) findingRows() *findingColumns {
	s.findingsOnce.Do(func() { s.findings = newFindingColumns(s) })
	return s.findings
}

func newFindingColumns(s *snapshot) *findingColumns {
	m := graph.ModelOf(graph.KindFinding)
	first, end := s.span(graph.KindFinding)
	n := int(end - first)
	c := &findingColumns{s: s, id: make([]int32, 0, n), row: make([]int32, n), sign: make([]uint8, n), enums: map[*graph.Field][]int32{}}
	ofStudy := s.refs[m.Field("study")]
	byStudy, has := ofStudy.against(), ofStudy.along()
	c.id = append(c.id, byStudy.to...)
	c.ofStudy, c.withStudy = byStudy.from, len(c.id)
	for id := first; id < end; id++ {
		if len(has.of(id)) == 0 {
			c.id = append(c.id, id)
		}
	}
	valence := s.cols[m.Field("factorValence")].enum().code
	for row, id := range c.id {
		c.row[id-first] = int32(row)
		c.sign[row] = valence[id-first]
		if s.all[id].(*graph.Finding).Turned() {
			c.sign[row] |= 1 << turnedShift
		}
	}
	c.study, c.factor = c.codes(m.Field("study")), c.codes(m.Field("factor"))
	c.phase, c.report = c.codes(m.Field("phase")), c.codes(m.Field("report"))
	return c
}

// codes gives a reference to one record as places within its kind, by row.
func (c *findingColumns) codes(ref *graph.Field) []int32 {
	l := c.s.refs[ref].along()
	base, absent := c.s.base[ref.Target], c.s.size(ref.Target)
	out := make([]int32, len(c.id))
	for row, id := range c.id {
		out[row] = absent
		if to := l.of(id); len(to) > 0 {
			out[row] = to[0] - base
		}
	}
	return out
}

// to gives the column of an edge to one record, or nil.
func (c *findingColumns) to(e *graph.Edge) []int32 {
	switch e.Name {
	case "study":
		return c.study
	case "factor":
		return c.factor
	case "phase":
		return c.phase
	case "report":
		return c.report
	default:
		return nil
	}
}

// enum gives a field of the finding itself as codes of its vocabulary, by row.
func (c *findingColumns) enum(f *graph.Field) []int32 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.enums[f] == nil {
		first := c.s.base[graph.KindFinding]
		code := c.s.cols[f].enum().code
		out := make([]int32, len(c.id))
		for row, id := range c.id {
			out[row] = int32(code[id-first])
		}
		c.enums[f] = out
	}
	return c.enums[f]
}
