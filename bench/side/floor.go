package side

import (
	"context"
	"errors"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/bench/eight"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

// Floor is the driver alone, running statements written by hand.
type Floor struct{ Driver neo4j.DriverWithContext }

// Run runs a statement in a transaction of its own, as the store does, and hands over
// each record.
func (f Floor) Run(ctx context.Context, cypher string, params map[string]any, each func(*neo4j.Record)) (err error) {
	session := f.Driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead, DatabaseName: neo4jtest.Database})
	defer func() { err = errors.Join(err, session.Close(context.WithoutCancel(ctx))) }()
	result, err := session.Run(ctx, cypher, params)
	if err != nil {
		return err
	}
	for result.Next(ctx) {
		each(result.Record())
	}
	return result.Err()
}

// Fetch implements Side.
func (f Floor) Fetch(ctx context.Context, q eight.Question) ([]eight.Row, error) {
	var out []eight.Row
	err := f.Run(ctx, q.Statement(), q.Parameters(), func(r *neo4j.Record) { out = append(out, q.FloorForm(r.Values)) })
	return out, err
}

// Asking implements Side.
func (f Floor) Asking(q eight.Question) func(context.Context) error {
	statement, parameters := q.Statement(), q.Parameters()
	return func(ctx context.Context) error {
		return f.Run(ctx, statement, parameters, func(*neo4j.Record) {})
	}
}
