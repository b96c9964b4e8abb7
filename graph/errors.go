package graph

import (
	"context"
	"errors"
	"fmt"
)

// ErrorKind says what sort of fault an error is. The list only grows; the zero
// value is Internal.
type ErrorKind uint8

// The kinds of errors.
const (
	Internal    ErrorKind = iota // a fault of ours
	Invalid                      // a value that the caller handed in is wrong
	NotFound                     // a record that must be there is not
	Conflict                     // a write met another state than it expected
	Limit                        // too much was asked for
	Unsupported                  // this store cannot do it
	Unavailable                  // the store is away or too slow; trying again may help
	Canceled                     // the caller gave up
)

var errorKindNames = [...]string{"internal", "invalid", "not found", "conflict", "limit", "unsupported", "unavailable", "canceled"}

func (k ErrorKind) String() string { return errorKindNames[k] }

// Error is an error of this package or of a store. Message is for people who
// use exitgraph: one sentence without database text. Err is for the log.
type Error struct {
	Op      string // the verb, such as find or apply
	Kind    ErrorKind
	Message string
	Err     error
}

func (e *Error) Error() string {
	s := e.Op + ": " + e.Message
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an error with a formatted message.
func Errorf(op string, kind ErrorKind, format string, args ...any) *Error {
	return &Error{Op: op, Kind: kind, Message: fmt.Sprintf(format, args...)}
}

// KindOf gives the kind of an error through any wrapping. Errors of a context
// have their own: a deadline is Unavailable, a cancellation Canceled.
func KindOf(err error) ErrorKind {
	var e *Error
	switch {
	case errors.As(err, &e):
		return e.Kind
	case errors.Is(err, context.Canceled):
		return Canceled
	case errors.Is(err, context.DeadlineExceeded):
		return Unavailable
	default:
		return Internal
	}
}
