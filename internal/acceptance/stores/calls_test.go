package stores_test

import (
	"bytes"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jstoretest"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
	"github.com/exitgraph/exitgraph/schema"
)

// ear is a relay to the database that counts the statements that pass.
type ear struct {
	address    string
	statements atomic.Int64
}

// runMessages begin a statement in the protocol: a structure of three fields with the
// sign of RUN, whose first is a text, by the length of its length. No text holds these
// bytes.
var runMessages = [][]byte{{0xB3, 0x10, 0xD0}, {0xB3, 0x10, 0xD1}, {0xB3, 0x10, 0xD2}}

// listen starts an ear before the database at an address such as
// bolt://127.0.0.1:7687, until the test ends.
func listen(t *testing.T, database string) *ear {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	scheme, target, _ := strings.Cut(database, "://")
	e := &ear{address: scheme + "://" + listener.Addr().String()}
	var open sync.WaitGroup
	open.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return // closed
			}
			server, err := net.Dial("tcp", target)
			if err != nil {
				t.Errorf("the database cannot be reached: %v", err)
				_ = client.Close() // the client sees that nobody answers
				continue
			}
			open.Go(func() { e.pass(server, client) })
			open.Go(func() {
				_, _ = io.Copy(client, server) // ends when either side does
				_ = client.Close()
			})
		}
	})
	t.Cleanup(func() {
		_ = listener.Close() // it ends the loop
		open.Wait()
	})
	return e
}

// pass hands on what the client says, and counts.
func (e *ear) pass(server, client net.Conn) {
	defer func() { _ = server.Close() }() // the client is gone
	buffer, tail := make([]byte, 64<<10), []byte(nil)
	for {
		n, err := client.Read(buffer)
		heard := slices.Concat(tail, buffer[:n])
		for _, m := range runMessages {
			e.statements.Add(int64(bytes.Count(heard, m)))
		}
		tail = bytes.Clone(heard[max(0, len(heard)-2):])
		if _, failed := server.Write(buffer[:n]); failed != nil || err != nil {
			return
		}
	}
}

// costs says how many statements a document needs, the one for the mark included where the
// last answer does not bring it.
var costs = []struct {
	query      string
	statements int
}{
	{`{ __schema { queryType { name } } }`, 0},
	{`{ studies(first: %d) { nodes { title } } }`, 1},
	{`{ release { version revision } }`, 2},
	{`{ release { revision } studies(first: %d) { nodes { title } } }`, 2},
	{`{ phases { key label { value } } }`, 1},
	{`{ study(key: "study-1") { title } }`, 1},
	{`{ studies(first: %d) { totalCount nodes { key samples { size } findings(first: 2) { totalCount nodes { key factor { key } } } } } }`, 3},
	{`{ findings(first: %d, where: {study: {isNull: false}, phase: {isNull: false}}) { nodes { study { title } factor { key } phase { key } } } }`, 1},
	{`{ factors(first: %d) { nodes { key counts { findings studies } byPhase { column { key } counts { studies } } } } }`, 4},
	{`{ evidenceMatrix { rows { key } columns { key } cells { counts { studies } } } }`, 2},
	{`{ evidenceMatrix { rows { label } columns { label } cells { counts { studies } } } }`, 2},
	{`{ tally(by: [FACTOR, DESIGN]) { groups { keys { label } counts { findings } } } }`, 2},
	{`{ contradictions(first: %d) { totalCount nodes { onlyThroughTurning sides { counts { samples } findings(first: 2) { nodes { key } } } } } }`, 4},
	{`{ contradictions(first: %d) { nodes { explanation { causes { kind note groups { counts { studies } } } } } } }`, 26},
	{`{ factors(first: %d) { nodes { ambivalence { causes { kind moderator } } } } }`, 15},
}

func TestTheDatabaseHearsAsManyStatementsAsTheDocumentHasEdgesAtMostAndOneForTheMark(t *testing.T) {
	w := generated(1, storetest.Medium)
	w.inNeo4j(t)
	o := neo4jstoretest.OptionsFor(neo4jtest.Shared(t))
	ear := listen(t, o.URI)
	o.URI = ear.address
	counting := storetest.NewCounting(neo4jstoretest.Open(t, o))
	e := engineOver(t, counting)
	for _, c := range costs { // the first time reads the frame and the first mark
		e.Do(t.Context(), schema.Request{Query: sized(c.query, "1")})
	}
	for _, c := range costs {
		for _, rows := range []string{"1", "100"} {
			heard, asked := ear.statements.Load(), counting.Counts()
			answer := e.Do(t.Context(), schema.Request{Query: sized(c.query, rows)})
			if len(answer.Errors) > 0 {
				t.Fatalf("%s: %v", c.query, answer.Errors)
			}
			after := counting.Counts()
			if got := int(ear.statements.Load() - heard); got != c.statements {
				t.Errorf("the database heard %d statements for %s rows, want %d: %s", got, rows, c.statements, c.query)
			}
			if calls := after.Total() - asked.Total(); calls != answer.Info.StoreCalls {
				t.Errorf("the store saw %d calls, the engine tells %d: %s", calls, answer.Info.StoreCalls, c.query)
			}
			marks, infos := after.Calls[storetest.Mark]-asked.Calls[storetest.Mark], after.Calls[storetest.Info]-asked.Calls[storetest.Info]
			if answer.Info.StoreCalls+marks+infos != c.statements || marks > 1 {
				t.Errorf("%d calls, %d marks, %d infos, want %d in all: %s", answer.Info.StoreCalls, marks, infos, c.statements, c.query)
			}
		}
	}
}

func sized(query, rows string) string { return strings.ReplaceAll(query, "%d", rows) }
