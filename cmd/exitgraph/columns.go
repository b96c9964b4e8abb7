package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
)

// columnOptions say whether this process counts from columns of its own over a
// database. A store in memory always does.
type columnOptions struct {
	use    choice
	memory byteSize
}

func (o *columnOptions) register(cmd *cobra.Command, initial string) {
	o.use = choice{value: initial, of: []string{"on", "off"}}
	o.memory = 1 << 30
	flags := cmd.Flags()
	flags.Var(&o.use, "columns", "on or off: `WHETHER` to read all of a Neo4j once and count in this process; answers are the same, and what is in memory always counts so")
	flags.Var(&o.memory, "columns-memory", "`SIZE` that these columns may take, about 300 bytes a finding with the words that are searched; above it the database answers, and the log says so")
	completeChoice(cmd, "columns", &o.use)
	register(cmd, "columns-memory", cobra.NoFileCompletions)
}

// overColumns puts columns over a Neo4j where that is wanted, and tells the log how
// that goes. They are made when the database has answered somebody, so that a wrong
// password is given to it once. Closing what it gives closes the store. Where it fails,
// the store is the caller's to close.
func (p *process) overColumns(store graph.Store, o *columnOptions, data *dataOptions) (graph.Store, error) {
	options := columns.Options{Report: p.tellColumns}
	if s, ok := store.(*neo4jstore.Store); ok {
		options.After = s.Greeted()
	}
	return p.columnsWith(options, store, o, data)
}

func (p *process) columnsWith(options columns.Options, store graph.Store, o *columnOptions, data *dataOptions) (graph.Store, error) {
	marked, ok := store.(columns.Marked)
	switch {
	case !ok && o.use.value == "off" && data.flags.Changed("columns") && !p.preset["columns"]:
		return nil, misuse("--columns=off is for Neo4j stores: leave it out, since what is in memory counts in no other way.")
	case !ok || o.use.value == "off":
		return store, nil
	}
	options.MaxBytes = int64(o.memory)
	return columns.Over(marked, options), nil
}

// overColumnsAtOnce is overColumns for a single question: it waits until the columns
// are there, or are known not to come. The store it gives is to be closed, also where
// it fails.
func (p *process) overColumnsAtOnce(ctx context.Context, store graph.Store, o *queryOptions) (graph.Store, error) {
	told := make(chan columns.Report, 1)
	counting, err := p.columnsWith(columns.Options{Report: func(r columns.Report) {
		p.tellColumns(r)
		select {
		case told <- r:
		default: // nobody waits for the second
		}
	}}, store, &o.columns, &o.data)
	if err != nil || counting == store {
		return store, err
	}
	select {
	case <-told:
		return counting, nil
	case <-ctx.Done():
		return counting, ctx.Err()
	}
}

// tellColumns writes to the log how an attempt to make columns ended.
func (p *process) tellColumns(r columns.Report) {
	switch {
	case r.Words:
		p.tellWords(r)
	case r.Err != nil && graph.KindOf(r.Err) == graph.Unavailable:
		// Requests tell by themselves that the database is away.
		p.logger.Debug().Err(r.Err).Msg("no columns yet: the database counts")
	case r.Err != nil:
		p.logger.Warn().Err(r.Err).Msg("no columns: the database counts")
	case r.TooLarge:
		p.logger.Warn().Int("findings", r.Findings).Int64("bytes", r.Bytes).
			Msg("columns would take more than --columns-memory: the database counts")
	case r.WithoutWords:
		p.logger.Warn().Str("revision", r.Mark.Revision).Int("findings", r.Findings).Int64("bytes", r.Bytes).
			Msg("columns with titles, names and labels would take more than --columns-memory: the database is asked for these")
	default:
		p.logger.Info().Str("revision", r.Mark.Revision).Int("findings", r.Findings).Int64("bytes", r.Bytes).
			Float64("seconds", r.Took.Seconds()).Msg("counting from columns")
	}
}

// tellWords is tellColumns for the words beside columns, in which searches are answered.
func (p *process) tellWords(r columns.Report) {
	switch {
	case r.Err != nil && graph.KindOf(r.Err) == graph.Unavailable:
		p.logger.Debug().Err(r.Err).Msg("no words beside the columns yet: the database searches")
	case r.Err != nil:
		p.logger.Warn().Err(r.Err).Msg("no words beside the columns: the database searches")
	case r.TooLarge:
		p.logger.Warn().Str("revision", r.Mark.Revision).Int("findings", r.Findings).Int64("bytes", r.Bytes).
			Msg("words beside the columns would take more than --columns-memory: the database searches")
	default:
		p.logger.Info().Str("revision", r.Mark.Revision).Int("findings", r.Findings).Int64("bytes", r.Bytes).
			Float64("seconds", r.Took.Seconds()).Msg("searching in words beside the columns")
	}
}

// what says what answers, for /readyz: the store, and the revision of the columns over
// it where there are any.
func what(info graph.Info, counting graph.Store) string {
	over, ok := counting.(*columns.Store)
	if !ok || over.Revision() == "" {
		return info.Store
	}
	said := info.Store + ", counts from columns of revision " + over.Revision()
	if over.Stats().Searches {
		said += ", searches in words beside them"
	}
	return said
}
