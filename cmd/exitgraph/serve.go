package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/web"
)

// serveOptions are the flags of serve. The limits are those of server.Config.
type serveOptions struct {
	addr      string
	publicURL string
	data      dataOptions
	columns   columnOptions
	limits    limitOptions
	persisted persistedOptions
	metrics   metricsPlace
	lanes     laneOptions
	leave     string
	help      string

	timeout         span
	readTimeout     span
	shutdownTimeout span
	maxBody         byteSize
	partialStatus   choice
	corsOrigins     []string
}

func newServe(p *process) *cobra.Command {
	o := &serveOptions{}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the pages for people, and GraphQL over HTTP",
		Long: `serve has pages for people, in English and Italian, and answers GraphQL at
/graphql, over HTTP.
It prints its links and runs until Ctrl-C or SIGTERM; then it takes no new
requests and finishes those that run. A second Ctrl-C ends it at once.

It speaks plain HTTP and asks nobody for a name: on any address but 127.0.0.1,
put a proxy with TLS in front of it.

A Neo4j may be away when serve starts, or go away later: /readyz says so, and full
service comes back with it. What no waiting mends, such as a wrong password, ends
serve at its start.`,
		Example: `  exitgraph serve
  exitgraph serve --addr 127.0.0.1:0                # any free port, which is printed
  exitgraph serve --store dir:my-dataset            # a dataset folder of your own
  exitgraph serve --store bolt://127.0.0.1:7687     # a Neo4j, filled by exitgraph load
  exitgraph serve --persisted queries --persisted-only  # the documents of a dashboard
  exitgraph serve --addr :8080 --public-url https://evidence.example.org
  exitgraph serve --metrics 127.0.0.1:9090          # figures for Prometheus
  EXITGRAPH_ADDR=:9090 exitgraph serve`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(cmd *cobra.Command, _ []string) error { return p.serve(cmd.Context(), o) },
	}
	o.register(cmd)
	return cmd
}

func (o *serveOptions) register(cmd *cobra.Command) {
	o.maxBody = 1 << 20
	o.timeout, o.readTimeout, o.shutdownTimeout = span(10*time.Second), span(15*time.Second), span(15*time.Second)
	o.partialStatus = choice{value: "294", of: []string{"294", "200"}}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&o.addr, "addr", "127.0.0.1:8080", "listen on `HOST:PORT`; :PORT listens on all interfaces, port 0 takes any free one")
	flags.StringVar(&o.publicURL, "public-url", "", "`URL` under which readers reach the server, for the links that are printed and the permalinks in answers")
	flags.StringVar(&o.leave, "leave-url", web.DefaultLeave, "`URL` that \"Leave this page\" leads to, of a neutral site")
	flags.StringVar(&o.help, "help-url", "", "`URL` of a place where readers find help, which each page then links to")
	o.data.keepsLog = true
	o.data.register(cmd)
	o.columns.register(cmd, "on")
	o.limits.register(cmd)
	o.persisted.register(cmd)
	o.metrics.register(cmd)
	flags.Var(&o.timeout, "timeout", "`TIME` for making an answer")
	flags.Var(&o.readTimeout, "read-timeout", "`TIME` for a request to arrive")
	flags.Var(&o.shutdownTimeout, "shutdown-timeout", "`TIME` for running requests to finish at a stop")
	flags.Var(&o.maxBody, "max-body", "largest body of a request, a `SIZE` such as 64KiB or 1MiB")
	o.lanes.register(cmd)
	flags.Var(&o.partialStatus, "partial-status", "HTTP `STATUS` of an answer with both data and errors: 294 as the GraphQL-over-HTTP draft says, or 200 for proxies that do not know it")
	flags.StringSliceVar(&o.corsOrigins, "cors-origin", nil, "`ORIGIN` whose pages may read answers, such as https://dashboard.example, or * for all; may be given again")
	completeChoice(cmd, "partial-status", &o.partialStatus)
	for _, name := range []string{"public-url", "leave-url", "help-url", "timeout", "read-timeout", "shutdown-timeout", "max-body", "cors-origin"} {
		register(cmd, name, cobra.NoFileCompletions)
	}
	register(cmd, "addr", cobra.FixedCompletions([]string{"127.0.0.1:8080", "127.0.0.1:0", ":8080"}, cobra.ShellCompDirectiveNoFileComp))
}

// serve listens first, so that a port that is taken is told before any data is
// read, and early connections wait for their answer.
func (p *process) serve(ctx context.Context, o *serveOptions) error {
	if err := p.checkServe(o); err != nil {
		return err
	}
	lanes, err := o.lanes.lanes(p, o.timeout, isNeo4j(o.data.store))
	if err != nil {
		return err
	}
	listener, err := p.listen(ctx, o.addr, "addr")
	if err != nil {
		return err
	}
	defer listener.Close()
	aside, err := p.listenAside(ctx, o.metrics)
	if err != nil {
		return err
	}
	defer aside.close()
	store, err := p.openStore(ctx, &o.data)
	if err != nil {
		return err
	}
	counting, err := p.overColumns(store, &o.columns, &o.data)
	if err != nil {
		store.Close()
		return err
	}
	defer counting.Close()
	engine, err := newEngine(counting, o.limits, schema.Options{PublicURL: o.publicURL, Admit: lanes.Admit})
	if err != nil {
		return err
	}
	persisted, err := p.loadPersisted(&o.persisted, engine)
	if err != nil {
		return err
	}
	cfg := server.Config{
		Engine: engine,
		Ready: func(ctx context.Context) (string, error) {
			info, err := store.Info(ctx)
			return what(info, counting), err
		},
		Logger: p.logger,

		PublicURL: o.publicURL,
		Pages:     server.Pages{Leave: o.leave, Help: o.help},
		Persisted: persisted, PersistedOnly: o.persisted.only,
		Metrics: o.metrics.figures(engine, counting), ServeMetrics: o.metrics == metricsOn,

		MaxBody: int64(o.maxBody), MaxConcurrent: int(o.lanes.maxConcurrent), Lanes: lanes, LeastRate: int64(o.lanes.leastRate),
		Timeout: time.Duration(o.timeout), ReadTimeout: time.Duration(o.readTimeout), ShutdownTimeout: time.Duration(o.shutdownTimeout),
		PartialStatus: map[string]int{"294": 294, "200": 200}[o.partialStatus.value],
		CORSOrigins:   o.corsOrigins,
	}
	handler, err := server.New(cfg)
	if err != nil {
		return misuse("%v. Type \"exitgraph serve --help\" for the settings.", err)
	}
	found, err := p.greet(ctx, &o.data, store)
	if err != nil {
		return err
	}
	p.announce(o, listener.Addr(), found)
	p.announceMetrics(aside)
	watching, stopWatching := context.WithCancel(ctx)
	watched := p.awaitStore(watching, found)
	defer func() { stopWatching(); <-watched }()
	// The stop is told before it begins, since nothing may be left to do.
	serving, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	context.AfterFunc(ctx, func() {
		p.announceStop(time.Duration(o.shutdownTimeout))
		stop()
	})
	asideDone := aside.serve(serving, cfg)
	err = server.Serve(serving, listener, handler, cfg)
	stop()
	if err := errors.Join(err, asideDone()); err != nil {
		return fail(exitUnavailable, "%w.", err)
	}
	p.announceStopped()
	return nil
}

// checkPages refuses places that no browser could go to.
func (p *process) checkPages(o *serveOptions) error {
	for _, name := range []string{"leave-url", "help-url"} {
		value := map[string]string{"leave-url": o.leave, "help-url": o.help}[name]
		u, err := url.Parse(value)
		if value == "" && name == "help-url" {
			continue
		}
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return misuse("%s cannot be %q: give the address of a site, such as https://www.wikipedia.org/.", p.called(name), value)
		}
	}
	return nil
}

// checkServe refuses what no server could work with.
func (p *process) checkServe(o *serveOptions) error {
	for _, origin := range o.corsOrigins {
		if !server.ValidOrigin(origin) {
			return misuse("%s cannot be %q: give an origin such as https://dashboard.example, without a path, or * for all.", p.called("cors-origin"), origin)
		}
	}
	if err := p.checkPages(o); err != nil {
		return err
	}
	if o.publicURL == "" {
		return nil
	}
	u, err := url.Parse(o.publicURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return misuse("%s cannot be %q: give an address such as https://evidence.example.org.", p.called("public-url"), o.publicURL)
	}
	// Every permalink begins with it, and is cited.
	if u.User != nil || u.String() != o.publicURL {
		return misuse("%s cannot be %q: give an address such as https://evidence.example.org, without a name, a password or signs that would have to be escaped.", p.called("public-url"), u.Redacted())
	}
	return nil
}

// listen opens the address that a flag gives, or says what to do instead.
func (p *process) listen(ctx context.Context, addr, flag string) (net.Listener, error) {
	listener, err := listen(ctx, addr, flag, p.called(flag))
	return listener, p.fromTwin(flag, err)
}

// listen opens the address of a flag; setting names where it was given.
func listen(ctx context.Context, addr, flag, setting string) (net.Listener, error) {
	if _, _, err := net.SplitHostPort(addr); err != nil {
		return nil, misuse("%s cannot be %q: give HOST:PORT, such as 127.0.0.1:8080, or :8080 for all interfaces.", setting, addr)
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", addr)
	var dns *net.DNSError
	var address *net.AddrError
	switch {
	case err == nil:
		return listener, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fail(exitUnavailable, "The address %s is taken by another program: stop it, or take any free port with --%s 127.0.0.1:0.", addr, flag)
	case errors.Is(err, syscall.EACCES):
		return nil, fail(exitUnavailable, "The system does not let you listen on %s: take a port above 1023, such as --%s 127.0.0.1:8080.", addr, flag)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return nil, fail(exitUnavailable, "This machine does not have the address %s: use 127.0.0.1, or :PORT for all interfaces.", addr)
	case errors.As(err, &dns), errors.As(err, &address):
		return nil, misuse("%s cannot be %q: give HOST:PORT, such as 127.0.0.1:8080, or :8080 for all interfaces.", setting, addr)
	default:
		return nil, fail(exitUnavailable, "The address %s cannot be listened on: %w.", addr, err)
	}
}

// announce prints the links: as one log entry where a program reads stderr, as
// lines where people do. It is not subject to the log level.
func (p *process) announce(o *serveOptions, addr net.Addr, found *greeting) {
	base := strings.TrimSuffix(o.publicURL, "/")
	if base == "" {
		base = "http://" + linkHost(addr)
	}
	if p.logging.structured(p) {
		entry := p.logger.Log().Str("level", "info").Str("version", programVersion())
		if found.reached {
			entry.Str("data", found.release()).Str("revision", found.info.Revision)
		}
		if found.database != "" {
			entry.Str("database", found.database)
		}
		entry.Str("addr", addr.String()).Str("page", base+"/").Str("graphql", base+"/graphql").Str("schema", base+"/schema.graphql").
			Msg("serving")
		p.tellState(found)
		return
	}
	fmt.Fprintf(p.stderr, "exitgraph %s serves %s\n  page     %s/\n  GraphQL  %[3]s/graphql\n  schema   %[3]s/schema.graphql\n", programVersion(), found.what(), base)
	if tcp, ok := addr.(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		fmt.Fprintln(p.stderr, "Other machines can reach it, over plain HTTP: put a proxy with TLS in front of it.")
	}
	p.tellState(found)
	fmt.Fprintln(p.stderr, "Press Ctrl-C to stop.")
}

// linkHost gives an address that a browser on this machine can open.
func linkHost(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("127.0.0.1:%d", tcp.Port)
	}
	return addr.String()
}

func (p *process) announceStop(limit time.Duration) {
	if p.logging.structured(p) {
		p.logger.Info().Msg("stopping")
		return
	}
	fmt.Fprintf(p.stderr, "Stopping: running requests have %s to finish. Press Ctrl-C again to stop at once.\n", limit)
}

func (p *process) announceStopped() {
	if p.logging.structured(p) {
		p.logger.Info().Msg("stopped")
		return
	}
	fmt.Fprintln(p.stderr, "Stopped.")
}
