package storetest

import (
	"context"
	"iter"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// Verb names a method of graph.Store for the wrappers.
type Verb string

// The verbs.
const (
	Get    Verb = "get"
	Find   Verb = "find"
	Expand Verb = "expand"
	Tally  Verb = "tally"
	Search Verb = "search"
	Trace  Verb = "trace"
	Apply  Verb = "apply"
	Scan   Verb = "scan"
	Info   Verb = "info"
	Mark   Verb = "mark"
	Close  Verb = "close"
)

// Counts say what was asked of a store.
type Counts struct {
	Calls map[Verb]int
	Rows  map[Verb]int // records handed out, groups for Tally, nodes or edges for Trace, changes for Apply
}

// Total is how many calls there were that ask for data: all but Info, Mark and Close.
func (c Counts) Total() int {
	n := 0
	for verb, calls := range c.Calls {
		if verb != Info && verb != Mark && verb != Close {
			n += calls
		}
	}
	return n
}

// Counting is a store that counts what is asked of the store inside it, snapshots
// of it included. It may be used from many goroutines at once.
type Counting struct {
	inner graph.Store
	tally *counts
}

type counts struct {
	mu    sync.Mutex
	calls map[Verb]int
	rows  map[Verb]int
}

// NewCounting wraps a store. Close closes it.
func NewCounting(s graph.Store) *Counting {
	return &Counting{inner: s, tally: &counts{calls: map[Verb]int{}, rows: map[Verb]int{}}}
}

// Counts gives what was counted since the beginning or the last Reset.
func (c *Counting) Counts() Counts {
	c.tally.mu.Lock()
	defer c.tally.mu.Unlock()
	out := Counts{Calls: map[Verb]int{}, Rows: map[Verb]int{}}
	for v, n := range c.tally.calls {
		out.Calls[v] = n
	}
	for v, n := range c.tally.rows {
		out.Rows[v] = n
	}
	return out
}

// Reset forgets what was counted.
func (c *Counting) Reset() {
	c.tally.mu.Lock()
	defer c.tally.mu.Unlock()
	clear(c.tally.calls)
	clear(c.tally.rows)
}

// call notes one call.
func (c *counts) call(v Verb, rows int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls[v]++
	c.rows[v] += rows
}

// Get implements graph.Store.
func (c *Counting) Get(ctx context.Context, q graph.Get) (graph.Page, error) {
	got, err := c.inner.Get(ctx, q)
	c.tally.call(Get, len(got.Records))
	return got, err
}

// Find implements graph.Store.
func (c *Counting) Find(ctx context.Context, q graph.Find) (graph.Page, error) {
	page, err := c.inner.Find(ctx, q)
	c.tally.call(Find, len(page.Records))
	return page, err
}

// Expand implements graph.Store.
func (c *Counting) Expand(ctx context.Context, q graph.Expand) ([]graph.Page, error) {
	pages, err := c.inner.Expand(ctx, q)
	rows := 0
	for _, p := range pages {
		rows += len(p.Records)
	}
	c.tally.call(Expand, rows)
	return pages, err
}

// Tally implements graph.Store.
func (c *Counting) Tally(ctx context.Context, t graph.Tally) (*graph.Counted, error) {
	counted, err := c.inner.Tally(ctx, t)
	rows := 0
	if counted != nil {
		rows = counted.Groups.Len()
	}
	c.tally.call(Tally, rows)
	return counted, err
}

// Search implements graph.Store.
func (c *Counting) Search(ctx context.Context, q graph.Search) (graph.Found, error) {
	found, err := c.inner.Search(ctx, q)
	c.tally.call(Search, len(found.Hits))
	return found, err
}

// Trace implements graph.Store.
func (c *Counting) Trace(ctx context.Context, q graph.Trace) (graph.Traced, error) {
	traced, err := c.inner.Trace(ctx, q)
	c.tally.call(Trace, len(traced.Nodes)+len(traced.Edges))
	return traced, err
}

// Apply implements graph.Store.
func (c *Counting) Apply(ctx context.Context, b graph.Batch) (graph.Receipt, error) {
	receipt, err := c.inner.Apply(ctx, b)
	c.tally.call(Apply, receipt.Applied)
	return receipt, err
}

// Scan implements graph.Store. A scan counts when its loop begins.
func (c *Counting) Scan(ctx context.Context, kinds ...graph.Kind) iter.Seq2[graph.Record, error] {
	return func(yield func(graph.Record, error) bool) {
		rows := 0
		defer func() { c.tally.call(Scan, rows) }()
		for r, err := range c.inner.Scan(ctx, kinds...) {
			if err == nil {
				rows++
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// Info implements graph.Store.
func (c *Counting) Info(ctx context.Context) (graph.Info, error) {
	c.tally.call(Info, 0)
	return c.inner.Info(ctx)
}

// Mark implements graph.Marker: the mark of the store inside, the zero Mark where it
// gives none.
func (c *Counting) Mark(ctx context.Context) (graph.Mark, error) {
	marker, ok := c.inner.(graph.Marker)
	if !ok {
		return graph.Mark{}, nil
	}
	c.tally.call(Mark, 0)
	return marker.Mark(ctx)
}

// Close implements graph.Store.
func (c *Counting) Close() error {
	c.tally.call(Close, 0)
	return c.inner.Close()
}

// Snapshot implements graph.Snapshotter: a snapshot of the store inside, counted
// with it; the store itself where it has none.
func (c *Counting) Snapshot() graph.Store {
	if s, ok := c.inner.(graph.Snapshotter); ok {
		return &Counting{inner: s.Snapshot(), tally: c.tally}
	}
	return c
}

// Revision implements graph.Still: as the store inside does, empty where it does not.
func (c *Counting) Revision() string {
	if s, ok := c.inner.(graph.Still); ok {
		return s.Revision()
	}
	return ""
}
