package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/exitgraph/exitgraph/schema"
)

// replayOptions are the flags of replay.
type replayOptions struct {
	data   dataOptions
	limits limitOptions
}

func newReplay(p *process) *cobra.Command {
	o := &replayOptions{}
	cmd := &cobra.Command{
		Use:   "replay PERMALINK",
		Short: "Answer the permalink of a cited answer, without a server",
		Long: `replay prints the answer that a permalink stands for: the same bytes that every
server sends which holds the release. PERMALINK is the path or the whole address of
any server, as the field citation of a matrix or a tally gives it. Put it in quotes,
since shells read & and ? as their own.

It refuses, and prints nothing, where the data is another release or has other
content than the permalink names.`,
		Example: `  exitgraph replay "$(cat permalink.txt)"
  exitgraph replay "$(cat permalink.txt)" --store dir:my-dataset | sha256sum`,
		Args:              onePermalink,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(cmd *cobra.Command, args []string) error { return p.replay(cmd.Context(), o, args[0]) },
	}
	o.data.register(cmd)
	o.limits.register(cmd)
	return cmd
}

func onePermalink(_ *cobra.Command, args []string) error {
	switch len(args) {
	case 0:
		return misuse("replay needs a permalink: give one in quotes, as the citation of a matrix or a tally has it.")
	case 1:
		return nil
	default:
		return misuse("replay answers one permalink at a time, but was given %d texts: put the permalink in quotes.", len(args))
	}
}

func (p *process) replay(ctx context.Context, o *replayOptions, permalink string) error {
	store, _, err := p.openPresent(ctx, &o.data)
	if err != nil {
		return err
	}
	defer store.Close()
	engine, err := newEngine(store, o.limits, schema.Options{})
	if err != nil {
		return err
	}
	answer := engine.Replay(ctx, permalink)
	if len(answer.Errors) > 0 {
		return p.tellErrors("permalink", answer.Errors, nil)
	}
	return p.print(func(w io.Writer) { _, _ = answer.Body.WriteTo(w) })
}
