package storetest

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// asker makes random questions about a world, from the model table. Operands are
// mostly taken from the world, so that answers are seldom empty.
type asker struct {
	*rand.Rand
	world *Naive
}

func (a *asker) chance(p int) bool { return a.IntN(100) < p }

// kind picks a kind, findings and studies more often than others.
func (a *asker) kind() graph.Kind {
	switch n := a.IntN(10); {
	case n < 3:
		return graph.KindFinding
	case n < 5:
		return graph.KindStudy
	default:
		return pick(a.Rand, graph.Kinds())
	}
}

func (a *asker) find() graph.Find {
	k := a.kind()
	q := graph.Find{Kind: k, Where: a.filter(k, a.IntN(4)), Order: a.order(k), Total: a.chance(40)}
	q.Window = a.window(q.Order, a.world.All(k))
	return q
}

// filter makes a filter over a kind of at most a depth; 0 gives none or a simple
// one.
func (a *asker) filter(k graph.Kind, depth int) graph.Filter {
	if depth == 0 {
		if a.chance(40) {
			return nil
		}
		return a.leaf(k)
	}
	switch n := a.IntN(100); {
	case n < 20:
		return graph.And(a.parts(k, depth))
	case n < 40:
		return graph.Or(a.parts(k, depth))
	case n < 50:
		return graph.Not{Filter: a.filter(k, depth-1)}
	case n < 80:
		if e := a.edge(k, (*graph.Edge).Filterable); e != nil {
			return graph.Has{Edge: e, Quant: graph.Quantifier(1 + a.IntN(3)), Where: a.filter(e.To, depth-1)}
		}
	}
	return a.leaf(k)
}

func (a *asker) parts(k graph.Kind, depth int) []graph.Filter {
	var out []graph.Filter
	for range a.IntN(4) {
		out = append(out, a.filter(k, depth-1))
	}
	return out
}

// edge picks an edge of a kind, nil where there is none of the sort.
func (a *asker) edge(k graph.Kind, of func(*graph.Edge) bool) *graph.Edge {
	var list []*graph.Edge
	for _, e := range graph.ModelOf(k).Edges {
		if of(e) {
			list = append(list, e)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return pick(a.Rand, list)
}

func (a *asker) leaf(k graph.Kind) graph.Filter {
	if a.chance(15) {
		if e := a.edge(k, func(*graph.Edge) bool { return true }); e != nil && a.chance(50) {
			return graph.Absent{Edge: e}
		}
		return graph.Absent{Field: pick(a.Rand, graph.ModelOf(k).Fields)}
	}
	return a.compare(k, pick(a.Rand, graph.ModelOf(k).Fields))
}

func (a *asker) compare(k graph.Kind, f *graph.Field) graph.Filter {
	c := graph.Compare{Field: f}
	operands := a.IntN(4)
	switch f.Type {
	case graph.TypeInt:
		c.Op = pick(a.Rand, []graph.Op{graph.OpIn, graph.OpIn, graph.OpLess, graph.OpLessEqual, graph.OpMore, graph.OpMoreEqual})
		for range max(operands, 1) {
			c.Nums = append(c.Nums, a.number(k, f))
		}
		return c
	case graph.TypeBool:
		return graph.Compare{Field: f, Op: graph.OpIn, Nums: []int{a.IntN(2)}}
	case graph.TypeStrings, graph.TypeRefs:
		c.Op = pick(a.Rand, []graph.Op{graph.OpIn, graph.OpIn, graph.OpHasAll, graph.OpContains, graph.OpStartsWith})
	case graph.TypeEnum, graph.TypeKey, graph.TypeRef:
		c.Op = graph.OpIn
	default:
		c.Op = pick(a.Rand, []graph.Op{graph.OpIn, graph.OpContains, graph.OpContains, graph.OpStartsWith})
	}
	if c.Op == graph.OpContains || c.Op == graph.OpStartsWith {
		operands = 1
	}
	for range operands {
		c.Strs = append(c.Strs, a.operand(k, f, c.Op))
	}
	return c
}

func (a *asker) number(k graph.Kind, f *graph.Field) int {
	if list := a.world.All(k); len(list) > 0 && a.chance(80) {
		return f.Int(pick(a.Rand, list)) + a.IntN(3) - 1
	}
	return a.IntN(3000) - 10
}

// operand takes a value of some record, whole or in part, in another case now and
// then, or a word of no record in particular.
func (a *asker) operand(k graph.Kind, f *graph.Field, op graph.Op) string {
	v := anyWord(a.Rand)
	if list := a.world.All(k); len(list) > 0 && a.chance(85) {
		if values := valuesOf(f, pick(a.Rand, list)); len(values) > 0 {
			v = pick(a.Rand, values)
		}
	}
	letters := []rune(v)
	if len(letters) > 1 && op == graph.OpContains {
		i := a.IntN(len(letters))
		v = string(letters[i : i+1+a.IntN(min(4, len(letters)-i))])
	}
	if len(letters) > 1 && op == graph.OpStartsWith {
		v = string(letters[:1+a.IntN(min(4, len(letters)))])
	}
	if f.Folded() && a.chance(30) {
		v = strings.ToUpper(v)
	}
	return v
}

// valuesOf lists the words of a field.
func valuesOf(f *graph.Field, r graph.Record) []string {
	switch f.Type {
	case graph.TypeStrings, graph.TypeRefs:
		return f.List(r)
	case graph.TypeText:
		var out []string
		for _, tr := range f.Text(r) {
			out = append(out, tr.Value)
		}
		return out
	default:
		if v := f.Str(r); v != "" {
			return []string{v}
		}
		return nil
	}
}

// order makes an order of up to three fields of a kind.
func (a *asker) order(k graph.Kind) []graph.OrderTerm {
	var out []graph.OrderTerm
	if a.chance(40) {
		return nil
	}
	for range 1 + a.IntN(3) {
		f := pick(a.Rand, graph.ModelOf(k).Fields)
		if f.Orderable || f.Type == graph.TypeText {
			out = append(out, graph.OrderTerm{Field: f, Desc: a.chance(50)})
		}
	}
	return out
}

// window makes a window whose ends are places of records of the list, or near.
func (a *asker) window(order []graph.OrderTerm, list []graph.Record) graph.Window {
	w := graph.Window{Limit: a.IntN(12) - 1, Backward: a.chance(40)}
	if len(list) == 0 {
		return w
	}
	end := func(p int) *graph.Position {
		if !a.chance(p) {
			return nil
		}
		at := graph.PositionOf(order, pick(a.Rand, list))
		if a.chance(20) {
			at.Key += "-gone"
		}
		return &at
	}
	w.After, w.Before = end(30), end(30)
	return w
}

// expand asks over an edge.
func (a *asker) expand() graph.Expand {
	var e *graph.Edge
	for e == nil {
		e = a.edge(a.kind(), func(*graph.Edge) bool { return true })
	}
	q := graph.Expand{Edge: e, Kind: e.To, Total: a.chance(40)}
	for range a.IntN(12) {
		if list := a.world.All(e.From); len(list) > 0 {
			if key := pick(a.Rand, list).RecordKey(); !slices.Contains(q.Parents, key) {
				q.Parents = append(q.Parents, key)
			}
		}
	}
	if a.chance(20) {
		q.Parents = append(q.Parents, "no-such-record")
	}
	ends := a.world.All(e.From)
	if e.To != 0 {
		q.Where, q.Order, ends = a.filter(e.To, a.IntN(3)), a.order(e.To), a.world.All(e.To)
	}
	q.Window = a.window(q.Order, ends)
	return q
}

// groups asks for groups of the same shape: those of an axis.
func (a *asker) groups() graph.Expand {
	axis := a.axis()
	q := graph.Expand{Kind: graph.KindFinding, Where: a.filter(graph.KindFinding, a.IntN(3)), Order: a.order(graph.KindFinding), Total: a.chance(40)}
	for i := range axis.Keys {
		q.Groups = append(q.Groups, axis.Filter(i))
	}
	q.Window = a.window(q.Order, a.world.All(q.Kind))
	return q
}

func (a *asker) tally() graph.Tally {
	t := graph.Tally{Of: pick(a.Rand, []graph.Kind{0, graph.KindFinding, graph.KindStudy, graph.KindFactor})}
	of := max(t.Of, 1)
	if t.Of == 0 {
		of = graph.KindFinding
	}
	t.Where = a.filter(of, a.IntN(3))
	if of != graph.KindFinding {
		t.Findings = a.filter(graph.KindFinding, a.IntN(3))
	}
	for range a.IntN(4) {
		t.By = append(t.By, a.axis())
	}
	t.Units = graph.Units(a.IntN(int(graph.CountAll) + 1))
	if a.chance(50) {
		t.Units = graph.CountAll
	}
	t.GroupsOnly = a.chance(40)
	return t
}

// axis makes an axis of a random dimension: some of its values in any order, and
// for phases sometimes places for phases that are not its values.
func (a *asker) axis() graph.Axis {
	d := pick(a.Rand, graph.Dimensions())
	axis := graph.Axis{Dimension: d.Dimension}
	var values []string
	if d.Field.Type == graph.TypeEnum {
		values = d.Field.Vocabulary.Names()
	}
	for _, r := range a.world.All(d.Field.Kind) {
		switch {
		case d.Field.Type == graph.TypeEnum || d.Field.Absent(r):
		case d.Field.Type == graph.TypeInt:
			values = append(values, strconv.Itoa(d.Field.Int(r)))
		default:
			values = append(values, valuesOf(d.Field, r)...)
		}
	}
	slices.Sort(values)
	values = slices.Compact(values)
	a.Shuffle(len(values), func(i, j int) { values[i], values[j] = values[j], values[i] })
	axis.Keys = values[:len(values)-len(values)*a.IntN(3)/4]
	if d.Dimension == graph.DimPhase && len(axis.Keys) > 1 && a.chance(60) {
		axis.Place = map[string][]int{}
		for _, v := range values {
			for range a.IntN(3) {
				if i := a.IntN(len(axis.Keys)); !slices.Contains(axis.Place[v], i) {
					axis.Place[v] = append(axis.Place[v], i)
				}
			}
		}
	}
	return axis
}

// trace asks what stands around a few nodes.
func (a *asker) trace() graph.Trace {
	q := graph.Trace{Among: a.chance(30), Limit: a.IntN(40) - 1}
	keys := func(n int) []string {
		var out []string
		for range n {
			if list := a.world.All(pick(a.Rand, graph.NodeKinds())); len(list) > 0 {
				if key := pick(a.Rand, list).RecordKey(); !slices.Contains(out, key) {
					out = append(out, key)
				}
			}
		}
		return out
	}
	q.From, q.Except = keys(1+a.IntN(6)), keys(a.IntN(4))
	if q.Among {
		q.From = keys(60)
	}
	if a.chance(20) {
		q.From = append(q.From, "no-such-record")
	}
	if a.chance(30) {
		q.Along = some(a.Rand, graph.EdgeKinds(), 1, 6)
	}
	if a.chance(30) {
		q.Kinds = some(a.Rand, graph.NodeKinds(), 1, 4)
	}
	if a.chance(60) {
		q.Findings = a.filter(graph.KindFinding, a.IntN(3))
	}
	return q
}
