package columns

import (
	"context"
	"fmt"
	"iter"
	"runtime/debug"
	"slices"
	"time"

	"github.com/exitgraph/exitgraph/graph"
)

// want begins to make columns, unless that is under way, was done a moment ago, or is
// known to be too much for the state.
func (c *Store) want(at graph.Mark) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.idle() && !time.Now().Before(c.after) && (at == (graph.Mark{}) || at != c.tooMuch) {
		c.begin(nil)
	}
}

// idle says whether something may be made now. The caller holds the lock.
func (c *Store) idle() bool {
	return !c.closed && !c.making && c.options.may()
}

// begin makes columns and then puts words beside them, or only words where there are
// columns. The caller holds the lock.
func (c *Store) begin(k *kept) {
	c.making = true
	after, early := c.after, time.Now().Before(c.wordsAfter)
	c.made.Go(func() {
		var columns, words Report
		if k == nil {
			if columns = c.reported(false, c.make); columns.Err == nil && !columns.TooLarge && !early {
				k = c.now.Load()
			}
			after = c.rested(columns)
		}
		if k != nil {
			words = c.reported(true, func(ctx context.Context) Report { return c.makeWords(ctx, k) })
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.making = false
		c.after = after
		if words.Words {
			c.wordsAfter = c.rested(words)
		}
		if columns.TooLarge {
			c.tooMuch = columns.Mark
		}
		if words.TooLarge {
			c.unsaid = words.Mark
		}
	})
}

// rested is when the next attempt may be made after one that has just ended.
func (c *Store) rested(r Report) time.Time {
	rest := c.options.Pause
	if r.Findings > 0 { // else the store was hardly asked
		rest = max(rest, 4*r.Took)
	}
	return time.Now().Add(rest)
}

// reported makes columns or words, and reports how that ended.
func (c *Store) reported(words bool, make func(context.Context) Report) (report Report) {
	begun := time.Now()
	func() {
		defer func() { // a panic here would end the process
			if cause := recover(); cause != nil {
				report = Report{Words: words, Err: fmt.Errorf("panic: %v\n%s", cause, debug.Stack())}
			}
		}()
		report = make(c.stopped)
	}()
	report.Took = time.Since(begun)
	if report.TooLarge && !words {
		c.now.Store(nil) // those of a state that has passed
	}
	if c.options.Report != nil && c.stopped.Err() == nil {
		c.options.Report(report)
	}
	return report
}

// may says whether the store may be asked.
func (o Options) may() bool {
	if o.After == nil {
		return true
	}
	select {
	case <-o.After:
		return true
	default:
		return false
	}
}

// attempts is how often the store is read before the writers are left in peace.
const attempts = 3

// make makes columns of the present state. They are put in place at once, beside the
// old ones until then.
func (c *Store) make(ctx context.Context) Report {
	for try := 1; ; try++ {
		before, err := c.Marked.Mark(ctx)
		if err != nil {
			return Report{Err: err}
		}
		index, report, failed := c.read(ctx, before)
		if report.TooLarge || failed != nil && graph.KindOf(failed) != graph.Internal {
			report.Err = failed
			return report
		}
		after, err := c.Marked.Mark(ctx)
		if err != nil {
			return Report{Err: err}
		}
		if before == after && failed != nil {
			report.Err = failed // else what was read was of several states
			return report
		}
		if before == after {
			c.builds.Add(1)
			c.now.Store(&kept{mark: before, index: index, bytes: report.Bytes, since: time.Now()})
			return report
		}
		if try == attempts {
			report.Err = graph.ErrMoving
			return report
		}
	}
}

// leastBytes is what a finding takes at least: with it what is far too large is known
// before it is read.
const leastBytes = 40

// read makes an Index of all that the store holds.
func (c *Store) read(ctx context.Context, at graph.Mark) (*Index, Report, error) {
	report := Report{Mark: at}
	if at == (graph.Mark{}) {
		return nil, report, graph.Errorf("columns", graph.Unavailable, "The store does not say in which state it is, as when nothing was written to it yet: it counts by itself.")
	}
	info, err := c.Marked.Info(ctx)
	if err != nil {
		return nil, report, err
	}
	report.Findings = info.Counts[graph.KindFinding]
	report.Bytes = leastBytes * int64(report.Findings)
	if report.TooLarge = c.tooLarge(report.Bytes); report.TooLarge {
		return nil, report, nil
	}
	b := NewBuilder()
	b.Expect(report.Findings)
	for err := range c.fill(ctx, b) {
		if err != nil {
			return nil, report, err
		}
		if report.Bytes = int64(b.Bytes()); c.tooLarge(report.Bytes) && !report.WithoutWords {
			b.DropWords()
			report.Bytes, report.WithoutWords = int64(b.Bytes()), true
		}
		if c.tooLarge(report.Bytes) {
			report.TooLarge = true
			return nil, report, nil
		}
	}
	index := b.Index()
	index.Prepare()
	report.Findings = int(index.Size(graph.KindFinding))
	sum := func() int64 { return int64(index.Bytes()) + MaxKeptPerFinding*int64(report.Findings) }
	if report.Bytes = sum(); c.tooLarge(report.Bytes) && !report.WithoutWords {
		index.dropWords()
		index.noteHeld()
		report.Bytes, report.WithoutWords = sum(), true
	}
	report.TooLarge = c.tooLarge(report.Bytes)
	return index, report, nil
}

// Streamer is a store that hands over records while it reads them, in the order of
// Scan, perhaps of several states: a Scan that holds one state still may need memory
// for all of it.
type Streamer interface {
	Stream(ctx context.Context, kinds ...graph.Kind) iter.Seq2[graph.Record, error]
}

// fill gives everything that the store holds to a Builder, step by step: each record is
// a step, and some thousands of findings are where the store hands these over as
// numbers. What was written meanwhile, the mark tells.
func (c *Store) fill(ctx context.Context, b *Builder) iter.Seq[error] {
	return func(yield func(error) bool) {
		switch s := c.Marked.(type) {
		case FindingStreamer:
			kinds := graph.Kinds()
			at := slices.Index(kinds, graph.KindFinding)
			_ = each(s.Stream(ctx, kinds[:at]...), b.Add, yield) &&
				each(s.StreamFindings(ctx, b.Keys), b.AddFindings, yield) &&
				each(s.Stream(ctx, kinds[at+1:]...), b.Add, yield)
		case Streamer:
			each(s.Stream(ctx), b.Add, yield)
		default:
			each(c.Marked.Scan(ctx), b.Add, yield)
		}
	}
}

// each adds what comes, and says whether more is wanted.
func each[T any](all iter.Seq2[T, error], add func(T) error, yield func(error) bool) bool {
	for one, err := range all {
		if err == nil {
			err = add(one)
		}
		if !yield(err) || err != nil {
			return false
		}
	}
	return true
}

func (c *Store) tooLarge(bytes int64) bool {
	return c.options.MaxBytes > 0 && bytes > c.options.MaxBytes
}
