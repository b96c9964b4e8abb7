package neo4jstore

import (
	"context"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph"
)

const (
	// attempts bounds how often a question is put while the database is busy.
	attempts = 3
	// pause is waited for before the second attempt, twice as long before the third.
	pause = 50 * time.Millisecond
	// soon is how quickly an attempt must have failed for another one to be worth
	// while: what took longer would take as long again.
	soon = time.Second
	// grace is what a database gets beyond the time that it was told to keep to,
	// before it is taken for dead.
	grace = 5 * time.Second
)

// read puts one question and gives all rows of its answer. It is one statement in a
// transaction of its own, so it may be put again where the database asks for that.
func (s *Store) read(ctx context.Context, op, cypher string, params map[string]any) ([]*neo4j.Record, error) {
	if err := s.ready(ctx, op); err != nil {
		return nil, err
	}
	return s.put(ctx, op, cypher, params)
}

// put is read for a database that need not be greeted yet.
func (s *Store) put(ctx context.Context, op, cypher string, params map[string]any) ([]*neo4j.Record, error) {
	for attempt := 1; ; attempt++ {
		start := time.Now()
		rows, err := s.ask(ctx, cypher, params)
		if err == nil {
			return rows, nil
		}
		s.bookmarks.doubt(ctx, err)
		again := passing(err) && time.Since(start) < soon
		if attempt == attempts || s.closed.Load() || !again || !wait(ctx, time.Duration(attempt)*pause) {
			return nil, s.fault(ctx, op, err)
		}
	}
}

// ready says why nothing can be asked, if so. It greets the database where nobody
// has yet.
func (s *Store) ready(ctx context.Context, op string) error {
	if s.closed.Load() {
		return graph.Errorf(op, graph.Unavailable, "The store is closed: open it again.")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.greet(ctx)
}

// wait says whether the context outlived the time.
func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func (s *Store) ask(ctx context.Context, cypher string, params map[string]any) ([]*neo4j.Record, error) {
	ctx, cancel := context.WithTimeout(ctx, s.options.AcquireTimeout+s.options.QueryTimeout+grace)
	defer cancel()
	session := s.session(ctx, neo4j.AccessModeRead)
	defer s.endSession(ctx, session)
	result, err := session.Run(ctx, cypher, params, neo4j.WithTxTimeout(s.timeout(ctx)))
	if err != nil {
		return nil, err
	}
	return result.Collect(ctx)
}

// session opens a session that reads what earlier ones wrote. One server always
// does; the members of a cluster are told by bookmarks what to wait for. A bookmark
// is poison after a restore, for it asks for writes that are gone, so none is sent
// where it is of no use.
func (s *Store) session(ctx context.Context, mode neo4j.AccessMode) neo4j.SessionWithContext {
	c := neo4j.SessionConfig{AccessMode: mode, DatabaseName: s.options.Database}
	if s.bookmarks != nil {
		c.BookmarkManager = s.bookmarks.manager()
	}
	return s.driver.NewSession(ctx, c)
}

// endSession gives a session's connection back, also when the caller has given up.
func (s *Store) endSession(ctx context.Context, session neo4j.SessionWithContext) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	_ = session.Close(ctx) // the answer, or its error, is there already
}

// timeout is what the database gets for a question: less than the caller waits, so
// that the database gives up first and the connection lives on.
func (s *Store) timeout(ctx context.Context) time.Duration {
	limit := s.options.QueryTimeout
	if deadline, ok := ctx.Deadline(); ok {
		limit = min(limit, time.Until(deadline)*9/10)
	}
	return max(limit, time.Millisecond)
}
