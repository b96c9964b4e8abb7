package result_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/bench/measure"
	"github.com/exitgraph/exitgraph/bench/result"
)

func TestABuildFailsAtTwoThirdsOfAGoal(t *testing.T) {
	for _, c := range []struct {
		spec         result.Spec
		value, limit float64
		fails        bool
	}{
		{result.Spec{Bound: 1. / 3}, 0.49, 0.5, false},
		{result.Spec{Bound: 1. / 3}, 0.51, 0.5, true},
		{result.Spec{Bound: 9, AtLeast: true, Unit: result.Multiple}, 6.1, 6, false},
		{result.Spec{Bound: 9, AtLeast: true, Unit: result.Multiple}, 5.9, 6, true},
		{result.Spec{Bound: 150, Unit: result.Milliseconds}, 1000, 0, false},
	} {
		if limit, fails := c.spec.Fails(c.value); limit != c.limit || fails != c.fails {
			t.Errorf("%+v of %v: limit %v, fails %v", c.spec, c.value, limit, fails)
		}
	}
}

func TestWhatKeepsAGoalFailsNoBuild(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(result.Specs).Draw(t, "goal")
		value := s.Bound * rapid.Float64Range(0.1, 10).Draw(t, "of the goal")
		if limit, fails := s.Fails(value); fails && s.Met(value) {
			t.Errorf("%s: %v keeps %v and fails at %v", s.Name, value, s.Bound, limit)
		}
	})
}

// A reason without its goal would never be printed, and one with a limit on the good
// side of the goal would fail a build that keeps it.
func TestEachReasonIsOfAGoalAndSaysWhatIsNeeded(t *testing.T) {
	known := map[string]result.Spec{}
	for _, s := range result.Specs {
		if _, twice := known[s.Name]; twice {
			t.Errorf("%q is there twice", s.Name)
		}
		known[s.Name] = s
	}
	for name, reason := range result.Missed {
		s, found := known[name]
		if !found && !strings.HasPrefix(name, "columns, ") { // those are judged in bench/columns
			t.Errorf("there is no goal %q", name)
			continue
		}
		if len(reason.Why) < 40 || !strings.HasSuffix(reason.Why, ".") {
			t.Errorf("%s: %q says nothing", name, reason.Why)
		}
		if found && s.Unit <= result.Multiple && s.Met(reason.Limit) {
			t.Errorf("%s: the limit %v keeps the goal, so a build would fail that does", name, reason.Limit)
		}
	}
}

func TestEveryGoalIsJudgedOnceInItsUnit(t *testing.T) {
	values := map[string]measure.Span{
		result.AgainstPeer("Q1"): {Median: 0.01, Low: 0.005, High: 0.04},
		result.FreeFloor(10):     {Median: 0.5, Low: 0.5, High: 0.5},
		result.FirstAnswer:       {Median: 99.6, Low: 90, High: 101},
	}
	other := result.Goal{Name: "other", Goal: "1", Measured: "2"}
	goals := result.Judge(values, []result.Goal{other})
	if len(goals) != len(result.Specs)+1 || goals[len(goals)-1] != other {
		t.Fatalf("%d goals of %d", len(goals), len(result.Specs)+1)
	}
	told := map[string]string{}
	for _, g := range goals {
		told[g.Name] = g.Goal + ", " + g.Measured + map[bool]string{true: ", met", false: ", missed"}[g.Met]
	}
	for name, want := range map[string]string{
		result.AgainstPeer("Q1"): "≤ 1/50, 1/100 (1/200–1/25.0), met",
		result.AgainstPeer("Q8"): "≤ 1/3, not measured in this run, missed",
		result.FreeFloor(10):     "≥ 0.9x, 0.50x, missed",
		result.FirstAnswer:       "≤ 150 ms, 99.6 ms (90.0 ms–101 ms), met",
	} {
		if told[name] != want {
			t.Errorf("%s: %q, want %q", name, told[name], want)
		}
	}
	failing := result.Failing(values)
	if limit, _ := specOf(t, result.FreeFloor(10)).Fails(0.5); limit > 0.5 && failing[result.FreeFloor(10)] == "" {
		t.Error("0.5 of 0.9 does not fail")
	}
}

func specOf(t *testing.T, name string) result.Spec {
	t.Helper()
	for _, s := range result.Specs {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("no goal %q", name)
	return result.Spec{}
}

func TestTablesHaveARowForEachQuestionAndARatioForEachPair(t *testing.T) {
	rounds := func(milliseconds int) []measure.Slice {
		d := time.Duration(milliseconds) * time.Millisecond
		return []measure.Slice{{Requests: 10, P50: d, P99: 2 * d, Elapsed: time.Second, CPU: 5 * d, Database: d}}
	}
	table := result.TableOf(measure.Rounds{
		result.Floor: rounds(2), result.FloorAgain: rounds(2), result.Ours: rounds(1), result.Peer: rounds(50), result.Cluster: rounds(25),
	})
	r := result.Result{
		Date: "2026-11-21", Commit: "abc", Machine: "a machine", Findings: 10, Versions: map[string]string{"Go": "1.26"},
		Questions: []result.Question{{ID: "Q1", OursMS: table.P50(result.Ours), One: table, Four: table}},
		Free:      []result.Shape{{Name: "flat", Rows: 10, One: table, Four: table}},
		Goals:     []result.Goal{{Name: "fast", Goal: "≤ 1", Measured: "2", Why: "It is slow."}},
		Notes:     []string{"A note."},
		Values:    map[string]measure.Span{"fast": {Median: 2}},
	}
	text := r.Markdown()
	for _, want := range []string{
		"2026-11-21, commit abc; a machine. Go 1.26. 10 findings", "A note.",
		"| Q1 | 0 | 2.00 (2.00–2.00) | 1.00 (1.00–1.00) | – | 50.0 (50.0–50.0) | 0.02 (0.02–0.02) | – | 0.50 (0.50–0.50) | – | 1.00 (1.00–1.00) | – |",
		"| 10 flat |", "| fast | ≤ 1 | 2 | missed |", "- **fast**: It is slow.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %q in\n%s", want, text)
		}
	}
	file := filepath.Join(t.TempDir(), "results.json")
	if err := r.Write(file); err != nil {
		t.Fatal(err)
	}
	back, err := result.Read(file)
	if d := cmp.Diff(r, back); err != nil || d != "" {
		t.Errorf("%v (-written +read):\n%s", err, d)
	}
}

// The file is read by others too, who know these names and places.
func TestTheResultsThatAreKeptHaveTheFormThatOthersRead(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "results.json"))
	if err != nil {
		t.Fatal(err)
	}
	var r struct {
		Date, Commit, Machine string
		Findings              int
		Questions             []struct {
			ID      string
			OursMS  float64 `json:"ours_ms"`
			PeerMS  float64 `json:"peer_ms"`
			FloorMS float64 `json:"floor_ms"`
		}
		Goals []struct {
			Name, Goal, Measured string
			Met                  *bool
		}
	}
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	if _, err := time.Parse(time.DateOnly, r.Date); err != nil || slices.Contains([]string{r.Commit, r.Machine}, "") || r.Findings < 1 {
		t.Errorf("the run is of %q, commit %q, on %q, over %d findings", r.Date, r.Commit, r.Machine, r.Findings)
	}
	ids := ""
	for _, q := range r.Questions {
		ids += q.ID + " "
		if min(q.OursMS, q.PeerMS, q.FloorMS) <= 0 {
			t.Errorf("%+v took no time", q)
		}
	}
	if ids != "Q1 Q2a Q2b Q3 Q4a Q4b Q5 Q6 Q7 Q8 " {
		t.Errorf("the questions are %s", ids)
	}
	for _, g := range r.Goals {
		if slices.Contains([]string{g.Name, g.Goal, g.Measured}, "") || g.Met == nil {
			t.Errorf("%+v is no goal", g)
		}
	}
	if len(r.Goals) < len(result.Specs) {
		t.Errorf("there are %d goals, want %d at least", len(r.Goals), len(result.Specs))
	}
}
