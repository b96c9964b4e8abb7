package graph_test

import (
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

func TestAFieldThatIsComputedIsReadWithWhatItIsComputedFrom(t *testing.T) {
	m := graph.ModelOf(graph.KindFinding)
	for computed, from := range map[string]string{"factorValence": "valence factorState", "samplesNamed": "ownSamples"} {
		set := graph.KeyOnly.With(m.Field(computed))
		for _, name := range list(from) {
			if !set.Has(m.Field(name)) {
				t.Errorf("%s is read without %s", computed, name)
			}
		}
		if set.Has(m.Field("report")) {
			t.Errorf("%s is read with the report", computed)
		}
	}
}

func TestEveryComputedFieldSaysWhatItIsComputedFrom(t *testing.T) {
	for _, k := range graph.Kinds() {
		m := graph.ModelOf(k)
		for _, f := range m.Fields {
			if f.Derived && (f.Type == graph.TypeEnum || f.Type == graph.TypeBool) && len(readWith(m, f)) == 0 {
				t.Errorf("%s is computed from nothing", f)
			}
		}
	}
}

// readWith lists the fields that are read with another one, the key aside.
func readWith(m *graph.Model, f *graph.Field) []*graph.Field {
	var out []*graph.Field
	for _, other := range m.Fields[1:] {
		if other != f && graph.KeyOnly.With(f).Has(other) {
			out = append(out, other)
		}
	}
	return out
}

func TestASetOfFieldsCoversWhatItHolds(t *testing.T) {
	var all graph.FieldSet
	m := graph.ModelOf(graph.KindStudy)
	title := graph.KeyOnly.With(m.Field("title"))
	both := title.With(m.Field("year"))
	for _, c := range []struct {
		set, of graph.FieldSet
		want    bool
	}{{all, all, true}, {all, both, true}, {both, all, false}, {both, title, true}, {title, both, false}, {title, graph.KeyOnly, true}} {
		if got := c.set.Covers(c.of); got != c.want {
			t.Errorf("%b covers %b: %v", c.set, c.of, got)
		}
	}
	if all.With(m.Field("year")) != all || all.Join(title) != all || title.Join(all) != all || title.Join(both) != both {
		t.Error("a set is joined to what it is not")
	}
	for _, k := range graph.Kinds() {
		if m := graph.ModelOf(k); !graph.KeyOnly.Has(m.KeyField()) || graph.KeyOnly.Has(m.Fields[1]) {
			t.Errorf("KeyOnly is not the key of %s", k)
		}
	}
}
