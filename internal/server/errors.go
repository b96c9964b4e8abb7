package server

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// retryAfter is how many seconds a client should wait after 503.
const retryAfter = "5"

// wireError is an error as clients see it.
type wireError struct {
	Message    string     `json:"message"`
	Extensions extensions `json:"extensions"`
}

type extensions struct {
	Code      fault.Code `json:"code"`
	RequestID string     `json:"requestId,omitempty"`
	Incident  string     `json:"incident,omitempty"`
	Limit     *wireLimit `json:"limit,omitempty"`
}

type wireLimit struct {
	Name   string `json:"name"`
	Value  int    `json:"value"`
	Actual int    `json:"actual,omitempty"`
}

// refuse answers with a fault that the server itself found, as a well-formed
// GraphQL error, and notes it for the log.
func (s *server) refuse(w http.ResponseWriter, r *http.Request, f *fault.Error) {
	dress, ok := negotiate(r.Header.Values("Accept"))
	if !ok {
		dress = form{mediaType: jsonType}
	}
	entry := entryOf(r.Context())
	entry.note(f)
	body := refusalBody(f, entry.requestID)
	send(w, refusalStatus(f.Code, dress), dress.mediaType+"; charset=utf-8", body)
}

func refusalBody(f *fault.Error, requestID string) []byte {
	e := wireError{Message: f.Message, Extensions: extensions{Code: f.Code, RequestID: requestID, Incident: f.Incident}}
	if f.Limit != nil {
		e.Extensions.Limit = (*wireLimit)(f.Limit)
	}
	body, err := json.Marshal(map[string][]wireError{"errors": {e}})
	if err != nil {
		panic(err) // strings and numbers always encode
	}
	return append(body, '\n')
}

// send writes a whole answer. What is not a plain success must not be
// kept by any cache, and 503 says when to come back.
func send(w http.ResponseWriter, status int, contentType string, body []byte) {
	sendHead(w, status, contentType, len(body))
	_, _ = w.Write(body) // a client that left is no fault
}

// sendBody is send for an answer of the engine: piece by piece, each given back as
// soon as the connection took it.
func (s *server) sendBody(w http.ResponseWriter, r *http.Request, status int, contentType string, body *schema.Body) {
	defer body.Release()
	sendHead(w, status, contentType, body.Len())
	_, _ = body.WriteTo(s.Lanes.givingBack(r.Context(), w)) // a client that left is no fault
}

func sendHead(w http.ResponseWriter, status int, contentType string, length int) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Content-Length", strconv.Itoa(length))
	if status != http.StatusOK {
		h.Set("Cache-Control", "no-store")
	}
	if status == http.StatusServiceUnavailable {
		h.Set("Retry-After", retryAfter)
	}
	w.WriteHeader(status)
}

// notAllowed is the fault of a method that a path does not have.
func notAllowed(allow string) *fault.Error {
	return fault.New(MethodNotAllowed, "This path answers %s only: use one of these methods.", allow)
}

// notFound answers for every path that does not exist.
func (s *server) notFound(w http.ResponseWriter, r *http.Request) {
	if wantsPage(r.Header.Values("Accept")) {
		s.site.NotFound(w, r)
		return
	}
	var names []string
	for _, path := range s.doors() {
		names = append(names, s.base+path)
	}
	s.refuse(w, r, fault.New(fault.NotFound, "There is nothing at this path: use one of %s.", strings.Join(names, ", ")))
}
