package server

import (
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"
)

// basePath gives the part of a public address that a proxy takes off before it
// passes a request on, without a slash at its end; empty where there is none.
func basePath(address string) (string, error) {
	if address == "" {
		return "", nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", fmt.Errorf("%q is no public address: write it like https://evidence.example or https://example.org/evidence", address)
	}
	base := strings.Trim(u.EscapedPath(), "/")
	if base != "" {
		base = "/" + base
	}
	return base, nil
}

// clean sends readers of a path such as //healthz or /a/../healthz to the plain
// path. The mux would do the same, but knows no base path.
func (s *server) clean(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		plain := path.Clean("/" + r.URL.Path)
		if strings.HasSuffix(r.URL.Path, "/") && plain != "/" {
			plain += "/"
		}
		if plain != r.URL.Path && strings.HasPrefix(r.URL.Path, "/") {
			to := url.URL{Path: plain, RawQuery: r.URL.RawQuery}
			http.Redirect(w, r, s.base+to.String(), http.StatusTemporaryRedirect)
			return
		}
		next.ServeHTTP(w, r)
	})
}
