package columns

import (
	"slices"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// people is what samples are counted by.
type people struct {
	first    int32 // id of the first sample
	size     []int32
	inPeople []bool // whether the unit is people
	overlaps [][]int32

	clusters []samplesOfOne
	from, of []int32 // samples of each cluster: of[from[c]:from[c+1]]
}

// samplesOfOne are the samples of one study.
type samplesOfOne struct {
	// apart says that they are of no other study, overlap with those of no other, and
	// that no finding of the study names samples: then they are counted whole.
	apart            bool
	overlap          bool // whether two of them that count people are marked as overlapping
	samples, unknown int32
	people           int64
}

type onlyOnce[T any] struct {
	once sync.Once
	made T
}

func (o *onlyOnce[T]) get(make func() T) T {
	o.once.Do(func() { o.made = make() })
	return o.made
}

func (r *findingRows) peopleOf() *people { return r.people.get(r.newPeople) }

func (r *findingRows) newPeople() *people {
	m, x := graph.ModelOf(graph.KindSample), r.x
	first, end := x.Span(graph.KindSample)
	p := &people{first: first, size: x.cols[m.Field("size")].numbers(), clusters: make([]samplesOfOne, r.sized()), from: make([]int32, 1, r.sized()+1)}
	unit := newCoder(m.Field("sizeUnit")).code(string(graph.UnitPeople))
	for _, code := range x.cols[m.Field("sizeUnit")].enum() {
		p.inPeople = append(p.inPeople, code == unit)
	}
	overlaps := x.Way(m.Edge("overlapsWith"))
	p.overlaps = make([][]int32, end-first)
	for id := first; id < end; id++ {
		for _, other := range overlaps.Targets(id) {
			p.overlaps[id-first] = append(p.overlaps[id-first], other-first)
		}
	}
	studies, ofStudy := x.Along(m.Field("studies")), x.Against(m.Field("studies"))
	for c := range r.sized() {
		if study := r.study[c]; study >= 0 {
			for _, id := range ofStudy.Of(study + x.base[graph.KindStudy]) {
				p.of = append(p.of, id-first)
			}
		}
		p.from = append(p.from, int32(len(p.of)))
		p.clusters[c] = p.together(p.samplesOf(c))
		for _, sample := range p.samplesOf(c) {
			outside := func(other int32) bool { return !slices.Contains(p.samplesOf(c), other) }
			if len(studies.Of(first+sample)) > 1 || slices.ContainsFunc(p.overlaps[sample], outside) {
				p.clusters[c].apart = false
			}
		}
		if own := r.ownClusters(); own != nil && own.has(c) {
			p.clusters[c].apart = false
		}
	}
	return p
}

// samplesOf lists the samples of the study of a cluster.
func (p *people) samplesOf(c int32) []int32 { return p.of[p.from[c]:p.from[c+1]] }

// together counts samples as a set.
func (p *people) together(samples []int32) samplesOfOne {
	out := samplesOfOne{apart: true, samples: int32(len(samples))}
	for _, s := range samples {
		switch {
		case p.size[s] == 0:
			out.unknown++
		case p.inPeople[s]:
			out.people += int64(p.size[s])
			for _, other := range p.overlaps[s] {
				if p.counts(other) && slices.Contains(samples, other) {
					out.overlap = true
				}
			}
		}
	}
	return out
}

// counts says whether the people of a sample are counted.
func (p *people) counts(sample int32) bool { return p.size[sample] != 0 && p.inPeople[sample] }

// countSets counts samples that were noted, each once in a group.
func (p *people) countSets(groups []swept, noted *placings) {
	from, members := noted.bySlot(len(groups))
	seen := make([]int32, len(p.size))
	for i := range groups {
		g, inGroup := &groups[i], members[from[i]:from[i+1]]
		set, distinct := int32(i)+1, inGroup[:0]
		for _, s := range inGroup {
			if seen[s] != set {
				seen[s] = set
				distinct = append(distinct, s)
			}
		}
		for _, s := range distinct {
			g.samples++
			if p.size[s] == 0 {
				g.unknown++
			} else if p.inPeople[s] {
				g.people += int64(p.size[s])
				for _, other := range p.overlaps[s] {
					g.overlaps = g.overlaps || p.counts(other) && seen[other] == set
				}
			}
		}
	}
}

// reportsOfOneCluster gives the reports whose findings stand side by side in the rows,
// so that such a report is new to a group exactly when it is not the one that the
// group saw last.
func (r *findingRows) reportsOfOneCluster() bitset { return r.reportsOnce.get(r.newReportsOnce) }

func (r *findingRows) newReportsOnce() bitset {
	column := r.column(graph.ModelOf(graph.KindFinding).Field("report"))
	once, seen := newBitset(column.absent()+1), newBitset(column.absent()+1)
	last := int32(-1)
	for row := range r.id {
		code := column.at(int32(row))
		switch {
		case code == last:
		case seen.has(code):
			once[code>>6] &^= 1 << (code & 63)
		default:
			seen.set(code)
			once.set(code)
		}
		last = code
	}
	return once
}
