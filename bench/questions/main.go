// Command questions measures what each question costs the embedded store, by the
// size of the graph: the CPU time of a whole answer, from the document to its bytes,
// and how it grows from 10^4 over 10^5 to 10^6 findings. It prints the table of
// docs/performance.md.
//
// It knows the engine and the store in memory. Nothing of the product imports it.
package main

import (
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/schema"
)

// goal is the CPU time that each question may take at 10^5 findings.
const goal = 50 * time.Millisecond

func main() {
	largest := flag.Int("findings", 1_000_000, "the largest graph, in `findings`")
	only := flag.String("only", "", "ask only questions whose name has this `word`")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, *largest, *only)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench-questions:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, largest int, only string) error {
	var sizes []int
	times := map[string][]cost{}
	for n := 10_000; n <= largest; n *= 10 {
		sizes = append(sizes, n)
		engine, err := engineOver(n)
		if err != nil {
			return err
		}
		for _, q := range questions {
			if !strings.Contains(q.name, only) {
				continue
			}
			fmt.Fprintf(os.Stderr, "%d findings: %s\n", n, q.name)
			took, err := measure(ctx, engine, q)
			if err != nil {
				return err
			}
			times[q.name] = append(times[q.name], took)
		}
	}
	report(sizes, times)
	return nil
}

func engineOver(findings int) (*schema.Engine, error) {
	store, err := memstore.New(graph.Release{}, storetest.GenerateLarge(1, storetest.SizeOf(findings)))
	if err != nil {
		return nil, err
	}
	engine, err := schema.New(graph.New(store), schema.Options{})
	if err != nil {
		return nil, err
	}
	// What a server has ready after its first request: the frame, and the hash.
	return engine, warm(engine)
}

func warm(e *schema.Engine) error {
	resp := e.Do(context.Background(), schema.Request{Query: `{ release { hash } tally(by: [COUNTRY]) { overlapping } search(text: "a", first: 1) { totalCount } }`})
	if len(resp.Errors) > 0 {
		return resp.Errors[0]
	}
	return nil
}

// cost is the CPU time of an answer.
type cost struct {
	first time.Duration // when nobody asked before: nothing of it is ready
	again time.Duration // the least of several rounds, each of which pays for its garbage
}

func measure(ctx context.Context, e *schema.Engine, q question) (c cost, err error) {
	if c.first, err = ask(ctx, e, q, 0); err != nil {
		return c, err
	}
	c.again = c.first
	for range 5 {
		again, err := ask(ctx, e, q, 100*time.Millisecond)
		if err != nil {
			return c, err
		}
		c.again = min(c.again, again)
	}
	return c, ctx.Err()
}

// ask gives the CPU time of one answer, asked at least once and for so long.
func ask(ctx context.Context, e *schema.Engine, q question, long time.Duration) (time.Duration, error) {
	runtime.GC()
	start, asked := cpu(), 0
	for began := time.Now(); asked == 0 || time.Since(began) < long; asked++ {
		resp := e.Do(ctx, schema.Request{Query: q.document})
		if len(resp.Errors) > 0 {
			return 0, fmt.Errorf("%s: %w", q.name, resp.Errors[0])
		}
		if resp.Body.Len() < q.least {
			return 0, fmt.Errorf("%s: an answer of %d bytes, which proves nothing: %s", q.name, resp.Body.Len(), resp.Body)
		}
		resp.Body.Release()
	}
	return (cpu() - start) / time.Duration(asked), nil
}

// cpu is the time of all threads of this process, so that it holds the garbage
// collector's.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // the arguments are right
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func report(sizes []int, times map[string][]cost) {
	fmt.Print("| question |")
	for _, n := range sizes {
		fmt.Printf(" 10^%d |", int(math.Round(math.Log10(float64(n)))))
	}
	fmt.Printf(" exponent | %d ms at 10^5 |\n| --- |%s --- | --- |\n", goal.Milliseconds(), strings.Repeat(" --- |", len(sizes)))
	for _, q := range questions {
		took := times[q.name]
		if len(took) == 0 {
			continue
		}
		fmt.Printf("| %s |", q.name)
		for _, c := range took {
			fmt.Printf(" %s (%s) |", ms(c.again), ms(c.first))
		}
		exponent, met := "", ""
		if last := len(took) - 1; last > 0 {
			exponent = fmt.Sprintf("%.2f", math.Log10(took[last].first.Seconds()/took[last-1].first.Seconds()))
		}
		if len(took) > 1 {
			if met = "met"; took[1].first > goal {
				met = "missed at first"
			}
			if took[1].again > goal {
				met = "missed"
			}
		}
		fmt.Printf(" %s | %s |\n", exponent, met)
	}
}

func ms(d time.Duration) string {
	if d < 10*time.Millisecond {
		return fmt.Sprintf("%.2f", d.Seconds()*1000)
	}
	return fmt.Sprintf("%.0f", d.Seconds()*1000)
}
