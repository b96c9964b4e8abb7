package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/seed"
)

// loadOptions are the flags of load, and the folder it loads from.
type loadOptions struct {
	target    dataOptions
	folder    string // empty for the built-in data
	noMigrate bool
	dryRun    bool
	asJSON    bool
}

func newLoad(p *process) *cobra.Command {
	o := &loadOptions{}
	cmd := &cobra.Command{
		Use:   "load [FOLDER]",
		Short: "Load a dataset folder, or the built-in data, into a Neo4j",
		Long: `load makes a dataset folder, or the built-in data where none is named, the whole
content of a Neo4j store: what is missing there is made, what differs is replaced,
and what the dataset does not have is deleted. It makes the constraints and indexes
first, as migrate does. Loading again what is there already writes nothing.

Readers see the old content until the new one is whole. A load that was interrupted,
by Ctrl-C or by the loss of the database, is resumed by the same command. Of two
loads at once the later wins, and the other ends with the status 5.

A dataset with faults is not loaded: they are told as check tells them, with the
exit status 1.`,
		Example: `  exitgraph load --store bolt://127.0.0.1:7687
  exitgraph load my-dataset --store bolt://127.0.0.1:7687
  exitgraph load my-dataset --store bolt://127.0.0.1:7687 --dry-run`,
		Args:              atMostOneLoad,
		ValidArgsFunction: completeFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				o.folder = args[0]
			}
			return p.load(cmd.Context(), o)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	o.target.registerStore(cmd, "", targetUsage)
	o.target.registerChecksums(cmd)
	flags.BoolVar(&o.dryRun, "dry-run", false, "print what would be done, and do nothing")
	flags.BoolVar(&o.noMigrate, "no-migrate", false, "refuse a database that lacks constraints and indexes, and make none")
	registerJSON(cmd, &o.asJSON)
	o.target.neo4j.register(cmd)
	return cmd
}

func atMostOneLoad(_ *cobra.Command, args []string) error {
	if len(args) > 1 {
		return misuse("load makes one folder the content of a database, but was given %d: name one.", len(args))
	}
	return nil
}

func (p *process) load(ctx context.Context, o *loadOptions) error {
	store, err := p.openTarget(&o.target, "load")
	if err != nil {
		return err
	}
	defer store.Close()
	data, err := p.readForLoad(ctx, o)
	if err != nil {
		return err
	}
	done := &loaded{DryRun: o.dryRun, Data: describe(data), Records: len(data.Records), Revision: data.Revision(), release: data.Release}
	if done.before, err = store.Info(ctx); err != nil {
		return err
	}
	done.Store = done.before.Store
	steps, err := store.Plan(ctx)
	if err != nil {
		return err
	}
	done.Steps = len(steps)
	if o.dryRun {
		done.Changes, err = compare(ctx, store, data.Records)
	} else {
		err = p.loadInto(ctx, o, store, data, done)
	}
	if err != nil {
		return err
	}
	if o.asJSON {
		return p.printJSON(done)
	}
	return p.print(done.write)
}

// readForLoad reads what is to be loaded. Faults are told as check tells them.
func (p *process) readForLoad(ctx context.Context, o *loadOptions) (*seed.Dataset, error) {
	source := &dataOptions{store: "mem:", ignoreChecksums: o.target.ignoreChecksums}
	if o.folder != "" {
		source.store = "dir:" + o.folder
	}
	data, err := p.readDataset(ctx, source)
	var faults *seed.FaultsError
	if !errors.As(err, &faults) {
		return data, err
	}
	if err := p.printReport(faulty(o.folder, faults), o.asJSON); exitOf(err) != exitFault {
		return nil, err
	}
	return nil, fail(exitFault, "The dataset has faults and nothing was loaded: mend the files and load again.")
}

// loadInto prepares the database and writes the records.
func (p *process) loadInto(ctx context.Context, o *loadOptions, store *neo4jstore.Store, data *seed.Dataset, done *loaded) error {
	if done.Steps > 0 {
		if o.noMigrate {
			return fail(exitConflict, "The database lacks %d constraints and indexes: run \"exitgraph migrate --store %s\" first, or leave out --no-migrate.", done.Steps, o.target.store)
		}
		p.say("Making %d constraints and indexes.", done.Steps)
	}
	if !o.noMigrate {
		if err := store.Migrate(ctx); err != nil {
			return err
		}
	}
	progress := newProgress(p.stderr, isTerminal(p.stderr))
	defer progress.done()
	receipt, err := store.Load(ctx, data.Release, data.Records, progress.written)
	if err != nil {
		progress.done()
		return unfinished(ctx, err)
	}
	done.Written, done.Revision = receipt.Applied, receipt.Revision
	return nil
}

// unfinished tells what is to be done about a load that did not come to its end.
func unfinished(ctx context.Context, err error) error {
	const resume = "What readers saw before stays as it was; the same command resumes the load."
	switch {
	case ctx.Err() != nil:
		return fail(exitInterrupted, "Interrupted. %s", resume)
	case graph.KindOf(err) == graph.Unavailable:
		return &exitError{code: exitUnavailable, message: sayOf(err) + " " + resume, cause: err}
	default:
		return err
	}
}

// loaded is what load tells. Its JSON form is for scripts.
type loaded struct {
	Store    string      `json:"store"` // what the database is
	DryRun   bool        `json:"dryRun"`
	Data     dataVersion `json:"data"`
	Records  int         `json:"records"`  // of the dataset
	Steps    int         `json:"steps"`    // constraints and indexes that were made, or would be
	Written  int         `json:"written"`  // records made, replaced or deleted
	Revision string      `json:"revision"` // of the store with the dataset
	Changes  *changes    `json:"changes,omitempty"`

	before  graph.Info
	release graph.Release
}

func (l *loaded) write(w io.Writer) {
	d := l.Data
	fmt.Fprintf(w, "%s %s, %s (%s)\nrevision %s\nstore    %s\n\n", d.Name, d.Version, d.Date, d.License, l.Revision, l.Store)
	c := l.Changes
	switch {
	case c != nil:
		if l.Steps > 0 {
			fmt.Fprintf(w, "%d constraints and indexes would be made.\n", l.Steps)
		}
		if *c == (changes{}) {
			fmt.Fprintf(w, "Already there: nothing would be written of the %d records.\n", l.Records)
			return
		}
		fmt.Fprintf(w, "Of %d records, %d would be made and %d replaced; %d others would be deleted.\n", l.Records, c.Create, c.Replace, c.Delete)
	case l.Written > 0:
		fmt.Fprintf(w, "%d records written or deleted; the store holds the %d of the dataset.\n", l.Written, l.Records)
	case l.before.Release != l.release:
		fmt.Fprintf(w, "The %d records were there already; the store names the release now.\n", l.Records)
	default:
		fmt.Fprintf(w, "Already there: nothing written of the %d records.\n", l.Records)
	}
}

// changes are what a load would do.
type changes struct {
	Create  int `json:"create"`
	Replace int `json:"replace"`
	Delete  int `json:"delete"`
}

// compare tells what makes the records the whole content of a store.
func compare(ctx context.Context, store graph.Store, records []graph.Record) (*changes, error) {
	type id struct {
		kind graph.Kind
		key  string
	}
	there := map[id]string{}
	for r, err := range store.Scan(ctx) {
		if neo4jstore.IsMalformed(err) {
			return &changes{Create: len(records)}, nil // all is written anew
		}
		if err != nil {
			return nil, err
		}
		hash, err := hashOf(r)
		if err != nil {
			return nil, err
		}
		there[id{r.RecordKind(), r.RecordKey()}] = hash
	}
	var c changes
	for _, r := range records {
		hash, err := hashOf(r)
		if err != nil {
			return nil, err
		}
		at := id{r.RecordKind(), r.RecordKey()}
		switch last, found := there[at]; {
		case !found:
			c.Create++
		case last != hash:
			c.Replace++
		}
		delete(there, at)
	}
	c.Delete = len(there)
	return &c, nil
}

// hashOf gives the hash of the content of one record, without what is derived.
func hashOf(r graph.Record) (string, error) {
	return graph.ContentHash(func(yield func(graph.Record, error) bool) { yield(r, nil) })
}
