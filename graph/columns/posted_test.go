package columns

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// namingFilter draws a filter over findings that names some of what they refer to.
func namingFilter(t *rapid.T, x *Index) graph.Filter {
	m := graph.ModelOf(graph.KindFinding)
	var where graph.And
	if rapid.Bool().Draw(t, "standing") {
		where = append(where, graph.Equals(m.Field("status"), string(graph.Current)))
	}
	for _, edge := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"factor", "report", "phase"}), 0, 2, rapid.ID).Draw(t, "edges") {
		e := m.Edge(edge)
		key := "nobody"
		if first, end := x.Span(e.To); rapid.IntRange(0, 9).Draw(t, "known") > 0 && end > first {
			key = x.Key(rapid.Int32Range(first, min(end, first+5)-1).Draw(t, "target"))
		}
		where = append(where, graph.And{graph.Has{Edge: e, Quant: graph.Some, Where: graph.KeyIn(e.To, key)}})
	}
	if rapid.IntRange(0, 3).Draw(t, "valence") == 0 {
		where = append(where, graph.Equals(m.Field("factorValence"), string(graph.Hindering)))
	}
	return where
}

// namingList draws a list of such findings.
func namingList(t *rapid.T, x *Index) (q graph.Find) {
	m := graph.ModelOf(graph.KindFinding)
	q = graph.Find{Kind: graph.KindFinding, Where: namingFilter(t, x), Total: rapid.Bool().Draw(t, "total")}
	q.Window = graph.Window{Limit: rapid.IntRange(-1, 30).Draw(t, "limit"), Backward: rapid.Bool().Draw(t, "backward")}
	first, end := x.Span(q.Kind)
	if rapid.Bool().Draw(t, "after") {
		q.Window.After = &graph.Position{Key: x.Key(rapid.Int32Range(first, end-1).Draw(t, "position"))}
	}
	switch rapid.IntRange(0, 2).Draw(t, "order") {
	case 1:
		q.Order = []graph.OrderTerm{{Field: m.KeyField(), Desc: true}}
	case 2:
		q.Order = []graph.OrderTerm{{Field: m.Field("valence")}}
	}
	if q.Window.After != nil {
		q.Window.After.Values = make([]graph.SortValue, len(q.Order))
		for i, term := range q.Order {
			id, _ := x.ID(q.Kind, q.Window.After.Key)
			q.Window.After.Values[i] = x.sortOf(term.Field, id)
		}
	}
	return q
}

func TestListsOfWhatNamesARecordAreThoseOfAskingEachRecord(t *testing.T) {
	x := indexOf(storetest.Generate(5, storetest.Size{Studies: 12, Factors: 4, Findings: 600}))
	named := 0
	rapid.Check(t, func(t *rapid.T) {
		q := namingList(t, x)
		got, err := x.Find(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		l := x.lister(t.Context(), q.Kind, q.Order, q.Window, q.Total) // which looks at each
		want := l.part(x.every(q.Kind), x.Compile(q.Where))
		if !slices.Equal(got.IDs, l.ids) || got.Total != want.Total || got.HasNext != want.HasNext || got.HasPrevious != want.HasPrevious {
			t.Fatalf("%v\n got %+v\nwant %v %+v", q.Where, got, l.ids, want)
		}
		if _, _, ok := l.posted(x, q.Where); ok && len(got.IDs) > 0 {
			named++
		}
	})
	if named < 10 {
		t.Errorf("%d lists of what names a record", named)
	}
}
