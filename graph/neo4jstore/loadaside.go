package neo4jstore

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// outgoing is the label of nodes that went out of sight when a load was whole.
const outgoing label = "Outgoing"

// claimed checks that no other load has taken over, and reads :Meta.
func (l *loading) claimed(ctx context.Context, run runner) (meta, error) {
	m, err := lock(ctx, run, "load")
	if err == nil && m.aside.loader != l.loader {
		err = graph.Errorf("load", graph.Conflict, "Another load took over: wait until it is done, and load again if this one is still wanted.")
	}
	return m, err
}

// errSpoiled says that the parts of a load do not find what earlier ones wrote.
var errSpoiled = graph.Errorf("load", graph.Conflict, "What was written for this load is not what was sent, perhaps because another program changed it: load again, which begins anew.")

// writeAside writes all of it out of sight, part by part. A load that was interrupted
// goes on with the part that comes next, if all its parts are the same; otherwise
// what is left of it is swept away first.
func (l *loading) writeAside(ctx context.Context) error {
	var w writing
	for r := range l.wanted.each() {
		w.put(r, nil)
	}
	statements := w.statements(aside)
	if err := l.settle(ctx, l.parts(statements)); err != nil {
		return err
	}
	total := 0
	for _, s := range statements {
		total += len(s.rows)
	}
	part, rows := 0, 0
	for _, s := range statements {
		for chosen := range slices.Chunk(s.rows, l.store.portions.part) {
			part++
			rows += len(chosen)
			if err := l.writePart(ctx, part, s, chosen); err != nil {
				return l.orBeginAnew(ctx, err)
			}
			l.progress(rows, total)
		}
	}
	return nil
}

// parts names what the parts of a load are: equal names, equal parts.
func (l *loading) parts(statements []sentence) string {
	h := sha256.New()
	fmt.Fprintln(h, l.hash, encoding, l.store.portions.part)
	for _, s := range statements {
		fmt.Fprintln(h, len(s.rows), s.text)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// settle makes sure that what stands aside is the beginning of these parts, or
// nothing.
func (l *loading) settle(ctx context.Context, parts string) error {
	goesOn := false
	err := l.store.transaction(ctx, "load", func(run runner) error {
		m, err := l.claimed(ctx, run)
		if goesOn = m.aside.of == parts; err != nil || goesOn {
			return err
		}
		m.aside.of, m.aside.done = "", 0 // until all of the other load is gone
		return note(ctx, run, m)
	})
	if err != nil || goesOn {
		return err
	}
	if err := l.sweep(ctx, aside.common, func(m meta) bool { return m.aside.loader == l.loader }); err != nil {
		return err
	}
	return l.store.transaction(ctx, "load", func(run runner) error {
		m, err := l.claimed(ctx, run)
		if err != nil {
			return err
		}
		m.aside.of = parts
		return note(ctx, run, m)
	})
}

func (l *loading) writePart(ctx context.Context, part int, s sentence, rows []any) error {
	return l.store.transaction(ctx, "load", func(run runner) error {
		m, err := l.claimed(ctx, run)
		if err != nil || m.aside.done >= part {
			return err
		}
		if err := s.say(ctx, run, rows); errors.Is(err, errUnmatched) || isTaken(err) {
			return errSpoiled
		} else if err != nil {
			return err
		}
		m.aside.done = part
		return note(ctx, run, m)
	})
}

// orBeginAnew lets the next load begin anew where this one is spoiled.
func (l *loading) orBeginAnew(ctx context.Context, err error) error {
	if !errors.Is(err, errSpoiled) {
		return err
	}
	forgotten := l.store.transaction(ctx, "load", func(run runner) error {
		m, err := l.claimed(ctx, run)
		if err != nil {
			return err
		}
		m.aside = progress{}
		return note(ctx, run, m)
	})
	return cmp.Or(forgotten, err)
}

// bringIntoSight exchanges what is in sight for what was written aside, if that is
// all there.
func (l *loading) bringIntoSight(ctx context.Context) error {
	err := l.store.announced(ctx, "load", func(run runner) error {
		m, err := l.claimed(ctx, run)
		if err != nil {
			return err
		}
		if m.writes != l.base {
			return graph.Errorf("load", graph.Conflict, "Another writer changed the database during the load: load again, which goes on where this one stood.")
		}
		written, err := census(ctx, run, aside)
		if err != nil {
			return err
		}
		if !slices.Equal(written, l.wanted.census()) {
			return errSpoiled
		}
		for _, statement := range exchange {
			if _, err := run(ctx, statement, nil); err != nil {
				return err
			}
		}
		m.hash, m.release, m.aside = l.hash, l.release, progress{}
		return seal(ctx, run, m)
	})
	if err != nil {
		return l.orBeginAnew(ctx, err)
	}
	return nil
}

// exchange takes what is in sight out of it, and brings in what stands aside.
var exchange = buildExchange()

func buildExchange() []string {
	var out []string
	swap := func(from, to string) {
		out = append(out, "MATCH (n:"+from+")\nREMOVE n:"+from+"\nSET n:"+to)
	}
	for _, k := range graph.NodeKinds() {
		swap(string(inSight.labelOf(k))+":"+string(inSight.common), string(outgoing))
	}
	for _, k := range graph.NodeKinds() {
		swap(string(aside.labelOf(k))+":"+string(aside.common), string(inSight.common)+":"+string(inSight.labelOf(k)))
	}
	return out
}

// always and nobodyWritesAside say when something may be swept away.
func always(meta) bool              { return true }
func nobodyWritesAside(m meta) bool { return m.aside == (progress{}) }

func sweepStatement(of label) string {
	return "MATCH (n:" + string(of) + ")\nWITH n\nLIMIT $chunk\nDETACH DELETE n\nRETURN count(*)"
}

// sweep deletes the nodes of a label, for as long as :Meta allows it.
func (l *loading) sweep(ctx context.Context, of label, allowed func(meta) bool) error {
	for {
		gone := int64(0)
		err := l.store.transaction(ctx, "load", func(run runner) error {
			m, err := lock(ctx, run, "load")
			if gone = 0; err != nil || !allowed(m) {
				return err
			}
			rows, err := run(ctx, sweepStatement(of), map[string]any{"chunk": int64(l.store.portions.part)})
			if err == nil {
				gone, _ = rows[0].Values[0].(int64)
			}
			return err
		})
		if err != nil || gone < int64(l.store.portions.part) {
			return err
		}
	}
}
