package server

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// health says that the process is up, and nothing else.
func (s *server) health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	send(w, http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
}

// readyAnswer is the answer of /readyz. Store says what the store is where it
// answers, as "Neo4j 5.26.0 community". Reason is a code of the table, never a text
// of the store.
type readyAnswer struct {
	Ready  bool       `json:"ready"`
	Store  string     `json:"store,omitempty"`
	Reason fault.Code `json:"reason,omitempty"`
}

// ready asks the store, within ReadyTimeout even if the store hangs.
func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	store, err := s.askStore(r.Context())
	status, answer := http.StatusOK, readyAnswer{Ready: true, Store: store}
	if err != nil {
		f := fault.New(fault.Unavailable, "The store does not answer.")
		f.Cause = err
		entryOf(r.Context()).note(f)
		status, answer = http.StatusServiceUnavailable, readyAnswer{Reason: f.Code}
	}
	body, err := json.Marshal(answer)
	if err != nil {
		panic(err) // a boolean and two texts always encode
	}
	w.Header().Set("Cache-Control", "no-store")
	send(w, status, "application/json; charset=utf-8", append(body, '\n'))
}

// patience is how many times longer the question to the store may take than those
// who ask wait for it: a database that has just been started is slow to answer the
// first time, and would stay so if that was broken off each time.
const patience = 4

// askStore shares one question among all who ask at the same time, so that
// probes cannot pile up on a store that is slow already.
func (s *server) askStore(ctx context.Context) (string, error) {
	if s.Ready == nil {
		return "", nil
	}
	ctx, cancel := context.WithTimeout(ctx, s.ReadyTimeout)
	defer cancel()
	asked := s.readiness.DoChan("store", func() (store any, err error) {
		defer func() { // a panic here would end the process
			if cause := recover(); cause != nil {
				err = describePanic(cause)
			}
		}()
		own, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience*s.ReadyTimeout)
		defer cancel()
		return s.Ready(own)
	})
	select {
	case result := <-asked:
		store, _ := result.Val.(string)
		return store, result.Err
	case <-ctx.Done():
		return "", errors.New("no answer within " + s.ReadyTimeout.String())
	}
}
