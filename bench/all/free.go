package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/exitgraph/exitgraph/bench/eight"
	"github.com/exitgraph/exitgraph/bench/measure"
	"github.com/exitgraph/exitgraph/bench/replay"
	"github.com/exitgraph/exitgraph/bench/result"
	"github.com/exitgraph/exitgraph/bench/side"
)

// free are servers over a database that answers from memory: what they take is their
// own. Columns are off, so that every answer is read from rows.
type free struct {
	relay *replay.Relay
	ours  *side.Server
	peer  *side.Peer
	floor *side.FloorServer
}

// shape is a page that is asked for.
type shape struct {
	nested bool
	rows   int
}

func (s shape) name() string {
	if s.nested {
		return "nested"
	}
	return "flat"
}

var shapes = []shape{{true, 10}, {true, 1000}, {false, 10}, {false, 1000}}

// heap are the sizes of pages over which memory is compared; ten of the last size are
// asked for at once, too.
var heap = []int{10, 100, 1000}

// measureFree measures the servers with the database made free.
func (b *bench) measureFree(ctx context.Context) (err error) {
	if err := b.filled(ctx); err != nil {
		return err
	}
	f := &free{}
	b.Free = nil // of an earlier attempt
	defer func() { err = errors.Join(err, f.stop()) }()
	if err := b.startFree(ctx, f); err != nil {
		return err
	}
	if err := f.record(ctx); err != nil {
		return err
	}
	f.relay.Replay(true)
	b.Free = nil
	for _, s := range shapes {
		if err := b.measureShape(ctx, f, s); err != nil {
			return errors.Join(err, f.relay.Err())
		}
	}
	if err := b.measureFlights(ctx, f); err != nil {
		return errors.Join(err, f.relay.Err())
	}
	if err := b.measureAllocations(ctx, f); err != nil {
		return errors.Join(err, f.relay.Err())
	}
	return errors.Join(b.measurePeak(ctx, f), f.relay.Err())
}

func (b *bench) startFree(ctx context.Context, f *free) (err error) {
	if f.relay, err = replay.New(b.base.uri); err != nil {
		return err
	}
	if f.ours, err = side.StartServer(ctx, b.server, f.relay.URI, "--columns=off"); err != nil {
		return err
	}
	if f.floor, err = side.StartFloorServer(ctx, b.floor, f.relay.URI); err != nil {
		return err
	}
	folder, err := b.peerFolder(ctx)
	if err != nil {
		return err
	}
	f.peer, err = b.startPeer(ctx, folder, f.relay.URI, 1)
	return err
}

func (f *free) stop() error {
	var errs []error
	if f.ours != nil {
		errs = append(errs, f.ours.Stop())
	}
	if f.peer != nil {
		errs = append(errs, f.peer.Stop())
	}
	if f.floor != nil {
		errs = append(errs, f.floor.Stop())
	}
	if f.relay != nil {
		errs = append(errs, f.relay.Close())
	}
	return errors.Join(errs...)
}

// questions are all that is asked of a free database.
func (f *free) questions() []eight.Question {
	var out []eight.Question
	for _, s := range shapes {
		out = append(out, eight.Page(s.nested, s.rows))
	}
	for _, rows := range heap {
		out = append(out, eight.Page(true, rows))
	}
	return append(out, eight.Pages(1000))
}

// framed needs what exitgraph keeps of factors and phases.
const framed = `{ evidenceMatrix(rows: FACTOR_LEVEL, columns: PHASE) { total { findings } } }`

// record lets the database answer everything once, and compares the answers: with
// each other, and with those that come from memory afterwards.
func (f *free) record(ctx context.Context) error {
	sides := []side.Named{{Name: result.Ours, Side: f.ours}, {Name: result.Peer, Side: f.peer}}
	// What exitgraph keeps of a state it makes when it is needed, or in the background
	// after some requests, when nobody answers any more what was not asked before.
	if err := f.ours.Ask(ctx, framed); err != nil {
		return err
	}
	for _, replayed := range []bool{false, true} {
		f.relay.Replay(replayed)
		for _, q := range f.questions() {
			rows, err := side.Compare(ctx, q, sides)
			if err == nil && rows != q.Rows {
				err = fmt.Errorf("%s: %d rows and not %d: take more findings", q.ID, rows, q.Rows)
			}
			if err == nil && q.ID != eight.Pages(1).ID {
				err = f.floor.Asking(q)(ctx)
			}
			if err != nil {
				return errors.Join(err, f.relay.Err())
			}
		}
	}
	return nil
}

func (f *free) contenders(q eight.Question) []measure.Contender {
	return []measure.Contender{
		{Name: result.Ours, Take: f.ours.Asking(q), PIDs: f.ours.PIDs},
		{Name: result.Peer, Take: f.peer.Asking(q), PIDs: f.peer.PIDs},
		{Name: result.Floor, Take: f.floor.Asking(q), PIDs: f.floor.PIDs},
	}
}

// measureShape asks for one shape over one connection and over four.
func (b *bench) measureShape(ctx context.Context, f *free, s shape) error {
	q := eight.Page(s.nested, s.rows)
	one, err := measure.InTurn(ctx, b.pace, 0, f.contenders(q))
	if err != nil {
		return err
	}
	pace := b.four
	pace.Warm = b.pace.Warm
	four, err := measure.InTurn(ctx, pace, 0, f.contenders(q))
	if err != nil {
		return err
	}
	out := result.Shape{Name: s.name(), Rows: s.rows, One: result.TableOf(one), Four: result.TableOf(four)}
	b.Free = append(b.Free, out)
	toPeer := result.Pair(result.Ours, result.Peer)
	b.value(result.FreeCPU(s.name(), s.rows), out.Four.CPU[toPeer])
	if s.nested {
		b.value(result.FreeFloor(s.rows), out.Four.Speed[result.Pair(result.Ours, result.Floor)])
		if s.rows == 10 {
			b.value(result.FreeTime, out.One.Ratios[toPeer])
		} else {
			b.value(result.FreeSpeed, out.Four.Speed[toPeer])
		}
	}
	say("free database, %d %s rows: processor time of the peer's %s", s.rows, s.name(), spanOf(out.Four.CPU, toPeer))
	return nil
}

// asks is how often something is asked where only an average is told.
const asks = 200

// measureFlights counts how often the server waits for the database in a document
// with one root field.
func (b *bench) measureFlights(ctx context.Context, f *free) error {
	before := f.relay.Counts()
	if err := repeat(ctx, f.ours.Asking(eight.Page(false, 10))); err != nil {
		return err
	}
	after := f.relay.Counts()
	b.number(result.Flights, float64(after.Flights-before.Flights)/asks)
	b.note("A flat page costs %.2f statements.", float64(after.Statements-before.Statements)/asks)
	return nil
}

// measureAllocations compares how many pieces of memory a row takes with what it
// takes in the driver alone.
func (b *bench) measureAllocations(ctx context.Context, f *free) error {
	of := func(asking func(eight.Question) func(context.Context) error, count func(context.Context) (float64, error)) (float64, error) {
		var each []float64
		for _, rows := range []int{10, 1000} {
			before, err := count(ctx)
			if err != nil {
				return 0, err
			}
			if err := repeat(ctx, asking(eight.Page(true, rows))); err != nil {
				return 0, err
			}
			after, err := count(ctx)
			if err != nil {
				return 0, err
			}
			each = append(each, (after-before)/asks)
		}
		return (each[1] - each[0]) / 990, nil
	}
	ours, err := of(f.ours.Asking, f.ours.Allocations)
	if err != nil {
		return err
	}
	floor, err := of(f.floor.Asking, f.floor.Allocations)
	if err != nil {
		return err
	}
	b.number(result.RowAllocations, max(ours-floor, 0))
	b.note("A nested row costs %.1f allocations in all of the server, and %.1f in the floor's, which reads a few columns of one statement.", ours, floor)
	return nil
}

// measurePeak compares the most memory that the servers ever held, after pages of all
// sizes, the largest of which is ten pages in one.
func (b *bench) measurePeak(ctx context.Context, f *free) error {
	times := 50
	if b.short {
		times = 10
	}
	for _, q := range f.questions() {
		for _, s := range []side.Side{f.ours, f.peer} {
			asking := s.Asking(q)
			for range times {
				if err := asking(ctx); err != nil {
					return err
				}
			}
		}
	}
	ours, err := measure.Peak(f.ours.PIDs...)
	if err != nil {
		return err
	}
	peer, err := measure.Peak(f.peer.PIDs...)
	if err != nil {
		return err
	}
	b.number(result.FreeMemory, float64(ours)/float64(peer))
	b.note("Most memory over pages of 10 to 10,000 rows: %d MB, and %d MB at the peer.", ours/1e6, peer/1e6)
	return nil
}

func repeat(ctx context.Context, take func(context.Context) error) error {
	for range asks {
		if err := take(ctx); err != nil {
			return err
		}
	}
	return nil
}
