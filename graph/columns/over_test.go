package columns_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

var background = context.Background()

// never moves a store.
func never(int) bool { return false }

// patient is a store that counts from columns whenever it can: it waits until they are
// those of the present state.
type patient struct {
	*columns.Store
	inner       *storetest.Counting
	asked, past atomic.Int64 // counts, and those that the store inside answered
}

func (p *patient) Tally(ctx context.Context, t graph.Tally) (*graph.Counted, error) {
	for range 2000 {
		if _, err := p.Store.Tally(ctx, t); err != nil {
			return nil, err
		}
		at, err := p.Mark(ctx)
		if err != nil || p.Revision() == at.Revision {
			break
		}
		time.Sleep(time.Millisecond)
	}
	before := p.inner.Counts().Calls[storetest.Tally]
	counted, err := p.Store.Tally(ctx, t)
	p.asked.Add(1)
	p.past.Add(int64(p.inner.Counts().Calls[storetest.Tally] - before))
	return counted, err
}

// over puts columns over an embedded store that gives marks, as a database does.
func over(t *testing.T, o columns.Options) (*columns.Store, *storetest.Counting) {
	t.Helper()
	inner := storetest.NewCounting(storetest.NewMoving(never, memstore.Empty()))
	o.Pause = 1
	c := columns.Over(inner, o)
	t.Cleanup(func() { _ = c.Close() })
	return c, inner
}

func TestStoreWithColumnsKeepsThePromisesOfGraphStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) graph.Store {
		c, inner := over(t, columns.Options{})
		return &patient{Store: c, inner: inner}
	})
}

func TestRandomQuestionsAreAnsweredFromColumnsAsTheOracleDoes(t *testing.T) {
	storetest.Differential(t, func(t *testing.T) graph.Store {
		c, inner := over(t, columns.Options{})
		p := &patient{Store: c, inner: inner}
		t.Cleanup(func() {
			// What asks for prose is left to the store.
			if asked, past := p.asked.Load(), p.past.Load(); asked < 10 || past*2 > asked {
				t.Errorf("of %d counts %d passed the columns", asked, past)
			}
		})
		return p
	}, storetest.Seed(t, 3), 1500)
}

func TestRandomQuestionsAreAnsweredAlikeWithoutColumns(t *testing.T) {
	storetest.Differential(t, func(t *testing.T) graph.Store {
		c, _ := over(t, columns.Options{MaxBytes: 1})
		return c
	}, storetest.Seed(t, 3), 600)
}

func TestNothingIsReadForColumnsBeforeTheStoreMayBeAsked(t *testing.T) {
	small, _ := contents(t)
	inner := storetest.NewCounting(storetest.NewMoving(never, small))
	ready := make(chan struct{})
	c := columns.Over(inner, columns.Options{Pause: 1, After: ready})
	defer c.Close()
	if _, err := c.Tally(background, graph.Tally{}); err != nil {
		t.Fatal(err)
	}
	if asked := inner.Counts().Calls; asked[storetest.Scan] != 0 || asked[storetest.Info] != 0 || asked[storetest.Mark] != 1 {
		t.Errorf("one count asked %v, want its mark and nothing for columns", asked)
	}
	close(ready)
	await(t, "there are columns with words", settled(c))
}

func TestClosingEndsTheWaitForTheStore(t *testing.T) {
	small, _ := contents(t)
	c := columns.Over(storetest.NewMoving(never, small), columns.Options{After: make(chan struct{})})
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}
