package schema

import (
	"context"
	"errors"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// codes maps the kinds of errors of package graph to codes of the contract.
var codes = map[graph.ErrorKind]fault.Code{
	graph.Internal:    fault.Internal,
	graph.Invalid:     fault.BadUserInput,
	graph.NotFound:    fault.NotFound,
	graph.Conflict:    fault.Conflict,
	graph.Limit:       fault.QueryTooComplex,
	graph.Unsupported: fault.Unsupported,
	graph.Unavailable: fault.Unavailable,
	graph.Canceled:    fault.Canceled,
}

// explain makes a fault of an error, with a sentence that is safe to show: what a
// store or a driver says stays in Cause, for the log.
func explain(err error) *fault.Error {
	var known *fault.Error
	if errors.As(err, &known) {
		return known
	}
	code := codes[graph.KindOf(err)]
	out := &fault.Error{Code: code, Cause: err}
	var domain *graph.Error
	switch {
	case code == fault.Internal:
		out.Message = "Something went wrong on our side. Please report it with the incident's id."
		out.Incident = newIncident()
	case code == fault.Canceled:
		out.Message = "The request was given up before its answer was ready."
	case code == fault.Unavailable && (errors.Is(err, context.DeadlineExceeded) || errors.Is(err, graph.ErrSlow)):
		out.Message = graph.ErrSlow.Message
	case errors.Is(err, graph.ErrMoving):
		out.Message = graph.ErrMoving.Message
	case code == fault.Unavailable:
		out.Message = "The store cannot be reached at the moment: try again shortly."
	case errors.As(err, &domain):
		out.Message = domain.Message
		if errors.Is(err, graph.ErrGroups) {
			out.Limit = &fault.Limit{Name: "groups", Value: graph.MaxGroups}
		}
	default:
		out.Message = err.Error()
	}
	return out
}
