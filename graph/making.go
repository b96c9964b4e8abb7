package graph

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"
)

// makingTime bounds how long something shared is worked at, so that a store that
// hangs ends it.
const makingTime = time.Minute

// making is something that many requests share and that takes questions to a store
// to make. The work goes on when the request that began it ends, and nobody waits
// for it longer than the own request lets them.
type making[T any] struct {
	done  chan struct{} // closed when value and err are there
	value T
	err   error
}

// begin starts the work. What ctx carries is handed on, but not its end.
func begin[T any](ctx context.Context, work func(context.Context) (T, error)) *making[T] {
	m := &making[T]{done: make(chan struct{})}
	go func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), makingTime)
		defer cancel()
		defer close(m.done)
		defer func() { // a panic here would end the process
			if cause := recover(); cause != nil {
				m.err = fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
			}
		}()
		m.value, m.err = work(ctx)
	}()
	return m
}

// wait gives what was made, or the error of the context if that ends first. Where
// the work itself ran out of time, that is Unavailable: the caller had more.
func (m *making[T]) wait(ctx context.Context) (T, error) {
	select {
	case <-m.done:
	default:
		select {
		case <-m.done:
		case <-ctx.Done():
			var none T
			return none, ctx.Err()
		}
	}
	if errors.Is(m.err, context.DeadlineExceeded) && ctx.Err() == nil {
		return m.value, Errorf("read", Unavailable, "The store took too long to read what all answers share: try again in a moment.")
	}
	return m.value, m.err
}

// failed says whether the work is over and brought nothing.
func (m *making[T]) failed() bool {
	select {
	case <-m.done:
		return m.err != nil
	default:
		return false
	}
}
