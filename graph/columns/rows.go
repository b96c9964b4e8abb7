package columns

import (
	"slices"
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
	m := graph.ModelOf(graph.KindFinding)
	first, end := x.Span(graph.KindFinding)
	n := int(end - first)
	r := &findingRows{
		x: x, id: make([]int32, 0, n), row: make([]int32, n), sign: make([]uint8, n),
		from: []int32{0}, upTo: []int32{0}, study: []int32{-1}, ofStudy: make([]int32, x.Size(graph.KindStudy)),
		codes: map[*graph.Field]*codes{}, wholes: map[graph.Dimension]*axis{},
	}
	status := x.cols[m.Field("status")].enum()
	stands := newCoder(m.Field("status")).code(string(graph.Current))
	// Within a cluster, findings that were read in one report stand side by side.
	report := x.Along(m.Field("report"))
	gather := func(study int32, ids []int32) {
		ids = slices.Clone(ids)
		slices.SortStableFunc(ids, func(a, b int32) int { return slices.Compare(report.Of(a), report.Of(b)) })
		r.study, r.from = append(r.study, study), append(r.from, int32(len(r.id)))
		for _, id := range ids {
			if status[id-first] == stands {
				r.id = append(r.id, id)
			}
		}
		r.upTo = append(r.upTo, int32(len(r.id)))
		for _, id := range ids {
			if status[id-first] != stands {
				r.id = append(r.id, id)
			}
		}
	}
	along, against := x.Along(m.Field("study")), x.Against(m.Field("study"))
	studies, endOfStudies := x.Span(graph.KindStudy)
	for id := studies; id < endOfStudies; id++ {
		if of := against.Of(id); len(of) > 0 {
			r.ofStudy[id-studies] = int32(len(r.study))
			gather(id-studies, of)
		}
	}
	var without []int32
	for id := first; id < end; id++ {
		if len(along.Of(id)) == 0 {
			without = append(without, id)
		}
	}
	r.noStudy = int32(len(r.study))
	gather(-1, without)
	r.from = append(r.from, int32(len(r.id)))
	r.fillSigns(first)
	return r
}

func (r *findingRows) fillSigns(first int32) {
	m := graph.ModelOf(graph.KindFinding)
	valence, reported := r.x.cols[m.Field("factorValence")].enum(), r.x.cols[m.Field("valence")].enum()
	for row, id := range r.id {
		r.row[id-first] = int32(row)
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
		to, base := r.x.Along(f), r.x.base[f.Target]
		c = newCodes(len(r.id), int(r.x.Size(f.Target)))
		for row, id := range r.id {
			code := c.absent()
			if of := to.Of(id); len(of) > 0 {
				code = of[0] - base
			}
			c.set(row, code)
		}
	}
	r.codes[f] = c
	return c
}
