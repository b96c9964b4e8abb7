package server

import (
	"context"
	"errors"
	"net/http"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// graphqlPath is where questions are asked.
const graphqlPath = "/graphql"

// graphql is the way of a GraphQL request: the form of the answer, the request
// out of the HTTP request, a place among those that run, the engine, the status.
func (s *server) graphql(w http.ResponseWriter, r *http.Request) {
	w.Header().Add("Vary", "Accept")
	accept := r.Header.Values("Accept")
	if r.Method != http.MethodPost && r.URL.RawQuery == "" && wantsPage(accept) {
		// Somebody typed the address into a browser: a page has examples.
		w.Header().Set("Cache-Control", "no-store")
		http.Redirect(w, r, s.base+"/api", http.StatusSeeOther)
		return
	}
	dress, ok := negotiate(accept)
	if !ok {
		s.refuse(w, r, fault.New(NotAcceptable, "Answers come as %s or %s: name one of them in Accept.", graphqlType, jsonType))
		return
	}
	req, f := s.decode(r)
	if f != nil {
		if f.Code == RequestTimeout || f.Code == PayloadTooLarge {
			w.Header().Set("Connection", "close") // the rest of the body may still come
		}
		if f.Code == UnsupportedMediaType {
			w.Header().Set("Accept", jsonType)
		}
		s.refuse(w, r, f)
		return
	}
	if tagged(r) {
		req.Tagged, req.Held = true, dress.held(r.Header)
	}
	resp, f := s.respond(r.Context(), &req)
	if f != nil {
		s.refuse(w, r, f)
		return
	}
	s.answer(w, r, dress, resp)
}

// respond gives the answer to a well-formed GraphQL request; a fault as execute does.
func (s *server) respond(ctx context.Context, req *asked) (resp *schema.Response, f *fault.Error) {
	if refused := s.fromList(&req.Request); refused != nil {
		resp = refusedResponse(refused)
		entryOf(ctx).answered(resp)
	} else {
		resp, f = s.execute(ctx, func(ctx context.Context) *schema.Response { return s.Engine.Do(ctx, req.Request) })
	}
	if f == nil && req.apollo {
		inApollosWords(resp)
	}
	return resp, f
}

// answer sends the answer to a well-formed GraphQL request.
func (s *server) answer(w http.ResponseWriter, r *http.Request, dress form, resp *schema.Response) {
	tellRevision(w, resp)
	if resp.Tag != "" {
		s.sendTagged(w, r, dress, resp)
		return
	}
	w.Header().Set("Cache-Control", "no-store") // what somebody asked is not to stay in caches
	s.sendBody(w, r, s.answerStatus(resp, dress), dress.mediaType+"; charset=utf-8", resp.Body)
}

// execute asks the engine within the limits of number and time. A fault means
// that there is no answer of the engine worth sending.
func (s *server) execute(ctx context.Context, ask func(context.Context) *schema.Response) (*schema.Response, *fault.Error) {
	select {
	case s.running <- struct{}{}:
		defer func() { <-s.running }()
	default:
		f := fault.New(fault.Unavailable, "The server is busy: try again in %s seconds.", retryAfter)
		f.Limit = &fault.Limit{Name: "concurrentRequests", Value: s.MaxConcurrent}
		return nil, f
	}
	defer s.Metrics.begin()()
	limited, cancel := context.WithTimeout(ctx, s.Timeout)
	defer cancel()
	resp := ask(limited)
	if resp == nil || resp.Body.Len() == 0 && !resp.Unchanged {
		return nil, s.incident(errors.New("the engine gave no answer"))
	}
	entryOf(ctx).answered(resp)
	if f := s.Lanes.settle(limited, resp.Body.Len()); f != nil {
		resp.Body.Release()
		return nil, f
	}
	if ctx.Err() == nil && errors.Is(limited.Err(), context.DeadlineExceeded) && cutOff(resp) {
		resp.Body.Release()
		f := fault.New(fault.Unavailable, "The request took longer than %s: ask for less at once, or try again.", s.Timeout)
		f.Limit = &fault.Limit{Name: "milliseconds", Value: int(s.Timeout.Milliseconds())}
		return nil, f
	}
	return resp, nil
}

// cutOff says that an answer holds no data because the request was stopped.
func cutOff(resp *schema.Response) bool {
	if resp.Executed && !resp.DataIsNull {
		return false
	}
	for _, e := range resp.Errors {
		if e.Code == fault.Canceled || e.Code == fault.Unavailable {
			return true
		}
	}
	return false
}
