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

// A page may offer more forms of download: each is a link, has the bytes that the page
// makes and the head that a browser saves it by, and no other page knows it.
func TestFurtherFormsAreDownloadsOfTheirPageOnly(t *testing.T) {
	files := fstest.MapFS{
		"page.html": {Data: []byte(`{{define "content"}}<p>{{.Page}}</p>{{end}}`)},
		"en.toml":   {Data: []byte("title = \"Notes\"\n")},
		"it.toml":   {Data: []byte("title = \"Note\"\n")},
	}
	show := func(*frame.Visit) (frame.View, error) { return frame.View{Page: "shown"}, nil }
	absent := func(v *frame.Visit) (frame.View, error) {
		return frame.View{}, frame.Missing{Kind: "REPORT", Key: v.Part("key")}
	}
	ris := frame.Form{Name: "ris", Label: "frame.not", Ending: "ris", MediaType: "application/x-research-info-systems", Text: func(v *frame.Visit) ([]byte, error) {
		return []byte("TY  - JOUR\r\nLB  - " + v.Text("about") + "\r\nER  - \r\n"), nil
	}}
	ask := func(a *frame.Address) map[string]any { a.Text("about"); return nil }
	site, err := frame.New(frame.Config{
		Ask:   func(context.Context, schema.Request) (*schema.Response, *fault.Error) { return nil, nil },
		Leave: "https://neutral.example/",
		Pages: []frame.Page{
			{Name: "with", Path: "with", Files: files, Ask: ask, Show: show, Forms: []frame.Form{ris}},
			{Name: "without", Path: "without", Files: files, Show: show},
			{Name: "absent", Path: "absent/{key}", Files: files, Show: absent, Ask: ask, Forms: []frame.Form{ris}},
		},
		Shared: frame.Shared{Templates: fstest.MapFS{}, Fragments: fstest.MapFS{}},
	})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	for _, r := range site.Routes() {
		mux.HandleFunc(r.Path, r.Handle)
	}
	get := func(address string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, address, nil))
		return w
	}

	page := get("/en/with?about=exits").Body.String()
	if want := `href="/en/with?about=exits&amp;format=ris"`; !strings.Contains(page, want) {
		t.Errorf("the page has no link %s", want)
	}
	file := get("/en/with?about=exits&format=ris")
	if want := "TY  - JOUR\r\nLB  - exits\r\nER  - \r\n"; file.Code != http.StatusOK || file.Body.String() != want {
		t.Errorf("status %d, file %q, want %q", file.Code, file.Body, want)
	}
	if got, want := file.Header().Get("Content-Disposition"), `attachment; filename="exitgraph-with.ris"`; got != want {
		t.Errorf("saved as %q, want %q", got, want)
	}
	if got := file.Header().Get("Content-Type"); got != ris.MediaType {
		t.Errorf("sent as %q, want %q", got, ris.MediaType)
	}
	if got := get("/en/without?format=ris").Code; got != http.StatusBadRequest {
		t.Errorf("a page without the form answers %d, want %d", got, http.StatusBadRequest)
	}
	if got := get("/en/absent/x?format=ris").Code; got != http.StatusNotFound {
		t.Errorf("a form of a record that is not there answers %d, want %d", got, http.StatusNotFound)
	}
}
