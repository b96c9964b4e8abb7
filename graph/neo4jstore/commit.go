package neo4jstore

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/exitgraph/exitgraph/graph"
)

// While the database applies a transaction, statements that run beside it may see a
// part of it, and the place where the transaction says that it was is such a part
// too. So a writer leaves a note, in a transaction of its own, before the database
// applies its changes, and takes it away when they are applied; and a reader that
// finds no note, and as many writes as before, knows that nothing was applied
// meanwhile. The note is a node :Meta of its own, since the writer holds the lock on
// the other one.
const (
	openNote    = "MERGE (c:Meta {name: 'commit'})\nSET c.open = $id, c.since = timestamp()"
	closeNote   = "MATCH (c:Meta {name: 'commit'})\nWHERE c.open = $id\nREMOVE c.open"
	discardNote = "MATCH (c:Meta {name: 'commit'})\nREMOVE c.open"

	// The note is read before the count: a commit that ends in between is then seen by
	// its note, and never by neither.
	markStatement = "OPTIONAL MATCH (c:Meta {name: 'commit'})\nWITH CASE WHEN c.open IS NOT NULL THEN timestamp() - coalesce(c.since, 0) END AS age\n" +
		"OPTIONAL MATCH (m:Meta {name: 'exitgraph'})\nRETURN " + metaColumns + ", age"
)

const (
	// glance is waited for between two looks at a note that lies there.
	glance = 10 * time.Millisecond
	// glances is how often one looks before asking whether anybody still writes.
	glances = 50
	// stale is how old a note must be, in milliseconds of the database's clock, before
	// those pass over it who may not write and so cannot ask for the lock: by then its
	// writer has most likely died.
	stale = 30_000
	// inquiry bounds the question whether anybody still writes.
	inquiry = time.Second
)

// announced is transaction for work that changes what readers see and that holds the
// lock on :Meta from its beginning. One of them runs at a time for each store, since
// the others would hold connections only to wait for the lock.
func (s *Store) announced(ctx context.Context, op string, work func(run runner) error) error {
	select {
	case s.writer <- struct{}{}:
		defer func() { <-s.writer }()
	case <-ctx.Done():
		return ctx.Err()
	}
	ours := map[string]any{"id": rand.Text()}
	err := s.transaction(ctx, op, func(run runner) error {
		if err := work(run); err != nil {
			return err
		}
		return s.write(ctx, op, openNote, ours)
	})
	if err != nil {
		// Whether the database still applies it, nobody knows: readers find out.
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.options.RetryTime)
	defer cancel()
	_ = s.write(ctx, op, closeNote, ours) // the write stands; a note that stays is discarded by who finds it
	return nil
}

var _ graph.Marker = (*Store)(nil)

// Mark implements graph.Marker: the server has no way to hold a revision still. While
// the database applies a write, it waits for the end of that.
func (s *Store) Mark(ctx context.Context) (graph.Mark, error) {
	for look := 1; ; look++ {
		rows, err := s.read(ctx, "mark", markStatement, nil)
		if err != nil {
			return graph.Mark{}, err
		}
		var m meta
		m.scan(rows[0].Values)
		if err := m.known("mark"); err != nil {
			return graph.Mark{}, err
		}
		age, noted := rows[0].Values[metaWidth].(int64)
		if !noted {
			return graph.Mark{Revision: m.revision, Writes: m.writes}, nil
		}
		if !wait(ctx, glance) {
			return graph.Mark{}, ctx.Err()
		}
		if look%glances == 0 {
			if err := s.discard(ctx); mayNotWrite(err) && age >= stale {
				return graph.Mark{Revision: m.revision, Writes: m.writes}, nil
			} else if err != nil && ctx.Err() != nil {
				return graph.Mark{}, ctx.Err()
			}
		}
	}
}

// discard takes away the note of a writer that did not live to do so. Whoever has the
// lock knows that no other writer is at work; who does not get it in time knows that
// there is one, and goes on waiting. All who wait share one such question, which has a
// connection of its own.
func (s *Store) discard(ctx context.Context) error {
	asked := s.discarding.DoChan("note", func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), inquiry)
		defer cancel()
		return nil, s.transaction(ctx, "mark", func(run runner) error {
			if _, err := run(ctx, lockStatement, nil); err != nil {
				return err
			}
			_, err := run(ctx, discardNote, nil)
			return err
		})
	})
	select {
	case result := <-asked:
		return result.Err
	case <-ctx.Done():
		return ctx.Err()
	}
}
