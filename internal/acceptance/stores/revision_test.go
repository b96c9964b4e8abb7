package stores_test

import (
	"bytes"
	"sync"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jstoretest"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// watched are asked while others write. All but the first need several statements, so
// that a write may come in between; the first may meet one that is being applied.
var watched = []string{
	`{ findings(first: 1000) { nodes { key valence locator summary { value } } } }`,
	`{ studies(first: 50) { totalCount nodes { key title year samples { key size } findings(first: 10) { totalCount nodes { key valence factor { key label { value } } } } } } }`,
	`{ findings(first: 100) { nodes { key valence study { key title reports { nodes { key title } } } phase { key label { value } } } } }`,
	`{ release { revision hash } evidenceMatrix { rows { key label } columns { key label } cells { counts { findings studies } } total { findings studies } } phases { key counts { findings } } }`,
	`{ tally(by: [COUNTRY, YEAR]) { groups { keys { key } counts { studies findings } } total { findings } } findings(first: 3) { totalCount } }`,
}

// change is the batch that leads from one world to another.
func change(from, to world) graph.Batch {
	type name struct {
		kind graph.Kind
		key  string
	}
	stays := map[name]bool{}
	var b graph.Batch
	for _, r := range to.records {
		stays[name{r.RecordKind(), r.RecordKey()}] = true
		b.Changes = append(b.Changes, graph.Change{Record: r})
	}
	for _, r := range from.records {
		if !stays[name{r.RecordKind(), r.RecordKey()}] {
			b.Changes = append(b.Changes, graph.Change{Record: r, Delete: true})
		}
	}
	return b
}

// which says whether an answer is the one or the other, or asks to come again later.
// An answer that is held is known by its tag alone.
func which(answer, one, other *schema.Response) string {
	is := func(a *schema.Response) bool {
		return answer.Tag == a.Tag && a.Tag != "" && (answer.Unchanged || bytes.Equal(answer.Body.Bytes(), a.Body.Bytes()))
	}
	switch {
	case is(one):
		return "one"
	case is(other):
		return "other"
	case !answer.Executed && answer.Errors[0].Code == fault.Unavailable && answer.Errors[0].Message == graph.ErrMoving.Message:
		return "later"
	default:
		return ""
	}
}

// swaps is how often the whole content changes while others read.
const swaps = 12

func TestEachAnswerIsOfOneRevisionWhileAnotherProcessWrites(t *testing.T) {
	worlds := [2]world{generated(1, storetest.Small), generated(2, storetest.Small)}
	var want [2]map[string]*schema.Response
	for i, w := range worlds {
		want[i] = map[string]*schema.Response{}
		e := engineOver(t, w.inMemory(t))
		for _, q := range watched {
			want[i][q] = e.Do(t.Context(), schema.Request{Query: q, Tagged: true})
		}
	}
	writer := worlds[0].inNeo4j(t)
	counting := neo4jstoretest.WithColumns(t, neo4jstoretest.Shared(t))
	readers := []*schema.Engine{engineOver(t, neo4jstoretest.Shared(t)), engineOver(t, counting)}

	seen := &sightings{revisions: map[string]bool{}}
	done := make(chan struct{})
	var reading sync.WaitGroup
	for n, reader := range readers {
		reading.Go(func() {
			var held []string // so that some of the answers cost the mark alone
			for i := n; ; i++ {
				select {
				case <-done:
					return
				default:
				}
				q := watched[i%len(watched)]
				answer := reader.Do(t.Context(), schema.Request{Query: q, Tagged: true, Held: held})
				if !seen.note(answer, want[0][q], want[1][q], counting.Revision()) {
					t.Errorf("an answer belongs to neither revision: %.300s\n%s", answer.Body, q)
				}
				if held = append(held, answer.Tag); i%7 == 0 {
					held = nil
				}
			}
		})
	}
	for i := range swaps {
		if _, err := writer.Apply(t.Context(), change(worlds[i%2], worlds[1-i%2])); err != nil {
			t.Errorf("swap %d: %v", i, err)
			break
		}
	}
	close(done)
	reading.Wait()
	t.Logf("%d answers of one revision, %d of the other, %d of them held; %d requests asked to come again", seen.one, seen.other, seen.held, seen.refused)
	if len(seen.revisions) < 2 {
		t.Errorf("the columns were of %d revisions, want those of both", len(seen.revisions))
	}
	if seen.one == 0 || seen.other == 0 || seen.held == 0 || seen.refused > seen.one+seen.other {
		t.Errorf("%+v proves too little", seen)
	}
}

// sightings count what readers were answered.
type sightings struct {
	mu                        sync.Mutex
	one, other, held, refused int
	revisions                 map[string]bool // of columns
}

// note counts an answer, and says whether it is one that may be.
func (s *sightings) note(answer, one, other *schema.Response, revision string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revisions[revision] = true
	if answer.Unchanged {
		s.held++
	}
	switch which(answer, one, other) {
	case "one":
		s.one++
	case "other":
		s.other++
	case "later":
		s.refused++
	default:
		return false
	}
	return true
}
