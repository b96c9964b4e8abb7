package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph"
)

// schemaVersion is the version of the last migration below. It rises with each
// migration that is added; those that were released never change.
const schemaVersion = 1

// Step is one thing that a migration does.
type Step struct {
	Version   int    // of the migration that it belongs to
	Name      string // of the constraint or index
	Statement string // in Cypher
}

// steps lists every step of every migration, in order.
var steps = buildSteps()

func buildSteps() []Step {
	var out []Step
	add := func(name, statement string) { out = append(out, Step{1, "exitgraph_" + name, statement}) }
	constraint := func(name, pattern, on string) {
		add(name, "CREATE CONSTRAINT exitgraph_"+name+" IF NOT EXISTS FOR "+pattern+" REQUIRE "+on+" IS UNIQUE")
	}
	index := func(name, pattern, on string) {
		add(name, "CREATE INDEX exitgraph_"+name+" IF NOT EXISTS FOR "+pattern+" ON ("+on+")")
	}
	node := func(k graph.Kind, fields ...property) {
		for _, p := range fields {
			index(strings.ToLower(string(labelOf(k))+"_"+string(p)), "(n:"+string(labelOf(k))+")", p.of("n"))
		}
	}
	constraint("meta_name", "(n:Meta)", "n.name")
	constraint("entity_key", "(n:"+string(entity)+")", keyProperty.of("n"))
	constraint("incoming_key", "(n:"+string(aside.common)+")", keyProperty.of("n"))
	for _, k := range graph.NodeKinds() {
		node(k, keyProperty)
	}
	for _, k := range graph.Kinds() {
		for _, r := range links[k].relations {
			index(strings.ToLower(string(r))+"_key", "()-[n:"+string(r)+"]-()", keyProperty.of("n"))
		}
	}
	add(searchIndexName, searchIndexStatement())
	node(graph.KindStudy, "year", "sortTitle", "design", "traffickingScope", "setting")
	node(graph.KindReport, "year", "sortTitle", "languageFolded")
	node(graph.KindFactor, "sortLabel", "level")
	node(graph.KindSample, "lifeStage")
	return out
}

// Plan tells what Migrate would do, and does nothing.
func (s *Store) Plan(ctx context.Context) ([]Step, error) {
	if err := s.understood(ctx, "migrate"); err != nil {
		return nil, err
	}
	rows, err := s.read(ctx, "migrate", "SHOW INDEXES YIELD name RETURN collect(name)", nil)
	if err != nil {
		return nil, err
	}
	there := map[any]bool{}
	if list, ok := rows[0].Values[0].([]any); ok {
		for _, name := range list {
			there[name] = true
		}
	}
	var out []Step
	for _, step := range steps {
		// What is recorded and missing was dropped by hand, and is made again.
		if !there[step.Name] {
			out = append(out, step)
		}
	}
	return out, nil
}

// Migrate brings the constraints and indexes of the database to what this program
// needs, and waits until the indexes are filled. It may be run again at any time,
// and by several programs at once. A newer schema than this program knows is
// refused with Unsupported.
func (s *Store) Migrate(ctx context.Context) error {
	todo, err := s.Plan(ctx)
	if err != nil {
		return err
	}
	for _, step := range todo {
		if err := s.take(ctx, step); err != nil {
			return err
		}
	}
	if len(todo) > 0 {
		if err := s.write(ctx, "migrate", "CALL db.awaitIndexes(300)", nil); err != nil {
			return err
		}
	}
	return s.write(ctx, "migrate", `MERGE (m:Meta {name: 'exitgraph'})
ON CREATE SET m.writes = 0
SET m.schemaVersion = CASE WHEN m.schemaVersion > $version THEN m.schemaVersion ELSE $version END, m.caption = 'exitgraph'`,
		map[string]any{"version": int64(schemaVersion)})
}

// take runs a step. That another program ran it a moment ago is no fault.
func (s *Store) take(ctx context.Context, step Step) error {
	err := s.write(ctx, "migrate", step.Statement, nil)
	var fromServer *neo4j.Neo4jError
	if errors.As(err, &fromServer) && (strings.HasSuffix(fromServer.Code, "EquivalentSchemaRuleAlreadyExists") ||
		strings.HasSuffix(fromServer.Code, "IndexAlreadyExists") || strings.HasSuffix(fromServer.Code, "ConstraintAlreadyExists")) {
		return nil
	}
	if err != nil {
		var known *graph.Error
		if errors.As(err, &known) && known.Kind == graph.Internal {
			known.Message = fmt.Sprintf("The database does not take the step %s: see the log, and that its user may change the schema.", step.Name)
		}
	}
	return err
}

// write runs one statement that changes something, in a transaction of its own that
// is tried again where the database asks for that.
func (s *Store) write(ctx context.Context, op, cypher string, params map[string]any) error {
	return s.transaction(ctx, op, func(run runner) error {
		_, err := run(ctx, cypher, params)
		return err
	})
}

// transaction runs work in one transaction, again from its beginning where the
// database asks for that: work must leave nothing behind but its last result.
func (s *Store) transaction(ctx context.Context, op string, work func(run runner) error) error {
	if err := s.ready(ctx, op); err != nil {
		return err
	}
	limited, cancel := context.WithTimeout(ctx, s.options.AcquireTimeout+s.options.RetryTime+s.options.WriteTimeout+grace)
	defer cancel()
	session := s.session(limited, neo4j.AccessModeWrite)
	defer s.endSession(limited, session)
	_, err := session.ExecuteWrite(limited, func(tx neo4j.ManagedTransaction) (any, error) {
		return nil, work(func(ctx context.Context, cypher string, params map[string]any) ([]*neo4j.Record, error) {
			result, err := tx.Run(ctx, cypher, params)
			if err != nil {
				return nil, err
			}
			return result.Collect(ctx)
		})
	}, neo4j.WithTxTimeout(s.options.WriteTimeout))
	return s.fault(ctx, op, err)
}
