package server

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/exitgraph/exitgraph/schema"
	documents "github.com/exitgraph/exitgraph/schema/document" // document is a type here
	"github.com/exitgraph/exitgraph/schema/fault"
)

// Documents that are asked for by their hash. A client names one in documentId, as the
// GraphQL-over-HTTP draft proposes, or in extensions.persistedQuery, as Apollo's clients
// do; with the text beside it, the engine keeps the document. Documents on the list of
// the server (Config.Persisted) are there from the start and are never dropped.

const idPrefix = "sha256:"

var isHash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// identify takes up the hash of a document, from wherever it stands.
func (r *asked) identify(id string, extensions map[string]any) *fault.Error {
	given, has := extensions["persistedQuery"]
	if has && given != nil {
		hash, ok := apollosHash(given)
		if !ok {
			return fault.New(fault.BadUserInput, `The extension persistedQuery must be {"version": 1, "sha256Hash": "…"}, with 64 digits and letters from a to f.`)
		}
		r.DocumentHash, r.apollo = hash, true
	}
	if id == "" {
		return nil
	}
	hash, ok := strings.CutPrefix(id, idPrefix)
	switch {
	case !ok || !isHash.MatchString(hash):
		return fault.New(fault.BadUserInput, "The documentId must be %s and 64 digits and letters from a to f: send the SHA-256 of the document.", idPrefix)
	case r.apollo && hash != r.DocumentHash:
		return fault.New(fault.BadUserInput, "The request has two different hashes of its document: send documentId alone.")
	}
	r.DocumentHash, r.apollo = hash, false
	return nil
}

// apollosHash reads the value of the extension persistedQuery.
func apollosHash(given any) (string, bool) {
	members, ok := given.(map[string]any)
	if !ok || members["version"] != json.Number("1") {
		return "", false
	}
	hash, ok := members["sha256Hash"].(string)
	return hash, ok && isHash.MatchString(hash)
}

// listOf gives the documents of the list by their hashes.
func listOf(texts []string) map[string]string {
	list := make(map[string]string, len(texts))
	for _, text := range texts {
		list[documents.Hash(text)] = text
	}
	return list
}

// mayAsk says whether a document is on the list, or there is no such condition.
func (s *server) mayAsk(text string) bool {
	return !s.PersistedOnly || s.list[documents.Hash(text)] != ""
}

// fromList fills in the document of a request that names one of the list, and refuses
// all others where the list is all that is answered. A text that is on the list may
// be sent whole: it is the document that counts, and not the way it came.
func (s *server) fromList(req *schema.Request) *fault.Error {
	if req.Query == "" {
		text, listed := s.list[req.DocumentHash]
		switch {
		case listed:
			req.Query, req.DocumentHash = text, ""
		case s.PersistedOnly:
			return fault.New(fault.PersistedDocumentNotFound, "No document on the list of this server has this hash, and it answers no others: use the documentId of one that is.")
		}
		return nil
	}
	if !s.mayAsk(req.Query) {
		return fault.New(fault.PersistedDocumentRequired, "This server answers the documents on its list only, and this is none of them: use the documentId of one that is.")
	}
	return nil
}

// refusedResponse is the answer to a request that was well-formed and yet never reached
// the engine.
func refusedResponse(f *fault.Error) *schema.Response {
	return &schema.Response{Body: schema.NewBody(append(schema.AppendErrors([]byte{'{'}, []*fault.Error{f}), '}')), Errors: []*fault.Error{f}}
}

// apollosNotFound is the message by which Apollo's clients know that they are to send
// the text as well; they know no other code.
const apollosNotFound = "PersistedQueryNotFound"

// inApollosWords says it so that Apollo's clients understand. Code and status stay.
func inApollosWords(resp *schema.Response) {
	if len(resp.Errors) == 1 && resp.Errors[0].Code == fault.PersistedDocumentNotFound {
		resp.Body.Release()
		*resp = *refusedResponse(fault.New(fault.PersistedDocumentNotFound, apollosNotFound))
	}
}
