package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph"
)

func TestErrorsThatNoWaitingMendsAreToldApart(t *testing.T) {
	s := &Store{}
	server := func(code string) error {
		return s.fault(t.Context(), "info", &neo4j.Neo4jError{Code: code, Msg: "words"})
	}
	noReach := func(words string) error {
		return s.fault(t.Context(), "info", &neo4j.ConnectivityError{Inner: errors.New(words)})
	}
	for _, c := range []struct {
		err     error
		lasting bool
		says    string
	}{
		{server("Neo.ClientError.Security.Unauthorized"), true, "refuses the user or the password"},
		{server("Neo.ClientError.Security.AuthenticationRateLimit"), false, "wrong password too often"},
		{server("Neo.ClientError.Database.DatabaseNotFound"), true, "no database of this name"},
		{server("Neo.TransientError.Database.DatabaseUnavailable"), false, "busy or restarting"},
		{noReach("tls: failed to verify certificate: x509: certificate signed by unknown authority"), true, "certificate"},
		{noReach("dial tcp 127.0.0.1:7687: connect: connection refused"), false, "not within reach"},
		{graph.Errorf("open", graph.Unsupported, "The database is Neo4j 4.4.0."), true, "4.4.0"},
		{context.DeadlineExceeded, false, "deadline"},
	} {
		if got := IsLasting(c.err); got != c.lasting || !strings.Contains(c.err.Error(), c.says) {
			t.Errorf("%v: lasting is %v, want %v and the words %q", c.err, got, c.lasting, c.says)
		}
	}
}

func TestWordsOfAServerReachNoLog(t *testing.T) {
	refusal := &neo4j.Neo4jError{Code: "Neo.ClientError.Statement.SyntaxError", Msg: "Invalid input 'what-was-asked'"}
	fault := (&Store{}).fault(t.Context(), "find", refusal)
	var lines []string
	log := driverLog(func(level, line string) { lines = append(lines, level+" "+line) })
	log.Error("bolt5", "bolt-1@host", refusal)
	log.Debugf("bolt5", "bolt-1@host", "%s", fmt.Errorf("trying again: %w", refusal))
	log.Warnf("pool", "1", "Failed to connect to %s: %s", "host:7687", refusal)
	log.Infof("retry", "1", "Retrying transaction (%s): %s", "cause", refusal.Error())
	for _, line := range append(lines, fault.Error()) {
		if strings.Contains(line, "what-was-asked") || !strings.HasSuffix(line, "Neo.ClientError.Statement.SyntaxError") {
			t.Errorf("a log would hold %q", line)
		}
	}
	if len(lines) != 4 {
		t.Errorf("%d lines were heard, want 4", len(lines))
	}
	var found *neo4j.Neo4jError
	if !errors.As(fault, &found) {
		t.Error("the cause of the error is lost")
	}
}
