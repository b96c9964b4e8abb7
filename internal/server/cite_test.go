package server_test

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// permalink asks a server for the permalink of an answer.
func permalink(t *testing.T, ts *testServer, question string) string {
	t.Helper()
	a := ts.ask(t, "GET", "/graphql?query="+url.QueryEscape("{ asked: "+question+" { citation { permalink } } }"), "")
	var body struct {
		Data struct {
			Asked struct{ Citation struct{ Permalink string } }
		}
	}
	if err := json.Unmarshal([]byte(a.Body), &body); err != nil || body.Data.Asked.Citation.Permalink == "" {
		t.Fatalf("%v: %s", err, a.Body)
	}
	return body.Data.Asked.Citation.Permalink
}

const citedTally = `tally(by: [SETTING], where: {study: {title: {contains: "ö & \"%\""}}})`

func TestAPermalinkIsAnsweredAndKept(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	for _, question := range []string{"evidenceMatrix", citedTally} {
		link := permalink(t, ts, question)
		a := ts.ask(t, "GET", link, "", "Accept", "text/html")
		if a.Status != 200 || a.Header.Get("Content-Type") != "application/json; charset=utf-8" || a.Header.Get("Cache-Control") != "no-cache" || a.Header.Get("ETag") == "" {
			t.Fatalf("status %d, headers %v", a.Status, a.Header)
		}
		if !strings.HasPrefix(a.Body, `{"data":{"release":{`) || !strings.HasSuffix(a.Body, "}}\n") || strings.Contains(a.Body, `"extensions"`) {
			t.Errorf("the answer is %.100s", a.Body)
		}
		servedInOtherWays(t, ts, link, a)
	}
}

// servedInOtherWays asks for a permalink without a body, with the tag of its
// answer, written in another way, and by a method that it does not have.
func servedInOtherWays(t *testing.T, ts *testServer, link string, a answer) {
	t.Helper()
	tag := a.Header.Get("ETag")
	if head := ts.ask(t, "HEAD", link, ""); head.Status != 200 || head.Body != "" || head.Header.Get("ETag") != tag {
		t.Errorf("HEAD has status %d, tag %s and body %.100q", head.Status, head.Header.Get("ETag"), head.Body)
	}
	if known := ts.ask(t, "GET", link, "", "If-None-Match", tag); known.Status != 304 || known.Body != "" {
		t.Errorf("a known answer has status %d and body %.100q", known.Status, known.Body)
	}
	// Mail programs and proxies write addresses in their own ways.
	if again := ts.ask(t, "GET", strings.ReplaceAll(link, ",", "%2C"), ""); again.Body != a.Body {
		t.Errorf("escaped in another way, the answer is %.200s", again.Body)
	}
	if post := ts.ask(t, "POST", link, "{}"); post.Status != 405 || post.Header.Get("Allow") != "GET, HEAD, OPTIONS" || post.code(t) != server.MethodNotAllowed {
		t.Errorf("POST has status %d: %s", post.Status, post.Body)
	}
}

func TestTheLongestPermalinkIsAnswered(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	ask := func(letters int) string {
		query := `{ tally(by: [SETTING], where: {study: {title: {contains: "` + strings.Repeat("x", letters) + `"}}}) { citation { permalink } } }`
		var body struct {
			Data struct {
				Tally struct{ Citation struct{ Permalink string } }
			}
		}
		a := ts.ask(t, "POST", "/graphql", `{"query":`+jsonOf(t, query)+`}`)
		if err := json.Unmarshal([]byte(a.Body), &body); err != nil {
			t.Fatalf("%v: %s", err, a.Body)
		}
		return body.Data.Tally.Citation.Permalink
	}
	link := ask(schema.MaxPermalink - len(ask(1)) + 1)
	if a := ts.ask(t, "GET", link, ""); len(link) != schema.MaxPermalink || a.Status != 200 {
		t.Errorf("a permalink of %d bytes has status %d: %.200s", len(link), a.Status, a.Body)
	}
}

func TestEachFaultOfAPermalinkHasItsCodeAndStatusForEveryClient(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	link := permalink(t, ts, "evidenceMatrix")
	hash := strings.Split(link, "/")[3]
	other := strings.Repeat("0", 64)
	for _, c := range []struct {
		name, link string
		status     int
		code       fault.Code
		says       string
	}{
		{"unknown release", strings.Replace(link, "/1.0.0/", "/0.9.0/", 1), 404, fault.NotFound, `is of release "0.9.0": ask a server that holds it`},
		{"altered hash", strings.Replace(link, hash, other, 1), 409, fault.Conflict, "Release 1.0.0 has another content here"},
		{"no hash", strings.Replace(link, hash, "abc", 1), 422, fault.BadUserInput, "its hash is not 64"},
		{"nothing behind cite", "/cite/", 422, fault.BadUserInput, "This is no permalink: copy it whole"},
		{"no arguments", before(link, "?"), 422, fault.BadUserInput, "its argument v is missing"},
		{"an argument is missing", strings.Replace(link, "&nonEmpty=false", "", 1), 422, fault.BadUserInput, "its argument nonEmpty is missing"},
		{"an argument too many", link + "&first=1", 422, fault.BadUserInput, "an argument that this question does not have"},
		{"an argument twice", link + "&rows=FACTOR", 422, fault.BadUserInput, "stands in it twice"},
		{"a flag that is none", strings.Replace(link, "nonEmpty=false", "nonEmpty=no", 1), 422, fault.BadUserInput, "its argument nonEmpty cannot be read"},
		{"a filter that is no JSON", strings.Replace(link, "where=%7B%7D", "where=%7B", 1), 422, fault.BadUserInput, "its argument where cannot be read"},
		{"a filter with an unknown field", strings.Replace(link, "where=%7B%7D", "where=%7B%22nothing%22:1%7D", 1), 422, fault.BadUserInput, "Argument where of the permalink: the type FindingFilter has no field"},
		{"an unknown dimension", strings.Replace(link, "rows=FACTOR", "rows=NOTHING", 1), 422, fault.BadUserInput, "Argument rows of the permalink: one of"},
		{"an unknown model", strings.Replace(link, "phaseModel=", "phaseModel=no-", 1), 404, fault.NotFound, "no phase model"},
		{"bytes that are no text", link + "&%ff=1", 422, fault.BadUserInput, "an argument of it cannot be read"},
		{"signs that terminals obey", strings.Replace(link, "/matrix?", "/%1B%5B31m%E2%80%AEmatrix?", 1), 501, fault.Unsupported, `not "\x1b[31m\u202ematrix"`},
		{"escaped wrongly", link + "%zz", 422, fault.BadUserInput, "cannot be read"},
		{"unknown kind", strings.Replace(link, "/matrix?", "/gaps?", 1), 501, fault.Unsupported, `replays matrix and tally, and not "gaps"`},
		{"unknown form", strings.Replace(link, "v=1", "v=2", 1), 501, fault.Unsupported, `form "2" of a matrix`},
		{"no form", strings.Replace(link, "v=1&", "", 1), 422, fault.BadUserInput, "its argument v is missing"},
		{"too long", link + "&more=" + strings.Repeat("x", 20_000), 414, server.URITooLong, "check that nothing was added to it"},
	} {
		for _, accept := range []string{"*/*", "application/json", "text/html", modernType} {
			a := ts.ask(t, "GET", c.link, "", "Accept", accept)
			if a.Status != c.status || a.code(t) != c.code || !strings.Contains(a.Body, strings.Trim(jsonOf(t, c.says), `"`)) || a.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s for %s: status %d, %s", c.name, accept, a.Status, a.Body)
			}
		}
	}
}

func TestThePermalinksOfAServerWithAPublicAddressBeginWithIt(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngineAt(t, "https://e.example/evidence/")})
	link := permalink(t, ts, "evidenceMatrix")
	path, ok := strings.CutPrefix(link, "https://e.example/evidence")
	if !ok || !strings.HasPrefix(path, "/cite/1.0.0/") {
		t.Fatalf("the permalink is %s", link)
	}
	if a := ts.ask(t, "GET", path, ""); a.Status != 200 {
		t.Errorf("%s has status %d: %.200s", path, a.Status, a.Body)
	}
}

// Teams name the versions of their own data as they like.
func TestAPermalinkBearsAnyNameOfAVersion(t *testing.T) {
	for _, version := range []string{"2026/11", "1.0 beta+2", "β-1", "50%", "a?b#c", "1.0;x=y"} {
		store, err := memstore.New(graph.Release{Name: "own", Title: "Own", Version: version, Date: "2026-01-31", License: "CC0-1.0"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		engine, err := schema.New(graph.New(store), schema.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ts := newTestServer(t, server.Config{Engine: engine})
		link := permalink(t, ts, "tally(by: [SETTING])")
		if a := ts.ask(t, "GET", link, ""); a.Status != 200 || !strings.Contains(a.Body, `"version":`+jsonOf(t, version)) {
			t.Errorf("%s: status %d, %s", link, a.Status, a.Body)
		}
	}
}

// A fault of ours or of the store is told as for every other request.
func TestAReplayThatFailsSaysSo(t *testing.T) {
	for code, status := range map[fault.Code]int{fault.Internal: 500, fault.Unavailable: 503} {
		ts := newTestServer(t, server.Config{Engine: engineFunc(func(context.Context, schema.Request) *schema.Response { return refused(code) })})
		a := ts.ask(t, "GET", "/cite/1/2/matrix", "", "Accept", "application/json")
		if a.Status != status || a.code(t) != code || a.Header.Get("ETag") != "" {
			t.Errorf("%s: status %d, %s", code, a.Status, a.Body)
		}
	}
}

// The log may tell which answer was asked for, and not about what.
func TestTheLogTellsNothingOfAPermalinksArguments(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	link := permalink(t, ts, `tally(by: [SETTING], where: {study: {title: {contains: "somebody"}}})`)
	if a := ts.ask(t, "GET", link, ""); a.Status != 200 {
		t.Fatalf("status %d: %s", a.Status, a.Body)
	}
	lines := ts.lines(t)
	if log := ts.log.String(); strings.Contains(log, "somebody") || len(lines) != 2 || lines[1]["path"] == nil {
		t.Errorf("the log is %s", log)
	}
}

// Mail programs and people escape the question mark too, which makes a path of the
// arguments.
func TestTheLogTellsNothingOfArgumentsThatStandInThePath(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	link := permalink(t, ts, `tally(by: [SETTING], where: {study: {title: {contains: "somebody"}}})`)
	_, question, _ := strings.Cut(link, "?")
	for _, path := range []string{"/cite/%3F" + url.QueryEscape(question), "/cite/" + question, before(link, "?") + "%3F" + url.PathEscape(question), "/cite/1.0.0%26somebody"} {
		if a := ts.ask(t, "GET", path, ""); a.Status < 400 {
			t.Errorf("%s has status %d", path, a.Status)
		}
	}
	if log := ts.log.String(); strings.Contains(log, "somebody") || strings.Contains(log, "v=1") || !strings.Contains(log, `/tally"`) {
		t.Errorf("the log is %s", log)
	}
}

func before(s, separator string) string {
	s, _, _ = strings.Cut(s, separator)
	return s
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
