package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

// connect sends a document over a connection of its own, and reads nothing.
func connect(ctx context.Context, addr, document string) (net.Conn, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	// A small window, as those of slow readers are, so that the answer stays with the
	// server and not in the buffers of this machine.
	if err := conn.(*net.TCPConn).SetReadBuffer(16 << 10); err != nil {
		return nil, err
	}
	body := fmt.Sprintf(`{"query":%q}`, document)
	_, err = fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", addr, len(body), body)
	return conn, err
}

// readSlowly lets n clients ask for a large answer each and read a kilobyte of it a
// second, until the server cuts them off or ctx is done. It tells how many were cut.
func readSlowly(ctx context.Context, n int, addr string) (cut int, err error) {
	var all sync.WaitGroup
	var mu sync.Mutex
	for range n {
		all.Go(func() {
			conn, failed := connect(ctx, addr, large.text)
			mu.Lock()
			if failed != nil {
				err = failed
			}
			mu.Unlock()
			if failed != nil {
				return
			}
			defer conn.Close()
			defer context.AfterFunc(ctx, func() { conn.Close() })() // a read may wait for long
			tick := time.NewTicker(time.Second)
			defer tick.Stop()
			reader := bufio.NewReaderSize(conn, 1<<10)
			for {
				select {
				case <-ctx.Done():
					return
				case <-tick.C:
				}
				if _, failed := io.CopyN(io.Discard, reader, 1<<10); failed != nil && ctx.Err() == nil {
					mu.Lock()
					cut++
					mu.Unlock()
					return
				}
			}
		})
	}
	all.Wait()
	return cut, err
}

// leave lets n clients ask for a heavy answer each and go away once the server has
// begun with them. Begun tells whether it has.
func leave(ctx context.Context, n int, addr, document string, begun func() bool) error {
	conns := make([]net.Conn, 0, n)
	defer func() {
		for _, conn := range conns {
			conn.Close()
		}
	}()
	for range n {
		conn, err := connect(ctx, addr, document)
		if err != nil {
			return err
		}
		conns = append(conns, conn)
	}
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for !begun() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
