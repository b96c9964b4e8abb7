package schema

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// askTagged asks for an answer with its tag, as a caller that holds some.
func askTagged(t testing.TB, e *Engine, req Request, held ...string) *Response {
	t.Helper()
	req.Tagged, req.Held = true, held
	resp := e.Do(t.Context(), req)
	if resp.Unchanged != (resp.Body.Len() == 0) || (resp.Tag != "") && len(resp.Errors) > 0 {
		t.Fatalf("unchanged %v with %d bytes, tag %q with errors %v", resp.Unchanged, resp.Body.Len(), resp.Tag, resp.Errors)
	}
	return resp
}

const taggedDocument = `query One($key: ID!, $first: Int = 3, $where: FindingFilter) {
	factor(key: $key) { label { value } }
	findings(first: $first, where: $where) { nodes { key } }
}
query Two { phases { key } }`

func TestTheSameQuestionHasTheSameTagHoweverItIsPut(t *testing.T) {
	e := curatedEngine()
	tagOf := func(operation, variables string) string {
		req := Request{Query: taggedDocument, OperationName: operation}
		if err := decodeJSON(variables, &req.Variables); err != nil {
			t.Fatal(err)
		}
		resp := askTagged(t, e, req)
		if resp.Tag == "" {
			t.Fatalf("no tag for %s: %s", variables, resp.Body)
		}
		return resp.Tag
	}
	want := tagOf("One", `{"key": "family", "where": {"AND": [{"valence": {"eq": "HINDERING"}}], "NOT": {"key": {"eq": "x"}}}}`)
	for _, same := range []string{
		`{"where": {"NOT": {"key": {"eq": "x"}}, "AND": [{"valence": {"eq": "HINDERING"}}]}, "key": "family"}`,
		`{"key": "family", "where": {"AND": {"valence": {"eq": "HINDERING"}}, "NOT": {"key": {"eq": "x"}}}, "first": 3}`,
		`{"key": "family", "where": {"AND": [{"valence": {"eq": "HINDERING"}}], "NOT": {"key": {"eq": "x"}}}, "first": 3.0, "undeclared": [1]}`,
	} {
		if got := tagOf("One", same); got != want {
			t.Errorf("%s has the tag %s and not %s", same, got, want)
		}
	}
	seen := map[string]string{want: "the first"}
	for _, other := range []string{
		`{"key": "family"}`, `{"key": "family", "where": {}}`, `{"key": "family", "where": null}`, `{"key": "peers"}`,
		`{"key": "family", "first": 4}`, `{"key": "family", "first": null}`, `{"key": "family", "where": {"valence": {"eq": "HINDERING"}}}`,
	} {
		tag := tagOf("One", other)
		if before, taken := seen[tag]; taken {
			t.Errorf("%s has the tag of %s", other, before)
		}
		seen[tag] = other
	}
	if _, taken := seen[tagOf("Two", `{}`)]; taken {
		t.Error("two operations of a document have the same tag")
	}
}

func TestWhatStandsInAnswersBesideTheDataIsInTheTag(t *testing.T) {
	req := Request{Query: `{ phases { key } }`}
	seen := map[string]Options{}
	for _, o := range []Options{{Build: "1"}, {Build: "2"}, {Build: "1", MaxCost: 1000}, {Build: "1", PublicURL: "https://evidence.example"}, {}, {}} {
		e, err := New(graph.New(curated()), o)
		if err != nil {
			t.Fatal(err)
		}
		tag := askTagged(t, e, req).Tag
		if before, taken := seen[tag]; taken || tag == "" {
			t.Errorf("%+v gives the tag %q, as %+v does", o, tag, before)
		}
		seen[tag] = o
		again, err := New(graph.New(curated()), o)
		if err != nil {
			t.Fatal(err)
		}
		if same := askTagged(t, again, req).Tag == tag; same != (o.Build != "") {
			t.Errorf("a second process with %+v gives the same tag: %v", o, same)
		}
	}
}

// The rule that all others serve: a tag is that of one answer, whatever is written
// between two questions.
func TestAnAnswerThatChangesHasAnotherTag(t *testing.T) {
	seed := storetest.Seed(t, 20262)
	t.Logf("seed %d, of %s", seed, storetest.SeedVariable)
	s := generated(t, seed, storetest.Small)
	e := engineOver(t, s)
	d := drafterOf(t, seed, e, s)
	var requests []Request
	for range 150 {
		requests = append(requests, drafted(d))
	}
	known := &answers{engine: e, requests: requests, bodies: map[string]string{}, first: make([]string, len(requests))}
	known.ask(t)
	found, err := s.Find(t.Context(), graph.Find{Kind: graph.KindFinding, Window: graph.Window{Limit: 40}})
	if err != nil {
		t.Fatal(err)
	}
	var there, back []graph.Change
	for _, r := range found.Records {
		turned := *r.(*graph.Finding)
		turned.Summary = graph.Text{{Lang: "en", Value: "written anew"}}
		if turned.Status == graph.Current {
			turned.Status = graph.Withdrawn
		}
		there, back = append(there, graph.Change{Record: &turned}), append(back, graph.Change{Record: r})
	}
	apply(t, s, graph.Batch{Changes: there})
	if changed := known.ask(t); changed < 20 {
		t.Errorf("the batch changed %d answers, which proves too little", changed)
	}
	apply(t, s, graph.Batch{Changes: back})
	if changed := known.ask(t); changed != 0 {
		t.Errorf("with the first content %d answers are not the first ones", changed)
	}
}

// answers are the requests of a test with what they were answered so far.
type answers struct {
	engine   *Engine
	requests []Request
	bodies   map[string]string // by tag
	first    []string          // tag of each request when it was first asked
}

// ask asks all again and gives the number of answers that differ from the first ones.
func (as *answers) ask(t *testing.T) (changed int) {
	t.Helper()
	for i, req := range as.requests {
		resp := askTagged(t, as.engine, req)
		if resp.Tag == "" {
			continue
		}
		if body, known := as.bodies[resp.Tag]; known && body != resp.Body.String() {
			t.Fatalf("two answers have the tag %s:\n%s\n%s\n%s", resp.Tag, req.Query, body, resp.Body)
		}
		as.bodies[resp.Tag] = resp.Body.String()
		if as.first[i] == "" {
			as.first[i] = resp.Tag
		}
		if as.bodies[as.first[i]] != resp.Body.String() {
			changed++
		}
		if held := askTagged(t, as.engine, req, "other", resp.Tag); !held.Unchanged || held.Tag != resp.Tag {
			t.Fatalf("an answer that is held is made again: %s", req.Query)
		}
	}
	return changed
}

// The release is no part of the content's hash, and stands in answers.
func TestAnotherReleaseOfTheSameContentHasOtherTags(t *testing.T) {
	s := generated(t, 1, storetest.Small)
	e := engineOver(t, s)
	release := Request{Query: `{ release { version hash } }`}
	before := askTagged(t, e, release)
	apply(t, s, graph.Batch{Release: &graph.Release{Name: "generated", Version: "2.0.0"}})
	if after := askTagged(t, e, release, before.Tag); after.Unchanged || after.Tag == before.Tag {
		t.Errorf("another release has the tag of the first: %s", after.Body)
	}
}

func apply(t *testing.T, s graph.Store, b graph.Batch) {
	t.Helper()
	if _, err := s.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
}

func TestATagBelongsToOneAnswerWhereverTheStoreMoves(t *testing.T) {
	worlds := []graph.Store{generated(t, 1, storetest.Small), generated(t, 2, storetest.Small)}
	for _, q := range movingDocuments {
		want := map[string]string{}
		for _, s := range worlds {
			e, err := New(graph.New(s), Options{Build: "1"})
			if err != nil {
				t.Fatal(err)
			}
			resp := askTagged(t, e, Request{Query: q})
			want[resp.Tag] = resp.Body.String()
		}
		if len(want) != 2 {
			t.Fatalf("both worlds give the same tag to %s", q)
		}
		for at := 1; at <= 12; at++ {
			s := storetest.NewMoving(func(n int) bool { return n%12 == at%12 }, worlds...)
			e, err := New(graph.New(s), Options{Build: "1"})
			if err != nil {
				t.Fatal(err)
			}
			held := ""
			for range 20 {
				resp := askTagged(t, e, Request{Query: q}, held)
				if resp.Unchanged && resp.Tag == held {
					continue
				}
				if body, ok := want[resp.Tag]; !ok || body != resp.Body.String() {
					t.Fatalf("where the store moves at question %d, the tag %q goes with %.300s\n%s", at, resp.Tag, resp.Body, q)
				}
				held = resp.Tag
			}
		}
	}
}

// What an answer costs that the caller holds: nothing in memory, and one mark of a
// database, once the state of that mark is known.
func TestAnAnswerThatIsHeldCostsNoMoreThanTheMark(t *testing.T) {
	c := storetest.NewCounting(storetest.NewMoving(func(int) bool { return false }, generated(t, 1, storetest.Small)))
	e := engineOver(t, c)
	for _, q := range movingDocuments {
		tag := askTagged(t, e, Request{Query: q}).Tag
		before := c.Counts()
		resp := askTagged(t, e, Request{Query: q}, tag)
		after := c.Counts()
		if !resp.Unchanged || resp.Info.StoreCalls != 0 || resp.Info.Cost == 0 || resp.Info.DocumentHash == "" {
			t.Errorf("got %+v", resp)
		}
		for verb, n := range after.Calls {
			want := 0
			if verb == storetest.Mark {
				want = 1
			}
			if n -= before.Calls[verb]; n != want {
				t.Errorf("an answer that is held costs %d calls of %s, want %d: %s", n, verb, want, q)
			}
		}
	}
	tag := askTagged(t, e, Request{Query: `{ __schema { queryType { name } } }`}).Tag
	before := fmt.Sprint(c.Counts())
	if resp := askTagged(t, e, Request{Query: `{ __schema { queryType { name } } }`}, tag); !resp.Unchanged || fmt.Sprint(c.Counts()) != before {
		t.Errorf("introspection asks the store: %v after %v", c.Counts(), before)
	}
}

func TestAnAnswerThatIsHeldAsksTheStoreInMemoryNothing(t *testing.T) {
	e := engineOver(t, generated(t, 1, storetest.Small))
	for _, q := range movingDocuments {
		first := askTagged(t, e, Request{Query: q})
		held := askTagged(t, e, Request{Query: q}, first.Tag)
		if first.Tag == "" || first.Info.StoreCalls == 0 || !held.Unchanged || held.Info.StoreCalls != 0 || held.Body.Len() != 0 {
			t.Errorf("%d calls, and %d for the tag %q: %+v", first.Info.StoreCalls, held.Info.StoreCalls, first.Tag, held)
		}
	}
}

// plainStore can neither hold a revision still nor give marks.
type plainStore struct{ graph.Store }

func TestNoTagIsGivenThatNobodyCanVouchFor(t *testing.T) {
	s, err := memstore.New(graph.Release{Version: "1"}, storetest.Fixture())
	if err != nil {
		t.Fatal(err)
	}
	q := Request{Query: `{ phases { key } }`}
	if resp := askTagged(t, engineOver(t, plainStore{s}), q, ""); resp.Tag != "" || len(resp.Errors) > 0 || resp.Unchanged {
		t.Errorf("over a store without revisions: tag %q, %s", resp.Tag, resp.Body)
	}
	e := engineOver(t, s)
	for _, refused := range []string{`{ phases { key`, `{ nothing }`, `{ findings(first: 100000) { totalCount } }`, `{ a: findings(first: -1) { totalCount } phases { key } }`} {
		if resp := askTagged(t, e, Request{Query: refused}); resp.Tag != "" || len(resp.Errors) == 0 {
			t.Errorf("%s has the tag %q: %s", refused, resp.Tag, resp.Body)
		}
	}
	if resp := e.Do(context.Background(), q); resp.Tag != "" {
		t.Error("a tag is given that was not asked for")
	}
	f := storetest.NewFaulty(s)
	f.Set(storetest.Fault{Verb: storetest.Info, Err: errors.New("away")})
	if resp := askTagged(t, engineOver(t, f), q); resp.Tag != "" || !json.Valid(resp.Body.Bytes()) {
		t.Errorf("tag %q where the state is not known: %s", resp.Tag, resp.Body)
	}
}
