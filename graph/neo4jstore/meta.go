package neo4jstore

import (
	"context"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph"
)

// runner puts one statement and gives all rows: a transaction, or the store itself.
type runner func(ctx context.Context, cypher string, params map[string]any) ([]*neo4j.Record, error)

// asking gives the runner that puts each statement in a transaction of its own.
func (s *Store) asking(op string) runner {
	return func(ctx context.Context, cypher string, params map[string]any) ([]*neo4j.Record, error) {
		return s.read(ctx, op, cypher, params)
	}
}

// meta is what the database says of the graph in it, on the one node :Meta.
type meta struct {
	schema   int   // version of the migrations that were run, 0 for none
	writes   int64 // rises with every write
	encoding int64 // of who wrote last
	hash     string
	revision string
	release  graph.Release
	aside    progress
}

// progress is how far a load has come that writes aside. It outlives the loader.
type progress struct {
	of     string // names its parts; empty where they are not settled
	loader string // who goes on with it
	done   int    // parts that are written
}

// metaColumns reads a meta from the variable m.
const metaColumns = "m.schemaVersion, m.writes, m.hash, m.revision, " +
	"m.releaseName, m.releaseTitle, m.releaseVersion, m.releaseDate, m.releaseLicense, m.loadOf, m.loader, m.loadDone, m.encoding"

const metaWidth = 13 // columns of it

const metaStatement = "MATCH (m:Meta {name: 'exitgraph'})\nRETURN " + metaColumns

func (m *meta) scan(values []any) {
	schema, _ := values[0].(int64)
	m.schema = int(schema)
	m.writes, _ = values[1].(int64)
	for i, to := range []*string{
		&m.hash, &m.revision, &m.release.Name, &m.release.Title, &m.release.Version, &m.release.Date, &m.release.License,
	} {
		*to, _ = values[i+2].(string)
	}
	m.aside.of, _ = values[metaWidth-4].(string)
	m.aside.loader, _ = values[metaWidth-3].(string)
	done, _ := values[metaWidth-2].(int64)
	m.aside.done = int(done)
	m.encoding, _ = values[metaWidth-1].(int64)
}

// properties are what is written on :Meta.
func (m meta) properties() map[string]any {
	out := map[string]any{
		"writes": m.writes, "encoding": m.encoding, "loadOf": m.aside.of, "loader": m.aside.loader, "loadDone": int64(m.aside.done),
		"releaseName": m.release.Name, "releaseTitle": m.release.Title, "releaseVersion": m.release.Version,
		"releaseDate": m.release.Date, "releaseLicense": m.release.License,
	}
	if m.hash != "" { // there is none before the first write
		out["hash"], out["revision"] = m.hash, graph.Revision(m.hash)
	}
	return out
}

// understood refuses a schema that this program does not know.
func (s *Store) understood(ctx context.Context, op string) error {
	rows, err := s.read(ctx, op, metaStatement, nil)
	if err != nil || len(rows) == 0 {
		return err
	}
	var m meta
	m.scan(rows[0].Values)
	return m.known(op)
}

func (m meta) known(op string) error {
	if m.schema > schemaVersion {
		return graph.Errorf(op, graph.Unsupported, "The graph in the database has version %d of its schema, and this exitgraph knows up to %d: use a newer exitgraph.", m.schema, schemaVersion)
	}
	return nil
}

// Info implements graph.Store. It asks the database, and costs the same whatever
// the database holds: the counts are the database's own.
func (s *Store) Info(ctx context.Context) (graph.Info, error) {
	rows, err := s.read(ctx, "info", infoStatement, nil)
	if err != nil {
		return graph.Info{}, err
	}
	values := rows[0].Values
	var m meta
	m.scan(values)
	if err := m.known("info"); err != nil {
		return graph.Info{}, err
	}
	info := graph.Info{Release: m.release, Hash: m.hash, Revision: m.revision, Counts: map[graph.Kind]int{}, Store: *s.server.Load()}
	for i, k := range graph.Kinds() {
		n, _ := values[metaWidth+i].(int64)
		info.Counts[k] = int(n)
	}
	if info.Hash == "" { // nothing was ever written through a store
		if info.Hash, err = graph.ContentHash(s.Scan(ctx)); err != nil {
			return graph.Info{}, err
		}
		info.Revision = graph.Revision(info.Hash)
	}
	return info, nil
}

var infoStatement = buildInfoStatement()

func buildInfoStatement() string {
	var counts []string
	for _, k := range graph.Kinds() {
		if l, ok := links[k]; ok {
			var parts []string
			for _, r := range l.relations {
				parts = append(parts, fmt.Sprintf("COUNT { (:%s)-[:%s]->() }", labelOf(l.start.Target), r))
			}
			counts = append(counts, strings.Join(parts, " + "))
			continue
		}
		counts = append(counts, fmt.Sprintf("COUNT { (:%s) }", labelOf(k)))
	}
	return "OPTIONAL MATCH (m:Meta {name: 'exitgraph'})\nRETURN " + metaColumns + ",\n" + strings.Join(counts, ",\n")
}
