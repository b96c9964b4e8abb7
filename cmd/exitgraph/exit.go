package main

import (
	"errors"
	"fmt"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// The exit statuses. Scripts rely on them: the list only grows.
const (
	exitOK          = 0
	exitFault       = 1
	exitUsage       = 2
	exitNotFound    = 4
	exitConflict    = 5
	exitLimit       = 6
	exitUnsupported = 7
	exitUnavailable = 69
	exitInternal    = 70
	exitInterrupted = 130
)

// exits says what each status means, for people.
var exits = []struct {
	code    int
	meaning string
}{
	{exitOK, "all went well; for serve also: stopped by Ctrl-C or SIGTERM, with all requests finished"},
	{exitFault, "what was looked at is at fault: check found faults, a dataset cannot be used, or a document is not valid GraphQL"},
	{exitUsage, "the command line, the environment, or the value of a variable or argument is wrong"},
	{exitNotFound, "a file, a folder or a record that was named is not there"},
	{exitConflict, "the data has another state than was expected"},
	{exitLimit, "a limit refuses this; the message names it"},
	{exitUnsupported, "this build or this store cannot do it"},
	{exitUnavailable, "something outside does not play its part: the address is taken, the store is away, an output cannot be written"},
	{exitInternal, "a fault of ours; please report it"},
	{exitInterrupted, "interrupted by Ctrl-C or SIGTERM before the end"},
}

// exitOfKind maps the kinds of errors of package graph.
var exitOfKind = map[graph.ErrorKind]int{
	graph.Internal:    exitInternal,
	graph.Invalid:     exitUsage,
	graph.NotFound:    exitNotFound,
	graph.Conflict:    exitConflict,
	graph.Limit:       exitLimit,
	graph.Unsupported: exitUnsupported,
	graph.Unavailable: exitUnavailable,
	graph.Canceled:    exitInterrupted,
}

// exitOfFault maps the codes of GraphQL answers. A document that is wrong in
// itself is told apart from values that are wrong.
var exitOfFault = map[fault.Code]int{
	fault.ParseFailed:               exitFault,
	fault.ValidationFailed:          exitFault,
	fault.OperationResolutionFailed: exitUsage,
	fault.BadUserInput:              exitUsage,
	fault.QueryTooComplex:           exitLimit,
	fault.NotFound:                  exitNotFound,
	fault.Conflict:                  exitConflict,
	fault.Unsupported:               exitUnsupported,
	fault.Unavailable:               exitUnavailable,
	fault.Canceled:                  exitInterrupted,
	fault.Internal:                  exitInternal,
	fault.PersistedDocumentNotFound: exitNotFound,
	fault.PersistedDocumentRequired: exitUsage,
}

// exitError is an error with the status that the program ends with. An empty
// message means that all has been said already.
type exitError struct {
	code    int
	message string
	cause   error
}

func (f *exitError) Error() string { return f.message }

func (f *exitError) Unwrap() error { return f.cause }

// fail makes an exitError: one sentence that says what is wrong and what to do.
func fail(code int, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &exitError{code: code, message: err.Error(), cause: errors.Unwrap(err)}
}

// misuse makes the error of a wrong command line.
func misuse(format string, args ...any) error { return fail(exitUsage, format, args...) }

// exitOf gives the status for an error.
func exitOf(err error) int {
	var f *exitError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &f):
		return f.code
	default:
		return exitOfKind[graph.KindOf(err)]
	}
}

// sayOf gives what people are told about an error; empty for nothing.
func sayOf(err error) string {
	var f *exitError
	var domain *graph.Error
	switch {
	case errors.As(err, &f):
		return f.message
	case graph.KindOf(err) == graph.Canceled:
		return "Interrupted."
	case errors.As(err, &domain) && domain.Kind != graph.Internal:
		return domain.Message
	default:
		return fmt.Sprintf("Something went wrong on our side: %v. Please report it.", err)
	}
}
