package server_test

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

func TestTheFirstPageIsServedInTheLanguageOfTheReader(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t), Pages: server.Pages{Leave: "https://neutral.example/", Help: "https://help.example/"}})
	for wanted, lang := range map[string]string{"": "en", "it-IT,it;q=0.9,en;q=0.5": "it", "de": "en", "en-GB": "en", "x;;": "en"} {
		a := ts.ask(t, "GET", "/", "", "Accept-Language", wanted)
		if a.Status != 200 || a.Header.Get("Content-Type") != "text/html; charset=utf-8" || a.Header.Get("Content-Language") != lang || !strings.Contains(strings.Join(a.Header.Values("Vary"), ","), "Accept-Language") {
			t.Fatalf("%q: status %d, header %v", wanted, a.Status, a.Header)
		}
		for _, want := range []string{`<html lang="` + lang + `"`, "<h1", `href="/` + lang + `/map"`, `href="https://help.example/"`, `data-leave="https://neutral.example/"`} {
			if !strings.Contains(a.Body, want) {
				t.Errorf("%q: the page lacks %q", wanted, want)
			}
		}
		for _, forbidden := range []string{"<style", " style=", " onclick="} {
			if strings.Contains(a.Body, forbidden) {
				t.Errorf("%q: the page has %q", wanted, forbidden)
			}
		}
	}
	if status, to := redirect(t, ts.URL+"/leave"); status != http.StatusSeeOther || to != "https://neutral.example/" {
		t.Errorf("the quick exit without scripts is %d to %q", status, to)
	}
}

func TestPagesProtectTheirReaders(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	for target, status := range map[string]int{"/": 200, "/en/map": 200, "/it/factors/family": 200, "/en/factors/nobody": 404, "/en/map?seting=INDOOR": 400, "/nowhere": 404} {
		a := ts.ask(t, "GET", target, "", "Accept", "text/html")
		if a.Status != status {
			t.Errorf("%s: status %d, want %d", target, a.Status, status)
		}
		for name, want := range map[string]string{
			"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := a.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", target, name, got, want)
			}
		}
		policy := a.Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: the policy lacks %s: %s", target, want, policy)
			}
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") || a.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s: policy %s, cookies %q", target, policy, a.Header.Get("Set-Cookie"))
		}
	}
	if text := ts.log.String(); strings.Contains(text, "family") || strings.Contains(text, "nobody") || strings.Contains(text, "INDOOR") || !strings.Contains(text, `"path":"/it/factors/{key}"`) {
		t.Errorf("the log tells what was read: %s", text)
	}
}

func TestLinksAndRedirectsBeginWithThePathOfThePublicAddress(t *testing.T) {
	link := regexp.MustCompile(`href="([^"]*)"`)
	for address, base := range map[string]string{
		"": "", "https://e.example": "", "https://e.example/": "", "https://e.example/base": "/base",
		"https://e.example/a/b/": "/a/b", "https://e.example//other.example": "/other.example", "https://e.example/a%20b": "/a%20b",
	} {
		ts := newTestServer(t, server.Config{Engine: realEngine(t), PublicURL: address})
		for _, path := range []string{"/", "/nowhere"} {
			a := ts.ask(t, "GET", path, "", "Accept", "text/html")
			found := link.FindAllStringSubmatch(a.Body, -1)
			if len(found) < 10 {
				t.Errorf("%q: %s has %d links", address, path, len(found))
			}
			for _, l := range found {
				if strings.HasPrefix(l[1], "#") {
					continue
				}
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

func TestAPageWithoutDataIsAWholePageThatSaysSo(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: engineFunc(func(context.Context, schema.Request) *schema.Response {
		f := fault.New(fault.Unavailable, "secret words of a store")
		f.Cause = errors.New("dial tcp: no route")
		return &schema.Response{Body: schema.NewBody([]byte(`{"errors":[{"message":"secret words of a store"}]}`)), Errors: []*fault.Error{f}}
	})})
	a := ts.ask(t, "GET", "/", "")
	if a.Status != 503 || a.Header.Get("Retry-After") == "" || !strings.Contains(a.Body, "cannot be read just now") || !strings.HasSuffix(a.Body, "</html>\n") {
		t.Errorf("status %d, body %s", a.Status, a.Body)
	}
	if strings.Contains(a.Body, "dial tcp") || strings.Contains(a.Body, "secret") {
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
	var asked atomic.Int32
	warm, answered := make(chan struct{}), make(chan struct{})
	ts := newTestServer(t, server.Config{ReadyTimeout: 50 * time.Millisecond, Ready: func(ctx context.Context) (string, error) {
		if asked.Add(1) == 1 {
			select {
			case <-warm: // later than a probe waits
				close(answered)
			case <-ctx.Done():
			}
			return "", ctx.Err()
		}
		select {
		case <-answered:
			return "", nil
		default:
			return "", errors.New("the first question was given up")
		}
	}})
	if a := ts.ask(t, "GET", "/readyz", ""); a.Status != 503 {
		t.Errorf("a store that has not answered yet is ready: status %d", a.Status)
	}
	close(warm)
	waitFor(t, "the store to be ready", func() bool { return ts.ask(t, "GET", "/readyz", "").Status == 200 })
}

func TestManyProbesAskASlowStoreOnce(t *testing.T) {
	var asked atomic.Int32
	release := make(chan struct{})
	ts := newTestServer(t, server.Config{ReadyTimeout: 200 * time.Millisecond, Ready: func(context.Context) (string, error) {
		asked.Add(1)
		<-release
		return "", nil
	}})
	defer close(release)
	var probes sync.WaitGroup
	for range 8 {
		probes.Go(func() {
			if a := ts.ask(t, "GET", "/readyz", ""); a.Status != 503 {
				t.Errorf("status %d before the store has answered", a.Status)
			}
		})
	}
	probes.Wait()
	if n := asked.Load(); n != 1 {
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
