package server

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// anyOrigin is the setting that lets pages of every origin read answers.
const anyOrigin = "*"

// shareWithOrigin lets a page of another origin read the answer, if that origin
// is on the list. No cookies or other credentials are ever involved.
func (s *server) shareWithOrigin(w http.ResponseWriter, r *http.Request) {
	if len(s.CORSOrigins) == 0 {
		return
	}
	h := w.Header()
	h.Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	if origin == "" || !s.shares(origin) {
		return
	}
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", "ETag, "+revisionHeader+", Retry-After, X-Request-Id")
}

func (s *server) shares(origin string) bool {
	return slices.Contains(s.CORSOrigins, origin) || slices.Contains(s.CORSOrigins, anyOrigin)
}

// preflight answers OPTIONS. Without the headers for its origin a browser then
// keeps the page from asking.
func (s *server) preflight(w http.ResponseWriter, r *http.Request, methods []string) {
	if origin := r.Header.Get("Origin"); origin != "" && s.shares(origin) {
		h := w.Header()
		h.Set("Access-Control-Allow-Methods", strings.Join(methods, ", "))
		h.Set("Access-Control-Allow-Headers", "Accept, Content-Type, If-None-Match, X-Request-Id")
		h.Set("Access-Control-Max-Age", "600")
	}
	w.WriteHeader(http.StatusNoContent)
}

// ValidOrigin tells whether a text can stand in Config.CORSOrigins: "*", or an origin
// as browsers send it.
func ValidOrigin(origin string) bool {
	if origin == anyOrigin {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Scheme != "" && u.Host != "" && u.Scheme+"://"+u.Host == origin
}
