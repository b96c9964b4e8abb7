package stores_test

import (
	"sync"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
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
func which(answer *schema.Response, one, other string) string {
	switch body := string(answer.Body); {
	case body == one:
		return "one"
	case body == other:
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
	var want [2]map[string]string
	for i, w := range worlds {
		want[i] = map[string]string{}
		e := engineOver(t, w.inMemory(t))
		for _, q := range watched {
			want[i][q] = string(e.Do(t.Context(), schema.Request{Query: q}).Body)
		}
	}
	writer := worlds[0].inNeo4j(t)
	counting := withColumns(t)
	readers := []*schema.Engine{engineOver(t, another(t)), engineOver(t, counting)}

	var mu sync.Mutex
	seen, refused, revisions := [2]int{}, 0, map[string]bool{} // of columns
	done := make(chan struct{})
	var reading sync.WaitGroup
	for n, reader := range readers {
		reading.Go(func() {
			for i := n; ; i++ {
				select {
				case <-done:
					return
				default:
				}
				q := watched[i%len(watched)]
				answer := reader.Do(t.Context(), schema.Request{Query: q})
				mu.Lock()
				revisions[counting.Revision()] = true
				switch which(answer, want[0][q], want[1][q]) {
				case "one":
					seen[0]++
				case "other":
					seen[1]++
				case "later":
					refused++
				default:
					t.Errorf("an answer belongs to neither revision: %.300s\n%s", answer.Body, q)
				}
				mu.Unlock()
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
	t.Logf("%d answers of one revision, %d of the other, %d requests asked to come again", seen[0], seen[1], refused)
	if len(revisions) < 2 {
		t.Errorf("the columns were of %d revisions, want those of both", len(revisions))
	}
	if seen[0] == 0 || seen[1] == 0 || refused > seen[0]+seen[1] {
		t.Errorf("%v answers and %d refusals prove too little", seen, refused)
	}
}
