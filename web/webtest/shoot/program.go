package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"syscall"
	"time"
)

const (
	// startPatience is how long the program may take to say where it serves.
	startPatience = time.Minute
	// stopPatience is how long it may take to end before it is killed.
	stopPatience = 15 * time.Second
)

// program is a running exitgraph.
type program struct {
	url     string // without a slash at its end
	command *exec.Cmd
	end     context.CancelFunc
	drained chan struct{} // closed when all that it said is read
}

var servedAt = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// start runs the built program on a free port, and waits until it says where.
func start(ctx context.Context, path string) (*program, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("there is no %s: build it with make build, or give the address of a server with -url", path)
	}
	own, end := context.WithCancel(context.Background()) // it ends in stop, and not before
	command := exec.CommandContext(own, path, "serve", "--addr", "127.0.0.1:0")
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
	command.WaitDelay = stopPatience
	said, err := command.StderrPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		end()
		return nil, err
	}
	p := &program{command: command, end: end, drained: make(chan struct{})}
	found := make(chan string, 1)
	var before bytes.Buffer
	go func() {
		defer close(p.drained)
		lines := bufio.NewReader(said)
		for {
			line, err := lines.ReadString('\n')
			before.WriteString(line)
			if url := servedAt.FindString(line); url != "" {
				found <- url
				break
			}
			if err != nil {
				return
			}
		}
		_, _ = io.Copy(io.Discard, lines) // its log is of no use here
	}()
	clock := time.NewTimer(startPatience)
	defer clock.Stop()
	select {
	case p.url = <-found:
		return p, nil
	case <-p.drained:
		p.stop()
		return nil, fmt.Errorf("%s ended before it served; it said:\n%s", path, &before)
	case <-clock.C:
		p.stop()
		return nil, fmt.Errorf("%s did not say within %v where it serves", path, startPatience)
	case <-ctx.Done():
		p.stop()
		return nil, ctx.Err()
	}
}

// stop asks the program to end, and waits for it.
func (p *program) stop() {
	p.end()
	_ = p.command.Wait() // it has done its work, whatever its status
	<-p.drained
}
