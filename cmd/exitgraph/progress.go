package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// patience is how long people wait before they are told what goes on, and how
// often they are told then.
const (
	patience = 400 * time.Millisecond
	interval = 100 * time.Millisecond
)

// progress tells on a terminal how far a long reading or loading is, in one line that is
// wiped at the end. It is silent where nobody looks, and for short ones.
type progress struct {
	out     io.Writer
	visible bool
	now     func() time.Time

	mu    sync.Mutex
	start time.Time
	last  time.Time
	shown bool
	ended bool
}

func newProgress(out io.Writer, visible bool) *progress {
	return &progress{out: out, visible: visible, now: time.Now, start: time.Now()}
}

// rows says how many rows of a file have been read.
func (p *progress) rows(file string, n int) { p.tell("Reading %s, %d rows", file, n) }

// written says how many rows of a load are in.
func (p *progress) written(done, total int) { p.tell("Writing, %d of %d rows", done, total) }

func (p *progress) tell(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if !p.visible || p.ended || now.Sub(p.start) < patience || now.Sub(p.last) < interval {
		return
	}
	p.last, p.shown = now, true
	fmt.Fprintf(p.out, "\r\x1b[K"+format, args...)
}

// done wipes the line. Nothing is shown after it.
func (p *progress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown && !p.ended {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
	p.ended = true
}
