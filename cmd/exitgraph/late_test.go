package main

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

const (
	rightPassword = "a-password-for-tests"
	wrongPassword = "another-password-for-tests"
)

// TestServeGoesOnWithADatabaseThatComesLater has a server of its own, which asks for
// a password, so it also looks at what happens to those who have none or a wrong one.
func TestServeGoesOnWithADatabaseThatComesLater(t *testing.T) {
	folder := t.TempDir()
	secret := filepath.Join(folder, "password")
	if err := os.WriteFile(secret, []byte(rightPassword+"\nnot this line\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	port := unusedPort(t)
	store := "bolt://127.0.0.1:" + strconv.Itoa(port)
	p := start(t, "serve", "--addr", "127.0.0.1:0", "--store", store, "--neo4j-password-file", secret, "--log-level", "trace")
	serving := p.logged(t, "serving")
	if serving["database"] != store || serving["data"] != nil {
		t.Errorf("a database that is away is announced as %v", serving)
	}
	p.logged(t, "The database is not within reach yet: questions are refused until it is, and exitgraph goes on trying.")
	page := serving["page"].(string)
	begin := time.Now()
	if status, body := visit(t, page+"readyz"); status != http.StatusServiceUnavailable || body != `{"ready":false,"reason":"SERVICE_UNAVAILABLE"}`+"\n" {
		t.Errorf("/readyz says %d, %s", status, body)
	}
	if took := time.Since(begin); took > soon {
		t.Errorf("/readyz took %s", took)
	}
	if status, _ := visit(t, page+"healthz"); status != http.StatusOK {
		t.Errorf("/healthz says %d", status)
	}

	server := neo4jtest.Start(t, neo4jtest.Options{Port: port, Password: rightPassword})
	if found := p.logged(t, "The database is within reach."); !strings.HasPrefix(found["store"].(string), "Neo4j 5.") {
		t.Errorf("the database is told as %v", found)
	}
	if status, body := visit(t, page+"readyz"); status != http.StatusOK || !strings.HasPrefix(body, `{"ready":true,"store":"Neo4j 5.`) {
		t.Errorf("/readyz says %d, %s", status, body)
	}
	if status, said := runWith(t, nil, "load", "--store", server.URI, "--neo4j-password-file", secret); status != exitOK {
		t.Fatalf("load ended with %d and said %s", status, said)
	}
	if status, body := visit(t, page+"graphql?query={findings{totalCount}}"); status != http.StatusOK || !strings.Contains(body, `"totalCount":182`) {
		t.Errorf("the question is answered with %d, %s", status, body)
	}
	p.countsFromColumns(t, page)
	t.Run("without the right password nothing starts", func(t *testing.T) { refusesStrangers(t, server, secret) })
}

// countsFromColumns asks for a count, which the database gives, and whose columns then
// are made, with the words that are searched.
func (p *program) countsFromColumns(t *testing.T, page string) {
	visit(t, page+"graphql?query={tally(by:[VALENCE]){total{findings}}}")
	if told := p.logged(t, "counting from columns"); told["findings"] != 182.0 || told["bytes"] == nil || told["seconds"] == nil {
		t.Errorf("the columns are told as %v", told)
	}
	if told := p.logged(t, "searching in words beside the columns"); told["findings"] != 182.0 || told["bytes"] == nil || told["seconds"] == nil {
		t.Errorf("the words are told as %v", told)
	}
	if _, body := visit(t, page+"readyz"); !strings.Contains(body, ", counts from columns of revision ") || !strings.Contains(body, ", searches in words beside them") {
		t.Errorf("/readyz says %s", body)
	}
}

// refusesStrangers tries commands on a server that asks for a password.
func refusesStrangers(t *testing.T, server *neo4jtest.Server, secret string) {
	const refused = "The database refuses the user or the password"
	for _, c := range []struct {
		environ []string
		args    []string
		status  int
		says    string
	}{
		// A server that is given three wrong passwords in a row takes none for a while, also
		// right ones, so there are two refusals in a row at most, and each command gives its
		// password once.
		{[]string{passwordVariable + "=" + wrongPassword}, []string{"serve", "--addr", "127.0.0.1:0"}, exitUnavailable, refused},
		{[]string{passwordVariable + "=" + wrongPassword}, []string{"serve", "--addr", "127.0.0.1:0"}, exitUnavailable, refused},
		{[]string{passwordVariable + "=" + rightPassword}, []string{"check"}, exitOK, ""},
		{[]string{passwordVariable + "=" + wrongPassword}, []string{"query", "../../docs/examples/page.graphql"}, exitUnavailable, refused},
		// The file wins over the variable.
		{[]string{passwordVariable + "=" + wrongPassword}, []string{"check", "--neo4j-password-file", secret}, exitOK, ""},
		{[]string{passwordVariable + "=" + rightPassword}, []string{"check", "--neo4j-user", "stranger"}, exitUnavailable, refused},
		{nil, []string{"check"}, exitUnavailable, refused},
		{[]string{passwordVariable + "=" + wrongPassword, "EXITGRAPH_NEO4J_PASSWORD_FILE=" + secret}, []string{"version"}, exitOK, ""},
	} {
		args := append(slices.Clone(c.args), "--store", server.URI, "--log-level", "trace")
		status, said := runWith(t, c.environ, args...)
		if status != c.status || !strings.Contains(said, c.says) {
			t.Errorf("%v ended with %d, want %d, and said %s", args, status, c.status, said)
		}
		if strings.Contains(said, rightPassword) || strings.Contains(said, wrongPassword) {
			t.Errorf("%v tells the password: %s", args, said)
		}
	}
	if err := os.Chmod(secret, 0o644); err != nil {
		t.Fatal(err)
	}
	status, said := runWith(t, nil, "version", "--store", server.URI, "--neo4j-password-file", secret)
	if status != exitOK || !strings.Contains(said, "warning: everyone on this machine may read the password in "+secret) {
		t.Errorf("a password that everyone may read ended with %d and said %s", status, said)
	}
}

// runWith runs the program in this process and gives its status and what it said on
// stderr.
func runWith(t *testing.T, environ []string, args ...string) (status int, said string) {
	t.Helper()
	var stderr lockedText
	status = run(t.Context(), args, strings.NewReader(""), io.Discard, &stderr, environ)
	return status, stderr.String()
}

// lockedText is a text that several goroutines write, as the driver does that closes
// its connections side by side.
type lockedText struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lockedText) Write(text []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(text)
}

func (l *lockedText) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// visit gets a page, whatever its status.
func visit(t *testing.T, url string) (status int, body string) {
	t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var text bytes.Buffer
	if _, err := text.ReadFrom(response.Body); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, text.String()
}

// unusedPort gives a port that is free, below those that systems give to whoever asks
// for any, so that it is still free when the database comes.
func unusedPort(t *testing.T) int {
	t.Helper()
	for range 100 {
		port := 15_000 + rand.IntN(17_000)
		listener, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(port))
		if err == nil {
			if err := listener.Close(); err != nil {
				t.Fatal(err)
			}
			return port
		}
	}
	t.Fatal("no free port was found in 100 attempts")
	return 0
}
