// Command neo4jrun runs a Neo4j in the foreground, for trying things out by hand: the
// same server that the tests start, with data that are kept. `make neo4j` builds and
// runs it inside a checkout.
//
// It knows the command line only; internal/neo4jtest knows the server.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

func main() {
	// Both ask for a clean stop; so does a terminal that is closed.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "neo4jrun:", err)
		os.Exit(1)
	}
}

// run starts the server and returns when ctx ends and the server is stopped, or with
// an error when the server ends by itself.
func run(ctx context.Context, args []string, out io.Writer) error {
	o := neo4jtest.Options{JVM: []string{"-XX:+UseG1GC"}}
	flags := flag.NewFlagSet("neo4jrun", flag.ContinueOnError)
	flags.IntVar(&o.Port, "port", 7687, "port on 127.0.0.1 for bolt; 0 takes a free one")
	flags.StringVar(&o.Folder, "folder", filepath.Join(".cache", "neo4j", "data"), "folder of the data, which are kept")
	flags.IntVar(&o.HeapMiB, "heap", 1024, "Java heap in MiB")
	flags.IntVar(&o.PageCacheMiB, "page-cache", 256, "page cache in MiB")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unknown argument %q: all settings are flags, see -help", flags.Arg(0))
	}
	// The password lies in the environment, where a list of processes does not show it.
	o.Password = os.Getenv("NEO4J_PASSWORD")

	fmt.Fprintf(out, "starting Neo4j %s, which takes some seconds\n", neo4jtest.Version)
	server, err := neo4jtest.Launch(ctx, o)
	if err != nil {
		return err
	}
	entry := "no password (NEO4J_PASSWORD sets one in a new folder)"
	if server.Password != "" {
		entry = "user " + neo4jtest.User + ", password as in NEO4J_PASSWORD"
	}
	fmt.Fprintf(out, `
Neo4j %s answers on %s
  entry     %s
  data      %s (remove the folder to begin anew)
  what is in it    MATCH (n) RETURN labels(n) AS labels, count(*) AS nodes ORDER BY nodes DESC;
  its schema       SHOW CONSTRAINTS; SHOW INDEXES;
  empty it         MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS;

Ctrl-C stops it.
`, neo4jtest.Version, server.URI, entry, o.Folder)

	select {
	case <-ctx.Done():
		fmt.Fprintln(out, "\nstopping Neo4j")
		return server.Close()
	case <-server.Ended():
		log := server.Log()
		return errors.Join(fmt.Errorf("the server ended by itself\n%s", log), server.Close())
	}
}
