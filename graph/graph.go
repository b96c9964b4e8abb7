package graph

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
)

// Graph is the concrete type through which everyone asks: it checks values,
// decodes cursors, turns ids into keys, leaves findings that do not stand out of
// lists and counts, and keeps the frame of a revision, so that stores need not.
// It may be used from many goroutines at once.
type Graph struct {
	store  Store
	frames *frames
	last   *atomic.Pointer[Mark] // that a Marker gave
	states *states               // that was found at a mark
	pinned *pin                  // set for a Graph made by Pin
	reads  Reading               // of records; set for a Graph made by For
}

// pin holds what one request needs to know once.
type pin struct {
	holds bool // whether the store holds its revision still

	once  sync.Once
	frame *Frame
	err   error

	calls, rows, groups atomic.Int64

	pool pool
	// used is the frame that the answer is made from; nil for none.
	used atomic.Pointer[Frame]
}

// MaxGroups is how many groups all tallies of one request may hold together, each of
// them once for each tally that it stands in. A document does not tell how many there
// will be, since that is a matter of the data; so this is what bounds their memory. The tally
// that passes the bound is made and thrown away, which adds at most a group for each
// finding and value.
const MaxGroups = 500_000

// ErrGroups says that the tallies of a request hold more groups than they may.
var ErrGroups = Errorf("tally", Limit, "What is counted here and in the rest of the document makes more than %d groups: ask for fewer tables at once, for smaller dimensions, or with a narrower filter.", MaxGroups)

// takeGroups takes groups from those that the request may hold, all of them where there
// are not as many. None are taken where nothing is pinned.
func (g *Graph) takeGroups(n int) error {
	if g.pinned != nil && g.pinned.groups.Add(int64(n)) > MaxGroups {
		return ErrGroups
	}
	return nil
}

// New makes a Graph over a store. The store stays the caller's to close.
func New(s Store) *Graph {
	return &Graph{store: s, frames: &frames{}, last: &atomic.Pointer[Mark]{}, states: &states{}}
}

// Pin gives a Graph for one request: where the store can, all its calls read one
// revision, and the frame is looked up once. Use Read for an answer that must be of
// one revision whatever the store.
func (g *Graph) Pin() *Graph {
	s := g.store
	snapshotter, holds := s.(Snapshotter)
	if holds {
		s = snapshotter.Snapshot()
	}
	return &Graph{store: g.watch(s), frames: g.frames, last: g.last, states: g.states, pinned: &pin{holds: holds}}
}

// For gives a Graph for the same request whose Get, Find, Expand, Groups, All,
// Targets and Search hand out records of which only what the Reading names will be looked at.
func (g *Graph) For(r Reading) *Graph {
	narrowed := *g
	narrowed.reads = r
	return &narrowed
}

// Stats tells how many questions a pinned Graph has put to its store, and how
// many records and groups it was handed. Asking for Info and for the frame, which
// all requests share, is not counted.
func (g *Graph) Stats() (calls, rows int) {
	if g.pinned == nil {
		return 0, 0
	}
	return int(g.pinned.calls.Load()), int(g.pinned.rows.Load())
}

// count notes a call and what it brought.
func (g *Graph) count(rows int) {
	if g.pinned != nil {
		g.pinned.calls.Add(1)
		g.pinned.rows.Add(int64(rows))
	}
}

// Info describes the content. It asks the store, so it is also the test of
// whether the store is there.
func (g *Graph) Info(ctx context.Context) (Info, error) {
	info, err := g.store.Info(ctx)
	info.Release = info.Release.complete()
	return info, err
}

// Frame gives the frame of the present revision.
func (g *Graph) Frame(ctx context.Context) (*Frame, error) {
	if g.pinned == nil {
		return g.frames.get(ctx, g.store)
	}
	g.pinned.once.Do(func() {
		if w, ok := g.store.(*watched); ok {
			g.pinned.frame, g.pinned.err = g.watchedFrame(ctx, w)
		} else {
			g.pinned.frame, g.pinned.err = g.frames.get(ctx, g.store)
		}
	})
	return g.pinned.frame, g.pinned.err
}

// frames keeps the frame that was asked for last.
type frames struct {
	mu   sync.Mutex
	at   Mark // of the state that last is made for; only a Marker tells the number of writes
	last *making[*Frame]

	missed   int // how often the frame of the state missedAt was missed
	missedAt Mark
}

func (fs *frames) get(ctx context.Context, s Store) (*Frame, error) {
	const most = 3 // more writes in a row than come between two readings
	for i := 1; ; i++ {
		f, err := fs.try(ctx, s)
		if i == most || !errors.Is(err, errMoved) {
			return f, err
		}
	}
}

func (fs *frames) try(ctx context.Context, s Store) (*Frame, error) {
	// One snapshot for the name of the revision and its content, so that a batch in
	// between cannot put a new content under an old name.
	if snapshotter, ok := s.(Snapshotter); ok {
		s = snapshotter.Snapshot()
	}
	if marker, ok := s.(Marker); ok {
		at, err := marker.Mark(ctx)
		if err != nil {
			return nil, err
		}
		if at != (Mark{}) {
			return fs.of(ctx, s, at)
		}
	}
	info, err := s.Info(ctx)
	if err != nil {
		return nil, err
	}
	return fs.of(ctx, s, Mark{Revision: info.Revision})
}

// of gives the frame of a state. Where a store moves on while it is read, what comes
// is of a later state, and no answer is made of it: the mark of that request has
// passed, and does not come back.
func (fs *frames) of(ctx context.Context, s Store, at Mark) (*Frame, error) {
	fs.mu.Lock()
	if fs.last == nil || fs.at != at || fs.last.failed() {
		fs.make(ctx, s, at)
	}
	last := fs.last
	fs.mu.Unlock()
	return last.wait(ctx)
}

// make begins to make the frame of a state. The caller holds the lock.
func (fs *frames) make(ctx context.Context, s Store, at Mark) {
	fs.at = at
	fs.last = begin(ctx, func(ctx context.Context) (*Frame, error) { return frameOf(ctx, s, at.Revision) })
}

// frameOf reads a frame from a store.
func frameOf(ctx context.Context, s Store, revision string) (*Frame, error) {
	return newFrame(ctx, revision, func(ctx context.Context, kinds ...Kind) ([]Record, error) {
		var out []Record
		for r, err := range s.Scan(ctx, kinds...) {
			if err != nil {
				return nil, err
			}
			out = append(out, r)
		}
		info, err := s.Info(ctx)
		if err == nil && info.Revision != revision {
			err = errMoved
		}
		return out, err
	})
}

var errMoved = Errorf("frame", Unavailable, "The data changed while it was read: try again.")

// Get gives nodes by id or key, in the order asked for, nil where there is none
// or where an id speaks of another kind than the node has.
func (g *Graph) Get(ctx context.Context, ids []string) ([]Record, error) {
	keys := make([]string, 0, len(ids))
	at := make([]int, len(ids))
	kinds := make([]Kind, len(ids))
	seen := make(map[string]int, len(ids))
	for i, id := range ids {
		kind, key, ok := ParseID(id)
		at[i], kinds[i] = -1, kind
		if !ok {
			continue
		}
		j, again := seen[key]
		if !again {
			j = len(keys)
			seen[key] = j
			keys = append(keys, key)
		}
		at[i] = j
	}
	out := make([]Record, len(ids))
	if len(keys) == 0 {
		return out, nil
	}
	got, err := g.nodes(ctx, keys)
	if err != nil {
		return nil, err
	}
	for i, j := range at {
		if j >= 0 && got[j] != nil && (kinds[i] == 0 || kinds[i] == got[j].RecordKind()) {
			out[i] = got[j]
		}
	}
	return out, nil
}

// All lists every record of a kind that meets the filter, in the kind's order.
// It is for kinds of which there are few.
func (g *Graph) All(ctx context.Context, k Kind, where Filter) ([]Record, error) {
	where, err := g.scope(ctx, k, where)
	if err != nil {
		return nil, err
	}
	reading := g.reading(ctx, k)
	page, err := g.store.Find(ctx, Find{Kind: k, Where: where, Order: models[k].Order, Window: Window{Limit: -1}, Reading: reading})
	g.count(len(page.Records))
	g.keep(page.Brought, reading)
	return page.Records, err
}

// Targets gives, for each of the parents (distinct keys of records of kind
// Edge.From), all records that the edge leads to, in the order of their kind.
// Findings that do not stand are left out of an edge to many.
func (g *Graph) Targets(ctx context.Context, e *Edge, parents []string) ([][]Record, error) {
	q := Expand{Edge: e, Parents: parents, Window: Window{Limit: -1}, Reading: g.reading(ctx, e.To)}
	if e.To != 0 {
		q.Order = models[e.To].Order
	}
	if e.To == KindFinding && e.Many {
		q.Where = isCurrent()
	}
	pages, err := g.store.Expand(ctx, q)
	if err != nil {
		return nil, err
	}
	out := make([][]Record, len(pages))
	rows := 0
	for i := range pages {
		out[i] = pages[i].Records
		rows += len(out[i])
		g.keep(pages[i].Brought, q.Reading)
	}
	g.count(rows)
	return out, nil
}

// Tally counts. Findings that do not stand are left out unless the filter speaks
// of status. At most three axes. All tallies of a pinned Graph may hold MaxGroups
// together; the one that passes that fails with ErrGroups, and those after it do so
// without asking the store.
func (g *Graph) Tally(ctx context.Context, t Tally) (*Counted, error) {
	if t.Of == 0 {
		t.Of = KindFinding
	}
	if err := CheckTally(t); err != nil {
		return nil, err
	}
	where, err := g.scope(ctx, t.Of, t.Where)
	if err != nil {
		return nil, err
	}
	t.Where = where
	if t.Of != KindFinding {
		if t.Findings, err = g.scope(ctx, KindFinding, t.Findings); err != nil {
			return nil, err
		}
	}
	if err := g.takeGroups(0); err != nil {
		return nil, err
	}
	counted, err := g.store.Tally(ctx, t)
	if err != nil {
		return nil, err
	}
	g.count(counted.Groups.Len())
	if err := g.takeGroups(counted.Groups.Len()); err != nil {
		return nil, err
	}
	return counted, nil
}

// Apply hands a batch to the store.
func (g *Graph) Apply(ctx context.Context, b Batch) (Receipt, error) { return g.store.Apply(ctx, b) }

// scope prepares a caller's filter for the store. Only filters that speak of
// keys of phases need the frame.
func (g *Graph) scope(ctx context.Context, k Kind, f Filter) (Filter, error) {
	var frame *Frame
	if speaksOfPhases(f) {
		var err error
		if frame, err = g.Frame(ctx); err != nil {
			return nil, err
		}
	}
	return scoping{frame: frame}.filter(k, f), nil
}

func speaksOfPhases(f Filter) bool {
	any := func(parts []Filter) bool {
		for _, p := range parts {
			if speaksOfPhases(p) {
				return true
			}
		}
		return false
	}
	switch f := f.(type) {
	case And:
		return any(f)
	case Or:
		return any(f)
	case Not:
		return speaksOfPhases(f.Filter)
	case Compare:
		return f.Field.Kind == KindPhase && f.Field.Type == TypeKey
	case Has:
		return speaksOfPhases(f.Where)
	default:
		return false
	}
}
