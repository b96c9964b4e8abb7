package main

import (
	"context"
	"errors"
	"os"
	"runtime"
	"runtime/metrics"
	"time"

	"github.com/exitgraph/exitgraph/bench/folder"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/seed"
)

// What is built before or with the first answer.
const (
	storeName   = "the store in memory: records checked and in order"
	columnsName = "columns over a database, of records that come by"
	wordsName   = "the index of words, made by the first search"
	folderName  = "a dataset folder, read and checked"
	hashName    = "the hash of the content, for the first release"
)

// measureColumns makes columns of a stream, as over a database, and asks them what they
// answer alone where the records themselves are too many to be held. What the generator
// takes is measured apart, and taken off.
func (r *report) measureColumns(ctx context.Context, findings int, s settings) (err error) {
	tell(findings, columnsName)
	start := cpu()
	for range storetest.Large(1, storetest.SizeOf(findings)) {
		continue
	}
	generating := cpu() - start
	var over *columns.Store
	built, err := building(func() (err error) {
		over, err = overStreamed(findings)
		return err
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, over.Close()) }()
	built.cpu -= generating
	r.built(columnsName, findings, built)
	if findings <= s.largest {
		return nil
	}
	engine, err := schema.New(graph.New(over), schema.Options{})
	if err != nil {
		return err
	}
	return r.ask(ctx, engine, findings, counting, s.only)
}

// measureFolder reads a dataset folder, as a server does before it answers from one. What
// is read is dropped.
func (r *report) measureFolder(findings int) (err error) {
	tell(findings, folderName)
	path, err := os.MkdirTemp("", "bench-questions")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(path)) }()
	release := graph.Release{Name: "generated", Title: "Generated", Version: "1.0.0", Date: "2026-01-01", License: "CC0-1.0"}
	if err := folder.Write(path, release, storetest.Large(1, storetest.SizeOf(findings))); err != nil {
		return err
	}
	var read *seed.Dataset
	built, err := building(func() (err error) {
		read, err = seed.Load(os.DirFS(path), seed.Options{})
		return err
	})
	if err != nil {
		return err
	}
	runtime.KeepAlive(read)
	r.built(folderName, findings, built)
	return nil
}

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
