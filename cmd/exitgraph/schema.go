package main

import (
	"context"
	_ "embed"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/schema"
)

//go:embed introspection.graphql
var introspectionQuery string

func newSchema(p *process) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "Print the GraphQL schema",
		Long: `schema prints the GraphQL schema in the schema definition language, with every
description; with --json the answer to the introspection query, as code
generators read it. The schema is the same for all data.`,
		Example: `  exitgraph schema > exitgraph.graphql
  exitgraph schema --json > introspection.json`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(cmd *cobra.Command, _ []string) error { return p.schema(cmd.Context(), asJSON) },
	}
	registerJSON(cmd, &asJSON)
	return cmd
}

func (p *process) schema(ctx context.Context, asJSON bool) error {
	engine, err := schema.New(graph.New(memstore.Empty()), schema.Options{})
	if err != nil {
		return err
	}
	if !asJSON {
		return p.print(func(w io.Writer) { fmt.Fprint(w, engine.SDL()) })
	}
	answer := engine.Do(ctx, schema.Request{Query: introspectionQuery})
	if len(answer.Errors) > 0 {
		return p.tellErrors("introspection.graphql", answer.Errors, nil)
	}
	return p.printAnswer(answer.Body, true)
}
