package main

import (
	"crypto/tls"
	"net"
	"sync"
	"sync/atomic"
	"testing"
)

// relay stands between the program and a database. Once the program has sent more
// than it may, what it sends is swallowed, as by a database that hangs.
type relay struct {
	address string
	left    atomic.Int64 // bytes that may still pass
	held    chan struct{}
	once    sync.Once
}

// newRelay starts a relay that lives as long as the test; with a configuration for
// TLS it speaks that to the program.
func newRelay(t *testing.T, target string, limit int64, encryption *tls.Config) *relay {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &relay{address: listener.Addr().String(), held: make(chan struct{})}
	r.left.Store(limit)
	if encryption != nil {
		listener = tls.NewListener(listener, encryption)
	}
	var pipes sync.WaitGroup
	pipes.Go(func() {
		for {
			from, err := listener.Accept()
			if err != nil {
				return // closed: the test is over
			}
			to, err := net.Dial("tcp", target)
			if err != nil {
				from.Close()
				continue
			}
			pipes.Go(func() { pass(to, from, func(n int) bool { return r.passes(int64(n)) }) })
			pipes.Go(func() { pass(from, to, func(int) bool { return true }) })
		}
	})
	t.Cleanup(func() {
		listener.Close()
		pipes.Wait()
	})
	return r
}

// pass copies until either side ends, and swallows what may not pass.
func pass(to, from net.Conn, may func(int) bool) {
	defer to.Close()
	defer from.Close()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		if !may(n) {
			continue
		}
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}

func (r *relay) passes(n int64) bool {
	if r.left.Add(-n) >= 0 {
		return true
	}
	r.once.Do(func() { close(r.held) })
	return false
}
