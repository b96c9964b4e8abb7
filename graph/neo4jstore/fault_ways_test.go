package neo4jstore_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
)

// asked is the store as it is asked: by itself, or with columns over it.
type asked interface {
	columns.Marked
	Load(context.Context, graph.Release, []graph.Record, func(done, total int)) (graph.Receipt, error)
	Plan(context.Context) ([]neo4jstore.Step, error)
	Migrate(context.Context) error
	Whole(context.Context) (bool, error)
	SmallPortions()
}

// withColumns is the store with columns over it, as serve has it: they are made once
// the database has answered somebody.
type withColumns struct {
	*columns.Store
	inner *neo4jstore.Store
}

func (w withColumns) Load(ctx context.Context, release graph.Release, records []graph.Record, progress func(done, total int)) (graph.Receipt, error) {
	return w.inner.Load(ctx, release, records, progress)
}
func (w withColumns) Plan(ctx context.Context) ([]neo4jstore.Step, error) { return w.inner.Plan(ctx) }
func (w withColumns) Migrate(ctx context.Context) error                   { return w.inner.Migrate(ctx) }
func (w withColumns) Whole(ctx context.Context) (bool, error)             { return w.inner.Whole(ctx) }
func (w withColumns) SmallPortions()                                      { w.inner.SmallPortions() }

// way is one of two: columns off or on. What happens to the database happens to both.
type way struct {
	name string
	over func(*testing.T, *neo4jstore.Store) asked
}

var ways = []way{
	{"columns off", func(_ *testing.T, s *neo4jstore.Store) asked { return s }},
	{"columns on", func(t *testing.T, s *neo4jstore.Store) asked {
		w := withColumns{columns.Over(s, columns.Options{Pause: time.Millisecond, After: s.Greeted()}), s}
		t.Cleanup(func() {
			if err := w.Close(); err != nil {
				t.Error(err)
			}
		})
		return w
	}},
}

// eachWay runs a test with columns off and on.
func eachWay(t *testing.T, test func(*testing.T, way)) {
	for _, w := range ways {
		t.Run(w.name, func(t *testing.T) { test(t, w) })
	}
}

// settled waits until a store counts from columns of the present state, if it has any.
func settled(t *testing.T, s asked) {
	t.Helper()
	over, ok := s.(withColumns)
	if !ok {
		return
	}
	eventually(t, "there are columns of the present state", func() error {
		if _, err := s.Tally(t.Context(), graph.Tally{}); err != nil { // which asks for them
			return err
		}
		if at := infoOf(t, s).Revision; over.Revision() != at {
			return fmt.Errorf("they are of %q, and the present state is %q", over.Revision(), at)
		}
		if over.Stats().Making {
			return errors.New("their words are not there yet")
		}
		return nil
	})
}

// ofOneState asks as an answer does, by counts and by the records that are counted, and
// says what does not go together. Errors of the store are handed on.
func ofOneState(ctx context.Context, g *graph.Graph) (mixed string, err error) {
	valences := graph.VocabValence.Names()
	var counted *graph.Counted
	var listed []graph.Record
	moving := g.Read(ctx, func(g *graph.Graph) {
		if counted, err = g.Tally(ctx, graph.Tally{By: []graph.Axis{{Dimension: graph.DimValence, Keys: valences}}}); err == nil {
			listed, err = g.All(ctx, graph.KindFinding, nil)
		}
	})
	if err := errors.Join(err, moving); err != nil {
		return "", err
	}
	want := make([]int, len(valences))
	byName := map[string]int{}
	for i, v := range valences {
		byName[v] = i
	}
	for _, r := range listed {
		want[byName[graph.DimensionOf(graph.DimValence).Field.Str(r)]]++
	}
	got := make([]int, len(valences))
	for _, group := range counted.Groups.List() {
		got[group.At[0]] = int(group.Counts.Findings)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || int(counted.Total.Findings) != len(listed) {
		return fmt.Sprintf("%v of %v are counted where %v are listed", got, valences, want), nil
	}
	return "", nil
}
