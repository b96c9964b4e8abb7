package columns

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// sweep counts all groups at once, in one pass over runs of rows, in any units and
// also where findings stand in several groups. What needs a set, because it belongs to
// several studies, is noted beside and counted afterwards.
type sweep struct {
	n      *counting
	r      *findingRows
	people *people // nil where samples are not counted
	once   bitset  // the reports that need no set; nil where reports are not counted
	report *codes

	byCluster, byColumn []stridden
	base                []int32 // what the cluster adds, for each of its groups
	groups, wider       []int32 // of one row
	buf                 []int32

	swept             []swept    // by group; then those that stand in none, and all
	having            [][4]int32 // studies by valence, as swept; nil where they are not counted
	unplaced, total   int32
	reports, samples  placings // that need a set
	several, ownAxis  bool
	cluster, rowsSeen int32
}

// stridden is an axis with what one place on it adds to the number of a group.
type stridden struct {
	*axis
	stride int32
}

// swept is the counter of one group: a cache line, since groups come in no order and
// fetching them is what a sweep waits for.
type swept struct {
	findings         [4]int32 // by valence
	studies, turned  int32
	last             int32 // the cluster seen last
	report           int32 // and the report, plus one
	reports, samples int32
	unknown          int32
	seen             uint8 // the valences of that cluster, and wholeBit
	overlaps         bool
	people           int64
	_                [8]byte
}

// wholeBit says that all samples of the study were counted.
const wholeBit = 1 << 7

const (
	// maxSweep is up to how many groups are swept.
	maxSweep = 1 << 18
	// sparse is how many times fewer rows than groups there must be for no sweep.
	sparse = 4
)

// sweep prepares a sweep; nil where the groups are too many for the findings.
func (n *counting) sweep() *sweep {
	groups := n.cells.sizes[0] * n.cells.sizes[1] * n.cells.sizes[2]
	if groups > maxSweep || groups/sparse > int64(n.rows.n) {
		return nil
	}
	s := &sweep{n: n, r: n.r, unplaced: int32(groups), total: int32(groups) + 1, swept: make([]swept, groups+2)}
	stride := int32(1)
	for i := len(n.t.By) - 1; i >= 0; i-- {
		a := stridden{n.axes[i], stride}
		if a.column != nil {
			s.byColumn = append(s.byColumn, a)
		} else {
			s.byCluster = append(s.byCluster, a)
			s.ownAxis = s.ownAxis || a.own != nil
		}
		stride *= int32(a.size)
	}
	n.r.ownClusters()
	if n.t.Units&graph.CountValenceStudies != 0 {
		s.having = make([][4]int32, groups+2)
	}
	if n.t.Units&graph.CountSamples != 0 {
		s.people = n.r.peopleOf()
	}
	if n.t.Units&graph.CountReports != 0 {
		s.once, s.report = n.r.reportsOfOneCluster(), n.r.column(graph.ModelOf(graph.KindFinding).Field("report"))
	}
	return s
}

func (s *sweep) answer(ctx context.Context) (*graph.Counted, error) {
	for _, run := range s.n.rows.runs {
		cluster := run.cluster - int32(s.r.sign[run.from]/beginsBit)
		for row := run.from; row < run.to; row++ {
			if cluster += int32(s.r.sign[row] / beginsBit); cluster != s.cluster {
				s.cluster = cluster
				s.enter()
			}
			if s.rowsSeen++; s.rowsSeen%breath == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			s.row(row)
		}
	}
	s.countSets()
	return s.counted(), ctx.Err()
}

// enter works out what the cluster adds.
func (s *sweep) enter() {
	s.base = append(s.base[:0], 0)
	for _, a := range s.byCluster {
		s.base = s.product(s.base, a.places.Of(s.cluster), a.stride)
	}
}

// product adds each of the places to each of the groups.
func (s *sweep) product(groups, places []int32, stride int32) []int32 {
	if len(places) == 1 {
		for i := range groups {
			groups[i] += places[0] * stride
		}
		return groups
	}
	s.wider = s.wider[:0]
	for _, g := range groups {
		for _, p := range places {
			s.wider = append(s.wider, g+p*stride)
		}
	}
	return append(groups[:0], s.wider...)
}

// row counts a row in all its groups.
func (s *sweep) row(row int32) {
	own := s.r.own != nil && s.r.own.has(s.cluster) && len(s.r.ownSamples.Of(s.r.id[row])) > 0
	s.groups = append(s.groups[:0], s.base...)
	if own && s.ownAxis {
		s.groups = append(s.groups[:0], 0)
		for _, a := range s.byCluster {
			s.groups = s.product(s.groups, a.placesOf(s.r, row, s.buf[:0]), a.stride)
		}
	}
	for _, a := range s.byColumn {
		code := a.column.at(row)
		if a.single == nil {
			s.groups = s.product(s.groups, a.places.Of(code), a.stride)
		} else if place := a.single[code]; place >= 0 {
			for i := range s.groups {
				s.groups[i] += place * a.stride
			}
		} else {
			s.groups = s.groups[:0]
		}
	}
	switch len(s.groups) {
	case 0:
		s.add(s.unplaced, row, own)
	case 1:
		s.add(s.groups[0], row, own)
	default:
		s.several = true
		for _, g := range s.groups {
			s.add(g, row, own)
		}
	}
	if !s.n.t.GroupsOnly {
		s.add(s.total, row, own)
	}
}

// add counts a row in a group.
func (s *sweep) add(group, row int32, own bool) {
	g, sign := &s.swept[group], s.r.sign[row]
	v := sign & valenceBits
	g.findings[v]++
	g.turned += int32(sign / turnedBit & 1)
	if g.last != s.cluster {
		g.last, g.seen = s.cluster, 0
		if s.cluster != s.r.noStudy {
			g.studies++
		}
	}
	if s.having != nil && g.seen>>v&1 == 0 {
		g.seen |= 1 << v
		if s.cluster != s.r.noStudy {
			s.having[group][v]++
		}
	}
	if s.report != nil {
		code := s.report.at(row)
		if !s.once.has(code) {
			s.reports.add(group, code)
		} else if g.report != code+1 {
			g.report = code + 1
			g.reports++
		}
	}
	if s.people == nil {
		return
	}
	if own {
		for _, id := range s.r.ownSamples.Of(s.r.id[row]) {
			s.samples.add(group, id-s.people.first)
		}
	} else if g.seen&wholeBit == 0 {
		g.seen |= wholeBit
		s.whole(g, group)
	}
}

// whole counts all samples of the study of the cluster.
func (s *sweep) whole(g *swept, group int32) {
	p := &s.people.clusters[s.cluster]
	if !p.apart {
		for _, sample := range s.people.samplesOf(s.cluster) {
			s.samples.add(group, sample)
		}
		return
	}
	g.samples += p.samples
	g.unknown += p.unknown
	g.people += p.people
	g.overlaps = g.overlaps || p.overlap
}

// countSets counts what needed a set, group by group.
func (s *sweep) countSets() {
	if s.report != nil && len(s.reports.slot) > 0 {
		from, members := s.reports.bySlot(len(s.swept))
		seen := make([]int32, s.report.values+1)
		for group := range s.swept {
			for _, report := range members[from[group]:from[group+1]] {
				if seen[report] != int32(group)+1 {
					seen[report] = int32(group) + 1
					s.swept[group].reports++
				}
			}
		}
	}
	if s.people != nil && len(s.samples.slot) > 0 {
		s.people.countSets(s.swept, &s.samples)
	}
}

func (s *sweep) counted() *graph.Counted {
	out := &graph.Counted{}
	if !s.n.t.GroupsOnly {
		s.write(&out.Total, s.total)
		out.Overlapping = s.several
	}
	if len(s.n.t.By) == 0 {
		return out
	}
	if !s.n.t.GroupsOnly {
		s.write(&out.Unplaced, s.unplaced)
	}
	filled := 0
	for i := range s.swept[:s.unplaced] {
		if s.swept[i].last != 0 {
			filled++
		}
	}
	groups := make([]graph.Group, 0, filled)
	at := [3]int32{}
	for i := range s.swept[:s.unplaced] {
		if s.swept[i].last != 0 {
			groups = append(groups, graph.Group{At: at})
			s.write(&groups[len(groups)-1].Counts, int32(i))
		}
		s.n.cells.next(&at)
	}
	out.Groups = graph.GroupsOf(groups)
	return out
}

func (s *sweep) write(to *graph.Counts, group int32) {
	g := &s.swept[group]
	c := counts{findings: g.findings, studies: g.studies, turned: g.turned}
	if s.having != nil {
		c.having = s.having[group]
	}
	c.write(to, s.n.t.Units)
	to.Reports = g.reports
	to.Samples, to.SamplesOfUnknownSize, to.Participants, to.MayOverlap = g.samples, g.unknown, g.people, g.overlaps
}
