package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/document"
	"github.com/exitgraph/exitgraph/seed"
)

// dataOptions say where the data comes from.
type dataOptions struct {
	store           string
	ignoreChecksums bool
	neo4j           neo4jOptions
	flags           *pflag.FlagSet // in which they were registered
	keepsLog        bool           // whether the log tells how the store fares, as that of serve does
}

// register gives a command the flags of a store to read.
func (o *dataOptions) register(cmd *cobra.Command) {
	o.registerStore(cmd, "mem:", "`STORE` to read: mem: is the built-in data, dir:PATH a dataset folder, bolt://HOST:7687 a Neo4j")
	o.registerChecksums(cmd)
	o.neo4j.register(cmd)
}

func (o *dataOptions) registerStore(cmd *cobra.Command, initial, usage string) {
	o.flags = cmd.Flags()
	o.flags.StringVar(&o.store, "store", initial, usage)
	register(cmd, "store", completeStore)
}

func (o *dataOptions) registerChecksums(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&o.ignoreChecksums, "ignore-checksums", false, "read a dataset folder although its files differ from the sizes and hashes in datapackage.json")
}

// storeSorts are the stores that this build has, by the beginning of their
// address. A new one gets a row and a case in openStore.
var storeSorts = []struct{ scheme, about string }{
	{"mem:", "the built-in data, in memory, read-only"},
	{"dir:", "a dataset folder, read into memory at the start, read-only; dir:PATH"},
	{"bolt://", "a Neo4j server; bolt://HOST:7687"},
	{"bolt+s://", "the same with TLS, and a certificate that is verified"},
	{"bolt+ssc://", "the same with TLS, and any certificate, such as one of one's own making"},
	{"neo4j://", "a Neo4j cluster, whose members tell who answers what"},
	{"neo4j+s://", "the same with TLS, and a certificate that is verified; Neo4j Aura is reached so"},
	{"neo4j+ssc://", "the same with TLS, and any certificate"},
}

// otherStores are addresses that people may expect to work.
var otherStores = []string{"file:"}

// openStore opens the store at an address; one in a database may be away still.
// The caller closes it.
func (p *process) openStore(ctx context.Context, o *dataOptions) (graph.Store, error) {
	if isNeo4j(o.store) {
		store, err := p.openNeo4j(o)
		if err != nil {
			return nil, err
		}
		return store, nil
	}
	if err := p.refuseNeo4jFlags(o); err != nil {
		return nil, err
	}
	data, err := p.openDataset(ctx, o)
	if err != nil {
		var faults *seed.FaultsError
		if errors.As(err, &faults) {
			check := strings.TrimSpace("exitgraph check " + strings.TrimPrefix(strings.TrimPrefix(o.store, "dir:"), "mem:"))
			return nil, fail(exitFault, "%w\nMend the files and try again; %q lists the faults at any time.", err, check)
		}
		return nil, err
	}
	return memstore.New(data.Release, data.Records)
}

// openDataset reads the dataset behind an address. Where its content is at fault
// the error holds a *seed.FaultsError.
func (p *process) openDataset(ctx context.Context, o *dataOptions) (*seed.Dataset, error) {
	data, err := p.readDataset(ctx, o)
	return data, p.fromTwin("store", err)
}

func (p *process) readDataset(ctx context.Context, o *dataOptions) (*seed.Dataset, error) {
	scheme := schemeOf(o.store)
	path := strings.TrimPrefix(o.store, scheme)
	switch {
	case scheme == "mem:" && path == "":
		return load(ctx, seed.Builtin)
	case scheme == "mem:":
		return nil, misuse("The store mem: is the built-in data and takes nothing after the colon: give mem:, or dir:%s for a dataset folder.", path)
	case scheme == "dir:":
		return p.openFolder(ctx, path, o)
	}
	return nil, unknownStore(o.store)
}

// schemeOf gives what an address begins with, such as mem: or nothing.
func schemeOf(store string) string {
	scheme, _, found := strings.Cut(store, ":")
	if !found {
		return ""
	}
	return scheme + ":"
}

// unknownStore refuses an address of a sort that this build does not have. It
// repeats no more than the beginning: the rest may hold a password.
func unknownStore(store string) error {
	scheme := schemeOf(store)
	if scheme == "" {
		return misuse("%q is not the address of a store: give mem: for the built-in data, dir:%s for a dataset folder, or bolt://HOST:7687 for a Neo4j.", store, store)
	}
	for _, other := range otherStores {
		if scheme == other {
			return fail(exitUnsupported, "This build of exitgraph has no store for %s addresses yet: use mem: for the built-in data, dir:PATH for a dataset folder, or bolt://HOST:7687 for a Neo4j.", scheme)
		}
	}
	var known []string
	for _, sort := range storeSorts {
		known = append(known, strings.TrimSuffix(sort.scheme, "//"))
	}
	return misuse("There is no store %s.%s Give mem: for the built-in data, dir:PATH for a dataset folder, or bolt://HOST:7687 for a Neo4j.", scheme, didYouMean(scheme, known))
}

// openFolder reads a dataset folder, with progress for people who wait.
func (p *process) openFolder(ctx context.Context, path string, o *dataOptions) (*seed.Dataset, error) {
	if path == "" {
		return nil, misuse("The address dir: names no folder: give dir:PATH.")
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fail(exitNotFound, "There is no folder %s: check the path.", path)
	case err != nil:
		return nil, fail(exitUnavailable, "The folder %s cannot be read: %w.", path, errors.Unwrap(err))
	case !info.IsDir():
		return nil, misuse("%s is a file: name the folder that holds the dataset.", path)
	}
	name := filepath.Base(path)
	if absolute, err := filepath.Abs(path); err == nil {
		name = filepath.Base(absolute)
	}
	progress := newProgress(p.stderr, isTerminal(p.stderr))
	defer progress.done()
	options := seed.Options{Name: name, IgnoreChecksums: o.ignoreChecksums, Progress: progress.rows}
	data, err := load(ctx, func() (*seed.Dataset, error) { return seed.Load(os.DirFS(path), options) })
	var faults *seed.FaultsError
	if err != nil && !errors.As(err, &faults) && exitOf(err) == exitInternal {
		err = fail(exitUnavailable, "The folder %s cannot be read: %w.", path, err)
	}
	return data, err
}

// load runs read and returns early when ctx is done: reading a large folder takes
// a while and cannot be called off.
func load(ctx context.Context, read func() (*seed.Dataset, error)) (*seed.Dataset, error) {
	var data *seed.Dataset
	done := make(chan error, 1)
	go func() {
		err := errors.New("reading the dataset did not end")
		defer func() {
			if fault := recover(); fault != nil {
				err = fmt.Errorf("reading the dataset: %v", fault)
			}
			done <- err
		}()
		data, err = read()
	}()
	select {
	case err := <-done:
		if err != nil {
			return nil, err
		}
		return data, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// limitOptions are the limits of documents that people may want to move.
type limitOptions struct {
	maxCost  positive
	maxDepth positive
}

func (o *limitOptions) register(cmd *cobra.Command) {
	o.maxCost = schema.DefaultMaxCost
	o.maxDepth = positive(document.DefaultLimits().Depth)
	cmd.Flags().Var(&o.maxCost, "max-cost", "`NUMBER` of objects that one answer may hold, worked out before it is made")
	cmd.Flags().Var(&o.maxDepth, "max-depth", "`NUMBER` of fields that may stand in each other in a document")
	register(cmd, "max-cost", cobra.NoFileCompletions)
	register(cmd, "max-depth", cobra.NoFileCompletions)
}

// newEngine joins a store with the schema. It fills in the limits and the build.
func newEngine(store graph.Store, o limitOptions, options schema.Options) (*schema.Engine, error) {
	limits := document.DefaultLimits()
	limits.Depth = int(o.maxDepth)
	options.Limits, options.MaxCost, options.Build = limits, int(o.maxCost), buildName()
	return schema.New(graph.New(store), options)
}
