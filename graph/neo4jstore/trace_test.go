package neo4jstore

import (
	"slices"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// The kinds of edges of the contract are the relationships of the database: each
// reference of a node and each kind of links has one of the same name, which points
// the same way.
func TestKindsOfEdgesAreTheRelationshipsOfTheDatabase(t *testing.T) {
	want := map[string]string{} // the holder of each relationship, and its ends
	for f, tie := range ties {
		key := graph.ModelOf(f.Kind).KeyField()
		if tie.toHolder {
			want[string(tie.relation)] = f.String() + " to " + key.String()
		} else {
			want[string(tie.relation)] = key.String() + " to " + f.String()
		}
	}
	for _, l := range links {
		for _, r := range l.relations {
			want[string(r)] = l.start.String() + " to " + l.end.String()
		}
		for value, r := range l.is {
			want[string(r)] += " where " + l.by.String() + " is " + value
		}
	}
	var names []string
	for _, e := range graph.EdgeKinds() {
		got := e.From.String() + " to " + e.To.String()
		if e.Where != nil {
			got += " where " + e.Where.String() + " is " + e.Is
		}
		if got != want[e.Name] {
			t.Errorf("%s goes from %s in the model and from %q in the database", e.Name, got, want[e.Name])
		}
		names = append(names, e.Name)
	}
	if len(names) != len(want) || !slices.IsSorted(names) {
		t.Errorf("the kinds of edges are %v, and the database has %d relationships", names, len(want))
	}
}

// traces are the shapes that walks take.
func traces() []statement {
	nodes := []string{"a", "b"}
	var out []statement
	for _, c := range []struct {
		name string
		t    graph.Trace
	}{
		{"beyond", graph.Trace{From: nodes, Except: nodes, Limit: 25, Findings: graph.Equals(fieldOf(graph.KindFinding, "status"), "CURRENT")}},
		{"beyond-some-kinds", graph.Trace{From: nodes, Kinds: []graph.Kind{graph.KindPhase, graph.KindPhaseModel}, Along: []*graph.EdgeKind{graph.EdgeKindOf("NEXT"), graph.EdgeKindOf("OF_MODEL")}, Limit: 25}},
		{"among", graph.Trace{From: nodes, Among: true, Limit: 250}},
		{"among-some-kinds", graph.Trace{From: nodes, Among: true, Along: []*graph.EdgeKind{graph.EdgeKindOf("NEXT")}, Limit: 250}},
	} {
		along := c.t.Along
		if along == nil {
			along = graph.EdgeKinds()
		}
		q := newQuery()
		text := ""
		if c.t.Among {
			text = q.traceAmong(c.t, along)
		} else {
			text = q.traceBeyond(c.t, along, labelsOf(c.t.Kinds))
		}
		out = append(out, statement{"trace-" + c.name, text, q.params})
	}
	return out
}
