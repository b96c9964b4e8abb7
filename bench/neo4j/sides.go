package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
)

// side answers questions over one connection.
type side interface {
	// fetch gives the whole answer in the form in which answers are compared.
	fetch(ctx context.Context, q question) ([]row, error)
	// take asks and drops the answer as it comes: what is measured.
	take(ctx context.Context, q question) error
}

// floor is the driver alone, running statements written by hand.
type floor struct{ driver neo4j.DriverWithContext }

// run asks in a transaction of its own, as the store does.
func (f floor) run(ctx context.Context, cypher string, params map[string]any, each func(*neo4j.Record)) (err error) {
	session := f.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead, DatabaseName: neo4jtest.Database})
	defer func() { err = errors.Join(err, session.Close(context.WithoutCancel(ctx))) }()
	result, err := session.Run(ctx, cypher, params)
	if err != nil {
		return err
	}
	for result.Next(ctx) {
		each(result.Record())
	}
	return result.Err()
}

func (f floor) fetch(ctx context.Context, q question) ([]row, error) {
	var out []row
	err := f.run(ctx, q.statement(), q.parameters(), func(r *neo4j.Record) {
		cells := make(row, len(r.Values))
		for i, v := range r.Values {
			cells[i] = cell(v)
		}
		if q.floorRow != nil {
			cells = q.floorRow(cells)
		}
		out = append(out, cells)
	})
	return out, err
}

func (f floor) take(ctx context.Context, q question) error {
	return f.run(ctx, q.statement(), q.parameters(), func(*neo4j.Record) {})
}

// endpoint is a GraphQL server.
type endpoint struct {
	url    string
	name   string // of the documents: ours or peer
	form   func(question) func(any) []row
	client *http.Client
}

func newEndpoint(url, name string, form func(question) func(any) []row) endpoint {
	return endpoint{url: url, name: name, form: form, client: &http.Client{
		Transport: &http.Transport{MaxConnsPerHost: 1, DisableCompression: true},
		Timeout:   2 * time.Minute,
	}}
}

func (e endpoint) post(ctx context.Context, q question, into io.Writer) (err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, e.url, bytes.NewReader(q.body(e.name)))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")
	response, err := e.client.Do(request)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, response.Body.Close()) }()
	if _, err := io.Copy(into, response.Body); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answered %s", e.name, response.Status)
	}
	return nil
}

func (e endpoint) fetch(ctx context.Context, q question) ([]row, error) {
	var body bytes.Buffer
	err := e.post(ctx, q, &body)
	if body.Len() == 0 {
		return nil, err
	}
	data, faults := parse(body.Bytes())
	if err := errors.Join(err, faults); err != nil {
		return nil, err
	}
	return e.form(q)(data), nil
}

func (e endpoint) take(ctx context.Context, q question) error { return e.post(ctx, q, io.Discard) }

// serve answers GraphQL over a store on the loopback interface, as exitgraph serve
// does, until stop is called.
func serve(store graph.Store) (e endpoint, stop func() error, err error) {
	engine, err := schema.New(graph.New(store), schema.Options{})
	if err != nil {
		return endpoint{}, nil, err
	}
	handler, err := server.New(server.Config{Engine: engine, Timeout: time.Minute})
	if err != nil {
		return endpoint{}, nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return endpoint{}, nil, err
	}
	s := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(listener) }()
	e = newEndpoint("http://"+listener.Addr().String()+"/graphql", "ours", func(q question) func(any) []row { return q.ours })
	return e, func() error {
		err := s.Close()
		if served := <-ended; !errors.Is(served, http.ErrServerClosed) {
			err = errors.Join(err, served)
		}
		return err
	}, nil
}
