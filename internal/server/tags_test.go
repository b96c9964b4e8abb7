package server_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
)

func getQuery(document string) string { return "/graphql?query=" + url.QueryEscape(document) }

const phasesAndFactors = `{ phases { key label { value } } factors(first: 100) { nodes { key definition { value } } } }`

// forms are the media types that an answer may have, each with a tag of its own.
var forms = []string{modernType, plainType}

// inForm asks for phasesAndFactors in a media type, as a client with some tags.
func (ts *testServer) inForm(t *testing.T, method, mediaType, held string) answer {
	t.Helper()
	return ts.ask(t, method, getQuery(phasesAndFactors), "", "Accept", mediaType, "If-None-Match", held, "Accept-Encoding", "identity")
}

func TestAnAnswerByGetHasATagForEachForm(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	var tags []string
	for _, mediaType := range forms {
		a := ts.inForm(t, "GET", mediaType, `"none"`)
		tag := a.Header.Get("ETag")
		if a.Status != 200 || !strings.HasPrefix(tag, `W/"`) || a.Header.Get("Cache-Control") != "no-cache" || !strings.Contains(strings.Join(a.Header.Values("Vary"), ","), "Accept") {
			t.Fatalf("%s: status %d, headers %v", mediaType, a.Status, a.Header)
		}
		tags = append(tags, tag)
	}
	if a := ts.inForm(t, "GET", forms[1], tags[0]); a.Status != 200 || tags[0] == tags[1] {
		t.Errorf("the tag of another media type gives %d; tags are %v", a.Status, tags)
	}
}

func TestATagSavesTheSecondTime(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	for _, mediaType := range forms {
		first := ts.inForm(t, "GET", mediaType, `"none"`)
		tag := first.Header.Get("ETag")
		for given, status := range map[string]int{
			tag: 304, strings.TrimPrefix(tag, "W/"): 304, `"other", ` + tag: 304, "*": 304,
			`"other"`: 200, strings.Replace(tag, "-", "x-", 1): 200, `""`: 200, ",": 200,
		} {
			want := answer{status, first.Header, map[int]string{200: first.Body}[status]}
			saved(t, ts.inForm(t, "GET", mediaType, given), want, given)
			want.Body = ""
			saved(t, ts.inForm(t, "HEAD", mediaType, given), want, given)
		}
	}
}

// saved compares an answer to a client who sent tags with the wanted one.
func saved(t *testing.T, got, want answer, given string) {
	t.Helper()
	if got.Status != want.Status || got.Body != want.Body {
		t.Errorf("If-None-Match %s gives %d with %d bytes, want %d with %d", given, got.Status, len(got.Body), want.Status, len(want.Body))
	}
	for _, name := range []string{"ETag", "Cache-Control", "Vary"} {
		if fmt.Sprint(got.Header.Values(name)) != fmt.Sprint(want.Header.Values(name)) {
			t.Errorf("If-None-Match %s gives %s %v, want %v", given, name, got.Header.Values(name), want.Header.Values(name))
		}
	}
}

func TestTheCompressedAnswerHasTheSameTag(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	plain := ts.ask(t, "GET", getQuery(phasesAndFactors), "", "Accept-Encoding", "identity")
	zipped := ts.ask(t, "GET", getQuery(phasesAndFactors), "", "Accept-Encoding", "gzip")
	if zipped.Header.Get("Content-Encoding") != "gzip" || zipped.Header.Get("ETag") != plain.Header.Get("ETag") || !strings.Contains(fmt.Sprint(zipped.Header.Values("Vary")), "Accept-Encoding") {
		t.Fatalf("headers %v", zipped.Header)
	}
	r, err := gzip.NewReader(strings.NewReader(zipped.Body))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(r); err != nil || string(text) != plain.Body {
		t.Errorf("unpacked to %d bytes, error %v", len(text), err)
	}
	if known := ts.ask(t, "GET", getQuery(phasesAndFactors), "", "Accept-Encoding", "gzip", "If-None-Match", zipped.Header.Get("ETag")); known.Status != 304 || known.Body != "" || known.Header.Get("Content-Encoding") != "" {
		t.Errorf("status %d, headers %v", known.Status, known.Header)
	}
}

// What is not to be kept has neither a tag nor leave to be kept.
func TestAnswersByPostToBrowsersAndWithErrorsHaveNoTag(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	known := ts.ask(t, "GET", getQuery(`{ phases { key } }`), "").Header.Get("ETag")
	for name, a := range map[string]answer{
		"by POST":          ts.ask(t, "POST", "/graphql", query(`{ phases { key } }`), "If-None-Match", known),
		"by POST, star":    ts.ask(t, "POST", "/graphql", query(`{ phases { key } }`), "If-None-Match", "*"),
		"to a browser":     ts.ask(t, "GET", getQuery(`{ phases { key } }`), "", "Accept", "text/html,*/*;q=0.8", "If-None-Match", known),
		"refused":          ts.ask(t, "GET", getQuery(`{ nothing }`), "", "If-None-Match", "*"),
		"with a failure":   ts.ask(t, "GET", getQuery(`{ phases { key } findings(first: -1) { totalCount } }`), "", "If-None-Match", "*"),
		"no such document": ts.ask(t, "GET", "/graphql?query=", "", "If-None-Match", "*"),
	} {
		if a.Status == 304 || a.Header.Get("ETag") != "" || a.Header.Get("Cache-Control") != "no-store" || a.Body == "" {
			t.Errorf("%s: status %d, headers %v", name, a.Status, a.Header)
		}
	}
}

func TestATagEndsWithTheDataAndComesBackWithThem(t *testing.T) {
	store, err := memstore.New(graph.Release{Version: "1"}, storetest.Fixture())
	if err != nil {
		t.Fatal(err)
	}
	engine, err := schema.New(graph.New(store), schema.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ts := newTestServer(t, server.Config{Engine: engine})
	target := getQuery(`{ factor(key: "shelter") { label { value } } }`)
	first := ts.ask(t, "GET", target, "")
	shelter, err := store.Get(t.Context(), graph.Get{Keys: []string{"shelter"}})
	if err != nil {
		t.Fatal(err)
	}
	renamed := *shelter.Records[0].(*graph.Factor)
	renamed.Label = graph.Text{{Lang: "en", Value: "A safe place"}}
	for _, c := range []struct {
		record graph.Record
		status int
	}{{&renamed, 200}, {shelter.Records[0], 304}} {
		if _, err := store.Apply(context.Background(), graph.Batch{Changes: []graph.Change{{Record: c.record}}}); err != nil {
			t.Fatal(err)
		}
		a := ts.ask(t, "GET", target, "", "If-None-Match", first.Header.Get("ETag"))
		if a.Status != c.status || (a.Header.Get("ETag") == first.Header.Get("ETag")) != (c.status == 304) || strings.Contains(a.Body, "A safe place") != (c.status == 200) {
			t.Errorf("status %d, want %d; tag %s after %s; %s", a.Status, c.status, a.Header.Get("ETag"), first.Header.Get("ETag"), a.Body)
		}
	}
}

func TestTheLogTellsOfAnAnswerThatWasNotMade(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	tag := ts.ask(t, "GET", getQuery(`{ phases { key } }`), "").Header.Get("ETag")
	ts.ask(t, "GET", getQuery(`{ phases { key } }`), "", "If-None-Match", tag)
	lines := ts.lines(t)
	if line := lines[1]; line["status"] != 304.0 || line["bytes"] != 0.0 || line["store_calls"] != 0.0 || line["document"] != lines[0]["document"] || line["cost"] != lines[0]["cost"] {
		t.Errorf("log line %v", line)
	}
}
