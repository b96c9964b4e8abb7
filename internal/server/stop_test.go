package server_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
)

func TestAStopLetsARunningRequestFinishAndTakesNoNewOnes(t *testing.T) {
	begun, finish := make(chan struct{}), make(chan struct{})
	ts := newTestServer(t, server.Config{Engine: engineFunc(func(ctx context.Context, r schema.Request) *schema.Response {
		close(begun)
		<-finish
		if ctx.Err() != nil {
			t.Error("the stop cut off the running request")
		}
		return answer42(ctx, r)
	})})
	running := make(chan answer)
	go func() { running <- ts.ask(t, "POST", "/graphql", `{"query":"{answer}"}`) }()
	<-begun
	stopped := make(chan error)
	go func() { stopped <- ts.stop() }()
	waitFor(t, "the port to be closed", func() bool {
		conn, err := net.Dial("tcp", ts.Addr)
		if err == nil {
			conn.Close()
		}
		return err != nil
	})
	select {
	case err := <-stopped:
		t.Fatalf("Serve returned %v while a request was running", err)
	default:
	}
	close(finish)
	if a := <-running; a.Status != 200 || a.Body != `{"data":{"answer":42}}` {
		t.Errorf("the running request got status %d, body %s", a.Status, a.Body)
	}
	if err := <-stopped; err != nil {
		t.Errorf("Serve returned %v", err)
	}
}

func TestAStopCutsOffWhatDoesNotFinishInTimeAndSaysSo(t *testing.T) {
	begun := make(chan struct{})
	cfg := server.Config{ShutdownTimeout: 50 * time.Millisecond, Engine: engineFunc(
		func(ctx context.Context, r schema.Request) *schema.Response {
			close(begun)
			return hanging(ctx, r)
		})}
	h, err := server.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		if resp, err := http.Get("http://" + ln.Addr().String() + "/graphql?query=%7Ba%7D"); err == nil {
			resp.Body.Close()
		}
	}()
	go func() { <-begun; cancel() }()
	if err := server.Serve(ctx, ln, h, cfg); err == nil || !strings.Contains(err.Error(), "cut off") {
		t.Errorf("Serve returned %v", err)
	}
}

func TestAStopDoesNotWaitForConnectionsThatAskNothing(t *testing.T) {
	ts := newTestServer(t, server.Config{})
	for range 3 {
		conn, err := net.Dial("tcp", ts.Addr)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
	}
	ts.ask(t, "GET", "/healthz", "") // by now the others are accepted
	begun := time.Now()
	if err := ts.stop(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took >= 5*time.Second { // after which net/http gives such connections up
		t.Errorf("the stop took %s", took)
	}
}

func TestAListenerThatFailsEndsServe(t *testing.T) {
	cfg := server.Config{Engine: engineFunc(answer42)}
	h, err := server.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ln.Close()
	if err := server.Serve(t.Context(), ln, h, cfg); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Serve returned %v", err)
	}
}

func TestNoGoroutineIsLeftAfterAStop(t *testing.T) {
	ts := newTestServer(t, server.Config{
		Ready:  func(ctx context.Context) (string, error) { <-ctx.Done(); return "", ctx.Err() },
		Engine: engineFunc(hanging), Timeout: 20 * time.Millisecond, ReadyTimeout: 20 * time.Millisecond,
	})
	ts.ask(t, "POST", "/graphql", `{"query":"{answer}"}`)
	ts.ask(t, "GET", "/readyz", "")
	if err := ts.stop(); err != nil {
		t.Fatal(err)
	}
	var left string
	waitFor(t, "the goroutines to end", func() bool {
		buf := make([]byte, 1<<20)
		left = ""
		for stack := range strings.SplitSeq(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
			if strings.Contains(stack, "internal/server.") || strings.Contains(stack, "net/http.(*conn)") {
				left += stack + "\n\n"
			}
		}
		return left == ""
	})
}

// waitFor asks again and again for a minute at most.
func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	for limit := time.Now().Add(time.Minute); time.Now().Before(limit); time.Sleep(10 * time.Millisecond) {
		if done() {
			return
		}
	}
	t.Fatalf("waited in vain for %s", what)
}
