package main

import (
	"context"
	"errors"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/bench/eight"
	"github.com/exitgraph/exitgraph/bench/side"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

// base is the database with the data set.
type base struct {
	uri    string
	driver neo4j.DriverWithContext
	store  *neo4jstore.Store
	clear  func(context.Context) error
	close  func() error
	pid    int  // 0 where somebody else started it
	loaded bool // whether the data set is in it
}

// records is the data set. It is made anew for each caller, who may keep it.
func (b *bench) records() []graph.Record { return eight.World(eight.SizeFor(b.findings)) }

// ready makes sure that what a part needs is running.
func (b *bench) ready(ctx context.Context, n need) error {
	if n != servers {
		if err := b.stopServers(); err != nil {
			return err
		}
	}
	if n >= database && b.base == nil {
		if err := b.openDatabase(ctx); err != nil {
			return err
		}
	}
	if n == servers && b.running == nil {
		return b.startServers(ctx)
	}
	return nil
}

// openDatabase connects with the database that was named, or starts one.
func (b *bench) openDatabase(ctx context.Context) error {
	base := &base{uri: b.uri}
	if b.uri != "" {
		driver, err := neo4j.NewDriverWithContext(b.uri, neo4j.NoAuth())
		if err != nil {
			return err
		}
		base.driver = driver
		base.close = func() error { return driver.Close(context.WithoutCancel(ctx)) }
	} else {
		say("starting Neo4j")
		server, err := neo4jtest.Launch(ctx, neo4jtest.Options{HeapMiB: 2048, PageCacheMiB: 1024, JVM: []string{"-XX:+UseG1GC"}})
		if err != nil {
			return err
		}
		base.uri, base.driver, base.clear, base.close, base.pid = server.URI, server.Driver(), server.Clear, server.Close, server.PID()
	}
	b.base = base
	store, err := neo4jstore.Open(ctx, neo4jstore.Options{URI: base.uri})
	if err != nil {
		return err
	}
	base.store = store
	if b.uri != "" {
		err := eachRow(ctx, base.driver, "RETURN EXISTS { (:Entity) }", func(v []any) { base.loaded = v[0] == true })
		if err != nil {
			return err
		}
	}
	return describe(ctx, base.driver, b.Versions)
}

// filled makes sure that the data set is in the database, warm and with fresh plans.
func (b *bench) filled(ctx context.Context) error {
	if !b.base.loaded {
		records := b.records()
		say("loading %d records", len(records))
		if err := b.base.fill(ctx, records); err != nil {
			return err
		}
	}
	return prepare(ctx, b.base.driver)
}

func (b *bench) stopDatabase() error {
	if b.base == nil {
		return nil
	}
	var err error
	if b.base.store != nil {
		err = b.base.store.Close()
	}
	err = errors.Join(err, b.base.close())
	b.base = nil
	return err
}

// preparations make what only the measurement needs, and bring plans and pages up to
// date with the data.
var preparations = []string{
	"CREATE FULLTEXT INDEX bench_study_title IF NOT EXISTS FOR (n:Study) ON EACH [n.title]",
	"CALL db.awaitIndexes(300)",
	"CALL db.prepareForReplanning()",
	"MATCH (n)-[r]->() RETURN count(properties(n)) + count(properties(r))",
}

func prepare(ctx context.Context, driver neo4j.DriverWithContext) error {
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: neo4jtest.Database})
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }() // each statement was seen to its end
	for _, statement := range preparations {
		result, err := session.Run(ctx, statement, nil)
		if err == nil {
			_, err = result.Consume(ctx)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func eachRow(ctx context.Context, driver neo4j.DriverWithContext, cypher string, take func(values []any)) error {
	return side.Floor{Driver: driver}.Run(ctx, cypher, nil, func(r *neo4j.Record) { take(r.Values) })
}
