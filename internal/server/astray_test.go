package server_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/internal/server"
)

func TestABrowserIsAnsweredWithAPageWhateverItSends(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t), MaxURL: 200})
	const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	for _, c := range []struct {
		method, target, accept string
		status                 int
		page                   string
	}{
		{"POST", "/en/map", browser, 405, "Nothing can be sent here"},
		{"DELETE", "/it/factors/family", browser, 405, "Qui non si può inviare nulla"},
		{"GET", "/en/map?setting=" + strings.Repeat("A", 300), browser, 414, "This address is too long"},
		{"POST", "/en/map", "application/json", 405, ""},
		{"POST", "/schema.graphql", browser, 405, ""},
		{"GET", "/graphql?query=" + strings.Repeat("A", 300), browser, 414, ""},
		{"GET", "/en/map?setting=" + strings.Repeat("A", 300), "", 414, ""},
	} {
		a := ts.ask(t, c.method, c.target, "", "Accept", c.accept)
		if a.Status != c.status || strings.Contains(a.Body, "<h1>") != (c.page != "") || !strings.Contains(a.Body, c.page) || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s %.40s for %q: status %d, header %v, %.200s", c.method, c.target, c.accept, a.Status, a.Header, a.Body)
		}
		if c.status == 405 && a.Header.Get("Allow") == "" {
			t.Errorf("%s %s: nothing says which methods there are", c.method, c.target)
		}
	}
	if lines := ts.lines(t); lines[0]["path"] != "/en/map" || lines[1]["path"] != "/it/factors/{key}" || lines[2]["limits"] != nil {
		t.Errorf("log lines %v", lines)
	}
}

func TestTheLogNeverTellsWhatAMistypedAddressNames(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	asked := []struct{ target, logged string }{
		{"/en/factors/secret/", "/en/factors/{key}/"},
		{"/en/factors//secret", "/en/factors//*"},
		{"/en/factor/secret", "/en/*/*"},
		{"/en/factors/secret/breif", "/en/factors/*/*"},
		{"/secret", "/*"},
		{"/en/search/secret", "/en/search/*"},
		{"/factors/secret", "/factors/{key}"},
		{"/wp-admin/secret.php", "/*/*"},
		{"/metrics", "/*"},
		{"/healthz", "/healthz"},
	}
	for _, c := range asked {
		redirect(t, ts.URL+c.target)
	}
	for i, line := range ts.lines(t) {
		if line["path"] != asked[i].logged {
			t.Errorf("%s is logged as %v, want %s", asked[i].target, line["path"], asked[i].logged)
		}
	}
}

func TestASlashTooManyLeadsToThePage(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t), PublicURL: "https://e.example/base"})
	for asked, want := range map[string]string{
		"/en/map/": "/base/en/map", "/it/factors/family/": "/base/it/factors/family", "/en/map/?setting=INDOOR": "/base/en/map?setting=INDOOR",
		"/map/": "/base/en/map", "/en/factors/family/brief/": "/base/en/factors/family/brief",
	} {
		if status, to := redirect(t, ts.URL+asked); to != want || status != http.StatusMovedPermanently && status != http.StatusFound {
			t.Errorf("%s is sent to %s with status %d, want %s", asked, to, status, want)
		}
	}
}
