package columns

import (
	"github.com/exitgraph/exitgraph/graph"
)

// counter counts sets of findings and nodes one after the other, by the rules of
// graph.Counter. What it has seen it marks with the number of the set, so that
// nothing is cleared between sets.
type counter struct {
	x     *Index
	r     *findingRows
	units graph.Units

	set     int32
	study   []int32
	valence [4][]int32 // by study
	report  []int32

	clusters []int32
	reports  *codes // by row

	sample   []int32
	whole    []int32 // studies whose samples are all counted
	people   []int32 // samples of the set that are in Participants
	size     []int32
	unit     []uint8
	inPeople uint8
	own      *Lists
	ofStudy  *Lists
	overlaps *Way

	counts graph.Counts
}

func (x *Index) counter(units graph.Units) *counter {
	k := &counter{x: x, r: x.findingRows(), units: units}
	k.clusters = k.r.clusters()
	studies := x.Size(graph.KindStudy)
	if units&graph.CountStudies != 0 {
		k.study = make([]int32, studies)
	}
	if units&graph.CountValenceStudies != 0 {
		for v := range k.valence {
			k.valence[v] = make([]int32, studies)
		}
	}
	if units&graph.CountReports != 0 {
		k.report = make([]int32, x.Size(graph.KindReport)+1)
		k.reports = k.r.column(graph.ModelOf(graph.KindFinding).Field("report"))
	}
	if units&graph.CountSamples != 0 {
		k.sample, k.whole = make([]int32, x.Size(graph.KindSample)), make([]int32, studies)
		sample := graph.ModelOf(graph.KindSample)
		k.own = x.Along(graph.ModelOf(graph.KindFinding).Field("ownSamples"))
		k.ofStudy = x.Against(sample.Field("studies"))
		k.size, k.unit = x.cols[sample.Field("size")].numbers(), x.cols[sample.Field("sizeUnit")].enum()
		k.inPeople = newCoder(sample.Field("sizeUnit")).code(string(graph.UnitPeople))
		k.overlaps = x.Way(sample.Edge("overlapsWith"))
	}
	return k
}

// first marks i and says whether this set had not marked it yet.
func (k *counter) first(marks []int32, i int32) bool {
	if marks[i] == k.set {
		return false
	}
	marks[i] = k.set
	return true
}

// begin starts a new set.
func (k *counter) begin() {
	k.set++
	k.people = k.people[:0]
	k.counts = graph.Counts{}
}

// finding counts one row, which must be new to the set.
func (k *counter) finding(row int32) {
	sign, study := k.r.sign[row], k.r.study[k.clusters[row]]
	v := sign & valenceBits
	k.counts.Findings++
	k.counts.ByValence[v].Findings++
	if sign&turnedBit != 0 {
		k.counts.FromAbsence++
	}
	hasStudy := study >= 0
	if hasStudy {
		if k.study != nil && k.first(k.study, study) {
			k.counts.Studies++
		}
		if k.valence[v] != nil && k.first(k.valence[v], study) {
			k.counts.ByValence[v].Studies++
		}
	}
	if k.report != nil && k.first(k.report, k.reports.at(row)) {
		k.counts.Reports++
	}
	if k.sample == nil {
		return
	}
	if own := k.own.Of(k.r.id[row]); len(own) > 0 {
		for _, id := range own {
			k.addSample(id)
		}
	} else if hasStudy {
		k.samplesOf(study)
	}
}

// node counts a listed node, which must be new to the set.
func (k *counter) node(id int32) {
	k.counts.Nodes++
	first, end := k.x.Span(graph.KindStudy)
	if id < first || id >= end {
		return
	}
	if k.study != nil && k.first(k.study, id-first) {
		k.counts.Studies++
	}
}

func (k *counter) samplesOf(study int32) {
	if !k.first(k.whole, study) {
		return
	}
	for _, id := range k.ofStudy.Of(study + k.x.base[graph.KindStudy]) {
		k.addSample(id)
	}
}

func (k *counter) addSample(id int32) {
	base := k.x.base[graph.KindSample]
	if !k.first(k.sample, id-base) {
		return
	}
	k.counts.Samples++
	switch size := k.size[id-base]; {
	case size == 0:
		k.counts.SamplesOfUnknownSize++
	case k.unit[id-base] == k.inPeople:
		k.counts.Participants += int64(size)
		k.people = append(k.people, id)
	}
}

// end gives the counts of the set.
func (k *counter) end() graph.Counts {
	base := k.x.base[graph.KindSample]
	for _, id := range k.people {
		if k.counts.MayOverlap {
			break
		}
		for _, other := range k.overlaps.Targets(id) {
			if k.sample[other-base] == k.set && k.size[other-base] != 0 && k.unit[other-base] == k.inPeople {
				k.counts.MayOverlap = true
			}
		}
	}
	return k.counts.Only(k.units)
}
