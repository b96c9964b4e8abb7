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
// part of a write while it applies it. Where answers brought their marks, nobody is
// asked, unless the values of an open axis could not be read any more: the mark tells
// whether to begin again.
func (g *Graph) stoodStill(ctx context.Context) (bool, error) {
	w, ok := g.store.(*watched)
	if !ok {
		return true, nil
	}
	if err := w.heard(ctx); err != nil {
		return false, err
	}
	used := g.pinned.used.Load()
	still, known := w.told()
	if !known || used != nil && used.moved.Load() {
		now, err := w.mark(ctx)
		if still = now == w.before; err != nil {
			return false, err
		}
	}
	if still && used != nil {
		used.sound.Store(true)
	}
	return still, nil
}

// watched is a store whose mark is known from before the first question of a request.
type watched struct {
	Store
	marker Marker
	last   *atomic.Pointer[Mark] // that anybody was told; nil for none yet

	once   sync.Once
	before Mark
	err    error

	mu     sync.Mutex
	clock  int  // rises whenever a question begins or ends
	sure   int  // when the last question began whose answer brought the mark from before
	unsure int  // when the last question ended whose answer brought no mark
	kept   bool // whether an answer was made of what is kept of the state from before, or of its frame
	passed bool // whether an answer brought another mark

	early   *making[Mark] // the mark, asked for beside the questions; nil for not yet
	earlyAt int           // when that began
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

// told says whether the store stood still, if that is known without asking. An answer
// with the mark from before vouches for all that ended before its question began, too.
// What was made of what is kept needs no vouching: only that the mark was that one at
// some time during the request.
func (w *watched) told() (still, known bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return !w.passed, w.passed || w.unsure <= w.sure && (w.sure > 0 || !w.kept)
}

// heard takes up the mark that was asked for early, if it was.
func (w *watched) heard(ctx context.Context) error {
	if w.early == nil {
		return nil
	}
	at, err := w.early.wait(ctx)
	if err == nil {
		w.end(w.earlyAt, Brought{At: &at})
	}
	return err
}

// begin comes before each question, and gives the time. The mark before the first one
// is what any earlier request was told: where that is out of date, the answer is made
// again, and where nothing was written since, which is nearly always, nobody is asked.
func (w *watched) begin(ctx context.Context) (int, error) {
	w.once.Do(func() {
		if last := w.last.Load(); last != nil {
			w.before = *last
			return
		}
		if w.before, w.err = w.mark(ctx); w.err == nil {
			w.end(1, Brought{At: &w.before})
		}
	})
	w.mu.Lock()
	defer w.mu.Unlock()
	w.clock++
	return w.clock, w.err
}

// began gives the mark from before the first question, if there was one.
func (w *watched) began() (at Mark, told bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.clock == 0 {
		return Mark{}, false
	}
	return w.before, true
}

// end notes what the answer to a question says of its state.
func (w *watched) end(began int, of Brought) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.clock++
	switch {
	case of.Kept:
		w.kept = true
	case of.At == nil:
		w.unsure = w.clock
	case *of.At == w.before:
		w.sure = max(w.sure, began)
	default:
		w.passed = true
		w.last.Store(of.At)
	}
}

// endFrame notes that the frame was used. One that is sound needs a sign that its state
// has not passed, whenever in the request; any other needs one that comes after it.
func (g *Graph) endFrame(w *watched, began int, f *Frame) {
	if f == nil {
		w.end(began, Brought{})
		return
	}
	g.pinned.used.Store(f)
	if !f.sound.Load() {
		w.end(began, Brought{})
		return
	}
	w.end(began, Brought{Kept: true})
}

// question puts one question to the store behind w. brought gives what the answer says
// of its state; nil where such answers say nothing.
func question[A any](ctx context.Context, w *watched, put func(context.Context) (A, error), brought func(A) Brought) (A, error) {
	began, err := w.begin(ctx)
	var answer A
	if err == nil {
		answer, err = put(ctx)
	}
	if err == nil && brought != nil {
		w.end(began, brought(answer))
	} else {
		w.end(began, Brought{})
	}
	return answer, err
}

// Get implements Store.
func (w *watched) Get(ctx context.Context, q Get) (Page, error) {
	return question(ctx, w, func(ctx context.Context) (Page, error) {
		if keeps, ok := w.Store.(ListerAt); ok {
			return keeps.GetAt(ctx, q, w.before)
		}
		return w.Store.Get(ctx, q)
	}, Page.brought)
}

// Find implements Store.
func (w *watched) Find(ctx context.Context, q Find) (Page, error) {
	return question(ctx, w, func(ctx context.Context) (Page, error) {
		if keeps, ok := w.Store.(ListerAt); ok {
			return keeps.FindAt(ctx, q, w.before)
		}
		return w.Store.Find(ctx, q)
	}, Page.brought)
}

// Expand implements Store.
func (w *watched) Expand(ctx context.Context, q Expand) ([]Page, error) {
	return question(ctx, w, func(ctx context.Context) ([]Page, error) {
		if keeps, ok := w.Store.(ListerAt); ok {
			return keeps.ExpandAt(ctx, q, w.before)
		}
		return w.Store.Expand(ctx, q)
	}, func(pages []Page) Brought {
		if len(pages) == 0 {
			return Brought{}
		}
		return pages[0].Brought
	})
}

func (p Page) brought() Brought { return p.Brought }

// Tally implements Store. Counting takes its time, so that the mark is asked for
// meanwhile where nobody has asked for it in this request.
func (w *watched) Tally(ctx context.Context, q Tally) (*Counted, error) {
	var of Brought
	return question(ctx, w, func(ctx context.Context) (*Counted, error) {
		if keeps, ok := w.Store.(TallierAt); ok {
			return keeps.TallyAt(ctx, q, w.before, func() {
				of.Kept = true
				w.askEarly(ctx)
			})
		}
		return w.Store.Tally(ctx, q)
	}, func(*Counted) Brought { return of })
}

// askEarly begins to ask for the mark, unless that was done. Nobody shares what comes, so
// that the asking ends with the request.
func (w *watched) askEarly(ctx context.Context) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.early == nil && w.sure == 0 {
		w.clock++
		w.earlyAt = w.clock
		w.early = begin(ctx, func(asking context.Context) (Mark, error) {
			asking, cancel := context.WithCancel(asking)
			defer cancel()
			defer context.AfterFunc(ctx, cancel)()
			return w.mark(asking)
		})
	}
}

// Search implements Store.
func (w *watched) Search(ctx context.Context, q Search) (Found, error) {
	return question(ctx, w, func(ctx context.Context) (Found, error) {
		if keeps, ok := w.Store.(ListerAt); ok {
			return keeps.SearchAt(ctx, q, w.before)
		}
		return w.Store.Search(ctx, q)
	}, func(f Found) Brought { return f.Brought })
}

// Trace implements Store.
func (w *watched) Trace(ctx context.Context, q Trace) (Traced, error) {
	return question(ctx, w, func(ctx context.Context) (Traced, error) { return w.Store.Trace(ctx, q) }, nil)
}

// Info implements Store.
func (w *watched) Info(ctx context.Context) (Info, error) {
	return question(ctx, w, w.Store.Info, nil)
}

// watchedFrame gives the frame of the state that the request began with.
func (g *Graph) watchedFrame(ctx context.Context, w *watched) (*Frame, error) {
	began, err := w.begin(ctx)
	if err != nil {
		w.end(began, Brought{})
		return nil, err
	}
	var f *Frame
	if w.before == (Mark{}) {
		f, err = g.frames.get(ctx, w.Store)
	} else {
		f, err = g.frames.of(ctx, w.Store, w.before)
	}
	g.endFrame(w, began, f)
	return f, err
}
