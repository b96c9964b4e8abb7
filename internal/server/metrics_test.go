package server_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
)

// figures are what /metrics tells, read back by Prometheus' own parser: the value of
// each series by its name with its labels, for histograms the number of observations.
func figures(t testing.TB, text string) map[string]float64 {
	t.Helper()
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]float64{}
	for name, family := range families {
		if !strings.HasPrefix(name, "exitgraph_") {
			continue
		}
		if family.GetHelp() == "" {
			t.Errorf("%s has no help", name)
		}
		for _, m := range family.GetMetric() {
			series := name
			for _, l := range m.GetLabel() {
				series += fmt.Sprintf(" %s=%s", l.GetName(), l.GetValue())
			}
			switch family.GetType() {
			case dto.MetricType_COUNTER:
				out[series] = m.GetCounter().GetValue()
			case dto.MetricType_GAUGE:
				out[series] = m.GetGauge().GetValue()
			case dto.MetricType_HISTOGRAM:
				out[series] = float64(m.GetHistogram().GetSampleCount())
			default:
				t.Errorf("%s is of type %s", name, family.GetType())
			}
		}
	}
	return out
}

// newMeasured serves the built-in data, with its figures beside it.
func newMeasured(t testing.TB, cfg server.Config) *testServer {
	t.Helper()
	engine := realEngine(t)
	cfg.Metrics = server.NewMetrics("1.2.3", func() server.CacheStats { return server.CacheStats(engine.CacheStats()) })
	cfg.ServeMetrics = true
	if cfg.Engine == nil {
		cfg.Engine = engine
	}
	return newTestServer(t, cfg)
}

func (ts *testServer) figures(t testing.TB) map[string]float64 {
	t.Helper()
	a := ts.ask(t, "GET", "/metrics", "")
	if a.Status != 200 || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/plain; version=0.0.4") || a.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("status %d, headers %v", a.Status, a.Header)
	}
	return figures(t, a.Body)
}

func TestMetricsTellHowMuchIsAskedAndHowItIsAnswered(t *testing.T) {
	ts := newMeasured(t, server.Config{MaxBody: 500})
	tag := ts.ask(t, "GET", getQuery(phasesAndFactors), "").Header.Get("ETag")
	ts.ask(t, "GET", getQuery(phasesAndFactors), "", "If-None-Match", tag)
	ts.ask(t, "POST", "/graphql", query(`{ phases { key } }`))
	ts.ask(t, "POST", "/graphql", query(`{ nothing }`), "Accept", modernType)
	ts.ask(t, "POST", "/graphql", query(strings.Repeat("{ a ", 60)), "Accept", modernType)
	ts.ask(t, "POST", "/graphql", strings.Repeat(" ", 600))
	ts.ask(t, "GET", "/healthz", "")
	ts.ask(t, "GET", "/no/such/path", "")
	got := ts.figures(t)
	for series, want := range map[string]float64{
		"exitgraph_http_requests_total code= route=/graphql status=200":                          2,
		"exitgraph_http_requests_total code= route=/graphql status=304":                          1,
		"exitgraph_http_requests_total code=GRAPHQL_VALIDATION_FAILED route=/graphql status=422": 1,
		"exitgraph_http_requests_total code=QUERY_TOO_COMPLEX route=/graphql status=422":         1,
		"exitgraph_http_requests_total code=PAYLOAD_TOO_LARGE route=/graphql status=413":         1,
		"exitgraph_http_requests_total code= route=/healthz status=200":                          1,
		"exitgraph_http_requests_total code=NOT_FOUND route=other status=404":                    1,
		"exitgraph_http_request_duration_seconds route=/graphql":                                 6,
		"exitgraph_limit_refusals_total limit=nesting":                                           1,
		"exitgraph_limit_refusals_total limit=bodyBytes":                                         1,
		"exitgraph_graphql_cost":              3,
		"exitgraph_graphql_in_flight":         0,
		"exitgraph_document_cache_hits_total": 1,
		"exitgraph_document_cache_entries":    2,
	} {
		if value, there := got[series]; !there || value != want {
			t.Errorf("%s is %v, want %v", series, value, want)
		}
	}
	for _, positive := range []string{"exitgraph_store_calls_total", "exitgraph_store_rows_total", "exitgraph_document_cache_bytes", "exitgraph_document_cache_misses_total"} {
		if got[positive] < 1 {
			t.Errorf("%s is %v", positive, got[positive])
		}
	}
	if t.Failed() {
		t.Log(got)
	}
}

func TestMetricsCountWhatIsBeingAnswered(t *testing.T) {
	begun, finish := make(chan struct{}), make(chan struct{})
	ts := newMeasured(t, server.Config{MaxConcurrent: 1, Engine: engineFunc(func(ctx context.Context, r schema.Request) *schema.Response {
		close(begun)
		<-finish
		return answer42(ctx, r)
	})})
	first := make(chan answer)
	go func() { first <- ts.ask(t, "POST", "/graphql", query(`{ answer }`)) }()
	<-begun
	ts.ask(t, "POST", "/graphql", query(`{ answer }`))
	got := ts.figures(t)
	close(finish)
	<-first
	if got["exitgraph_graphql_in_flight"] != 1 || got["exitgraph_limit_refusals_total limit=concurrentRequests"] != 1 {
		t.Errorf("got %v", got)
	}
	if after := ts.figures(t); after["exitgraph_graphql_in_flight"] != 0 {
		t.Errorf("when all is answered, %v still run", after["exitgraph_graphql_in_flight"])
	}
}

// Nothing that a client sends becomes a name or a label.
func TestNoSeriesGrowsWithWhatClientsSend(t *testing.T) {
	ts := newMeasured(t, server.Config{Persisted: []string{factorByKey}})
	send := func(n int) {
		secret := fmt.Sprintf("secret%d", n)
		ts.ask(t, "GET", "/"+secret, "")
		ts.ask(t, "GET", "/cite/"+secret, "")
		ts.ask(t, strings.ToUpper("secret"), "/graphql", "")
		ts.ask(t, "POST", "/graphql", query(`query `+secret+` { `+secret+`: phases { key } }`), "X-Request-Id", secret, "User-Agent", secret, "Origin", "https://"+secret)
		ts.ask(t, "POST", "/graphql", query(`{ `+secret+` }`))
		ts.ask(t, "POST", "/graphql", query(strings.Repeat("{ "+secret, 60)))
		ts.ask(t, "POST", "/graphql", `{"documentId":"sha256:`+hashOf(secret)+`"}`)
		ts.ask(t, "POST", "/graphql", queryWith(factorByKey, `{"key":"`+secret+`"}`))
	}
	send(0)
	ts.figures(t) // a reading is a request as well
	before := ts.figures(t)
	for n := range 20 {
		send(n)
	}
	a := ts.ask(t, "GET", "/metrics", "")
	after := figures(t, a.Body)
	if len(before) < 20 || len(after) != len(before) {
		t.Errorf("%d series became %d", len(before), len(after))
	}
	if strings.Contains(strings.ToLower(a.Body), "secret") {
		t.Errorf("the figures tell what was asked: %s", a.Body)
	}
}

func TestMetricsTellWhatRuns(t *testing.T) {
	m := server.NewMetrics("1.2.3", func() server.CacheStats { return server.CacheStats{} })
	for target, want := range map[string]int{"/metrics": 200, "/": 404, "/graphql": 404} {
		w := httptest.NewRecorder()
		m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
		if w.Code != want {
			t.Errorf("on an address of its own, %s has status %d", target, w.Code)
		}
		if want == 200 && (!strings.Contains(w.Body.String(), `exitgraph_build_info{go="go1.`) || !strings.Contains(w.Body.String(), `version="1.2.3"} 1`) || !strings.Contains(w.Body.String(), "go_goroutines ")) {
			t.Errorf("got %s", w.Body)
		}
	}
}

func TestMetricsTellOfColumnsWhereThereAreAny(t *testing.T) {
	m := server.NewMetrics("1", func() server.CacheStats { return server.CacheStats{} })
	m.TellColumns(func() server.ColumnStats {
		return server.ColumnStats{Findings: 7, Bytes: 700, Age: 3 * time.Second, Builds: 2}
	})
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for _, line := range []string{"exitgraph_columns_findings 7", "exitgraph_columns_bytes 700", "exitgraph_columns_age_seconds 3", "exitgraph_columns_builds_total 2"} {
		if !strings.Contains(w.Body.String(), "\n"+line+"\n") {
			t.Errorf("there is no %s in %s", line, w.Body)
		}
	}
}

func TestMetricsAreServedOnlyWhereThatIsAskedFor(t *testing.T) {
	ts := newTestServer(t, server.Config{Metrics: server.NewMetrics("1", func() server.CacheStats { return server.CacheStats{} })})
	if a := ts.ask(t, "GET", "/metrics", ""); a.Status != 404 {
		t.Errorf("status %d, body %s", a.Status, a.Body)
	}
}
