package neo4jstore

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// An answer brings more than its rows in the same statement: the records that these
// refer to, where the question names the edges, and the mark. The rows are gathered
// first, which the database cannot do before it has read the last of them, and the mark
// is read from what comes after: so it vouches for the rows as one that was asked for
// after the answer.

// markColumns are the columns that markOf reads.
const markColumns = "m.schemaVersion, m.writes, m.revision, noted"

const markWidth = 4

// markAfter reads the mark behind clauses that end with one row of the columns. As in
// markStatement, the note is read before the count.
func markAfter(columns string) string {
	return "\nOPTIONAL MATCH (c:Meta {name: 'commit'})\nWITH " + columns + ", c.open IS NOT NULL AS noted" +
		"\nOPTIONAL MATCH (m:Meta {name: 'exitgraph'})\nRETURN " + columns + ", " + markColumns
}

// markOf takes the mark from the end of a row, nil where it takes a question of its own:
// while the database applies a write, and where the graph in it is of a later program.
func markOf(values []any) (rest []any, at *graph.Mark) {
	rest, last := values[:len(values)-markWidth], values[len(values)-markWidth:]
	schema, _ := last[0].(int64)
	if noted, _ := last[3].(bool); noted || schema > schemaVersion {
		return rest, nil
	}
	at = &graph.Mark{}
	at.Writes, _ = last[1].(int64)
	at.Revision, _ = last[2].(string)
	return rest, at
}

// alongAfter brings the targets of edges, each once, behind clauses that end with one
// row of the columns. found is a list of records, or of lists of them where it is deep.
func (q *query) alongAfter(edges []*graph.Edge, found string, deep bool) (text, columns string) {
	var b strings.Builder
	for i, e := range edges {
		name := "along" + strconv.Itoa(i)
		one := found
		if deep {
			one = "l"
		}
		body := "UNWIND " + one + " AS f\n" + q.follow(e, "f", "t").branches[0].String() + "\nWITH DISTINCT t\nRETURN collect(" + columnsOf(e.To, "t") + ") AS " + name
		if deep {
			body = "UNWIND " + found + " AS l\n" + body
		}
		b.WriteString("\n" + call(found, body))
		columns += ", " + name
		q.reads.parameters(e.To, q.params)
	}
	return b.String(), columns
}

// along makes the records of the columns that alongAfter brought.
func (q *query) along(edges []*graph.Edge, values []any) ([]graph.Record, error) {
	if len(values) != len(edges) {
		return nil, malformed(0, "", "", fmt.Sprint(len(values)))
	}
	var out []graph.Record
	for i, e := range edges {
		records, err := q.reads.records(e.To, values[i])
		if err != nil {
			return nil, err
		}
		out = append(out, records...)
	}
	return out, nil
}

// brought takes what an answer brought from the end of its row.
func (q *query) brought(edges []*graph.Edge, values []any) (rest []any, out graph.Brought, err error) {
	rest, out.At = markOf(values)
	n := len(rest) - len(edges)
	if n < 1 {
		return nil, out, malformed(0, "", "", fmt.Sprint(len(values)))
	}
	out.Along, err = q.along(edges, rest[n:])
	return rest[:n], out, err
}
