package columns

import (
	"cmp"
	"math"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// order places the records of a kind among each other, as graph.Position does.
type order struct {
	x     *Index
	kind  graph.Kind // 0 for nodes of any kind, which are ordered by key
	given []graph.OrderTerm
	terms []orderTerm // of given, up to the key
	down  bool        // downwards by key, after terms
}

// orderTerm sorts by one field. Places are twice those of values, so that what stands
// between two values has a place too.
type orderTerm struct {
	field *graph.Field
	desc  bool
	of    func(id int32) int64
}

const (
	// lastPlace is that of absent values: they come last, upwards and downwards.
	lastPlace = math.MaxInt64
	// farPlace is beyond the places of all values.
	farPlace = math.MaxInt64 / 4
)

// order makes an order of records of a kind ready.
func (x *Index) order(k graph.Kind, given []graph.OrderTerm) *order {
	o := &order{x: x, kind: k, given: given}
	for _, t := range given {
		if t.Field.Type == graph.TypeKey {
			// Keys are distinct, so later terms decide nothing.
			o.down = t.Desc
			break
		}
		o.terms = append(o.terms, orderTerm{field: t.Field, desc: t.Desc, of: x.placeOf(t.Field)})
	}
	return o
}

// byID says whether the order is that of ids, up or down.
func (o *order) byID() bool { return o.kind != 0 && len(o.terms) == 0 }

// placeOf tells the place of a record among the values of a field.
func (x *Index) placeOf(f *graph.Field) func(id int32) int64 {
	first := x.base[f.Kind]
	switch {
	case f.Type == graph.TypeEnum:
		codes := x.cols[f].enum()
		return func(id int32) int64 {
			if code := codes[id-first]; code != noCode {
				return 2 * int64(code)
			}
			return lastPlace
		}
	case f.Type == graph.TypeInt:
		nums := x.cols[f].numbers()
		return func(id int32) int64 {
			if n := nums[id-first]; n != 0 {
				return 2 * int64(n)
			}
			return lastPlace
		}
	case f.Type == graph.TypeRef && f.Target != 0:
		to := x.Along(f)
		return func(id int32) int64 {
			if of := to.Of(id); len(of) > 0 {
				return 2 * int64(of[0])
			}
			return lastPlace
		}
	default:
		ranks := x.ranking(f)
		return func(id int32) int64 {
			if rank := ranks.at(id - first); rank != noRank {
				return 2 * int64(rank)
			}
			return lastPlace
		}
	}
}

func (t *orderTerm) place(id int32) int64 { return t.turned(t.of(id)) }

func (t *orderTerm) turned(place int64) int64 {
	if t.desc && place != lastPlace {
		return -place
	}
	return place
}

// compare places two records.
func (o *order) compare(a, b int32) int {
	for i := range o.terms {
		if c := cmp.Compare(o.terms[i].place(a), o.terms[i].place(b)); c != 0 {
			return c
		}
	}
	switch {
	case o.kind == 0:
		return strings.Compare(o.x.Key(a), o.x.Key(b))
	case o.down:
		return cmp.Compare(b, a)
	default:
		return cmp.Compare(a, b)
	}
}

// spot is a graph.Position in terms of an order: something that records of an index
// can be compared with, whether or not one of them stands there.
type spot struct {
	places []int64 // by term
	key    int64   // twice the id
	text   string  // the key itself, for nodes of any kind
}

// spot translates a position; nil for none.
func (o *order) spot(p *graph.Position) *spot {
	if p == nil {
		return nil
	}
	s := &spot{places: make([]int64, len(o.terms)), text: p.Key}
	for i, t := range o.terms {
		s.places[i] = t.turned(o.x.placeAt(t.field, p.Values[i]))
	}
	switch {
	case o.kind == 0:
	case len(o.terms) < len(o.given):
		s.key = o.keySpot(*p)
	default:
		s.key = o.x.idAt(o.kind, p.Key)
	}
	return s
}

// keySpot is for orders that name the key. What they name after it can only tell a
// record from a position that has its key among the values, and yet is not its own.
func (o *order) keySpot(p graph.Position) int64 {
	rest := len(o.terms)
	v := p.Values[rest]
	if v.Absent || v.Num != 0 {
		if v.Absent || (v.Num > 0) != o.down {
			return farPlace
		}
		return -farPlace
	}
	place := o.x.idAt(o.kind, v.Str)
	if o.down {
		place = -place
	}
	if place%2 == 0 {
		id := o.x.base[o.kind] + mustFind(&o.x.keys[o.kind], v.Str)
		own := graph.Position{Key: v.Str}
		for _, t := range o.given[rest+1:] {
			own.Values = append(own.Values, o.x.sortOf(t.Field, id))
		}
		p.Values = p.Values[rest+1:]
		place -= int64(own.Compare(p, o.given[rest+1:]))
	}
	return place
}

func mustFind(k *keys, key string) int32 {
	i, _ := k.find(key)
	return i
}

// against places a record beside a spot.
func (o *order) against(id int32, s *spot) int {
	for i := range o.terms {
		if c := cmp.Compare(o.terms[i].place(id), s.places[i]); c != 0 {
			return c
		}
	}
	switch {
	case o.kind == 0:
		return strings.Compare(o.x.Key(id), s.text)
	case o.down:
		return cmp.Compare(-2*int64(id), s.key)
	default:
		return cmp.Compare(2*int64(id), s.key)
	}
}

// idAt gives the place of a key among the ids of a kind.
func (x *Index) idAt(k graph.Kind, key string) int64 {
	i, found := x.keys[k].bound(key, int(x.Size(k)))
	place := 2 * (int64(x.base[k]) + int64(i))
	if !found {
		place--
	}
	return place
}

// placeAt gives the place of a value among those of a field. Values come from cursors,
// so they may be any.
func (x *Index) placeAt(f *graph.Field, v graph.SortValue) int64 {
	if v.Absent {
		return lastPlace
	}
	switch {
	case f.Type == graph.TypeEnum, f.Type == graph.TypeInt:
		place := 2 * int64(min(max(v.Num, -farPlace/4), farPlace/4))
		if v.Str != "" {
			place++
		}
		return place
	case v.Num > 0:
		return farPlace
	case v.Num < 0:
		return -farPlace
	case f.Type == graph.TypeRef && f.Target != 0:
		return x.idAt(f.Target, v.Str)
	default:
		return x.ranking(f).placeAt(v.Str)
	}
}
