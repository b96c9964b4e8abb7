package storetest

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// Unfused gives a store that hands out whole records and nothing along with them,
// whatever a question says will be read: what is asked next is asked by itself, and the
// mark too. Answers over it are to be the same as over the store inside. It has
// snapshots, or gives marks, where that one does. Close closes that one.
func Unfused(s graph.Store) graph.Store {
	plain := unfused{s}
	if snapshotter, ok := s.(graph.Snapshotter); ok {
		return unfusedSnapshots{plain, snapshotter}
	}
	if marker, ok := s.(graph.Marker); ok {
		return unfusedMarks{plain, marker}
	}
	return plain
}

type unfused struct{ graph.Store }

type unfusedSnapshots struct {
	unfused
	inner graph.Snapshotter
}

type unfusedMarks struct {
	unfused
	graph.Marker
}

// Snapshot implements graph.Snapshotter.
func (u unfusedSnapshots) Snapshot() graph.Store { return Unfused(u.inner.Snapshot()) }

// Revision implements graph.Still: as the store inside does, empty where it does not.
func (u unfused) Revision() string {
	if s, ok := u.Store.(graph.Still); ok {
		return s.Revision()
	}
	return ""
}

// Get implements graph.Store.
func (u unfused) Get(ctx context.Context, q graph.Get) (graph.Page, error) {
	q.Reading = graph.Reading{}
	page, err := u.Store.Get(ctx, q)
	page.Brought = graph.Brought{}
	return page, err
}

// Find implements graph.Store.
func (u unfused) Find(ctx context.Context, q graph.Find) (graph.Page, error) {
	q.Reading = graph.Reading{}
	page, err := u.Store.Find(ctx, q)
	page.Brought = graph.Brought{}
	return page, err
}

// Expand implements graph.Store.
func (u unfused) Expand(ctx context.Context, q graph.Expand) ([]graph.Page, error) {
	q.Reading = graph.Reading{}
	pages, err := u.Store.Expand(ctx, q)
	if len(pages) > 0 {
		pages[0].Brought = graph.Brought{} // which speaks for all of them
	}
	return pages, err
}
