package schema

import "github.com/exitgraph/exitgraph/schema/fault"

// Request is one GraphQL request, as any door (HTTP, command line, pages) hands
// it to Engine.Do.
type Request struct {
	// Query is the text of the document. It may be left out where DocumentHash names a
	// document that is kept.
	Query string
	// DocumentHash is the SHA-256 of the document, in hex. A document that was once sent
	// together with its hash is kept, for as long as there is room, for those who send
	// the hash alone. Documents sent without it cannot be reached by it: nobody is to
	// find out by trying what others have asked.
	DocumentHash string
	// OperationName chooses among several operations; empty when there is one.
	OperationName string
	// Variables holds decoded JSON: nil, bool, string, json.Number, []any and
	// map[string]any. Numbers must be json.Number, so that no digit is lost.
	Variables map[string]any
	// Tagged asks for Response.Tag. Where the answer would have one of the tags in Held,
	// the caller has it already, and it is not made.
	Tagged bool
	Held   []string
}

// Response is the answer to a Request, ready to be sent.
type Response struct {
	// Body is the whole JSON answer: data (only if execution began), errors (only
	// if there are any) and extensions, in that order, fields in query order.
	// The caller owns it, and gives it back: see Body.
	Body *Body
	// Errors are the same errors as in Body, with their causes, for status and log.
	Errors []*fault.Error
	// Executed says that execution began, so that Body has a data entry.
	Executed bool
	// Tag names the answer, where the request asked for a tag and there are no errors:
	// 32 hex digits, known before the answer is made. Equal tags, equal bodies.
	Tag string
	// Unchanged says that the caller holds the answer with this tag; Body is empty then.
	Unchanged bool
	// DataIsNull says that the data entry is null, because an error reached the root.
	DataIsNull bool
	// Info is what the log may tell about the request. It holds no variables.
	Info Info
}

// Info describes how a request was answered.
type Info struct {
	OperationName string // as in the document; empty for an anonymous operation
	OperationType string // "query"; empty when none was found
	DocumentHash  string // SHA-256 of the text, hex; empty when no text was read
	Cost          int    // the document's cost, as in extensions.cost
	StoreCalls    int    // calls made to the store
	Rows          int    // records that the store handed over
	// Revision is that of the data which the answer was made from; empty where nothing
	// was asked of them, or nobody could vouch for it.
	Revision string
}
