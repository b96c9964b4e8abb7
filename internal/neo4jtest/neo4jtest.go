// Package neo4jtest runs a real Neo4j for tests, without containers. Only tests
// import it, and the command neo4jrun below it, which runs a server by hand.
//
// The jars of the community server are named in pom.xml beside this file. Maven
// fetches them once for each state of that file, below .cache/neo4j at the module's
// root. The server runs as a process of its own on the loopback interface and ends
// when the process that started it ends, however that happens.
//
// Shared gives the one server of a test process, Start one for a test alone, which
// may be killed and started again.
//
// It knows Java, Maven and how a server starts, answers and stops. It must not know
// what exitgraph stores. Nothing of Neo4j is linked or committed.
package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// User is the name that a server with a password is entered with.
const User = "neo4j"

// Database is the one user database that the community server has.
const Database = "neo4j"

// Options say how a server is started. The zero value is a small server without
// a password, on a free port, with data that are gone when it is closed.
type Options struct {
	// Password of User, at least eight characters; empty turns authentication off.
	// It is set when the folder is new, and not changed in a folder that has data.
	Password string
	// Port on 127.0.0.1; 0 takes a free one.
	Port int
	// Folder for data, logs and configuration, kept when the server is closed;
	// empty takes a temporary one, which is removed.
	Folder string
	// HeapMiB is the memory of the Java heap; 0 means 512.
	HeapMiB int
	// PageCacheMiB is the memory for pages of the store; 0 means 64.
	PageCacheMiB int
	// JVM holds flags for the garbage collector and the compiler. Nil takes flags
	// for a quick start and little memory; a measurement asks for {"-XX:+UseG1GC"},
	// which leaves the compiler whole.
	JVM []string
	// Settings are further lines of neo4j.conf, as db.transaction.timeout: 2s.
	Settings map[string]string
}

// Busy are the options of a server that plans thousands of statements of different
// shapes: there the optimizing compiler saves more than it takes. Of the plans it keeps
// fewer than the thousand that are usual, since hardly one of them is asked for again,
// and with so many the heap is full.
var Busy = Options{
	JVM:      []string{"-XX:+UseSerialGC"},
	Settings: map[string]string{"server.memory.query_cache.per_db_cache_num_entries": "400"},
}

// Server is a Neo4j that answers, or did until Stop or Kill. Its methods may be
// called from several goroutines.
type Server struct {
	// URI is the address for drivers, as bolt://127.0.0.1:20123. It stays the same
	// over Stop, Kill and Restart.
	URI string
	// Password of User, empty when the server asks for none.
	Password string

	driver neo4j.DriverWithContext
	// keep tells why the server may not be stopped, or nothing if it may.
	keep string

	// unlock lets other test processes use a server that was running already. It is
	// called by close, and else by the end of the process.
	unlock func()

	// What follows is empty for a server that was running already.
	lib       string
	java      string
	classes   string // the flag for their archive
	home      string
	temporary bool
	options   Options
	watch     *watchdog

	mu      sync.Mutex
	running *process // nil while stopped
}

// Start starts a server for this test alone and closes it when the test ends. The
// test fails at once, with the tail of the server's log, when it does not start, and
// with a sentence that says what to install when Java or Maven is missing.
func Start(t testing.TB, o Options) *Server {
	t.Helper()
	s, err := Launch(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(s.Log())
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Launch starts a server and returns when it answers. The caller closes it; ctx
// bounds the start only. After an error nothing is left running.
func Launch(ctx context.Context, o Options) (*Server, error) {
	// A free port is free until somebody takes it, so a lost race is run again.
	const races = 5
	for race := 1; ; race++ {
		s, err := launch(ctx, o)
		if err == nil {
			return s, nil
		}
		if o.Port != 0 || race == races || !errors.Is(err, errPortTaken) {
			return nil, err
		}
	}
}

func launch(ctx context.Context, o Options) (*Server, error) {
	if o.Password != "" && len(o.Password) < 8 {
		return nil, errors.New("neo4j refuses a password of fewer than eight characters: give a longer one")
	}
	java, err := findJava()
	if err != nil {
		return nil, err
	}
	cache, err := cacheFolder()
	if err != nil {
		return nil, err
	}
	lib, err := install(ctx, cache)
	if err != nil {
		return nil, err
	}
	classes, err := archive(ctx, java, lib)
	if err != nil {
		return nil, err
	}
	return begin(ctx, o, java, lib, "-XX:SharedArchiveFile="+classes)
}

// begin starts a server with what is there. Classes is the flag that tells Java about
// their archive.
func begin(ctx context.Context, o Options, java, lib, classes string) (_ *Server, err error) {
	if o.Port == 0 {
		o.Port, err = freePort()
	} else {
		err = checkPort(o.Port)
	}
	if err != nil {
		return nil, err
	}
	home, temporary, err := homeFolder(o.Folder)
	if err != nil {
		return nil, err
	}
	s := &Server{
		URI:       fmt.Sprintf("bolt://127.0.0.1:%d", o.Port),
		Password:  o.Password,
		lib:       lib,
		java:      java,
		classes:   classes,
		home:      home,
		temporary: temporary,
		options:   o,
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.close())
		}
	}()
	if s.driver, err = connect(s.URI, s.Password); err != nil {
		return nil, err
	}
	removed := ""
	if temporary {
		removed = home
	}
	if s.watch, err = startWatchdog(removed); err != nil {
		return nil, err
	}
	if err := s.configure(ctx); err != nil {
		return nil, err
	}
	return s, s.run(ctx)
}

// homeFolder gives the folder of a server by its full name and tells whether it is
// to be removed in the end.
func homeFolder(wanted string) (home string, temporary bool, err error) {
	if wanted == "" {
		home, err = os.MkdirTemp("", "exitgraph-neo4j-")
		temporary = true
	} else {
		home, err = filepath.Abs(wanted)
		err = errors.Join(err, os.MkdirAll(home, 0o755))
	}
	return home, temporary, err
}

// run starts the process and waits until it answers.
func (s *Server) run(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.watch == nil {
		return errors.New("this Neo4j was closed: start another one")
	}
	running, err := s.start()
	if err != nil {
		return err
	}
	s.running = running
	if err := s.awaitAnswer(ctx); err != nil {
		log := s.Log()
		return errors.Join(fmt.Errorf("the Neo4j for tests did not start: %w\n%s", err, log), s.end((*process).kill))
	}
	return nil
}

// Stop stops the server as an administrator would: it is asked to end, which writes
// everything down, and killed if it has not ended after 15 s. Without a running
// server it does nothing.
func (s *Server) Stop() error { return s.endOwn((*process).stopSoon) }

// Kill ends the server in the middle of whatever it does. Without a running server
// it does nothing.
func (s *Server) Kill() error { return s.endOwn((*process).kill) }

// Restart starts the server again, on the same port and data, and returns when it
// answers. One that still runs is stopped first.
func (s *Server) Restart(ctx context.Context) error {
	if err := s.Stop(); err != nil {
		return err
	}
	return s.run(ctx)
}

func (s *Server) endOwn(how func(*process) error) error {
	if s.keep != "" {
		return errors.New(s.keep)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.end(how)
}

// end ends the process, if there is one; s.mu is held.
func (s *Server) end(how func(*process) error) error {
	if s.running == nil {
		return nil
	}
	err := how(s.running)
	s.running = nil
	return errors.Join(err, s.watch.set(0))
}

// Close ends the server for good and removes its folder if that was a temporary
// one. What is to be kept is stopped with care, what is thrown away is not.
func (s *Server) Close() error {
	if s.keep != "" {
		return errors.New(s.keep)
	}
	return s.close()
}

func (s *Server) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	if s.driver != nil {
		errs = append(errs, s.driver.Close(context.Background()))
	}
	how := (*process).stopSoon
	if s.temporary {
		how = (*process).kill
	}
	errs = append(errs, s.end(how))
	if s.temporary {
		errs = append(errs, os.RemoveAll(s.home))
	}
	if s.watch != nil {
		errs = append(errs, s.watch.dismiss())
		s.watch = nil
	}
	if s.unlock != nil {
		s.unlock()
		s.unlock = nil
	}
	return errors.Join(errs...)
}

// Driver is a connection to the server that tests may use to look at its data and
// to put some there. It is closed with the server; callers leave it open.
func (s *Server) Driver() neo4j.DriverWithContext { return s.driver }

// Ended is closed when the server's process has ended, by itself or by Stop, Kill or
// Close. Restart brings a new one. It is nil, and so never closed, for a server that
// was stopped before the call or that was started by somebody else.
func (s *Server) Ended() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running == nil {
		return nil
	}
	return s.running.done
}

// PID is the number of the server's process, 0 while it is stopped or when it was
// started by somebody else.
func (s *Server) PID() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running == nil {
		return 0
	}
	return s.running.command.Process.Pid
}
