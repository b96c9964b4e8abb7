package server_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// refusal is a request that the server refuses before GraphQL begins.
type refusal struct {
	name           string
	method, target string // POST /graphql when empty
	body           string
	headers        []string
	code           fault.Code
	status, legacy int    // for the newer media type, and for application/json only
	says           string // part of the sentence
}

func refusals() []refusal {
	long := strings.Repeat("x", 20_000)
	bad, shape := server.BadRequest, fault.BadUserInput
	return []refusal{
		{name: "no body", body: "", code: bad, status: 400, legacy: 400, says: "unexpected end"},
		{name: "not JSON", body: "NONSENSE", code: bad, status: 400, legacy: 400, says: "not JSON"},
		{name: "truncated", body: `{"query":"{ answer`, code: bad, status: 400, legacy: 400, says: "unexpected end"},
		{name: "text after the JSON", body: `{"query":"{answer}"} more`, code: bad, status: 400, legacy: 400, says: "byte 22"},
		{name: "two objects", body: `{"query":"{answer}"}{}`, code: bad, status: 400, legacy: 400, says: "after top-level"},
		{name: "raw NUL", body: "{\"query\":\"{answer}\x00\"}", code: bad, status: 400, legacy: 400, says: "not JSON"},
		{name: "not UTF-8", body: "{\"query\":\"\xff\"}", code: bad, status: 400, legacy: 400, says: "not UTF-8"},
		{name: "UTF-16", body: "\xff\xfe{\x00}\x00", code: bad, status: 400, legacy: 400, says: "not UTF-8"},
		{name: "lone high surrogate", body: `{"query":"\ud800"}`, code: bad, status: 400, legacy: 400, says: "surrogate"},
		{name: "lone low surrogate", body: `{"query":"{a}","variables":{"a":["\uDC00"]}}`, code: bad, status: 400, legacy: 400, says: "surrogate"},
		{name: "surrogate in a key", body: `{"query":"{a}","variables":{"\ud83d":1}}`, code: bad, status: 400, legacy: 400, says: "surrogate"},
		{name: "surrogates in wrong order", body: `{"query":"\udc00\ud800"}`, code: bad, status: 400, legacy: 400, says: "surrogate"},
		{name: "surrogate at the end", body: `{"query":"\ud800`, code: bad, status: 400, legacy: 400, says: "surrogate"},
		{name: "deep JSON", body: `{"query":"{a}","variables":` + strings.Repeat(`{"a":`, 20_000) + "1", code: fault.QueryTooComplex, status: 422, legacy: 400, says: "deeper than 64 levels"},

		{name: "batch", body: `[{"query":"{answer}"}]`, code: shape, status: 422, legacy: 400, says: "Several requests"},
		{name: "null", body: `null`, code: shape, status: 422, legacy: 400, says: "not an object"},
		{name: "number", body: `7`, code: shape, status: 422, legacy: 400, says: "not an object"},
		{name: "no query", body: `{"qeury":"{answer}"}`, code: shape, status: 422, legacy: 400, says: "no query"},
		{name: "query in capitals", body: `{"Query":"{answer}"}`, code: shape, status: 422, legacy: 400, says: "no query"},
		{name: "null query", body: `{"query":null}`, code: shape, status: 422, legacy: 400, says: "no query"},
		{name: "query is a number", body: `{"query":7}`, code: shape, status: 422, legacy: 400, says: "query must be a string"},
		{name: "empty query", body: `{"query":" \n"}`, code: fault.ParseFailed, status: 400, legacy: 400, says: "query is empty"},
		{name: "operationName is an object", body: `{"query":"{a}","operationName":{}}`, code: shape, status: 422, legacy: 400, says: "operationName must be"},
		{name: "variables are a list", body: `{"query":"{a}","variables":[7]}`, code: shape, status: 422, legacy: 400, says: "variables must be"},
		{name: "variables are a string", body: `{"query":"{a}","variables":"{}"}`, code: shape, status: 422, legacy: 400, says: "variables must be"},
		{name: "extensions are false", body: `{"query":"{a}","extensions":false}`, code: shape, status: 422, legacy: 400, says: "extensions must be"},

		{name: "an id of another sort", body: `{"documentId":"md5:00"}`, code: shape, status: 422, legacy: 400, says: "must be sha256:"},
		{name: "an id that is too short", body: `{"documentId":"sha256:00"}`, code: shape, status: 422, legacy: 400, says: "must be sha256:"},
		{name: "an id in capitals", method: "GET", target: "/graphql?documentId=sha256:" + strings.Repeat("AB", 32), code: shape, status: 422, legacy: 400, says: "must be sha256:"},
		{name: "an id that is a number", body: `{"documentId":7}`, code: shape, status: 422, legacy: 400, says: "documentId must be a string"},
		{name: "two ids", body: `{"documentId":"sha256:` + strings.Repeat("ab", 32) + `","extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + strings.Repeat("cd", 32) + `"}}}`, code: shape, status: 422, legacy: 400, says: "two different hashes"},
		{name: "an empty query beside an id", body: `{"query":"","documentId":"sha256:` + strings.Repeat("ab", 32) + `"}`, code: fault.ParseFailed, status: 400, legacy: 400, says: "query is empty"},
		{name: "persistedQuery of another version", body: `{"extensions":{"persistedQuery":{"version":2,"sha256Hash":"` + strings.Repeat("ab", 32) + `"}}}`, code: shape, status: 422, legacy: 400, says: "persistedQuery must be"},
		{name: "persistedQuery is no object", body: `{"query":"{a}","extensions":{"persistedQuery":true}}`, code: shape, status: 422, legacy: 400, says: "persistedQuery must be"},
		{name: "persistedQuery without a hash", body: `{"query":"{a}","extensions":{"persistedQuery":{"version":1}}}`, code: shape, status: 422, legacy: 400, says: "persistedQuery must be"},

		{name: "no parameters", method: "GET", target: "/graphql", code: shape, status: 422, legacy: 400, says: "no parameter query"},
		{name: "empty parameter", method: "GET", target: "/graphql?query=", code: shape, status: 422, legacy: 400, says: "no parameter query"},
		{name: "blank parameter", method: "GET", target: "/graphql?query=%20", code: fault.ParseFailed, status: 400, legacy: 400, says: "query is empty"},
		{name: "query twice", method: "GET", target: "/graphql?query=%7Ba%7D&query=%7Bb%7D", code: bad, status: 400, legacy: 400, says: "more than once"},
		{name: "broken escape", method: "GET", target: "/graphql?query=%7Ba%7D&variables=%zz", code: bad, status: 400, legacy: 400, says: "percent-encode"},
		{name: "parameter not UTF-8", method: "GET", target: "/graphql?query=%ff", code: bad, status: 400, legacy: 400, says: "not UTF-8"},
		{name: "variables not JSON", method: "GET", target: "/graphql?query=%7Ba%7D&variables=%7B", code: bad, status: 400, legacy: 400, says: "variables is not JSON"},
		{name: "variables not an object", method: "GET", target: "/graphql?query=%7Ba%7D&variables=%5B%5D", code: shape, status: 422, legacy: 400, says: "variables must be"},
		{name: "surrogate in variables", method: "GET", target: "/graphql?query=%7Ba%7D&variables=%7B%22a%22:%22%5Cud800%22%7D", code: bad, status: 400, legacy: 400, says: "surrogate"},
		{name: "extensions not an object", method: "GET", target: "/graphql?query=%7Ba%7D&extensions=1", code: shape, status: 422, legacy: 400, says: "extensions must be"},

		{name: "wrong method", method: "PUT", target: "/graphql", code: server.MethodNotAllowed, status: 405, legacy: 405, says: "GET, HEAD, POST, OPTIONS"},
		{name: "nothing acceptable", body: `{"query":"{a}"}`, headers: []string{"Accept", "text/html"}, code: server.NotAcceptable, status: 406, legacy: 406, says: "in Accept"},
		{name: "10 MB", body: `{"query":"` + strings.Repeat("x", 10<<20) + `"}`, code: server.PayloadTooLarge, status: 413, legacy: 413, says: "larger than 1048576 bytes"},
		{name: "long URL", method: "GET", target: "/graphql?query=" + long, code: server.URITooLong, status: 414, legacy: 414, says: "longer than 16384 bytes"},
		{name: "long URL elsewhere", method: "GET", target: "/" + long, code: server.URITooLong, status: 414, legacy: 414, says: "longer than 16384 bytes"},
		{name: "no Content-Type", body: `{"query":"{a}"}`, headers: []string{"Content-Type", "-"}, code: server.UnsupportedMediaType, status: 415, legacy: 415, says: "application/json"},
		{name: "a form", body: "query=%7Ba%7D", headers: []string{"Content-Type", "application/x-www-form-urlencoded"}, code: server.UnsupportedMediaType, status: 415, legacy: 415, says: "application/json"},
		{name: "plain text", body: `{"query":"{a}"}`, headers: []string{"Content-Type", "text/plain"}, code: server.UnsupportedMediaType, status: 415, legacy: 415, says: "application/json"},
		{name: "broken Content-Type", body: `{"query":"{a}"}`, headers: []string{"Content-Type", "application/json; charset="}, code: server.UnsupportedMediaType, status: 415, legacy: 415, says: "application/json"},
		{name: "other charset", body: `{"query":"{a}"}`, headers: []string{"Content-Type", "application/json; charset=utf-16"}, code: server.UnsupportedMediaType, status: 415, legacy: 415, says: "UTF-8"},
		{name: "compressed", body: `{"query":"{a}"}`, headers: []string{"Content-Encoding", "gzip"}, code: server.UnsupportedMediaType, status: 415, legacy: 415, says: "Content-Encoding"},
		{name: "slow body", target: slowTarget, code: server.RequestTimeout, status: 408, legacy: 408, says: "too long to arrive"},
	}
}

// slowTarget marks the request that never sends the end of its body.
const slowTarget = "slow"

func TestRequestsThatAreNotWellFormedAreRefused(t *testing.T) {
	patient := newTestServer(t, server.Config{})
	impatient := newTestServer(t, server.Config{ReadTimeout: 2 * time.Second, ReadHeaderTimeout: 2 * time.Second})
	for _, c := range refusals() {
		ts := patient
		if c.target == slowTarget {
			ts = impatient
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for accept, want := range map[string]int{modernType: c.status, plainType: c.legacy} {
				a := ts.askRefused(t, c, accept)
				if a.Status != want || a.code(t) != c.code || !strings.Contains(a.Body, c.says) {
					t.Errorf("for %s: status %d, body %s; want %d, %s, %q", accept, a.Status, a.Body, want, c.code, c.says)
				}
				wantType := accept
				if c.code == server.NotAcceptable {
					wantType = plainType
				}
				if got := a.Header.Get("Content-Type"); got != wantType+"; charset=utf-8" {
					t.Errorf("for %s: Content-Type %q", accept, got)
				}
				if !strings.Contains(a.Body, `"requestId":"`+a.Header.Get("X-Request-Id")+`"`) {
					t.Errorf("for %s: the body does not name the request id", accept)
				}
				if a.Header.Get("Cache-Control") != "no-store" {
					t.Errorf("for %s: Cache-Control %q", accept, a.Header.Get("Cache-Control"))
				}
			}
		})
	}
}

func (ts *testServer) askRefused(t *testing.T, c refusal, accept string) answer {
	t.Helper()
	if c.target == slowTarget {
		return ts.sendRaw(t, "POST /graphql HTTP/1.1\r\nHost: test\r\nAccept: "+accept+
			"\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"query\":")
	}
	method, target := c.method, c.target
	if method == "" {
		method, target = "POST", "/graphql"
	}
	return ts.ask(t, method, target, c.body, append([]string{"Accept", accept}, c.headers...)...)
}

// sendRaw writes bytes to the server as they are and reads one answer.
func (ts *testServer) sendRaw(t testing.TB, text string) answer {
	t.Helper()
	conn, err := net.Dial("tcp", ts.Addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	if err := conn.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header, string(body)}
}

func TestRefusalsNameTheLimitAndItsValue(t *testing.T) {
	ts := newTestServer(t, server.Config{MaxBody: 50, MaxURL: 40, MaxJSONDepth: 2})
	for limit, a := range map[string]answer{
		`{"name":"bodyBytes","value":50}`:            ts.ask(t, "POST", "/graphql", `{"query":"`+strings.Repeat("x", 50)+`"}`),
		`{"name":"urlBytes","value":40,"actual":57}`: ts.ask(t, "GET", "/graphql?query="+strings.Repeat("x", 42), ""),
		`{"name":"jsonDepth","value":2}`:             ts.ask(t, "POST", "/graphql", `{"query":"x","variables":{"a":[]}}`),
	} {
		if !strings.Contains(a.Body, `"limit":`+limit) {
			t.Errorf("body %s does not name the limit %s", a.Body, limit)
		}
	}
}

func TestAWaitingClientIsRefusedBeforeItSendsTooMuch(t *testing.T) {
	ts := newTestServer(t, server.Config{})
	a := ts.sendRaw(t, "POST /graphql HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n")
	if a.Status != 413 {
		t.Errorf("status %d, want 413 without 100 before it", a.Status)
	}
}

func TestABodyWithoutLengthIsLimitedToo(t *testing.T) {
	ts := newTestServer(t, server.Config{MaxBody: 10})
	a := ts.sendRaw(t, "POST /graphql HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"+
		fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", 20, strings.Repeat(" ", 20)))
	if a.Status != 413 {
		t.Errorf("status %d, want 413", a.Status)
	}
}

func TestHeadersThatAreTooLargeGet431(t *testing.T) {
	ts := newTestServer(t, server.Config{MaxHeaderBytes: 2 << 10})
	a := ts.sendRaw(t, "GET /healthz HTTP/1.1\r\nHost: test\r\nX-Padding: "+strings.Repeat("x", 8<<10)+"\r\n\r\n")
	if a.Status != 431 {
		t.Errorf("status %d, want 431", a.Status)
	}
}

func TestAMediaTypeThatIsNotReadIsNamedInAccept(t *testing.T) {
	ts := newTestServer(t, server.Config{})
	if a := ts.ask(t, "POST", "/graphql", "x", "Content-Type", "text/plain"); a.Header.Get("Accept") != plainType {
		t.Errorf("415 with Accept %q", a.Header.Get("Accept"))
	}
}
