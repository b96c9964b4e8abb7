package side

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/exitgraph/exitgraph/bench/eight"
)

// connections is how many connections a client keeps open.
const connections = 64

// newClient gives a client that asks for no compression, so that none is measured.
func newClient() *http.Client {
	return &http.Client{
		Transport: &http.Transport{MaxIdleConnsPerHost: connections, DisableCompression: true},
		Timeout:   2 * time.Minute,
	}
}

// Endpoint is a GraphQL server that runs in processes of its own.
type Endpoint struct {
	URL  string
	PIDs []int

	documents string // eight.Ours or eight.Peer
	client    *http.Client
}

func newEndpoint(url, documents string, pids ...int) Endpoint {
	return Endpoint{URL: url, PIDs: pids, documents: documents, client: newClient()}
}

// post sends a body and hands the answer over. Anything but 200 is an error.
func post(ctx context.Context, client *http.Client, url string, body []byte, into io.Writer) (err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, response.Body.Close()) }()
	if _, err := io.Copy(into, response.Body); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answered %s", url, response.Status)
	}
	return nil
}

// Fetch implements Side.
func (e Endpoint) Fetch(ctx context.Context, q eight.Question) ([]eight.Row, error) {
	data, err := e.ask(ctx, q.Request(e.documents))
	if err != nil {
		return nil, err
	}
	return q.Form(e.documents, data), nil
}

// ask gives the data of an answer.
func (e Endpoint) ask(ctx context.Context, request []byte) (any, error) {
	var body bytes.Buffer
	err := post(ctx, e.client, e.URL, request, &body)
	if body.Len() == 0 {
		return nil, err
	}
	data, faults := eight.Parse(body.Bytes())
	return data, errors.Join(err, faults)
}

// Asking implements Side.
func (e Endpoint) Asking(q eight.Question) func(context.Context) error {
	request := q.Request(e.documents)
	return func(ctx context.Context) error { return post(ctx, e.client, e.URL, request, io.Discard) }
}
