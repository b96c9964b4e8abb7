package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/metrics"
	"strings"
	"syscall"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/schema"
)

// What is built before or with the first answer.
const (
	storeName   = "the store in memory: records checked and in order"
	columnsName = "columns over a database, of records that come by"
	wordsName   = "the index of words, made by the first search"
	hashName    = "the hash of the content, for the first release"
)

// measureColumns makes columns of a stream, as over a database. What the generator
// takes is measured apart, and taken off.
func (r *report) measureColumns(findings int) error {
	tell(findings, columnsName)
	world := func() func(func(graph.Record) bool) { return storetest.Large(1, storetest.SizeOf(findings)) }
	start := cpu()
	for range world() {
		continue
	}
	generating := cpu() - start
	var x *columns.Index
	built, err := building(func() error {
		b := columns.NewBuilder()
		for record := range world() {
			if err := b.Add(record); err != nil {
				return err
			}
		}
		x = b.Index()
		x.Prepare()
		return nil
	})
	if err != nil {
		return err
	}
	built.cpu -= generating
	runtime.KeepAlive(x)
	r.built(columnsName, findings, built)
	return nil
}

// measureStore measures a store of so many findings, its indexes, and all questions.
func (r *report) measureStore(ctx context.Context, findings int, only string) error {
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
	for _, q := range questions {
		if !strings.Contains(q.name, only) {
			continue
		}
		tell(findings, q.name)
		took, err := measure(ctx, engine, q)
		if err != nil {
			return fmt.Errorf("%s: %w", q.name, err)
		}
		r.asked(q.name, took)
	}
	return nil
}

func tell(findings int, what string) { fmt.Fprintf(os.Stderr, "%d findings: %s\n", findings, what) }

// built is what making something took.
type built struct {
	cpu        time.Duration
	kept, peak int // bytes of the heap: that stay in use, and that were in use at most, above those before
}

// building measures what make takes. Whoever calls it keeps what is made.
func building(build func() error) (b built, err error) {
	runtime.GC()
	before := inUse()
	done, most := make(chan struct{}), make(chan int)
	go func() {
		tick, peak := time.NewTicker(2*time.Millisecond), 0
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				peak = max(peak, inUse())
			case <-done:
				most <- max(peak, inUse())
				return
			}
		}
	}()
	start := cpu()
	err = build()
	b.cpu = cpu() - start
	close(done)
	b.peak = <-most - before
	runtime.GC()
	b.kept = inUse() - before
	return b, err
}

// inUse are the bytes of objects of the heap, garbage that is not swept included.
func inUse() int {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return int(sample[0].Value.Uint64())
}

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

func answered(resp *schema.Response, least int) error {
	if len(resp.Errors) > 0 {
		return resp.Errors[0]
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
