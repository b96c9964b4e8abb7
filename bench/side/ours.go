package side

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/exitgraph/exitgraph/bench/eight"
)

// Server is exitgraph, running.
type Server struct {
	Endpoint
	Began time.Time     // when its process was started
	Ready time.Duration // how long it took until it listened

	base string
	*child
}

// StartServer starts `exitgraph serve` on a store, with arguments in place of its
// defaults. It tells little in its log, as the peer does.
func StartServer(ctx context.Context, binary, store string, args ...string) (*Server, error) {
	command := exec.CommandContext(ctx, binary, append([]string{
		"serve", "--addr", "127.0.0.1:0", "--store", store, "--log-format", "json", "--log-level", "error", "--timeout", "1m", "--metrics", "on",
	}, args...)...)
	var link struct{ GraphQL string }
	c, took, err := startChild(ctx, command, "exitgraph", true, func(line []byte) bool {
		return json.Unmarshal(line, &link) == nil && link.GraphQL != ""
	})
	if err != nil {
		return nil, err
	}
	return &Server{
		Endpoint: newEndpoint(link.GraphQL, eight.Ours, c.pid()), Began: c.began, Ready: took,
		base: strings.TrimSuffix(link.GraphQL, "/graphql"), child: c,
	}, nil
}

// Stop ends it.
func (s *Server) Stop() error { return s.stop() }

// AwaitColumns returns when the server counts from columns and searches in the words
// beside them.
func (s *Server) AwaitColumns(ctx context.Context) error {
	const patience = 5 * time.Minute
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		said, err := s.get(ctx, "/readyz")
		if err == nil && strings.Contains(said, "counts from columns") && strings.Contains(said, "searches in words") {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("exitgraph did not count and search from columns within %s; it said: %s %w", patience, said, errors.Join(err, ctx.Err()))
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// Allocations is how many pieces of memory the server has asked for so far.
func (s *Server) Allocations(ctx context.Context) (float64, error) {
	const name = "go_memstats_mallocs_total "
	said, err := s.get(ctx, "/metrics")
	if err != nil {
		return 0, err
	}
	lines := bufio.NewScanner(strings.NewReader(said))
	for lines.Scan() {
		if value, found := strings.CutPrefix(lines.Text(), name); found {
			return strconv.ParseFloat(value, 64)
		}
	}
	return 0, fmt.Errorf("exitgraph's figures have no %s", name)
}

// CursorBehind is the cursor behind so many findings of eight.Far.
func (s *Server) CursorBehind(ctx context.Context, findings int64) (cursor string, err error) {
	const longest = 1000 // findings on a page
	for findings > 0 {
		step := min(findings, longest)
		data, err := s.ask(ctx, eight.Walk(step, cursor).Request(eight.Ours))
		if err != nil {
			return "", err
		}
		cursor = eight.Word(data, eight.EndCursor)
		findings -= step
	}
	return cursor, nil
}

func (s *Server) get(ctx context.Context, path string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+path, nil)
	if err != nil {
		return "", err
	}
	response, err := s.client.Do(request)
	if err != nil {
		return "", err
	}
	defer func() { _ = response.Body.Close() }() // it was read to its end
	var body bytes.Buffer
	_, err = body.ReadFrom(response.Body)
	return body.String(), err
}

// Ask asks a document of its own and waits for the whole answer.
func (s *Server) Ask(ctx context.Context, document string) error {
	request, err := json.Marshal(map[string]string{"query": document})
	if err != nil {
		return err
	}
	_, err = s.ask(ctx, request)
	return err
}
