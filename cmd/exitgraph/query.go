package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// queryOptions are the flags of query.
type queryOptions struct {
	data      dataOptions
	columns   columnOptions
	limits    limitOptions
	variables []string
	file      string
	operation string
	pretty    bool
	compact   bool
}

func newQuery(p *process) *cobra.Command {
	o := &queryOptions{}
	cmd := &cobra.Command{
		Use:   "query FILE",
		Short: "Answer a GraphQL document without a server",
		Long: `query answers the GraphQL document in FILE, or on stdin where FILE is -, and prints
the answer as JSON. Errors in it are also told on stderr, in words.

Variables come from the file that --vars names; where it is not given, from
NAME.variables.json beside NAME.graphql if there is one. Those given with --var
are laid over them: a value that is JSON counts as such, any other as a string.`,
		Example: `  exitgraph query docs/examples/matrix.graphql
  exitgraph query docs/examples/contradictions.graphql
  exitgraph query docs/examples/gaps.graphql
  echo '{ findings { totalCount } }' | exitgraph query -
  exitgraph query docs/examples/page.graphql --var size=5
  exitgraph query many.graphql --operation ByCountry --compact | jq .data`,
		Args:              oneDocument,
		ValidArgsFunction: completeFiles("graphql", "gql"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.pretty && o.compact {
				typedPretty, typedCompact := p.typed(cmd, "pretty"), p.typed(cmd, "compact")
				if typedPretty == typedCompact {
					return misuse("--pretty and --compact cannot both hold: give one.")
				}
				o.pretty, o.compact = typedPretty, typedCompact
			}
			return p.query(cmd.Context(), o, args[0])
		},
	}
	o.data.register(cmd)
	o.columns.register(cmd, "off")
	o.limits.register(cmd)
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringArrayVar(&o.variables, "var", nil, "variable as `NAME=VALUE`; may be given again")
	flags.StringVar(&o.file, "vars", "", "`FILE` with a JSON object of variables")
	flags.StringVar(&o.operation, "operation", "", "`NAME` of the operation, where the document has several")
	flags.BoolVar(&o.pretty, "pretty", false, "indent the answer; the default where stdout is a terminal")
	flags.BoolVar(&o.compact, "compact", false, "print the answer in one line; the default elsewhere")
	register(cmd, "var", cobra.NoFileCompletions)
	register(cmd, "operation", cobra.NoFileCompletions)
	register(cmd, "vars", cobra.FixedCompletions([]string{"json"}, cobra.ShellCompDirectiveFilterFileExt))
	return cmd
}

func oneDocument(cmd *cobra.Command, args []string) error {
	switch len(args) {
	case 0:
		return misuse("query needs a document: name a file, or - for stdin, as in \"exitgraph query docs/examples/matrix.graphql\".")
	case 1:
		return nil
	default:
		return misuse("query answers one document at a time, but was given %d: run it once for each.", len(args))
	}
}

func (p *process) query(ctx context.Context, o *queryOptions, file string) error {
	document, err := p.readDocument(file)
	if err != nil {
		return err
	}
	variables, err := o.readVariables(file)
	if err != nil {
		return err
	}
	store, _, err := p.openPresent(ctx, &o.data)
	if err != nil {
		return err
	}
	defer func() { store.Close() }()
	if store, err = p.overColumnsAtOnce(ctx, store, o); err != nil {
		return err
	}
	engine, err := newEngine(store, o.limits, schema.Options{})
	if err != nil {
		return err
	}
	answer := engine.Do(ctx, schema.Request{Query: document, OperationName: o.operation, Variables: variables})
	if err := p.printAnswer(answer.Body, o.pretty || !o.compact && isTerminal(p.stdout)); err != nil {
		return err
	}
	return p.tellErrors(file, answer.Errors, o.variables)
}

// tellErrors says each error in words, with its place in the document first, as
// editors link it, and how a variable of --var is written that was read as another
// sort of value than was meant. Its own error, if any, only has a status.
func (p *process) tellErrors(file string, errors []*fault.Error, given []string) error {
	if len(errors) == 0 {
		return nil
	}
	if file == "-" {
		file = "stdin"
	}
	status := exitOK
	for _, e := range errors {
		at := file
		if len(e.Locations) > 0 {
			at = fmt.Sprintf("%s:%d:%d", at, e.Locations[0].Line, e.Locations[0].Column)
		}
		var more []string
		if len(e.Path) > 0 {
			more = append(more, "at "+fault.PathString(e.Path))
		}
		more = append(more, string(e.Code))
		if e.Incident != "" {
			more = append(more, "incident "+e.Incident)
			p.logger.Debug().Str("incident", e.Incident).AnErr("cause", e.Cause).Msg("fault of ours")
		}
		fmt.Fprintf(p.stderr, "%s: %s%s (%s)\n", at, e.Message, quoteHint(e, given), strings.Join(more, ", "))
		status = max(status, exitOfFault[e.Code])
	}
	return &exitError{code: status}
}
