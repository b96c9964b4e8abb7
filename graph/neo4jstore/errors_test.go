package neo4jstore

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

// TestEachFaultOfTheDatabaseHasAKindAndASentence covers what cannot be brought about
// in a test, with the codes and words of Neo4j 5.26.
func TestEachFaultOfTheDatabaseHasAKindAndASentence(t *testing.T) {
	dial := &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", errors.New("refused"))}
	said := func(code, message string) error { return &neo4j.Neo4jError{Code: code, Msg: message} }
	for _, c := range []struct {
		err   error
		kind  graph.ErrorKind
		words string
	}{
		{said("Neo.DatabaseError.Transaction.TransactionLogError", "Could not append transaction: Transaction #120 {} to log."), graph.Unavailable, "perhaps because its disk is full"},
		{said("Neo.DatabaseError.Transaction.TransactionCommitFailed", "Could not apply the transaction"), graph.Unavailable, "perhaps because its disk is full"},
		{said("Neo.DatabaseError.Transaction.TransactionStartFailed", "The database has encountered a critical error, and needs to be restarted."), graph.Unavailable, "until it is started again"},
		{said("Neo.DatabaseError.General.UnknownError", "The database has encountered a critical error, and needs to be restarted."), graph.Unavailable, "until it is started again"},
		{said("Neo.DatabaseError.Statement.ExecutionFailed", "No space left on device"), graph.Unavailable, "perhaps because its disk is full"},
		{said("Neo.DatabaseError.General.UnknownError", "There is not enough space on the disk"), graph.Unavailable, "perhaps because its disk is full"},
		{said("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "No write operations are allowed on this database."), graph.Unavailable, "perhaps because its disk is full"},
		{said("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", "No write operations are allowed"), graph.Unavailable, "perhaps because its disk is full"},
		{said("Neo.DatabaseError.General.StorageDamageDetected", "x"), graph.Unavailable, "damage"},
		{said("Neo.DatabaseError.Database.UnableToStartDatabase", "x"), graph.Unavailable, "not started"},
		{said("Neo.TransientError.General.DatabaseUnavailable", "x"), graph.Unavailable, "busy or restarting"},
		{said("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "x"), graph.Unavailable, "out of memory"},
		{said("Neo.TransientError.General.TransactionMemoryLimit", "x"), graph.Unavailable, "out of memory"},
		{said("Neo.TransientError.Transaction.DeadlockDetected", "x"), graph.Unavailable, "busy"},
		{said("Neo.TransientError.Transaction.BookmarkTimeout", "x"), graph.Unavailable, "earlier state"},
		{said("Neo.ClientError.Transaction.InvalidBookmarkMixture", "x"), graph.Unavailable, "earlier state"},
		{said("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", "x"), graph.Unavailable, "took too long"},
		{said("Neo.ClientError.Cluster.NotALeader", "x"), graph.Unavailable, "who writes"},
		{said("Neo.ClientError.Security.Unauthorized", "x"), graph.Unavailable, "user or the password"},
		{said("Neo.ClientError.Security.AuthenticationRateLimit", "x"), graph.Unavailable, "too often"},
		{said("Neo.ClientError.Security.Forbidden", "x"), graph.Unavailable, "give the user the right"},
		{said("Neo.ClientError.Statement.SyntaxError", "x"), graph.Internal, "a fault of exitgraph"},
		{said("Neo.DatabaseError.Statement.ExecutionFailed", "x"), graph.Internal, "a fault of exitgraph"},

		{dial, graph.Unavailable, "not within reach"},
		{io.EOF, graph.Unavailable, "not within reach"},
		{io.ErrUnexpectedEOF, graph.Unavailable, "not within reach"},
		{fmt.Errorf("failed to read manifest protocol count: %w", io.EOF), graph.Unavailable, "not within reach"},
		{&neo4j.ConnectivityError{Inner: dial}, graph.Unavailable, "not within reach"},
		{&neo4j.ConnectivityError{Inner: errors.New("x")}, graph.Unavailable, "not within reach"},
		{&neo4j.TransactionExecutionLimit{Cause: "timeout", Errors: []error{errors.New("x"), io.EOF}}, graph.Unavailable, "not within reach"},
		{&neo4j.TransactionExecutionLimit{Cause: "timeout", Errors: []error{said("Neo.DatabaseError.Transaction.TransactionLogError", "x")}}, graph.Unavailable, "disk is full"},
		{context.DeadlineExceeded, graph.Unavailable, "took too long"},
		{&neo4j.UsageError{Message: "Operation attempted on a closed session"}, graph.Internal, "between exitgraph and the database"},
		{errors.New("x"), graph.Internal, "between exitgraph and the database"},
	} {
		kind, message := explain(c.err)
		if kind != c.kind || !strings.Contains(message, c.words) {
			t.Errorf("%v is told as %v %q, want %v with %q", c.err, kind, message, c.kind, c.words)
		}
		if text := strings.TrimSuffix(message, "."); strings.Contains(text, ". ") || text == message {
			t.Errorf("%q is not one sentence", message)
		}
	}
}

// Who is told that the database is away would wait, and not ask for less.
func TestADatabaseThatIsTooSlowIsToldFromOneThatIsAway(t *testing.T) {
	s := &Store{}
	for _, c := range []struct {
		err  error
		slow bool
	}{
		{&neo4j.Neo4jError{Code: "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"}, true},
		{&neo4j.Neo4jError{Code: "Neo.ClientError.Transaction.TransactionTimedOut"}, true},
		{&neo4j.Neo4jError{Code: "Neo.TransientError.General.DatabaseUnavailable"}, false},
		{io.EOF, false},
	} {
		got := s.fault(t.Context(), "tally", c.err)
		if errors.Is(got, graph.ErrSlow) != c.slow || graph.KindOf(got) != graph.Unavailable || !errors.Is(got, c.err) {
			t.Errorf("%v is told as %v, slow: %v", c.err, got, !c.slow)
		}
	}
}

// A cluster that was put back to a backup does not know the writes that bookmarks of
// the time before speak of.
func TestBookmarkOfAWriteThatIsGoneIsForgotten(t *testing.T) {
	server := neo4jtest.Shared(t)
	o := Options{URI: "neo4j" + strings.TrimPrefix(server.URI, "bolt"), Password: server.Password}
	if o.Password != "" {
		o.User = neo4jtest.User
	}
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	known, err := s.bookmarks.manager().GetBookmarks(t.Context())
	if err != nil || len(known) != 1 {
		t.Fatalf("after a write the bookmarks are %v (%v)", known, err)
	}
	forged := forge(t, known[0])
	if err := s.bookmarks.manager().UpdateBookmarks(t.Context(), nil, []string{forged}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	if _, err := s.Info(ctx); graph.KindOf(err) != graph.Unavailable {
		t.Errorf("got %v, so the server does not look at bookmarks and nothing is proved", err)
	}
	if _, err := s.Info(t.Context()); err != nil {
		t.Errorf("asked again: %v", err)
	}
	if left, err := s.bookmarks.manager().GetBookmarks(t.Context()); err != nil || slices.Contains(left, forged) {
		t.Errorf("the bookmarks are still %v (%v)", left, err)
	}
}

// forge makes a bookmark speak of a much later write. It is a list of the database's
// id, in 16 bytes from the fourth on, and the number of the write.
func forge(t *testing.T, bookmark string) string {
	t.Helper()
	raw, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(bookmark, "FB:"))
	if err != nil || len(raw) < 21 {
		t.Fatalf("the bookmark is %s (%v)", bookmark, err)
	}
	raw = append(raw[:19:19], 0xca, 0x7f, 0xff, 0xff, 0xff, raw[len(raw)-1])
	return "FB:" + base64.StdEncoding.EncodeToString(raw)
}
