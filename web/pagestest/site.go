package pagestest

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/seed"
	"github.com/exitgraph/exitgraph/web"
)

// Leave is where the quick exit of the sites of this package leads.
const Leave = "https://neutral.example/"

// Site is the pages over one engine.
type Site struct {
	http.Handler
	Engine *schema.Engine
	// Faults are what pages noted for the log. A test that expects none looks here, once
	// it has all answers.
	Faults []*fault.Error

	noting sync.Mutex // a browser asks for several things at once
}

// Builtin makes the pages over the built-in data.
func Builtin(t testing.TB) *Site {
	t.Helper()
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return Of(t, d.Release, d.Records)
}

// Of makes the pages over records.
func Of(t testing.TB, release graph.Release, records []graph.Record) *Site {
	t.Helper()
	store, err := memstore.New(release, records)
	if err != nil {
		t.Fatal(err)
	}
	return Over(t, store)
}

// Over makes the pages over a store.
func Over(t testing.TB, store graph.Store) *Site {
	t.Helper()
	engine, err := schema.New(graph.New(store), schema.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := &Site{Engine: engine}
	pages, err := web.New(web.Config{
		Ask: func(ctx context.Context, r schema.Request) (*schema.Response, *fault.Error) {
			return engine.Do(ctx, r), nil
		},
		Note: func(_ context.Context, f *fault.Error) {
			s.noting.Lock()
			defer s.noting.Unlock()
			s.Faults = append(s.Faults, f)
		},
		Leave: Leave,
	})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	for _, r := range pages.Routes() {
		mux.Handle(r.Path, r.Handle)
	}
	mux.HandleFunc("/", pages.NotFound)
	s.Handler = mux
	return s
}

// Page is a page as a browser without scripts has it.
type Page struct {
	*goquery.Document
	Address string
	Status  int
	Header  http.Header
	Body    string
}

// Get asks for an address, whatever comes.
func (s *Site) Get(t testing.TB, address string) *Page {
	t.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, address, nil))
	p := Parse(t, w.Body.String())
	p.Address, p.Status, p.Header = address, w.Code, w.Header()
	return p
}

// Parse reads a page that no site answered, to try what checks find.
func Parse(t testing.TB, body string) *Page {
	t.Helper()
	document, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		t.Fatalf("a page cannot be read: %v", err)
	}
	return &Page{Document: document, Body: body}
}

// Open asks for a page that must be there and whole, and that says everything in words.
func (s *Site) Open(t testing.TB, address string) *Page {
	t.Helper()
	p := s.Get(t, address)
	if p.Status != http.StatusOK {
		var causes []error
		for _, f := range s.Faults {
			causes = append(causes, f.Cause)
		}
		t.Fatalf("%s: status %d\n%s\n%v", address, p.Status, p.Text("main"), errors.Join(causes...))
	}
	if !strings.HasSuffix(strings.TrimSpace(p.Body), "</html>") {
		t.Errorf("%s is not whole", address)
	}
	if before, after, found := strings.Cut(p.Body, "⟦"); found {
		id, _, _ := strings.Cut(after, "⟧")
		t.Errorf("%s: the words %q are missing, after %q", address, id, before[max(0, len(before)-80):])
	}
	return p
}

// Text gives what readers see of the elements that a selector finds, with single blanks.
func (p *Page) Text(selector string) string {
	return strings.Join(strings.Fields(p.Find(selector).Text()), " ")
}

// Links gives the addresses of the site that the elements a selector finds link to,
// each once, without their fragments.
func (p *Page) Links(selector string) []string {
	var list []string
	seen := map[string]bool{}
	p.Find(selector).Each(func(_ int, a *goquery.Selection) {
		href, _ := a.Attr("href")
		href, _, _ = strings.Cut(href, "#")
		if strings.HasPrefix(href, "/") && !seen[href] {
			seen[href] = true
			list = append(list, href)
		}
	})
	return list
}

// JSON gives the bytes that the engine answers to a document.
func (s *Site) JSON(t testing.TB, document string, variables map[string]any) string {
	t.Helper()
	resp := s.Engine.Do(t.Context(), schema.Request{Query: document, Variables: variables})
	if len(resp.Errors) > 0 {
		t.Fatalf("the engine refuses: %v", resp.Errors)
	}
	return resp.Body.String()
}
