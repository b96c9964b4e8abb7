package schema

import (
	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

const (
	defaultPage   = 25
	maxRootPage   = 1000
	maxNestedPage = 100
)

// connection is one part of a list, with what its facets need to know.
type connection struct {
	list *graph.List
	// facets answers facets(by) for this and its sister connections, which one call
	// loaded, at once.
	facets *facetSource
	index  int         // of this connection among its sisters
	hits   []graph.Hit // of a search: one for each record
	// contradictions, of a list of them: one for each record.
	contradictions *evidence.Contradictions
}

// facetSource knows which findings, or nodes, the sister connections list.
type facetSource struct {
	tally func(r *run, by graph.Dimension, units graph.Units) ([][]evidence.Group, error)
}

// edge is a record of a connection.
type edge struct {
	in *connection
	at int
}

func (c *connection) record(i int) graph.Record { return c.list.Records[i] }

// listArgs reads the page, filter and order of a connection.
func (a args) listArgs(k graph.Kind, max int) graph.ListArgs {
	order, _ := a.values["orderBy"].([]any)
	return graph.ListArgs{
		Where: a.where(k),
		Order: decodeOrder(k, order),
		Page: graph.PageArgs{
			First: a.intPtr("first"), Last: a.intPtr("last"), After: a.strPtr("after"), Before: a.strPtr("before"),
			Default: defaultPage, Max: max,
		},
		Total: a.asks("totalCount"),
	}
}

// connectionArgs are the arguments of a list of a kind.
func connectionArgs(k graph.Kind, ordered bool) []argument {
	out := append([]argument{}, pageArgs...)
	out = append(out, argument{"where", k.String() + "Filter", "Conditions that the records listed meet. An empty filter matches all.", nil})
	if ordered {
		out = append(out, argument{"orderBy", "[" + k.String() + "Order!]", "Order of the list; the key breaks ties. Without it, the order of keys.", nil})
	}
	return out
}

// connectionField is the field of a parent that lists its findings.
func connectionField(e *graph.Edge) *field {
	return &field{
		name: e.Name, typ: e.To.String() + "Connection!", doc: e.Doc + " At most 100 at a time.",
		args: connectionArgs(e.To, true), needs: graph.KeyOnly,
		load: func(r *run, parents []any, a args) (loaded, error) {
			keys, at := distinctKeys(parents)
			list := a.listArgs(e.To, maxNestedPage)
			lists, err := r.graph.For(a.reading()).Expand(r.ctx, e, keys, list)
			if err != nil {
				return loaded{}, err
			}
			facets := &facetSource{tally: func(r *run, by graph.Dimension, units graph.Units) ([][]evidence.Group, error) {
				return evidence.FacetsOf(r.ctx, r.graph, findingParents(e.From, keys), list.Where, by, units)
			}}
			return connections(lists, at, facets), nil
		},
	}
}

func findingParents(k graph.Kind, keys []string) evidence.Parents {
	switch k {
	case graph.KindFactor:
		return evidence.FactorParents(keys)
	case graph.KindStudy:
		return evidence.StudyParents(keys)
	default:
		return evidence.ReportParents(keys)
	}
}

// phaseFindingsField lists the findings of a phase and of its parts.
func phaseFindingsField() *field {
	return &field{
		name: "findings", typ: "FindingConnection!", doc: "Findings placed in the phase or in one of its parts. At most 100 at a time.",
		args: connectionArgs(graph.KindFinding, true), needs: graph.KeyOnly,
		load: func(r *run, parents []any, a args) (loaded, error) {
			keys, at := distinctKeys(parents)
			frame, err := r.graph.Frame(r.ctx)
			if err != nil {
				return loaded{}, err
			}
			of := evidence.PhaseParents(frame, keys)
			groups := make([]graph.Filter, len(keys))
			for i := range keys {
				groups[i] = of.Axis.Filter(i)
			}
			list := a.listArgs(graph.KindFinding, maxNestedPage)
			lists, err := r.graph.For(a.reading()).Groups(r.ctx, graph.KindFinding, "Phase.findings", keys, groups, list)
			if err != nil {
				return loaded{}, err
			}
			facets := &facetSource{tally: func(r *run, by graph.Dimension, units graph.Units) ([][]evidence.Group, error) {
				return evidence.FacetsOf(r.ctx, r.graph, of, list.Where, by, units)
			}}
			return connections(lists, at, facets), nil
		},
	}
}

func connections(lists []graph.List, at []int, facets *facetSource) loaded {
	made := make([]connection, len(lists))
	for i := range lists {
		made[i] = connection{list: &lists[i], facets: facets, index: i}
	}
	out := loaded{one: make([]any, len(at))}
	for i, j := range at {
		if err := lists[j].Err; err != nil {
			if out.errs == nil {
				out.errs = make([]error, len(at))
			}
			out.errs[i] = err
			continue
		}
		out.one[i] = &made[j]
	}
	return out
}

// connectionObjects are the types of the connection of a kind.
func connectionObjects(k graph.Kind, faceted bool) []*object {
	type C = *connection
	type E = *edge
	name := k.String()
	edges := &object{name: name + "Edge", doc: "A record of a list, with its cursor.", fields: []*field{
		{name: "node", typ: name + "!", doc: "The record.", carries: true, direct: each(func(e E) any { return e.in.record(e.at) })},
		cursorField,
	}}
	conn := &object{name: name + "Connection", doc: "Part of a list of " + name + " records.", fields: []*field{
		{name: "edges", typ: "[" + name + "Edge!]!", doc: "The records with their cursors.", carries: true, direct: edgesOf},
		{name: "nodes", typ: "[" + name + "!]!", doc: "The records.", carries: true, direct: eachRecord(func(c C) []graph.Record { return c.list.Records })},
		totalCountField, pageInfoField,
	}}
	if faceted {
		conn.fields = append(conn.fields, facetsField)
	}
	return []*object{edges, conn}
}

var (
	cursorField = &field{name: "cursor", typ: "String!", doc: "Opaque; good for this list with the same filter and order only.",
		leaf: &leaf{
			write: func(b []byte, o any) ([]byte, bool) { // cursors need no escaping
				e := o.(*edge)
				return append(e.in.list.AppendCursor(append(b, '"'), e.at), '"'), true
			},
			value: func(o any) any { return o.(*edge).in.list.Cursor(o.(*edge).at) },
		}}
	totalCountField = &field{name: "totalCount", typ: "Int!", doc: "Records in the whole list, whatever part is shown.",
		leaf: countLeaf(func(c *connection) int { return c.list.Total })}
	pageInfoField = &field{name: "pageInfo", typ: "PageInfo!", doc: "What comes before and after.",
		direct: each(func(c *connection) any { return c })}
	facetsField = &field{
		name: "facets", typ: "[TallyGroup!]!", size: listSize, weight: countWeight,
		doc:  "The whole list grouped by a dimension, in axis order, without empty groups. Lists of studies and factors count the listed nodes too, also those without findings: in nodes, and for studies in counts.studies. All other counts are of the findings that have the value, so samples and participants are those that these findings speak of.",
		args: []argument{{"by", "EvidenceDimension!", "The dimension to group by.", nil}},
		load: loadFacets,
	}
)

var edgesOf = eachMade(func(c *connection) int { return len(c.list.Records) }, func(c *connection, i int) edge { return edge{in: c, at: i} })

func loadFacets(r *run, parents []any, a args) (loaded, error) {
	out := loaded{many: make([][]any, len(parents))}
	by := dimension(a.str("by"))
	answers := map[*facetSource][][]evidence.Group{}
	for i, p := range parents {
		c := p.(*connection)
		groups, done := answers[c.facets]
		if !done {
			var err error
			if groups, err = c.facets.tally(r, by, a.units("counts")); err != nil {
				return loaded{}, err
			}
			answers[c.facets] = groups
		}
		out.many[i] = pointers(groups[c.index])
	}
	return out, nil
}

func pageInfoObject() *object {
	type C = *connection
	cursorAt := func(at func(n int) int) *leaf {
		return stringLeaf(func(c C) string {
			if n := len(c.list.Records); n > 0 {
				return c.list.Cursor(at(n))
			}
			return ""
		})
	}
	return &object{name: "PageInfo", doc: "Where a part of a list stands in the whole.", fields: []*field{
		{name: "hasNextPage", typ: "Boolean!", doc: "Whether records come after these.", leaf: boolLeaf(func(c C) bool { return c.list.HasNext })},
		{name: "hasPreviousPage", typ: "Boolean!", doc: "Whether records come before these.", leaf: boolLeaf(func(c C) bool { return c.list.HasPrevious })},
		{name: "startCursor", typ: "String", doc: "Cursor of the first record; null where there is none.", leaf: cursorAt(func(int) int { return 0 })},
		{name: "endCursor", typ: "String", doc: "Cursor of the last record; null where there is none.", leaf: cursorAt(func(n int) int { return n - 1 })},
	}}
}

// eachList makes a load function of one that needs no store.
func eachList[T any](get func(T) []any) loadFunc {
	return func(_ *run, parents []any, _ args) (loaded, error) {
		out := loaded{many: make([][]any, len(parents))}
		for i, p := range parents {
			out.many[i] = get(p.(T))
		}
		return out, nil
	}
}
