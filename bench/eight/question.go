// Package eight holds the questions of the measurement, the data set they are asked
// about, and the one form in which answers of different servers are compared.
//
// It knows documents, statements and answers. It must not know who is asked, how, or
// how long that takes.
package eight

import (
	"cmp"
	"embed"
	"encoding/json"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// files holds the texts of the questions: for each a document for exitgraph, a
// statement for the floor and a document for the peer.
//
//go:embed questions
var files embed.FS

// Question is one of the questions of the measurement.
type Question struct {
	ID   string // as Q2a, which names it in results
	Asks string // what it asks, for people
	Note string // what is measured where that is not the whole question; else empty
	// Rows of the answer, for the goals: 20 for up to 20, 1000 for up to 1,000, 0 for
	// counts, which have no goal against the floor.
	Rows    int
	Ordered bool // whether the order of the rows is part of the answer

	text      string // the beginning of the names of its files; the ID where empty
	floorText string // the same for the floor's statement, where it has one of its own
	variables map[string]any

	ours, peer func(data any) []Row // answers in the form of the floor's columns
	floor      func(Row) Row        // where the floor's columns are not the form themselves
}

// The sides whose documents differ.
const (
	Ours = "ours"
	Peer = "peer"
)

// read gives a text of a question. The files are part of the program.
func read(name string) string {
	text, err := files.ReadFile("questions/" + name)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func (q Question) document(side string) string {
	return read(strings.ToLower(cmp.Or(q.text, q.ID)) + "." + side + ".graphql")
}

// Statement is the Cypher of the floor.
func (q Question) Statement() string {
	return read(strings.ToLower(cmp.Or(q.floorText, q.text, q.ID)) + ".floor.cypher")
}

// Request is the body of a POST to one side, with the variables that its document
// names.
func (q Question) Request(side string) []byte {
	document := q.document(side)
	used := map[string]any{}
	for name, v := range q.variables {
		if strings.Contains(document, "$"+name+":") {
			used[name] = v
		}
	}
	out, err := json.Marshal(map[string]any{"query": document, "variables": used})
	if err != nil {
		panic(err) // variables are constants of this program
	}
	return out
}

// Parameters are those of the floor's statement. It says what exitgraph adds to
// every filter: findings that do not stand are left out.
func (q Question) Parameters() map[string]any {
	out := map[string]any{"status": string(graph.Current)}
	for name, v := range q.variables {
		if n, ok := v.(int); ok {
			v = int64(n)
		}
		out[name] = v
	}
	return out
}

// Form brings the data of a server's answer into the form of comparison.
func (q Question) Form(side string, data any) []Row {
	if side == Ours {
		return q.ours(data)
	}
	return q.peer(data)
}

// FloorForm does so with a row of the floor's statement, cell by cell.
func (q Question) FloorForm(values []any) Row {
	cells := make(Row, len(values))
	for i, v := range values {
		cells[i] = cell(v)
	}
	if q.floor != nil {
		return q.floor(cells)
	}
	return cells
}
