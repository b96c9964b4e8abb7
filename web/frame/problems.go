package frame

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"strings"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// Problem is what a page shows that says that something went wrong: what happened,
// what to do, and the nearest good pages.
type Problem struct {
	Text     string // what happened and what to do
	Faults   []Fault
	Near     []Link // records or addresses that may have been meant
	List     Link   // of all records of the kind; empty for none
	Mended   string // the address with what was meant, as far as that is known
	Plain    string // the page without anything in its query
	Incident string // stands in the log too
}

// problem sends a page that says that something went wrong.
func (s *Site) problem(w http.ResponseWriter, r *http.Request, lang string, status int, title string, p Problem) {
	catalogue, err := s.catalogue()
	if err != nil {
		s.bare(w, r, err)
		return
	}
	speaker := catalogue.In(lang, problemPage.Name)
	shown := s.around(speaker, problemPage)
	shown.Title, shown.Whole, shown.NoIndex, shown.Page = title, title, true, p
	shown.Crumbs = []Crumb{{speaker.T("nav.home"), shown.Home}, {Label: title}}
	if below, ok := strings.CutPrefix(r.URL.EscapedPath(), "/"+lang+"/"); ok && len(below)+len(r.URL.RawQuery) <= maxHere {
		here := url.URL{RawQuery: r.URL.RawQuery}
		shown.Others = others(speaker, func(other string) string { return s.Base + "/" + other + "/" + below + here.String() })
	}
	body, err := s.render(problemPage, lang, shown)
	if err != nil {
		s.bare(w, r, err)
		return
	}
	s.sendPage(w, status, lang, "", body)
}

// bare answers where not even a page can be made: a fault of the build, which tests
// make impossible.
func (s *Site) bare(w http.ResponseWriter, r *http.Request, cause error) {
	f := fault.New(fault.Internal, "A page could not be made.")
	f.Cause, f.Incident = cause, rand.Text()
	s.note(r.Context(), f)
	http.Error(w, "This page could not be made. Incident: "+f.Incident, http.StatusInternalServerError)
}

// maxHere is how long a path and its query may be together, in bytes, for a page that
// says what went wrong to link to the same address in its other language.
const maxHere = 2000

// problemPage is the page of all that goes wrong. It has no address.
var problemPage = &Page{Name: "problem", Path: "problem", Files: sub("problem")}

// unreadable answers for a query that is none.
func (s *Site) unreadable(w http.ResponseWriter, r *http.Request, p *Page, speaker Words) {
	parts := []any{}
	for _, name := range wildcards(p.Path) {
		parts = append(parts, name, r.PathValue(name))
	}
	s.problem(w, r, speaker.Lang(), http.StatusBadRequest, speaker.T("error.bad-address"), Problem{
		Text: speaker.T("error.bad-address-text"), Plain: s.path(speaker.Lang(), p.Name, parts...),
	})
}

// misread answers for an address with values that cannot be used.
func (s *Site) misread(w http.ResponseWriter, r *http.Request, a *Address) {
	lang := a.Words.Lang()
	mended, wrong, guessed := a.Values(), map[string]bool{}, false
	for _, f := range a.faults {
		if !wrong[f.Name] {
			wrong[f.Name] = true
			mended.Del(f.Name)
		}
	}
	for _, f := range a.faults {
		switch {
		case f.Nearest == "":
		case f.Unknown:
			// Only a name that is not used otherwise can be what was meant.
			if values := a.query[f.Name]; len(values) == 1 && !mended.Has(f.Nearest) {
				mended.Set(f.Nearest, values[0])
				guessed = true
			}
		default:
			mended.Add(f.Name, f.Nearest)
			guessed = true
		}
	}
	p := Problem{Text: a.Words.T("problem.misread-text"), Faults: a.faults, Plain: s.selfWith(a, lang, url.Values{})}
	if guessed {
		p.Mended = s.selfWith(a, lang, mended)
	}
	s.problem(w, r, lang, http.StatusBadRequest, a.Words.T("problem.misread"), p)
}

// refused answers where the engine gave no answer.
func (s *Site) refused(w http.ResponseWriter, r *http.Request, a *Address, f *fault.Error) {
	s.note(r.Context(), f)
	lang, status := a.Words.Lang(), statusOf(f.Code)
	p := Problem{Incident: f.Incident}
	say := a.Words
	title := say.T("error.internal")
	p.Text = say.T("error.internal-text")
	switch status {
	case http.StatusServiceUnavailable:
		title, p.Text = say.T("error.unavailable"), say.T("error.unavailable-text")
	case http.StatusBadRequest, http.StatusNotFound, http.StatusNotImplemented:
		title, p.Text = say.T("problem.refused"), say.T("problem.refused-text")
		p.Plain = s.selfWith(a, lang, url.Values{})
	}
	s.problem(w, r, lang, status, title, p)
}

// broken answers for a fault of ours.
func (s *Site) broken(w http.ResponseWriter, r *http.Request, lang string, cause error) {
	f := fault.New(fault.Internal, "A page could not be made.")
	f.Cause, f.Incident = cause, rand.Text()
	s.note(r.Context(), f)
	catalogue, err := s.catalogue()
	if err != nil {
		s.bare(w, r, err)
		return
	}
	speaker := catalogue.In(lang, problemPage.Name)
	s.problem(w, r, lang, http.StatusInternalServerError, speaker.T("error.internal"),
		Problem{Text: speaker.T("error.internal-text"), Incident: f.Incident})
}

// NotFound answers for an address that is none of the site's.
func (s *Site) NotFound(w http.ResponseWriter, r *http.Request) {
	s.astray(w, r, http.StatusNotFound, func(say Words) (title, text string) {
		return say.T("error.not-found"), say.T("error.not-found-text")
	})
}

// NotAllowed answers for a request that asks for more than to read a page. The caller
// has said which methods there are.
func (s *Site) NotAllowed(w http.ResponseWriter, r *http.Request) {
	s.astray(w, r, http.StatusMethodNotAllowed, func(say Words) (title, text string) {
		return say.T("problem.only-read"), say.T("problem.only-read-text")
	})
}

// TooLong answers for an address that is longer than the server reads.
func (s *Site) TooLong(w http.ResponseWriter, r *http.Request) {
	s.astray(w, r, http.StatusRequestURITooLong, func(say Words) (title, text string) {
		return say.T("problem.too-long"), say.T("problem.too-long-text")
	})
}

// astray answers for an address that leads to no page: why, and the page that may have
// been meant.
func (s *Site) astray(w http.ResponseWriter, r *http.Request, status int, why func(Words) (title, text string)) {
	lang := languageOf(r)
	catalogue, err := s.catalogue()
	if err != nil {
		s.bare(w, r, err)
		return
	}
	speaker := catalogue.In(lang, problemPage.Name)
	title, text := why(speaker)
	s.problem(w, r, lang, status, title, Problem{Text: text, Near: s.nearPages(lang, r.URL.Path)})
}

// missing answers for a key that is none, with records that may have been meant.
func (s *Site) missing(w http.ResponseWriter, r *http.Request, v *Visit, m Missing) {
	key := shortened(m.Key)
	title, text := v.Words.T("problem.missing-any"), v.Words.T("problem.missing-any-text", "key", key)
	if m.Kind != "" {
		title = v.Words.T("problem.missing", "kind", v.Words.Term("NodeKind", m.Kind))
		text = v.Words.T("problem.missing-text", "key", key)
	}
	p := Problem{Text: text, Near: s.near(r.Context(), v, m)}
	if m.Name == "" {
		p.List = s.above(v.Words.Lang(), v.page)
	} else {
		p.Plain = v.Here(nil)
	}
	s.problem(w, r, v.Words.Lang(), http.StatusNotFound, title, p)
}

func (s *Site) selfWith(a *Address, lang string, query url.Values) string {
	address := s.self(a, lang, nil)
	for i := range address {
		if address[i] == '?' {
			address = address[:i]
			break
		}
	}
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return address
}
