package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/gzip"
	"github.com/rs/zerolog"
	"golang.org/x/sync/singleflight"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/web/frame"
)

// Engine answers GraphQL requests, and the permalinks of cited answers. Do and
// Replay must heed ctx, returning soon after it is done, and must be safe for many
// goroutines. SDL is the schema as text; it does not change during the life of a
// server.
type Engine interface {
	Do(ctx context.Context, r schema.Request) *schema.Response
	Replay(ctx context.Context, permalink string) *schema.Response
	SDL() string
}

// Config says what a server serves and within which limits. The zero value of
// each limit means its default; a negative one is refused by New.
type Config struct {
	Engine Engine                                // required
	Ready  func(context.Context) (string, error) // asks the store, and says what it is; nil means always ready
	Pages  Pages                                 // settings of the pages for people
	Logger zerolog.Logger                        // the zero value is silent

	// PublicURL is the address under which readers reach the server. Where it has a
	// path, links and redirects begin with it, and a proxy must take it off requests.
	// Empty means that the server is reached at the root.
	PublicURL string

	// Persisted are documents that may be asked for by their hash from the start; where
	// PersistedOnly is set, they are the only ones that are answered over GraphQL.
	Persisted     []string
	PersistedOnly bool

	// Metrics take up each request; nil for none. ServeMetrics puts them at /metrics,
	// for everybody who reaches the server; else use Metrics.Handler.
	Metrics      *Metrics
	ServeMetrics bool

	MaxBody        int64 // bytes of a request's body; 1 MiB
	MaxURL         int   // bytes of a request's target; 16 KiB
	MaxHeaderBytes int   // bytes of a request's head, beyond which net/http answers 431; 256 KiB
	MaxJSONDepth   int   // levels of nesting in a body; 64
	MaxConcurrent  int   // GraphQL requests executing at once, beyond which 503; 256

	// Lanes admit what the Engine is asked, where they are those of its options, and
	// bound the answers that are made and not yet sent; nil for Lanes of their own with
	// all defaults.
	Lanes *Lanes

	// StallTimeout is how long a client may take over each 64 KiB of an answer, and
	// LeastRate how many bytes a second it must take over the whole of it, beyond that
	// time; who is slower is cut off. 20 s; 32 KiB.
	StallTimeout time.Duration
	LeastRate    int64

	Timeout           time.Duration // for executing a GraphQL request; 10 s
	ReadyTimeout      time.Duration // for the store to answer /readyz; 1.5 s
	ReadHeaderTimeout time.Duration // for the head of a request to arrive; 5 s
	ReadTimeout       time.Duration // for the whole request to arrive, beyond which 408; 15 s
	WriteTimeout      time.Duration // from the head read to the answer begun; ReadTimeout + Timeout + 10 s
	IdleTimeout       time.Duration // for the next request on a connection; 60 s
	ShutdownTimeout   time.Duration // for running requests to finish at a stop; 15 s

	// PartialStatus is the status of an answer that has both data and errors, for
	// clients that take application/graphql-response+json: 294 by default, as the
	// GraphQL-over-HTTP draft says, or 200 for proxies that do not know 294.
	PartialStatus int

	// CORSOrigins are the origins (https://dashboard.example) whose pages may read
	// answers, or "*" for all; none by default.
	CORSOrigins []string
}

// server holds what the handlers share; it does not change after New.
type server struct {
	Config
	running   chan struct{} // one entry for each GraphQL request that executes
	readiness singleflight.Group
	sdl       document
	site      *frame.Site
	list      map[string]string // Persisted, by hash
	base      string            // the path of PublicURL, without a slash at its end
	named     segments          // of all paths
}

// New makes the handler of the whole server. It fails when cfg cannot work,
// saying which setting is wrong.
func New(cfg Config) (http.Handler, error) {
	cfg = cfg.withDefaults()
	if err := cfg.check(); err != nil {
		return nil, fmt.Errorf("server settings: %w", err)
	}
	if cfg.Lanes == nil {
		var err error
		if cfg.Lanes, err = NewLanes(LaneLimits{}); err != nil {
			return nil, fmt.Errorf("server settings: %w", err)
		}
	}
	cfg.Metrics.watch(cfg.Lanes)
	base, err := basePath(cfg.PublicURL)
	if err != nil {
		return nil, fmt.Errorf("server settings: %w", err)
	}
	s := &server{
		base:    base,
		list:    listOf(cfg.Persisted),
		Config:  cfg,
		running: make(chan struct{}, cfg.MaxConcurrent),
		named:   segments{},
		sdl:     newDocument("text/plain; charset=utf-8", []byte(cfg.Engine.SDL())),
	}
	if s.site, err = s.newPages(); err != nil {
		return nil, fmt.Errorf("the pages: %w", err)
	}
	// The fastest level of each, since answers are made anew each time; the encoders are
	// pooled by the library. Where a client takes both alike, zstd is smaller and costs less.
	compress, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.CompressionLevel(gzip.BestSpeed), gzhttp.PreferZstd(true))
	if err != nil {
		return nil, fmt.Errorf("setting up compression: %w", err)
	}
	// From the outside in: the log sees every answer as it was sent, and a panic
	// is caught before the compressor could send half an answer.
	return s.observe(compress(s.guard(s.bound(s.routes())))), nil
}

// route is one path of the server. Every method it does not name is answered
// with 405; OPTIONS is answered for all, and HEAD wherever GET is.
type route struct {
	path    string
	methods []string
	about   string // one line for people who took a wrong path
	handle  http.HandlerFunc
	page    bool // for people, who are answered with pages whatever happens
}

func (s *server) paths() []route {
	read := []string{http.MethodGet, http.MethodHead}
	routes := []route{
		{graphqlPath, []string{http.MethodGet, http.MethodHead, http.MethodPost}, "the GraphQL endpoint", s.holding(s.graphql), false},
		{"/schema.graphql", read, "the schema as text", s.sdl.serve, false},
		{schema.PermalinkPath, read, "", s.holding(s.cite), false},
		{"/healthz", read, "whether the process is up", s.health, false},
		{"/readyz", read, "whether the store answers", s.ready, false},
	}
	if s.ServeMetrics {
		routes = append(routes, route{metricsPath, read, "", s.Metrics.serve, false})
	}
	return routes
}

func (s *server) routes() http.Handler {
	mux := http.NewServeMux()
	for _, r := range append(s.paths(), s.pageRoutes()...) {
		mux.Handle(r.path, s.only(r))
		s.named.add(r.path)
	}
	mux.HandleFunc("/", s.notFound)
	return s.clean(mux)
}

// only lets the methods of a route through, and notes that it was taken.
func (s *server) only(route route) http.Handler {
	methods := route.methods
	allow := strings.Join(append(methods[:len(methods):len(methods)], http.MethodOptions), ", ")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		entry := entryOf(r.Context())
		entry.route = strings.TrimSuffix(route.path, "{$}") // the sign of ServeMux for a whole path
		entry.page = route.page
		s.shareWithOrigin(w, r)
		for _, m := range methods {
			if r.Method == m {
				route.handle(w, r)
				return
			}
		}
		w.Header().Set("Allow", allow)
		if r.Method == http.MethodOptions {
			s.preflight(w, r, methods)
			return
		}
		if f := notAllowed(allow); route.page && wantsPage(r.Header.Values("Accept")) {
			entry.note(f)
			s.site.NotAllowed(w, r)
		} else {
			s.refuse(w, r, f)
		}
	})
}

func (c Config) withDefaults() Config {
	orDefault(&c.MaxURL, 16<<10)
	orDefault(&c.MaxHeaderBytes, 256<<10)
	orDefault(&c.MaxJSONDepth, 64)
	orDefault(&c.MaxConcurrent, 256)
	orDefault(&c.PartialStatus, statusPartialSuccess)
	orDefault(&c.MaxBody, 1<<20)
	orDefault(&c.LeastRate, 32<<10)
	orDefault(&c.StallTimeout, 20*time.Second)
	orDefault(&c.Timeout, 10*time.Second)
	orDefault(&c.ReadyTimeout, 1500*time.Millisecond)
	orDefault(&c.ReadHeaderTimeout, 5*time.Second)
	orDefault(&c.ReadTimeout, 15*time.Second)
	orDefault(&c.WriteTimeout, c.ReadTimeout+c.Timeout+10*time.Second)
	orDefault(&c.IdleTimeout, time.Minute)
	orDefault(&c.ShutdownTimeout, 15*time.Second)
	return c
}

// orDefault sets a setting that was left at zero to its default.
func orDefault[T ~int | ~int64](setting *T, fallback T) {
	if *setting == 0 {
		*setting = fallback
	}
}

func (c Config) check() error {
	if c.Engine == nil {
		return errors.New("no engine was given")
	}
	if c.ServeMetrics && c.Metrics == nil {
		return errors.New("metrics are to be served, and none are kept")
	}
	if c.PersistedOnly && len(c.Persisted) == 0 {
		return errors.New("no documents are listed, and no others would be answered")
	}
	if c.PartialStatus != http.StatusOK && c.PartialStatus != statusPartialSuccess {
		return fmt.Errorf("the status of partial success is 294 or 200, not %d", c.PartialStatus)
	}
	if c.WriteTimeout > 0 && c.WriteTimeout <= c.Timeout {
		return fmt.Errorf("the time to write (%s) must be longer than the time to execute (%s)", c.WriteTimeout, c.Timeout)
	}
	for name, n := range map[string]int64{
		"MaxBody": c.MaxBody, "MaxURL": int64(c.MaxURL), "MaxHeaderBytes": int64(c.MaxHeaderBytes),
		"MaxJSONDepth": int64(c.MaxJSONDepth), "MaxConcurrent": int64(c.MaxConcurrent),
		"Timeout": int64(c.Timeout), "ReadyTimeout": int64(c.ReadyTimeout),
		"ReadHeaderTimeout": int64(c.ReadHeaderTimeout), "ReadTimeout": int64(c.ReadTimeout),
		"WriteTimeout": int64(c.WriteTimeout), "IdleTimeout": int64(c.IdleTimeout),
		"ShutdownTimeout": int64(c.ShutdownTimeout),
		"StallTimeout":    int64(c.StallTimeout), "LeastRate": c.LeastRate,
	} {
		if n < 0 {
			return fmt.Errorf("%s must not be negative", name)
		}
	}
	for _, o := range c.CORSOrigins {
		if !ValidOrigin(o) {
			return fmt.Errorf("%q is no origin: write it like https://dashboard.example, without a path", o)
		}
	}
	return nil
}
