package memstore

import (
	"github.com/exitgraph/exitgraph/graph"
)

// counter counts sets of findings and nodes one after the other, by the rules of
// graph.Counter. What it has seen it marks with the number of the set, so that
// nothing is cleared between sets.
type counter struct {
	s     *snapshot
	c     *findingColumns
	units graph.Units

	set     int32
	study   []int32
	valence [4][]int32 // by study
	report  []int32

	sample   []int32
	whole    []int32 // studies whose samples are all counted
	people   []int32 // samples of the set that are in Participants
	own      *lists
	ofStudy  *lists
	overlaps *way

	counts graph.Counts
}

func (s *snapshot) counter(units graph.Units) *counter {
	k := &counter{s: s, c: s.findingRows(), units: units}
	studies := s.size(graph.KindStudy)
	if units&graph.CountStudies != 0 {
		k.study = make([]int32, studies)
	}
	if units&graph.CountValenceStudies != 0 {
		for v := range k.valence {
			k.valence[v] = make([]int32, studies)
		}
	}
	if units&graph.CountReports != 0 {
		k.report = make([]int32, s.size(graph.KindReport)+1)
	}
	if units&graph.CountSamples != 0 {
		k.sample, k.whole = make([]int32, s.size(graph.KindSample)), make([]int32, studies)
		sample := graph.ModelOf(graph.KindSample)
		k.own = s.refs[graph.ModelOf(graph.KindFinding).Field("ownSamples")].along()
		k.ofStudy = s.refs[sample.Field("studies")].against()
		k.overlaps = s.way(sample.Edge("overlapsWith"))
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
	sign, study := k.c.sign[row], k.c.study[row]
	v := sign & valenceBits
	k.counts.Findings++
	k.counts.ByValence[v].Findings++
	k.counts.FromAbsence += int32(sign >> turnedShift)
	hasStudy := int(row) < k.c.withStudy
	if hasStudy {
		if k.study != nil && k.first(k.study, study) {
			k.counts.Studies++
		}
		if k.valence[v] != nil && k.first(k.valence[v], study) {
			k.counts.ByValence[v].Studies++
		}
	}
	if k.report != nil && k.first(k.report, k.c.report[row]) {
		k.counts.Reports++
	}
	if k.sample == nil {
		return
	}
	if own := k.own.of(k.c.id[row]); len(own) > 0 {
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
	first, end := k.s.span(graph.KindStudy)
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
	for _, id := range k.ofStudy.of(study + k.s.base[graph.KindStudy]) {
		k.addSample(id)
	}
}

func (k *counter) addSample(id int32) {
	if !k.first(k.sample, id-k.s.base[graph.KindSample]) {
		return
	}
	k.counts.Samples++
	switch s := k.s.all[id].(*graph.Sample); {
	case s.Size == 0:
		k.counts.SamplesOfUnknownSize++
	case s.SizeUnit == graph.UnitPeople:
		k.counts.Participants += int64(s.Size)
		k.people = append(k.people, id)
	}
}

// end gives the counts of the set.
func (k *counter) end() graph.Counts {
	base := k.s.base[graph.KindSample]
	for _, id := range k.people {
		if k.counts.MayOverlap {
			break
		}
		for _, other := range k.overlaps.targets(id) {
			s := k.s.all[other].(*graph.Sample)
			if k.sample[other-base] == k.set && s.Size != 0 && s.SizeUnit == graph.UnitPeople {
				k.counts.MayOverlap = true
			}
		}
	}
	return k.counts.Only(k.units)
}
