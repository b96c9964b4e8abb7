package webtest

import (
	_ "embed"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// NoOtherOrigin reports every request of the tab to another origin than that of the
// page that it shows, also those that were not answered.
func (tab *Tab) NoOtherOrigin() {
	tab.t.Helper()
	tab.Settle()
	shown, err := url.Parse(tab.URL())
	tab.must(err)
	own := shown.Scheme + "://" + shown.Host
	for _, request := range tab.tab.Requests() {
		if origin := request.Origin(); origin != "" && origin != own {
			tab.t.Errorf("%s asks another origin: %s %s", tab.URL(), request.Method, request.URL)
		}
	}
}

// NoConsoleErrors reports errors and warnings of the console, exceptions that nothing
// caught, and what the content security policy refused, of all pages of the tab so far.
func (tab *Tab) NoConsoleErrors() {
	tab.t.Helper()
	tab.Settle()
	for _, complaint := range tab.tab.Complaints() {
		tab.t.Errorf("the console at %s has an %s", tab.URL(), complaint)
	}
	for _, violation := range tab.tab.Violations() {
		tab.t.Errorf("the content security policy at %s: %s", tab.URL(), violation)
	}
}

// Budget reports a page that costs more than so many bytes over the wire or requests,
// from its document on, with an empty cache if it is the tab's first page. The site's
// icon, which the browser asks for when it likes, does not count.
func (tab *Tab) Budget(bytes, requests int) {
	tab.t.Helper()
	tab.Settle()
	asked, took := 0, 0
	var list strings.Builder
	for _, request := range tab.tab.PageRequests() {
		if request.Icon || request.Origin() == "" {
			continue
		}
		asked, took = asked+1, took+request.Bytes
		list.WriteString("\n\t" + strconv.Itoa(request.Bytes) + " " + request.Kind + " " + request.URL)
	}
	if took > bytes || asked > requests {
		tab.t.Errorf("%s takes %d bytes and %d requests, more than %d and %d:%s", tab.URL(), took, asked, bytes, requests, &list)
	}
}

// NoStorage reports cookies, keys of localStorage and sessionStorage, databases,
// caches and service workers that pages of the tab have left, apart from the keys of
// localStorage and sessionStorage that are allowed.
func (tab *Tab) NoStorage(allowed ...string) {
	tab.t.Helper()
	s, err := tab.tab.Storage()
	tab.must(err)
	for _, kind := range []struct {
		what  string
		names []string
		may   []string
	}{
		{"a cookie", s.Cookies, nil}, {"in localStorage", s.Local, allowed}, {"in sessionStorage", s.Session, allowed},
		{"a database", s.Databases, nil}, {"a cache", s.Caches, nil}, {"a service worker", s.Workers, nil},
	} {
		for _, name := range kind.names {
			if !slices.Contains(kind.may, name) {
				tab.t.Errorf("%s leaves %s: %q", tab.URL(), kind.what, name)
			}
		}
	}
}

var (
	//go:embed overflow.js
	overflowScript string
	//go:embed targets.js
	targetsScript string
)

// NoHorizontalScroll reports a page that is wider than its window, with the elements
// that reach beyond it. What scrolls in a box of its own, such as a wide table, may be
// wider than its box.
func (tab *Tab) NoHorizontalScroll() {
	tab.t.Helper()
	for _, wide := range Eval[[]string](tab, "("+overflowScript+")()") {
		tab.t.Errorf("%s is wider than its window: %s", tab.URL(), wide)
	}
}

// TargetSizes reports links, buttons and fields that are smaller than so many CSS
// pixels in width or height. Links inside a sentence may be, as WCAG 2.2 has it in
// 2.5.8, whose minimum is 24; a label belongs to its field.
func (tab *Tab) TargetSizes(least float64) {
	tab.t.Helper()
	for _, small := range Eval[[]string](tab, "("+targetsScript+")("+strconv.FormatFloat(least, 'f', -1, 64)+")") {
		tab.t.Errorf("%s has a target smaller than %v CSS pixels: %s", tab.URL(), least, small)
	}
}
