package chromium

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

func TestTheRecordHoldsEveryRequestWithItsOriginAndCost(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	defer other.Close()
	server := serve(t, map[string]string{
		"/from": "-> /",
		"/":     `<!doctype html><title>x</title><img src="` + other.URL + `/pixel" alt=""><img src="https://elsewhere.example/x" alt=""><script src=/a.js></script>`,
		"/a.js": "console.log('" + strings.Repeat("x", 5000) + "')",
	})
	tab := open(t, Settings{}, server.URL+"/from")
	if err := tab.Settle(); err != nil {
		t.Fatal(err)
	}
	found := map[string]Request{}
	for _, request := range tab.Requests() {
		found[request.URL] = request
	}
	if r := found[server.URL+"/from"]; r.Status != http.StatusSeeOther || r.Bytes == 0 || r.Kind != "Document" {
		t.Errorf("the redirect: %+v", r)
	}
	if r := found[server.URL+"/a.js"]; r.Status != http.StatusOK || r.Bytes < 5000 || r.Bytes > 6000 || r.Origin() != server.URL {
		t.Errorf("the script: %+v", r)
	}
	if r := found[other.URL+"/pixel"]; r.Origin() != other.URL {
		t.Errorf("another origin: %+v", r)
	}
	if r := found["https://elsewhere.example/x"]; r.Failure != "net::ERR_NAME_NOT_RESOLVED" || r.Origin() != "https://elsewhere.example" {
		t.Errorf("another host, which must not be reached: %+v", r)
	}
}

func TestAddressesThatNoServerIsAskedForHaveNoOrigin(t *testing.T) {
	for address, want := range map[string]string{
		"data:image/gif;base64,R0lGODlhAQABAAAAACw=": "",
		"blob:http://127.0.0.1:80/1":                 "",
		"about:blank":                                "",
		"http://127.0.0.1:8080/en/map?a=b":           "http://127.0.0.1:8080",
	} {
		if got := (Request{URL: address}).Origin(); got != want {
			t.Errorf("%s: got %q, want %q", address, got, want)
		}
	}
}

func TestRequestsOfAPageBeginWithWhatLedToIt(t *testing.T) {
	server := serve(t, map[string]string{
		"/from": "-> /",
		"/":     `<!doctype html><title>x</title><iframe src=/inside></iframe>`, "/inside": `<!doctype html><title>z</title>`,
		"/next": `<!doctype html><title>y</title>`,
	})
	tab := open(t, Settings{}, server.URL+"/from")
	first := func(want string, least int) {
		t.Helper()
		if err := tab.Settle(); err != nil {
			t.Fatal(err)
		}
		if page := tab.PageRequests(); len(page) < least || page[0].URL != server.URL+want {
			t.Errorf("of the page: %+v", page)
		}
	}
	first("/from", 3)
	if _, err := tab.Go(server.URL + "/next"); err != nil {
		t.Fatal(err)
	}
	first("/next", 1)
	if all := tab.Requests(); len(all) < 4 || all[0].URL != server.URL+"/from" {
		t.Errorf("of the tab: %+v", all)
	}
}

func TestTheRecordHoldsWhatTheConsoleAndPoliciesComplainOf(t *testing.T) {
	server := serve(t, map[string]string{
		"/":     "script-src 'self'; style-src 'self'\n--\n" + `<!doctype html><title>x</title><p style="color: blue">x</p><script>document.title = "ran"</script><script src=/a.js></script><script src=/missing.js></script>`,
		"/a.js": `console.error("first", 2); console.warn("second"); console.log("not this"); throw new Error("third")`,
	})
	tab := open(t, Settings{}, server.URL)
	if err := tab.Settle(); err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, complaint := range tab.Complaints() {
		said = append(said, complaint.String())
	}
	all := strings.Join(said, "\n")
	for _, want := range []string{"error: first 2 (" + server.URL + "/a.js:1)", "warning: second", "Error: third", "404"} {
		if !strings.Contains(all, want) {
			t.Errorf("no complaint says %q:\n%s", want, all)
		}
	}
	if strings.Contains(all, "not this") {
		t.Errorf("what is merely logged is no complaint:\n%s", all)
	}
	said = nil
	for _, violation := range tab.Violations() {
		said = append(said, violation.String())
	}
	all = strings.Join(said, "\n")
	for _, want := range []string{"style-src-attr refused", "script-src-elem refused kInlineViolation"} {
		if !strings.Contains(all, want) {
			t.Errorf("no violation says %q:\n%s", want, all)
		}
	}
	// Policies hold without scripts too.
	tab = open(t, Settings{NoScript: true}, server.URL)
	if err := tab.Settle(); err != nil {
		t.Fatal(err)
	}
	if len(tab.Violations()) == 0 {
		t.Error("without scripts no violation is recorded")
	}
}

func TestWhatIsStoredIsFoundAndNotSharedByTabs(t *testing.T) {
	server := serve(t, map[string]string{
		"/empty": `<!doctype html><title>x</title>`,
		"/sw.js": `self.addEventListener("fetch", () => {})`,
		"/": `<!doctype html><title>x</title><script>
			document.cookie = "c=1"; localStorage.setItem("l", "1"); sessionStorage.setItem("s", "1");
			window.done = Promise.all([
				new Promise((ok) => { indexedDB.open("db").onsuccess = ok }),
				caches.open("cache"), navigator.serviceWorker.register("/sw.js")]).then(() => true)
		</script>`,
	})
	tab := open(t, Settings{}, server.URL)
	if err := tab.WaitFor("window.done"); err != nil {
		t.Fatal(err)
	}
	if !eval[bool](t, tab, "window.done") {
		t.Fatal("the page could not store")
	}
	got, err := tab.Storage()
	if err != nil {
		t.Fatal(err)
	}
	for what, names := range map[string][2][]string{
		"cookies": {got.Cookies, {"c"}}, "local": {got.Local, {"l"}}, "session": {got.Session, {"s"}},
		"databases": {got.Databases, {"db"}}, "caches": {got.Caches, {"cache"}}, "workers": {got.Workers, {server.URL + "/"}},
	} {
		if !slices.Equal(names[0], names[1]) {
			t.Errorf("%s: got %q, want %q", what, names[0], names[1])
		}
	}
	fresh, err := open(t, Settings{}, server.URL+"/empty").Storage()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(fresh.Cookies) + len(fresh.Local) + len(fresh.Session) + len(fresh.Databases) + len(fresh.Caches) + len(fresh.Workers); n != 0 {
		t.Errorf("a new tab has what another stored: %+v", fresh)
	}
}
