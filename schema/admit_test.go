package schema_test

import (
	"context"
	"encoding/json"
	"strings"
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
	effort            int
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
	a.engine, err = schema.New(graph.New(a.store), schema.Options{Admit: func(_ context.Context, effort int) (func(), *fault.Error) {
		a.asked, a.effort = a.asked+1, effort
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
	if len(resp.Errors) > 0 || a.asked != 1 || a.let != 1 || a.ended != 1 || a.effort != resp.Info.Cost || a.effort == 0 {
		t.Errorf("asked %d, let in %d, ended %d, with effort %d, cost %d: %v", a.asked, a.let, a.ended, a.effort, resp.Info.Cost, resp.Errors)
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

// Lists of one record cost next to nothing, and may have been looked for among all.
func TestTheEffortOfADocumentGrowsWithWhatItsListsLookThrough(t *testing.T) {
	a := newAdmission(t)
	effort := func(text, variables string) int {
		t.Helper()
		var values map[string]any
		if variables != "" {
			d := json.NewDecoder(strings.NewReader(variables))
			d.UseNumber()
			if err := d.Decode(&values); err != nil {
				t.Fatal(err)
			}
		}
		resp := a.engine.Do(t.Context(), schema.Request{Query: text, Variables: values})
		if len(resp.Errors) > 0 {
			t.Fatalf("%s: %v", text, resp.Errors)
		}
		return a.effort
	}
	const nested = `{"w": {"study": {"findings": {"some": {"factor": {"key": {"eq": "a"}}}}}}}`
	inOrder := []int{
		effort(`{ findings(first: 1) { totalCount } }`, ""),
		effort(`{ findings(first: 1, where: {valence: {eq: HINDERING}}) { totalCount } }`, ""),
		effort(`{ findings(first: 1, where: {study: {year: {gte: 2000}}}) { totalCount } }`, ""),
		effort(`query($w: FindingFilter) { findings(first: 1, where: $w) { totalCount } }`, nested),
		effort(`query($w: FindingFilter) { findings(first: 1, where: $w, orderBy: [{field: VALENCE}]) { totalCount } }`, nested),
		effort(`query($w: FindingFilter) { findings(first: 1, where: $w, orderBy: {field: VALENCE}) { totalCount } b: findings(first: 1, where: $w, orderBy: {field: VALENCE}) { totalCount } }`, nested),
	}
	for i := range inOrder[1:] {
		if inOrder[i+1] <= inOrder[i] {
			t.Errorf("the efforts %v do not rise", inOrder)
		}
	}
	skipped := effort(`query($no: Boolean!) { findings(first: 1) { totalCount } b: findings(first: 1, orderBy: {field: VALENCE}) @include(if: $no) { totalCount } }`, `{"no": false}`)
	if skipped != inOrder[0] {
		t.Errorf("a list that is left out makes an effort of %d, and without it there is one of %d", skipped, inOrder[0])
	}
}
