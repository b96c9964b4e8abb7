package storetest

import (
	"context"
	"reflect"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// bringing is a store that gives marks and has no snapshots, and brings whatever it is
// asked for.
type bringing struct {
	graph.Store
	asked *[]graph.Reading
}

func (bringing) Mark(context.Context) (graph.Mark, error) { return graph.Mark{Writes: 7}, nil }

func (b bringing) bring(r graph.Reading) graph.Page {
	*b.asked = append(*b.asked, r)
	return graph.Page{Brought: graph.Brought{At: &graph.Mark{Writes: 7}, Along: []graph.Record{&graph.Study{Key: "a"}}}}
}

func (b bringing) Get(_ context.Context, q graph.Get) (graph.Page, error) {
	return b.bring(q.Reading), nil
}

func (b bringing) Find(_ context.Context, q graph.Find) (graph.Page, error) {
	return b.bring(q.Reading), nil
}

func (b bringing) Expand(_ context.Context, q graph.Expand) ([]graph.Page, error) {
	return []graph.Page{b.bring(q.Reading), {}}, nil
}

func TestUnfusedAsksForWholeRecordsAndBringsNothingAlong(t *testing.T) {
	var asked []graph.Reading
	s := Unfused(bringing{still{}, &asked})
	r := graph.Reading{Along: []*graph.Edge{edge(t, graph.KindFinding, "study")}}
	r.Fields[graph.KindFinding] = graph.KeyOnly
	got, err := s.Get(background, graph.Get{Reading: r})
	if err != nil {
		t.Fatal(err)
	}
	found, err := s.Find(background, graph.Find{Reading: r})
	if err != nil {
		t.Fatal(err)
	}
	expanded, err := s.Expand(background, graph.Expand{Reading: r})
	if err != nil || len(expanded) != 2 {
		t.Fatalf("%d pages: %v", len(expanded), err)
	}
	for _, p := range append(expanded, got, found) {
		if p.Brought.At != nil || p.Brought.Along != nil {
			t.Errorf("an answer brought %+v", p.Brought)
		}
	}
	for _, r := range asked {
		if !reflect.DeepEqual(r, graph.Reading{}) {
			t.Errorf("the store inside was told what will be read: %+v", r)
		}
	}
	if len(asked) != 3 {
		t.Errorf("the store inside was asked %d times", len(asked))
	}
	if at, err := s.(graph.Marker).Mark(background); err != nil || at.Writes != 7 {
		t.Errorf("the mark is %+v (%v)", at, err)
	}
	if _, snapshots := s.(graph.Snapshotter); snapshots {
		t.Error("it has snapshots, and the store inside has none")
	}
	if _, snapshots := Unfused(still{}).(graph.Snapshotter); !snapshots {
		t.Error("it has no snapshots, and the store inside has some")
	}
}
