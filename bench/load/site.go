package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
)

// settings are those of a run.
type settings struct {
	findings int
	clients  int           // heavy ones, slow ones, and those that leave
	heavy    int           // requests that run at once; 0 for the default
	span     time.Duration // of the load; idle takes a third of it
	wait     time.Duration // for a place to run; 0 for the default
	answers  int64         // bytes of answers that the server may hold
	stall    time.Duration // see server.Config
	rate     int64
	tries    int           // of what is compared with an idle server
	noise    time.Duration // the least that p99 of an idle server counts
}

// site is a whole server over generated data, on a port of this machine.
type site struct {
	addr  string
	store *storetest.Counting
	stop  func() error
}

// open serves. Its limits are those of the program, but for settings.
func open(s settings) (*site, error) {
	inner, err := memstore.New(graph.Release{}, storetest.GenerateLarge(1, storetest.LargeSize{Studies: s.findings / 20, Factors: 2_000, Phases: 24, Findings: s.findings}))
	if err != nil {
		return nil, err
	}
	store := storetest.NewCounting(inner)
	lanes, err := server.NewLanes(server.LaneLimits{Heavy: s.heavy, Waiting: max(128, s.clients), Wait: s.wait, AnswerBytes: s.answers})
	if err != nil {
		return nil, err
	}
	engine, err := schema.New(graph.New(store), schema.Options{Admit: lanes.Admit})
	if err != nil {
		return nil, err
	}
	cfg := server.Config{
		Engine: engine, Lanes: lanes, StallTimeout: s.stall, LeastRate: s.rate,
		Metrics: server.NewMetrics("bench", func() server.CacheStats { return server.CacheStats(engine.CacheStats()) }), ServeMetrics: true,
	}
	handler, err := server.New(cfg)
	if err != nil {
		return nil, err
	}
	var config net.ListenConfig
	listener, err := config.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- server.Serve(ctx, listener, handler, cfg) }()
	return &site{addr: listener.Addr().String(), store: store, stop: func() error {
		cancel()
		return errors.Join(<-done, store.Close())
	}}, nil
}

// figure reads one of the figures that the server tells.
func (s *site) figure(ctx context.Context, name string) (float64, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.addr+"/metrics", nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err
	}
	found := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(name) + ` (\S+)$`).FindSubmatch(text)
	if found == nil {
		return 0, fmt.Errorf("the server does not tell %s", name)
	}
	return strconv.ParseFloat(string(found[1]), 64)
}

// quiet waits until nothing runs, waits or is held, for a minute at most.
func (s *site) quiet(ctx context.Context) error {
	limited, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		var busy float64
		for _, name := range []string{"exitgraph_heavy_running", "exitgraph_heavy_waiting", "exitgraph_graphql_in_flight", "exitgraph_answer_bytes_held"} {
			n, err := s.figure(limited, name)
			if err != nil {
				return err
			}
			busy += n
		}
		if busy == 0 {
			return nil
		}
		select {
		case <-tick.C:
		case <-limited.Done():
			return fmt.Errorf("after a minute the server is still busy: %w", limited.Err())
		}
	}
}
