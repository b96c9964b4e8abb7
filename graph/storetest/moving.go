package storetest

import (
	"context"
	"iter"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// Moving is a store that holds now one content and now another, as a database does
// that other processes write to. It cannot hold a revision still, and gives marks.
// It may be used from many goroutines at once.
type Moving struct {
	contents []graph.Store
	move     func(question int) bool

	mu        sync.Mutex
	questions int
	moves     int
}

// NewMoving makes a store that has the contents in turn, again and again. Before each
// question, counted from 1, move says whether the next content takes the place of the
// present one; asking for the mark is no question. Close closes all of them.
func NewMoving(move func(question int) bool, contents ...graph.Store) *Moving {
	return &Moving{contents: contents, move: move}
}

// Moves is how often the content has changed.
func (m *Moving) Moves() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.moves
}

// next gives the content that answers the next question.
func (m *Moving) next() graph.Store {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.questions++; m.move(m.questions) {
		m.moves++
	}
	return m.contents[m.moves%len(m.contents)]
}

// Mark implements graph.Marker.
func (m *Moving) Mark(ctx context.Context) (graph.Mark, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	info, err := m.contents[m.moves%len(m.contents)].Info(ctx)
	return graph.Mark{Revision: info.Revision, Writes: int64(m.moves)}, err
}

// Get implements graph.Store.
func (m *Moving) Get(ctx context.Context, q graph.Get) (graph.Page, error) {
	return m.next().Get(ctx, q)
}

// Find implements graph.Store.
func (m *Moving) Find(ctx context.Context, q graph.Find) (graph.Page, error) {
	return m.next().Find(ctx, q)
}

// Expand implements graph.Store.
func (m *Moving) Expand(ctx context.Context, q graph.Expand) ([]graph.Page, error) {
	return m.next().Expand(ctx, q)
}

// Tally implements graph.Store.
func (m *Moving) Tally(ctx context.Context, q graph.Tally) (*graph.Counted, error) {
	return m.next().Tally(ctx, q)
}

// Search implements graph.Store.
func (m *Moving) Search(ctx context.Context, q graph.Search) (graph.Found, error) {
	return m.next().Search(ctx, q)
}

// Trace implements graph.Store.
func (m *Moving) Trace(ctx context.Context, q graph.Trace) (graph.Traced, error) {
	return m.next().Trace(ctx, q)
}

// Apply implements graph.Store: the present content is changed.
func (m *Moving) Apply(ctx context.Context, b graph.Batch) (graph.Receipt, error) {
	return m.next().Apply(ctx, b)
}

// Scan implements graph.Store. A scan is one question.
func (m *Moving) Scan(ctx context.Context, kinds ...graph.Kind) iter.Seq2[graph.Record, error] {
	return m.next().Scan(ctx, kinds...)
}

// Info implements graph.Store.
func (m *Moving) Info(ctx context.Context) (graph.Info, error) { return m.next().Info(ctx) }

// Close implements graph.Store.
func (m *Moving) Close() error {
	var first error
	for _, s := range m.contents {
		if err := s.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}
