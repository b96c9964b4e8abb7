// Package fault is the one form in which a GraphQL request tells that something
// went wrong: a message for people, a code for programs, and the place.
//
// It knows the closed list of codes. It must not know HTTP: statuses belong to
// internal/server, which maps each code in one table.
package fault

import (
	"errors"
	"fmt"
	"strconv"
)

// Code is the machine-readable kind of a fault, the value of extensions.code.
// The list is closed and documented in docs/graphql.md; a test holds the two
// together.
type Code string

// The codes of faults that the GraphQL layer finds.
const (
	ParseFailed               Code = "GRAPHQL_PARSE_FAILED"         // the text is not a GraphQL document
	ValidationFailed          Code = "GRAPHQL_VALIDATION_FAILED"    // the document does not fit the schema
	OperationResolutionFailed Code = "OPERATION_RESOLUTION_FAILURE" // no operation, or not the one named
	BadUserInput              Code = "BAD_USER_INPUT"               // a variable or an argument has an unusable value
	QueryTooComplex           Code = "QUERY_TOO_COMPLEX"            // a limit refuses the document
	NotFound                  Code = "NOT_FOUND"                    // an argument names a record that is not there
	Conflict                  Code = "CONFLICT"                     // a write, or a permalink, met another state than it expected
	Unsupported               Code = "UNSUPPORTED"                  // this store or build cannot do it, or does not know it yet
	Unavailable               Code = "SERVICE_UNAVAILABLE"          // the store is away or too slow
	Canceled                  Code = "CANCELED"                     // the client left or the time was up
	Internal                  Code = "INTERNAL"                     // our fault; details are in the log only

	PersistedDocumentNotFound Code = "PERSISTED_DOCUMENT_NOT_FOUND" // no document with this hash is kept here
	PersistedDocumentRequired Code = "PERSISTED_DOCUMENT_REQUIRED"  // only documents of a list are answered, and this is none
)

// Location is a place in the text of a document, both counted from one,
// columns in characters.
type Location struct {
	Line, Column int
}

// Error is one entry of the errors list of an answer. The zero Path means that
// the error belongs to the request and not to a field.
type Error struct {
	Code      Code
	Message   string
	Locations []Location
	Path      []any          // string for a field's answer key, int for a list index
	Limit     *Limit         // set when a limit refused
	Incident  string         // set for Internal: an id that stands in the log too
	Cause     error          // never shown; for the log
	Extra     map[string]any // further extensions, small; nil for none
}

// Limit names the limit that refused, its value, and what was asked for.
type Limit struct {
	Name   string
	Value  int
	Actual int // zero when counting stopped at the limit
}

func (e *Error) Error() string { return string(e.Code) + ": " + e.Message }

// Unwrap gives the hidden cause, so that errors.Is and errors.As see through.
func (e *Error) Unwrap() error { return e.Cause }

// New makes a fault with a formatted message.
func New(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// At adds a place in the document and returns e.
func (e *Error) At(line, column int) *Error {
	e.Locations = append(e.Locations, Location{Line: line, Column: column})
	return e
}

// TooMuch makes the fault of a limit: it names the limit and its value, as each
// refusal must.
func TooMuch(limit string, value, actual int, format string, args ...any) *Error {
	e := New(QueryTooComplex, format, args...)
	e.Limit = &Limit{Name: limit, Value: value, Actual: actual}
	return e
}

// CodeOf gives the code of err, Internal when it carries none.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}

// PathString renders a path as a.b[0].c, for logs and messages.
func PathString(path []any) string {
	var b []byte
	for _, p := range path {
		switch p := p.(type) {
		case string:
			if len(b) > 0 {
				b = append(b, '.')
			}
			b = append(b, p...)
		case int:
			b = append(b, '[')
			b = strconv.AppendInt(b, int64(p), 10)
			b = append(b, ']')
		}
	}
	return string(b)
}
