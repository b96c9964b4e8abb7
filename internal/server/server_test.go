package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

const (
	modernType = "application/graphql-response+json"
	plainType  = "application/json"
	testSDL    = "type Query { answer: Int }\n"
)

// engineFunc is an engine that a test drives.
type engineFunc func(context.Context, schema.Request) *schema.Response

func (f engineFunc) Do(ctx context.Context, r schema.Request) *schema.Response { return f(ctx, r) }
func (engineFunc) SDL() string                                                 { return testSDL }

// Replay hands a permalink to the same function, as the text of a document.
func (f engineFunc) Replay(ctx context.Context, permalink string) *schema.Response {
	return f(ctx, schema.Request{Query: permalink})
}

// answer42 answers every request with the same data.
func answer42(context.Context, schema.Request) *schema.Response {
	return &schema.Response{Body: schema.NewBody([]byte(`{"data":{"answer":42}}`)), Executed: true}
}

// refused is the answer of an engine that did not begin to execute.
func refused(code fault.Code) *schema.Response {
	return &schema.Response{
		Body:   schema.NewBody([]byte(`{"errors":[{"message":"No.","extensions":{"code":"` + string(code) + `"}}]}`)),
		Errors: []*fault.Error{fault.New(code, "No.")},
	}
}

// partial is the answer of an engine that met an error at one field.
func partial(code fault.Code) *schema.Response {
	resp := refused(code)
	resp.Body = schema.NewBody(append([]byte(`{"data":{"answer":null},`), resp.Body.Bytes()[1:]...))
	resp.Executed = true
	return resp
}

// nothing is the answer of an engine whose error took all data with it.
func nothing(code fault.Code) *schema.Response {
	resp := partial(code)
	resp.Body = schema.NewBody(bytes.Replace(resp.Body.Bytes(), []byte(`{"answer":null}`), []byte("null"), 1))
	resp.DataIsNull = true
	return resp
}

// testServer is a whole server on a port of this machine.
type testServer struct {
	URL, Addr string
	stop      func() error
	log       *logBuffer
}

// newTestServer serves cfg until the test ends. Without an engine it answers 42.
func newTestServer(t testing.TB, cfg server.Config) *testServer {
	t.Helper()
	if cfg.Engine == nil {
		cfg.Engine = engineFunc(answer42)
	}
	buffer := &logBuffer{}
	cfg.Logger = zerolog.New(buffer)
	h, err := server.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- server.Serve(ctx, ln, h, cfg) }()
	stop := sync.OnceValue(func() error {
		cancel()
		http.DefaultClient.CloseIdleConnections()
		return <-served
	})
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Errorf("stopping the server: %v", err)
		}
	})
	return &testServer{URL: "http://" + ln.Addr().String(), Addr: ln.Addr().String(), stop: stop, log: buffer}
}

// lines stops the server and gives what it logged, one map for each line.
func (ts *testServer) lines(t testing.TB) []map[string]any {
	t.Helper()
	if err := ts.stop(); err != nil {
		t.Fatal(err)
	}
	var lines []map[string]any
	for text := range strings.SplitSeq(strings.TrimSpace(ts.log.String()), "\n") {
		var line map[string]any
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatalf("log line %q: %v", text, err)
		}
		lines = append(lines, line)
	}
	return lines
}

type logBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *logBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// answer is a response read to its end.
type answer struct {
	Status int
	Header http.Header
	Body   string
}

// ask sends a request; headers come as name, value, name, value. A name with the
// value "-" is not sent at all.
func (ts *testServer) ask(t testing.TB, method, path, body string, headers ...string) answer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, ts.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if method == http.MethodPost {
		req.Header.Set("Content-Type", plainType)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i+1] == "-" {
			req.Header.Del(headers[i])
			continue
		}
		req.Header.Set(headers[i], headers[i+1])
	}
	client := http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       2 * time.Minute,
	}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header, string(text)}
}

// code gives the code of the first error, after checking that the answer is a
// well-formed GraphQL answer without data.
func (a answer) code(t testing.TB) fault.Code {
	t.Helper()
	var body struct {
		Data   any
		Errors []struct {
			Message    string
			Extensions struct {
				Code      fault.Code
				RequestID string
			}
		}
	}
	if err := json.Unmarshal([]byte(a.Body), &body); err != nil || len(body.Errors) == 0 || body.Errors[0].Message == "" {
		t.Fatalf("no well-formed GraphQL error: %q (%v)", a.Body, err)
	}
	return body.Errors[0].Extensions.Code
}

func TestNewRefusesSettingsThatCannotWork(t *testing.T) {
	engine := engineFunc(answer42)
	for want, cfg := range map[string]server.Config{
		"no engine":                 {},
		"294 or 200, not 207":       {Engine: engine, PartialStatus: 207},
		"no documents are listed":   {Engine: engine, PersistedOnly: true},
		"metrics are to be served":  {Engine: engine, ServeMetrics: true},
		"must be longer than":       {Engine: engine, Timeout: time.Minute, WriteTimeout: time.Second},
		"MaxBody must not be":       {Engine: engine, MaxBody: -1},
		"Timeout must not be":       {Engine: engine, Timeout: -1},
		`"dashboard.example" is no`: {Engine: engine, CORSOrigins: []string{"dashboard.example"}},
		`example/" is no origin`:    {Engine: engine, CORSOrigins: []string{"https://dashboard.example/"}},
	} {
		if _, err := server.New(cfg); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("New with a wrong setting: error %v, want one with %q", err, want)
		}
	}
}

func TestEveryPathAnswersItsMethodsAndRefusesOthersWithAllow(t *testing.T) {
	ts := newTestServer(t, server.Config{})
	for path, allow := range map[string]string{
		"/":               "GET, HEAD, OPTIONS",
		"/graphql":        "GET, HEAD, POST, OPTIONS",
		"/schema.graphql": "GET, HEAD, OPTIONS",
		"/healthz":        "GET, HEAD, OPTIONS",
		"/readyz":         "GET, HEAD, OPTIONS",
		"/en/map":         "GET, HEAD, OPTIONS",
	} {
		target := path
		if path == "/graphql" {
			target += "?query=%7Banswer%7D"
		}
		get, head := ts.ask(t, "GET", target, ""), ts.ask(t, "HEAD", target, "")
		if get.Status != 200 || get.Body == "" {
			t.Errorf("GET %s: status %d, %d bytes", path, get.Status, len(get.Body))
		}
		if head.Status != 200 || head.Body != "" || head.Header.Get("Content-Type") != get.Header.Get("Content-Type") {
			t.Errorf("HEAD %s: status %d, type %q, body %q", path, head.Status, head.Header.Get("Content-Type"), head.Body)
		}
		if a := ts.ask(t, "DELETE", path, ""); a.Status != 405 || a.Header.Get("Allow") != allow || a.code(t) != server.MethodNotAllowed {
			t.Errorf("DELETE %s: status %d, Allow %q, want 405 with %q", path, a.Status, a.Header.Get("Allow"), allow)
		}
		if a := ts.ask(t, "OPTIONS", path, ""); a.Status != 204 || a.Header.Get("Allow") != allow {
			t.Errorf("OPTIONS %s: status %d, Allow %q", path, a.Status, a.Header.Get("Allow"))
		}
	}
}

func TestUnknownPathNamesTheRoutesInTheFormTheClientTakes(t *testing.T) {
	ts := newTestServer(t, server.Config{})
	a := ts.ask(t, "GET", "/grapql", "")
	if a.Status != 404 || a.code(t) != fault.NotFound || !strings.Contains(a.Body, "/graphql, /schema.graphql") {
		t.Errorf("status %d, body %s", a.Status, a.Body)
	}
	a = ts.ask(t, "GET", "/grapql", "", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	if a.Status != 404 || !strings.Contains(a.Body, `<a href="/graphql">`) {
		t.Errorf("as a page: status %d, body %s", a.Status, a.Body)
	}
}

func TestEveryAnswerProtectsReaders(t *testing.T) {
	ts := newTestServer(t, server.Config{})
	for _, target := range []string{"/", "/graphql?query=%7Banswer%7D", "/graphql?query=", "/schema.graphql", "/healthz", "/readyz", "/en/map", "/nowhere"} {
		a := ts.ask(t, "GET", target, "")
		policy := "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
		if strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") {
			policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
		}
		for name, want := range map[string]string{
			"Content-Security-Policy":      policy,
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Referrer-Policy":              "no-referrer",
			"X-Content-Type-Options":       "nosniff",
		} {
			if got := a.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", target, name, got, want)
			}
		}
		if a.Status != 200 && a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: an error with Cache-Control %q", target, a.Header.Get("Cache-Control"))
		}
	}
}
