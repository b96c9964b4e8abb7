package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/exitgraph/exitgraph/graph/neo4jstore"
)

// targetUsage tells about --store of the commands that write.
const targetUsage = "`STORE` to write, a Neo4j: bolt://HOST:7687"

// openTarget opens a store that a command writes to. The caller closes it.
func (p *process) openTarget(o *dataOptions, command string) (*neo4jstore.Store, error) {
	switch scheme := schemeOf(o.store); {
	case o.store == "":
		return nil, misuse("%s needs the address of a Neo4j: give it with --store, such as bolt://127.0.0.1:7687.", command)
	case isNeo4j(o.store):
		return p.openNeo4j(o)
	case scheme == "mem:" || scheme == "dir:":
		err := fail(exitUnsupported, "The store %s is read into memory and cannot be written: give the address of a Neo4j with --store, such as bolt://127.0.0.1:7687.", scheme)
		return nil, p.fromTwin("store", err)
	default:
		return nil, p.fromTwin("store", unknownStore(o.store))
	}
}

// migrated is what migrate tells. Its JSON form is for scripts.
type migrated struct {
	Store  string      `json:"store"` // what the database is
	DryRun bool        `json:"dryRun"`
	Steps  []stepEntry `json:"steps"` // that were taken, or would be
}

type stepEntry struct {
	Version   int    `json:"version"`
	Name      string `json:"name"`
	Statement string `json:"statement"`
}

func newMigrate(p *process) *cobra.Command {
	o := &dataOptions{}
	dryRun, asJSON := false, false
	cmd := &cobra.Command{
		Use:   "migrate",
		Short: "Make the constraints and indexes that a Neo4j store needs",
		Long: `migrate makes the constraints and indexes of a Neo4j store, and prints each. It
may be run again at any time: what is there is left alone. load does so by itself.

With --dry-run it prints what it would do, in Cypher, and does nothing.`,
		Example: `  exitgraph migrate --store bolt://127.0.0.1:7687
  exitgraph migrate --store bolt://127.0.0.1:7687 --dry-run`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			done, err := p.migrate(cmd.Context(), o, dryRun)
			if err != nil {
				return err
			}
			if asJSON {
				return p.printJSON(done)
			}
			return p.print(done.write)
		},
	}
	cmd.Flags().SortFlags = false
	o.registerStore(cmd, "", targetUsage)
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "print what would be done, and do nothing")
	registerJSON(cmd, &asJSON)
	o.neo4j.register(cmd)
	return cmd
}

func (p *process) migrate(ctx context.Context, o *dataOptions, dryRun bool) (*migrated, error) {
	store, err := p.openTarget(o, "migrate")
	if err != nil {
		return nil, err
	}
	defer store.Close()
	info, err := store.Info(ctx)
	if err != nil {
		return nil, err
	}
	steps, err := store.Plan(ctx)
	if err != nil {
		return nil, err
	}
	done := &migrated{Store: info.Store, DryRun: dryRun, Steps: []stepEntry{}}
	for _, step := range steps {
		done.Steps = append(done.Steps, stepEntry(step))
	}
	if !dryRun {
		// Also where no step is left: the version of the schema may be unrecorded.
		err = store.Migrate(ctx)
	}
	return done, err
}

func (m *migrated) write(w io.Writer) {
	for _, step := range m.Steps {
		if m.DryRun {
			fmt.Fprintf(w, "%s;\n", step.Statement)
		} else {
			fmt.Fprintf(w, "made %s\n", step.Name)
		}
	}
	switch n := len(m.Steps); {
	case n == 0:
		fmt.Fprintf(w, "Nothing to do: the constraints and indexes are there (%s).\n", m.Store)
	case m.DryRun:
		fmt.Fprintf(w, "\n%d constraints and indexes would be made (%s).\n", n, m.Store)
	default:
		fmt.Fprintf(w, "\n%d constraints and indexes made (%s).\n", n, m.Store)
	}
}
