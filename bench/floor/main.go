// Command floor is the least that a server in front of a database can do: it takes a
// statement over HTTP, runs it through the driver and drops the rows. What another
// server takes beyond it is that server's own.
//
// It listens on a free port of the loopback interface, prints one line of JSON with
// its address, and ends with its standard input.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/bench/side"
)

func main() {
	uri := flag.String("uri", "", "the `DATABASE`, as bolt://127.0.0.1:7687")
	flag.Parse()
	if err := run(*uri); err != nil {
		fmt.Fprintln(os.Stderr, "bench-floor:", err)
		os.Exit(1)
	}
}

func run(uri string) error {
	driver, err := neo4j.NewDriverWithContext(uri, neo4j.NoAuth())
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	f := &floor{side: side.Floor{Driver: driver}, known: map[string]*side.Statement{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /", f.ask)
	mux.HandleFunc("GET /allocations", allocations)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // until whoever started this is gone
		_ = server.Close()
	}()
	fmt.Printf("{\"url\": \"http://%s/\"}\n", listener.Addr())
	if err := server.Serve(listener); err != http.ErrServerClosed {
		return err
	}
	return driver.Close(context.Background())
}

// floor keeps the requests that it has read once, so that reading them again costs
// next to nothing.
type floor struct {
	side  side.Floor
	mu    sync.Mutex
	known map[string]*side.Statement
}

func (f *floor) ask(w http.ResponseWriter, r *http.Request) {
	var body bytes.Buffer
	if _, err := body.ReadFrom(r.Body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s, err := f.read(body.Bytes())
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	rows := 0
	err = f.side.Run(r.Context(), s.Cypher, s.Parameters, func(*neo4j.Record) { rows++ })
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	fmt.Fprintln(w, rows)
}

// read gives the statement of a request. Whole numbers are such to the database.
func (f *floor) read(body []byte) (*side.Statement, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if s := f.known[string(body)]; s != nil {
		return s, nil
	}
	s := &side.Statement{}
	if err := json.Unmarshal(body, s); err != nil {
		return nil, err
	}
	for name, v := range s.Parameters {
		if n, ok := v.(float64); ok && n == float64(int64(n)) {
			s.Parameters[name] = int64(n)
		}
	}
	f.known[string(body)] = s
	return s, nil
}

// allocations tells how many pieces of memory this process has asked for.
func allocations(w http.ResponseWriter, _ *http.Request) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Fprintln(w, m.Mallocs)
}
