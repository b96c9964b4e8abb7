package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// LaneLimits say what may run and what may be held at once. Zero means the default.
type LaneLimits struct {
	// LightEffort is the most that a light request may make: all that count are heavy,
	// and long lists, and a few that are ordered or filtered over relations. 1999.
	LightEffort int
	// Heavy is how many heavy requests may run at once: one less than the processors
	// that Go uses, so that light ones always find one, and at least 1.
	Heavy int
	// Waiting is how many more may wait for their turn, first come, first served; 128.
	Waiting int
	// Wait is how long one may wait before it runs, for its place and for room together; 5 s.
	Wait time.Duration
	// AnswerBytes bounds the answers that are made and not yet taken by their readers:
	// three quarters for those to heavy requests, a quarter for the others; 256 MiB.
	AnswerBytes int64
}

// Lanes keep heavy requests from standing in the way of light ones, and bound the
// memory of answers. A heavy request waits for a place to run and for room for the
// largest answer that there may be; what it does not need of that room is given back
// when the answer is made, and the rest when the answer is sent. Small answers need no
// room: the buffers of their connections hold them.
//
// Lanes may be used from many goroutines at once. Admit is for schema.Options, and the
// same Lanes for Config.
type Lanes struct {
	limits               LaneLimits
	places               *semaphore.Weighted // of heavy requests that run
	heavyRoom            *semaphore.Weighted // bytes
	lightRoom            *semaphore.Weighted
	lightBytes           int64 // that lightRoom has
	running, queue, held atomic.Int64
}

const (
	// largestAnswer is the room that a heavy request takes before it runs.
	largestAnswer = schema.DefaultMaxAnswerBytes
	// smallAnswer is how large an answer may be that takes no room.
	smallAnswer = 64 << 10
)

// NewLanes makes Lanes. It fails where not even one heavy request could run.
func NewLanes(limits LaneLimits) (*Lanes, error) {
	limits.LightEffort = cmp.Or(limits.LightEffort, 1999)
	limits.Heavy = cmp.Or(limits.Heavy, max(1, runtime.GOMAXPROCS(0)-1))
	limits.Waiting = cmp.Or(limits.Waiting, 128)
	limits.Wait = cmp.Or(limits.Wait, 5*time.Second)
	limits.AnswerBytes = cmp.Or(limits.AnswerBytes, 256<<20)
	if min(limits.LightEffort, limits.Heavy, limits.Waiting) < 0 || limits.Wait < 0 {
		return nil, errors.New("no limit of lanes may be negative")
	}
	light := limits.AnswerBytes / 4
	heavy := limits.AnswerBytes - light
	if heavy < largestAnswer {
		return nil, fmt.Errorf("%d bytes for answers are too few: the largest one needs three quarters of at least %d", limits.AnswerBytes, (largestAnswer*4+2)/3)
	}
	return &Lanes{
		limits: limits, lightBytes: light,
		places:    semaphore.NewWeighted(int64(limits.Heavy)),
		heavyRoom: semaphore.NewWeighted(heavy), lightRoom: semaphore.NewWeighted(light),
	}, nil
}

// ticket is the room that a request holds until its answer is sent.
type ticket struct {
	room  *semaphore.Weighted // that it holds some of; nil for none
	bytes int64
}

type ticketKey struct{}

// holding gives back what a request holds of the room for answers once it is answered,
// or its client has gone, or it has failed.
func (s *server) holding(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		t := &ticket{}
		defer func() { s.Lanes.giveBack(t, 0) }()
		next(w, r.WithContext(context.WithValue(r.Context(), ticketKey{}, t)))
	}
}

// Admit lets a request run that makes such an effort. See schema.Options.
func (l *Lanes) Admit(ctx context.Context, effort int) (release func(), refused *fault.Error) {
	if effort <= l.limits.LightEffort {
		return func() {}, nil
	}
	until := time.Now().Add(l.limits.Wait) // for the place and the room together
	if !l.places.TryAcquire(1) {
		if refused = l.await(ctx, until, l.places, 1); refused != nil {
			return nil, refused
		}
	}
	t, _ := ctx.Value(ticketKey{}).(*ticket)
	if t != nil {
		if !l.heavyRoom.TryAcquire(largestAnswer) {
			if refused = l.await(ctx, until, l.heavyRoom, largestAnswer); refused != nil {
				l.places.Release(1)
				return nil, refused
			}
		}
		l.take(t, l.heavyRoom, largestAnswer)
	}
	l.running.Add(1)
	return func() {
		l.running.Add(-1)
		l.places.Release(1)
	}, nil
}

// await waits for a part of something until some time, if not too many do.
func (l *Lanes) await(ctx context.Context, until time.Time, of *semaphore.Weighted, n int64) *fault.Error {
	defer l.queue.Add(-1)
	if l.queue.Add(1) > int64(l.limits.Waiting) {
		return l.busy()
	}
	limited, cancel := context.WithDeadline(ctx, until)
	defer cancel()
	switch err := of.Acquire(limited, n); {
	case err == nil:
		return nil
	case errors.Is(ctx.Err(), context.Canceled):
		return fault.New(fault.Canceled, "The request was given up before its turn.")
	default:
		return l.busy()
	}
}

func (l *Lanes) busy() *fault.Error {
	f := fault.New(fault.Unavailable, "The server has as many large requests as it can answer: ask for less at once, or try again in %s seconds.", retryAfter)
	f.Limit = &fault.Limit{Name: "heavyRequests", Value: l.limits.Heavy}
	return f
}

// settle makes what a request holds fit the answer that was made. A light request waits
// for room here, within its deadline; only answers of a size wait, so that all others
// never stand behind slow readers.
func (l *Lanes) settle(ctx context.Context, answer int) *fault.Error {
	t, _ := ctx.Value(ticketKey{}).(*ticket)
	switch {
	case t == nil || t.room == nil && answer <= smallAnswer:
		return nil
	case t.room != nil:
		l.giveBack(t, min(t.bytes, int64(answer)))
		return nil
	}
	n := min(int64(answer), l.lightBytes)
	if err := l.lightRoom.Acquire(ctx, n); err != nil {
		f := fault.New(fault.Unavailable, "Too many answers wait for their readers: ask for less at once, or try again in %s seconds.", retryAfter)
		f.Limit = &fault.Limit{Name: "answersInFlight", Value: int(l.limits.AnswerBytes)}
		return f
	}
	l.take(t, l.lightRoom, n)
	return nil
}

func (l *Lanes) take(t *ticket, room *semaphore.Weighted, n int64) {
	t.room, t.bytes = room, n
	l.held.Add(n)
}

// giveBack gives back all that a ticket holds but keep bytes.
func (l *Lanes) giveBack(t *ticket, keep int64) {
	if t.room == nil || t.bytes <= keep {
		return
	}
	t.room.Release(t.bytes - keep)
	l.held.Add(keep - t.bytes)
	t.bytes = keep
}

// givingBack gives a writer for the answer of the request that ctx belongs to. What was
// written needs no room any more. Between the pieces of a large answer it gives way, so
// that compressing it, which is most of the work, does not hold up small ones.
func (l *Lanes) givingBack(ctx context.Context, w io.Writer) io.Writer {
	t, _ := ctx.Value(ticketKey{}).(*ticket)
	if t == nil || t.room == nil {
		return w
	}
	return &handing{w, l, t}
}

type handing struct {
	w     io.Writer
	lanes *Lanes
	t     *ticket
}

func (h *handing) Write(b []byte) (int, error) {
	n, err := h.w.Write(b)
	h.lanes.giveBack(h.t, max(0, h.t.bytes-int64(n)))
	runtime.Gosched()
	return n, err
}

// laneStats tell how many heavy requests run and wait, and how many bytes of answers
// are held or kept free for answers in the making.
type laneStats struct{ running, waiting, bytes int64 }

func (l *Lanes) stats() laneStats {
	if l == nil {
		return laneStats{}
	}
	return laneStats{l.running.Load(), l.queue.Load(), l.held.Load()}
}
