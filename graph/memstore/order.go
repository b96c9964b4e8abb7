package memstore

import (
	"cmp"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
)

// placer knows the places of records of a kind in an order.
type placer struct {
	s     *snapshot
	kind  graph.Kind // 0 for records of any kind, which are ordered by key
	order []graph.OrderTerm
	terms []rankTerm // of order, up to the key
	byKey bool       // downwards by key, after terms
}

type rankTerm struct {
	field *graph.Field
	first int32
	desc  bool
	ranks []int32 // built when something is sorted
}

func (s *snapshot) placer(k graph.Kind, order []graph.OrderTerm) *placer {
	p := &placer{s: s, kind: k, order: order}
	for _, t := range order {
		if t.Field.Type == graph.TypeKey {
			// Keys are distinct, so later terms decide nothing.
			p.byKey = t.Desc
			break
		}
		p.terms = append(p.terms, rankTerm{field: t.Field, desc: t.Desc, first: s.first(t.Field.Kind)})
	}
	return p
}

// stored says whether the order is that of ids.
func (p *placer) stored() bool { return p.kind != 0 && len(p.terms) == 0 && !p.byKey }

// compare places a record against a position of the order.
func (p *placer) compare(id int32, at *graph.Position) int {
	return graph.PositionOf(p.order, p.s.all[id]).Compare(*at, p.order)
}

// sort brings a set into the order. The list of the set is changed in place.
func (p *placer) sort(c columns.Set) columns.Set {
	if p.stored() || c.Len() < 2 {
		return c
	}
	if !c.IsList {
		c.List = make([]int32, c.Len())
		for i := range c.List {
			c.List[i] = c.First + int32(i)
		}
		c.IsList = true
	}
	p.sortIDs(c.List)
	return c
}

func (p *placer) sortIDs(ids []int32) {
	if p.stored() || len(ids) < 2 {
		return
	}
	for i := range p.terms {
		if p.terms[i].ranks == nil {
			p.terms[i].ranks = p.s.rank(p.terms[i].field)
		}
	}
	slices.SortFunc(ids, p.less)
}

func (p *placer) less(a, b int32) int {
	for i := range p.terms {
		t := &p.terms[i]
		x, y := t.ranks[a-t.first], t.ranks[b-t.first]
		if x == y {
			continue
		}
		if t.desc && x != lastRank && y != lastRank {
			return cmp.Compare(y, x)
		}
		return cmp.Compare(x, y)
	}
	switch {
	case p.kind == 0:
		return cmp.Compare(p.s.all[a].RecordKey(), p.s.all[b].RecordKey())
	case p.byKey:
		return cmp.Compare(b, a)
	default:
		return cmp.Compare(a, b)
	}
}
