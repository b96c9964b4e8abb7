package storetest

import (
	"context"
	"fmt"
	"os"
	"reflect"
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
// compared too. It fails when too few of the answers hold anything, since a test of
// empty answers proves little. open gives a fresh, empty store.
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
	if filled*3 < n {
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

// ask puts one question to both.
func (d *differ) ask() {
	ctx := context.Background()
	switch n := d.asker.IntN(100); {
	case n < 45:
		q := d.asker.find()
		got, err := d.store.Find(ctx, q)
		want := d.asker.world.Find(q)
		d.compare(q, err, len(want.Records) > 0, describePages(got), describePages(want))
	case n < 65:
		d.expand(d.asker.expand())
	case n < 70:
		d.expand(d.asker.groups())
	default:
		q := d.asker.tally()
		got, err := d.store.Tally(ctx, q)
		want := d.asker.world.Tally(q)
		d.compare(q, err, want.Total.Nodes > 0, describeCounted(got), describeCounted(want))
	}
}

func (d *differ) expand(q graph.Expand) {
	got, err := d.store.Expand(context.Background(), q)
	want := d.asker.world.Expand(q)
	filled := false
	for _, p := range want {
		filled = filled || len(p.Records) > 0
	}
	d.compare(q, err, filled, describePages(got...), describePages(want...))
}

// compare takes the answers as lines.
func (d *differ) compare(q any, err error, filled bool, got, want []string) {
	d.t.Helper()
	if filled {
		d.filled++
	}
	if err == nil && reflect.DeepEqual(got, want) {
		return
	}
	d.t.Errorf("question %d of the world of seed %d (set %s to repeat)\n%T%+v", d.number, d.seed, SeedVariable, q, q)
	if err != nil {
		d.t.Fatalf("error: %v", err)
	}
	for i := range max(len(got), len(want)) {
		g, w := lineOf(got, i), lineOf(want, i)
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
	for _, g := range c.Groups {
		out = append(out, fmt.Sprintf("group %v %+v", g.At, g.Counts))
	}
	return out
}
