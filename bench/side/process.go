package side

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// child is a process that was started here. It ends when the context does, at the
// latest.
type child struct {
	command *exec.Cmd
	input   io.Closer
	name    string
	began   time.Time
}

// startChild starts a program and returns the first line of one of its outputs that
// wanted takes; took is how long that was. Its other output goes to this program's
// stderr. The environment holds no settings of exitgraph.
func startChild(ctx context.Context, command *exec.Cmd, name string, onStderr bool, wanted func(line []byte) bool) (_ *child, took time.Duration, err error) {
	command.Env = slices.DeleteFunc(append(os.Environ(), command.Env...), func(v string) bool { return strings.HasPrefix(v, "EXITGRAPH_") })
	command.WaitDelay = 10 * time.Second
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	input, err := command.StdinPipe()
	if err != nil {
		return nil, 0, err
	}
	pipe := command.StdoutPipe
	if onStderr {
		pipe = command.StderrPipe
	} else {
		command.Stderr = os.Stderr
	}
	output, err := pipe()
	if err != nil {
		return nil, 0, err
	}
	c := &child{command: command, input: input, name: name, began: time.Now()}
	if err := command.Start(); err != nil {
		return nil, 0, fmt.Errorf("%s could not be started: %w", name, err)
	}
	lines := bufio.NewReaderSize(output, 1<<16)
	var said []byte
	for {
		line, err := lines.ReadBytes('\n')
		if wanted(line) {
			took = time.Since(c.began)
			break
		}
		said = append(said, line...)
		if err != nil {
			return nil, 0, errors.Join(ctx.Err(), fmt.Errorf("%s did not start: %s", name, strings.TrimSpace(string(said))), c.stop())
		}
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }() // what it says from now on is not needed
	return c, took, nil
}

// stop ends the process as a person would, and waits.
func (c *child) stop() error {
	_ = c.command.Process.Signal(os.Interrupt) // it may have ended already
	err := errors.Join(c.input.Close(), c.command.Wait())
	var ended *exec.ExitError
	if errors.As(err, &ended) || errors.Is(err, context.Canceled) {
		return nil // it was asked to end, and how it says so is its own affair
	}
	return err
}

func (c *child) pid() int { return c.command.Process.Pid }
