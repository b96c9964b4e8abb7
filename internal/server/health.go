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

// readyAnswer is the answer of /readyz. Reason is a code of the table, never a text
// of the store.
type readyAnswer struct {
	Ready  bool       `json:"ready"`
	Reason fault.Code `json:"reason,omitempty"`
}

// ready asks the store, within ReadyTimeout even if the store hangs.
func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	status, answer := http.StatusOK, readyAnswer{Ready: true}
	if err := s.askStore(r.Context()); err != nil {
		f := fault.New(fault.Unavailable, "The store does not answer.")
		f.Cause = err
		entryOf(r.Context()).note(f)
		status, answer = http.StatusServiceUnavailable, readyAnswer{Reason: f.Code}
	}
	body, err := json.Marshal(answer)
	if err != nil {
		panic(err) // a boolean and a code always encode
	}
	w.Header().Set("Cache-Control", "no-store")
	send(w, status, "application/json; charset=utf-8", append(body, '\n'))
}

// askStore shares one question among all who ask at the same time, so that
// probes cannot pile up on a store that is slow already.
func (s *server) askStore(ctx context.Context) error {
	if s.Ready == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, s.ReadyTimeout)
	defer cancel()
	asked := s.readiness.DoChan("store", func() (_ any, err error) {
		defer func() { // a panic here would end the process
			if cause := recover(); cause != nil {
				err = describePanic(cause)
			}
		}()
		own, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.ReadyTimeout)
		defer cancel()
		return nil, s.Ready(own)
	})
	select {
	case result := <-asked:
		return result.Err
	case <-ctx.Done():
		return errors.New("no answer within " + s.ReadyTimeout.String())
	}
}
