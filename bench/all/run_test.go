package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exitgraph/exitgraph/bench/eight"
	"github.com/exitgraph/exitgraph/bench/measure"
	"github.com/exitgraph/exitgraph/bench/replay"
	"github.com/exitgraph/exitgraph/bench/result"
	"github.com/exitgraph/exitgraph/bench/side"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// The measurement itself in small, without the peer: exitgraph with columns and
// without, the statements of the floor, and answers that are replayed, all alike.
func TestAllSidesAnswerAlike(t *testing.T) {
	records := eight.World(eight.SizeFor(1_000))
	base := loaded(t, records)
	binary := build(t, "exitgraph", "../../cmd/exitgraph")
	ours, off := start(t, binary, base.uri), start(t, binary, base.uri, "--columns=off")
	if err := ours.AwaitColumns(t.Context()); err != nil {
		t.Fatal(err)
	}
	floor := side.Floor{Driver: base.driver}
	sides := []side.Named{{Name: result.Floor, Side: floor}, {Name: result.Ours, Side: ours}, {Name: result.Off, Side: off}}
	all := eight.Questions(records)
	for _, q := range all {
		rows, err := side.Compare(t.Context(), q, sides)
		if err != nil || rows == 0 || q.Rows > 0 && rows > q.Rows {
			t.Errorf("%s: %d rows, %v", q.ID, rows, err)
		}
	}
	if _, err := side.Compare(t.Context(), all[1], []side.Named{sides[0], {Name: "other", Side: otherQuestion{ours, all[2]}}}); err == nil {
		t.Error("the answers to two questions are taken for equal")
	}

	b := &bench{base: base, running: &running{floor: floor, ours: ours, off: off}}
	var offset int64
	err := eachRow(t.Context(), base.driver, eight.Behind, func(v []any) { offset = v[0].(int64) })
	if err != nil || offset < eight.PageSize {
		t.Fatalf("a page far behind begins after %d findings, %v", offset, err)
	}
	if err := b.farAlike(t.Context(), sides); err != nil {
		t.Error(err)
	}
	replayedAlike(t, base, off, binary)

	n, err := countCalls(t.Context(), base.store)
	if err != nil || !n.constant() || n.Rows[0] >= n.Rows[2] {
		t.Errorf("a nested document: %+v, %v", n, err)
	}
}

// farAlike compares the page far behind.
func (b *bench) farAlike(ctx context.Context, sides []side.Named) error {
	q, err := b.far(ctx)
	if err != nil {
		return err
	}
	_, err = side.Compare(ctx, q, sides)
	return err
}

// replayedAlike compares what a server answers over the database with what it answers
// over one that is replayed.
func replayedAlike(t *testing.T, base *base, real *side.Server, binary string) {
	t.Helper()
	relay, err := replay.New(base.uri)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := relay.Close(); err != nil {
			t.Error(err)
		}
	})
	free := start(t, binary, relay.URI, "--columns=off")
	floor, err := side.StartFloorServer(t.Context(), build(t, "bench-floor", "../floor"), relay.URI)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := floor.Stop(); err != nil {
			t.Error(err)
		}
	})
	for _, replayed := range []bool{false, true, true} {
		relay.Replay(replayed)
		for _, q := range []eight.Question{eight.Page(true, 100), eight.Page(false, 900)} {
			rows, err := side.Compare(t.Context(), q, []side.Named{{Name: "real", Side: real}, {Name: "free", Side: free}})
			if err != nil || rows != q.Rows {
				t.Errorf("%s, replayed: %v; %d rows, %v; %v", q.ID, replayed, rows, err, relay.Err())
			}
			if err := floor.Asking(q)(t.Context()); err != nil {
				t.Errorf("the floor's server, replayed: %v; %v; %v", replayed, err, relay.Err())
			}
		}
	}
	counts := []func(context.Context) (float64, error){free.Allocations, floor.Allocations}
	for _, count := range counts {
		if n, err := count(t.Context()); err != nil || n < 1000 {
			t.Errorf("%v allocations, %v", n, err)
		}
	}
}

func build(t *testing.T, name, pkg string) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), name)
	if said, err := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", binary, pkg).CombinedOutput(); err != nil {
		t.Fatalf("go build %s: %v\n%s", pkg, err, said)
	}
	return binary
}

func start(t *testing.T, binary, uri string, args ...string) *side.Server {
	t.Helper()
	s, err := side.StartServer(t.Context(), binary, uri, args...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// loaded gives a database with the records, ready to be measured.
func loaded(t *testing.T, records []graph.Record) *base {
	t.Helper()
	server := neo4jtest.Shared(t)
	if err := server.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	store, err := neo4jstore.Open(t.Context(), neo4jstore.Options{URI: server.URI})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	b := &base{uri: server.URI, driver: server.Driver(), store: store, clear: server.Clear}
	if err := b.fill(t.Context(), records); err != nil {
		t.Fatal(err)
	}
	if err := prepare(t.Context(), b.driver); err != nil {
		t.Fatal(err)
	}
	return b
}

// otherQuestion answers another question than the one it is asked.
type otherQuestion struct {
	side.Side
	question eight.Question
}

func (o otherQuestion) Fetch(ctx context.Context, _ eight.Question) ([]eight.Row, error) {
	return o.Side.Fetch(ctx, o.question)
}

func TestPartsAreChosenByName(t *testing.T) {
	names := func(s settings) string {
		s.findings = 1_000
		parts, err := (&bench{settings: s}).chosen()
		if err != nil {
			return err.Error()
		}
		var out []string
		for _, p := range parts {
			out = append(out, p.name)
		}
		return strings.Join(out, " ")
	}
	const all = "columns columns-large columns-load load writer start import statements ready q1 q2a q2b q3 q4a q4b q5 q6 q7 q8 far free"
	for _, c := range []struct {
		s    settings
		want string
	}{
		{settings{}, all},
		{settings{short: true}, strings.NewReplacer("columns-large columns-load load ", "", "far ", "").Replace(all)},
		{settings{only: "Q8,start"}, "start q8"},
		{settings{only: "q9"}, `there is no part "q9": they are ` + strings.ReplaceAll(all, " ", ", ")},
		{settings{uri: "bolt://127.0.0.1:7687"}, strings.Replace(all, "import ", "", 1)},
	} {
		if got := names(c.s); got != c.want {
			t.Errorf("%+v: %s", c.s, cmp.Diff(c.want, got))
		}
	}
}

func TestBenchmarksAreReadByNameAndUnit(t *testing.T) {
	got := readBenchmarks([]byte(`goos: linux
BenchmarkFlat-2   	    100	  261000 ns/op	        41.5 x-less-CPU	       260 µs-engine	 1200 B/op
BenchmarkFlat-2   	    100	  263000 ns/op	        40.5 x-less-CPU
BenchmarkCells    	     20	 1000 ns/op	  43.1 ns/cell
PASS
`))
	want := map[string]map[string][]float64{
		"BenchmarkFlat":  {"ns/op": {261000, 263000}, "x-less-CPU": {41.5, 40.5}, "µs-engine": {260}, "B/op": {1200}},
		"BenchmarkCells": {"ns/op": {1000}, "ns/cell": {43.1}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestGoalsOfCountingAreTakenOver(t *testing.T) {
	text := []byte(`{"findings": 10, "goals": [
		{"name": "wide filter", "goal": 0.4, "measured": 0.31, "unit": "ms", "met": true},
		{"name": "load from Neo4j, client", "goal": 0.2, "measured": 1.5, "unit": "µs CPU a finding", "met": false}]}`)
	told := func(size string) []result.Goal {
		b := &bench{}
		if err := b.takeCounting(size, text); err != nil {
			t.Fatal(err)
		}
		return b.Judged
	}
	wide := result.Goal{Name: "columns, 10^6: wide filter", Goal: "≤ 0.4 ms", Measured: "0.31 ms", Met: true}
	if got := told("10^6"); len(got) != 2 || got[0] != wide {
		t.Errorf("%+v", got)
	}
	again := &bench{}
	for range 2 {
		if err := again.takeCounting("10^6", text); err != nil || len(again.Judged) != 2 {
			t.Errorf("measured once more, the goals are %+v, %v", again.Judged, err)
		}
	}
	b := &bench{state: state{Result: result.Result{Values: map[string]measure.Span{}}}}
	counting := []byte(`{"goals": [{"name": "unfiltered, answer", "goal": 1.6, "measured": 2.5, "unit": "x histogram loop", "met": false}]}`)
	if err := b.takeCounting("10^6 findings", counting); err != nil || len(b.Judged) > 0 || result.Failing(b.Values)[result.Counting] == "" {
		t.Errorf("2.5 of 1.6 fails no build: %v, %+v", err, b.state)
	}
	load := result.Goal{Name: "columns, load: load from Neo4j, client", Goal: "≤ 0.2 µs CPU a finding", Measured: "1.50 µs CPU a finding", Why: result.Missed["columns, load: load from Neo4j, client"].Why}
	if got := told(loading); len(got) != 1 || got[0] != load {
		t.Errorf("%+v", got)
	}
}

// A run that was interrupted goes on where nothing has changed, and only there.
func TestAnInterruptedRunGoesOnWhereItStopped(t *testing.T) {
	s := settings{findings: 1_000, cache: t.TempDir(), resume: true, pace: measure.Pace{Rounds: 3}}
	first := &bench{settings: s}
	if err := first.begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	first.number(result.Import, 0.9)
	if err := first.save("import"); err != nil {
		t.Fatal(err)
	}
	second := &bench{settings: s}
	if err := second.begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(first.state, second.state); d != "" {
		t.Errorf("(-first +second):\n%s", d)
	}
	s.findings = 2_000
	other := &bench{settings: s}
	if err := other.begin(t.Context()); err != nil || len(other.Done) > 0 {
		t.Errorf("a run of other data goes on from %v, %v", other.Done, err)
	}
}

func TestAShortRunFailsOnlyWhereAGoalFailsEachTime(t *testing.T) {
	const one, other = result.Import, result.FreeSpeed
	limitOf := func(name string) float64 { return result.Missed[name].Limit }
	for what, c := range map[string]struct {
		ones, others []float64 // of their limits, which are the least, in turn
		failing      []string
		measured     int
	}{
		"all hold":                 {[]float64{1.1}, []float64{1.1}, nil, 1},
		"one is disturbed once":    {[]float64{0.9, 1.1}, []float64{1.1, 1.1}, nil, 2},
		"each is disturbed once":   {[]float64{0.9, 1.1}, []float64{1.1, 0.9}, nil, 2},
		"one is disturbed twice":   {[]float64{0.9, 0.8, 1.1}, []float64{1.1, 1.1, 0.9}, nil, 3},
		"one fails each time":      {[]float64{0.9, 0.9, 0.9}, []float64{0.9, 1.1, 0.9}, []string{one}, 3},
		"both fail from the start": {[]float64{0.9, 0.9, 0.9}, []float64{0.9, 0.9, 0.9}, []string{other, one}, 3},
	} {
		b := &bench{settings: settings{short: true}, state: state{Result: result.Result{Values: map[string]measure.Span{}}}}
		n := 0
		err := b.measure(t.Context(), part{name: "stub", measure: func(context.Context) error {
			b.number(one, c.ones[n]*limitOf(one))
			b.number(other, c.others[n]*limitOf(other))
			n++
			return nil
		}})
		if got := result.Names(result.Failing(b.Values)); err != nil || n != c.measured || !slices.Equal(got, c.failing) {
			t.Errorf("%s: %q fail after %d times (%v), want %q after %d", what, got, n, err, c.failing, c.measured)
		}
	}
}
