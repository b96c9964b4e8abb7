package neo4jtest

import (
	"fmt"
	"strings"
	"testing"
)

func TestRunningServerIsUsedOnlyIfItMayBeEmptied(t *testing.T) {
	running := Shared(t)
	values(t, running.Driver(), "CREATE (:Treasure)")
	t.Setenv(addressVariable, running.URI)
	for _, permission := range []string{"", "no", "1"} {
		t.Setenv(disposableVariable, permission)
		if _, err := useRunning(t.Context(), t.TempDir()); err == nil ||
			!strings.Contains(err.Error(), running.URI) || !strings.Contains(err.Error(), disposableVariable+"=yes") {
			t.Errorf("permission %q: got %v", permission, err)
		}
	}
	if count := one(t, running.Driver(), "MATCH (n:Treasure) RETURN count(n)"); count == int64(0) {
		t.Error("a server was emptied without permission")
	}

	t.Setenv(disposableVariable, "yes")
	s, err := useRunning(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if count := one(t, s.Driver(), countAll); count != int64(0) {
		t.Errorf("the server was handed out with %v nodes", count)
	}
	for name, end := range map[string]func() error{"Stop": s.Stop, "Kill": s.Kill, "Close": s.Close} {
		if err := end(); err == nil || !strings.Contains(err.Error(), "not started by the tests") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if s.PID() != 0 || s.Ended() != nil || s.Log() != "" {
		t.Error("a process of somebody else's was told about")
	}
}

func TestPasswordInTheAddressIsRefusedAndNotRepeated(t *testing.T) {
	t.Setenv(addressVariable, "bolt://neo4j:secret-word@127.0.0.1:7687")
	t.Setenv(disposableVariable, "yes")
	_, err := useRunning(t.Context(), t.TempDir())
	if err == nil || !strings.Contains(err.Error(), passwordVariable) || strings.Contains(err.Error(), "secret-word") {
		t.Errorf("got %v", err)
	}
}

func TestRunningServerThatDoesNotAnswerIsNamed(t *testing.T) {
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	uri := fmt.Sprintf("bolt://127.0.0.1:%d", port)
	t.Setenv(addressVariable, uri)
	t.Setenv(disposableVariable, "yes")
	cache := t.TempDir()
	// Twice, since the first attempt must not keep the lock.
	for range 2 {
		if _, err := useRunning(t.Context(), cache); err == nil || !strings.Contains(err.Error(), uri) {
			t.Errorf("got %v", err)
		}
	}
}
