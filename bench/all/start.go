package main

import (
	"context"
	"errors"
	"time"

	"github.com/exitgraph/exitgraph/bench/measure"
	"github.com/exitgraph/exitgraph/bench/result"
	"github.com/exitgraph/exitgraph/bench/side"
)

// starts is how often a program is started.
func (b *bench) starts() int {
	if b.short {
		return 5
	}
	return 11
}

// measureStart starts the program on the built-in data and asks until it answers.
func (b *bench) measureStart(ctx context.Context) error {
	var times, memory []float64
	for range b.starts() {
		took, resident, err := b.firstAnswer(ctx)
		if err != nil {
			return err
		}
		times = append(times, float64(took)/float64(time.Millisecond))
		memory = append(memory, float64(resident)/1e6)
	}
	b.value(result.FirstAnswer, measure.SpanOf(times))
	b.value(result.Memory, measure.SpanOf(memory))
	return nil
}

func (b *bench) firstAnswer(ctx context.Context) (took time.Duration, resident int64, err error) {
	s, err := side.StartServer(ctx, b.server, "mem:")
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, s.Stop()) }()
	if err := s.Ask(ctx, "{ findings { totalCount } }"); err != nil {
		return 0, 0, err
	}
	took = time.Since(s.Began)
	resident, err = measure.Resident(s.PIDs...)
	return took, resident, err
}

// measureReady starts the program and the peer in turn, over the same database.
func (b *bench) measureReady(ctx context.Context) error {
	if err := b.filled(ctx); err != nil {
		return err
	}
	folder, err := b.peerFolder(ctx)
	if err != nil {
		return err
	}
	var ratios []float64
	for range b.starts() {
		ours, err := side.StartServer(ctx, b.server, b.base.uri, "--columns=off")
		if err == nil {
			err = ours.Stop()
		}
		if err != nil {
			return err
		}
		peer, err := b.startPeer(ctx, folder, b.base.uri, 1)
		if err == nil {
			err = peer.Stop()
		}
		if err != nil {
			return err
		}
		ratios = append(ratios, ours.Ready.Seconds()/peer.Ready.Seconds())
	}
	b.value(result.ReadyTime, measure.SpanOf(ratios))
	return nil
}
