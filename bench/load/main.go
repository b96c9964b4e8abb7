// Command load puts the heaviest documents that the limits allow to a server, from 64
// clients at once, with small questions beside them; then slow readers, and clients that
// leave. It prints whether small questions are still answered, memory stays within its
// bound, and nothing is dropped without a code that is documented.
//
// It knows the server, the engine and the store in memory. Nothing of the product
// imports it.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"
)

func main() {
	s := settings{clients: 64, tries: 1}
	flag.IntVar(&s.findings, "findings", 100_000, "size of the graph, in `findings`")
	flag.IntVar(&s.heavy, "heavy", 0, "heavy requests that run at once; 0 for the default, 64 for as if there were no lanes")
	flag.DurationVar(&s.noise, "noise", time.Millisecond, "`time` below which the p99 of an idle server is a matter of what else the machine does")
	flag.DurationVar(&s.span, "span", time.Minute, "`time` of the load")
	flag.Int64Var(&s.answers, "answers", 256<<20, "`bytes` of answers that the server may hold")
	flag.DurationVar(&s.stall, "stall", 20*time.Second, "`time` for a reader to take a piece")
	flag.Int64Var(&s.rate, "rate", 32<<10, "`bytes` a second that a reader must take")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	goals, err := run(ctx, s, func(line string) { fmt.Fprintln(os.Stderr, line) })
	stop()
	if err == nil {
		out := json.NewEncoder(os.Stdout)
		out.SetIndent("", "  ")
		err = out.Encode(map[string][]goal{"goals": goals})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench-load:", err)
		os.Exit(1)
	}
}
