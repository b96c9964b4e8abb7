package server

import (
	"net/http"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// The codes of faults that lie in HTTP and not in GraphQL.
const (
	BadRequest           fault.Code = "BAD_REQUEST"            // the body or the URL cannot be read
	MethodNotAllowed     fault.Code = "METHOD_NOT_ALLOWED"     // the path has no such method
	NotAcceptable        fault.Code = "NOT_ACCEPTABLE"         // Accept names nothing that is served
	RequestTimeout       fault.Code = "REQUEST_TIMEOUT"        // the request took too long to arrive
	PayloadTooLarge      fault.Code = "PAYLOAD_TOO_LARGE"      // the body is over the limit
	URITooLong           fault.Code = "URI_TOO_LONG"           // the URL is over the limit
	UnsupportedMediaType fault.Code = "UNSUPPORTED_MEDIA_TYPE" // the body is not application/json in UTF-8
)

const (
	// statusPartialSuccess is the draft's own code for data together with errors.
	statusPartialSuccess = 294
	// statusClientLeft is what many servers log when nobody is left to answer.
	statusClientLeft = 499
)

// Status is one row of the table of statuses: what a code means in HTTP.
type Status struct {
	Code fault.Code
	// Request is the status when the request was refused: no data entry.
	Request int
	// Legacy is the same for a client that takes application/json only and sent a
	// well-formed GraphQL request.
	Legacy int
	// NullData is the status when an error took the whole data entry with it. Zero
	// means partial success. The draft would have that for all codes; but a server
	// that could answer nothing must look so to balancers, monitors and clients
	// that try again.
	NullData int
}

// statuses is the one table of codes and statuses. Partial success (data that is
// not null, and errors) is Config.PartialStatus whatever the code.
var statuses = []Status{
	{fault.ParseFailed, http.StatusBadRequest, http.StatusOK, 0},
	{fault.ValidationFailed, http.StatusUnprocessableEntity, http.StatusOK, 0},
	{fault.OperationResolutionFailed, http.StatusUnprocessableEntity, http.StatusOK, 0},
	{fault.BadUserInput, http.StatusUnprocessableEntity, http.StatusOK, 0},
	{fault.QueryTooComplex, http.StatusUnprocessableEntity, http.StatusOK, 0},
	{fault.NotFound, http.StatusNotFound, http.StatusOK, 0},
	{fault.Conflict, http.StatusConflict, http.StatusOK, 0},
	{fault.Unsupported, http.StatusNotImplemented, http.StatusOK, 0},
	{fault.PersistedDocumentNotFound, http.StatusNotFound, http.StatusOK, 0},
	{fault.PersistedDocumentRequired, http.StatusForbidden, http.StatusOK, 0},
	{fault.Canceled, statusClientLeft, statusClientLeft, statusClientLeft},
	{fault.Unavailable, http.StatusServiceUnavailable, http.StatusServiceUnavailable, http.StatusServiceUnavailable},
	{fault.Internal, http.StatusInternalServerError, http.StatusInternalServerError, http.StatusInternalServerError},

	{BadRequest, http.StatusBadRequest, http.StatusBadRequest, 0},
	{MethodNotAllowed, http.StatusMethodNotAllowed, http.StatusMethodNotAllowed, 0},
	{NotAcceptable, http.StatusNotAcceptable, http.StatusNotAcceptable, 0},
	{RequestTimeout, http.StatusRequestTimeout, http.StatusRequestTimeout, 0},
	{PayloadTooLarge, http.StatusRequestEntityTooLarge, http.StatusRequestEntityTooLarge, 0},
	{URITooLong, http.StatusRequestURITooLong, http.StatusRequestURITooLong, 0},
	{UnsupportedMediaType, http.StatusUnsupportedMediaType, http.StatusUnsupportedMediaType, 0},
}

// Statuses gives a copy of the table, GraphQL's codes first.
func Statuses() []Status { return append([]Status(nil), statuses...) }

// rowOf gives the row of a code. A code without a row is our fault.
func rowOf(c fault.Code) Status {
	for _, row := range statuses {
		if row.Code == c {
			return row
		}
	}
	return rowOf(fault.Internal)
}

// refusalStatus is the status of a fault that was found before GraphQL began.
// The request was not well-formed GraphQL over HTTP, so a legacy client gets no
// 200, but 400 for what it sent.
func refusalStatus(c fault.Code, f form) int {
	row := rowOf(c)
	switch {
	case !f.legacy:
		return row.Request
	case row.Legacy == http.StatusOK && row.Request < 500:
		return http.StatusBadRequest
	default:
		return row.Legacy
	}
}

// answerStatus is the status of an answer that came from the engine.
func (s *server) answerStatus(resp *schema.Response, f form) int {
	if len(resp.Errors) == 0 {
		return http.StatusOK
	}
	partial := http.StatusOK
	if f.mediaType == graphqlType { // 294 is meant for this media type only
		partial = s.PartialStatus
	}
	row := rowOf(gravest(resp.Errors))
	switch {
	case resp.Executed && !resp.DataIsNull:
		return partial
	case resp.Executed && row.NullData == 0:
		return partial
	case resp.Executed:
		return row.NullData
	case f.legacy:
		return row.Legacy
	default:
		return row.Request
	}
}

// gravestFirst are the codes that count before all others.
var gravestFirst = []fault.Code{fault.Internal, fault.Unavailable, fault.Canceled}

// gravest picks the code that stands for a list of errors: ours before the
// store's, the store's before the client's, else the first.
func gravest(errs []*fault.Error) fault.Code {
	for _, ours := range gravestFirst {
		for _, e := range errs {
			if rowOf(e.Code).Code == ours {
				return ours
			}
		}
	}
	return errs[0].Code
}
