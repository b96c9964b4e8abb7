package server_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema/fault"
)

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

const (
	factorByKey = `query One($key: ID!) { factor(key: $key) { key } }`
	factorData  = `{"data":{"factor":{"key":"family"}}`
)

// byID and byExtension are the targets of GET for a document, with its variables.
func byID(document string) string {
	return "/graphql?documentId=sha256:" + hashOf(document) + "&variables=" + url.QueryEscape(`{"key":"family"}`)
}

func byExtension(document string) string {
	return "/graphql?variables=" + url.QueryEscape(`{"key":"family"}`) + "&extensions=" + url.QueryEscape(`{"persistedQuery":{"version":1,"sha256Hash":"`+hashOf(document)+`"}}`)
}

func TestADocumentIsKeptForThoseWhoSendItsHash(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	unknown := func(a answer, message string) {
		t.Helper()
		if a.Status != 404 || a.code(t) != fault.PersistedDocumentNotFound || !strings.Contains(a.Body, message) || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("status %d, headers %v, body %s", a.Status, a.Header, a.Body)
		}
	}
	unknown(ts.ask(t, "GET", byID(factorByKey), ""), "send the document together with its hash")
	unknown(ts.ask(t, "GET", byExtension(factorByKey), ""), `"message":"PersistedQueryNotFound"`)
	body := queryWith(factorByKey, `{"key":"family"}`)
	if a := ts.ask(t, "POST", "/graphql", body); !strings.HasPrefix(a.Body, factorData) {
		t.Fatalf("status %d, body %s", a.Status, a.Body)
	}
	unknown(ts.ask(t, "GET", byID(factorByKey), ""), "send the document")

	withHash := strings.Replace(body, "{", `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"`+hashOf(factorByKey)+`"}},`, 1)
	var tags []string
	for _, a := range []answer{
		ts.ask(t, "POST", "/graphql", withHash),
		ts.ask(t, "POST", "/graphql", `{"documentId":"sha256:`+hashOf(factorByKey)+`","variables":{"key":"family"}}`),
		ts.ask(t, "GET", byID(factorByKey), ""),
		ts.ask(t, "GET", byExtension(factorByKey), ""),
		ts.ask(t, "GET", "/graphql?query="+url.QueryEscape(factorByKey)+"&variables="+url.QueryEscape(`{"key":"family"}`), ""),
	} {
		if a.Status != 200 || !strings.HasPrefix(a.Body, factorData) {
			t.Errorf("status %d, body %s", a.Status, a.Body)
		}
		tags = append(tags, a.Header.Get("ETag"))
	}
	if tags[2] == "" || tags[2] != tags[3] || tags[3] != tags[4] {
		t.Errorf("one question has the tags %v", tags)
	}
	if a := ts.ask(t, "GET", byID(factorByKey), "", "If-None-Match", tags[2]); a.Status != 304 {
		t.Errorf("a known answer has status %d", a.Status)
	}
}

func TestADocumentWithTheHashOfAnotherIsRefused(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t)})
	for name, a := range map[string]answer{
		"documentId":     ts.ask(t, "POST", "/graphql", `{"documentId":"sha256:`+hashOf("other")+`","query":"{ phases { key } }"}`),
		"persistedQuery": ts.ask(t, "POST", "/graphql", `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"`+hashOf("other")+`"}},"query":"{ phases { key } }"}`),
		"by GET":         ts.ask(t, "GET", byID("other")+"&query="+url.QueryEscape(`{ phases { key } }`), ""),
	} {
		if a.Status != 422 || a.code(t) != fault.BadUserInput || !strings.Contains(a.Body, "another SHA-256") {
			t.Errorf("%s: status %d, body %s", name, a.Status, a.Body)
		}
	}
	if a := ts.ask(t, "GET", byID("other"), ""); a.Status != 404 {
		t.Errorf("a document is kept under the hash of another: %d %s", a.Status, a.Body)
	}
}

func TestDocumentsOfTheListAreThereFromTheStart(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t), Persisted: []string{factorByKey, `{ phases { key } }`}})
	for _, target := range []string{byID(factorByKey), byExtension(factorByKey), getQuery(`{ factor(key: "family") { key } }`)} {
		if a := ts.ask(t, "GET", target, ""); a.Status != 200 || !strings.HasPrefix(a.Body, factorData) {
			t.Errorf("status %d, body %s", a.Status, a.Body)
		}
	}
}

// newListServer answers two documents and no others.
func newListServer(t *testing.T) *testServer {
	t.Helper()
	return newTestServer(t, server.Config{Engine: realEngine(t), Persisted: []string{factorByKey, `{ phases { key } }`}, PersistedOnly: true})
}

const notListed = `{ studies { totalCount } }`

func TestNothingButTheListIsAnsweredWhereThatIsAskedFor(t *testing.T) {
	ts := newListServer(t)
	for name, a := range map[string]answer{
		"whole":          ts.ask(t, "POST", "/graphql", query(notListed), "Accept", modernType),
		"by GET":         ts.ask(t, "GET", getQuery(notListed), "", "Accept", modernType),
		"with its hash":  ts.ask(t, "POST", "/graphql", `{"documentId":"sha256:`+hashOf(notListed)+`","query":"`+notListed+`"}`),
		"that is broken": ts.ask(t, "POST", "/graphql", query("{ nothing")),
	} {
		if a.Status != 403 || a.code(t) != fault.PersistedDocumentRequired || !strings.Contains(a.Body, "on its list only") {
			t.Errorf("another document, %s: status %d, body %s", name, a.Status, a.Body)
		}
	}
	if a := ts.ask(t, "POST", "/graphql", query(notListed), "Accept", plainType); a.Status != 200 || a.code(t) != fault.PersistedDocumentRequired {
		t.Errorf("for a client of the old type: status %d, body %s", a.Status, a.Body)
	}
	if a := ts.ask(t, "GET", byID(notListed), "", "Accept", modernType); a.Status != 404 || a.code(t) != fault.PersistedDocumentNotFound || !strings.Contains(a.Body, "answers no others") {
		t.Errorf("another hash: status %d, body %s", a.Status, a.Body)
	}
}

func TestTheListIsAnsweredAsEverWhereNothingElseIs(t *testing.T) {
	ts := newListServer(t)
	for _, a := range []answer{
		ts.ask(t, "GET", byID(factorByKey), ""), ts.ask(t, "GET", byExtension(factorByKey), ""),
		ts.ask(t, "POST", "/graphql", queryWith(factorByKey, `{"key":"family"}`)),
	} {
		if a.Status != 200 || !strings.HasPrefix(a.Body, factorData) {
			t.Errorf("a document of the list: status %d, body %s", a.Status, a.Body)
		}
	}
	if a := ts.ask(t, "POST", "/graphql", query(factorByKey), "Accept", modernType); a.Status != 422 || a.code(t) != fault.BadUserInput {
		t.Errorf("without its variable: status %d, body %s", a.Status, a.Body)
	}
	if page := ts.ask(t, "GET", "/en/map", ""); page.Status != 200 {
		t.Errorf("a page, which asks documents of its own, has status %d", page.Status)
	}
}

func TestTheLogTellsWhichDocumentAHashNamedAndNothingOfVariables(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: realEngine(t), Persisted: []string{factorByKey}})
	ts.ask(t, "POST", "/graphql", `{"documentId":"sha256:`+hashOf(factorByKey)+`","variables":{"key":"secretValue"}}`)
	ts.ask(t, "POST", "/graphql", `{"documentId":"sha256:`+hashOf("secret")+`","variables":{"key":"secretValue"}}`)
	lines := ts.lines(t)
	if lines[0]["document"] != hashOf(factorByKey) || lines[1]["document"] != nil || strings.Contains(ts.log.String(), "secret") || strings.Contains(ts.log.String(), hashOf("secret")) {
		t.Errorf("the log is %s", ts.log.String())
	}
}
