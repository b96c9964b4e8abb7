// Command questions measures how the embedded store grows with the graph: what it
// takes to hold one, what each of its indexes takes, and what each question costs, as
// the CPU time of a whole answer, from the document to its bytes. It asks at 10^4,
// 10^5 and so on, up to the largest graph that it is told, and fits an exponent.
//
// It writes the result as JSON, the form of which report describes, and the tables of
// docs/performance.md are made of that.
//
// It knows the engine, the store in memory and columns. Nothing of the product imports
// it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"
)

// goal is the CPU time that each question may take at 10^5 findings.
const goal = 50 * time.Millisecond

// settings are the flags.
type settings struct {
	largest int
	columns int
	only    string
	json    string
	docs    string
	from    string
}

func main() {
	var s settings
	flag.IntVar(&s.largest, "findings", 1_000_000, "the largest graph that is held and asked, in `findings`: 10^6 takes 3 GiB")
	flag.IntVar(&s.columns, "columns", 0, "the largest graph of which columns alone are made and asked, in `findings`, where that is more: 10^7 takes 3 GiB")
	flag.StringVar(&s.only, "only", "", "ask only questions whose name has this `word`")
	flag.StringVar(&s.json, "json", "", "write the result to a `FILE`")
	flag.StringVar(&s.docs, "docs", "", "put the tables into a `FILE`, between its two marks")
	flag.StringVar(&s.from, "from", "", "measure nothing, and take the result from a `FILE` of -json")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, s)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench-questions:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, s settings) error {
	r, err := s.result(ctx)
	if err != nil {
		return err
	}
	fmt.Print(r.tables())
	if s.json != "" {
		if err := r.save(s.json); err != nil {
			return err
		}
	}
	if s.docs != "" {
		return r.intoDocument(s.docs)
	}
	return nil
}

func (s settings) result(ctx context.Context) (*report, error) {
	if s.from != "" {
		return readReport(s.from)
	}
	r := newReport()
	for n := 10_000; n <= max(s.largest, s.columns); n *= 10 {
		r.Sizes = append(r.Sizes, n)
		if strings.Contains(columnsName, s.only) {
			if err := r.measureColumns(ctx, n, s); err != nil {
				return nil, err
			}
		}
		if n > s.largest {
			continue
		}
		if err := r.measureStore(ctx, n, s.only); err != nil {
			return nil, err
		}
	}
	r.fit()
	return r, nil
}
