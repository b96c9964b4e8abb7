package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// patience is how long a server may take to answer. It takes a few seconds on a
// machine of its own.
const patience = 2 * time.Minute

// errPortTaken says that another program has the port.
var errPortTaken = errors.New("the port is taken by another program: take another port, or stop that program")

// freePort gives a port that nobody has now. It lies below the ports that systems
// give to outgoing connections, or else the port of a server that is down could be
// given to the very client that tries to reach it.
func freePort() (int, error) {
	const first, count = 15_000, 17_000
	for range 100 {
		port := first + rand.IntN(count)
		if checkPort(port) == nil {
			return port, nil
		}
	}
	return 0, errors.New("no free port on 127.0.0.1 was found in 100 attempts: see which program holds them all")
}

// checkPort says whether a port is free, sooner than the server would.
func checkPort(port int) error {
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return fmt.Errorf("port %d: %w: %w", port, errPortTaken, err)
	}
	return listener.Close()
}

func connect(uri, password string) (neo4j.DriverWithContext, error) {
	token := neo4j.NoAuth()
	if password != "" {
		token = neo4j.BasicAuth(User, password, "")
	}
	return neo4j.NewDriverWithContext(uri, token, func(c *config.Config) {
		c.SocketConnectTimeout = 2 * time.Second
		c.ConnectionAcquisitionTimeout = 10 * time.Second
		c.TelemetryDisabled = true
	})
}

// awaitAnswer returns when the server that was started here answers.
func (s *Server) awaitAnswer(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		err := s.ask(ctx)
		if err == nil || errors.Is(err, errPortTaken) {
			return err
		}
		if refusesEntry(err) {
			return fmt.Errorf("it refuses the password, for its folder was made with another one: %w", err)
		}
		select {
		case <-s.running.done:
			return s.whyEnded()
		case <-ctx.Done():
			return fmt.Errorf("it did not answer in time; the last attempt said: %w", err)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// whyEnded tells the usual reasons why a server ends while it starts.
func (s *Server) whyEnded() error {
	log := s.Log()
	switch {
	case strings.Contains(log, "Address already in use"):
		return errPortTaken
	case strings.Contains(log, "FileLockException"):
		return fmt.Errorf("another server uses its folder %s: stop that one, or take another folder", s.home)
	}
	return errors.New("its process has ended")
}

// ask asks for an answer, and whether it comes from this process and not from another
// server that took the port first.
func (s *Server) ask(ctx context.Context) error {
	if _, err := s.rows(ctx, "RETURN 1"); err != nil {
		return err
	}
	rows, err := s.rows(ctx, "CALL dbms.queryJmx('java.lang:type=Runtime') YIELD attributes RETURN attributes.Pid.value")
	if err != nil {
		return err
	}
	if len(rows) != 1 || rows[0].Values[0] != int64(s.running.command.Process.Pid) {
		return fmt.Errorf("another Neo4j answers: %w", errPortTaken)
	}
	return nil
}

// refusesEntry tells a wrong password, which no waiting makes right.
func refusesEntry(err error) bool {
	var fault *neo4j.Neo4jError
	return errors.As(err, &fault) && (fault.Code == "Neo.ClientError.Security.Unauthorized" ||
		fault.Code == "Neo.ClientError.Security.CredentialsExpired")
}

// rows runs one statement in a transaction of its own, without retries, and gives
// all its rows.
func (s *Server) rows(ctx context.Context, cypher string) (_ []*neo4j.Record, err error) {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: Database})
	defer func() { err = errors.Join(err, session.Close(context.WithoutCancel(ctx))) }()
	result, err := session.Run(ctx, cypher, nil)
	if err != nil {
		return nil, err
	}
	return result.Collect(ctx)
}

// Clear deletes all nodes and relationships of the database, and leaves constraints
// and indexes.
func (s *Server) Clear(ctx context.Context) error {
	_, err := s.rows(ctx, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
	if err != nil {
		return fmt.Errorf("clear the Neo4j for tests: %w", err)
	}
	return nil
}

// Reset deletes all nodes and relationships, and all constraints and indexes but the
// two that a new database has, which find nodes by label and relationships by type.
func (s *Server) Reset(ctx context.Context) error {
	if err := s.Clear(ctx); err != nil {
		return err
	}
	// Constraints first, for they own indexes, which go with them.
	for _, kind := range []struct{ list, drop string }{
		{"SHOW CONSTRAINTS YIELD name", "DROP CONSTRAINT "},
		{"SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name", "DROP INDEX "},
	} {
		names, err := s.rows(ctx, kind.list)
		if err != nil {
			return fmt.Errorf("reset the Neo4j for tests: %w", err)
		}
		for _, name := range names {
			quoted := "`" + strings.ReplaceAll(fmt.Sprint(name.Values[0]), "`", "``") + "`"
			if _, err := s.rows(ctx, kind.drop+quoted); err != nil {
				return fmt.Errorf("reset the Neo4j for tests: %w", err)
			}
		}
	}
	return nil
}
