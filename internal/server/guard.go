package server

import (
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/rs/zerolog"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// contentPolicy lets a page load nothing but the style sheet of this server.
const contentPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// protecting are the headers of every answer. Answers share the lists of values, which
// nobody writes into: http.Header replaces them or makes new ones.
var protecting = http.Header{
	"Content-Security-Policy":      {contentPolicy},
	"Cross-Origin-Opener-Policy":   {"same-origin"},
	"Cross-Origin-Resource-Policy": {"same-origin"},
	"Referrer-Policy":              {"no-referrer"},
	"X-Content-Type-Options":       {"nosniff"},
}

// guard sets the headers that protect readers, and turns a panic into an answer
// that tells nothing but an incident id, which stands in the log beside the
// stack.
func (s *server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), protecting)
		begun := &sentWriter{ResponseWriter: w}
		defer func() {
			cause := recover()
			if cause == nil {
				return
			}
			if err, ok := cause.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(http.ErrAbortHandler) // a wish, not a fault
			}
			f := s.incident(describePanic(cause))
			zerolog.Ctx(r.Context()).Error().Str("incident", f.Incident).Bytes("stack", debug.Stack()).Msg("panic")
			if begun.status != 0 {
				entryOf(r.Context()).note(f)
				panic(http.ErrAbortHandler) // half an answer must not look whole
			}
			s.refuse(w, r, f)
		}()
		next.ServeHTTP(begun, r)
	})
}

// incident makes the fault of something that must not happen.
func (s *server) incident(cause error) *fault.Error {
	f := fault.New(fault.Internal, "Something went wrong on our side: if it happens again, report it with the incident id.")
	f.Incident = rand.Text()
	f.Cause = cause
	return f
}

// describePanic tells what panicked without repeating values that a client may
// have sent: only the runtime's own texts are free of them.
func describePanic(cause any) error {
	if err, ok := cause.(runtime.Error); ok {
		return err
	}
	return fmt.Errorf("panic with a value of type %T", cause)
}

// program says that a path answers programs, also where a browser asks.
func (s *server) program(path string) bool {
	return path == graphqlPath || strings.HasPrefix(path, schema.PermalinkPath)
}

// bound refuses URLs that are too long, on every path.
func (s *server) bound(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.RequestURI) > s.MaxURL {
			remedy := "send the request by POST"
			if strings.HasPrefix(r.URL.Path, schema.PermalinkPath) {
				remedy = "no permalink is as long, so check that nothing was added to it"
			}
			f := fault.New(URITooLong, "The URL is longer than %d bytes: %s.", s.MaxURL, remedy)
			f.Limit = &fault.Limit{Name: "urlBytes", Value: s.MaxURL, Actual: len(r.RequestURI)}
			if wantsPage(r.Header.Values("Accept")) && !s.program(r.URL.Path) {
				entryOf(r.Context()).note(f)
				s.site.TooLong(w, r)
				return
			}
			s.refuse(w, r, f)
			return
		}
		next.ServeHTTP(w, r)
	})
}
