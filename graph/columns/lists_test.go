package columns_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/graph/wordindex"
)

// listing is a store that lists from columns whenever it can, and compares what is read
// of the records with whole ones.
type listing struct {
	*columns.Store
	t     *testing.T
	whole graph.Store // the same content, of which nothing is counted
	inner *storetest.Counting

	narrow bool // each question has a Reading of its own

	mu                   sync.Mutex // one question at a time
	r                    *rand.Rand
	asked, past, fetched int // lists, and those that the store inside answered, or a part of
	searches, searched   int // searches, and those that the store inside answered
}

// settled waits until there are columns of the present state, and gives its mark.
func (l *listing) settled(ctx context.Context) (graph.Mark, error) {
	for range 2000 {
		at, err := l.Mark(ctx)
		if err != nil || l.Revision() == at.Revision && settled(l.Store)() {
			return at, err
		}
		if _, err := l.Store.TallyAt(ctx, graph.Tally{}, at, func() {}); err != nil {
			return at, err
		}
		if _, err := l.Store.SearchAt(ctx, graph.Search{}, at); err != nil { // which asks for words
			return at, err
		}
		time.Sleep(time.Millisecond)
	}
	return graph.Mark{}, fmt.Errorf("no columns")
}

// reading draws what is read of the records of each kind: half of the time short words
// and the like, which columns hold.
func (l *listing) reading() graph.Reading {
	var out graph.Reading
	short := l.r.IntN(2) == 0
	for _, k := range graph.Kinds() {
		if !short && l.r.IntN(3) == 0 {
			continue // whole records
		}
		out.Fields[k] = graph.KeyOnly
		for _, f := range graph.ModelOf(k).Fields {
			if l.r.IntN(3) == 0 && (!short || f.Orderable || f.Type == graph.TypeBool) {
				out.Fields[k] = out.Fields[k].With(f)
			}
		}
		for _, e := range graph.ModelOf(k).Edges {
			if !e.Many && len(e.Paths) == 1 && len(e.Paths[0]) == 1 && l.r.IntN(4) == 0 {
				out.Along = append(out.Along, e)
			}
		}
	}
	return out
}

// ask puts a question to the columns, and counts what the store inside is asked.
func (l *listing) ask(ctx context.Context, put func(at graph.Mark) error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	at, err := l.settled(ctx)
	if err != nil {
		return put(graph.Mark{})
	}
	before := l.inner.Counts()
	err = put(at)
	after := l.inner.Counts()
	l.asked++
	calls := 0
	for _, verb := range []storetest.Verb{storetest.Get, storetest.Find, storetest.Expand, storetest.Search} {
		calls += after.Calls[verb] - before.Calls[verb]
	}
	if calls > 1 {
		l.t.Errorf("a list asked the store %d times, want once at most", calls)
	}
	l.past += after.Calls[storetest.Expand] - before.Calls[storetest.Expand]
	l.searched += after.Calls[storetest.Search] - before.Calls[storetest.Search]
	l.fetched += calls
	return err
}

func (l *listing) Get(ctx context.Context, q graph.Get) (page graph.Page, err error) {
	err = l.ask(ctx, func(at graph.Mark) error {
		if l.narrow {
			q.Reading = l.reading()
		}
		if page, err = l.GetAt(ctx, q, at); err == nil {
			l.compare(ctx, page, q.Reading, nil)
		}
		return err
	})
	return page, err
}

func (l *listing) Find(ctx context.Context, q graph.Find) (page graph.Page, err error) {
	err = l.ask(ctx, func(at graph.Mark) error {
		if l.narrow {
			q.Reading = l.reading()
		}
		if page, err = l.FindAt(ctx, q, at); err == nil {
			l.compare(ctx, page, q.Reading, q.Order)
		}
		return err
	})
	return page, err
}

func (l *listing) Expand(ctx context.Context, q graph.Expand) (pages []graph.Page, err error) {
	err = l.ask(ctx, func(at graph.Mark) error {
		if l.narrow {
			q.Reading = l.reading()
		}
		if pages, err = l.ExpandAt(ctx, q, at); err != nil {
			return err
		}
		all := graph.Page{}
		for i, page := range pages {
			all.Records = append(all.Records, page.Records...)
			all.Brought.Along = append(all.Brought.Along, page.Brought.Along...)
			if i > 0 && len(page.Brought.Along) > 0 {
				l.t.Errorf("page %d brings records", i)
			}
		}
		l.compare(ctx, all, q.Reading, q.Order)
		return nil
	})
	return pages, err
}

func (l *listing) Search(ctx context.Context, q graph.Search) (found graph.Found, err error) {
	err = l.ask(ctx, func(at graph.Mark) error {
		if l.narrow {
			q.Reading = l.reading()
		}
		searched := l.inner.Counts().Calls[storetest.Search]
		if found, err = l.SearchAt(ctx, q, at); err != nil {
			return err
		}
		l.searches++
		decided := at != (graph.Mark{}) && wordindex.Decides(q.Query)
		if past := l.inner.Counts().Calls[storetest.Search] - searched; decided && past > 0 {
			l.t.Errorf("the store inside is searched for %s", q.Query)
		}
		var page graph.Page
		for _, h := range found.Hits {
			page.Records = append(page.Records, h.Record)
		}
		l.compare(ctx, page, q.Reading, nil)
		for i, h := range found.Hits { // whole ones, as the oracle describes them
			whole, err := l.whole.Get(ctx, graph.Get{Keys: []string{h.Record.RecordKey()}})
			if err != nil {
				return err
			}
			found.Hits[i].Record = whole.Records[0]
		}
		return nil
	})
	return found, err
}

// compare holds each record against the whole one, field by field, as far as is read.
func (l *listing) compare(ctx context.Context, page graph.Page, read graph.Reading, order []graph.OrderTerm) {
	for _, r := range slices.Concat(page.Records, page.Brought.Along) {
		if r == nil {
			continue
		}
		k := r.RecordKind()
		whole, err := l.whole.Find(ctx, graph.Find{Kind: k, Where: graph.KeyIn(k, r.RecordKey()), Window: graph.Window{Limit: -1}})
		if err != nil || len(whole.Records) != 1 {
			l.t.Fatalf("%s %s: %v", k, r.RecordKey(), err)
		}
		for _, f := range graph.ModelOf(k).Fields {
			ordered := slices.ContainsFunc(order, func(t graph.OrderTerm) bool { return t.Field == f })
			if got, want := valueOf(f, r), valueOf(f, whole.Records[0]); (read.Fields[k].Has(f) || ordered) && got != want {
				l.t.Fatalf("%s of %s is %s, want %s", f, r.RecordKey(), got, want)
			}
		}
	}
	seen := map[graph.Record]bool{}
	for _, r := range page.Brought.Along {
		if seen[r] || !slices.ContainsFunc(read.Along, func(e *graph.Edge) bool { return e.To == r.RecordKind() }) {
			l.t.Fatalf("%s %s is brought along", r.RecordKind(), r.RecordKey())
		}
		seen[r] = true
	}
}

func valueOf(f *graph.Field, r graph.Record) string {
	switch f.Type {
	case graph.TypeInt:
		return fmt.Sprint(f.Int(r))
	case graph.TypeBool:
		return fmt.Sprint(f.Bool(r))
	case graph.TypeText:
		return fmt.Sprintf("%q", f.Text(r))
	case graph.TypeStrings, graph.TypeRefs:
		return fmt.Sprintf("%q", f.List(r))
	default:
		return f.Str(r)
	}
}

func overListing(t *testing.T) *listing {
	whole := storetest.NewMoving(never, memstore.Empty())
	inner := storetest.NewCounting(whole)
	c := columns.Over(inner, columns.Options{Pause: 1})
	t.Cleanup(func() { _ = c.Close() })
	return &listing{Store: c, t: t, whole: whole, inner: inner, r: rand.New(rand.NewPCG(uint64(storetest.Seed(t, 5)), 1))}
}

func TestStoreThatListsFromColumnsKeepsThePromisesOfGraphStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) graph.Store { return overListing(t) })
}

func TestRandomListsAreAnsweredFromColumnsAsTheOracleDoes(t *testing.T) {
	var all []*listing
	storetest.Differential(t, func(t *testing.T) graph.Store {
		l := overListing(t)
		l.narrow = true
		all = append(all, l)
		return l
	}, storetest.Seed(t, 11), 1500)
	asked, past, fetched, searches, searched := 0, 0, 0, 0, 0
	for _, l := range all {
		searches, searched = searches+l.searches, searched+l.searched
		asked, past, fetched = asked+l.asked, past+l.past, fetched+l.fetched
	}
	if asked < 500 || past*2 > asked || fetched == 0 || fetched*4 > asked*3 {
		t.Errorf("of %d lists %d passed the columns, and for %d the store was asked", asked, past, fetched)
	}
	if searches < 100 || searched == 0 || searched*2 > searches {
		t.Errorf("of %d searches %d passed the words", searches, searched)
	}
}
