package side

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/bench/eight"
)

// Statement is what the floor's server is sent.
type Statement struct {
	Cypher     string         `json:"cypher"`
	Parameters map[string]any `json:"parameters"`
}

// FloorServer is the floor as a server: it runs a statement and drops the rows.
type FloorServer struct {
	PIDs []int

	url    string
	client *http.Client
	*child
}

// StartFloorServer starts the program of bench/floor over a database.
func StartFloorServer(ctx context.Context, binary, uri string) (*FloorServer, error) {
	var says struct{ URL string }
	c, _, err := startChild(ctx, exec.CommandContext(ctx, binary, "-uri", uri), "the floor", false, func(line []byte) bool {
		return json.Unmarshal(line, &says) == nil && says.URL != ""
	})
	if err != nil {
		return nil, err
	}
	return &FloorServer{PIDs: []int{c.pid()}, url: says.URL, client: newClient(), child: c}, nil
}

// Stop ends it.
func (f *FloorServer) Stop() error { return f.stop() }

// Asking asks for the rows of a question's statement, and checks how many there are.
func (f *FloorServer) Asking(q eight.Question) func(context.Context) error {
	request, err := json.Marshal(Statement{q.Statement(), q.Parameters()})
	return func(ctx context.Context) error {
		if err != nil {
			return err
		}
		var said bytes.Buffer
		if err := post(ctx, f.client, f.url, request, &said); err != nil {
			return errors.Join(err, errors.New(said.String()))
		}
		if rows := strings.TrimSpace(said.String()); rows != strconv.Itoa(q.Rows) {
			return fmt.Errorf("the floor read %s rows of %d", rows, q.Rows)
		}
		return nil
	}
}

// Allocations is how many pieces of memory it has asked for so far.
func (f *FloorServer) Allocations(ctx context.Context) (float64, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, f.url+"allocations", nil)
	if err != nil {
		return 0, err
	}
	response, err := f.client.Do(request)
	if err != nil {
		return 0, err
	}
	defer func() { _ = response.Body.Close() }() // it was read as far as it matters
	var n float64
	if _, err := fmt.Fscan(response.Body, &n); err != nil {
		return 0, err
	}
	return n, nil
}
