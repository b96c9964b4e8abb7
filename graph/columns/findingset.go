package columns

import "github.com/exitgraph/exitgraph/graph"

// findingSet are the findings that meet a filter part of which is answered for whole
// clusters at once.
type findingSet struct {
	r        *findingRows
	wanted   bitset  // clusters that have what is asked of clusters
	clusters []int32 // by row
	stands   bool
	meets    rowTest // what else is asked; nil for nothing
	n        int     // rows of the wanted clusters
}

// findingSet takes a filter apart; nil where nothing of it is asked of clusters.
func (r *findingRows) findingSet(p *parts) *findingSet {
	if p.none || p.clusters == nil && p.samples == nil {
		return nil
	}
	s := &findingSet{r: r, wanted: r.wanted(p), clusters: r.clusters(), stands: p.stands}
	if p.samples != nil && r.ownClusters() != nil {
		s.meets = r.sampleTest(p)
	}
	if p.rest != nil {
		if rest := r.rowTest(p.rest); s.meets != nil {
			s.meets = also(s.meets, rest)
		} else {
			s.meets = rest
		}
	}
	s.wanted.each(func(c int32) { s.n += int(s.end(c) - r.from[c]) })
	return s
}

// end is where the rows of a cluster end that may be in the set.
func (s *findingSet) end(c int32) int32 {
	if s.stands {
		return s.r.upTo[c]
	}
	return s.r.from[c+1]
}

// condition says whether a finding is in the set.
func (s *findingSet) condition() Condition {
	first, rows := s.r.x.base[graph.KindFinding], s.r.row
	return Condition{test: func(id int32) bool {
		row := rows[id-first]
		c := s.clusters[row]
		return s.wanted.has(c) && (!s.stands || row < s.r.upTo[c]) && (s.meets == nil || s.meets(row))
	}}
}

// findFindings lists findings where a filter asks something of clusters. It says no
// where it does not.
func (x *Index) findFindings(l *lister, where graph.Filter) (Part, bool) {
	p := x.findingRows().parts(where)
	s := x.findingRows().findingSet(p)
	if s == nil {
		return Part{}, false
	}
	if src, ok := x.source(l.ctx, p.rest); ok && src.size < s.n {
		return l.part(Set{IsList: true, List: x.sorted(graph.KindFinding, src.ids())}, s.condition()), true
	}
	counted := l.total && s.meets != nil // by looking at each
	if l.order.byID() && l.window.Limit >= 0 && !counted && s.n > l.steps(x, s.n) {
		return l.counted(x.every(graph.KindFinding), s.condition(), s.n), true
	}
	best := l.selection()
	s.wanted.each(func(c int32) {
		for row := s.r.from[c]; row < s.end(c) && l.look(); row++ {
			if s.meets == nil || s.meets(row) {
				best.add(s.r.id[row])
			}
		}
	})
	return best.part(), true
}

// steps is about how many findings are looked at before a page is whole, where so many of
// all are in the list, and stand here and there among them.
func (l *lister) steps(x *Index, n int) int {
	return (l.window.Limit + 1) * int(x.Size(graph.KindFinding)) / max(n, 1)
}

// every is the set of all records of a kind.
func (x *Index) every(k graph.Kind) Set {
	first, end := x.Span(k)
	return Set{First: first, End: end}
}
