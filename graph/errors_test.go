package graph_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

func TestTheKindOfAnErrorIsSeenThroughAnyWrapping(t *testing.T) {
	conflict := graph.Errorf("apply", graph.Conflict, "The store is at %s.", "r2")
	for _, c := range []struct {
		rule string
		err  error
		want graph.ErrorKind
	}{
		{"as it is", conflict, graph.Conflict},
		{"wrapped", fmt.Errorf("load: %w", fmt.Errorf("again: %w", conflict)), graph.Conflict},
		{"joined with another", errors.Join(errors.New("other"), conflict), graph.Conflict},
		{"an error of ours says more than its cause", &graph.Error{Kind: graph.Unavailable, Err: context.Canceled}, graph.Unavailable},
		{"given up", context.Canceled, graph.Canceled},
		{"given up, wrapped", fmt.Errorf("scan: %w", context.Canceled), graph.Canceled},
		{"too slow", context.DeadlineExceeded, graph.Unavailable},
		{"a stranger's", errors.New("disk full"), graph.Internal},
	} {
		if got := graph.KindOf(c.err); got != c.want {
			t.Errorf("%s: %s, not %s", c.rule, got, c.want)
		}
	}
}

func TestACancelledContextSaysSo(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := graph.KindOf(ctx.Err()); got != graph.Canceled {
		t.Errorf("a cancelled context is %s", got)
	}
	ctx, cancel = context.WithTimeout(t.Context(), 0)
	defer cancel()
	if got := graph.KindOf(ctx.Err()); got != graph.Unavailable {
		t.Errorf("a context whose time has passed is %s", got)
	}
}

func TestEveryKindOfErrorHasANameOfItsOwn(t *testing.T) {
	seen := map[string]bool{}
	for k := graph.Internal; k <= graph.Canceled; k++ {
		if name := k.String(); name == "" || seen[name] {
			t.Errorf("kind %d is called %q", k, name)
		}
		seen[k.String()] = true
	}
	if got := graph.Canceled.String(); got != "canceled" {
		t.Errorf("the last kind is called %q", got)
	}
}

func TestAnErrorTellsVerbMessageAndCause(t *testing.T) {
	cause := errors.New("connection refused")
	err := &graph.Error{Op: "find", Kind: graph.Unavailable, Message: "The store is away.", Err: cause}
	if got, want := err.Error(), "find: The store is away.: connection refused"; got != want {
		t.Errorf("it reads %q, not %q", got, want)
	}
	if !errors.Is(err, cause) {
		t.Error("the cause cannot be reached")
	}
	plain := graph.Errorf("page", graph.Invalid, "first is %d.", -1)
	if got, want := plain.Error(), "page: first is -1."; got != want || plain.Unwrap() != nil {
		t.Errorf("it reads %q, not %q", got, want)
	}
}
