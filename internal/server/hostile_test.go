package server_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/internal/server"
)

// hostile is a request of which nothing good can come, and what is said to it.
type hostile struct {
	name   string
	body   string
	status int
	code   string
}

func query(text string) string { return queryWith(text, "{}") }

func queryWith(text, variables string) string {
	q, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return `{"query":` + string(q) + `,"variables":` + variables + `}`
}

// bomb is a chain of fragments each of which spreads the next twice.
func bomb(links int) string {
	var b strings.Builder
	b.WriteString("{...F0}")
	for i := range links {
		f, next := "F"+string(rune('a'+i)), "F"+string(rune('a'+i+1))
		if i == 0 {
			f = "F0"
		}
		b.WriteString(" fragment " + f + " on Query{...on Query{..." + next + "} ...on Query{..." + next + "}}")
	}
	b.WriteString(" fragment F" + string(rune('a'+links)) + " on Query{release{version}}")
	return b.String()
}

func hostileRequests() []hostile {
	nested := strings.Repeat("{a", 10_000) + strings.Repeat("}", 10_000)
	var aliases strings.Builder
	for range 50_000 {
		aliases.WriteString("a:__typename ")
	}
	const byPhase = `query($w: FindingFilter){findings(where:$w){totalCount}}`
	return []hostile{
		{"a fragment that spreads itself", query(`{...F} fragment F on Query{a ...F}`), 422, "GRAPHQL_VALIDATION_FAILED"},
		{"10,000 nested selections", query(nested), 422, "QUERY_TOO_COMPLEX"},
		{"nesting without an end", query(strings.Repeat("{a", 10_000)), 422, "QUERY_TOO_COMPLEX"},
		{"50,000 aliases", queryWith("{"+aliases.String()+"}", "{}"), 422, "QUERY_TOO_COMPLEX"},
		{"300 aliases", query("{" + strings.Repeat("a:__typename ", 300) + "}"), 422, "QUERY_TOO_COMPLEX"},
		{"a fragment bomb", query(bomb(16)), 422, "QUERY_TOO_COMPLEX"},
		{"nested lists without an end", query(`{findings(first:` + strings.Repeat("[", 9_000)), 422, "QUERY_TOO_COMPLEX"},
		{"a body of 10 MB", query(strings.Repeat("#", 10<<20)), 413, "PAYLOAD_TOO_LARGE"},
		{"truncated JSON", `{"query":"{release{ver`, 400, "BAD_REQUEST"},
		{"a document that does not parse", query(`{release{version`), 400, "GRAPHQL_PARSE_FAILED"},
		{"a field that is not there", query(`{relase{version}}`), 422, "GRAPHQL_VALIDATION_FAILED"},
		{"no such operation", `{"query":"query A{release{version}}","operationName":"B"}`, 422, "OPERATION_RESOLUTION_FAILURE"},
		{"a page below zero", query(`{findings(first:-1){totalCount}}`), 294, "BAD_USER_INPUT"},
		{"a page without an end", query(`{findings(first:1000000000){totalCount}}`), 294, "BAD_USER_INPUT"},
		{"a number beyond 32 bits", query(`{findings(first:99999999999){totalCount}}`), 422, "GRAPHQL_VALIDATION_FAILED"},
		{"a made-up cursor", query(`{findings(after:"AAAA"){totalCount}}`), 294, "BAD_USER_INPUT"},
		{"an unknown value in a variable", queryWith(byPhase, `{"w":{"valence":{"eq":"GOOD"}}}`), 422, "BAD_USER_INPUT"},
		{"a number for a word in a nested filter", queryWith(byPhase, `{"w":{"AND":[{"study":{"title":{"contains":5}}}]}}`), 422, "BAD_USER_INPUT"},
		{"an unknown field in a nested filter", queryWith(byPhase, `{"w":{"NOT":{"studdy":{}}}}`), 422, "BAD_USER_INPUT"},
		{"a lone surrogate", `{"query":"{release{version}}","variables":{"a":"\ud800"}}`, 400, "BAD_REQUEST"},
		{"NUL in the document", query("{release{version\x00}}"), 400, "GRAPHQL_PARSE_FAILED"},
		{"raw NUL in the body", "{\"query\":\"\x00\"}", 400, "BAD_REQUEST"},
		{"more objects than a server should make", query(`{studies(first:1000){nodes{findings(first:100){nodes{factor{findings(first:100){nodes{key}}}}}}}}`), 422, "QUERY_TOO_COMPLEX"},
	}
}

// Every hostile request gets its status, its code and a sentence; nothing above
// info is logged, and the server answers on as before.
func TestHostileRequestsAreRefusedAndHarmNothing(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	for _, h := range hostileRequests() {
		t.Run(h.name, func(t *testing.T) {
			begun := time.Now()
			got := post(t, ts, h.body)
			if got.Status != h.status || !strings.Contains(got.Body, `"code":"`+h.code+`"`) {
				t.Errorf("status %d, want %d with %s: %.400s", got.Status, h.status, h.code, got.Body)
			}
			var answer struct{ Errors []struct{ Message string } }
			if err := json.Unmarshal([]byte(got.Body), &answer); err != nil || len(answer.Errors) == 0 || answer.Errors[0].Message == "" {
				t.Errorf("no well-formed error with a sentence: %.400s", got.Body)
			}
			if took := time.Since(begun); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
	if got := post(t, ts, query(`{release{version}}`)); got.Status != http.StatusOK {
		t.Errorf("afterwards: %d %s", got.Status, got.Body)
	}
	for _, line := range ts.lines(t) {
		if level := line["level"]; level != "info" && level != "debug" {
			t.Errorf("logged at %v: %v", level, line)
		}
	}
}

// Sixty-four clients at once, hostile and friendly, each get what is theirs.
func TestSixtyFourClientsShareOneEngine(t *testing.T) {
	// Nobody is refused for taking long, however busy the machine is.
	ts := newTestServer(t, server.Config{Engine: realEngine(t), Timeout: time.Minute})
	requests := append(hostileRequests(),
		hostile{"the matrix", query(`{evidenceMatrix{total{findings studies}cells{counts{studies}}}}`), 200, ""},
		hostile{"a list", query(`{findings(first:50){nodes{key factor{key} study{key samples{key}}}}}`), 200, ""})
	var clients sync.WaitGroup
	for i := range 64 {
		clients.Go(func() {
			for j := range 4 {
				h := requests[(i*4+j)%len(requests)]
				if h.status == http.StatusRequestEntityTooLarge {
					continue // its connection is closed, which says nothing of sharing
				}
				if got := post(t, ts, h.body); got.Status != h.status {
					t.Errorf("%s: status %d, want %d", h.name, got.Status, h.status)
				}
			}
		})
	}
	clients.Wait()
}

func post(t *testing.T, ts *testServer, body string) answer {
	t.Helper()
	return ts.ask(t, http.MethodPost, "/graphql", body, "Accept", modernType)
}
