package server

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"slices"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// Home is what the first page tells about the data that is served.
type Home struct {
	Name     string    // of the release
	Version  string    // of the release
	Date     string    // of the release, YYYY-MM-DD
	Counts   []Count   // in the order shown
	Examples []Example // in the order shown
}

// Count is a number of records with what it counts, as in "117 findings".
type Count struct {
	Number int
	Label  string
}

// Example is a document that a reader may run by following a link.
type Example struct {
	Label string
	Query string
}

// notice is a page that says one thing.
type notice struct {
	Title, Text string
	Paths       []namedPath
}

type namedPath struct{ Path, About string }

//go:embed home.html notice.html
var pageFiles embed.FS

//go:embed style.css
var styleSheet string

var pages = template.Must(template.ParseFS(pageFiles, "*.html"))

// home is the first page. It is made whole before anything is sent.
func (s *server) home(w http.ResponseWriter, r *http.Request) {
	var facts Home
	if s.Home != nil {
		ctx, cancel := context.WithTimeout(r.Context(), s.Timeout)
		defer cancel()
		var err error
		if facts, err = s.Config.Home(ctx); err != nil {
			f := fault.New(fault.Unavailable, "The first page could not be made.")
			f.Cause = err
			entryOf(r.Context()).note(f)
			s.notice(w, r, http.StatusServiceUnavailable, notice{
				Title: "The data cannot be read just now",
				Text:  "Nothing is lost. Please try again in a few minutes.",
			})
			return
		}
	}
	facts.Examples = slices.DeleteFunc(slices.Clone(facts.Examples), func(e Example) bool { return !s.mayAsk(e.Query) })
	s.page(w, r, http.StatusOK, "home.html", struct {
		Home
		Base   string
		Listed bool
		Paths  []namedPath
	}{facts, s.base, s.PersistedOnly, s.named()})
}

func (s *server) notice(w http.ResponseWriter, r *http.Request, status int, n notice) {
	s.page(w, r, status, "notice.html", struct {
		notice
		Base string
	}{n, s.base})
}

func (s *server) page(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	var body bytes.Buffer
	if err := pages.ExecuteTemplate(&body, name, data); err != nil {
		s.refuse(w, r, s.incident(fmt.Errorf("page %s: %w", name, err)))
		return
	}
	w.Header().Set("Cache-Control", "no-store") // no trace of a visit on the reader's machine
	send(w, status, "text/html; charset=utf-8", body.Bytes())
}

// named lists the paths that people may want to know, as they reach them.
func (s *server) named() []namedPath {
	var list []namedPath
	for _, r := range s.paths() {
		if r.about != "" {
			list = append(list, namedPath{s.base + r.path, r.about})
		}
	}
	return list
}
