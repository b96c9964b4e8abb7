package storetest

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
)

// met notes which parts of questions met.
type met struct {
	graph.Store
	pairs *sync.Map // whose keys are they
}

func (m met) note(a, b any) { m.pairs.Store(fmt.Sprint(a, " and ", b), true) }

func (m met) Find(ctx context.Context, q graph.Find) (graph.Page, error) {
	f, opposite := q.Where, false
	if not, ok := f.(graph.Not); ok {
		f, opposite = not.Filter, true
	}
	switch f := f.(type) {
	case graph.Compare:
		m.note(f.Field, fmt.Sprint("operator ", f.Op))
		m.note(f.Field, opposite)
		m.note(fmt.Sprint("operator ", f.Op), opposite)
	case graph.Absent:
		m.note(f, opposite)
	case graph.Has:
		m.note(f.Edge, fmt.Sprint("quantifier ", f.Quant))
		m.note(f.Edge, opposite)
		m.note(fmt.Sprint("quantifier ", f.Quant), opposite)
		condition := fmt.Sprintf("%T", f.Where)
		m.note(f.Edge, condition)
		m.note(fmt.Sprint("quantifier ", f.Quant), condition)
	}
	return m.Store.Find(ctx, q)
}

func (m met) Tally(ctx context.Context, q graph.Tally) (*graph.Counted, error) {
	for i, a := range q.By {
		m.note(a.Dimension, fmt.Sprint(len(q.By), " axes"))
		if i == 0 && len(q.By) == 1 {
			m.note(a.Dimension, q.Of)
			m.note(q.Of, q.Units)
			m.note(q.Of, q.GroupsOnly)
		}
	}
	return m.Store.Tally(ctx, q)
}

func TestInPairsEveryTwoPartsOfAQuestionMeetThatMeetInTheWholeSuite(t *testing.T) {
	ask := func(name string, inPairs bool) *sync.Map {
		pairs := &sync.Map{}
		s := suite{inPairs: inPairs, open: func(*testing.T) graph.Store { return met{memstore.Empty(), pairs} }}
		t.Run(name, func(t *testing.T) {
			s.filters(t)
			s.dimensions(t)
		})
		return pairs
	}
	whole, few := ask("whole", false), ask("in pairs", true)
	n := 0
	for pair := range whole.Range {
		n++
		if _, ok := few.Load(pair); !ok {
			t.Errorf("in pairs nothing asks for %s", pair)
		}
	}
	if n < 500 {
		t.Errorf("only %d pairs are met in the whole suite: something is not noted", n)
	}
}
