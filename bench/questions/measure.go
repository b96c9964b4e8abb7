package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/schema"
)

// measureStore measures a store of so many findings, its indexes, and all questions.
func (r *report) measureStore(ctx context.Context, findings int, only string) error {
	if strings.Contains(folderName, only) {
		if err := r.measureFolder(findings); err != nil {
			return err
		}
	}
	records := storetest.GenerateLarge(1, storetest.SizeOf(findings))
	tell(findings, storeName)
	var store *memstore.Store
	built, err := building(func() (err error) {
		store, err = memstore.New(graph.Release{}, records)
		return err
	})
	if err != nil {
		return err
	}
	r.built(storeName, findings, built)
	records = nil
	engine, err := schema.New(graph.New(store), schema.Options{})
	if err != nil {
		return err
	}
	// What a server has ready after its first requests: the frame, words and the hash.
	for _, first := range []struct{ name, document string }{
		{hashName, `{ release { hash } }`},
		{wordsName, `{ search(text: "a", first: 1) { totalCount } }`},
		{"", `{ tally(by: [COUNTRY]) { overlapping } }`},
	} {
		if first.name != "" {
			tell(findings, first.name)
		}
		built, err := building(func() error { return answered(engine.Do(ctx, schema.Request{Query: first.document}), 0) })
		if err != nil {
			return err
		}
		if first.name != "" {
			r.built(first.name, findings, built)
		}
	}
	return r.ask(ctx, engine, findings, slices.Concat(counting, others), only)
}

// ask measures the questions whose name has a word. What a limit refuses at this size is
// noted as such.
func (r *report) ask(ctx context.Context, e *schema.Engine, findings int, questions []question, only string) error {
	for _, q := range questions {
		if !strings.Contains(q.name, only) {
			continue
		}
		tell(findings, q.name)
		took, err := measure(ctx, e, q)
		var limit refusal
		switch {
		case errors.As(err, &limit):
			r.refused(q.name, findings, string(limit))
		case err != nil:
			return fmt.Errorf("%s: %w", q.name, err)
		default:
			if err := r.asked(q.name, took); err != nil {
				return err
			}
		}
	}
	return nil
}

func tell(findings int, what string) { fmt.Fprintf(os.Stderr, "%d findings: %s\n", findings, what) }

// cost is what an answer took.
type cost struct {
	first time.Duration // of CPU, when nobody asked before: nothing of it is ready
	again time.Duration // the least of several rounds, each of which pays for its garbage
	bytes int           // that an answer allocates, asked again
}

func measure(ctx context.Context, e *schema.Engine, q question) (c cost, err error) {
	if c.first, _, err = ask(ctx, e, q, 0); err != nil {
		return c, err
	}
	c.again = c.first
	for range 5 {
		again, bytes, err := ask(ctx, e, q, 50*time.Millisecond)
		if err != nil {
			return c, err
		}
		c.again, c.bytes = min(c.again, again), bytes
	}
	return c, ctx.Err()
}

// ask gives the CPU time of one answer, asked at least once and for so long, and the
// bytes that it allocated.
func ask(ctx context.Context, e *schema.Engine, q question, long time.Duration) (time.Duration, int, error) {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start, asked := cpu(), 0
	for began := time.Now(); asked == 0 || time.Since(began) < long; asked++ {
		if err := answered(e.Do(ctx, schema.Request{Query: q.document}), q.least); err != nil {
			return 0, 0, err
		}
	}
	took := cpu() - start
	runtime.ReadMemStats(&after)
	return took / time.Duration(asked), int(after.TotalAlloc-before.TotalAlloc) / asked, nil
}

// refusal names the limit that refuses a question.
type refusal string

func (r refusal) Error() string { return "refused by the limit " + string(r) }

func answered(resp *schema.Response, least int) error {
	if len(resp.Errors) > 0 {
		first := resp.Errors[0]
		if first.Limit != nil {
			return refusal(first.Limit.Name)
		}
		return first
	}
	defer resp.Body.Release()
	if resp.Body.Len() < least {
		return fmt.Errorf("an answer of %d bytes, which proves nothing: %s", resp.Body.Len(), resp.Body)
	}
	return nil
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
