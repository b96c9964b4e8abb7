package frame_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/web/frame"
)

// asking makes a site with one page on which documents are asked.
func asking(t *testing.T, listed bool, ask func(schema.Request) *fault.Error) http.Handler {
	t.Helper()
	site, err := frame.New(frame.Config{
		Ask: func(_ context.Context, r schema.Request) (*schema.Response, *fault.Error) {
			return nil, ask(r)
		},
		Leave: "https://neutral.example/", Listed: listed,
		Pages: []frame.Page{{
			Name: "asking", Path: "asking",
			Files: fstest.MapFS{
				"page.html": {Data: []byte(`{{define "content"}}<p id="said">{{.Page}}</p>{{end}}`)},
				"en.toml":   {Data: []byte("title = \"Asking\"\n")},
				"it.toml":   {Data: []byte("title = \"Domande\"\n")},
			},
			Ask: func(a *frame.Address) map[string]any { a.Document("query"); return nil },
			Own: func(a *frame.Address) (string, map[string]any, bool) {
				return a.Document("query"), nil, a.Document("query") != ""
			},
			Show: func(v *frame.Visit) (frame.View, error) {
				if v.Reply == nil {
					return frame.View{Page: "nothing asked"}, nil
				}
				return frame.View{Page: v.Reply.Faults[0].Message}, nil
			},
		}},
		Shared: frame.Shared{Templates: fstest.MapFS{}, Fragments: fstest.MapFS{}},
	})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	for _, r := range site.Routes() {
		mux.HandleFunc(r.Path, r.Handle)
	}
	return mux
}

func said(t *testing.T, site http.Handler, address string) string {
	t.Helper()
	w := httptest.NewRecorder()
	site.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, address, nil))
	_, after, _ := strings.Cut(w.Body.String(), `<p id="said">`)
	text, _, found := strings.Cut(after, "</p>")
	if !found {
		t.Fatalf("%s: status %d and no page", address, w.Code)
	}
	return text
}

func TestADocumentOfTheReaderIsAskedAsItIsWritten(t *testing.T) {
	var asked []string
	site := asking(t, false, func(r schema.Request) *fault.Error {
		asked = append(asked, r.Query)
		return fault.New(fault.Unavailable, "The server is busy.")
	})
	if got := said(t, site, "/en/asking"); got != "nothing asked" || len(asked) != 0 {
		t.Errorf("the page says %q without a document, and asked %q", got, asked)
	}
	if got := said(t, site, "/en/asking?query=%7Ba%7D"); got != "The server is busy." || len(asked) != 1 || asked[0] != "{a}" {
		t.Errorf("the page says %q, and asked %q", got, asked)
	}
}

func TestAServerWithAListAsksNoDocumentOfTheReader(t *testing.T) {
	site := asking(t, true, func(r schema.Request) *fault.Error {
		t.Errorf("%q was asked", r.Query)
		return fault.New(fault.Unavailable, "The server is busy.")
	})
	if got := said(t, site, "/en/asking?query=%7Ba%7D"); got != "nothing asked" {
		t.Errorf("the page says %q", got)
	}
}
