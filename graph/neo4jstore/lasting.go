package neo4jstore

import (
	"errors"
	"regexp"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph"
)

// IsLasting tells the errors of this package that no waiting mends: a user or a
// password that is refused, a database of another name, a server or a graph of the
// wrong version, a certificate that is not trusted. A program that starts before its
// database gives up on these, and waits through all others.
func IsLasting(err error) bool {
	if err == nil {
		return false
	}
	if graph.KindOf(err) == graph.Unsupported || graph.KindOf(err) == graph.Invalid {
		return true
	}
	var fromServer *neo4j.Neo4jError
	if !errors.As(err, &fromServer) {
		return isUntrusted(err)
	}
	// After several wrong passwords a server refuses the right one, too, for a while.
	return strings.HasPrefix(fromServer.Code, "Neo.ClientError.Security") && !strings.HasSuffix(fromServer.Code, ".AuthenticationRateLimit") ||
		strings.HasPrefix(fromServer.Code, "Neo.ClientError.Database.DatabaseNotFound")
}

const untrusted = "The certificate of the database is not one to trust: see that its authority is known and that the name in the address is the one it was made for."

// isUntrusted tells that a certificate was refused, on either side. The driver hides
// the type of such errors, so their words tell.
func isUntrusted(err error) bool {
	text := err.Error()
	return strings.Contains(text, "x509: ") || strings.Contains(text, "tls: failed to verify") || strings.Contains(text, "remote error: tls: ")
}

// quiet is an error whose words are fit for a log: what a server says beside the
// code of its error can repeat values of a question.
type quiet struct{ error }

func (q quiet) Error() string { return quieten(q.error.Error()) }

func (q quiet) Unwrap() error { return q.error }

var serverCode = regexp.MustCompile(`\bNeo\.[A-Za-z]+\.[A-Za-z]+\.[A-Za-z]+`)

// quieten cuts a text after the first code of an error of a server.
func quieten(text string) string {
	if at := serverCode.FindStringIndex(text); at != nil {
		return text[:at[1]]
	}
	return text
}
