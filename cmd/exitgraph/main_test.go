package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/exitgraph/exitgraph/internal/neo4jtest"
	"github.com/exitgraph/exitgraph/seed"
)

// TestMain lets the test binary be the program: scripts, and tests that start it
// under the name exitgraph, run main.
func TestMain(m *testing.M) {
	testscript.Main(withNeo4j{m}, map[string]func(){"exitgraph": main})
}

// withNeo4j ends the database that tests have started when they are done.
type withNeo4j struct{ m *testing.M }

func (w withNeo4j) Run() int { return neo4jtest.Main(w.m) }

// noLinger keeps processes built with the race detector from waiting a second at
// their end for reports, of which there are as many without.
const noLinger = "GORACE=atexit_sleep_ms=0"

func TestCommandsDoWhatTheirScriptsSay(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Vars = append(env.Vars, noLinger)
			return os.CopyFS(filepath.Join(env.WorkDir, "builtin"), seed.Files())
		},
		Cmds: scriptCommands,
	})
}

// scriptCommands are what scripts have besides the commands of testscript.
var scriptCommands = map[string]func(*testscript.TestScript, bool, []string){
	"freeport": freePort,
	"hold":     hold,
	"fetch":    fetch,
	"replace":  replace,
	"status":   status,
}

// status runs a program and wants it to end with a status: status N PROGRAM ARGS.
func status(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		got = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("%s ended with status %d, want %s", strings.Join(args[1:], " "), got, args[0])
	}
}

// freePort sets a variable to the number of a port that is free.
func freePort(ts *testscript.TestScript, _ bool, args []string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Setenv(args[0], strconv.Itoa(listener.Addr().(*net.TCPAddr).Port))
	ts.Check(listener.Close())
}

// hold sets a variable to the number of a port that is taken until the script ends.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { listener.Close() })
	ts.Setenv(args[0], strconv.Itoa(listener.Addr().(*net.TCPAddr).Port))
}

// fetch gets a page, trying until the server is up, and wants its text to match:
// fetch URL REGEXP. With ! it wants a server that is up to refuse, in words that match.
func fetch(ts *testscript.TestScript, refused bool, args []string) {
	if refused {
		if _, err := get(args[0]); err == nil || !regexp.MustCompile(args[1]).MatchString(err.Error()) {
			ts.Fatalf("%s is not refused with %s: %v", args[0], args[1], err)
		}
		return
	}
	deadline := time.Now().Add(2 * time.Minute)
	for {
		text, err := get(args[0])
		if err == nil {
			if !regexp.MustCompile(args[1]).MatchString(text) {
				ts.Fatalf("%s does not match %s: %s", args[0], args[1], text)
			}
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("%s: %v", args[0], err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func get(url string) (string, error) {
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url, http.NoBody)
	if err != nil {
		return "", err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %s: %s", response.Status, text)
	}
	return string(text), err
}

// replace changes the first place where a text stands in a file: replace FILE OLD NEW.
func replace(ts *testscript.TestScript, _ bool, args []string) {
	file := ts.MkAbs(args[0])
	text, err := os.ReadFile(file)
	ts.Check(err)
	if !strings.Contains(string(text), args[1]) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(file, []byte(strings.Replace(string(text), args[1], args[2], 1)), fs.ModePerm))
}
