package neo4jtest

import (
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

// values gives the first column of what a statement answers.
func values(t *testing.T, driver neo4j.DriverWithContext, cypher string) []any {
	t.Helper()
	result, err := neo4j.ExecuteQuery(t.Context(), driver, cypher, nil,
		neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(Database))
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	var column []any
	for _, record := range result.Records {
		column = append(column, record.Values[0])
	}
	return column
}

// one gives the only value that a statement answers.
func one(t *testing.T, driver neo4j.DriverWithContext, cypher string) any {
	t.Helper()
	column := values(t, driver, cypher)
	if len(column) != 1 {
		t.Fatalf("%s: %d rows, want 1", cypher, len(column))
	}
	return column[0]
}

const countAll = "MATCH (n) RETURN count(n)"

// refused is what the server says to somebody with this entry.
func refused(t *testing.T, uri string, token neo4j.AuthToken) error {
	t.Helper()
	driver, err := neo4j.NewDriverWithContext(uri, token)
	if err != nil {
		t.Fatal(err)
	}
	defer driver.Close(context.WithoutCancel(t.Context()))
	return driver.VerifyConnectivity(t.Context())
}

func TestSharedServerIsTheCommunityEditionThatThePomNames(t *testing.T) {
	driver := Shared(t).Driver()
	said := one(t, driver, "CALL dbms.components() YIELD name, versions, edition RETURN name + ' ' + versions[0] + ' ' + edition")
	if want := "Neo4j Kernel " + Version + " community"; said != want {
		t.Errorf("the server is %q, want %q", said, want)
	}
}

func TestSharedServerIsOneForAllTestsAndCannotBeStopped(t *testing.T) {
	s := Shared(t)
	if again := Shared(t); again != s {
		t.Error("two calls gave two servers")
	}
	for name, end := range map[string]func() error{
		"Stop": s.Stop, "Kill": s.Kill, "Close": s.Close,
		"Restart": func() error { return s.Restart(t.Context()) },
	} {
		if err := end(); err == nil || !strings.Contains(err.Error(), "neo4jtest.Start") {
			t.Errorf("%s: got %v, want an error that names Start", name, err)
		}
	}
	if s.PID() == 0 {
		t.Error("the shared server does not run any more")
	}
}

func TestClearDeletesDataAndResetTheSchemaToo(t *testing.T) {
	s := Shared(t)
	if err := s.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	fresh := len(values(t, s.Driver(), "SHOW INDEXES YIELD name"))
	for _, cypher := range []string{
		"CREATE CONSTRAINT `odd ``name` FOR (n:Study) REQUIRE n.id IS UNIQUE",
		"CREATE INDEX year FOR (n:Study) ON (n.year)",
		"CREATE FULLTEXT INDEX words FOR (n:Study) ON EACH [n.title]",
		"UNWIND range(1, 25000) AS i CREATE (:Study {id: i, year: 2000})-[:NEXT]->(:Other)",
	} {
		values(t, s.Driver(), cypher)
	}
	if err := s.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	if left := one(t, s.Driver(), countAll); left != int64(0) {
		t.Errorf("Clear left %v nodes", left)
	}
	if indexes := len(values(t, s.Driver(), "SHOW INDEXES YIELD name")); indexes != fresh+3 {
		t.Errorf("Clear left %d of 3 indexes", indexes-fresh)
	}
	if err := s.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	if left := values(t, s.Driver(), "SHOW CONSTRAINTS YIELD name"); len(left) > 0 {
		t.Errorf("Reset left the constraints %v", left)
	}
	if indexes := values(t, s.Driver(), "SHOW INDEXES YIELD name"); len(indexes) != fresh {
		t.Errorf("after Reset there are the indexes %v, want the %d of a new database", indexes, fresh)
	}
}

// One server serves all that needs one of its own, since each start takes seconds.
// The parts build on each other.
func TestOwnServer(t *testing.T) {
	s := Start(t, Options{Password: "a password", Settings: map[string]string{"db.transaction.timeout": "77s"}})
	for _, part := range []struct {
		rule string
		test func(*testing.T, *Server)
	}{
		{"takes the settings given", takesSettings},
		{"asks for its password", asksForPassword},
		{"has data of its own", hasDataOfItsOwn},
		{"ends at once when killed", endsWhenKilled},
		{"keeps what was committed over a kill", keepsDataOverKill},
		{"stops with care", stopsWithCare},
		{"leaves nothing when closed", leavesNothing},
	} {
		if !t.Run(part.rule, func(t *testing.T) { part.test(t, s) }) {
			return
		}
	}
}

func takesSettings(t *testing.T, s *Server) {
	if timeout := one(t, s.Driver(), "SHOW SETTINGS 'db.transaction.timeout' YIELD value"); timeout != "1m17s" {
		t.Errorf("the setting given is %v in the server", timeout)
	}
}

func asksForPassword(t *testing.T, s *Server) {
	for name, token := range map[string]neo4j.AuthToken{
		"wrong password": neo4j.BasicAuth(User, "another password", ""),
		"first password": neo4j.BasicAuth(User, "neo4j", ""),
		"no password":    neo4j.NoAuth(),
	} {
		if err := refused(t, s.URI, token); !refusesEntry(err) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func hasDataOfItsOwn(t *testing.T, s *Server) {
	other := Shared(t)
	if err := other.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	values(t, s.Driver(), "CREATE (:Kept), (:Kept)")
	if count := one(t, other.Driver(), countAll); count != int64(0) {
		t.Errorf("what one server was given, %v nodes, is in the other", count)
	}
}

func endsWhenKilled(t *testing.T, s *Server) {
	ended := s.Ended()
	if err := s.Kill(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-ended:
	default:
		t.Error("Kill returned before the process had ended")
	}
	if err := refused(t, s.URI, neo4j.NoAuth()); !neo4j.IsConnectivityError(err) {
		t.Errorf("after Kill the port said %v", err)
	}
	if s.PID() != 0 || strings.Contains(s.Log(), "INFO  Stopped.") {
		t.Errorf("process %d is left, or it had time to stop, so Kill was no kill", s.PID())
	}
}

func keepsDataOverKill(t *testing.T, s *Server) {
	uri := s.URI
	if err := s.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	if count := one(t, s.Driver(), countAll); count != int64(2) {
		t.Errorf("after Kill and Restart there are %v nodes, want 2", count)
	}
	if s.PID() == 0 || s.URI != uri {
		t.Errorf("process %d answers on %s, before on %s", s.PID(), s.URI, uri)
	}
}

func stopsWithCare(t *testing.T, s *Server) {
	if err := s.Admin(t.Context(), "database", "info", Database); err == nil || !strings.Contains(err.Error(), "call Stop first") {
		t.Errorf("neo4j-admin worked on a running server: %v", err)
	}
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	if s.PID() != 0 || !strings.Contains(s.Log(), "INFO  Stopped.") {
		t.Errorf("Stop did not let the server stop: process %d, %s", s.PID(), s.Log())
	}
	if err := errors.Join(s.Stop(), s.Kill()); err != nil {
		t.Errorf("a stopped server stopped again: %v", err)
	}
	if err := s.Admin(t.Context(), "database", "no-such-command"); err == nil || !strings.Contains(err.Error(), "no-such-command") {
		t.Errorf("what neo4j-admin refused is told as %v", err)
	}
}

func leavesNothing(t *testing.T, s *Server) {
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(s.home); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Close left the temporary folder: %v", err)
	}
	if err := s.Restart(t.Context()); err == nil || !strings.Contains(err.Error(), "closed") {
		t.Errorf("a closed server started again: %v", err)
	}
}

func TestTakenPortIsReportedAlsoWhenAnotherNeo4jAnswersThere(t *testing.T) {
	taken := Shared(t)
	if _, err := Launch(t.Context(), Options{Port: portOf(t, taken)}); !errors.Is(err, errPortTaken) {
		t.Errorf("got %v", err)
	}
	// As if the other one had come between the look at the port and the start.
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	late := &Server{driver: taken.Driver(), running: &process{command: &exec.Cmd{Process: self}}}
	if err := late.ask(t.Context()); !errors.Is(err, errPortTaken) {
		t.Errorf("the answer of another server was taken for one's own: %v", err)
	}
	if err := taken.ask(t.Context()); err != nil {
		t.Errorf("the server that has the port does not answer any more: %v", err)
	}
}

func portOf(t *testing.T, s *Server) int {
	t.Helper()
	address, err := net.ResolveTCPAddr("tcp", strings.TrimPrefix(s.URI, "bolt://"))
	if err != nil {
		t.Fatal(err)
	}
	return address.Port
}

func TestShortPasswordIsRefusedBeforeAnythingStarts(t *testing.T) {
	if _, err := Launch(t.Context(), Options{Password: "short"}); err == nil || !strings.Contains(err.Error(), "eight characters") {
		t.Errorf("got %v", err)
	}
}

// doomed makes the test binary start a server and die before it could end it.
const doomed = "EXITGRAPH_NEO4JTEST_DOOMED"

func TestServerAndItsFolderGoWithTheProcessThatStartedIt(t *testing.T) {
	if report := os.Getenv(doomed); report != "" {
		startAndDie(t, report)
	}
	report := filepath.Join(t.TempDir(), "report")
	command := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$")
	command.Env = append(os.Environ(), doomed+"="+report)
	said, err := command.CombinedOutput()
	content, readErr := os.ReadFile(report)
	pid, home, found := strings.Cut(string(content), "\n")
	if err == nil || !strings.Contains(err.Error(), "killed") || readErr != nil || !found {
		t.Fatalf("the process that starts a server and is killed ended with %v and reported %q: %s", err, content, said)
	}
	for deadline := time.Now().Add(2 * time.Minute); ; time.Sleep(20 * time.Millisecond) {
		_, err := os.Stat(home)
		if !alive(pid) && errors.Is(err, os.ErrNotExist) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("after two minutes: process %s alive %v, folder %s: %v", pid, alive(pid), home, err)
		}
	}
}

// startAndDie does what Launch does up to the start of the process.
func startAndDie(t *testing.T, report string) {
	java, err := findJava()
	if err != nil {
		t.Fatal(err)
	}
	cache, err := cacheFolder()
	if err != nil {
		t.Fatal(err)
	}
	lib, err := install(t.Context(), cache)
	if err != nil {
		t.Fatal(err)
	}
	home, _, err := homeFolder("")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{URI: "bolt://127.0.0.1:0", java: java, lib: lib, home: home}
	if s.watch, err = startWatchdog(home); err != nil {
		t.Fatal(err)
	}
	if err := s.configure(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s.running, err = s.start(); err != nil {
		t.Fatal(err)
	}
	pid := s.running.command.Process.Pid
	if err := os.WriteFile(report, []byte(strconv.Itoa(pid)+"\n"+home), 0o600); err != nil {
		t.Fatal(err)
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil || !alive(strconv.Itoa(pid)) {
		t.Fatalf("the server does not run (%v): %s", err, s.Log())
	}
	t.Fatal(self.Kill())
}

// alive tells whether a process runs. One that has ended and that nobody has asked
// about yet does not run.
func alive(pid string) bool {
	if _, err := os.Stat("/proc/self/stat"); err == nil {
		state, err := os.ReadFile(filepath.Join("/proc", pid, "stat"))
		return err == nil && !strings.Contains(string(state), ") Z ")
	}
	state, err := exec.Command("ps", "-o", "stat=", "-p", pid).Output()
	return err == nil && !strings.HasPrefix(strings.TrimSpace(string(state)), "Z")
}
