package storetest

import (
	"context"
	"iter"
	"sync"
	"time"

	"github.com/exitgraph/exitgraph/graph"
)

// Fault is what goes wrong with calls of a verb.
type Fault struct {
	Verb Verb
	// Call is the number of the call that fails, from 1; 0 for every call.
	Call int
	// Delay is waited for before the call, or until its context ends, whose error
	// then is the answer.
	Delay time.Duration
	// Err is the answer of the call; nil lets it through after the delay.
	Err error
	// After, for Scan, is how many records are handed over before Err.
	After int
}

// Faulty is a store some of whose calls fail or take their time, snapshots of it
// included. It may be used from many goroutines at once.
type Faulty struct {
	inner graph.Store
	plan  *plan
}

type plan struct {
	mu     sync.Mutex
	faults []Fault
	calls  map[Verb]int
}

// NewFaulty wraps a store with faults; the first that fits a call is what happens
// to it. Close closes the store inside, unless it is to fail.
func NewFaulty(s graph.Store, faults ...Fault) *Faulty {
	return &Faulty{inner: s, plan: &plan{faults: faults, calls: map[Verb]int{}}}
}

// Set replaces the faults, and counts calls from 1 again.
func (f *Faulty) Set(faults ...Fault) {
	f.plan.mu.Lock()
	defer f.plan.mu.Unlock()
	f.plan.faults = faults
	clear(f.plan.calls)
}

// next counts a call and gives what happens to it.
func (p *plan) next(v Verb) Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls[v]++
	for _, f := range p.faults {
		if f.Verb == v && (f.Call == 0 || f.Call == p.calls[v]) {
			return f
		}
	}
	return Fault{}
}

// meet lets a fault happen.
func (f *Faulty) meet(ctx context.Context, v Verb) error {
	fault := f.plan.next(v)
	if err := wait(ctx, fault.Delay); err != nil {
		return err
	}
	return fault.Err
}

func wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Get implements graph.Store.
func (f *Faulty) Get(ctx context.Context, q graph.Get) (graph.Page, error) {
	if err := f.meet(ctx, Get); err != nil {
		return graph.Page{}, err
	}
	return f.inner.Get(ctx, q)
}

// Find implements graph.Store.
func (f *Faulty) Find(ctx context.Context, q graph.Find) (graph.Page, error) {
	if err := f.meet(ctx, Find); err != nil {
		return graph.Page{}, err
	}
	return f.inner.Find(ctx, q)
}

// Expand implements graph.Store.
func (f *Faulty) Expand(ctx context.Context, q graph.Expand) ([]graph.Page, error) {
	if err := f.meet(ctx, Expand); err != nil {
		return nil, err
	}
	return f.inner.Expand(ctx, q)
}

// Tally implements graph.Store.
func (f *Faulty) Tally(ctx context.Context, t graph.Tally) (*graph.Counted, error) {
	if err := f.meet(ctx, Tally); err != nil {
		return nil, err
	}
	return f.inner.Tally(ctx, t)
}

// Search implements graph.Store.
func (f *Faulty) Search(ctx context.Context, q graph.Search) (graph.Found, error) {
	if err := f.meet(ctx, Search); err != nil {
		return graph.Found{}, err
	}
	return f.inner.Search(ctx, q)
}

// Trace implements graph.Store.
func (f *Faulty) Trace(ctx context.Context, q graph.Trace) (graph.Traced, error) {
	if err := f.meet(ctx, Trace); err != nil {
		return graph.Traced{}, err
	}
	return f.inner.Trace(ctx, q)
}

// Apply implements graph.Store.
func (f *Faulty) Apply(ctx context.Context, b graph.Batch) (graph.Receipt, error) {
	if err := f.meet(ctx, Apply); err != nil {
		return graph.Receipt{}, err
	}
	return f.inner.Apply(ctx, b)
}

// Scan implements graph.Store.
func (f *Faulty) Scan(ctx context.Context, kinds ...graph.Kind) iter.Seq2[graph.Record, error] {
	return func(yield func(graph.Record, error) bool) {
		fault := f.plan.next(Scan)
		if err := wait(ctx, fault.Delay); err != nil {
			yield(nil, err)
			return
		}
		n := 0
		for r, err := range f.inner.Scan(ctx, kinds...) {
			if fault.Err != nil && n == fault.After {
				break
			}
			n++
			if !yield(r, err) {
				return
			}
		}
		if fault.Err != nil {
			yield(nil, fault.Err)
		}
	}
}

// Info implements graph.Store.
func (f *Faulty) Info(ctx context.Context) (graph.Info, error) {
	if err := f.meet(ctx, Info); err != nil {
		return graph.Info{}, err
	}
	return f.inner.Info(ctx)
}

// Mark implements graph.Marker: the mark of the store inside, the zero Mark where it
// gives none.
func (f *Faulty) Mark(ctx context.Context) (graph.Mark, error) {
	marker, ok := f.inner.(graph.Marker)
	if !ok {
		return graph.Mark{}, nil
	}
	if err := f.meet(ctx, Mark); err != nil {
		return graph.Mark{}, err
	}
	return marker.Mark(ctx)
}

// Close implements graph.Store.
func (f *Faulty) Close() error {
	if err := f.meet(context.Background(), Close); err != nil {
		return err
	}
	return f.inner.Close()
}

// Snapshot implements graph.Snapshotter: a snapshot of the store inside, with the
// same faults; the store itself where it has none.
func (f *Faulty) Snapshot() graph.Store {
	if s, ok := f.inner.(graph.Snapshotter); ok {
		return &Faulty{inner: s.Snapshot(), plan: f.plan}
	}
	return f
}

// Revision implements graph.Still: as the store inside does, empty where it does not.
func (f *Faulty) Revision() string {
	if s, ok := f.inner.(graph.Still); ok {
		return s.Revision()
	}
	return ""
}
