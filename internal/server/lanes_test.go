package server_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

const (
	heavyText = `{ heavy }`
	lightText = `{ light }`
)

// lanesServer answers over an engine that asks its lanes for a place, as the real one
// does; a test holds heavy requests while they run.
type lanesServer struct {
	*testServer
	begun   chan struct{} // one entry for each heavy request that runs
	proceed chan struct{} // one for each that may end
	body    []byte        // of answers to heavy requests
	panic   bool          // whether they end so
}

func newLanesServer(t *testing.T, limits server.LaneLimits, cfg server.Config) *lanesServer {
	t.Helper()
	lanes, err := server.NewLanes(limits)
	if err != nil {
		t.Fatal(err)
	}
	ls := &lanesServer{begun: make(chan struct{}, 100), proceed: make(chan struct{}, 100), body: []byte(`{"data":{"heavy":1}}`)}
	cfg.Lanes = lanes
	cfg.Engine = engineFunc(func(ctx context.Context, r schema.Request) *schema.Response {
		effort := 1
		if r.Query == heavyText {
			effort = 1_000_000
		}
		release, refusal := lanes.Admit(ctx, effort)
		if refusal != nil {
			resp := refused(refusal.Code)
			resp.Errors = []*fault.Error{refusal}
			return resp
		}
		defer release()
		if effort == 1 {
			return answer42(ctx, r)
		}
		ls.begun <- struct{}{}
		select {
		case <-ls.proceed:
		case <-ctx.Done():
			return refused(fault.Canceled)
		}
		if ls.panic {
			panic("broken")
		}
		return &schema.Response{Body: schema.NewBody(ls.body), Executed: true}
	})
	ls.testServer = newMeasured(t, cfg)
	return ls
}

// heavy asks heavily, beside the test; the channel gives the answer.
func (ls *lanesServer) heavy(t *testing.T) <-chan answer {
	t.Helper()
	out := make(chan answer, 1)
	go func() { out <- ls.ask(t, "POST", "/graphql", query(heavyText), "Accept", modernType) }()
	return out
}

// await waits until a figure has a value.
func (ls *lanesServer) await(t *testing.T, name string, want float64) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	limit := time.After(time.Minute)
	for ls.figures(t)[name] != want {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatalf("%s is %v, and never %v", name, ls.figures(t)[name], want)
		}
	}
}

func (ls *lanesServer) light(t *testing.T) {
	t.Helper()
	if a := ls.ask(t, "POST", "/graphql", query(lightText)); a.Status != 200 {
		t.Errorf("a light request: status %d, body %s", a.Status, a.Body)
	}
}

func TestHeavyRequestsRunFewAtATimeAndLightOnesNeverWaitForThem(t *testing.T) {
	ls := newLanesServer(t, server.LaneLimits{Heavy: 2, Waiting: 3, Wait: time.Minute}, server.Config{})
	var answers []<-chan answer
	for range 2 {
		answers = append(answers, ls.heavy(t))
		<-ls.begun
	}
	for i := range 3 {
		answers = append(answers, ls.heavy(t))
		ls.await(t, "exitgraph_heavy_waiting", float64(i+1))
	}
	if got := ls.figures(t); got["exitgraph_heavy_running"] != 2 || len(ls.begun) != 0 {
		t.Errorf("%v run at once", got["exitgraph_heavy_running"])
	}
	ls.light(t)
	over := <-ls.heavy(t)
	if over.Status != 503 || over.Header.Get("Retry-After") == "" || ls.figures(t)["exitgraph_limit_refusals_total limit=heavyRequests"] != 1 {
		t.Errorf("one more than may wait: status %d, headers %v", over.Status, over.Header)
	}
	for range answers {
		ls.proceed <- struct{}{}
	}
	for _, a := range answers {
		if got := <-a; got.Status != 200 {
			t.Errorf("status %d: %s", got.Status, got.Body)
		}
	}
	for _, name := range []string{"exitgraph_heavy_running", "exitgraph_heavy_waiting", "exitgraph_answer_bytes_held"} {
		ls.await(t, name, 0)
	}
}

func TestAHeavyRequestWaitsNoLongerThanItMay(t *testing.T) {
	ls := newLanesServer(t, server.LaneLimits{Heavy: 1, Wait: 50 * time.Millisecond}, server.Config{})
	first := ls.heavy(t)
	<-ls.begun
	if late := <-ls.heavy(t); late.Status != 503 || late.Header.Get("Retry-After") == "" {
		t.Errorf("status %d, headers %v", late.Status, late.Header)
	}
	ls.proceed <- struct{}{}
	if a := <-first; a.Status != 200 {
		t.Errorf("the one that ran: status %d", a.Status)
	}
}

func TestClientsThatLeaveGiveTheirPlacesBack(t *testing.T) {
	ls := newLanesServer(t, server.LaneLimits{Heavy: 1, Wait: time.Minute}, server.Config{})
	leaving := func() (leave func()) {
		ctx, cancel := context.WithCancel(t.Context())
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, ls.URL+"/graphql", strings.NewReader(query(heavyText)))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", plainType)
		done := make(chan struct{})
		go func() {
			defer close(done)
			if resp, err := http.DefaultClient.Do(req); err == nil {
				resp.Body.Close()
			}
		}()
		return func() { cancel(); <-done }
	}
	leaveRunning := leaving()
	<-ls.begun
	leaveWaiting := leaving()
	ls.await(t, "exitgraph_heavy_waiting", 1)
	leaveWaiting()
	ls.await(t, "exitgraph_heavy_waiting", 0)
	leaveRunning()
	ls.await(t, "exitgraph_heavy_running", 0)
	ls.await(t, "exitgraph_answer_bytes_held", 0)
}

func TestAPanicGivesThePlaceBack(t *testing.T) {
	ls := newLanesServer(t, server.LaneLimits{Heavy: 1}, server.Config{})
	ls.panic = true
	for range 3 {
		ls.proceed <- struct{}{}
		if a := <-ls.heavy(t); a.Status != 500 {
			t.Errorf("status %d: %s", a.Status, a.Body)
		}
	}
	ls.await(t, "exitgraph_heavy_running", 0)
	ls.await(t, "exitgraph_answer_bytes_held", 0)
}

// unread asks for an answer and does not read it. The system takes some hundred
// kilobytes of it, and the rest stays with the server.
func (ls *lanesServer) unread(t *testing.T, text string) net.Conn {
	t.Helper()
	var dialer net.Dialer
	conn, err := dialer.DialContext(t.Context(), "tcp", ls.Addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	body := query(text)
	if _, err := fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body); err != nil {
		t.Fatal(err)
	}
	return conn
}

func TestAnswersThatNobodyTakesHoldTheirRoomAndNoMore(t *testing.T) {
	const answerBytes = 15 << 20
	ls := newLanesServer(t, server.LaneLimits{Heavy: 1, Wait: 100 * time.Millisecond, AnswerBytes: 64 << 20}, server.Config{StallTimeout: time.Minute})
	ls.body = []byte(`{"data":"` + strings.Repeat("x", answerBytes) + `"}`)
	for range 10 {
		ls.proceed <- struct{}{}
	}
	// An answer gives back what it does not need just after its request has run.
	hold := func(answers float64) {
		t.Helper()
		waitFor(t, "answers that hold their room only", func() bool {
			held := ls.figures(t)["exitgraph_answer_bytes_held"]
			return held >= answers*answerBytes && held <= answers*(answerBytes+100)
		})
	}
	slow := ls.unread(t, heavyText)
	<-ls.begun
	ls.await(t, "exitgraph_heavy_running", 0)
	hold(1)
	// 48 MiB are for heavy answers, of which the next one wants 32 for itself.
	second := ls.unread(t, heavyText)
	<-ls.begun
	ls.await(t, "exitgraph_heavy_running", 0)
	hold(2)
	if third := <-ls.heavy(t); third.Status != 503 {
		t.Errorf("with no room left: status %d", third.Status)
	}
	ls.light(t)
	second.Close()
	if _, err := io.CopyN(io.Discard, slow, answerBytes); err != nil {
		t.Fatalf("a slow reader does not get its answer: %v", err)
	}
	ls.await(t, "exitgraph_answer_bytes_held", 0)
	if again := <-ls.heavy(t); again.Status != 200 {
		t.Errorf("with room again: status %d", again.Status)
	}
	ls.await(t, "exitgraph_answers_cut_total reason=left", 1)
}

func TestLanesThatCouldNotWorkAreRefused(t *testing.T) {
	for name, limits := range map[string]server.LaneLimits{
		"too few bytes": {AnswerBytes: 1 << 20},
		"no wait":       {Wait: -1},
		"no place":      {Heavy: -1},
	} {
		if _, err := server.NewLanes(limits); err == nil {
			t.Errorf("%s: lanes were made", name)
		}
	}
}
