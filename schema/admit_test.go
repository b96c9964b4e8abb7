package schema_test

import (
	"context"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/seed"
)

// admission is an engine whose requests a test lets in, and the store behind it.
type admission struct {
	engine            *schema.Engine
	store             *storetest.Counting
	asked, let, ended int
	cost              int
	refuse            *fault.Error
}

func newAdmission(t *testing.T) *admission {
	t.Helper()
	data, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	store, err := memstore.New(data.Release, data.Records)
	if err != nil {
		t.Fatal(err)
	}
	a := &admission{store: storetest.NewCounting(store)}
	a.engine, err = schema.New(graph.New(a.store), schema.Options{Admit: func(_ context.Context, cost int) (func(), *fault.Error) {
		a.asked, a.cost = a.asked+1, cost
		if a.refuse != nil {
			return nil, a.refuse
		}
		a.let++
		return func() { a.ended++ }, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

const oneCountedMatrix = `{ evidenceMatrix { total { findings } } }`

func TestARequestIsAdmittedOnceByItsCostAndEndsOnce(t *testing.T) {
	a := newAdmission(t)
	resp := a.engine.Do(t.Context(), schema.Request{Query: oneCountedMatrix})
	if len(resp.Errors) > 0 || a.asked != 1 || a.let != 1 || a.ended != 1 || a.cost != resp.Info.Cost || a.cost == 0 {
		t.Errorf("asked %d, let in %d, ended %d, at cost %d of %d: %v", a.asked, a.let, a.ended, a.cost, resp.Info.Cost, resp.Errors)
	}
	for _, text := range []string{`{ nothing }`, `{`, `{ findings(first: 1000) { nodes { study { findings(first: 1000) { nodes { key } } } } } }`} {
		if resp := a.engine.Do(t.Context(), schema.Request{Query: text}); len(resp.Errors) == 0 || a.asked != 1 {
			t.Errorf("%s was refused with %v, and asked for a place %d times", text, resp.Errors, a.asked-1)
		}
	}
}

func TestWhatIsNotAdmittedAsksTheStoreNothing(t *testing.T) {
	a := newAdmission(t)
	a.refuse = fault.New(fault.Unavailable, "Later.")
	resp := a.engine.Do(t.Context(), schema.Request{Query: oneCountedMatrix})
	if len(resp.Errors) != 1 || resp.Errors[0].Code != fault.Unavailable || resp.Executed || a.store.Counts().Total() != 0 || a.ended != 0 {
		t.Errorf("got %v, executed %v, %d store calls, %d ends", resp.Errors, resp.Executed, a.store.Counts().Total(), a.ended)
	}
}

func TestAnAnswerThatIsHeldNeedsNoPlace(t *testing.T) {
	a := newAdmission(t)
	first := a.engine.Do(t.Context(), schema.Request{Query: oneCountedMatrix, Tagged: true})
	again := a.engine.Do(t.Context(), schema.Request{Query: oneCountedMatrix, Tagged: true, Held: []string{first.Tag}})
	if !again.Unchanged || a.asked != 1 {
		t.Errorf("unchanged is %v after %d requests for a place", again.Unchanged, a.asked)
	}
}
