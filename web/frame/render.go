package frame

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strconv"

	"github.com/exitgraph/exitgraph/web/words"
)

// renderer is what makes one page in one language.
type renderer struct{ layout *template.Template }

// readTemplates reads what all pages have: the templates of the frame, and those that
// pages share. Functions are looked up when a template is made, so that those of each
// page take the places of these.
func (s *Site) readTemplates() (*template.Template, error) {
	catalogue, err := s.catalogue()
	if err != nil {
		return nil, err
	}
	base, err := template.New("").Option("missingkey=error").
		Funcs(s.funcs(catalogue.In(words.Languages[0], problemPage.Name))).ParseFS(own, "*.html")
	if err != nil {
		return nil, fmt.Errorf("templates of the frame: %w", err)
	}
	if names, _ := fs.Glob(s.Shared.Templates, "*.html"); len(names) > 0 {
		if base, err = base.ParseFS(s.Shared.Templates, "*.html"); err != nil {
			return nil, fmt.Errorf("shared templates: %w", err)
		}
	}
	return base, nil
}

// newRenderer reads the templates of a page beside those that all pages have.
func (s *Site) newRenderer(p *Page, lang string) (*renderer, error) {
	shared, err := s.templates()
	if err != nil {
		return nil, err
	}
	catalogue, err := s.catalogue()
	if err != nil {
		return nil, err
	}
	base, err := shared.Clone()
	if err != nil {
		return nil, err
	}
	base, err = base.Funcs(s.funcs(catalogue.In(lang, p.Name))).ParseFS(p.Files, "*.html")
	if err != nil {
		return nil, fmt.Errorf("templates of page %q: %w", p.Name, err)
	}
	layout := base.Lookup("layout")
	if layout == nil || base.Lookup("content") == nil {
		return nil, fmt.Errorf("page %q: no file defines the templates layout and content", p.Name)
	}
	return &renderer{layout}, nil
}

// funcs are the functions that templates call. Those that take a language speak that of
// the page.
func (s *Site) funcs(w Words) template.FuncMap {
	return template.FuncMap{
		"t": w.T, "has": w.Has, "linked": w.Linked,
		"n": w.N, "decimal": w.Decimal, "percent": w.Percent, "date": w.Date,
		"country": w.Country, "tongue": w.Tongue, "list": w.List,
		"term": w.Term, "about": w.About, "terms": w.Terms,
		"lang": w.Lang,
		"path": func(page string, pairs ...any) string { return s.path(w.Lang(), page, pairs...) },
		"asset": func(name string) (string, error) {
			if address, ok := s.assets.address(name); ok {
				return s.Base + address, nil
			}
			return "", fmt.Errorf("there is no file %q among the assets", name)
		},
		"dict": dict,
		"add":  func(x, y int) int { return x + y },
		"sub":  func(x, y int) int { return x - y },
		"mul":  func(x, y int) int { return x * y },
		"div":  func(x, y int) int { return x / y },
	}
}

// dict makes a map of names and values, for templates that take several.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, errors.New("dict needs a value for each name")
	}
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict has the name %v, which is no text", pairs[i])
		}
		m[name] = pairs[i+1]
	}
	return m, nil
}

// contentPolicy lets a page load what this site serves and nothing else.
const contentPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'%s"

// send makes the page whole, then sends it.
func (s *Site) send(w http.ResponseWriter, v *Visit, view View) error {
	body, err := s.render(v.page, v.Words.Lang(), s.shown(v, view))
	if err != nil {
		return err
	}
	if v.Revision != "" {
		w.Header().Set("Exitgraph-Revision", v.Revision)
	}
	status := view.Status
	if status == 0 {
		status = http.StatusOK
	}
	s.sendPage(w, status, v.Words.Lang(), v.page.Policy, body)
	return nil
}

func (s *Site) render(p *Page, lang string, shown Shown) ([]byte, error) {
	made, err := s.renderers[lang+" "+p.Name]()
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	if err := made.layout.Execute(&body, shown); err != nil {
		return nil, err
	}
	return body.Bytes(), nil
}

func (s *Site) sendPage(w http.ResponseWriter, status int, lang, policy string, body []byte) {
	if policy != "" {
		policy = "; " + policy
	}
	h := w.Header()
	h.Set("Content-Security-Policy", fmt.Sprintf(contentPolicy, policy))
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", lang)
	h.Set("Cache-Control", "no-store") // no trace of a visit on the reader's machine
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "5")
	}
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that left is no fault
}
