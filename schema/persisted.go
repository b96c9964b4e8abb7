package schema

import (
	"encoding/hex"

	"github.com/exitgraph/exitgraph/schema/document"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// Documents that clients have the server keep stand in the cache of prepared documents
// and nowhere else. It serves: only documents that passed all limits and validation get
// there, it is bounded by bytes, and it is keyed by the very hash that clients send. What
// it drops is sent again, as clients of this protocol do by themselves.

// resolve fills in the document of a request that gives its hash alone, and holds a
// document to the hash that is given beside it.
func (e *Engine) resolve(req *Request) *fault.Error {
	switch {
	case req.DocumentHash == "":
		return nil
	case req.Query != "":
		if document.Hash(req.Query) != req.DocumentHash {
			return fault.New(fault.BadUserInput, "The document has another SHA-256 than was given beside it: hash the bytes of the text as it is sent.")
		}
		return nil
	}
	entry, ok := e.named(req.DocumentHash)
	if !ok {
		return fault.New(fault.PersistedDocumentNotFound, "No document with this hash is kept here: send the document together with its hash once, and again when this comes back.")
	}
	req.Query = entry.text
	return nil
}

// named finds a document that may be asked for by its hash.
func (e *Engine) named(hash string) (*prepared, bool) {
	sum, err := hex.DecodeString(hash)
	if err != nil || len(sum) != 32 {
		return nil, false
	}
	entry, ok := e.cache.Peek([32]byte(sum))
	return entry, ok && entry.named.Load()
}

// Check says what is wrong with a document, whatever its variables: all that Do would
// refuse before it looks at them. It takes a document that Do may be sent later.
func (e *Engine) Check(query string) []*fault.Error {
	_, faults := e.prepare(query)
	return faults
}
