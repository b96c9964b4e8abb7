package server_test

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

func TestAnswersCarryTheEngineBodyInTheMediaTypeAskedFor(t *testing.T) {
	ts := newTestServer(t, server.Config{})
	for accept, want := range map[string]string{modernType: modernType, plainType: plainType, "*/*": plainType} {
		a := ts.ask(t, "POST", "/graphql", `{"query":"{answer}"}`, "Accept", accept)
		if a.Status != 200 || a.Body != `{"data":{"answer":42}}` || a.Header.Get("Content-Type") != want+"; charset=utf-8" {
			t.Errorf("Accept %s: status %d, type %q, body %s", accept, a.Status, a.Header.Get("Content-Type"), a.Body)
		}
		if !strings.Contains(strings.Join(a.Header.Values("Vary"), ","), "Accept") || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("Accept %s: Vary %q, Cache-Control %q", accept, a.Header.Values("Vary"), a.Header.Get("Cache-Control"))
		}
	}
}

func TestPostAndGetHandTheSameRequestToTheEngine(t *testing.T) {
	var got []schema.Request
	ts := newTestServer(t, server.Config{Engine: engineFunc(func(ctx context.Context, r schema.Request) *schema.Response {
		got = append(got, r)
		return answer42(ctx, r)
	})})
	ts.ask(t, "POST", "/graphql", `{"query":"query Q($n: Int){answer}","operationName":"Q","variables":{"n":1}}`)
	ts.ask(t, "GET", "/graphql?query=query+Q($n:+Int)%7Banswer%7D&operationName=Q&variables=%7B%22n%22:1%7D", "")
	want := schema.Request{Query: "query Q($n: Int){answer}", OperationName: "Q", Variables: map[string]any{"n": json.Number("1")}}
	byGet := want
	byGet.Tagged = true
	if !reflect.DeepEqual(got, []schema.Request{want, byGet}) {
		t.Errorf("the engine got %#v", got)
	}
}

func TestABrowserAtTheEndpointIsShownThePageOnWhichToAsk(t *testing.T) {
	ts := newTestServer(t, server.Config{})
	const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	if a := ts.ask(t, "GET", "/graphql", "", "Accept", browser); a.Status != 303 || a.Header.Get("Location") != "/api" {
		t.Errorf("status %d, Location %q", a.Status, a.Header.Get("Location"))
	}
	if a := ts.ask(t, "GET", "/graphql?query=%7Banswer%7D", "", "Accept", browser); a.Status != 200 || a.Body != `{"data":{"answer":42}}` {
		t.Errorf("with a query: status %d, body %s", a.Status, a.Body)
	}
}

// hanging waits until the context is done, then answers as an engine should.
func hanging(ctx context.Context, _ schema.Request) *schema.Response {
	<-ctx.Done()
	return nothing(fault.Canceled)
}

func TestARequestOverTheTimeLimitGets503AndASentence(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: engineFunc(hanging), Timeout: 50 * time.Millisecond})
	a := ts.ask(t, "POST", "/graphql", `{"query":"{answer}"}`, "Accept", modernType)
	if a.Status != 503 || a.code(t) != fault.Unavailable || a.Header.Get("Retry-After") == "" ||
		!strings.Contains(a.Body, "longer than 50ms: ask for less") {
		t.Errorf("status %d, Retry-After %q, body %s", a.Status, a.Header.Get("Retry-After"), a.Body)
	}
}

func TestDataThatCameBeforeTheTimeLimitIsKept(t *testing.T) {
	ts := newTestServer(t, server.Config{Timeout: 50 * time.Millisecond, Engine: engineFunc(
		func(ctx context.Context, _ schema.Request) *schema.Response {
			<-ctx.Done()
			return partial(fault.Canceled)
		})})
	if a := ts.ask(t, "POST", "/graphql", `{"query":"{answer}"}`, "Accept", modernType); a.Status != 294 || !strings.Contains(a.Body, `"data":{`) {
		t.Errorf("status %d, body %s", a.Status, a.Body)
	}
}

func TestAClientThatLeavesStopsItsRequest(t *testing.T) {
	begun, stopped := make(chan struct{}), make(chan struct{})
	ts := newTestServer(t, server.Config{Engine: engineFunc(func(ctx context.Context, r schema.Request) *schema.Response {
		close(begun)
		defer close(stopped)
		return hanging(ctx, r)
	})})
	ctx, leave := context.WithCancel(t.Context())
	go func() { <-begun; leave() }()
	req, err := http.NewRequestWithContext(ctx, "GET", ts.URL+"/graphql?query=%7Ba%7D", nil)
	if err != nil {
		t.Fatal(err)
	}
	if resp, err := http.DefaultClient.Do(req); err == nil {
		resp.Body.Close()
		t.Fatal("the request was answered")
	}
	<-stopped
	line := ts.lines(t)[0]
	if line["level"] != "info" || line["status"] != 499.0 {
		t.Errorf("log line %v, want status 499 at level info", line)
	}
}

func TestMoreRequestsThanMayRunAreSentAwayAndHealthStillAnswers(t *testing.T) {
	begun, finish := make(chan struct{}), make(chan struct{})
	ts := newTestServer(t, server.Config{MaxConcurrent: 1, Engine: engineFunc(
		func(ctx context.Context, r schema.Request) *schema.Response {
			close(begun)
			<-finish
			return answer42(ctx, r)
		})})
	first := make(chan answer)
	go func() { first <- ts.ask(t, "POST", "/graphql", `{"query":"{answer}"}`) }()
	<-begun
	a := ts.ask(t, "POST", "/graphql", `{"query":"{answer}"}`, "Accept", modernType)
	if a.Status != 503 || a.code(t) != fault.Unavailable || a.Header.Get("Retry-After") == "" ||
		!strings.Contains(a.Body, `"limit":{"name":"concurrentRequests","value":1}`) {
		t.Errorf("status %d, body %s", a.Status, a.Body)
	}
	if a := ts.ask(t, "GET", "/healthz", ""); a.Status != 200 {
		t.Errorf("/healthz: status %d", a.Status)
	}
	close(finish)
	if a := <-first; a.Status != 200 {
		t.Errorf("the running request: status %d", a.Status)
	}
}

func TestAPanicTellsTheClientAnIncidentAndTheLogTheRest(t *testing.T) {
	for name, c := range map[string]struct {
		do    engineFunc
		cause string
	}{
		"a value": {func(context.Context, schema.Request) *schema.Response { panic("secret of a client") }, "panic with a value of type string"},
		"runtime error": {func(context.Context, schema.Request) *schema.Response {
			return &schema.Response{Body: schema.NewBody([]byte{}[1:])}
		}, "slice bounds out of range [1:0]"},
		"no answer": {func(context.Context, schema.Request) *schema.Response { return nil }, "the engine gave no answer"},
	} {
		t.Run(name, func(t *testing.T) {
			ts := newTestServer(t, server.Config{Engine: c.do})
			a := ts.ask(t, "POST", "/graphql", `{"query":"{answer}"}`, "Accept", plainType)
			if a.Status != 500 || a.code(t) != fault.Internal || strings.Contains(a.Body, c.cause) {
				t.Fatalf("status %d, body %s", a.Status, a.Body)
			}
			if after := ts.ask(t, "GET", "/healthz", ""); after.Status != 200 {
				t.Errorf("afterwards /healthz answers %d", after.Status)
			}
			lines := ts.lines(t)
			access := lines[len(lines)-2]
			incident := fmt.Sprint(access["incidents"].([]any)[0])
			if access["level"] != "error" || !strings.Contains(a.Body, `"incident":"`+incident+`"`) || !strings.Contains(fmt.Sprint(access["causes"]), c.cause) {
				t.Errorf("log line %v for body %s", access, a.Body)
			}
			if name != "no answer" && (lines[0]["incident"] != incident || !strings.Contains(fmt.Sprint(lines[0]["stack"]), "graphql_test.go")) {
				t.Errorf("the stack is not in the log: %v", lines[0])
			}
			if strings.Contains(ts.log.String(), "secret of a client") {
				t.Error("the log holds the value of the panic")
			}
		})
	}
}

func TestLongAnswersAreCompressedForThoseWhoTakeIt(t *testing.T) {
	long := `{"data":{"text":"` + strings.Repeat("evidence ", 1000) + `"}}`
	ts := newTestServer(t, server.Config{Engine: engineFunc(func(context.Context, schema.Request) *schema.Response {
		return &schema.Response{Body: schema.NewBody([]byte(long)), Executed: true}
	})})
	a := ts.ask(t, "POST", "/graphql", `{"query":"{text}"}`, "Accept-Encoding", "gzip", "Accept", modernType)
	if a.Header.Get("Content-Encoding") != "gzip" || len(a.Body) > len(long)/10 {
		t.Fatalf("encoding %q, %d bytes", a.Header.Get("Content-Encoding"), len(a.Body))
	}
	zipped, err := gzip.NewReader(strings.NewReader(a.Body))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(zipped); err != nil || string(text) != long {
		t.Errorf("unpacked to %d bytes, error %v", len(text), err)
	}
	if a := ts.ask(t, "POST", "/graphql", `{"query":"{text}"}`, "Accept-Encoding", "identity"); a.Body != long || a.Header.Get("Content-Encoding") != "" {
		t.Errorf("without gzip: encoding %q, %d bytes", a.Header.Get("Content-Encoding"), len(a.Body))
	}
}

func TestSixtyFourClientsAtOnceEachGetTheirOwnAnswer(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: engineFunc(func(_ context.Context, r schema.Request) *schema.Response {
		return &schema.Response{Body: schema.NewBody(fmt.Appendf(nil, `{"data":{"n":%v}}`, r.Variables["n"])), Executed: true}
	})})
	var wg sync.WaitGroup
	for client := range 64 {
		wg.Go(func() {
			for round := range 5 {
				n := client*100 + round
				a := ts.ask(t, "POST", "/graphql", fmt.Sprintf(`{"query":"{n}","variables":{"n":%d}}`, n))
				if want := fmt.Sprintf(`{"data":{"n":%d}}`, n); a.Status != 200 || a.Body != want {
					t.Errorf("status %d, body %s, want %s", a.Status, a.Body, want)
				}
			}
		})
	}
	wg.Wait()
	if got := len(ts.lines(t)); got != 64*5 {
		t.Errorf("%d log lines for %d requests", got, 64*5)
	}
}
