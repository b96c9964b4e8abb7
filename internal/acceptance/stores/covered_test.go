package stores_test

import (
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jstoretest"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
	"github.com/exitgraph/exitgraph/schema"
)

// covered says how many statements a document needs where there are columns, the one for
// the mark included: that one alone where they hold all that is read.
var covered = []struct {
	query      string
	statements int
}{
	{`{ factors(first: %d, orderBy: [{ field: KEY }]) { nodes { key byPhase { column { key } counts { findings byValence { valence findings } } } } } }`, 1},
	{`{ factor(key: "factor-1") { key label { value } findings(first: %d, orderBy: [{ field: VALENCE, direction: DESC }]) { totalCount nodes { key valence study { key title year } phase { key label { value } } } } } }`, 1},
	{`{ findings(first: %d, where: { study: { year: { gte: 1990 } } }) { totalCount pageInfo { hasNextPage endCursor } nodes { key valence factor { key label { value } } phase { key } } } }`, 1},
	{`{ studies(first: %d, orderBy: [{ field: TITLE }]) { totalCount nodes { title samples { size } findings(first: 2) { totalCount nodes { factor { key } } } } } }`, 1},
	{`{ findings(first: %d) { totalCount facets(by: DESIGN) { nodes } nodes { key } } }`, 1},
	{`{ findings(first: %d) { nodes { key valence summary { value } study { key title year } report { key title } factor { key label { value } } phase { key label { value } } } } }`, 1},
	{`{ findings(first: %d) { nodes { summary { value } study { notes } report { notes } } } }`, 1},
	{`{ search(text: "study", kinds: [STUDY], first: %d) { totalCount nodes { score node { ... on Study { key title year } } } } }`, 1},
	{`{ search(text: "factor*", first: %d) { nodes { snippet node { __typename } } } }`, 1},
	{`{ search(text: "\"a study\"", first: %d) { nodes { node { ... on Study { key } } } } }`, 1},
	{`{ tally(by: [FACTOR, PHASE]) { groups { keys { key } counts { byValence { valence findings studies } } } } }`, 1},
}

func TestTheDatabaseHearsOfTheMarkAloneWhereTheColumnsHoldWhatIsRead(t *testing.T) {
	w := generated(1, storetest.Medium)
	w.inNeo4j(t)
	o := neo4jstoretest.OptionsFor(neo4jtest.Shared(t))
	ear := listen(t, o.URI)
	o.URI = ear.address
	told := make(chan columns.Report, 2)
	over := columns.Over(neo4jstoretest.Open(t, o), columns.Options{Pause: time.Hour, Report: func(r columns.Report) { told <- r }})
	t.Cleanup(func() { _ = over.Close() }) // the store inside is closed in any case
	for range 2 {                          // the columns, and the words beside them
		if r := <-told; r.Err != nil || r.TooLarge || r.WithoutWords {
			t.Fatalf("there are no columns: %+v", r)
		}
	}
	e, memory := engineOver(t, over), engineOver(t, w.inMemory(t))
	for _, c := range covered { // the first time reads the frame and the first mark
		e.Do(t.Context(), schema.Request{Query: sized(c.query, "1")})
	}
	for _, c := range covered {
		for _, rows := range []string{"1", "100"} {
			heard := ear.statements.Load()
			req := schema.Request{Query: sized(c.query, rows)}
			answer := e.Do(t.Context(), req)
			if got := int(ear.statements.Load() - heard); got != c.statements {
				t.Errorf("the database heard %d statements for %s rows, want %d: %s", got, rows, c.statements, c.query)
			}
			if want := memory.Do(t.Context(), req); len(answer.Errors) > 0 || answer.Body.String() != want.Body.String() {
				t.Errorf("%s\n got: %.300s\nwant: %.300s\n%v", req.Query, answer.Body, want.Body, answer.Errors)
			}
		}
	}
}
