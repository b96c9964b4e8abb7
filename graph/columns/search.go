package columns

import (
	"context"
	"iter"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/wordindex"
)

// SearchAt implements graph.ListerAt. Queries for words that follow each other are left to
// the store, which has the texts.
func (c *Store) SearchAt(ctx context.Context, q graph.Search, at graph.Mark) (graph.Found, error) {
	k := c.keptAt(at)
	if k != nil && k.words == nil {
		c.wantWords(k)
	}
	if k == nil || k.words == nil || !wordindex.Decides(q.Query) {
		return c.Marked.Search(ctx, q)
	}
	if err := ctx.Err(); err != nil {
		return graph.Found{}, err
	}
	found, err := k.words.Search(ctx, q, k.index, nil)
	if err != nil {
		return graph.Found{}, err
	}
	ids := make([]int32, len(found.Hits))
	for i, h := range found.Hits {
		ids[i] = h.ID
	}
	reading := q.Reading
	reading.Along = nil
	pages, err := c.pages(ctx, k.index, []Part{{IDs: ids}}, reading, nil)
	if err != nil || pages == nil {
		return orElse(err, func() (graph.Found, error) { return c.Marked.Search(ctx, q) })
	}
	out := graph.Found{Total: found.Total, HasPrevious: found.HasPrevious, HasNext: found.HasNext, Brought: pages[0].Brought}
	for i, r := range pages[0].Records {
		out.Hits = append(out.Hits, graph.Hit{Record: r, Rank: found.Hits[i].Rank})
	}
	return out, nil
}

// wantWords begins to put words beside columns that have none, as want does with columns.
func (c *Store) wantWords(k *kept) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.idle() && !time.Now().Before(c.wordsAfter) && k.mark != c.unsaid && c.now.Load() == k {
		c.begin(k)
	}
}

// makeWords reads what nodes are found by, and puts it beside the columns of the same
// state. Where a question meanwhile comes with another mark and the state has passed, it
// makes way for new columns.
func (c *Store) makeWords(ctx context.Context, k *kept) Report {
	report := Report{Mark: k.mark, Findings: int(k.index.Size(graph.KindFinding)), Words: true}
	c.doubted.Store(false)
	b := wordindex.NewBuilder()
	report.Err = c.readWords(ctx, k, b)
	report.Bytes = int64(b.Bytes())
	if report.TooLarge = c.tooLarge(k.bytes + report.Bytes); report.TooLarge {
		report.Err = nil
		return report
	}
	if report.Err != nil && graph.KindOf(report.Err) != graph.Internal {
		return report
	}
	var words *wordindex.Index
	if report.Err == nil {
		words = b.Index()
		report.Bytes = int64(words.Bytes())
	}
	// The mark comes last: what was read of several states may also be a fault.
	if still, err := c.stands(ctx, k); err != nil || !still {
		report.Err = err
		if err == nil {
			report.Err = graph.ErrMoving
		}
		return report
	}
	if words != nil {
		with := *k
		with.words, with.bytes = words, k.bytes+report.Bytes
		c.now.CompareAndSwap(k, &with)
	}
	return report
}

// stands says whether the state of the columns is the present one.
func (c *Store) stands(ctx context.Context, k *kept) (bool, error) {
	at, err := c.Marked.Mark(ctx)
	return at == k.mark, err
}

// readWords gives all texts to a Builder, until they are too much.
func (c *Store) readWords(ctx context.Context, k *kept, b *wordindex.Builder) error {
	last, n := int32(noID), 0
	for node, err := range c.texts(ctx) {
		if err != nil {
			return err
		}
		id, known := k.index.ID(node.Kind, node.Key)
		if !known || id <= last {
			return graph.Errorf("columns", graph.Internal, "%s %q is not in the order of the columns.", node.Kind, node.Key)
		}
		b.Add(id, node.Texts)
		last = id
		if n++; n%breath == 0 && c.tooLarge(k.bytes+int64(b.Bytes())) {
			return nil
		}
		if c.doubted.Swap(false) {
			if still, err := c.stands(ctx, k); err != nil || !still {
				return graph.ErrMoving
			}
		}
	}
	return nil
}

// Texts are what a node is found by, as graph.SearchTexts gives them.
type Texts struct {
	Kind  graph.Kind
	Key   string
	Texts []graph.SearchText
}

// TextStreamer is a store that hands over what nodes are found by while it reads it, in
// the order of Scan, perhaps of several states. Nodes without texts it may leave out. What
// it hands over is good until the next.
type TextStreamer interface {
	StreamTexts(ctx context.Context) iter.Seq2[Texts, error]
}

// texts gives what all nodes are found by.
func (c *Store) texts(ctx context.Context) iter.Seq2[Texts, error] {
	var all iter.Seq2[graph.Record, error]
	switch s := c.Marked.(type) {
	case TextStreamer:
		return s.StreamTexts(ctx)
	case Streamer:
		all = s.Stream(ctx, graph.NodeKinds()...)
	default:
		all = c.Marked.Scan(ctx, graph.NodeKinds()...)
	}
	return func(yield func(Texts, error) bool) {
		for r, err := range all {
			if err != nil {
				yield(Texts{}, err)
				return
			}
			if !yield(Texts{r.RecordKind(), r.RecordKey(), graph.SearchTexts(r)}, nil) {
				return
			}
		}
	}
}
