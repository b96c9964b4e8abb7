// Package replay makes a database free: a relay between clients and a Neo4j which
// remembers what the database answered, and afterwards answers from memory. What a
// client then takes for a request is its own.
//
// It knows Bolt as far as messages and values go. It must not know statements, or who
// the clients are.
//
// Requests are equal where their messages are, whatever the order of the entries of
// their maps, bookmarks and time limits. An answer is the very bytes that the database
// sent. Nothing that was never recorded is answered: the connection ends, and Err says
// what it was.
package replay

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
)

// Relay passes requests on, or answers them. Its methods may be called from several
// goroutines.
type Relay struct {
	URI string // for drivers

	target    string
	listener  net.Listener
	running   sync.WaitGroup
	replaying atomic.Bool
	statement atomic.Int64
	flights   atomic.Int64

	mu      sync.RWMutex
	open    map[net.Conn]struct{} // nil once it is closed
	answers map[string][]byte     // by request
	known   map[string]string     // requests by messages as they came, a bounded number
	err     error
}

// Counts are what clients have asked for so far.
type Counts struct {
	Statements int64
	Flights    int64 // of messages that a client sent without waiting in between
}

// New starts a relay to a database, written as bolt://host:port. It passes on and
// remembers until Replay is called. The caller closes it.
func New(target string) (*Relay, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	r := &Relay{
		URI: "bolt://" + listener.Addr().String(), target: strings.TrimPrefix(target, "bolt://"), listener: listener,
		open: map[net.Conn]struct{}{}, answers: map[string][]byte{}, known: map[string]string{},
	}
	r.running.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return // it was closed
			}
			r.running.Go(func() { r.serve(client) })
		}
	})
	return r, nil
}

// Replay makes the relay answer from memory, or pass on and remember again.
func (r *Relay) Replay(on bool) { r.replaying.Store(on) }

// Err is the first reason why a request found no answer, nil if there was none.
func (r *Relay) Err() error {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.err
}

// Counts gives what clients have asked for so far.
func (r *Relay) Counts() Counts {
	return Counts{Statements: r.statement.Load(), Flights: r.flights.Load()}
}

// Close ends the relay with all its connections.
func (r *Relay) Close() error {
	err := r.listener.Close()
	r.mu.Lock()
	for c := range r.open {
		_ = c.Close() // the client's side may have ended it
	}
	r.open = nil
	r.mu.Unlock()
	r.running.Wait()
	return err
}

// fail remembers the first error that is more than the end of a connection.
func (r *Relay) fail(err error) {
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.open != nil && r.err == nil {
		r.err = err
	}
}

// keep notes a connection, so that Close ends it; forget ends it now.
func (r *Relay) keep(c net.Conn) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.open == nil {
		_ = c.Close() // the relay is at its end
		return
	}
	r.open[c] = struct{}{}
}

func (r *Relay) forget(c net.Conn) {
	_ = c.Close() // it may have ended already
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.open, c)
}

// mostKnown bounds how many forms of requests are known at sight.
const mostKnown = 10_000

// request names what a message asks for.
func (r *Relay) request(m message) (string, error) {
	r.mu.RLock()
	name, found := r.known[string(m.payload)]
	r.mu.RUnlock()
	if found {
		return name, nil
	}
	name, err := canonical(m)
	if err != nil {
		return "", err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.known) < mostKnown {
		r.known[string(m.payload)] = name
	}
	return name, nil
}

func (r *Relay) remember(request string, answer []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answers[request] = answer
}

func (r *Relay) answer(request string) ([]byte, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if answer, found := r.answers[request]; found {
		return answer, nil
	}
	return nil, fmt.Errorf("this was asked of a database that is replayed, and not before: %.300q", request)
}

// passage is one connection of a client.
type passage struct {
	relay  *Relay
	in     *bufio.Reader
	out    *bufio.Writer
	server net.Conn // nil where the client came while answers are replayed
	from   *bufio.Reader
	last   string // the statement that is pulled from, and what was pulled of it
}

// serve serves one connection to its end. The reason is known before the client
// sees the end.
func (r *Relay) serve(client net.Conn) {
	r.keep(client)
	p := &passage{relay: r, in: bufio.NewReaderSize(client, 1<<16), out: bufio.NewWriterSize(client, 1<<16)}
	r.fail(p.serve())
	r.forget(client)
	if p.server != nil {
		r.forget(p.server)
	}
}

func (p *passage) serve() error {
	if err := p.greet(); err != nil {
		return err
	}
	for {
		if p.in.Buffered() == 0 {
			if err := p.out.Flush(); err != nil {
				return err
			}
			p.relay.flights.Add(1)
		}
		m, err := readMessage(p.in)
		if err != nil || m.kind() == goodbye {
			return err
		}
		if err := p.reply(m); err != nil {
			return err
		}
	}
}

// greet agrees on a version of Bolt.
func (p *passage) greet() error {
	// Four bytes that tell Bolt from other protocols, four versions of four bytes.
	offer := make([]byte, 20)
	if _, err := io.ReadFull(p.in, offer); err != nil {
		return err
	}
	for at := 4; at < len(offer); at += 4 {
		if offer[at+3] == 0xFF { // to negotiate further, which takes more messages
			copy(offer[at:], []byte{0, 0, 0, 0})
		}
	}
	request := "handshake " + string(offer)
	if p.relay.replaying.Load() {
		answer, err := p.relay.answer(request)
		if err == nil {
			_, err = p.out.Write(answer)
		}
		return err
	}
	server, err := net.Dial("tcp", p.relay.target)
	if err != nil {
		return err
	}
	p.relay.keep(server)
	p.server, p.from = server, bufio.NewReaderSize(server, 1<<16)
	if _, err := server.Write(offer); err != nil {
		return err
	}
	answer := make([]byte, 4)
	if _, err := io.ReadFull(p.from, answer); err != nil {
		return err
	}
	p.relay.remember(request, answer)
	_, err = p.out.Write(answer)
	return err
}

// reply answers one message, from memory or from the database.
func (p *passage) reply(m message) error {
	request, err := p.relay.request(m)
	if err != nil {
		return err
	}
	switch m.kind() {
	case run:
		p.relay.statement.Add(1)
		p.last = request
	case pull, discard:
		p.last += request
		request = p.last
	}
	if !p.relay.replaying.Load() {
		return p.pass(m, request)
	}
	if m.kind() == reset {
		_, err := p.out.Write(done)
		return err
	}
	answer, err := p.relay.answer(request)
	if err == nil {
		_, err = p.out.Write(answer)
	}
	return err
}

// pass asks the database and remembers what it answers.
func (p *passage) pass(m message, request string) error {
	if p.server == nil {
		return errors.New("a connection that came while answers were replayed cannot be recorded")
	}
	if _, err := p.server.Write(m.raw); err != nil {
		return err
	}
	var answer []byte
	for {
		part, err := readMessage(p.from)
		if err != nil {
			return fmt.Errorf("the database ended the connection: %w", err)
		}
		answer = append(answer, part.raw...)
		if part.kind() != record {
			break
		}
	}
	p.relay.remember(request, answer)
	_, err := p.out.Write(answer)
	return err
}
