package main

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
	"github.com/exitgraph/exitgraph/seed"
)

func TestALoadThatIsInterruptedLeavesWhatWasThereAndIsResumed(t *testing.T) {
	server := neo4jtest.Shared(t)
	if err := server.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	environ := []string{passwordVariable + "=" + server.Password}
	if status, said := runWith(t, environ, "load", "--store", server.URI); status != exitOK {
		t.Fatalf("load ended with %d and said %s", status, said)
	}
	before := answerOf(t, environ, server.URI)

	folder := otherDataset(t)
	r := newRelay(t, strings.TrimPrefix(server.URI, "bolt://"), 40_000, nil)
	p := startIn(t, environ, "load", folder, "--ignore-checksums", "--store", "bolt://"+r.address)
	select {
	case <-r.held: // in the midst of writing
	case <-time.After(2 * time.Minute):
		t.Fatal("the load sent less than was expected")
	}
	p.send(t, os.Interrupt)
	var said strings.Builder
	for p.lines.Scan() {
		said.WriteString(p.lines.Text() + "\n")
	}
	if status := p.status(); status != exitInterrupted || !strings.Contains(said.String(), "Interrupted. What readers saw before stays as it was; the same command resumes the load.") {
		t.Errorf("the load ended with %d and said %s", status, said.String())
	}
	if after := answerOf(t, environ, server.URI); after != before {
		t.Errorf("after the interruption the answer is %s, before it was %s", after, before)
	}

	if status, said := runWith(t, environ, "load", folder, "--ignore-checksums", "--store", server.URI); status != exitOK {
		t.Fatalf("the load was resumed with %d and said %s", status, said)
	}
	if status, said := runWith(t, environ, "check", "--store", server.URI); status != exitOK {
		t.Errorf("after the resumed load, check ended with %d and said %s", status, said)
	}
	if after := answerOf(t, environ, server.URI); after == before {
		t.Error("the resumed load changed nothing")
	}
}

// answerOf asks for what the dataset of the test changes.
func answerOf(t *testing.T, environ []string, store string) string {
	t.Helper()
	var stdout bytes.Buffer
	var stderr lockedText
	question := strings.NewReader(`{ findings(first: 100) { totalCount nodes { key summary { value } } } }`)
	if status := run(t.Context(), []string{"query", "-", "--compact", "--store", store}, question, &stdout, &stderr, environ); status != exitOK {
		t.Fatalf("the question ended with %d: %s", status, stderr.String())
	}
	return stdout.String()
}

// otherDataset is a copy of the built-in data in which all findings are put in other
// words.
func otherDataset(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, seed.Files()); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "findings.csv")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rows, _ := strings.Cut(string(text), "\n")
	if err := os.WriteFile(file, []byte(head+"\n"+strings.ReplaceAll(rows, "omen", "omen (other words)")), 0o644); err != nil {
		t.Fatal(err)
	}
	return folder
}

// soon is within which a probe is answered. It waits for the database for a second and a
// half; what asks without that bound has ten seconds or more.
const soon = 8 * time.Second

func TestReadinessIsToldInTimeWhenTheDatabaseHangs(t *testing.T) {
	server := neo4jtest.Shared(t)
	if err := server.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	const plenty = 1 << 30
	r := newRelay(t, strings.TrimPrefix(server.URI, "bolt://"), plenty, nil)
	p := startIn(t, []string{passwordVariable + "=" + server.Password}, "serve", "--addr", "127.0.0.1:0", "--store", "bolt://"+r.address)
	page := p.logged(t, "serving")["page"].(string)
	awaitReady(t, page)
	r.left.Store(0)
	begin := time.Now()
	status, body := visit(t, page+"readyz")
	if took := time.Since(begin); status != http.StatusServiceUnavailable || took > soon {
		t.Errorf("/readyz says %d, %s after %s", status, body, took)
	}
	if status, _ := visit(t, page+"healthz"); status != http.StatusOK {
		t.Errorf("/healthz says %d", status)
	}
	r.left.Store(plenty)
	awaitReady(t, page)
}

// awaitReady waits until a server says that it is ready.
func awaitReady(t *testing.T, page string) {
	t.Helper()
	deadline := time.Now().Add(2 * time.Minute)
	for {
		status, body := visit(t, page+"readyz")
		if status == http.StatusOK {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("/readyz says %d, %s", status, body)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func TestALoadThatLostItsDatabaseSaysHowToGoOn(t *testing.T) {
	const resume = "What readers saw before stays as it was; the same command resumes the load."
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		ctx    context.Context
		err    error
		status int
		says   string
	}{
		{gone, context.Canceled, exitInterrupted, "Interrupted. " + resume},
		{t.Context(), graph.Errorf("load", graph.Unavailable, "The database is away."), exitUnavailable, "The database is away. " + resume},
		{t.Context(), graph.Errorf("load", graph.Conflict, "Another load came."), exitConflict, "Another load came."},
	} {
		if err := unfinished(c.ctx, c.err); exitOf(err) != c.status || sayOf(err) != c.says {
			t.Errorf("%v: status %d, said %q", c.err, exitOf(err), sayOf(err))
		}
	}
}
