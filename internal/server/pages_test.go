package server_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/internal/server"
)

func TestTheFirstPageTellsTheRelease(t *testing.T) {
	const query = `{ findings(where: {factor: {key: {eq: "a&b"}}}) { totalCount } } # 100%`
	ts := newTestServer(t, server.Config{Home: func(context.Context) (server.Home, error) {
		return server.Home{
			Name: "Evidence <seed>", Version: "1.2", Date: "2026-01-31",
			Counts:   []server.Count{{Number: 117, Label: "findings"}, {Number: 0, Label: "caveats"}},
			Examples: []server.Example{{Label: "How many findings?", Query: query}},
		}, nil
	}})
	a := ts.ask(t, "GET", "/", "")
	if a.Status != 200 || a.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("status %d, type %q", a.Status, a.Header.Get("Content-Type"))
	}
	for _, want := range []string{
		`<html lang="en">`, "<title>exitgraph", `name="viewport"`, "<h1>exitgraph</h1>",
		"Evidence &lt;seed&gt;, version 1.2", `<time datetime="2026-01-31">`,
		"<dt>findings</dt><dd>117</dd>", "<dt>caveats</dt><dd>0</dd>",
		`href="/schema.graphql"`, `href="/readyz"`, "no advice about any person", "amounts of published evidence",
	} {
		if !strings.Contains(a.Body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, forbidden := range []string{"<script", "<style", " style=", "://"} {
		if strings.Contains(a.Body, forbidden) {
			t.Errorf("the page has %q", forbidden)
		}
	}
	link := regexp.MustCompile(`href="/graphql\?query=([^"]+)"`).FindStringSubmatch(a.Body)
	if link == nil {
		t.Fatal("the page has no link with the example")
	}
	if got, err := url.QueryUnescape(link[1]); err != nil || got != query {
		t.Errorf("the link asks %q, want %q (%v)", got, query, err)
	}
}

func TestLinksAndRedirectsBeginWithThePathOfThePublicAddress(t *testing.T) {
	home := func(context.Context) (server.Home, error) {
		return server.Home{Examples: []server.Example{{Label: "How many?", Query: "{ answer }"}}}, nil
	}
	link := regexp.MustCompile(`href="([^"]*)"`)
	for address, base := range map[string]string{
		"": "", "https://e.example": "", "https://e.example/": "", "https://e.example/base": "/base",
		"https://e.example/a/b/": "/a/b", "https://e.example//other.example": "/other.example", "https://e.example/a%20b": "/a%20b",
	} {
		ts := newTestServer(t, server.Config{Home: home, PublicURL: address})
		for path, links := range map[string]int{"/": 6, "/nowhere": 6} {
			a := ts.ask(t, "GET", path, "", "Accept", "text/html")
			found := link.FindAllStringSubmatch(a.Body, -1)
			if len(found) != links {
				t.Errorf("%q: %s has %d links, want %d", address, path, len(found), links)
			}
			for _, l := range found {
				if rest, ok := strings.CutPrefix(l[1], base+"/"); !ok || strings.HasPrefix(rest, "/") {
					t.Errorf("%q: %s links to %s", address, path, l[1])
				}
			}
		}
		if a := ts.ask(t, "GET", "/nowhere", ""); !strings.Contains(a.Body, " "+base+"/graphql,") {
			t.Errorf("%q: a wrong path is answered with %s", address, a.Body)
		}
		for asked, want := range map[string]string{"//healthz?x=1": "/healthz?x=1", "/a/../healthz": "/healthz", "/a//b/": "/a/b/"} {
			if status, to := redirect(t, ts.URL+asked); status != http.StatusTemporaryRedirect || to != base+want {
				t.Errorf("%q: %s is sent to %s with status %d, want %s", address, asked, to, status, base+want)
			}
		}
	}
	for _, address := range []string{"e.example", "ftp://e.example", "/base", "https://"} {
		if _, err := server.New(server.Config{Engine: engineFunc(answer42), PublicURL: address}); err == nil || !strings.Contains(err.Error(), "no public address") {
			t.Errorf("%q gives %v", address, err)
		}
	}
}

// redirect asks for an address without following where it leads.
func redirect(t *testing.T, address string) (status int, to string) {
	t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp.StatusCode, resp.Header.Get("Location")
}

func TestAFirstPageWithoutDataIsAWholePageThatSaysSo(t *testing.T) {
	ts := newTestServer(t, server.Config{Home: func(context.Context) (server.Home, error) {
		return server.Home{Name: "half"}, errors.New("dial tcp: no route")
	}})
	a := ts.ask(t, "GET", "/", "")
	if a.Status != 503 || a.Header.Get("Retry-After") == "" || !strings.Contains(a.Body, "cannot be read just now") || !strings.HasSuffix(a.Body, "</html>\n") {
		t.Errorf("status %d, body %s", a.Status, a.Body)
	}
	if strings.Contains(a.Body, "dial tcp") || strings.Contains(a.Body, "half") {
		t.Errorf("the page tells too much: %s", a.Body)
	}
	if line := ts.lines(t)[0]; line["level"] != "warn" || !strings.Contains(ts.log.String(), "dial tcp: no route") {
		t.Errorf("log line %v", line)
	}
}

func TestTheSchemaIsServedWithATagThatSavesTheSecondTime(t *testing.T) {
	ts := newTestServer(t, server.Config{})
	a := ts.ask(t, "GET", "/schema.graphql", "")
	tag := a.Header.Get("ETag")
	if a.Body != testSDL || a.Header.Get("Content-Type") != "text/plain; charset=utf-8" || tag == "" {
		t.Fatalf("type %q, tag %q, body %s", a.Header.Get("Content-Type"), tag, a.Body)
	}
	for given, status := range map[string]int{
		tag: 304, strings.TrimPrefix(tag, "W/"): 304, `"other", ` + tag: 304, "*": 304, `"other"`: 200,
	} {
		if a := ts.ask(t, "GET", "/schema.graphql", "", "If-None-Match", given); a.Status != status || a.Header.Get("ETag") != tag {
			t.Errorf("If-None-Match %s: status %d, want %d", given, a.Status, status)
		}
	}
}

func TestReadyAsksTheStoreAndNamesNoReasonButACode(t *testing.T) {
	hang := make(chan struct{})
	defer close(hang)
	for name, c := range map[string]struct {
		ask    func(context.Context) (string, error)
		status int
		body   string
	}{
		"no store to ask":  {nil, 200, `{"ready":true}`},
		"the store is up":  {func(context.Context) (string, error) { return "Neo4j 5.26.0", nil }, 200, `{"ready":true,"store":"Neo4j 5.26.0"}`},
		"the store fails":  {func(context.Context) (string, error) { return "Neo4j 5.26.0", errors.New("password wrong") }, 503, `{"ready":false,"reason":"SERVICE_UNAVAILABLE"}`},
		"the store panics": {func(context.Context) (string, error) { panic("password wrong") }, 503, `{"ready":false,"reason":"SERVICE_UNAVAILABLE"}`},
		"the store hangs":  {func(context.Context) (string, error) { <-hang; return "", nil }, 503, `{"ready":false,"reason":"SERVICE_UNAVAILABLE"}`},
	} {
		ts := newTestServer(t, server.Config{Ready: c.ask, ReadyTimeout: 50 * time.Millisecond})
		a := ts.ask(t, "GET", "/readyz", "")
		if a.Status != c.status || a.Body != c.body+"\n" || (a.Status == 503) != (a.Header.Get("Retry-After") != "") {
			t.Errorf("%s: status %d, body %s", name, a.Status, a.Body)
		}
		if a := ts.ask(t, "GET", "/healthz", ""); a.Status != 200 || a.Body != "ok\n" {
			t.Errorf("%s: /healthz has status %d, body %q", name, a.Status, a.Body)
		}
		if line := ts.lines(t)[0]; (line["level"] == "warn") != (c.status == 503) {
			t.Errorf("%s: log line %v", name, line)
		}
	}
}

func TestStoreThatIsSlowAtFirstIsReadyInTheEnd(t *testing.T) {
	warm := make(chan struct{})
	ts := newTestServer(t, server.Config{ReadyTimeout: time.Second, Ready: func(ctx context.Context) (string, error) {
		select {
		case <-warm:
			return "", nil
		case <-time.After(2 * time.Second): // longer than a probe waits
			close(warm)
			return "", nil
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}})
	if a := ts.ask(t, "GET", "/readyz", ""); a.Status != 503 {
		t.Errorf("a store that has not answered yet is ready: status %d", a.Status)
	}
	waitFor(t, "the store to be ready", func() bool { return ts.ask(t, "GET", "/readyz", "").Status == 200 })
}

func TestManyProbesAskASlowStoreOnce(t *testing.T) {
	var asked atomic.Int32
	release := make(chan struct{})
	ts := newTestServer(t, server.Config{ReadyTimeout: 5 * time.Second, Ready: func(context.Context) (string, error) {
		asked.Add(1)
		<-release
		return "", nil
	}})
	var probes sync.WaitGroup
	var begun sync.WaitGroup
	for range 8 {
		begun.Add(1)
		probes.Go(func() {
			begun.Done()
			if a := ts.ask(t, "GET", "/readyz", ""); a.Status != 200 {
				t.Errorf("status %d", a.Status)
			}
		})
	}
	begun.Wait()
	time.Sleep(100 * time.Millisecond) // the probes are on their way; a late one would only ask once more
	close(release)
	probes.Wait()
	if n := asked.Load(); n > 2 {
		t.Errorf("8 probes asked the store %d times", n)
	}
}

func TestPagesOfOtherOriginsReadOnlyWhenTheyAreListed(t *testing.T) {
	const listed, other = "https://dashboard.example", "https://other.example"
	for _, c := range []struct {
		allowed []string
		origin  string
		shared  bool
	}{
		{nil, listed, false},
		{[]string{listed}, listed, true},
		{[]string{listed}, other, false},
		{[]string{listed}, "null", false},
		{[]string{"*"}, other, true},
	} {
		ts := newTestServer(t, server.Config{CORSOrigins: c.allowed})
		before := ts.ask(t, "OPTIONS", "/graphql", "", "Origin", c.origin, "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type")
		after := ts.ask(t, "POST", "/graphql", `{"query":"{answer}"}`, "Origin", c.origin)
		want := map[bool]string{true: c.origin}[c.shared]
		for name, a := range map[string]answer{"preflight": before, "request": after} {
			if got := a.Header.Get("Access-Control-Allow-Origin"); got != want {
				t.Errorf("%s of %s with %v allowed: Allow-Origin %q, want %q", name, c.origin, c.allowed, got, want)
			}
			if a.Header.Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("%s: credentials are allowed", name)
			}
			if vary := strings.Join(a.Header.Values("Vary"), ","); len(c.allowed) > 0 && !strings.Contains(vary, "Origin") {
				t.Errorf("%s: Vary %q lacks Origin", name, vary)
			}
		}
		if got := after.Header.Get("Access-Control-Expose-Headers"); strings.Contains(got, "Exitgraph-Revision") != c.shared {
			t.Errorf("request of %s: Expose-Headers %q", c.origin, got)
		}
		if got := before.Header.Get("Access-Control-Allow-Headers"); before.Status != 204 || strings.Contains(got, "Content-Type") != c.shared {
			t.Errorf("preflight of %s: status %d, Allow-Headers %q", c.origin, before.Status, got)
		}
	}
}
