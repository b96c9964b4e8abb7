package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema/fault"
)

func TestEveryKindOfErrorHasAnExitStatusThatIsDocumented(t *testing.T) {
	for k := graph.Internal; k <= graph.Canceled; k++ {
		status, ok := exitOfKind[k]
		if !ok || !documentedExit(status) {
			t.Errorf("the kind %s has the status %d, %v", k, status, ok)
		}
	}
}

func TestEveryCodeOfAnAnswerHasAnExitStatusThatIsDocumented(t *testing.T) {
	overHTTP := []fault.Code{
		server.BadRequest, server.MethodNotAllowed, server.NotAcceptable, server.RequestTimeout,
		server.PayloadTooLarge, server.URITooLong, server.UnsupportedMediaType,
	}
	for _, row := range server.Statuses() {
		status, ok := exitOfFault[row.Code]
		if isHTTP := slices.Contains(overHTTP, row.Code); ok == isHTTP || ok && !documentedExit(status) {
			t.Errorf("the code %s has the status %d, %v", row.Code, status, ok)
		}
	}
}

func documentedExit(status int) bool {
	for _, e := range exits {
		if e.code == status && status != exitOK {
			return true
		}
	}
	return false
}

func TestStatusAndWordsFollowTheError(t *testing.T) {
	for _, tt := range []struct {
		err    error
		status int
		say    string
	}{
		{nil, exitOK, ""},
		{misuse("No."), exitUsage, "No."},
		{fmt.Errorf("opening: %w", misuse("No.")), exitUsage, "No."},
		{&exitError{code: exitFault}, exitFault, ""},
		{context.Canceled, exitInterrupted, "Interrupted."},
		{graph.Errorf("find", graph.Unavailable, "The store is away."), exitUnavailable, "The store is away."},
		{graph.Errorf("find", graph.Internal, "secret"), exitInternal, "Something went wrong on our side: find: secret. Please report it."},
		{errors.New("odd"), exitInternal, "Something went wrong on our side: odd. Please report it."},
	} {
		if got := exitOf(tt.err); got != tt.status {
			t.Errorf("%v: status %d, want %d", tt.err, got, tt.status)
		}
		if tt.err == nil {
			continue
		}
		if got := sayOf(tt.err); got != tt.say {
			t.Errorf("%v: said %q, want %q", tt.err, got, tt.say)
		}
	}
}

// broken fails whenever it is used.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func (broken) Read([]byte) (int, error) { panic("a slip of ours") }

func TestAnOutputThatCannotBeWrittenIsSaid(t *testing.T) {
	var stderr bytes.Buffer
	status := run(t.Context(), []string{"version"}, strings.NewReader(""), broken{}, &stderr, nil)
	if status != exitUnavailable || !strings.Contains(stderr.String(), "The output cannot be written: no space left.") {
		t.Errorf("status %d, said %q", status, stderr.String())
	}
}

func TestAPanicIsOneSentenceAndNoTrace(t *testing.T) {
	var stderr bytes.Buffer
	status := run(t.Context(), []string{"query", "-"}, broken{}, io.Discard, &stderr, nil)
	if status != exitInternal || strings.Count(stderr.String(), "\n") != 1 || !strings.Contains(stderr.String(), "a slip of ours") {
		t.Errorf("status %d, said %q", status, stderr.String())
	}
	stderr.Reset()
	run(t.Context(), []string{"query", "-", "--log-level", "debug"}, broken{}, io.Discard, &stderr, nil)
	if !strings.Contains(stderr.String(), "variables.go") {
		t.Errorf("with --log-level debug it said %q, which does not tell where", stderr.String())
	}
}

func TestACommandThatIsInterruptedSaysSo(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, args := range [][]string{{"version"}, {"check"}, {"query", "-"}, {"serve", "--addr", "127.0.0.1:0"}} {
		var stderr bytes.Buffer
		status := run(ctx, args, strings.NewReader("{ __typename }"), io.Discard, &stderr, nil)
		if status != exitInterrupted {
			t.Errorf("%v: status %d, want %d; said %q", args, status, exitInterrupted, stderr.String())
		}
	}
}
