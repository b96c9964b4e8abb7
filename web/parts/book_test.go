package parts_test

import (
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
)

// The pattern book: pages of made-up data that show every part inside the layout. To
// look at it, write it to a folder and serve that:
//
//	go test ./web/parts -run TestThePatternBook -book /tmp/book
var bookFolder = flag.String("book", "", "the folder to which the pattern book is written")

// bookPages are the pages of the book by the name of their file, and where they stand.
var bookPages = map[string]string{
	"home": "", "map": "map", "factor": "factors/{key}", "phases": "phases", "pieces": "pieces", "brief": "brief",
}

// otherPages are there so that links have somewhere to lead.
var otherPages = map[string]string{
	"factors": "factors", "phase": "phases/{key}", "study": "studies/{key}", "sample": "samples/{key}",
	"report": "reports/{key}", "finding": "findings/{key}", "findings": "findings", "search": "search",
	"studies": "studies", "contradictions": "contradictions", "gaps": "gaps",
}

const bookAnswer = `{"data":{"release":{"name":"invented","version":"0.0.0","date":"2001-02-03","revision":"0000","license":"CC-BY-4.0"}}}`

func bookMenu(names ...string) []frame.MenuItem {
	var items []frame.MenuItem
	for _, name := range names {
		items = append(items, frame.MenuItem{Page: name, Label: func(frame.Words) string { return name }})
	}
	return items
}

func book(t *testing.T, content map[string]any) *http.ServeMux {
	t.Helper()
	cfg := frame.Config{
		Ask: func(context.Context, schema.Request) (*schema.Response, *fault.Error) {
			return &schema.Response{Body: schema.NewBody([]byte(bookAnswer))}, nil
		},
		Note:      func(_ context.Context, f *fault.Error) { t.Errorf("a page failed: %v: %v", f, f.Cause) },
		PublicURL: "https://exitgraph.example",
		Leave:     "https://example.org/",
		Help:      "https://example.org/help",
		Menu:      bookMenu("map", "factors", "phases", "studies", "contradictions", "gaps"),
		More:      bookMenu("search", "findings"),
		Shared:    frame.Shared{Templates: parts.Templates(), Fragments: answer.Fragments()},
	}
	for name, path := range bookPages {
		text, err := os.ReadFile(filepath.Join("testdata", "book", name+".html"))
		if err != nil {
			t.Fatal(err)
		}
		cfg.Pages = append(cfg.Pages, bookPage(name, path, string(text), content[name]))
	}
	for name, path := range otherPages {
		cfg.Pages = append(cfg.Pages, bookPage(name, path, `{{define "content"}}{{end}}`, nil))
	}
	site, err := frame.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	for _, route := range site.Routes() {
		mux.HandleFunc(route.Path, route.Handle)
	}
	return mux
}

func bookPage(name, path, content string, data any) frame.Page {
	words := &fstest.MapFile{Data: []byte("title = \"Invented: " + name + "\"\nlead = \"A page of the pattern book. All that it says and counts is made up.\"\n")}
	return frame.Page{
		Name: name, Path: path,
		Files: fstest.MapFS{
			"page.html":    {Data: []byte(content)},
			"page.graphql": {Data: []byte("query Book { release { name version date revision license } }")},
			"en.toml":      words, "it.toml": words,
		},
		Show: func(v *frame.Visit) (frame.View, error) {
			return frame.View{
				Lead: v.Words.T("lead"), Page: data, Permalink: "https://exitgraph.example/r/0.0.0/0000",
				Citations: []frame.Link{{Label: "RIS", Href: "/ris"}, {Label: "BibTeX", Href: "/bib"}},
			}, nil
		},
		Table: func(*frame.Visit) (frame.Table, error) { return frame.Table{}, nil },
	}
}

func get(t *testing.T, from http.Handler, address string) string {
	t.Helper()
	w := httptest.NewRecorder()
	from.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%s is answered %d:\n%s", address, w.Code, w.Body)
	}
	text, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func bookAddress(lang, path string) string {
	return "/" + lang + "/" + strings.Replace(path, "{key}", "family", 1)
}

var assetAddress = regexp.MustCompile(`/assets/[a-z0-9.-]+`)

func TestThePatternBookShowsEveryPartInEveryLanguage(t *testing.T) {
	mux := book(t, calm())
	var shown strings.Builder
	for name, path := range bookPages {
		for _, lang := range []string{"en", "it"} {
			text := get(t, mux, bookAddress(lang, path))
			shown.WriteString(text)
			if missing := regexp.MustCompile(`⟦[^⟧]*⟧`).FindAllString(text, -1); missing != nil {
				t.Errorf("%s in %s lacks the words %v", name, lang, missing)
			}
			if strings.Contains(text, "ZgotmplZ") || strings.Contains(text, "no value") {
				t.Errorf("%s in %s holds what a template could not say", name, lang)
			}
			if *bookFolder != "" {
				write(t, filepath.Join(*bookFolder, lang, name+".html"), text)
				for _, asset := range assetAddress.FindAllString(text, -1) {
					write(t, filepath.Join(*bookFolder, asset), get(t, mux, asset))
				}
			}
		}
	}
	for name, calls := range partCalls(t) {
		if calls == 0 {
			t.Errorf("the part %q stands in no page, of the book or of the site, and in no other part", name)
		}
	}
}

// partCalls counts the calls of each part: in the book, in pages, and in other parts.
func partCalls(t *testing.T) map[string]int {
	t.Helper()
	var text strings.Builder
	for pattern, from := range map[string]fs.FS{"*.html": parts.Templates(), "book/*.html": os.DirFS("testdata"), "*/page.html": os.DirFS("../pages")} {
		names, err := fs.Glob(from, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			content, err := fs.ReadFile(from, name)
			if err != nil {
				t.Fatal(err)
			}
			text.Write(content)
		}
	}
	calls := map[string]int{}
	for _, found := range regexp.MustCompile(`\{\{-? ?define "([a-z-]+)"`).FindAllStringSubmatch(text.String(), -1) {
		if found[1] != "content" {
			calls[found[1]] = strings.Count(text.String(), fmt.Sprintf("template %q", found[1]))
		}
	}
	return calls
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
