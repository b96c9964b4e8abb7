package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

// loading makes columns of a Neo4j with so many findings, and measures the processor
// time that a finding takes this process. The database works in one of its own.
func (r *report) loading(ctx context.Context, findings int) (err error) {
	server, err := neo4jtest.Launch(ctx, neo4jtest.Options{HeapMiB: 1536, PageCacheMiB: 512, JVM: []string{"-XX:+UseG1GC"}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Close()) }()
	store, err := neo4jstore.Open(ctx, neo4jstore.Options{URI: server.URI})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if err := store.Migrate(ctx); err != nil {
		return err
	}
	if _, err := store.Load(ctx, graph.Release{Name: "bench", Version: "1"}, storetest.GenerateLarge(1, sizeOf(findings)), nil); err != nil {
		return err
	}
	best := spent{cpu: time.Hour, wall: time.Hour}
	for range 3 {
		took, n, err := load(ctx, store, findings)
		if err != nil {
			return err
		}
		if n != findings {
			return fmt.Errorf("%d findings came of %d", n, findings)
		}
		best.cpu, best.wall = min(best.cpu, took.cpu), min(best.wall, took.wall)
	}
	us := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e3 / float64(findings) }
	r.most("load from Neo4j, client", 0.2, us(best.cpu), "µs CPU a finding")
	fmt.Fprintf(os.Stderr, "bench-columns: findings came in %.2f µs each, most of it the database's\n", us(best.wall))
	return nil
}

// spent is what something took.
type spent struct{ cpu, wall time.Duration }

// load makes columns of so many findings, and says what the findings took: to come, and to be laid out.
func load(ctx context.Context, store *neo4jstore.Store, findings int) (took spent, n int, err error) {
	b := columns.NewBuilder()
	b.Expect(findings)
	kinds := graph.Kinds()
	at := slices.Index(kinds, graph.KindFinding)
	if err := add(ctx, store, b, kinds[:at]); err != nil {
		return took, 0, err
	}
	stop := watch(&took)
	for all, err := range store.StreamFindings(ctx, b.Keys) {
		if err == nil {
			err = b.AddFindings(all)
		}
		if err != nil {
			return took, 0, err
		}
		n += len(all.Keys)
	}
	stop()
	if err := add(ctx, store, b, kinds[at+1:]); err != nil {
		return took, 0, err
	}
	stop = watch(&took)
	b.Index().Prepare()
	stop()
	return took, n, nil
}

func add(ctx context.Context, store *neo4jstore.Store, b *columns.Builder, kinds []graph.Kind) error {
	for r, err := range store.Stream(ctx, kinds...) {
		if err == nil {
			err = b.Add(r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// watch adds what is spent until the function is called.
func watch(to *spent) func() {
	cpu, start := processorTime(), time.Now()
	return func() {
		to.cpu += processorTime() - cpu
		to.wall += time.Since(start)
	}
}
