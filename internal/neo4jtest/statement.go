package neo4jtest

import "context"

// Run runs one statement in a transaction of its own and drops its rows, as somebody
// does who changes data past the program.
func (s *Server) Run(ctx context.Context, cypher string) error {
	_, err := s.rows(ctx, cypher)
	return err
}
