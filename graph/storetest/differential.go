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

// QuestionsVariable names the environment variable that replaces the number of random
// questions.
const QuestionsVariable = "EXITGRAPH_TEST_QUESTIONS"

// Questions gives the number of questions for Differential: fallback, unless the
// environment names another. More of them begin with the same.
func Questions(t testing.TB, fallback int) int {
	text := os.Getenv(QuestionsVariable)
	if text == "" {
		return fallback
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("%s is %q: make it a whole number above 0", QuestionsVariable, text)
	}
	return n
}

// worlds is among how many random worlds the questions are divided.
const worlds = 4

// Differential asks a store n random questions and compares the answers with those
// of Naive. Now and then it writes, so that answers of later revisions are
// compared too. It fails when a tenth of the answers or more hold nothing, since a
// test of empty answers proves little. open gives a fresh, empty store.
//
// Between two writes, askers questions are asked at a time. They are drawn before and
// compared after, one by one, so that a seed gives the same questions and the same
// first fault however fast the store answers which.
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
				d.ask()
				d.write()
			}
			d.number = q
			d.prepare()
		}
		d.ask()
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
	round  []question // since the last write, to be asked before the next one
	filled int

	records []graph.Record // what the store was given, and holds now
}

// prepare draws one question for the round. Most questions whose answer holds nothing
// are drawn again; some are kept, since such answers must be right too.
func (d *differ) prepare() {
	q := d.draw()
	for redraws := 0; !q.filled && redraws < 50 && d.asker.chance(95); redraws++ {
		q = d.draw()
	}
	if q.filled {
		d.filled++
	}
	q.number = d.number
	d.round = append(d.round, q)
}

// ask puts the questions of the round to the store, and begins another round.
func (d *differ) ask() {
	d.t.Helper()
	answers := answersOf(d.store, d.round)
	for i, q := range d.round {
		d.compare(q, answers[i].err, answers[i].lines)
	}
	d.round = nil
}

func (d *differ) draw() question {
	ctx := context.Background()
	switch n := d.asker.IntN(100); {
	case n < 40:
		return finding(d.asker.world, d.asker.find())
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
		return counting(q, d.asker.world.Tally(q))
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
	d.t.Errorf("question %d of the world of seed %d (set %s to repeat)\n%T%+v", q.number, d.seed, SeedVariable, q.asked, q.asked)
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
