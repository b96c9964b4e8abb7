package main

import (
	"context"
	"errors"
	"iter"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// streamed is a store of generated records that holds none but factors, phases and
// models: the others are made when they are read, one by one. It stands for a database,
// so that a graph can be asked of which the records would not fit into memory.
type streamed struct {
	graph.Store // of what is held
	size        storetest.LargeSize
}

// held are the kinds that every answer reads whole.
var held = []graph.Kind{graph.KindFactor, graph.KindPhaseModel, graph.KindPhase}

func newStreamed(findings int) (streamed, error) {
	size := storetest.SizeOf(findings)
	few := size
	few.Studies, few.Findings, few.Reviews = 1, 0, 0
	records := storetest.GenerateLarge(1, few)
	records = slices.DeleteFunc(records, func(r graph.Record) bool { return !slices.Contains(held, r.RecordKind()) })
	store, err := memstore.New(graph.Release{}, records)
	return streamed{store, size}, err
}

// Mark implements graph.Marker: nothing is ever written.
func (s streamed) Mark(ctx context.Context) (graph.Mark, error) {
	info, err := s.Store.Info(ctx)
	return graph.Mark{Revision: info.Revision, Writes: 1}, err
}

// Info implements graph.Store, with the findings that will come.
func (s streamed) Info(ctx context.Context) (graph.Info, error) {
	info, err := s.Store.Info(ctx)
	info.Counts[graph.KindFinding] = s.size.Findings
	return info, err
}

// Scan implements graph.Store.
func (s streamed) Scan(ctx context.Context, kinds ...graph.Kind) iter.Seq2[graph.Record, error] {
	size := s.size
	if len(kinds) > 0 && !slices.Contains(kinds, graph.KindFinding) {
		size.Findings = 0 // which are nearly all of the work
	}
	return func(yield func(graph.Record, error) bool) {
		for r := range storetest.Large(1, size) {
			if (len(kinds) == 0 || slices.Contains(kinds, r.RecordKind())) && !yield(r, ctx.Err()) {
				return
			}
		}
	}
}

// StreamTexts implements columns.TextStreamer. There are none, since what the index of
// words takes is measured in the store that has the records.
func (s streamed) StreamTexts(context.Context) iter.Seq2[columns.Texts, error] {
	return func(yield func(columns.Texts, error) bool) {
		yield(columns.Texts{}, graph.Errorf("bench", graph.Unavailable, "Nothing is searched here."))
	}
}

// overStreamed makes columns of a graph of so many findings, and waits for them.
func overStreamed(findings int) (*columns.Store, error) {
	store, err := newStreamed(findings)
	if err != nil {
		return nil, err
	}
	told := make(chan columns.Report, 1)
	over := columns.Over(store, columns.Options{Report: func(r columns.Report) {
		if !r.Words {
			told <- r // once, since nothing moves
		}
	}})
	if r := <-told; r.Err != nil || r.Findings != findings {
		return nil, errors.Join(errors.New("there are no columns"), r.Err, over.Close())
	}
	return over, nil
}
