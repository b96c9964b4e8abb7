package outage_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
)

const (
	// ceiling is what a test waits for something to come true. It takes far less.
	ceiling = time.Minute
	// readySoon is how long /readyz may take to say that the database is away: a second
	// and a half, for which it waits, and what a busy machine takes. Without that bound
	// it would take as long as a question.
	readySoon = 5 * time.Second
	// refusedSoon is how long a question may take that finds nobody to answer it; its own
	// time is ten seconds.
	refusedSoon = 8 * time.Second
)

// documents ask for each sort of thing that the store is asked for: single records,
// pages, nested lists, counts, and what is kept for a revision.
var documents = map[string]string{
	"release":  `{ release { revision name version } }`,
	"page":     `{ studies(first: 5, orderBy: [{field: YEAR}]) { totalCount nodes { key title samples { key } } } }`,
	"findings": `{ findings(first: 20) { totalCount nodes { key study { key } factor { key } } } }`,
	"phases":   `{ phases { key } phaseModels { key } }`,
	"matrix":   `{ evidenceMatrix(nonEmpty: true) { cells { counts { findings studies } } } }`,
	"open":     `{ tally(by: [COUNTRY_OF_ORIGIN]) { groups { keys { key } counts { findings } } } }`,
	"facets":   `{ studies(first: 1) { facets(by: DESIGN) { keys { label } counts { studies } } } }`,
}

// answersOf gives what documents are answered with where the records are held in
// memory.
func answersOf(t *testing.T, release graph.Release, records []graph.Record) map[string]string {
	t.Helper()
	store, err := memstore.New(release, records)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	engine := engineOver(t, store)
	out := map[string]string{}
	for name, text := range documents {
		r := parse(t, name, engine.Do(t.Context(), schema.Request{Query: text}).Body.Bytes())
		if len(r.Errors) > 0 {
			t.Fatalf("%s: %+v", name, r.Errors)
		}
		out[name] = string(r.Data)
	}
	return out
}

func engineOver(t *testing.T, store graph.Store) *schema.Engine {
	t.Helper()
	engine, err := schema.New(graph.New(store), schema.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// answer is what a client reads of an answer.
type answer struct {
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Extensions struct{ Code string }
	}
}

func parse(t *testing.T, what string, body []byte) answer {
	t.Helper()
	var a answer
	if err := json.Unmarshal(body, &a); err != nil {
		t.Errorf("%s: the answer is no JSON (%v): %s", what, err, body)
	}
	return a
}

// site is a running server with its store, and the relay between it and the database.
type site struct {
	relay  *neo4jtest.Relay
	url    string
	client *http.Client
}

// open starts a site before a database, whether that runs or not. When the test
// ends it is stopped, and must leave neither connections nor goroutines.
func open(t *testing.T, database *neo4jtest.Server, adjust func(*neo4jstore.Options)) *site {
	t.Helper()
	leavesNothing(t)
	s := &site{relay: neo4jtest.NewRelay(t, database.URI)}
	o := neo4jstore.Options{URI: s.relay.URI}
	if adjust != nil {
		adjust(&o)
	}
	store, err := neo4jstore.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
		eventually(t, "the connections of a closed store end", func() error {
			if n := s.relay.Open(); n > 0 {
				return fmt.Errorf("%d are open", n)
			}
			return nil
		})
	})
	cfg := server.Config{
		Engine: engineOver(t, store),
		Ready:  func(ctx context.Context) (string, error) { info, err := store.Info(ctx); return info.Store, err },
	}
	handler, err := server.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	served := make(chan error, 1)
	go func() { served <- server.Serve(ctx, listener, handler, cfg) }()
	transport := &http.Transport{MaxIdleConnsPerHost: 10}
	s.url, s.client = "http://"+listener.Addr().String(), &http.Client{Transport: transport, Timeout: ceiling}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
		if err := s.relay.Heal(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// leavesNothing fails the test if goroutines are left that were not there when it
// was called, once everything that was opened after the call is closed.
func leavesNothing(t *testing.T) {
	t.Helper()
	before := len(goroutines())
	t.Cleanup(func() {
		for deadline := time.Now().Add(ceiling); len(goroutines()) > before; time.Sleep(10 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Errorf("more goroutines are left than the %d that were there before:\n%s", before, strings.Join(goroutines(), "\n\n"))
				return
			}
		}
	})
}

// goroutines gives the stacks of all goroutines, but for those that watch over the
// database's process, which comes and goes.
func goroutines() []string {
	text := make([]byte, 1<<20)
	text = text[:runtime.Stack(text, true)]
	return slices.DeleteFunc(strings.Split(string(text), "\n\n"), func(stack string) bool {
		return strings.Contains(stack, "internal/neo4jtest.(*Server)")
	})
}

// eventually waits until a condition holds, and fails with what it last said.
func eventually(t *testing.T, what string, holds func() error) {
	t.Helper()
	for deadline := time.Now().Add(ceiling); ; time.Sleep(10 * time.Millisecond) {
		err := holds()
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s: not within %v: %v", what, ceiling, err)
		}
	}
}

// get asks for a path and gives the status and the text.
func (s *site) get(ctx context.Context, path string) (int, string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+path, nil)
	if err != nil {
		return 0, "", err
	}
	return s.send(r)
}

func (s *site) send(r *http.Request) (int, string, error) {
	resp, err := s.client.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err == nil && r.URL.Path != "/healthz" && (resp.Header.Get("Cache-Control") != "no-store" || resp.Header.Get("ETag") != "") {
		err = errors.New("the answer may be kept by a cache")
	}
	return resp.StatusCode, string(body), err
}

// ask puts a document. It fails the test unless the answer is the wanted one or a
// refusal; it tells which.
func (s *site) ask(ctx context.Context, t *testing.T, name string, want map[string]string) (answered bool) {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": documents[name]})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/graphql-response+json")
	status, text, err := s.send(r)
	if err != nil {
		if ctx.Err() == nil {
			t.Errorf("%s: %v", name, err)
		}
		return false
	}
	a := parse(t, name, []byte(text))
	if len(a.Errors) == 0 {
		if status != http.StatusOK || string(a.Data) != want[name] {
			t.Errorf("%s: status %d with\n%s\nwant\n%s", name, status, a.Data, want[name])
		}
		return true
	}
	refusal(t, name, status, a, text)
	return false
}

// refusal fails the test unless an answer with errors says, in a documented way and
// without a word of the database, that the store is away.
func refusal(t *testing.T, name string, status int, a answer, text string) {
	t.Helper()
	for _, e := range a.Errors {
		if e.Extensions.Code != "SERVICE_UNAVAILABLE" || e.Message == "" {
			t.Errorf("%s: the error is %s %q", name, e.Extensions.Code, e.Message)
		}
	}
	if status != http.StatusServiceUnavailable && (status != 294 || string(a.Data) == "null") {
		t.Errorf("%s: the status is %d for %s", name, status, text)
	}
	for _, word := range []string{"Neo", "bolt", "onnectivity", "127.0.0.1", "dial", "EOF", "context", "Transaction"} {
		if strings.Contains(text, word) {
			t.Errorf("%s: the answer says %q: %s", name, word, text)
		}
	}
}

// awaitService waits until the site is ready, and then wants every answer.
func (s *site) awaitService(t *testing.T, want map[string]string) {
	t.Helper()
	eventually(t, "the service is back by itself", func() error {
		status, text, err := s.get(t.Context(), "/readyz")
		if err == nil && status != http.StatusOK {
			err = fmt.Errorf("/readyz says %d %s", status, text)
		}
		return err
	})
	for name := range documents {
		if !s.ask(t.Context(), t, name, want) {
			t.Errorf("%s is not answered, though the site says that it is ready", name)
		}
	}
}

// away wants the site to say that its database is away, within the promised times,
// and that it is up itself.
func (s *site) away(t *testing.T) {
	t.Helper()
	for range 2 {
		start := time.Now()
		status, text, err := s.get(t.Context(), "/readyz")
		if took := time.Since(start); err != nil || status != http.StatusServiceUnavailable || took > readySoon ||
			text != `{"ready":false,"reason":"SERVICE_UNAVAILABLE"}`+"\n" {
			t.Errorf("/readyz says %d %s after %v (%v)", status, text, took, err)
		}
		start = time.Now()
		if status, text, err := s.get(t.Context(), "/healthz"); err != nil || status != http.StatusOK || time.Since(start) > readySoon {
			t.Errorf("/healthz says %d %s after %v (%v)", status, text, time.Since(start), err)
		}
	}
}
