package storetest

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// askers is how many questions are asked at a time, where there are thousands: a database
// plans each of another shape anew, on one core.
const askers = 2

// question is a question with the answer of the oracle.
type question struct {
	asked  any
	put    func(graph.Store) ([]string, error) // answers are described as lines
	want   []string
	filled bool // whether the answer holds anything
	number int  // of a random one, in its world
}

// answer is what a store said to a question.
type answer struct {
	lines []string
	err   error
}

// answersOf puts questions to a store, askers of them at a time, and gives the answers
// in their order.
func answersOf(s graph.Store, questions []question) []answer {
	out := make([]answer, len(questions))
	var next atomic.Int64
	var asking sync.WaitGroup
	for range askers {
		asking.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(questions); i = int(next.Add(1)) - 1 {
				out[i].lines, out[i].err = questions[i].put(s)
			}
		})
	}
	asking.Wait()
	return out
}

// allSame puts questions to a store and wants the answers that they hold.
func allSame(t testing.TB, s graph.Store, questions []question) {
	t.Helper()
	for i, a := range answersOf(s, questions) {
		if a.err != nil {
			t.Fatalf("%+v: %v", questions[i].asked, a.err)
		}
		same(t, questions[i].asked, a.lines, questions[i].want)
	}
}

// finding is a Find with the answer of the oracle.
func finding(world *Naive, q graph.Find) question {
	want := world.Find(q)
	return question{asked: q, want: describePages(want), filled: len(want.Records) > 0,
		put: func(s graph.Store) ([]string, error) {
			page, err := s.Find(background, q)
			return describePages(page), err
		}}
}

// counting is a Tally with the answer of the oracle.
func counting(q graph.Tally, want *graph.Counted) question {
	return question{asked: q, want: describeCounted(want), filled: want.Total.Nodes > 0 || want.Groups.Len() > 0,
		put: func(s graph.Store) ([]string, error) {
			counted, err := s.Tally(background, q)
			return describeCounted(counted), err
		}}
}
