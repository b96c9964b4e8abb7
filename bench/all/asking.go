package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/exitgraph/exitgraph/bench/eight"
	"github.com/exitgraph/exitgraph/bench/measure"
	"github.com/exitgraph/exitgraph/bench/result"
	"github.com/exitgraph/exitgraph/bench/side"
)

// question is the part that measures one of the eight.
func (b *bench) question(q eight.Question) func(context.Context) error {
	return func(ctx context.Context) error {
		asked, err := b.ask(ctx, q)
		if err != nil {
			return err
		}
		b.Questions = kept(b.Questions, asked)
		b.judged(asked)
		return nil
	}
}

// ask compares the answers of all sides, and measures them where they are equal.
func (b *bench) ask(ctx context.Context, q eight.Question) (out result.Question, err error) {
	out = result.Question{ID: q.ID, Asks: q.Asks, Note: q.Note}
	if out.Rows, err = side.Compare(ctx, q, b.running.compared()); err != nil {
		return out, err
	}
	one, err := measure.InTurn(ctx, b.pace, b.base.pid, b.running.overOne(q, b.short))
	if err != nil {
		return out, err
	}
	out.One = result.TableOf(one)
	if !b.short {
		four, err := measure.InTurn(ctx, b.four, b.base.pid, b.running.overFour(q))
		if err != nil {
			return out, err
		}
		out.Four = result.TableOf(four)
	}
	out.OursMS, out.PeerMS, out.FloorMS, out.OffMS = out.One.P50(result.Ours), out.One.P50(result.Peer), out.One.P50(result.Floor), out.One.P50(result.Off)
	say("%s: ours %s ms, peer %s, driver %s; of the peer %s", q.ID, measure.Figure(out.OursMS), measure.Figure(out.PeerMS), measure.Figure(out.FloorMS),
		spanOf(out.One.Ratios, result.Pair(result.Ours, result.Peer)))
	return out, nil
}

func spanOf(spans map[string]measure.Span, name string) string {
	if s, found := spans[name]; found {
		return s.String()
	}
	return "–"
}

// forHTTP is what the goals against the driver leave for HTTP, in milliseconds.
const forHTTP = 0.1

// judged notes the values of the goals of a question.
func (b *bench) judged(q result.Question) {
	b.value(result.AgainstPeer(q.ID), q.One.Ratios[result.Pair(result.Ours, result.Peer)])
	ratio := q.One.Ratios[result.Pair(result.Ours, result.Floor)]
	if q.Rows <= eight.PageSize { // the goal leaves something for HTTP
		less := forHTTP / q.FloorMS
		ratio = measure.Span{Median: ratio.Median - less, Low: ratio.Low - less, High: ratio.High - less}
	}
	b.value(result.AgainstFloor(q.ID), ratio)
}

// measureFar asks for a page that is far behind.
func (b *bench) measureFar(ctx context.Context) error {
	q, err := b.far(ctx)
	if err != nil {
		return err
	}
	asked, err := b.ask(ctx, q)
	if err != nil {
		return err
	}
	b.Beside = kept(b.Beside, asked)
	return nil
}

// far is the question about that page, which exitgraph gives a cursor for.
func (b *bench) far(ctx context.Context) (eight.Question, error) {
	var offset int64
	var key string
	err := eachRow(ctx, b.base.driver, eight.Behind, func(v []any) { offset, key = v[0].(int64), fmt.Sprint(v[1]) })
	if err != nil {
		return eight.Question{}, err
	}
	cursor, err := b.running.ours.CursorBehind(ctx, offset)
	return eight.Far(offset, key, cursor), err
}

// kept adds a question, in place of itself where it was asked before.
func kept(all []result.Question, q result.Question) []result.Question {
	all = slices.DeleteFunc(all, func(other result.Question) bool { return other.ID == q.ID })
	return append(all, q)
}

// note keeps a sentence about what was found.
func (b *bench) note(format string, args ...any) {
	b.Notes = append(b.Notes, fmt.Sprintf(format, args...))
}
