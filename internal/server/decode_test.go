package server

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

func TestDecodeBodyReadsWhatTheDraftAllows(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       schema.Request
	}{
		{"query alone", `{"query":"{a}"}`, schema.Request{Query: "{a}"}},
		{"space around", " \r\n\t{\"query\":\"{a}\"}\n", schema.Request{Query: "{a}"}},
		{"all members", `{"query":"{a}","operationName":"Q","variables":{"n":1},"extensions":{"x":1}}`,
			schema.Request{Query: "{a}", OperationName: "Q", Variables: map[string]any{"n": json.Number("1")}}},
		{"null for what is optional", `{"query":"{a}","operationName":null,"variables":null,"extensions":null}`, schema.Request{Query: "{a}"}},
		{"members nobody knows", `{"query":"{a}","id":[1,{}]}`, schema.Request{Query: "{a}"}},
		{"the last of equal names", `{"query":"{a}","query":"{b}","variables":{"n":1,"n":2}}`,
			schema.Request{Query: "{b}", Variables: map[string]any{"n": json.Number("2")}}},
		{"numbers keep every digit", `{"query":"{a}","variables":{"n":12345678901234567890.10}}`,
			schema.Request{Query: "{a}", Variables: map[string]any{"n": json.Number("12345678901234567890.10")}}},
		{"a whole surrogate pair", `{"query":"{a}","variables":{"s":"\ud83d\ude00 \\ud800"}}`,
			schema.Request{Query: "{a}", Variables: map[string]any{"s": "😀 \\ud800"}}},
		{"an escaped NUL", `{"query":"{a}\u0000"}`, schema.Request{Query: "{a}\x00"}},
		{"nesting up to the limit", `{"query":"{a}","variables":{"a":[[]]}}`,
			schema.Request{Query: "{a}", Variables: map[string]any{"a": []any{[]any{}}}}},
		{"brackets in strings do not nest", `{"query":"{{{{[[[[\"{{{{"}`, schema.Request{Query: `{{{{[[[["{{{{`}},
	} {
		got, f := decodeBody([]byte(c.body), 4)
		if f != nil || !reflect.DeepEqual(got.Request, c.want) {
			t.Errorf("%s: %#v, fault %v; want %#v", c.name, got, f, c.want)
		}
	}
}

const someHash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

func TestDecodeReadsTheHashOfADocument(t *testing.T) {
	extension := `{"persistedQuery":{"version":1,"sha256Hash":"` + someHash + `"}}`
	for _, c := range []struct {
		name, body string
		want       asked
	}{
		{"an id alone", `{"documentId":"sha256:` + someHash + `"}`, asked{Request: schema.Request{DocumentHash: someHash}}},
		{"an id with a document", `{"query":"{a}","documentId":"sha256:` + someHash + `"}`, asked{Request: schema.Request{Query: "{a}", DocumentHash: someHash}}},
		{"Apollo's extension", `{"extensions":` + extension + `}`, asked{schema.Request{DocumentHash: someHash}, true}},
		{"both, alike", `{"documentId":"sha256:` + someHash + `","extensions":` + extension + `}`, asked{Request: schema.Request{DocumentHash: someHash}}},
		{"null for either", `{"query":"{a}","documentId":null,"extensions":{"persistedQuery":null}}`, asked{Request: schema.Request{Query: "{a}"}}},
	} {
		if got, f := decodeBody([]byte(c.body), 4); f != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %#v, fault %v; want %#v", c.name, got, f, c.want)
		}
		var members map[string]any
		if err := json.Unmarshal([]byte(c.body), &members); err != nil {
			t.Fatal(err)
		}
		values := url.Values{}
		for name, value := range members {
			if text, ok := value.(string); ok {
				values.Set(name, text)
			} else if value != nil {
				text, err := json.Marshal(value)
				if err != nil {
					t.Fatal(err)
				}
				values.Set(name, string(text))
			}
		}
		if got, f := decodeURL(values.Encode(), 4); f != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s, by GET: %#v, fault %v; want %#v", c.name, got, f, c.want)
		}
	}
}

func TestDecodeURLReadsParameters(t *testing.T) {
	values := url.Values{"query": {"{a} # é"}, "operationName": {"null"}, "variables": {`{"n":1.50}`}, "extensions": {"{}"}, "other": {"1", "2"}}
	got, f := decodeURL(values.Encode(), 4)
	want := schema.Request{Query: "{a} # é", OperationName: "null", Variables: map[string]any{"n": json.Number("1.50")}}
	if f != nil || !reflect.DeepEqual(got.Request, want) {
		t.Errorf("%#v, fault %v; want %#v", got, f, want)
	}
	got, f = decodeURL("query=%7Ba%7D&operationName=&variables=&extensions=", 4)
	if want := (schema.Request{Query: "{a}"}); f != nil || !reflect.DeepEqual(got.Request, want) {
		t.Errorf("empty parameters: %#v, fault %v; want %#v", got, f, want)
	}
}

// FuzzDecodeRequest: bytes become a request of whole characters, or a fault of
// the client; never a panic, and never nesting beyond the limit.
func FuzzDecodeRequest(f *testing.F) {
	for _, seed := range []string{
		`{"query":"{a}","operationName":"Q","variables":{"a":[1,-0.5e9,"\ud83d\ude00",null,true]},"extensions":{}}`,
		`{"query":"\ud800"}`, `{"query":"\\ud800"}`, `[[[[[[[[[[`, `{"query":"a","variables":{"\`, `null`, ``, "\x00", "\xff",
		`query=%7Ba%7D&variables=%7B%22a%22:1%7D`, `query=a;b`, `query=%`, `{"query":1e400}`, `"\u`, `{"query":"a"}}`,
		`{"documentId":"sha256:` + someHash + `","variables":{}}`, `{"documentId":"sha256:","query":"{a}"}`, `{"query":"","documentId":"sha256:` + someHash + `"}`,
		`{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + someHash + `"}}}`, `{"extensions":{"persistedQuery":[1.0]},"query":"{a}"}`,
		"documentId=sha256:" + someHash, "extensions=%7B%22persistedQuery%22:%7B%22version%22:1e0,%22sha256Hash%22:%22" + someHash + "%22%7D%7D",
	} {
		f.Add([]byte(seed))
	}
	const maxDepth = 6
	f.Fuzz(func(t *testing.T, data []byte) {
		body, bodyFault := decodeBody(data, maxDepth)
		fromURL, urlFault := decodeURL(string(data), maxDepth)
		for _, got := range []struct {
			request asked
			fault   *fault.Error
		}{{body, bodyFault}, {fromURL, urlFault}} {
			if got.fault != nil {
				for _, dress := range []form{{mediaType: graphqlType}, {mediaType: jsonType, legacy: true}} {
					if status := refusalStatus(got.fault.Code, dress); status < 400 || status > 499 {
						t.Fatalf("%v has status %d", got.fault, status)
					}
				}
				continue
			}
			hash, query := got.request.DocumentHash, got.request.Query
			if hash != "" && !isHash.MatchString(hash) || hash == "" && (query == "" || got.request.apollo) {
				t.Fatalf("query %q with the hash %q was let through", query, hash)
			}
			if query != "" && strings.TrimSpace(query) == "" || !utf8.ValidString(query) {
				t.Fatalf("query %q was let through", query)
			}
			checkValue(t, got.request.Variables, maxDepth)
		}
	})
}

// checkValue holds decoded variables to what schema.Request promises.
func checkValue(t *testing.T, value any, depth int) {
	t.Helper()
	if depth < 0 {
		t.Fatal("nested deeper than the limit")
	}
	switch v := value.(type) {
	case nil, bool, json.Number:
	case string:
		if !utf8.ValidString(v) {
			t.Fatalf("%q is not UTF-8", v)
		}
	case []any:
		for _, e := range v {
			checkValue(t, e, depth-1)
		}
	case map[string]any:
		for k, e := range v {
			checkValue(t, k, depth)
			checkValue(t, e, depth-1)
		}
	default:
		t.Fatalf("a value of type %T", v)
	}
}

func TestStringsAreReadAsTheLibraryReadsThem(t *testing.T) {
	for _, raw := range []string{
		`""`, `"{a}"`, `"{\n\ta(b: \"c\\d\\\\\")\n}"`, `"\\"`, `"\\n"`, `"\""`, `"àé€😀"`,
		`"\u0041"`, `"\/"`, `"\r\n"`, `"a\b\f"`, `"\ud83d\ude00"`,
		`null`, `12`, `{}`, `[]`, `true`, `["a"]`, `{"a":"b"}`,
	} {
		var want string
		wrong := json.Unmarshal([]byte(raw), &want) != nil || raw == "null"
		got, given, f := stringMember(map[string]json.RawMessage{"query": json.RawMessage(raw)}, "query")
		if got != want || given == wrong || (f != nil) != (wrong && raw != "null") {
			t.Errorf("%s is read as %q, given %t, %v; want %q", raw, got, given, f, want)
		}
	}
}

func TestAnswersDoNotWriteIntoTheHeadersThatTheyShare(t *testing.T) {
	for range 2 {
		w := httptest.NewRecorder()
		(&server{}).guard(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Add("Referrer-Policy", "of this answer")
			w.Header().Set("Content-Security-Policy", "of this answer")
		})).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil))
		if got := w.Header()["Referrer-Policy"]; !reflect.DeepEqual(got, []string{"no-referrer", "of this answer"}) {
			t.Errorf("one answer added to another's header: %q", got)
		}
	}
	if got := protecting.Get("Content-Security-Policy"); got != contentPolicy {
		t.Errorf("an answer wrote into the header of all: %q", got)
	}
}
