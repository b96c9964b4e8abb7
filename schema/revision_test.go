package schema

import (
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// revisionOf gives the revision of a store's content.
func revisionOf(t *testing.T, s graph.Store) string {
	t.Helper()
	info, err := s.Info(t.Context())
	if err != nil || info.Revision == "" {
		t.Fatalf("revision %q, error %v", info.Revision, err)
	}
	return info.Revision
}

// The content is known by the answer, so an answer of one attempt with the revision of
// another is found out, also where a client holds it.
func TestAnAnswerTellsTheRevisionThatItIsMadeFromWhereverTheStoreMoves(t *testing.T) {
	worlds := []graph.Store{generated(t, 1, storetest.Small), generated(t, 2, storetest.Small)}
	for _, q := range movingDocuments {
		want, tagged := map[string]string{}, map[string]string{}
		for _, s := range worlds {
			a := ask(t, engineOver(t, s), q, "")
			want[a.raw] = revisionOf(t, s)
			if got := a.resp.Info.Revision; got != want[a.raw] {
				t.Errorf("in memory the answer tells %q, want %q: %s", got, want[a.raw], q)
			}
		}
		for at := 1; at <= 12; at++ {
			s := storetest.NewMoving(func(n int) bool { return n%12 == at%12 }, worlds...)
			e := engineOver(t, s)
			held := ""
			for range 20 {
				a := ask(t, e, q, "")
				if got := a.resp.Info.Revision; got == "" || got != want[a.raw] {
					t.Fatalf("where the store moves at question %d the answer tells %q, want %q: %s", at, got, want[a.raw], q)
				}
				resp := askTagged(t, e, Request{Query: q}, held)
				if !resp.Unchanged {
					held = resp.Tag
					tagged[held] = want[resp.Body.String()]
				}
				if got := resp.Info.Revision; got == "" || got != tagged[held] {
					t.Fatalf("where the store moves at question %d an answer that is held (%t) tells %q, want %q: %s", at, resp.Unchanged, got, tagged[held], q)
				}
			}
			if s.Moves() == 0 {
				t.Errorf("the store never moved: %s", q)
			}
		}
	}
}

func TestTheRevisionIsToldWithoutAskingForIt(t *testing.T) {
	inMemory := generated(t, 1, storetest.Small)
	for name, c := range map[string]struct {
		store *storetest.Counting
		marks int
	}{
		"in memory":          {storetest.NewCounting(inMemory), 0},
		"a store with marks": {storetest.NewCounting(storetest.NewMoving(func(int) bool { return false }, inMemory)), 1},
	} {
		e := engineOver(t, c.store)
		for _, q := range movingDocuments[:2] {
			answered(t, e, q)
			before := c.store.Counts()
			a := ask(t, e, q, "")
			after := c.store.Counts()
			if a.resp.Info.Revision != revisionOf(t, inMemory) {
				t.Errorf("%s: the answer tells %q", name, a.resp.Info.Revision)
			}
			marks, infos := after.Calls[storetest.Mark]-before.Calls[storetest.Mark], after.Calls[storetest.Info]-before.Calls[storetest.Info]
			if calls := after.Total() - before.Total(); marks != c.marks || infos != 0 || calls != a.resp.Info.StoreCalls {
				t.Errorf("%s: %d calls, want %d; %d marks, want %d; %d infos: %s", name, calls, a.resp.Info.StoreCalls, marks, c.marks, infos, q)
			}
		}
	}
}

func TestWhatAsksNothingOfTheDataOrWasRefusedTellsNoRevision(t *testing.T) {
	s := generated(t, 1, storetest.Small)
	for _, e := range []*Engine{engineOver(t, s), engineOver(t, storetest.NewMoving(func(int) bool { return false }, s))} {
		for _, q := range []string{`{ __schema { queryType { name } } }`, `{ nothing }`, `{ phases {`} {
			if got := ask(t, e, q, "").resp.Info.Revision; got != "" {
				t.Errorf("the answer tells %q: %s", got, q)
			}
		}
	}
	if got := ask(t, engineOver(t, plainStore{s}), movingDocuments[0], "").resp.Info.Revision; got != "" {
		t.Errorf("over a store without revisions the answer tells %q", got)
	}
	moving := storetest.NewMoving(func(int) bool { return true }, s, generated(t, 2, storetest.Small))
	if got := ask(t, engineOver(t, moving), movingDocuments[1], "").resp.Info.Revision; got != "" {
		t.Errorf("over a store that never stands still the refusal tells %q", got)
	}
}
