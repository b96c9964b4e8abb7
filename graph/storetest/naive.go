package storetest

import (
	"slices"
	"sort"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// Naive is the oracle: it answers by looking at every record, with graph.Match,
// graph.PositionOf and graph.Counter. It is a graph.World. It is for one
// goroutine.
type Naive struct {
	byKind  map[graph.Kind][]graph.Record // sorted by key
	targets map[*graph.Edge]map[string][]graph.Record
	edges   []graph.TracedEdge // as far as they were asked for
}

var _ graph.World = (*Naive)(nil)

// NewNaive makes an oracle over records, as a store would hold them: links have
// their keys, findings a status, studies a year. The records are not changed.
func NewNaive(records []graph.Record) *Naive {
	n := &Naive{byKind: map[graph.Kind][]graph.Record{}, targets: map[*graph.Edge]map[string][]graph.Record{}}
	for _, r := range records {
		r = graph.ModelOf(r.RecordKind()).Copy(r)
		graph.CompleteKey(r)
		if f, ok := r.(*graph.Finding); ok && f.Status == "" {
			f.Status = graph.Current
		}
		n.byKind[r.RecordKind()] = append(n.byKind[r.RecordKind()], r)
	}
	for _, list := range n.byKind {
		slices.SortFunc(list, func(a, b graph.Record) int { return strings.Compare(a.RecordKey(), b.RecordKey()) })
	}
	primary := graph.ModelOf(graph.KindStudy).Edge("primaryReports")
	for _, s := range n.byKind[graph.KindStudy] {
		var reports []*graph.Report
		for _, r := range n.Targets(primary, s) {
			reports = append(reports, r.(*graph.Report))
		}
		s.(*graph.Study).Year = graph.DeriveStudyYear(reports)
	}
	return n
}

// All implements graph.World.
func (n *Naive) All(k graph.Kind) []graph.Record { return n.byKind[k] }

// Record implements graph.World.
func (n *Naive) Record(k graph.Kind, key string) graph.Record {
	if k == 0 {
		for k := range n.byKind {
			if k.IsNode() {
				if r := n.Record(k, key); r != nil {
					return r
				}
			}
		}
		return nil
	}
	list := n.byKind[k]
	i := sort.Search(len(list), func(i int) bool { return list[i].RecordKey() >= key })
	if i < len(list) && list[i].RecordKey() == key {
		return list[i]
	}
	return nil
}

// Targets implements graph.Lookup. It remembers its answers, which changes nothing
// but the time that many questions take.
func (n *Naive) Targets(e *graph.Edge, r graph.Record) []graph.Record {
	if n.targets[e] == nil {
		n.targets[e] = map[string][]graph.Record{}
	}
	known, ok := n.targets[e][r.RecordKey()]
	if !ok {
		known = n.follow(e, r)
		n.targets[e][r.RecordKey()] = known
	}
	return known
}

// follow walks the paths of an edge.
func (n *Naive) follow(e *graph.Edge, r graph.Record) []graph.Record {
	var out []graph.Record
	for _, path := range e.Paths {
		reached := []graph.Record{r}
		for _, step := range path {
			var next []graph.Record
			for _, at := range reached {
				next = append(next, n.hop(step, at)...)
			}
			reached = next
		}
		for _, t := range reached {
			if !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
		if e.FirstPath && len(out) > 0 {
			break
		}
	}
	return out
}

func (n *Naive) hop(step graph.Step, from graph.Record) []graph.Record {
	var out []graph.Record
	add := func(r graph.Record) {
		if r != nil && (step.Where == nil || step.Where.Str(r) == step.Is) {
			out = append(out, r)
		}
	}
	if !step.Inverse {
		for _, key := range referred(step.Ref, from) {
			add(n.Record(step.Ref.Target, key))
		}
		return out
	}
	for _, r := range n.byKind[step.Ref.Kind] {
		if slices.Contains(referred(step.Ref, r), from.RecordKey()) {
			add(r)
		}
	}
	return out
}

// referred gives the keys that a reference names.
func referred(f *graph.Field, r graph.Record) []string {
	if f.Type == graph.TypeRefs {
		return f.List(r)
	}
	if key := f.Str(r); key != "" {
		return []string{key}
	}
	return nil
}

// Get answers as Store.Get does.
func (n *Naive) Get(keys []string) []graph.Record {
	out := make([]graph.Record, len(keys))
	for i, key := range keys {
		out[i] = n.Record(0, key)
	}
	return out
}

// Find answers as Store.Find does.
func (n *Naive) Find(q graph.Find) graph.Page {
	return n.page(n.byKind[q.Kind], q.Where, q.Order, q.Window, q.Total)
}

// Expand answers as Store.Expand does.
func (n *Naive) Expand(q graph.Expand) []graph.Page {
	var pages []graph.Page
	if q.Edge == nil {
		for _, group := range q.Groups {
			pages = append(pages, n.page(n.byKind[q.Kind], graph.Both(group, q.Where), q.Order, q.Window, q.Total))
		}
		return pages
	}
	for _, key := range q.Parents {
		page := graph.Page{}
		if parent := n.Record(q.Edge.From, key); parent != nil {
			page = n.page(n.Targets(q.Edge, parent), q.Where, q.Order, q.Window, q.Total)
		}
		pages = append(pages, page)
	}
	return pages
}

// page filters, sorts and cuts a list.
//
// With i the first place after After, and j the first at or after Before (but not
// before i), a window forward is from i to i+Limit but not beyond j, and one
// backward from j-Limit, but not before i, to j.
func (n *Naive) page(list []graph.Record, where graph.Filter, order []graph.OrderTerm, w graph.Window, total bool) graph.Page {
	var met []graph.Record
	for _, r := range list {
		if graph.Match(n, where, r) {
			met = append(met, r)
		}
	}
	slices.SortFunc(met, func(a, b graph.Record) int {
		return graph.PositionOf(order, a).Compare(graph.PositionOf(order, b), order)
	})
	i, j := 0, len(met)
	if w.After != nil {
		for i < len(met) && graph.PositionOf(order, met[i]).Compare(*w.After, order) <= 0 {
			i++
		}
	}
	if w.Before != nil {
		for j > i && graph.PositionOf(order, met[j-1]).Compare(*w.Before, order) >= 0 {
			j--
		}
	}
	if w.Limit >= 0 && j-i > w.Limit {
		if w.Backward {
			i = j - w.Limit
		} else {
			j = i + w.Limit
		}
	}
	page := graph.Page{Records: met[i:j], HasPrevious: i > 0, HasNext: j < len(met)}
	if total {
		page.Total = len(met)
	}
	return page
}
