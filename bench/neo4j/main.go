// Command neo4j measures exitgraph over Neo4j in one run on one data set: how long
// questions take against the floor, which is the driver running a statement written
// by hand, and against the peer, which is @neo4j/graphql over the same database; and
// how fast records come in. See docs/performance.md.
//
// It knows the store, the server around it and how both are measured. It must not
// know how the store words its statements: what it says of them is their time.
// Nothing of the product imports it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

type settings struct {
	findings int
	uri      string
	json     string
	only     string
	cache    string
	noPeer   bool
	profiles string
	pace     pace
}

func main() {
	var s settings
	flag.IntVar(&s.findings, "findings", 100_000, "how many findings the data set has")
	flag.StringVar(&s.uri, "uri", "", "a running `DATABASE` that holds the data set already, without a password; its import is not measured")
	flag.IntVar(&s.pace.rounds, "rounds", 11, "how many rounds each question is asked in")
	flag.DurationVar(&s.pace.slice, "slice", 150*time.Millisecond, "how long a side is asked in each round, at least once")
	flag.DurationVar(&s.pace.warm, "warm", time.Second, "how long a side is asked before the rounds, at least three times")
	flag.StringVar(&s.only, "only", "", "the questions to ask, as q1,q8; all by default")
	flag.StringVar(&s.json, "json", "", "a `FILE` for the result as JSON")
	flag.StringVar(&s.cache, "cache", filepath.Join(".cache", "bench-neo4j"), "the folder for the packages of the peer")
	flag.BoolVar(&s.noPeer, "no-peer", false, "leave out the peer")
	flag.StringVar(&s.profiles, "cpuprofile", "", "a `FOLDER` for a CPU profile of this program for each question")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, s)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench-neo4j:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, s settings) (err error) {
	say := func(format string, args ...any) { fmt.Fprintf(os.Stderr, "bench-neo4j: "+format+"\n", args...) }
	db, err := s.database(ctx, say)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close()) }()
	store, err := neo4jstore.Open(ctx, neo4jstore.Options{URI: db.uri})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	r, err := describe(ctx, db.driver)
	if err != nil {
		return err
	}
	records := world(sizeFor(s.findings))
	r.Findings, r.Rounds = s.findings, s.pace.rounds
	if s.uri == "" {
		say("loading %d records three times", len(records))
		if r.Import, err = load(ctx, db.clear, db.driver, store, records); err != nil {
			return err
		}
	}
	if err := prepare(ctx, db.driver); err != nil {
		return err
	}
	if r.Nesting, err = countCalls(ctx, store); err != nil {
		return err
	}
	sides, stop, err := open(ctx, s, db, store, &r)
	defer func() { err = errors.Join(err, stop()) }()
	if err != nil {
		return err
	}
	asked, err := s.chosen(questions(records))
	if err != nil {
		return err
	}
	for _, q := range asked {
		say("%s: %s", q.name, q.asks)
		result, err := s.ask(ctx, q, sides)
		if err != nil {
			return err
		}
		r.Questions = append(r.Questions, result)
		say("%s: of the floor %s, of the peer %s, noise %s", q.name, result.OursToFloor.words(), result.OursToPeer.words(), result.Noise.words())
	}
	return r.publish(s.json)
}

// database is where the data set is or comes.
type database struct {
	uri    string
	driver neo4j.DriverWithContext
	clear  func(context.Context) error
	close  func() error
}

// database connects with the one that was named, or starts one.
func (s settings) database(ctx context.Context, say func(string, ...any)) (database, error) {
	if s.uri != "" {
		driver, err := neo4j.NewDriverWithContext(s.uri, neo4j.NoAuth())
		if err != nil {
			return database{}, err
		}
		return database{uri: s.uri, driver: driver, close: func() error { return driver.Close(context.WithoutCancel(ctx)) }}, nil
	}
	say("starting Neo4j")
	db, err := neo4jtest.Launch(ctx, neo4jtest.Options{HeapMiB: 2048, PageCacheMiB: 1024, JVM: []string{"-XX:+UseG1GC"}})
	if err != nil {
		return database{}, err
	}
	return database{db.URI, db.Driver(), db.Clear, db.Close}, nil
}
