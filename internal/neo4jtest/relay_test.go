package neo4jtest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"
)

// echo is a server that says every line again, twenty times as long.
func echo(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() }) // ends the goroutine below
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				lines := bufio.NewScanner(conn)
				for lines.Scan() {
					if _, err := io.WriteString(conn, strings.Repeat(lines.Text(), 20)+"\n"); err != nil {
						return
					}
				}
			}()
		}
	}()
	return listener.Addr().String()
}

// dial connects to a relay, for at most ten seconds.
func dial(t *testing.T, r *Relay) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(r.URI, "bolt://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() }) // most tests close it before
	if err := conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	return conn
}

// say sends a line and gives what comes back up to the end of a line or of all.
func say(t *testing.T, conn net.Conn, word string) (string, error) {
	t.Helper()
	if _, err := io.WriteString(conn, word+"\n"); err != nil {
		return "", err
	}
	return bufio.NewReader(conn).ReadString('\n')
}

const answer = "hohohohohohohohohohohohohohohohohohohoho\n" // to ho

// awaitOpen waits until a relay has so many connections.
func awaitOpen(t *testing.T, r *Relay, want int) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); r.Open() != want; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("the relay has %d connections, want %d", r.Open(), want)
		}
	}
}

func TestRelayPassesOnAndCounts(t *testing.T) {
	r := NewRelay(t, echo(t))
	first, second := dial(t, r), dial(t, r)
	for _, conn := range []net.Conn{first, second, first} {
		if got, err := say(t, conn, "ho"); got != answer || err != nil {
			t.Fatalf("got %q, %v", got, err)
		}
	}
	awaitOpen(t, r, 2)
	_ = first.Close()
	awaitOpen(t, r, 1)
	if r.Opened() != 2 {
		t.Errorf("%d connections were made, want 2", r.Opened())
	}
}

func TestRelayDelaysEachWay(t *testing.T) {
	r := NewRelay(t, echo(t))
	conn := dial(t, r)
	r.Delay(30 * time.Millisecond)
	start := time.Now()
	if got, err := say(t, conn, "ho"); got != answer || err != nil || time.Since(start) < 60*time.Millisecond {
		t.Errorf("got %q, %v after %v", got, err, time.Since(start))
	}
}

func TestRelayCutsInTheMiddleOfAnAnswer(t *testing.T) {
	r := NewRelay(t, echo(t))
	conn := dial(t, r)
	if _, err := say(t, conn, "ho"); err != nil {
		t.Fatal(err)
	}
	r.CutAnswersAfter(7)
	if got, err := say(t, conn, "ho"); got != answer[:7] || !errors.Is(err, io.EOF) {
		t.Errorf("got %q, %v", got, err)
	}
	awaitOpen(t, r, 0)
}

func TestRelayLosesTheAnswerToOneMessage(t *testing.T) {
	r := NewRelay(t, echo(t))
	conn := dial(t, r)
	r.LoseAnswerTo([]byte("now"), 0)
	if got, err := say(t, conn, "ho"); got != answer || err != nil {
		t.Fatalf("another message got %q, %v", got, err)
	}
	if got, err := say(t, conn, "now"); got != "" || err == nil {
		t.Errorf("got %q, %v", got, err)
	}
	awaitOpen(t, r, 0)
}

func TestRelayRefusesUntilItHeals(t *testing.T) {
	r := NewRelay(t, echo(t))
	conn := dial(t, r)
	awaitOpen(t, r, 1)
	r.Refuse()
	if got, err := say(t, conn, "ho"); err == nil {
		t.Errorf("an open connection got %q", got)
	}
	if _, err := net.Dial("tcp", strings.TrimPrefix(r.URI, "bolt://")); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("a new connection got %v", err)
	}
	if err := r.Heal(); err != nil {
		t.Fatal(err)
	}
	if got, err := say(t, dial(t, r), "ho"); got != answer || err != nil {
		t.Errorf("after healing: %q, %v", got, err)
	}
}

func TestRelayHangsAndStillSeesWhoLeaves(t *testing.T) {
	r := NewRelay(t, echo(t))
	old := dial(t, r)
	if _, err := say(t, old, "ho"); err != nil {
		t.Fatal(err)
	}
	r.Hang()
	for name, conn := range map[string]net.Conn{"open before": old, "new": dial(t, r)} {
		if err := conn.SetDeadline(time.Now().Add(50 * time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		var timeout net.Error
		if got, err := say(t, conn, "ho"); got != "" || !errors.As(err, &timeout) || !timeout.Timeout() {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	_ = old.Close()
	awaitOpen(t, r, 1)
	if err := r.Heal(); err != nil {
		t.Fatal(err)
	}
	awaitOpen(t, r, 0) // what lost something is cut
	if got, err := say(t, dial(t, r), "ho"); got != answer || err != nil {
		t.Errorf("after healing: %q, %v", got, err)
	}
}

func TestRelayWithoutAServerEndsConnections(t *testing.T) {
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	r := NewRelay(t, fmt.Sprintf("127.0.0.1:%d", port))
	if got, err := say(t, dial(t, r), "ho"); err == nil {
		t.Errorf("got %q", got)
	}
	awaitOpen(t, r, 0)
}
