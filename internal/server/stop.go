package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"

	"github.com/rs/zerolog"
)

// kernelBytes is what the system may keep of an answer that a reader has not taken. Left
// to itself it keeps megabytes, which take memory, and hide for minutes how slow a reader
// is.
const kernelBytes = 256 << 10

// Serve answers on ln until ctx is done. Then it takes no new connections, lets
// running requests finish for at most ShutdownTimeout and returns nil. It returns
// an error when requests had to be cut off or the listener failed. It owns ln.
func Serve(ctx context.Context, ln net.Listener, h http.Handler, cfg Config) error {
	cfg = cfg.withDefaults()
	srv := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: cfg.ReadHeaderTimeout,
		ReadTimeout:       cfg.ReadTimeout,
		WriteTimeout:      cfg.WriteTimeout,
		IdleTimeout:       cfg.IdleTimeout,
		MaxHeaderBytes:    cfg.MaxHeaderBytes,
		ErrorLog:          log.New(listenerLog{cfg.Logger}, "", 0),
	}
	waiting := &silent{conns: map[net.Conn]struct{}{}}
	srv.ConnState = func(conn net.Conn, state http.ConnState) {
		if tcp, ok := conn.(*net.TCPConn); ok && state == http.StateNew {
			_ = tcp.SetWriteBuffer(kernelBytes)
		}
		waiting.watch(conn, state)
	}
	srv.RegisterOnShutdown(waiting.stop)
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	select {
	case err := <-failed:
		return fmt.Errorf("listening on %s: %w", ln.Addr(), err)
	case <-ctx.Done():
	}
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), cfg.ShutdownTimeout)
	defer cancel()
	err := srv.Shutdown(limited)
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("requests still ran after %s and were cut off", cfg.ShutdownTimeout)
	}
	if err != nil {
		err = errors.Join(err, srv.Close())
	}
	if served := <-failed; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}

// listenerLog passes on what net/http says about the listener. All else that
// net/http logs is about single connections and names their addresses.
type listenerLog struct{ logger zerolog.Logger }

func (l listenerLog) Write(line []byte) (int, error) {
	if bytes.HasPrefix(line, []byte("http: Accept error")) {
		l.logger.Warn().Msg(string(bytes.TrimSpace(line)))
	}
	return len(line), nil
}
