package columns

import (
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// findingRows lays the findings out as rows of integers for counting. Rows are
// clustered by study: a study is new to a group exactly when it is not the one that
// the group saw last. In each cluster the findings that stand come first, since
// nearly every question is about these alone. The last cluster holds the findings
// that rest on no study.
type findingRows struct {
	x   *Index
	id  []int32 // by row
	row []int32 // by place within the kind

	// Clusters are numbered from 1 in the order of studies. The rows of cluster c stand
	// from from[c] to from[c+1], those that stand before upTo[c].
	from, upTo []int32
	study      []int32 // by cluster: the place of the study within its kind, or -1
	ofStudy    []int32 // and back; 0 for a study without findings
	noStudy    int32   // the last cluster; it may be empty

	sign []uint8 // by row: valence, and the bits below

	clusterOnce sync.Once
	cluster     []int32 // by row

	ownOnce    sync.Once
	own        bitset
	ownSamples *Lists

	people      onlyOnce[*people]
	reportsOnce onlyOnce[bitset]
	every       onlyOnce[*chosen]
	standing    onlyOnce[*chosen]

	attributes attributes
	axes       axes
	layouts    layouts
	prepared   prepared

	mu     sync.Mutex
	codes  map[*graph.Field]*codes
	wholes map[graph.Dimension]*axis // of all nodes of a dimension
}

// The bits of a sign.
const (
	valenceBits = 3 // the code of FactorValence
	turnedBit   = 1 << 2
	beginsBit   = 1 << 3 // the first row of a cluster
	signs       = 1 << 4
)

func (x *Index) findingRows() *findingRows {
	x.findingsOnce.Do(func() { x.findings = newFindingRows(x) })
	return x.findings
}

func newFindingRows(x *Index) *findingRows {
	first, end := x.Span(graph.KindFinding)
	n := int(end - first)
	r := &findingRows{
		x: x, id: make([]int32, n), row: make([]int32, n), sign: make([]uint8, n),
		codes: map[*graph.Field]*codes{}, wholes: map[graph.Dimension]*axis{},
	}
	r.lay()
	r.fillSigns(first)
	return r
}

func (r *findingRows) fillSigns(first int32) {
	m := graph.ModelOf(graph.KindFinding)
	valence, reported := r.x.cols[m.Field("factorValence")].enum(), r.x.cols[m.Field("valence")].enum()
	for row, id := range r.id {
		r.sign[row] = valence[id-first] & valenceBits
		if valence[id-first] != reported[id-first] {
			r.sign[row] |= turnedBit
		}
	}
	for c := int32(1); c <= r.noStudy; c++ {
		if from := r.from[c]; from < r.from[c+1] {
			r.sign[from] |= beginsBit
		}
	}
}

// clusters gives the cluster of each row. Runs of rows need it not.
func (r *findingRows) clusters() []int32 {
	r.clusterOnce.Do(func() {
		r.cluster = make([]int32, len(r.id))
		for c := int32(1); c <= r.noStudy; c++ {
			for row := r.from[c]; row < r.from[c+1]; row++ {
				r.cluster[row] = c
			}
		}
	})
	return r.cluster
}

// toOne gives the reference of a finding that an edge to one record follows, or nil.
func toOne(e *graph.Edge) *graph.Field {
	if e.Many || len(e.Paths) != 1 || len(e.Paths[0]) != 1 || e.Paths[0][0].Inverse {
		return nil
	}
	return e.Paths[0][0].Ref
}

// codes is a column of findings by row, in as few bytes as its values need.
type codes struct {
	values int // the code beyond the last is absence
	b      []uint8
	h      []uint16
	w      []uint32
}

func newCodes(rows, values int) *codes {
	c := &codes{values: values}
	switch {
	case values <= 1<<8-1:
		c.b = make([]uint8, rows)
	case values <= 1<<16-1:
		c.h = make([]uint16, rows)
	default:
		c.w = make([]uint32, rows)
	}
	return c
}

func (c *codes) set(row int, code int32) {
	switch {
	case c.b != nil:
		c.b[row] = uint8(code)
	case c.h != nil:
		c.h[row] = uint16(code)
	case c.w != nil:
		c.w[row] = uint32(code)
	}
}

func (c *codes) at(row int32) int32 {
	switch {
	case c.b != nil:
		return int32(c.b[row])
	case c.h != nil:
		return int32(c.h[row])
	default:
		return int32(c.w[row])
	}
}

// absent is the code of rows without a value.
func (c *codes) absent() int32 { return int32(c.values) }

func (c *codes) bytes() int { return len(c.b) + 2*len(c.h) + 4*len(c.w) }

// column gives an enum field of the finding itself as places in its vocabulary, or a
// reference to one record as places within the kind. It is made when it is first
// asked for.
func (r *findingRows) column(f *graph.Field) *codes {
	r.mu.Lock()
	defer r.mu.Unlock()
	if c := r.codes[f]; c != nil {
		return c
	}
	first := r.x.base[graph.KindFinding]
	var c *codes
	if f.Type == graph.TypeEnum {
		column := r.x.cols[f].enum()
		c = newCodes(len(r.id), len(f.Vocabulary.Values))
		for row, id := range r.id {
			c.set(row, min(int32(column[id-first]), c.absent()))
		}
	} else {
		c = newCodes(len(r.id), int(r.x.Size(f.Target)))
		to, base := r.x.Along(f).ones(len(r.id)), r.x.base[f.Target]
		refer(c.b, r.id, to, first, base, c.absent())
		refer(c.h, r.id, to, first, base, c.absent())
		refer(c.w, r.id, to, first, base, c.absent())
	}
	r.codes[f] = c
	return c
}
