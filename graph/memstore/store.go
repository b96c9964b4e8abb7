package memstore

import (
	"context"
	"iter"
	"sync"
	"sync/atomic"

	"github.com/exitgraph/exitgraph/graph"
)

// Store is an embedded store. It may be used from many goroutines at once.
type Store struct {
	reader
	now     atomic.Pointer[snapshot] // nil once closed
	writing sync.Mutex               // held by Apply and Close
}

// view reads one revision of a store, and writes to the store itself.
type view struct{ reader }

// reader answers questions from one snapshot of a store.
type reader struct {
	store *Store
	held  *snapshot // nil for the present one
}

var (
	_ graph.Store       = (*Store)(nil)
	_ graph.Snapshotter = (*Store)(nil)
	_ graph.Store       = view{}
	_ graph.Snapshotter = view{}
	_ graph.Still       = view{}
)

// New makes a store of the records, in any order. They belong to the store from
// then on and are not changed: where a derived value differs, the store keeps a
// copy. A fault in any of them refuses all: the error is Invalid and holds a
// graph.ProblemsError list.
func New(release graph.Release, records []graph.Record) (*Store, error) {
	next, problems, err := assemble(release, records)
	if err != nil {
		return nil, err
	}
	if err := graph.InvalidRecords("new", append(problems, graph.CheckAll(next)...)); err != nil {
		return nil, err
	}
	return holding(next), nil
}

// Empty makes a store without records.
func Empty() *Store {
	return holding(arrange(graph.Release{}, &[kindCount][]graph.Record{}, [kindCount]map[string]int32{}))
}

func holding(first *snapshot) *Store {
	s := &Store{}
	s.reader.store = s
	s.now.Store(first)
	return s
}

// at gives the snapshot that a call reads, unless the caller has given up or the
// store is closed.
func (r reader) at(ctx context.Context, op string) (*snapshot, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	now := r.store.now.Load()
	if now == nil {
		return nil, closed(op)
	}
	if r.held != nil {
		return r.held, nil
	}
	return now, nil
}

func closed(op string) error {
	return graph.Errorf(op, graph.Unavailable, "The store is closed: open it again.")
}

// Get implements graph.Store.
func (r reader) Get(ctx context.Context, q graph.Get) (graph.Page, error) {
	s, err := r.at(ctx, "get")
	if err != nil {
		return graph.Page{}, err
	}
	return graph.Page{Records: s.get(q.Keys)}, nil
}

// Find implements graph.Store.
func (r reader) Find(ctx context.Context, q graph.Find) (graph.Page, error) {
	s, err := r.at(ctx, "find")
	if err != nil {
		return graph.Page{}, err
	}
	return s.find(ctx, q)
}

// Expand implements graph.Store.
func (r reader) Expand(ctx context.Context, q graph.Expand) ([]graph.Page, error) {
	s, err := r.at(ctx, "expand")
	if err != nil {
		return nil, err
	}
	return s.expand(ctx, q)
}

// Tally implements graph.Store.
func (r reader) Tally(ctx context.Context, t graph.Tally) (*graph.Counted, error) {
	s, err := r.at(ctx, "tally")
	if err != nil {
		return nil, err
	}
	return s.Tally(ctx, t)
}

// Search implements graph.Store. The first search of a revision makes the index.
func (r reader) Search(ctx context.Context, q graph.Search) (graph.Found, error) {
	s, err := r.at(ctx, "search")
	if err != nil {
		return graph.Found{}, err
	}
	return s.search(ctx, q)
}

// Trace implements graph.Store.
func (r reader) Trace(ctx context.Context, q graph.Trace) (graph.Traced, error) {
	s, err := r.at(ctx, "trace")
	if err != nil {
		return graph.Traced{}, err
	}
	return s.trace(ctx, q)
}

// Scan implements graph.Store. The revision is that of the moment at which the
// loop begins.
func (r reader) Scan(ctx context.Context, kinds ...graph.Kind) iter.Seq2[graph.Record, error] {
	return func(yield func(graph.Record, error) bool) {
		s, err := r.at(ctx, "scan")
		if err != nil {
			yield(nil, err)
			return
		}
		s.scan(ctx, kinds, yield)
	}
}

// Info implements graph.Store. The first call at a revision computes its hash.
func (r reader) Info(ctx context.Context) (graph.Info, error) {
	s, err := r.at(ctx, "info")
	if err != nil {
		return graph.Info{}, err
	}
	return s.info(), nil
}

// Snapshot implements graph.Snapshotter.
func (r reader) Snapshot() graph.Store {
	if r.held == nil {
		r.held = r.store.now.Load()
	}
	return view{r}
}

// Revision implements graph.Still; empty where the store was closed before.
func (v view) Revision() string {
	if v.held == nil {
		return ""
	}
	return v.held.revision()
}

// Close implements graph.Store. Closing twice is no fault.
func (s *Store) Close() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.now.Store(nil)
	return nil
}

// Apply writes to the store; the view goes on reading its own revision.
func (v view) Apply(ctx context.Context, b graph.Batch) (graph.Receipt, error) {
	return v.store.Apply(ctx, b)
}

// Close does nothing: a view needs none.
func (v view) Close() error { return nil }
