package server

import (
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// Metrics are figures of a server for Prometheus. They tell how much is asked and how
// it is answered, and never what or by whom: each label takes its values from a list in
// this program (routes, statuses, codes, names of limits), so that no client can add one.
// A nil *Metrics keeps none.
type Metrics struct {
	registry *prometheus.Registry
	page     http.Handler

	requests  *prometheus.CounterVec   // by route, status and code
	durations *prometheus.HistogramVec // by route
	refusals  *prometheus.CounterVec   // by limit
	inFlight  prometheus.Gauge
	cuts      *prometheus.CounterVec // by reason
	sent      *prometheus.CounterVec // by encoding
	lanes     atomic.Pointer[Lanes]
	cost      prometheus.Histogram
	calls     prometheus.Counter
	rows      prometheus.Counter
}

// CacheStats tell how the cache of documents does.
type CacheStats struct {
	Hits, Misses   uint64
	Entries, Bytes int
}

// NewMetrics makes the figures of a program of some version. Documents is asked each
// time that the figures are read.
func NewMetrics(version string, documents func() CacheStats) *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry()}
	counter := func(name, help string) prometheus.CounterOpts {
		return prometheus.CounterOpts{Namespace: "exitgraph", Name: name, Help: help}
	}
	gauge := func(name, help string) prometheus.GaugeOpts {
		return prometheus.GaugeOpts{Namespace: "exitgraph", Name: name, Help: help}
	}
	histogram := func(name, help string, buckets ...float64) prometheus.HistogramOpts {
		return prometheus.HistogramOpts{Namespace: "exitgraph", Name: name, Help: help, Buckets: buckets}
	}
	m.requests = prometheus.NewCounterVec(counter("http_requests_total",
		"Requests by route, status, and the gravest error code, which is empty where there was none. Status 304 are answers that the client held."), []string{"route", "status", "code"})
	m.durations = prometheus.NewHistogramVec(histogram("http_request_duration_seconds",
		"Time from the head of a request to the end of its answer.",
		.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10), []string{"route"})
	m.refusals = prometheus.NewCounterVec(counter("limit_refusals_total", "Requests that a limit refused, by its name."), []string{"limit"})
	m.inFlight = prometheus.NewGauge(gauge("graphql_in_flight", "GraphQL requests that are being answered."))
	m.cuts = prometheus.NewCounterVec(counter("answers_cut_total", "Answers that were not taken to their end, because the reader was too slow or left."), []string{"reason"})
	m.sent = prometheus.NewCounterVec(counter("http_sent_bytes_total", "Bytes of answers as they were sent, by how they were compressed."), []string{"encoding"})
	m.cost = prometheus.NewHistogram(histogram("graphql_cost", "Objects that a document might bring, as in extensions.cost.", 1, 10, 100, 1000, 10_000, 100_000, 1_000_000))
	m.calls = prometheus.NewCounter(counter("store_calls_total", "Questions put to the store for answers."))
	m.rows = prometheus.NewCounter(counter("store_rows_total", "Records and groups that the store handed over for answers."))
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Namespace: "exitgraph", Name: "build_info", Help: "Always 1; the labels tell what runs.",
		ConstLabels: prometheus.Labels{"version": version, "go": runtime.Version()},
	})
	build.Set(1)
	m.registry.MustRegister(m.requests, m.durations, m.refusals, m.inFlight, m.cost, m.calls, m.rows, m.cuts, m.sent, build,
		prometheus.NewGaugeFunc(gauge("heavy_running", "Heavy GraphQL requests that run."), func() float64 { return float64(m.lanes.Load().stats().running) }),
		prometheus.NewGaugeFunc(gauge("heavy_waiting", "Heavy GraphQL requests that wait for their turn."), func() float64 { return float64(m.lanes.Load().stats().waiting) }),
		prometheus.NewGaugeFunc(gauge("answer_bytes_held", "Bytes of answers that are made and not yet sent, or kept free for those in the making."), func() float64 { return float64(m.lanes.Load().stats().bytes) }),
		prometheus.NewCounterFunc(counter("document_cache_hits_total", "Documents that were found ready."), func() float64 { return float64(documents().Hits) }),
		prometheus.NewCounterFunc(counter("document_cache_misses_total", "Documents that had to be made ready."), func() float64 { return float64(documents().Misses) }),
		prometheus.NewGaugeFunc(gauge("document_cache_entries", "Documents that are kept ready."), func() float64 { return float64(documents().Entries) }),
		prometheus.NewGaugeFunc(gauge("document_cache_bytes", "About what they take."), func() float64 { return float64(documents().Bytes) }),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, reason := range []string{cutSlow, cutLeft} {
		m.cuts.WithLabelValues(reason) // there from the start, at 0
	}
	// Compression is done further out, where there is any.
	m.page = promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{DisableCompression: true})
	return m
}

// watch tells the lanes whose figures are told.
func (m *Metrics) watch(l *Lanes) {
	if m != nil {
		m.lanes.Store(l)
	}
}

// ColumnStats tell what the columns over a database are.
type ColumnStats struct {
	Findings int
	Bytes    int64
	Age      time.Duration
	Builds   int64
}

// TellColumns adds figures of columns over a database. Columns is asked each time that
// the figures are read.
func (m *Metrics) TellColumns(columns func() ColumnStats) {
	gauge := func(name, help string, value func(ColumnStats) float64) {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: "exitgraph", Name: name, Help: help},
			func() float64 { return value(columns()) }))
	}
	gauge("columns_findings", "Findings in the columns over a Neo4j; 0 where there are none.", func(s ColumnStats) float64 { return float64(s.Findings) })
	gauge("columns_bytes", "About what the columns take at most, with the words beside them.", func(s ColumnStats) float64 { return float64(s.Bytes) })
	gauge("columns_age_seconds", "Time since the columns were made.", func(s ColumnStats) float64 { return s.Age.Seconds() })
	m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Namespace: "exitgraph", Name: "columns_builds_total", Help: "How often columns were made."},
		func() float64 { return float64(columns().Builds) }))
}

// metricsPath is where the figures stand, on whichever address.
const metricsPath = "/metrics"

// Handler serves the figures, and nothing else, for an address of their own.
func (m *Metrics) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+metricsPath, m.serve)
	return mux
}

func (m *Metrics) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	m.page.ServeHTTP(w, r)
}

// otherRoute stands for all paths that are no route.
const otherRoute = "other"

// observe takes up a request that was answered.
func (m *Metrics) observe(e *logEntry, sent *sentWriter, took time.Duration) {
	if m == nil {
		return
	}
	route := e.route
	if route == "" {
		route = otherRoute
	}
	m.requests.WithLabelValues(route, strconv.Itoa(sent.status), string(e.gravest())).Inc()
	m.durations.WithLabelValues(route).Observe(took.Seconds())
	for _, limit := range e.limits {
		m.refusals.WithLabelValues(limit).Inc()
	}
	if e.info.OperationType != "" {
		m.cost.Observe(float64(e.info.Cost))
	}
	if e.cut != "" {
		m.cuts.WithLabelValues(e.cut).Inc()
	}
	m.sent.WithLabelValues(encodingOf(sent.Header())).Add(float64(sent.bytes))
	m.calls.Add(float64(e.info.StoreCalls))
	m.rows.Add(float64(e.info.Rows))
}

// encodingOf names the compression of an answer, of those that this server has.
func encodingOf(h http.Header) string {
	switch encoding := h.Get("Content-Encoding"); encoding {
	case "gzip", "zstd":
		return encoding
	default:
		return "identity"
	}
}

// begin counts a GraphQL request as one of those that run; the function that it gives
// ends that.
func (m *Metrics) begin() (end func()) {
	if m == nil {
		return func() {}
	}
	m.inFlight.Inc()
	return m.inFlight.Dec
}

// gravest gives the code of the gravest fault of a request, empty for none.
func (e *logEntry) gravest() fault.Code {
	if len(e.codes) == 0 {
		return ""
	}
	for _, ours := range gravestFirst {
		if slices.Contains(e.codes, string(ours)) {
			return ours
		}
	}
	return rowOf(fault.Code(e.codes[0])).Code
}
