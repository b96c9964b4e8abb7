// Package side holds those who are asked: the floor, which is the driver alone;
// exitgraph as a process of its own; and the peer, which is @neo4j/graphql on Apollo
// Server, as another.
//
// It knows how each is started, asked and stopped. It must not know what is measured.
package side

import (
	"context"
	"fmt"

	"github.com/exitgraph/exitgraph/bench/eight"
)

// Side answers questions. Its methods may be called from several goroutines.
type Side interface {
	// Fetch gives the whole answer in the form in which answers are compared.
	Fetch(ctx context.Context, q eight.Question) ([]eight.Row, error)
	// Asking gives what is measured: it asks, and drops the answer as it comes.
	Asking(q eight.Question) func(ctx context.Context) error
}

// Named is a side under the name that it has in tables.
type Named struct {
	Name string
	Side Side
}

// Compare fetches the answer of each side and says how many rows it has. An answer
// that differs from the first side's is an error, which voids the run.
func Compare(ctx context.Context, q eight.Question, sides []Named) (rows int, err error) {
	var want []eight.Row
	for i, s := range sides {
		got, err := s.Side.Fetch(ctx, q)
		if err != nil {
			return 0, fmt.Errorf("%s, %s: %w", q.ID, s.Name, err)
		}
		if i == 0 {
			want = got
		}
		if d := eight.Difference(got, want, q.Ordered); d != "" {
			return 0, fmt.Errorf("%s: the answer of %s differs from that of %s, so nothing is measured: %s", q.ID, s.Name, sides[0].Name, d)
		}
	}
	return len(want), nil
}
