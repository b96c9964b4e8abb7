package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// drainFactor says how much of a body that is too large is read and thrown away,
// in multiples of the limit, so that an honest client is still there to read why
// it was refused.
const drainFactor = 16

// asked is a GraphQL request as it came over HTTP.
type asked struct {
	schema.Request
	apollo bool // the hash came in extensions.persistedQuery, so that its sender speaks Apollo's dialect
}

// decode reads the GraphQL request out of an HTTP request. Its faults are the
// client's.
func (s *server) decode(r *http.Request) (asked, *fault.Error) {
	if r.Method != http.MethodPost {
		return decodeURL(r.URL.RawQuery, s.MaxJSONDepth)
	}
	if f := checkContentType(r.Header); f != nil {
		return asked{}, f
	}
	body, f := readBody(r, s.MaxBody)
	if f != nil {
		return asked{}, f
	}
	return decodeBody(body, s.MaxJSONDepth)
}

// checkContentType lets only application/json pass. This also keeps pages of
// other sites from sending requests without the browser asking us first.
func checkContentType(h http.Header) *fault.Error {
	text := h.Get("Content-Type")
	if text == "" {
		return fault.New(UnsupportedMediaType, "The request has no Content-Type: send application/json.")
	}
	name, params, err := mime.ParseMediaType(text)
	if err != nil || name != jsonType {
		return fault.New(UnsupportedMediaType, "This Content-Type is not read here: send application/json.")
	}
	if charset, ok := params["charset"]; ok && !isUTF8(charset) {
		return fault.New(UnsupportedMediaType, "This charset is not read here: send application/json in UTF-8.")
	}
	if coding := h.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return fault.New(UnsupportedMediaType, "Compressed requests are not read here: send the body as it is, without Content-Encoding.")
	}
	return nil
}

// atOnce is how much room a body is given before any of it has come, at most.
const atOnce = 16 << 10

// readBody reads at most limit bytes.
func readBody(r *http.Request, limit int64) ([]byte, *fault.Error) {
	if r.ContentLength > limit && r.Header.Get("Expect") != "" {
		return nil, tooLarge(limit) // the client waits for leave to send; it gets none
	}
	var text bytes.Buffer
	if n := r.ContentLength; n > 0 && n <= limit {
		text.Grow(int(min(n, atOnce)) + bytes.MinRead) // so that its end is read without more room
	}
	_, err := text.ReadFrom(io.LimitReader(r.Body, limit+1))
	body := text.Bytes()
	if err == nil && int64(len(body)) > limit {
		_, _ = io.CopyN(io.Discard, r.Body, limit*drainFactor)
		return nil, tooLarge(limit)
	}
	var slow net.Error
	switch {
	case errors.As(err, &slow) && slow.Timeout():
		return nil, fault.New(RequestTimeout, "The body took too long to arrive: send it again over a faster connection.")
	case err != nil:
		return nil, fault.New(BadRequest, "The body broke off before its end: send it again.")
	}
	return body, nil
}

func tooLarge(limit int64) *fault.Error {
	f := fault.New(PayloadTooLarge, "The body is larger than %d bytes: send a shorter document or fewer variables.", limit)
	f.Limit = &fault.Limit{Name: "bodyBytes", Value: int(limit)}
	return f
}

// decodeBody reads a JSON body. Members that GraphQL over HTTP does not know are
// ignored, as it demands; of members with the same name the last one counts.
func decodeBody(body []byte, maxDepth int) (asked, *fault.Error) {
	var r asked
	if f := checkText(body, maxDepth); f != nil {
		return r, f
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(body, &members); err != nil || members == nil {
		return r, notAnObject(body, err)
	}
	query, given, f := stringMember(members, "query")
	if f != nil {
		return r, f
	}
	id, _, f := stringMember(members, "documentId")
	if f != nil {
		return r, f
	}
	name, _, f := stringMember(members, "operationName")
	if f != nil {
		return r, f
	}
	variables, f := objectMember(members["variables"], "variables")
	if f != nil {
		return r, f
	}
	extensions, f := objectMember(members["extensions"], "extensions")
	if f != nil {
		return r, f
	}
	r.Request = schema.Request{Query: query, OperationName: name, Variables: variables}
	if f := r.identify(id, extensions); f != nil {
		return r, f
	}
	if !given && r.DocumentHash == "" {
		return r, fault.New(fault.BadUserInput, `The request has no query: send {"query": "{ … }"}.`)
	}
	if given {
		f = checkDocument(query)
	}
	return r, f
}

// decodeURL reads the parameters of a GET request. The empty string means that a
// parameter is not given, as the draft says.
func decodeURL(rawQuery string, maxDepth int) (asked, *fault.Error) {
	var r asked
	values, err := url.ParseQuery(rawQuery)
	if err != nil {
		return r, fault.New(BadRequest, "The parameters of the URL cannot be read: percent-encode them, or use POST.")
	}
	for _, name := range []string{"query", "documentId", "operationName", "variables", "extensions"} {
		if len(values[name]) > 1 {
			return r, fault.New(BadRequest, "The parameter %s is given more than once: give it once.", name)
		}
		if !utf8.ValidString(values.Get(name)) {
			return r, fault.New(BadRequest, "The parameter %s is not UTF-8: encode it so.", name)
		}
	}
	objects := map[string]map[string]any{}
	for _, name := range []string{"variables", "extensions"} {
		text := []byte(values.Get(name))
		if len(text) == 0 {
			continue
		}
		if f := checkText(text, maxDepth); f != nil {
			return r, f
		}
		if !json.Valid(text) {
			return r, fault.New(BadRequest, "The parameter %s is not JSON: send an object, percent-encoded.", name)
		}
		object, f := objectMember(text, name)
		if f != nil {
			return r, f
		}
		objects[name] = object
	}
	query := values.Get("query")
	r.Request = schema.Request{Query: query, OperationName: values.Get("operationName"), Variables: objects["variables"]}
	f := r.identify(values.Get("documentId"), objects["extensions"])
	switch {
	case f != nil:
		return r, f
	case query != "":
		return r, checkDocument(query)
	case r.DocumentHash == "":
		return r, fault.New(fault.BadUserInput, "The URL has no parameter query: add ?query={…}, percent-encoded, or use POST.")
	}
	return r, nil
}

// notAnObject says why a body is no JSON object. The text of the JSON library
// names a character and a place, which helps and gives nothing away.
func notAnObject(body []byte, err error) *fault.Error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fault.New(BadRequest, "The body is not JSON (%s, byte %d): send one JSON object.", syntax.Error(), syntax.Offset)
	}
	if bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("[")) {
		return fault.New(fault.BadUserInput, "Several requests in one body are not answered here: send each as an object of its own.")
	}
	return fault.New(fault.BadUserInput, `The body is JSON but not an object: send {"query": "{ … }"}.`)
}

// checkDocument refuses an empty document, which the parser would call an
// unexpected end.
func checkDocument(query string) *fault.Error {
	if strings.TrimSpace(query) == "" {
		return fault.New(fault.ParseFailed, "The query is empty: send a GraphQL document in it.")
	}
	return nil
}

// stringMember reads a member that must be a string; false means that it is
// absent or null.
func stringMember(members map[string]json.RawMessage, name string) (string, bool, *fault.Error) {
	raw, ok := members[name]
	if !ok || string(raw) == "null" {
		return "", false, nil
	}
	if text, ok := plainString(raw); ok {
		return text, true, nil
	}
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return "", false, fault.New(fault.BadUserInput, "The member %s must be a string.", name)
	}
	return text, true, nil
}

// objectMember reads valid JSON that must be an object; nil when it is absent or
// null. Numbers stay as they were written.
func objectMember(raw json.RawMessage, name string) (map[string]any, *fault.Error) {
	if len(raw) == 0 {
		return nil, nil
	}
	var object map[string]any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&object); err != nil {
		return nil, fault.New(fault.BadUserInput, "The member %s must be an object or null.", name)
	}
	return object, nil
}
