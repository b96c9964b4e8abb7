package columns

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/wordindex"
)

// Marked is a store in which others may write, and which can say whether they did.
type Marked interface {
	graph.Store
	graph.Marker
}

// Options say how columns are kept over a store.
type Options struct {
	// MaxBytes is up to how much memory the columns and the words beside them take; 0 for
	// no bound. What would take more is left to the store. MaxKept comes on top, and while
	// columns are made anew, the old ones are there too.
	MaxBytes int64
	// Report, when set, is told of each attempt to make columns, and then of each to put
	// words beside them, one at a time. It must not wait for answers of the store.
	Report func(Report)
	// After, when set, is closed when the store may be asked: before, no columns are made.
	After <-chan struct{}
	// Pause is the least time between two attempts; 0 for a second. Making columns also
	// takes no more than a fifth of the time, however fast others write, and reading words
	// another fifth.
	Pause time.Duration
}

// Report says how an attempt to make columns ended, or one to put words beside them.
type Report struct {
	Mark     graph.Mark // that the columns are of
	Findings int
	Bytes    int64
	Took     time.Duration
	// Words says that it is about the words that are searched, and Bytes about these alone.
	// TooLarge and Err then say why the store is searched, while the columns stay.
	Words bool
	// WithoutWords says that with titles, names and labels the columns would take more
	// than MaxBytes: the store is asked for these.
	WithoutWords bool
	// TooLarge says that the columns would take more than MaxBytes: Bytes is how much
	// is known of. The store counts.
	TooLarge bool
	// Err says why there are no columns: the store failed, or moved on each time. They
	// are made later.
	Err error
}

// Store answers counts and lists from columns while the store behind it stands in the
// state that they were made of, and leaves everything else to that store. Of lists the
// columns give which records there are and in which order; what is read of them comes
// from the columns where they hold it, else from the store, by key. Each answer belongs
// to one state, that of the columns, or is whatever the store says. It may be used from
// many goroutines at once.
//
// Columns are made beside the questions: at the start, and again when a question finds
// that the state has passed. Until then the store answers. When they are in place, the
// words of their state are read too, and searches are answered as lists are.
type Store struct {
	Marked
	options Options
	now     atomic.Pointer[kept] // nil for none

	mu     sync.Mutex
	closed bool
	making bool
	after  time.Time // before which no columns are made

	wordsAfter time.Time // before which no words are read

	tooMuch graph.Mark
	unsaid  graph.Mark // the state whose words would be too much
	stop    context.CancelFunc
	stopped context.Context
	made    sync.WaitGroup
	builds  atomic.Int64
	doubted atomic.Bool // whether a question came with another mark while words are read
}

// kept are the columns of a state, and its words once they are read.
type kept struct {
	mark  graph.Mark
	index *Index
	words *wordindex.Index // nil for none
	bytes int64            // of both
	since time.Time
}

// Stats tell what the columns are that questions are answered from; all but Builds and
// Making is zero where there are none.
type Stats struct {
	Findings int
	Searches bool          // whether words are there too
	Bytes    int64         // about how much memory they may come to take
	Age      time.Duration // since they were made
	Builds   int64         // how often columns were made
	Making   bool          // whether columns or words are being made
}

// Stats tells how the columns are now.
func (c *Store) Stats() Stats {
	c.mu.Lock()
	s := Stats{Builds: c.builds.Load(), Making: c.making}
	c.mu.Unlock()
	if k := c.now.Load(); k != nil {
		s.Findings, s.Bytes, s.Age = int(k.index.Size(graph.KindFinding)), k.bytes, time.Since(k.since)
		s.Searches = k.words != nil
	}
	return s
}

var (
	_ graph.Store     = (*Store)(nil)
	_ graph.Marker    = (*Store)(nil)
	_ graph.TallierAt = (*Store)(nil)
	_ graph.ListerAt  = (*Store)(nil)
)

// Over puts columns over a store, and begins to make them, at once or After. Close closes both.
func Over(s Marked, o Options) *Store {
	if o.Pause <= 0 {
		o.Pause = time.Second
	}
	c := &Store{Marked: s, options: o}
	c.stopped, c.stop = context.WithCancel(context.Background())
	if o.After == nil {
		c.want(graph.Mark{})
		return c
	}
	c.made.Go(func() {
		select {
		case <-o.After:
			c.want(graph.Mark{})
		case <-c.stopped.Done():
		}
	})
	return c
}

// Revision is that of the columns; empty where there are none.
func (c *Store) Revision() string {
	if k := c.now.Load(); k != nil {
		return k.mark.Revision
	}
	return ""
}

// Tally implements graph.Store: it asks for the mark first.
func (c *Store) Tally(ctx context.Context, t graph.Tally) (*graph.Counted, error) {
	at, err := c.Marked.Mark(ctx)
	if err != nil {
		return nil, err
	}
	return c.TallyAt(ctx, t, at, func() {})
}

// TallyAt implements graph.TallierAt.
func (c *Store) TallyAt(ctx context.Context, t graph.Tally, at graph.Mark, kept func()) (*graph.Counted, error) {
	if x := c.at(at); x != nil && x.Answers(t) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		kept()
		return x.Tally(ctx, t)
	}
	return c.Marked.Tally(ctx, t)
}

// at gives the columns of a state, or nil.
func (c *Store) at(at graph.Mark) *Index {
	if k := c.keptAt(at); k != nil {
		return k.index
	}
	return nil
}

// keptAt gives what is kept of a state, or nil.
func (c *Store) keptAt(at graph.Mark) *kept {
	k := c.now.Load()
	switch {
	case at == (graph.Mark{}): // the store stands still by itself, and need not be this one
	case k == nil || k.mark != at:
		c.doubted.Store(true)
		c.want(at)
	default:
		return k
	}
	return nil
}

// Close implements graph.Store.
func (c *Store) Close() error {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.stop()
	c.made.Wait()
	c.now.Store(nil)
	return c.Marked.Close()
}
