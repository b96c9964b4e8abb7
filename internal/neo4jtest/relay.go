package neo4jtest

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// Relay passes connections on to a server, and does to them what happens to
// networks when a test says so. Its methods may be called from several goroutines.
type Relay struct {
	// URI is the address for drivers, the same for the life of the relay.
	URI string

	address, target string
	running         sync.WaitGroup

	mu       sync.Mutex
	closed   bool
	listener net.Listener // nil while it refuses
	open     map[*passage]struct{}
	opened   int
	delay    time.Duration
	hanging  bool
	most     int    // bytes of answers that a connection gets, 0 for all
	unheard  []byte // a message whose answer gets lost
	spared   int    // how many more of them pass first
}

// passage is one connection of a client, with the one that the relay has to the
// server for it.
type passage struct {
	ended chan struct{} // closed when the client's side is

	// What follows is under the relay's mu.
	client, server net.Conn // server is nil before it is reached
	over           bool
	answered       int  // bytes of answers that went through since most was set
	lost           bool // whether the relay swallowed something
	muted          bool // whether the client hears no answers any more
}

// NewRelay starts a relay to the address of a server, written as host:port or as
// bolt://host:port. It ends, with all its connections, when the test does.
func NewRelay(t testing.TB, target string) *Relay {
	t.Helper()
	r := &Relay{target: strings.TrimPrefix(target, "bolt://"), open: map[*passage]struct{}{}}
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	r.address = fmt.Sprintf("127.0.0.1:%d", port)
	r.URI = "bolt://" + r.address
	if err := r.listen(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.close)
	return r
}

// Delay makes each piece of data wait before it goes on, in both directions.
func (r *Relay) Delay(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.delay = d
}

// Cut resets all open connections. New ones are taken.
func (r *Relay) Cut() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for p := range r.open {
		if tcp, ok := p.client.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // a reset instead of an orderly end; else the end is orderly
		}
		p.end()
	}
}

// CutAnswersAfter ends each connection, in the middle of an answer if need be, when
// that many more bytes have come from the server over it.
func (r *Relay) CutAnswersAfter(bytes int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.most = bytes
	for p := range r.open {
		p.answered = 0
	}
}

// LoseAnswerTo ends a connection over which a client has sent the message, after
// the server has answered, and without passing the answer on. The first messages of
// that sort, as many as are spared, pass.
func (r *Relay) LoseAnswerTo(message []byte, spared int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.unheard, r.spared = bytes.Clone(message), spared
}

// Refuse resets all open connections and takes no new ones, as a machine does on
// which no server runs.
func (r *Relay) Refuse() {
	r.mu.Lock()
	listener := r.listener
	r.listener = nil
	r.mu.Unlock()
	if listener != nil {
		_ = listener.Close() // that it was open is all that counts
	}
	r.Cut()
}

// Hang swallows whatever is sent in either direction, and takes new connections
// without ever answering.
func (r *Relay) Hang() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.hanging = true
}

// Heal ends all misbehaviour. Connections that lost something are reset, for
// nothing sensible can come over them any more.
func (r *Relay) Heal() error {
	r.mu.Lock()
	r.delay, r.hanging, r.most, r.unheard = 0, false, 0, nil
	for p := range r.open {
		if p.lost {
			p.end()
		}
	}
	refusing := r.listener == nil
	r.mu.Unlock()
	if refusing {
		return r.listen()
	}
	return nil
}

// Open counts the connections that clients have now.
func (r *Relay) Open() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.open)
}

// Opened counts the connections that clients ever made.
func (r *Relay) Opened() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.opened
}

func (r *Relay) listen() error {
	listener, err := net.Listen("tcp", r.address)
	if err != nil {
		return fmt.Errorf("start a relay to the Neo4j for tests: %w", err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.listener = listener
	r.running.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return // it was closed
			}
			r.running.Go(func() { r.pass(client) })
		}
	})
	return nil
}

func (r *Relay) close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	r.Refuse()
	r.running.Wait()
}

// pass serves one connection of a client to its end.
func (r *Relay) pass(client net.Conn) {
	p := &passage{client: client, ended: make(chan struct{})}
	r.mu.Lock()
	welcome := r.listener != nil && !r.closed
	if welcome {
		r.open[p] = struct{}{}
		r.opened++
		p.lost = r.hanging
	}
	hanging := r.hanging
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		p.end()
		delete(r.open, p)
		r.mu.Unlock()
	}()
	if !welcome {
		return
	}
	if hanging {
		_, _ = io.Copy(io.Discard, client) // until either side has had enough
		return
	}
	server, err := net.DialTimeout("tcp", r.target, 5*time.Second)
	if err != nil {
		return // the client sees an end without a word
	}
	r.mu.Lock()
	if p.server = server; p.over {
		_ = server.Close() // the client's side ended in between
	}
	r.mu.Unlock()
	var both sync.WaitGroup
	both.Go(func() { r.pump(p, client, server) })
	r.pump(p, server, client)
	both.Wait()
}

// pump moves data in one direction until one side ends, and ends the other.
func (r *Relay) pump(p *passage, to, from net.Conn) {
	defer func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		p.end()
	}()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		if err != nil || !r.hand(p, to, buffer[:n]) {
			return
		}
	}
}

// hand passes a piece of data on, as far as the relay's misbehaviour lets it, and
// says whether more may follow.
func (r *Relay) hand(p *passage, to net.Conn, piece []byte) bool {
	r.mu.Lock()
	delay := r.delay
	r.mu.Unlock()
	if delay > 0 {
		select {
		case <-time.After(delay):
		case <-p.ended:
			return false
		}
	}
	r.mu.Lock()
	answer, more := to == p.client, true
	switch {
	case answer && p.muted:
		piece, more = nil, false
	case r.hanging:
		piece, p.lost = nil, true
	case answer && r.most > 0 && p.answered+len(piece) >= r.most:
		piece, more = piece[:max(0, r.most-p.answered)], false
	case !answer && len(r.unheard) > 0 && bytes.Contains(piece, r.unheard):
		p.muted = r.spared == 0
		r.spared = max(0, r.spared-1)
	}
	if answer {
		p.answered += len(piece)
	}
	r.mu.Unlock()
	_, err := to.Write(piece)
	return err == nil && more
}

// end closes both sides; the relay's mu is held.
func (p *passage) end() {
	if p.over {
		return
	}
	p.over = true
	close(p.ended)
	_ = p.client.Close() // it may be closed already, which is as good
	if p.server != nil {
		_ = p.server.Close() // likewise
	}
}
