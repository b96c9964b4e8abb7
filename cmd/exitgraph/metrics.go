package main

import (
	"context"
	"fmt"
	"net"

	"github.com/spf13/cobra"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
)

// metricsPlace is a flag that says where the figures for Prometheus are: nowhere, on
// the address of the server, or on one of their own.
//
// Off is the default. The figures name nobody and nothing that was asked, but on a site
// with few readers they tell when somebody read, and whoever reaches the site could
// watch that.
type metricsPlace string

const (
	metricsOff metricsPlace = "off"
	metricsOn  metricsPlace = "on"
)

func (m *metricsPlace) String() string { return string(*m) }

// Type implements pflag.Value.
func (m *metricsPlace) Type() string { return "place" }

// Set implements pflag.Value.
func (m *metricsPlace) Set(text string) error {
	place := metricsPlace(text)
	if _, _, err := net.SplitHostPort(text); err != nil && place != metricsOff && place != metricsOn {
		return misuse("give off, on, or an address of their own, such as 127.0.0.1:9090.")
	}
	*m = place
	return nil
}

func (m *metricsPlace) register(cmd *cobra.Command) {
	*m = metricsOff
	cmd.Flags().Var(m, "metrics", "`PLACE` of figures for Prometheus: off, on for /metrics beside /graphql, where all readers can see them, or HOST:PORT for an address of their own")
	register(cmd, "metrics", cobra.FixedCompletions([]string{"off", "on", "127.0.0.1:9090"}, cobra.ShellCompDirectiveNoFileComp))
}

// figures gives what the server shall count with, nil where nobody would look.
func (m *metricsPlace) figures(engine *schema.Engine, answering graph.Store) *server.Metrics {
	if *m == metricsOff {
		return nil
	}
	figures := server.NewMetrics(programVersion(), func() server.CacheStats { return server.CacheStats(engine.CacheStats()) })
	if over, ok := answering.(*columns.Store); ok {
		figures.TellColumns(func() server.ColumnStats {
			s := over.Stats()
			return server.ColumnStats{Findings: s.Findings, Bytes: s.Bytes, Age: s.Age, Builds: s.Builds}
		})
	}
	return figures
}

// metricsListener is the address that figures have of their own; nil where they have
// none.
type metricsListener struct{ net.Listener }

func (p *process) listenAside(ctx context.Context, place metricsPlace) (*metricsListener, error) {
	if place == metricsOff || place == metricsOn {
		return nil, nil
	}
	listener, err := p.listen(ctx, string(place), "metrics")
	if err != nil {
		return nil, err
	}
	return &metricsListener{listener}, nil
}

func (l *metricsListener) close() {
	if l != nil {
		l.Close()
	}
}

// serve answers until ctx is done. The function that it gives waits for the end.
func (l *metricsListener) serve(ctx context.Context, cfg server.Config) (wait func() error) {
	if l == nil {
		return func() error { return nil }
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(ctx, l.Listener, cfg.Metrics.Handler(), cfg) }()
	return func() error { return <-done }
}

// announceMetrics prints the address that figures have of their own.
func (p *process) announceMetrics(l *metricsListener) {
	if l == nil {
		return
	}
	link := "http://" + linkHost(l.Addr()) + "/metrics"
	if p.logging.structured(p) {
		p.logger.Log().Str("level", "info").Str("metrics", link).Msg("metrics")
		return
	}
	fmt.Fprintf(p.stderr, "Metrics for Prometheus are at %s\n", link)
}
