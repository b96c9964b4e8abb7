// Command all measures exitgraph in one run: the eight questions over Neo4j against
// the driver alone and against @neo4j/graphql, each of them with a database that is
// made free, imports, the start of the server, the writer of answers, and counting
// from columns. It writes bench/results.json and prints the table of goals. See
// docs/performance.md.
//
// It joins what the packages beside it know: questions (eight), those who are asked
// (side), clocks (measure), a database made free (replay), goals (result). It must
// not know how the store words its statements. Nothing of the product imports it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/exitgraph/exitgraph/bench/measure"
	"github.com/exitgraph/exitgraph/bench/result"
)

type settings struct {
	short    bool
	resume   bool
	only     string
	findings int
	uri      string
	output   string
	cache    string
	server   string
	floor    string
	pace     measure.Pace
	four     measure.Pace
}

func main() {
	var s settings
	flag.BoolVar(&s.short, "short", false, "fewer rounds and parts, nothing is written, and an error where a ratio is far from its goal")
	flag.BoolVar(&s.resume, "resume", false, "keep what an interrupted run of this commit has measured")
	flag.StringVar(&s.only, "only", "", "`PARTS` to measure, as start,q1,q8; all by default, and then bench/results.json is written")
	flag.IntVar(&s.pace.Rounds, "rounds", 0, "how many rounds each question is asked in (15; 5 with -short)")
	flag.DurationVar(&s.pace.Slice, "slice", 200*time.Millisecond, "how long a side is asked in each round, at least once")
	flag.DurationVar(&s.pace.Warm, "warm", time.Second, "how long a side is asked before the rounds, at least three times")
	flag.IntVar(&s.findings, "findings", 100_000, "how many findings the data set has")
	flag.StringVar(&s.uri, "uri", "", "a running `DATABASE` without a password that holds the data set, or nothing; its import is not measured")
	flag.StringVar(&s.output, "output", "", "a `FILE` for the result as JSON")
	flag.StringVar(&s.cache, "cache", filepath.Join(".cache", "bench"), "the folder for the packages of the peer and for interrupted runs")
	flag.StringVar(&s.server, "server", filepath.Join("bin", "exitgraph"), "the program that is measured")
	flag.StringVar(&s.floor, "floor", filepath.Join("bin", "bench-floor"), "the server of the floor")
	flag.Parse()
	if err := s.check(flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
	s.settle()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, s)
	interrupted := ctx.Err() != nil
	stop()
	if err != nil {
		if interrupted {
			err = errors.New("interrupted; nothing is left running, and -resume goes on from here")
		}
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// check refuses what would measure something else than was meant.
func (s *settings) check(rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("%q is no flag: name parts as -only %s", rest[0], strings.Join(rest, ","))
	case s.pace.Rounds < 0:
		return errors.New("-rounds must be a whole number above zero, or left out")
	case s.findings < fewestFindings:
		return fmt.Errorf("-findings must be at least %d, so that every question has an answer", fewestFindings)
	case s.pace.Slice < 0 || s.pace.Warm < 0:
		return errors.New("-slice and -warm cannot be negative")
	}
	return nil
}

// fewestFindings is the smallest data set in which all questions have rows.
const fewestFindings = 1000

// settle fills in what follows from other settings.
func (s *settings) settle() {
	rounds, four := 15, 7
	if s.short {
		rounds, four = 5, 3
		s.pace.Slice, s.pace.Warm = min(s.pace.Slice, 100*time.Millisecond), min(s.pace.Warm, 500*time.Millisecond)
	}
	if s.pace.Rounds == 0 {
		s.pace.Rounds = rounds
	}
	s.pace.Connections = 1
	s.four = measure.Pace{Rounds: min(s.pace.Rounds, four), Slice: 3 * s.pace.Slice / 2, Connections: 4}
	if s.output == "" && s.only == "" && !s.short {
		s.output = filepath.FromSlash(result.File)
	}
}

func say(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%s bench: %s\n", time.Now().Format("15:04:05"), fmt.Sprintf(format, args...))
}
