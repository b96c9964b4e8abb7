package main

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// process is what commands may touch of the world around them.
type process struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	environ        []string // NAME=value; of equal names the last counts

	logging logOptions
	logger  zerolog.Logger // made once the flags are known
	preset  map[string]bool
}

// run is the whole program. It gives the exit status and never panics.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, environ []string) (status int) {
	p := &process{stdin: stdin, stdout: stdout, stderr: stderr, environ: environ, logger: zerolog.Nop(), preset: map[string]bool{}}
	defer func() {
		if fault := recover(); fault != nil {
			p.logger.Debug().Msgf("%v\n%s", fault, debug.Stack())
			p.say("Something went wrong on our side: %v. Please report it; --log-level debug tells where it happened.", fault)
			status = exitInternal
		}
	}()
	root := newRoot(p)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if text := sayOf(err); err != nil && text != "" {
		p.say("%s", text)
	}
	return exitOf(err)
}

// say tells people something, on stderr.
func (p *process) say(format string, args ...any) {
	fmt.Fprintf(p.stderr, "exitgraph: "+format+"\n", args...)
}

// getenv gives a variable of the environment; empty is the same as not set.
func (p *process) getenv(name string) string {
	for _, entry := range slices.Backward(p.environ) {
		if key, value, _ := strings.Cut(entry, "="); key == name {
			return value
		}
	}
	return ""
}

// newRoot makes the tree of commands.
func newRoot(p *process) *cobra.Command {
	serving := &serveOptions{}
	root := &cobra.Command{
		Use:   "exitgraph",
		Short: "An open graph of published research on how people leave sex trafficking",
		Long: `exitgraph answers questions about published research on how people leave sex
trafficking: which factors help or hinder, in which phase, for whom, and where it
was read; where studies contradict each other, what goes along with that, and where
evidence has gaps. Its numbers are amounts of evidence.

Without a command it serves the built-in data on 127.0.0.1:8080, as
"exitgraph serve" does, and takes the same flags.`,
		Example: `  exitgraph                                    # serve the built-in data
  exitgraph --addr :9090                       # the same, elsewhere
  exitgraph query docs/examples/matrix.graphql # ask without a server
  exitgraph check my-dataset                   # look a dataset over`,
		Version:           programVersion(),
		SilenceErrors:     true,
		SilenceUsage:      true,
		Args:              noSuchCommand,
		RunE:              func(cmd *cobra.Command, _ []string) error { return p.serve(cmd.Context(), serving) },
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return p.prepare(cmd) },
	}
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.SetFlagErrorFunc(explainFlag)
	root.SetVersionTemplate("exitgraph {{.Version}}\n")
	root.SetHelpCommand(newHelp())
	groupFlags(root)
	root.CompletionOptions.DisableNoDescFlag = true

	serving.register(root)
	root.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) { f.Hidden = true }) // serve --help tells them
	p.logging.register(root)
	root.AddCommand(newServe(p), newQuery(p), newReplay(p), newSchema(p), newCheck(p), newLoad(p), newMigrate(p), newVersion(p))
	root.AddCommand(newTopics(root)...)
	root.InitDefaultCompletionCmd()
	describeCompletion(root)
	eachCommand(root, nameTwins)
	return root
}

// prepare does what all commands need once their flags are known.
func (p *process) prepare(cmd *cobra.Command) error {
	if isCompletionRequest(cmd) {
		return nil // a shell reads our output and shows our messages in its prompt
	}
	p.warnOfUnknownVariables(cmd.Root())
	if err := p.applyEnvironment(cmd); err != nil {
		return err
	}
	var err error
	p.logger, err = p.logging.open(p)
	return err
}

// eachCommand visits a command and everything below it.
func eachCommand(cmd *cobra.Command, visit func(*cobra.Command)) {
	visit(cmd)
	for _, sub := range cmd.Commands() {
		eachCommand(sub, visit)
	}
}
