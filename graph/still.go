package graph

import (
	"context"
	"sync"
	"sync/atomic"
)

// attempts is how often an answer is made before the caller is asked to come again.
const attempts = 3

// ErrSlow is among the causes of an error of kind Unavailable where the store is there
// and took too long for what was asked.
var ErrSlow = Errorf("read", Unavailable, "The answer took too long: ask for less at a time, or try again.")

// ErrMoving says that the data changed each time while an answer was made.
var ErrMoving = Errorf("read", Unavailable, "The data was changed each time while this was read: ask again in a moment.")

// Read runs a function over a Graph made by Pin, so that all it is told belongs to
// one revision. Where the store can only say afterwards whether that was so, the
// function is run again, over another Graph, until it was; what it was told before
// is to be thrown away. After three attempts the error is ErrMoving, which is
// Unavailable. Errors of the function are its own to keep; an error of Read says
// that nobody knows whether the answer is one.
func (g *Graph) Read(ctx context.Context, read func(*Graph)) error {
	for range attempts {
		pinned := g.Pin()
		read(pinned)
		if still, err := pinned.stoodStill(ctx); still || err != nil {
			return err
		}
	}
	return ErrMoving
}

// stoodStill says whether all that a pinned Graph was told belongs to one revision.
// Also the answer to one question may not, where the store is a database that shows a
// part of a write while it applies it.
func (g *Graph) stoodStill(ctx context.Context) (bool, error) {
	w, ok := g.store.(*watched)
	if !ok || !w.asked.Load() {
		return true, nil
	}
	now, err := w.mark(ctx)
	return err == nil && now == w.before, err
}

// watched is a store whose mark is known from before the first question of a request.
type watched struct {
	Store
	marker Marker
	last   *atomic.Pointer[Mark] // that anybody was told; nil for none yet

	once   sync.Once
	before Mark
	err    error
	asked  atomic.Bool
}

// watch gives the store for one request, with all that it needs to find out whether
// the store stood still.
func (g *Graph) watch(s Store) Store {
	marker, ok := s.(Marker)
	if !ok {
		return s
	}
	return &watched{Store: s, marker: marker, last: g.last}
}

// mark asks for the mark, for this request and those after it.
func (w *watched) mark(ctx context.Context) (Mark, error) {
	now, err := w.marker.Mark(ctx)
	if err == nil {
		w.last.Store(&now)
	}
	return now, err
}

// begin comes before each question. The mark before the first one is what any
// earlier request was told: where that is out of date, the answer is made again,
// and where nothing was written since, which is nearly always, nobody is asked.
func (w *watched) begin(ctx context.Context) error {
	w.once.Do(func() {
		if last := w.last.Load(); last != nil {
			w.before = *last
			return
		}
		w.before, w.err = w.mark(ctx)
	})
	w.asked.Store(true)
	return w.err
}

// Get implements Store.
func (w *watched) Get(ctx context.Context, q Get) (Page, error) {
	if err := w.begin(ctx); err != nil {
		return Page{}, err
	}
	if keeps, ok := w.Store.(ListerAt); ok {
		return keeps.GetAt(ctx, q, w.before)
	}
	return w.Store.Get(ctx, q)
}

// Find implements Store.
func (w *watched) Find(ctx context.Context, q Find) (Page, error) {
	if err := w.begin(ctx); err != nil {
		return Page{}, err
	}
	if keeps, ok := w.Store.(ListerAt); ok {
		return keeps.FindAt(ctx, q, w.before)
	}
	return w.Store.Find(ctx, q)
}

// Expand implements Store.
func (w *watched) Expand(ctx context.Context, q Expand) ([]Page, error) {
	if err := w.begin(ctx); err != nil {
		return nil, err
	}
	if keeps, ok := w.Store.(ListerAt); ok {
		return keeps.ExpandAt(ctx, q, w.before)
	}
	return w.Store.Expand(ctx, q)
}

// Tally implements Store.
func (w *watched) Tally(ctx context.Context, q Tally) (*Counted, error) {
	if err := w.begin(ctx); err != nil {
		return nil, err
	}
	if keeps, ok := w.Store.(TallierAt); ok {
		return keeps.TallyAt(ctx, q, w.before)
	}
	return w.Store.Tally(ctx, q)
}

// Search implements Store.
func (w *watched) Search(ctx context.Context, q Search) (Found, error) {
	if err := w.begin(ctx); err != nil {
		return Found{}, err
	}
	return w.Store.Search(ctx, q)
}

// Trace implements Store.
func (w *watched) Trace(ctx context.Context, q Trace) (Traced, error) {
	if err := w.begin(ctx); err != nil {
		return Traced{}, err
	}
	return w.Store.Trace(ctx, q)
}

// Info implements Store.
func (w *watched) Info(ctx context.Context) (Info, error) {
	if err := w.begin(ctx); err != nil {
		return Info{}, err
	}
	return w.Store.Info(ctx)
}

// frame gives the frame of the state that the request began with.
func (w *watched) frame(ctx context.Context, fs *frames) (*Frame, error) {
	if err := w.begin(ctx); err != nil {
		return nil, err
	}
	if w.before == (Mark{}) {
		return fs.get(ctx, w.Store)
	}
	return fs.of(ctx, w.Store, w.before)
}
