package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/bench/eight"
	"github.com/exitgraph/exitgraph/bench/measure"
	"github.com/exitgraph/exitgraph/bench/result"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

var release = graph.Release{Name: "bench", Version: "1.0.0", Date: "2026-01-01", License: "CC0-1.0"}

// shortImport is how many findings a short run imports.
const shortImport = 10_000

// measureImport loads by the store, to warm up and to learn which rows it writes; and
// then by bare statements over these rows and by the store in turn.
func (b *bench) measureImport(ctx context.Context) error {
	records, rounds := b.records(), 1
	if b.short {
		records, rounds = eight.World(eight.SizeFor(shortImport)), 3
	}
	db := b.base
	if err := db.refill(ctx, records); err != nil {
		return err
	}
	content, err := readContent(ctx, db.driver)
	if err != nil {
		return err
	}
	var ratios []float64
	for range rounds {
		if err := db.clear(ctx); err != nil {
			return err
		}
		bare, err := content.write(ctx, db.driver)
		if err != nil {
			return err
		}
		if err := db.clear(ctx); err != nil {
			return err
		}
		if err := db.store.Migrate(ctx); err != nil {
			return err
		}
		ours, err := timedLoad(ctx, db.store, records)
		if err != nil {
			return err
		}
		ratios = append(ratios, bare.Seconds()/ours.Seconds())
		b.note("Import of %d records: %.0f a second; bare statements over the same rows, %.0f.",
			len(records), float64(len(records))/ours.Seconds(), float64(len(records))/bare.Seconds())
	}
	b.value(result.Import, measure.SpanOf(ratios))
	db.loaded = !b.short
	if b.short {
		return db.clear(ctx)
	}
	return nil
}

// refill empties the database and loads records.
func (db *base) refill(ctx context.Context, records []graph.Record) error {
	if err := db.clear(ctx); err != nil {
		return err
	}
	return db.fill(ctx, records)
}

// fill loads records into an empty database.
func (db *base) fill(ctx context.Context, records []graph.Record) error {
	if err := db.store.Migrate(ctx); err != nil {
		return err
	}
	_, err := timedLoad(ctx, db.store, records)
	db.loaded = err == nil
	return err
}

func timedLoad(ctx context.Context, store *neo4jstore.Store, records []graph.Record) (time.Duration, error) {
	begin := time.Now()
	_, err := store.Load(ctx, release, records, nil)
	return time.Since(begin), err
}

// batch is how many rows one bare statement writes.
const batch = 10_000

// content is what the database holds, as rows for bare statements.
type content struct{ nodes, relationships map[string][]any }

// readContent reads all nodes by their labels, and all relationships by their type
// and the labels of their ends.
func readContent(ctx context.Context, driver neo4j.DriverWithContext) (content, error) {
	c := content{map[string][]any{}, map[string][]any{}}
	err := eachRow(ctx, driver, "MATCH (n:Entity) RETURN labels(n), properties(n)", func(v []any) {
		name := patternLabels(v[0])
		c.nodes[name] = append(c.nodes[name], v[1])
	})
	if err != nil {
		return c, err
	}
	return c, eachRow(ctx, driver, `MATCH (a:Entity)-[r]->(b:Entity)
RETURN labels(a), type(r), labels(b), a.key, b.key, properties(r)`, func(v []any) {
		name := fmt.Sprintf("%s %s %s", ownLabel(v[0]), v[1], ownLabel(v[2]))
		c.relationships[name] = append(c.relationships[name], v[3:6])
	})
}

// patternLabels writes labels as a pattern has them.
func patternLabels(v any) string {
	var out []string
	for _, l := range v.([]any) {
		out = append(out, l.(string))
	}
	slices.Sort(out)
	return strings.Join(out, ":")
}

// ownLabel is the label of a node that not all nodes have.
func ownLabel(v any) string {
	for _, l := range v.([]any) {
		if l != "Entity" {
			return l.(string)
		}
	}
	return "Entity"
}

// write creates everything anew, nodes first, over one connection.
func (c content) write(ctx context.Context, driver neo4j.DriverWithContext) (time.Duration, error) {
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: neo4jtest.Database})
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }() // all is written, or an error is told
	begin := time.Now()
	run := func(statement string, rows []any) error {
		for part := range slices.Chunk(rows, batch) {
			result, err := session.Run(ctx, "UNWIND $rows AS row\n"+statement, map[string]any{"rows": part})
			if err == nil {
				_, err = result.Consume(ctx)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	for labels, rows := range c.nodes {
		if err := run("CREATE (n:"+labels+") SET n = row", rows); err != nil {
			return 0, err
		}
	}
	for name, rows := range c.relationships {
		part := strings.Fields(name)
		err := run(fmt.Sprintf("MATCH (a:%s {key: row[0]})\nMATCH (b:%s {key: row[1]})\nCREATE (a)-[r:%s]->(b) SET r = row[2]", part[0], part[2], part[1]), rows)
		if err != nil {
			return 0, err
		}
	}
	return time.Since(begin), nil
}
