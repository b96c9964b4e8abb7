package storetest

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// SeedVariable names the environment variable that replaces the seed of random
// tests.
const SeedVariable = "EXITGRAPH_TEST_SEED"

// Seed gives the seed for a random test: fallback, unless the environment names
// another.
func Seed(t testing.TB, fallback int64) int64 {
	text := os.Getenv(SeedVariable)
	if text == "" {
		return fallback
	}
	seed, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatalf("%s is %q: make it a whole number", SeedVariable, text)
	}
	return seed
}

// worlds is among how many random worlds the questions are divided.
const worlds = 4

// Differential asks a store n random questions and compares the answers with those
// of Naive. Now and then it writes, so that answers of later revisions are
// compared too. It fails when a tenth of the answers or more hold nothing, since a
// test of empty answers proves little. open gives a fresh, empty store.
func Differential(t *testing.T, open func(t *testing.T) graph.Store, seed int64, n int) {
	t.Helper()
	filled := 0
	for i := range worlds {
		worldSeed := seed + int64(i)
		size := Small
		if i == worlds-1 {
			size = Medium
		}
		records := Generate(worldSeed, size)
		naive := NewNaive(records)
		if problems := graph.CheckAll(naive); len(problems) > 0 {
			t.Fatalf("seed %d: the generated world is not valid: %v", worldSeed, problems)
		}
		d := &differ{t: t, seed: worldSeed, asker: &asker{Rand: random(worldSeed), world: naive}, store: open(t), records: records}
		Load(t, d.store, records)
		for q := range (n + worlds - 1) / worlds {
			if q%100 == 99 {
				d.write()
			}
			d.number = q
			d.ask()
		}
		filled += d.filled
	}
	if filled*10 <= n*9 {
		t.Errorf("seed %d: only %d of %d answers held anything: the questions prove too little", seed, filled, n)
	}
}

// Load fills a store in batches that each keep references whole.
func Load(t testing.TB, s graph.Store, records []graph.Record) {
	t.Helper()
	changes := make([]graph.Change, len(records))
	for i, r := range records {
		changes[i] = graph.Change{Record: r}
	}
	if _, err := s.Apply(context.Background(), graph.Batch{Changes: changes}); err != nil {
		t.Fatalf("filling the store: %v", err)
	}
}

type differ struct {
	t      *testing.T
	seed   int64
	number int
	asker  *asker
	store  graph.Store
	filled int

	records []graph.Record // what the store was given, and holds now
}

// question is one random question with the answer of the oracle.
type question struct {
	asked  any
	put    func(graph.Store) ([]string, error) // answers are described as lines
	want   []string
	filled bool // whether the answer holds anything
}

// ask puts one question to both. Most questions whose answer holds nothing are
// drawn again; some are kept, since such answers must be right too.
func (d *differ) ask() {
	q := d.draw()
	for redraws := 0; !q.filled && redraws < 50 && d.asker.chance(95); redraws++ {
		q = d.draw()
	}
	if q.filled {
		d.filled++
	}
	got, err := q.put(d.store)
	d.compare(q, err, got)
}

func (d *differ) draw() question {
	ctx := context.Background()
	switch n := d.asker.IntN(100); {
	case n < 40:
		q := d.asker.find()
		want := d.asker.world.Find(q)
		return question{asked: q, want: describePages(want), filled: len(want.Records) > 0,
			put: func(s graph.Store) ([]string, error) { page, err := s.Find(ctx, q); return describePages(page), err }}
	case n < 60:
		return d.expand(d.asker.expand())
	case n < 65:
		return d.expand(d.asker.groups())
	case n < 80:
		q := d.asker.search()
		want := d.asker.world.Search(q)
		return question{asked: q, want: describeFound(want), filled: len(want.Hits) > 0,
			put: func(s graph.Store) ([]string, error) {
				found, err := s.Search(ctx, q)
				return describeFound(found), err
			}}
	case n < 90:
		q := d.asker.trace()
		want := d.asker.world.Trace(q)
		return question{asked: q, want: describeTraced(want), filled: len(want.Nodes)+len(want.Edges) > 0,
			put: func(s graph.Store) ([]string, error) {
				traced, err := s.Trace(ctx, q)
				return describeTraced(traced), err
			}}
	default:
		q := d.asker.tally()
		want := d.asker.world.Tally(q)
		return question{asked: q, want: describeCounted(want), filled: want.Total.Nodes > 0 || want.Groups.Len() > 0,
			put: func(s graph.Store) ([]string, error) { c, err := s.Tally(ctx, q); return describeCounted(c), err }}
	}
}

func (d *differ) expand(q graph.Expand) question {
	want := d.asker.world.Expand(q)
	return question{asked: q, want: describePages(want...),
		filled: slices.ContainsFunc(want, func(p graph.Page) bool { return len(p.Records) > 0 }),
		put: func(s graph.Store) ([]string, error) {
			pages, err := s.Expand(context.Background(), q)
			return describePages(pages...), err
		}}
}

func (d *differ) compare(q question, err error, got []string) {
	d.t.Helper()
	if err == nil && reflect.DeepEqual(got, q.want) {
		return
	}
	d.t.Errorf("question %d of the world of seed %d (set %s to repeat)\n%T%+v", d.number, d.seed, SeedVariable, q.asked, q.asked)
	if err != nil {
		d.t.Fatalf("error: %v", err)
	}
	for i := range max(len(got), len(q.want)) {
		g, w := lineOf(got, i), lineOf(q.want, i)
		if g != w {
			d.t.Fatalf("first difference, line %d\n got: %s\nwant: %s", i, g, w)
		}
	}
}

func lineOf(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}

// describePages writes pages as lines: one for each page and each record.
func describePages(pages ...graph.Page) []string {
	var out []string
	for i, p := range pages {
		out = append(out, fmt.Sprintf("page %d: %d records of %d, previous %t, next %t", i, len(p.Records), p.Total, p.HasPrevious, p.HasNext))
		for _, r := range p.Records {
			out = append(out, r.RecordKind().String()+" "+r.RecordKey())
		}
	}
	return out
}

// describeCounted writes counts as lines: one for each group.
func describeCounted(c *graph.Counted) []string {
	if c == nil {
		return nil
	}
	out := []string{
		fmt.Sprintf("overlapping %t", c.Overlapping),
		fmt.Sprintf("total %+v", c.Total),
		fmt.Sprintf("unplaced %+v", c.Unplaced),
	}
	for _, g := range c.Groups.List() {
		out = append(out, fmt.Sprintf("group %v %+v", g.At, g.Counts))
	}
	return out
}
