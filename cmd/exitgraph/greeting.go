package main

import (
	"context"
	"fmt"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
)

const (
	// courtesy is how long serve waits at its start for a database that does not
	// answer, before it goes on without.
	courtesy = 5 * time.Second
	// A database that is away is asked again after a second, then ever more rarely.
	firstPause, longestPause = time.Second, 15 * time.Second
)

// greeting is what serve knows of its store.
type greeting struct {
	store    graph.Store
	database string // its address; empty for data in memory
	reached  bool
	info     graph.Info // where it was reached
	missing  int        // constraints and indexes that it lacks
}

// planner is a store that keeps constraints and indexes.
type planner interface {
	Plan(ctx context.Context) ([]neo4jstore.Step, error)
}

// greet asks a store for the first time. An error is one that no waiting mends; a
// database that is merely away is none.
func (p *process) greet(ctx context.Context, o *dataOptions, store graph.Store) (*greeting, error) {
	g := &greeting{store: store}
	if isNeo4j(o.store) {
		g.database = o.store
	}
	asking, cancel := context.WithTimeout(ctx, courtesy)
	defer cancel()
	err := g.ask(asking)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err == nil, g.database != "" && graph.KindOf(err) == graph.Unavailable && !neo4jstore.IsLasting(err):
		return g, nil
	default:
		return nil, err
	}
}

// ask asks the store what it is and holds.
func (g *greeting) ask(ctx context.Context) error {
	info, err := graph.New(g.store).Info(ctx)
	if err != nil {
		return err
	}
	if store, ok := g.store.(planner); ok {
		// A user who may only read may be kept from seeing indexes; that is no reason
		// not to serve.
		if steps, err := store.Plan(ctx); err == nil {
			g.missing = len(steps)
		}
	}
	g.reached, g.info = true, info
	return nil
}

func (g *greeting) release() string { return g.info.Release.Name + " " + g.info.Release.Version }

func (g *greeting) empty() bool {
	for _, n := range g.info.Counts {
		if n > 0 {
			return false
		}
	}
	return true
}

// what names what is served, for people.
func (g *greeting) what() string {
	switch {
	case g.database == "":
		return g.release()
	case !g.reached:
		return g.database
	case g.empty():
		return fmt.Sprintf("%s, %s", g.database, g.info.Store)
	default:
		return fmt.Sprintf("%s from %s, %s", g.release(), g.database, g.info.Store)
	}
}

// tellState says what people should know of a database before they rely on it.
func (p *process) tellState(g *greeting) {
	switch {
	case g.database == "":
	case !g.reached:
		p.warn("The database is not within reach yet: questions are refused until it is, and exitgraph goes on trying.")
	case g.empty():
		p.warn(fmt.Sprintf("The database holds nothing yet: \"exitgraph load --store %s\" fills it.", g.database))
	case g.missing > 0:
		p.warn(fmt.Sprintf("The database lacks %d of its constraints and indexes: \"exitgraph migrate --store %s\" makes them.", g.missing, g.database))
	}
}

// warn tells something that matters while serve runs: to people in a line, to
// programs in the log.
func (p *process) warn(line string) {
	if p.logging.structured(p) {
		p.logger.Warn().Msg(line)
		return
	}
	fmt.Fprintln(p.stderr, line)
}

// awaitStore goes on asking a database that was not within reach, until it is or
// ctx is done, and tells what it found. What it gives is closed at its end. Nobody
// depends on it: each question finds the database by itself.
func (p *process) awaitStore(ctx context.Context, g *greeting) <-chan struct{} {
	ended := make(chan struct{})
	if g.reached {
		close(ended)
		return ended
	}
	go func() {
		defer close(ended)
		told := ""
		for pause := firstPause; ; pause = min(2*pause, longestPause) {
			select {
			case <-ctx.Done():
				return
			case <-time.After(pause):
			}
			asking, cancel := context.WithTimeout(ctx, courtesy)
			err := g.ask(asking)
			cancel()
			if err == nil {
				p.tellReached(g)
				return
			}
			if neo4jstore.IsLasting(err) && sayOf(err) != told {
				told = sayOf(err)
				p.warn(told)
			}
		}
	}()
	return ended
}

func (p *process) tellReached(g *greeting) {
	const line = "The database is within reach."
	if p.logging.structured(p) {
		p.logger.Info().Str("store", g.info.Store).Str("data", g.release()).Str("revision", g.info.Revision).Msg(line)
	} else {
		fmt.Fprintf(p.stderr, "%s Served is %s.\n", line, g.what())
	}
	p.tellState(g)
}
