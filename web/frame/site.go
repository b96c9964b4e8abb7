package frame

import (
	"context"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/web/words"
)

// Config says what a Site shows and where it stands.
type Config struct {
	// Ask answers a request as the server's own door does, within its limits of number
	// and time. A fault means that there is no answer. Required.
	Ask func(ctx context.Context, r schema.Request) (*schema.Response, *fault.Error)
	// Note is told what a page failed of, for the log; nil for nobody. It is never given
	// anything that a reader wrote.
	Note func(ctx context.Context, f *fault.Error)

	Base      string // what stands before each path, without a slash at its end
	PublicURL string // the address under which readers reach the site; empty if unknown
	Leave     string // where the quick exit leads; required
	Help      string // where readers find help; empty for no link
	Listed    bool   // the server's own door answers the documents of a list only

	// Doors are addresses of the server that are no pages, such as that of GraphQL, for
	// readers who mistyped them. Their labels are their paths, without the first slash.
	Doors []Link

	Pages    []Page
	Menu     []MenuItem // in the order of the head of each page
	More     []MenuItem // that the foot links to
	Shared   Shared
	Islands  Islands   // nil where none were built
	Examples []Example // documents to start from, in the order shown
}

// MenuItem is a page of a menu, by its name, with its short title.
type MenuItem struct {
	Page  string
	Label func(Words) string
}

// Shared is what all pages may use.
type Shared struct {
	Templates fs.FS // *.html, each of which defines templates
	Fragments fs.FS // *.graphql
}

// Islands are scripts with libraries of others, which the build makes where it can.
type Islands interface {
	// Asset gives the name of a built file below /assets/.
	Asset(name string) (string, bool)
	// ServeHTTP sends the files, by their names below /assets/.
	http.Handler
}

// Site is the web: all pages in all languages. It is safe for many goroutines.
type Site struct {
	Config
	byName    map[string]*Page
	documents map[string]string // by page
	catalogue func() (*words.Catalogue, error)
	assets    *assets
	templates func() (*template.Template, error)   // that all pages have
	renderers map[string]func() (*renderer, error) // by language and page; each is made once, when it is first needed
}

// New makes a Site. It fails where pages do not fit together. Words and templates are
// read when the first page is asked for, so that a program starts quickly; Check reads
// all.
func New(cfg Config) (*Site, error) {
	s := &Site{Config: cfg, byName: map[string]*Page{}, documents: map[string]string{}, renderers: map[string]func() (*renderer, error){}}
	if cfg.Ask == nil || cfg.Leave == "" {
		return nil, fmt.Errorf("a site needs somebody to ask, and a place to leave to")
	}
	fragments, err := readFragments(cfg.Shared.Fragments)
	if err != nil {
		return nil, fmt.Errorf("reading shared fragments: %w", err)
	}
	sources := []words.Source{{Files: own}, {Files: sub("problem")}}
	for i := range s.Pages {
		p := &s.Pages[i]
		if s.byName[p.Name] != nil {
			return nil, fmt.Errorf("there are two pages %q", p.Name)
		}
		s.byName[p.Name] = p
		if s.documents[p.Name], err = document(*p, fragments); err != nil {
			return nil, err
		}
		p.document = s.documents[p.Name]
		sources = append(sources, words.Source{Name: p.Name, Files: p.Files})
	}
	for _, item := range slices.Concat(cfg.Menu, cfg.More) {
		if s.byName[item.Page] == nil {
			return nil, fmt.Errorf("the menu names the page %q, which is not there", item.Page)
		}
	}
	s.catalogue = sync.OnceValues(func() (*words.Catalogue, error) { return words.New(sources...) })
	s.templates = sync.OnceValues(s.readTemplates)
	for _, lang := range words.Languages {
		s.renderers[lang+" "+problemPage.Name] = sync.OnceValues(func() (*renderer, error) { return s.newRenderer(problemPage, lang) })
		for i := range s.Pages {
			p := &s.Pages[i]
			s.renderers[lang+" "+p.Name] = sync.OnceValues(func() (*renderer, error) { return s.newRenderer(p, lang) })
		}
	}
	s.assets, err = readAssets(own)
	return s, err
}

// Route is one pattern of addresses of the site.
type Route struct {
	// Path as http.ServeMux knows it, without a method.
	Path   string
	Handle http.HandlerFunc
}

// Routes gives all addresses of the site, for GET and HEAD.
func (s *Site) Routes() []Route {
	routes := []Route{{assetPath, s.serveAsset}, {leavePath, s.leave}}
	for i := range s.Pages {
		p := &s.Pages[i]
		for _, lang := range words.Languages {
			routes = append(routes, Route{pattern(lang + "/" + p.Path), s.serve(p, lang)})
			if p.Path != "" {
				routes = append(routes, Route{pattern(lang + "/" + p.Path + "/"), s.unslashed})
			}
		}
		// Without a language, the reader's own is taken: the first page at once, so
		// that the plain address of the server is a page; the others by their address.
		if p.Path == "" {
			routes = append(routes, Route{pattern(""), func(w http.ResponseWriter, r *http.Request) {
				w.Header().Add("Vary", "Accept-Language")
				s.serve(p, preferred(r))(w, r)
			}})
		} else {
			routes = append(routes, Route{pattern(p.Path), s.redirect}, Route{pattern(p.Path + "/"), s.redirect})
		}
	}
	for _, lang := range words.Languages {
		// An address that lacks the slash at its end.
		routes = append(routes, Route{"/" + lang, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, s.Base+"/"+lang+"/", http.StatusMovedPermanently)
		}})
	}
	return routes
}

func pattern(path string) string {
	if path == "" || strings.HasSuffix(path, "/") {
		path += "{$}"
	}
	return "/" + path
}

// redirect sends readers of an address without a language to that of theirs.
func (s *Site) redirect(w http.ResponseWriter, r *http.Request) {
	w.Header().Add("Vary", "Accept-Language")
	s.onward(w, r, "/"+preferred(r)+r.URL.EscapedPath(), http.StatusFound)
}

// unslashed sends readers of an address with a slash at its end to that without.
func (s *Site) unslashed(w http.ResponseWriter, r *http.Request) {
	s.onward(w, r, r.URL.EscapedPath(), http.StatusMovedPermanently)
}

// onward sends readers to a path of the site, without a slash at its end and with what
// else their address holds. No cache keeps where they went.
func (s *Site) onward(w http.ResponseWriter, r *http.Request, path string, status int) {
	to := s.Base + strings.TrimSuffix(path, "/")
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to, status)
}

// leave is the quick exit for those without scripts.
func (s *Site) leave(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, s.Leave, http.StatusSeeOther)
}

const leavePath = "/leave"

// Document gives the whole document of a page; empty for pages that ask nothing.
func (s *Site) Document(page string) string { return s.documents[page] }

// Check reads all words and templates, and gives what is wrong with them.
func (s *Site) Check() error {
	for _, lang := range words.Languages {
		for i := range s.Pages {
			if _, err := s.renderers[lang+" "+s.Pages[i].Name](); err != nil {
				return err
			}
		}
	}
	return nil
}
