package graph_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
)

// markedStore is a store that others write to, whose lists bring their mark.
type markedStore struct {
	graph.Store
	writes atomic.Int64
}

func (s *markedStore) Mark(ctx context.Context) (graph.Mark, error) {
	info, err := s.Info(ctx)
	return graph.Mark{Revision: info.Revision, Writes: s.writes.Load()}, err
}

func (s *markedStore) Apply(ctx context.Context, b graph.Batch) (graph.Receipt, error) {
	s.writes.Add(1)
	return s.Store.Apply(ctx, b)
}

func (s *markedStore) Find(ctx context.Context, q graph.Find) (graph.Page, error) {
	page, err := s.Store.Find(ctx, q)
	if err != nil {
		return page, err
	}
	at, err := s.Mark(ctx)
	page.Brought.At = &at
	return page, err
}

func TestAnAnswerIsMadeAgainWhereAnOpenAxisCannotBeReadAnyMore(t *testing.T) {
	s := &markedStore{Store: storeOf(t, soundWorld())}
	g := graph.New(s)
	frameOf := func(g *graph.Graph) *graph.Frame {
		f, err := g.Frame(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	if err := g.Read(t.Context(), func(g *graph.Graph) { frameOf(g) }); err != nil {
		t.Fatal(err)
	}
	attempts := 0
	var axis graph.Axis
	var failed error
	err := g.Read(t.Context(), func(g *graph.Graph) {
		if attempts++; attempts > 2 {
			t.Fatal("an answer is made again and again")
		}
		if _, err := g.Find(t.Context(), graph.KindStudy, graph.ListArgs{}); err != nil {
			t.Fatal(err)
		}
		f := frameOf(g)
		if attempts == 1 {
			put(t, g, aStudy("three"))
		}
		axis, failed = f.Axis(t.Context(), graph.DimStudy)
	})
	if err != nil || failed != nil {
		t.Fatalf("the answer is %v, with the axis %v", err, failed)
	}
	same(t, "the axis", axis.Keys, list("one three two"))
}

// keepingStore keeps what counts are made of. Its mark may take for ever.
type keepingStore struct {
	graph.Store
	hangs atomic.Bool
	ended chan error // how asking for the mark ended where it hung
}

func (s *keepingStore) Mark(ctx context.Context) (graph.Mark, error) {
	if !s.hangs.Load() {
		return graph.Mark{Writes: 1}, nil
	}
	<-ctx.Done()
	s.ended <- context.Cause(ctx)
	return graph.Mark{}, ctx.Err()
}

func (s *keepingStore) TallyAt(ctx context.Context, q graph.Tally, _ graph.Mark, kept func()) (*graph.Counted, error) {
	kept()
	return s.Tally(ctx, q)
}

func TestNobodyGoesOnAskingForTheMarkOfARequestThatEnded(t *testing.T) {
	s := &keepingStore{Store: storeOf(t, soundWorld()), ended: make(chan error, 1)}
	g := graph.New(s)
	count := func(ctx context.Context) error {
		return g.Read(ctx, func(g *graph.Graph) {
			if _, err := g.Tally(ctx, graph.Tally{}); err != nil {
				t.Error(err)
			}
		})
	}
	if err := count(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.hangs.Store(true)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := count(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a request whose mark does not come ends with %v", err)
	}
	if err := <-s.ended; !errors.Is(err, context.Canceled) {
		t.Errorf("asking for the mark ended with %v", err)
	}
}
