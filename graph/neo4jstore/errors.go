package neo4jstore

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph"
)

// fault turns an error of the driver into one of graph, or of the context where the
// caller has given up. What the database said goes to the log, not to the message.
func (s *Store) fault(ctx context.Context, op string, err error) error {
	s.bookmarks.doubt(ctx, err)
	var own *graph.Error
	switch {
	case err == nil:
		return nil
	case s.closed.Load():
		return graph.Errorf(op, graph.Unavailable, "The store is closed: open it again.")
	case errors.As(err, &own):
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	}
	kind, message := explain(err)
	fault := graph.Errorf(op, kind, "%s", message)
	fault.Err = quiet{err}
	if message == tooSlow {
		fault.Err = slow{quiet{err}}
	}
	return fault
}

// slow is a cause that is graph.ErrSlow too.
type slow struct{ quiet }

func (slow) Is(target error) bool { return target == graph.ErrSlow }

const (
	away      = "The database is not within reach: see that it runs and that the address is right, then try again."
	crowded   = "The database does not answer, or too many ask it at once: try again in a moment."
	tooSlow   = "The database took too long for this: ask for less, or try again."
	ended     = "The database ended this on its side: try again."
	noMemory  = "The database is out of memory: ask for less, or give it more."
	noRoom    = "The database could not write this down, perhaps because its disk is full: ask who runs it."
	noWrites  = "The database takes no writes at present, perhaps because its disk is full: ask who runs it."
	panicked  = "The database takes nothing until it is started again, perhaps because its disk is full: ask who runs it."
	damaged   = "The database has found damage in its own files: ask who runs it, and keep the last backup safe."
	stepBack  = "The database was put back to an earlier state: try again."
	refusesIt = "The database refuses the user or the password: correct them and start again."
	unsettled = "The database went away while it wrote this down, so it may have happened or not: read again before you repeat it."
)

// faults of the database, by the beginning of its codes; the first that fits counts.
var faults = []struct {
	code    string
	kind    graph.ErrorKind
	message string
}{
	{"Neo.ClientError.Security.Forbidden", graph.Unavailable, "The database does not let its user do this: give the user the right, or take another one."},
	{"Neo.ClientError.Security.AuthenticationRateLimit", graph.Unavailable, "The database was given a wrong password too often and waits before it takes another: correct it and try again."},
	{"Neo.ClientError.Security", graph.Unavailable, refusesIt},
	{"Neo.ClientError.Database.DatabaseNotFound", graph.Unavailable, "There is no database of this name on the server: name one that there is."},
	{"Neo.ClientError.Transaction.TransactionTimedOut", graph.Unavailable, tooSlow}, // also TransactionTimedOutClientConfiguration
	{"Neo.ClientError.Transaction.LockClientStopped", graph.Unavailable, ended},
	{"Neo.ClientError.Transaction.Terminated", graph.Unavailable, ended},
	{"Neo.ClientError.Transaction.InvalidBookmark", graph.Unavailable, stepBack}, // also InvalidBookmarkMixture
	{"Neo.ClientError.Schema.ConstraintValidationFailed", graph.Conflict, "Another writer wrote the same key at the same time: read again and repeat the change."},
	{"Neo.TransientError.General.OutOfMemoryError", graph.Unavailable, noMemory},
	{"Neo.TransientError.General.MemoryPoolOutOfMemoryError", graph.Unavailable, noMemory},
	{"Neo.TransientError.General.TransactionOutOfMemoryError", graph.Unavailable, noMemory},
	{"Neo.TransientError.General.TransactionMemoryLimit", graph.Unavailable, noMemory},
	{"Neo.TransientError.Transaction.BookmarkTimeout", graph.Unavailable, stepBack},
	{"Neo.TransientError", graph.Unavailable, "The database is busy or restarting: try again."},
	{"Neo.DatabaseError.Transaction.TransactionStartFailed", graph.Unavailable, panicked},
	{"Neo.DatabaseError.Transaction", graph.Unavailable, noRoom},
	{"Neo.DatabaseError.General.StorageDamageDetected", graph.Unavailable, damaged},
	{"Neo.DatabaseError.General.IndexCorruptionDetected", graph.Unavailable, damaged},
	{"Neo.DatabaseError.General.SchemaCorruptionDetected", graph.Unavailable, damaged},
	{"Neo.DatabaseError.Database", graph.Unavailable, "The database is not started: ask who runs it."},
	{"Neo.ClientError.Cluster.NotALeader", graph.Unavailable, "The database is choosing who writes: try again."},
	// A server may make itself read-only when its disk is full; so is a follower in a cluster.
	{"Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", graph.Unavailable, noWrites},
	{"Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", graph.Unavailable, noWrites},
}

func explain(err error) (graph.ErrorKind, string) {
	var (
		fromServer *neo4j.Neo4jError
		noReach    *neo4j.ConnectivityError
		tooOften   *neo4j.TransactionExecutionLimit
		misuse     *neo4j.UsageError
		network    net.Error
	)
	switch {
	case errors.As(err, &tooOften) && len(tooOften.Errors) > 0:
		return explain(tooOften.Errors[len(tooOften.Errors)-1])
	case errors.As(err, &fromServer):
		return fromServerSide(fromServer)
	case isUntrusted(err):
		return graph.Unavailable, untrusted
	case strings.Contains(err.Error(), duringCommit):
		return graph.Unavailable, unsettled
	case strings.Contains(err.Error(), waitingForConnection):
		return graph.Unavailable, crowded
	case errors.As(err, &noReach) && noReach.Inner != nil:
		if kind, message := explain(noReach.Inner); kind == graph.Unavailable {
			return kind, message
		}
		return graph.Unavailable, away
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return graph.Unavailable, tooSlow
	case errors.As(err, &noReach), errors.As(err, &network), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return graph.Unavailable, away
	case errors.As(err, &misuse) && strings.HasPrefix(misuse.Message, "server responded"):
		return graph.Unavailable, "What answers at the address of the database does not speak its language: give the address for Bolt, which has the port 7687 as a rule."
	default:
		return graph.Internal, "Something went wrong between exitgraph and the database: try again, and report it if it stays."
	}
}

// The driver tells these by their words alone: their types are its own.
const (
	duringCommit         = "Connection lost during commit"
	waitingForConnection = "Timeout while waiting for connection"
)

// isTaken says that a key is there already.
func isTaken(err error) bool {
	var fromServer *neo4j.Neo4jError
	return errors.As(err, &fromServer) && strings.HasSuffix(fromServer.Code, ".ConstraintValidationFailed")
}

// mayNotWrite says that this user or this server writes nothing at all.
func mayNotWrite(err error) bool {
	var fromServer *neo4j.Neo4jError
	if !errors.As(err, &fromServer) {
		return false
	}
	switch fromServer.Code {
	case "Neo.ClientError.Security.Forbidden", "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
		"Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", "Neo.ClientError.Statement.AccessMode":
		return true
	default:
		return false
	}
}

func fromServerSide(err *neo4j.Neo4jError) (graph.ErrorKind, string) {
	for _, f := range faults {
		if strings.HasPrefix(err.Code, f.code) {
			return f.kind, f.message
		}
	}
	// These come under the codes for everything else as well.
	switch {
	case strings.Contains(err.Msg, "critical error"):
		return graph.Unavailable, panicked
	case strings.Contains(err.Msg, "No space left on device"), strings.Contains(err.Msg, "not enough space on the disk"):
		return graph.Unavailable, noRoom
	}
	return graph.Internal, "The database refuses what exitgraph asked: report this as a fault of exitgraph."
}

// passing says whether a question may be put again after a fault, because that may
// have passed: a broken connection, or what the database itself calls transient.
func passing(err error) bool {
	var network net.Error
	return neo4j.IsRetryable(err) || strayBookmark(err) ||
		errors.As(err, &network) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}
