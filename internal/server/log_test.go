package server_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

func TestTheLogTellsWhatWasDoneAndNeverWhatWasAsked(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: engineFunc(func(ctx context.Context, r schema.Request) *schema.Response {
		resp := partial(fault.BadUserInput)
		resp.Errors[0].Message = "secretMessage is too large"
		resp.Errors[0].Cause = errors.New("secretCause")
		resp.Info = schema.Info{OperationName: "Find<script>" + strings.Repeat("e", 100), DocumentHash: "abc123", Cost: 7, StoreCalls: 3, Rows: 12}
		return resp
	})})
	ts.ask(t, "POST", "/graphql", `{"query":"{secretQuery}","variables":{"secretName":"secretValue"}}`,
		"X-Request-Id", "proxy-1_A", "User-Agent", "secretAgent", "Accept", modernType)
	ts.ask(t, "GET", "/graphql?query=%7BsecretQuery%7D&variables=%7B%22secretName%22:1%7D", "", "Referer", "secretReferer")
	lines := ts.lines(t)
	if len(lines) != 2 {
		t.Fatalf("%d lines for 2 requests: %v", len(lines), lines)
	}
	want := map[string]any{
		"level": "info", "message": "request", "request_id": "proxy-1_A", "method": "POST", "path": "/graphql",
		"status": 294.0, "operation": "Findscript" + strings.Repeat("e", 52), "document": "abc123",
		"cost": 7.0, "store_calls": 3.0, "rows": 12.0, "codes": []any{"BAD_USER_INPUT"},
	}
	for key, value := range want {
		if fmt.Sprint(lines[0][key]) != fmt.Sprint(value) {
			t.Errorf("%s is %v, want %v", key, lines[0][key], value)
		}
		delete(lines[0], key)
	}
	if lines[0]["bytes"].(float64) < 50 || lines[0]["duration_ms"].(float64) < 0 || len(lines[0]) != 2 {
		t.Errorf("beside bytes and duration the line holds %v", lines[0])
	}
	if text := ts.log.String(); strings.Contains(text, "secret") || strings.Contains(text, "127.0.0.1") {
		t.Errorf("the log tells what was asked, or by whom: %s", text)
	}
}

func TestNothingAboveInfoIsLoggedForFaultsOfClients(t *testing.T) {
	ts := newTestServer(t, server.Config{})
	for _, c := range refusals() {
		if c.target != slowTarget {
			ts.askRefused(t, c, modernType)
		}
	}
	ts.ask(t, "GET", "/nowhere", "")
	for _, line := range ts.lines(t) {
		if line["level"] != "info" || line["codes"] == nil || line["causes"] != nil {
			t.Errorf("log line %v", line)
		}
	}
}

func TestFaultsOfOursAreLoggedWithTheirCauses(t *testing.T) {
	for code, level := range map[fault.Code]string{fault.Internal: "error", fault.Unavailable: "warn"} {
		ts := newTestServer(t, server.Config{Engine: engineFunc(func(context.Context, schema.Request) *schema.Response {
			resp := partial(code)
			resp.Errors[0].Incident = "I1"
			resp.Errors[0].Cause = fmt.Errorf("finding studies: %w", errors.New("connection lost "+strings.Repeat("é", 1000)))
			return resp
		})})
		a := ts.ask(t, "POST", "/graphql", `{"query":"{answer}"}`)
		line := ts.lines(t)[0]
		cause := fmt.Sprint(line["causes"].([]any)[0])
		if line["level"] != level || !strings.HasPrefix(cause, "finding studies: connection lost é") || len(cause) > 500 || fmt.Sprint(line["incidents"]) != "[I1]" {
			t.Errorf("%s: log line %v", code, line)
		}
		if strings.Contains(a.Body, "connection lost") {
			t.Errorf("%s: the client sees the cause: %s", code, a.Body)
		}
	}
}

func TestTheRequestIDIsKeptOnlyIfItIsHarmless(t *testing.T) {
	ts := newTestServer(t, server.Config{})
	made := regexp.MustCompile(`^[A-Z2-7]{26}$`)
	for given, keep := range map[string]bool{
		"abc-DEF_123": true, strings.Repeat("a", 64): true,
		"": false, strings.Repeat("a", 65): false, "a b": false, "a<b>": false, "é": false, `{"a":1}`: false,
	} {
		got := ts.ask(t, "GET", "/healthz", "", "X-Request-Id", given).Header.Get("X-Request-Id")
		if keep && got != given || !keep && !made.MatchString(got) {
			t.Errorf("given %q, answered %q", given, got)
		}
	}
}

func TestTheEngineFindsALoggerWithTheRequestIDInTheContext(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: engineFunc(func(ctx context.Context, r schema.Request) *schema.Response {
		zerolog.Ctx(ctx).Info().Msg("inside")
		return answer42(ctx, r)
	})})
	ts.ask(t, "POST", "/graphql", `{"query":"{answer}"}`, "X-Request-Id", "r1")
	if line := ts.lines(t)[0]; line["message"] != "inside" || line["request_id"] != "r1" {
		t.Errorf("log line %v", line)
	}
}
