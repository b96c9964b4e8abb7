package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// The variables that make Shared use a server that is running already.
const (
	// addressVariable holds its address, as bolt://127.0.0.1:7687.
	addressVariable = "EXITGRAPH_TEST_NEO4J"
	// disposableVariable must be yes, for the tests delete everything there.
	disposableVariable = "EXITGRAPH_TEST_NEO4J_DISPOSABLE"
	// passwordVariable holds the password of User, if the server asks for one.
	passwordVariable = "EXITGRAPH_TEST_NEO4J_PASSWORD"
)

var shared struct {
	mu      sync.Mutex
	options Options
	started bool
	server  *Server
	err     error
}

// Shared gives the one server of this test process. The first call starts it, which
// takes some seconds; it ends with the process. A call gives it as the test before
// left it, so a test begins with Clear or Reset, and tests that use it do not run in
// parallel. It can be neither stopped nor killed: that needs a server from Start.
//
// If EXITGRAPH_TEST_NEO4J is set, this is the server with that address, emptied, for
// one test process after another. EXITGRAPH_TEST_NEO4J_DISPOSABLE=yes must allow that.
//
// The test fails at once if there is no server. So do the tests after it, without
// another attempt.
func Shared(t testing.TB) *Server {
	t.Helper()
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if !shared.started {
		shared.started = true
		shared.server, shared.err = startShared()
	}
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(shared.server.Log())
		}
	})
	return shared.server
}

// Main runs the tests of a package, ends the shared server if they started it, and
// gives the status for os.Exit. A package need not call it: without it the server
// ends a moment after the process instead of a moment before. One value of Options may
// be given, for the server that Shared starts.
func Main(m *testing.M, o ...Options) int {
	if len(o) > 0 {
		shared.options = o[0]
	}
	status := m.Run()
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if shared.server != nil {
		if err := shared.server.close(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			status = max(status, 1)
		}
	}
	return status
}

func startShared() (*Server, error) {
	// Not a test's context: the server outlives the test that came first.
	ctx := context.Background()
	if os.Getenv(addressVariable) != "" {
		cache, err := cacheFolder()
		if err != nil {
			return nil, err
		}
		return useRunning(ctx, cache)
	}
	server, err := Launch(ctx, shared.options)
	if err != nil {
		return nil, err
	}
	server.keep = "this Neo4j serves other tests too: take one from neo4jtest.Start to stop it"
	return server, nil
}

// useRunning takes the server that the variables name, when no other test process
// has it, and empties it.
func useRunning(ctx context.Context, cache string) (_ *Server, err error) {
	uri := os.Getenv(addressVariable)
	if strings.Contains(uri, "@") {
		return nil, fmt.Errorf("%s must not hold a password: give that in %s", addressVariable, passwordVariable)
	}
	if os.Getenv(disposableVariable) != "yes" {
		return nil, fmt.Errorf("%s names the server %s, and these tests delete everything there: set %s=yes if that is allowed, or unset %s to let the tests start a server of their own",
			addressVariable, uri, disposableVariable, addressVariable)
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return nil, err
	}
	unlock, err := lockedfile.MutexAt(filepath.Join(cache, "running.lock")).Lock()
	if err != nil {
		return nil, fmt.Errorf("wait for other tests that use the running Neo4j: %w", err)
	}
	s := &Server{
		URI:      uri,
		Password: os.Getenv(passwordVariable),
		keep:     "this Neo4j was not started by the tests: take one from neo4jtest.Start to stop it",
		unlock:   unlock,
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.close())
		}
	}()
	if s.driver, err = connect(uri, s.Password); err != nil {
		return nil, fmt.Errorf("%s: %w", addressVariable, err)
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	if _, err := s.rows(ctx, "RETURN 1"); err != nil {
		return nil, fmt.Errorf("the server that %s names, %s, does not answer: %w", addressVariable, uri, err)
	}
	return s, s.Reset(ctx)
}
