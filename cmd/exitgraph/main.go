// Command exitgraph serves and queries the evidence graph: what published studies
// say about how people leave sex trafficking.
//
// It is wiring. It knows flags, the environment, files, the terminal and signals;
// it alone chooses a store, and joins it with the engine and the server. It must
// not know what a filter means, how evidence is counted, or how GraphQL is
// answered: each command asks the packages that do.
//
// Each command has a file of its own (serve.go, query.go, schema.go, check.go,
// load.go, migrate.go, version.go). wire.go opens stores, neo4j.go those in a Neo4j
// (address.go, certificates.go, driverlog.go); env.go has the environment twins of the
// flags, exit.go the table of exit statuses. docs/cli.md is written from the tree
// of commands, by go generate.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

//go:generate go test . -run TestTheCommandLinePageIsCurrent -update

// version is set when the program is built; see the Makefile.
var version = "dev"

func main() {
	ctx, stop := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		// The first signal asks to stop. Before anyone hears of it, signals become
		// what the system makes of them, so that a second one ends the process.
		signal.Stop(signals)
		stop()
	}()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
}
