package server

import (
	"net"
	"net/http"
	"sync"
)

// silent keeps the connections that have sent no request yet. Browsers open such
// connections in advance. At a stop net/http answers nothing on them any more, yet
// waits five seconds for each, so they are closed at once.
type silent struct {
	mu      sync.Mutex
	conns   map[net.Conn]struct{}
	stopped bool
}

// watch follows the states of connections.
func (s *silent) watch(conn net.Conn, state http.ConnState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case state != http.StateNew:
		delete(s.conns, conn)
	case s.stopped:
		conn.Close() // it came as the server began to stop
	default:
		s.conns[conn] = struct{}{}
	}
}

func (s *silent) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopped = true
	for conn := range s.conns {
		conn.Close()
	}
}
