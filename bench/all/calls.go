package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/schema"
)

// nesting is how many calls a nested document makes to the store, each of which is
// one statement, for pages of several sizes.
type nesting struct {
	Rows  []int `json:"rows"`
	Calls []int `json:"calls"`
	Edges int   `json:"edges"` // of the document, its root field and links included
}

// nestedDocument goes over six edges from its root: the reports of a study stand
// behind links, which are fetched first.
const nestedDocument = `query ($first: Int!) {
  studies(first: $first) {
    nodes {
      samples { key }
      reports { nodes { title } }
      findings(first: 5) { nodes { factor { key } phase { key } } }
    }
  }
}`

const nestedEdges = 7

// countCalls asks the nested document over pages of three sizes.
func countCalls(ctx context.Context, store graph.Store) (nesting, error) {
	counting := storetest.NewCounting(store)
	engine, err := schema.New(graph.New(counting), schema.Options{MaxCost: 1_000_000})
	if err != nil {
		return nesting{}, err
	}
	out := nesting{Edges: nestedEdges}
	for _, first := range []int{1, 10, 100} {
		counting.Reset()
		answer := engine.Do(ctx, schema.Request{Query: nestedDocument, Variables: map[string]any{"first": json.Number(strconv.Itoa(first))}})
		if len(answer.Errors) > 0 || answer.Info.Rows < first {
			return out, fmt.Errorf("the nested document brought %d rows for a page of %d: %v", answer.Info.Rows, first, answer.Errors)
		}
		out.Rows = append(out.Rows, answer.Info.Rows)
		out.Calls = append(out.Calls, counting.Counts().Total())
	}
	return out, nil
}

// measureStatements counts the statements of a nested document.
func (b *bench) measureStatements(ctx context.Context) error {
	if err := b.filled(ctx); err != nil {
		return err
	}
	n, err := countCalls(ctx, b.base.store)
	if err != nil {
		return err
	}
	b.note("A nested document of %d edges: statements %v for rows %v.", n.Edges, n.Calls, n.Rows)
	if !n.constant() {
		return fmt.Errorf("a nested document of %d edges costs %v statements for %v rows: at most one for each edge is allowed", n.Edges, n.Calls, n.Rows)
	}
	return nil
}

// constant says whether there are no more calls than edges, whatever the rows.
func (n nesting) constant() bool {
	for _, calls := range n.Calls {
		if calls > n.Edges {
			return false
		}
	}
	return true
}
