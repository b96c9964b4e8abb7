package columns

import "github.com/exitgraph/exitgraph/graph"

// Answers says whether the columns hold what a question is about. An Index that keeps
// its records answers every question; one that a Builder made does not hold prose.
func (x *Index) Answers(t graph.Tally) bool {
	return x.all != nil || x.holds(t.Where) && x.holds(t.Findings)
}

// Lists says whether the columns hold what a list is chosen and ordered by.
func (x *Index) Lists(where graph.Filter, order []graph.OrderTerm) bool {
	if x.all != nil {
		return true
	}
	for _, t := range order {
		if !x.holdsField(t.Field) {
			return false
		}
	}
	return x.holds(where)
}

func (x *Index) holds(f graph.Filter) bool {
	switch f := f.(type) {
	case graph.And:
		return x.holdsAll(f)
	case graph.Or:
		return x.holdsAll(f)
	case graph.Not:
		return x.holds(f.Filter)
	case graph.Compare:
		return x.holdsField(f.Field)
	case graph.Has:
		return x.holds(f.Where)
	case graph.Absent:
		return f.Field == nil || x.holdsField(f.Field)
	default:
		return true
	}
}

func (x *Index) holdsAll(parts []graph.Filter) bool {
	for _, p := range parts {
		if !x.holds(p) {
			return false
		}
	}
	return true
}

func (x *Index) holdsField(f *graph.Field) bool { return x.cols[f] != nil && !x.cols[f].missing }

// Prepare makes what nearly every question needs, so that none has to wait for it.
func (x *Index) Prepare() {
	r := x.findingRows()
	finding := graph.ModelOf(graph.KindFinding)
	for _, name := range []string{"factor", "phase", "report"} {
		r.column(finding.Field(name))
		x.Against(finding.Field(name))
	}
	x.Against(finding.Field("study"))
	r.clusters()
	r.ownClusters()
	x.Against(graph.ModelOf(graph.KindSample).Field("studies"))
}

// Bytes is about how much memory the columns take that are made by now. What questions
// leave behind comes on top: see MaxKept. It is for an Index that nobody asks yet.
func (x *Index) Bytes() int {
	n := 0
	for _, c := range x.cols {
		n += len(c.codes) + 4*len(c.nums) + c.words.bytes()
	}
	for _, ref := range x.refs {
		n += ref.toTargets.bytes() + ref.toHolders.bytes()
	}
	for k := range x.keys {
		n += len(x.keys[k].text) + 4*len(x.keys[k].ends)
	}
	r := x.findingRows()
	n += 4*(len(r.id)+len(r.row)+len(r.from)+len(r.upTo)+len(r.study)+len(r.ofStudy)+len(r.cluster)) + len(r.sign)
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range r.codes {
		n += c.bytes()
	}
	return n
}

// MaxKept is up to how much memory sets of studies and prepared answers take, and
// MaxKeptPerFinding what layouts of rows take for each finding.
const (
	MaxKept           = maxAttributes + maxPrepared
	MaxKeptPerFinding = 4 * maxLayouts
)
