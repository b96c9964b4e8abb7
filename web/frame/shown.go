package frame

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/web/words"
)

// Shown is what the layout is given. The content of a page finds what Show gave in Page.
type Shown struct {
	Lang                           string
	Title, TitleLang               string
	Whole                          string // the title with what tells the page from others
	Also, AlsoLang                 string // the title in another language
	Lead, Description              string
	NoIndex, Bare, First           bool
	Crumbs                         []Crumb
	Nav, More                      []NavItem
	Others                         []OtherLang
	Leave, LeaveLink               string // where the exit leads; what leads there without scripts
	Home, SearchAction, SearchText string
	Canonical                      string
	Tools                          *Tools   // nil on pages that say that something went wrong
	Release                        *Release // nil where no answer told
	Help                           *Link    // nil where the operator gave none
	Styles, Scripts                []string
	Page                           any
}

// NavItem is a link to a page of the menu. Within says that the page which is shown
// stands below it.
type NavItem struct {
	Label, Href     string
	Current, Within bool
}

// OtherLang is the same page in another language.
type OtherLang struct{ Lang, Name, Href string }

// Tools are what can be done with a page: addresses, empty where they do not apply, and
// a reference to it.
type Tools struct {
	CSV, JSON, GraphQL string
	Forms              []Link // further forms of download
	Permanent          string // the address of the page, with its filters
	Permalink          string // the address that brings the same numbers back
	Citation           string
	CitationLinks      []Link
}

// Release is what data a page was made from.
type Release struct{ Name, Version, Date, Revision, License string }

func (s *Site) shown(v *Visit, view View) Shown {
	w, lang := v.Words, v.Words.Lang()
	if view.Title == "" {
		view.Title = w.T("title")
	}
	if view.Description == "" {
		view.Description = view.Lead
	}
	shown := s.around(w, v.page)
	shown.Title, shown.TitleLang, shown.Lead, shown.Description = view.Title, view.TitleLang, view.Lead, view.Description
	shown.Whole = whole(w, view)
	shown.Also, shown.AlsoLang = view.Also, view.AlsoLang
	shown.NoIndex, shown.Bare, shown.Page = view.NoIndex, view.Bare, view.Page
	shown.Styles, shown.Scripts = view.Styles, view.Scripts
	shown.Canonical = s.self(v.Address, lang, nil)
	if v.page.Name == searchPage {
		shown.SearchText = v.Values().Get(searchParameter)
	}
	if !shown.First {
		shown.Crumbs = append([]Crumb{{w.T("nav.home"), shown.Home}}, view.Crumbs...)
		shown.Crumbs = append(shown.Crumbs, Crumb{Label: view.Title})
	}
	for i, item := range shown.Nav {
		shown.Nav[i].Within = slices.ContainsFunc(view.Crumbs, func(c Crumb) bool { return c.Href == item.Href })
	}
	shown.Others = others(w, func(other string) string { return s.self(v.Address, other, nil) })
	shown.Release = v.release()
	shown.Tools = s.tools(v, view, shown.Release)
	return shown
}

// whole gives the title of a page with what tells it from others of that title.
func whole(w Words, view View) string {
	if len(view.Of) == 0 {
		return view.Title
	}
	return w.T("frame.title-of", "title", view.Title, "what", strings.Join(view.Of, "; "))
}

// around gives what surrounds every page, whatever it shows.
func (s *Site) around(w Words, current *Page) Shown {
	lang := w.Lang()
	shown := Shown{
		Lang: lang, Leave: s.Leave, LeaveLink: s.Base + leavePath,
		First: current.Path == "",
		Home:  s.address(lang, "", nil),
	}
	if s.byName[searchPage] != nil {
		shown.SearchAction = s.path(lang, searchPage)
	}
	items := func(menu []MenuItem) (list []NavItem) {
		for _, item := range menu {
			list = append(list, NavItem{Label: item.Label(w), Href: s.path(lang, item.Page), Current: item.Page == current.Name})
		}
		return list
	}
	shown.Nav, shown.More = items(s.Menu), items(s.Config.More)
	if s.Help != "" {
		shown.Help = &Link{w.T("help.title"), s.Help}
	}
	return shown
}

// others gives what is shown in each other language.
func others(w Words, address func(lang string) string) (list []OtherLang) {
	for _, other := range words.Languages {
		if other != w.Lang() {
			list = append(list, OtherLang{other, ownName(w, other), address(other)})
		}
	}
	return list
}

// ownName gives the name of a language, in itself.
func ownName(w Words, lang string) string {
	if lang == "it" {
		return w.T("lang.it")
	}
	return w.T("lang.en")
}

// The page that the search of the head leads to, and its parameter that holds the text.
const (
	searchPage      = "search"
	searchParameter = "text"
)

func (s *Site) tools(v *Visit, view View, release *Release) *Tools {
	lang := v.Words.Lang()
	t := &Tools{
		Permanent:     s.public(s.self(v.Address, lang, nil)),
		Permalink:     view.Permalink,
		CitationLinks: view.Citations,
	}
	if v.page.Table != nil {
		t.CSV = s.self(v.Address, lang, url.Values{formParameter: {"csv"}})
	}
	for _, form := range v.page.Forms {
		t.Forms = append(t.Forms, Link{v.Words.T(form.Label), s.self(v.Address, lang, url.Values{formParameter: {form.Name}})})
	}
	if v.page.asks() {
		t.JSON = s.self(v.Address, lang, url.Values{formParameter: {"json"}})
		t.GraphQL = s.askPath(lang, v.Document, v.Variables)
	}
	t.Citation = v.Words.T("frame.citation-plain", "title", whole(v.Words, view), "address", t.Permanent)
	if release != nil {
		t.Citation = v.Words.T("frame.citation", "title", whole(v.Words, view), "release", release.Version,
			"date", v.Words.Date(release.Date), "revision", release.Revision, "address", t.Permanent)
	}
	return t
}

// public gives an address as people outside can use it, where that is known.
func (s *Site) public(address string) string {
	if s.PublicURL == "" {
		return address
	}
	u, err := url.Parse(s.PublicURL)
	if err != nil {
		return address
	}
	return u.Scheme + "://" + u.Host + address
}

// release reads the release that the answer tells first, where the page's document
// begins with the fragment Release.
func (v *Visit) release() *Release {
	in := json.NewDecoder(bytes.NewReader(v.answer))
	for range 4 { // two braces, "data" and "release"
		token, err := in.Token()
		if err != nil {
			return nil
		}
		if token == "release" {
			var r Release
			if in.Decode(&r) == nil {
				return &r
			}
		}
	}
	return nil
}
