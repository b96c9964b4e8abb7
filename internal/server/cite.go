package server

import (
	"context"
	"net/http"
	"slices"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// cite answers a permalink with the bytes that were cited, as JSON whatever the
// client takes. They never change, but whether they are held here may, so a copy is
// to be checked with its tag, as that of every other document.
//
// A refusal has the status of its code: nobody asks here in GraphQL, so there are
// no clients who would expect 200.
func (s *server) cite(w http.ResponseWriter, r *http.Request) {
	resp, f := s.execute(r.Context(), func(ctx context.Context) *schema.Response {
		return s.Engine.Replay(ctx, r.URL.RequestURI())
	})
	entry := entryOf(r.Context())
	switch {
	case f != nil:
		entry.note(f)
		s.sendRefusal(w, f, entry.requestID)
	case len(resp.Errors) > 0:
		gravest := gravest(resp.Errors)
		at := slices.IndexFunc(resp.Errors, func(e *fault.Error) bool { return rowOf(e.Code).Code == gravest })
		s.sendRefusal(w, resp.Errors[max(at, 0)], entry.requestID)
	default:
		tellRevision(w, resp)
		text := resp.Body.Bytes()
		resp.Body.Release()
		newDocument(jsonType+"; charset=utf-8", text).serve(w, r)
	}
}

func (s *server) sendRefusal(w http.ResponseWriter, f *fault.Error, requestID string) {
	send(w, rowOf(f.Code).Request, jsonType+"; charset=utf-8", refusalBody(f, requestID))
}
