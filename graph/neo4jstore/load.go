package neo4jstore

import (
	"context"
	"crypto/rand"
	"errors"
	"reflect"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// Load makes the records the whole content of the database. All of them are checked
// before the first is written: a fault refuses all, with Invalid and a
// graph.ProblemsError. Readers see the content from before until all is written, and
// from then on the new one.
//
// Few changes are written in one transaction. Many are written aside, in parts of
// some thousand rows, and come into sight together at the end, for which the
// database needs memory: about a kilobyte for each node. A load that was interrupted
// goes on where it stood when the same records are loaded again; loading what is
// there already writes nothing. Of two loads at once the later one wins, and the
// other is told so with Conflict; so it is where an Apply came in between.
//
// progress, where set, hears how many of the rows that must be written are written:
// a row is a node, a link, or a reference of a node.
func (s *Store) Load(ctx context.Context, release graph.Release, records []graph.Record, progress func(done, total int)) (graph.Receipt, error) {
	if err := s.ready(ctx, "load"); err != nil {
		return graph.Receipt{}, err
	}
	wanted, err := checkedWorld(records)
	if err != nil {
		return graph.Receipt{}, err
	}
	hash := wanted.hash()
	if progress == nil {
		progress = func(int, int) {}
	}
	l := loading{store: s, wanted: wanted, hash: hash, release: release, progress: progress, loader: rand.Text()}
	if err := l.run(ctx); err != nil {
		return graph.Receipt{}, err
	}
	return graph.Receipt{Revision: graph.Revision(hash), Applied: l.changed}, nil
}

const (
	// manyChanges is from how many on a load asks the database to plan anew.
	manyChanges = 1000
	replan      = "CALL db.prepareForReplanning()"
)

// portions say how a load is divided.
type portions struct {
	atOnce int // changes that are written in one transaction at most
	part   int // rows that are written together where there are more
}

// checkedWorld is the state that records make, if there is nothing wrong with them.
func checkedWorld(records []graph.Record) (world, error) {
	byKind, problems, err := graph.ReadRecords("load", records)
	if err != nil {
		return nil, err
	}
	w := world(byKind)
	w.derive()
	return w, graph.InvalidRecords("load", append(problems, graph.CheckAll(w)...))
}

// loading is a load under way.
type loading struct {
	store    *Store
	wanted   world
	hash     string // of it
	release  graph.Release
	progress func(done, total int)
	loader   string // this one

	changed int   // records that differ from those before
	base    int64 // writes of others before this load
}

func (l *loading) run(ctx context.Context) error {
	whole, err := l.begin(ctx)
	if err != nil {
		return err
	}
	if !whole {
		if err := l.writeAside(ctx); err != nil {
			return err
		}
		if err := l.bringIntoSight(ctx); err != nil {
			return err
		}
	}
	// The load stands from here on, whatever becomes of the rest: what is left over
	// is out of sight, and goes with the next load; fresh statistics are for speed.
	if l.sweep(ctx, outgoing, always) == nil {
		_ = l.sweep(ctx, aside.common, nobodyWritesAside)
	}
	if l.changed >= manyChanges {
		_ = l.store.write(ctx, "load", replan, nil)
	}
	return nil
}

// begin reads what is there, and writes the difference where it is small and what is
// there is as exitgraph writes it. Otherwise it claims the writing aside.
func (l *loading) begin(ctx context.Context) (whole bool, err error) {
	err = l.store.announced(ctx, "load", func(run runner) error {
		m, err := lock(ctx, run, "load")
		if err != nil {
			return err
		}
		before, intact, err := present(ctx, run, m)
		if err != nil {
			return err
		}
		gone, changed := l.differences(before)
		l.changed, l.base = len(gone)+len(changed), m.writes
		if whole = intact && l.changed <= l.store.portions.atOnce; whole {
			return l.writeAtOnce(ctx, run, m, before, gone, changed)
		}
		if !intact {
			l.changed = l.wanted.size()
		}
		m.aside.loader = l.loader
		return note(ctx, run, m)
	})
	if err == nil && whole {
		l.progress(l.changed, l.changed)
	}
	return whole, err
}

// present reads the records that are in sight. They are intact where all can be read,
// where a program of the same encoding wrote them, and where all relationships are
// there that they imply; what is not is to be written anew.
func present(ctx context.Context, run runner, m meta) (world, bool, error) {
	records, err := content(ctx, run, nil)
	if errors.Is(err, errMalformed) {
		return world{}, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	w := worldOf(records)
	if len(records) > 0 && m.encoding != encoding {
		return w, false, nil
	}
	there, err := census(ctx, run, inSight)
	return w, err == nil && slices.Equal(there, w.census()), err
}

// writeAtOnce writes what differs, and what the load leaves on :Meta if it is not
// there yet.
func (l *loading) writeAtOnce(ctx context.Context, run runner, m meta, before world, gone, changed []graph.Record) error {
	w := difference(before, l.wanted, gone, changed)
	if err := w.run(ctx, run); err != nil {
		return err
	}
	if l.changed == 0 && m.hash == l.hash && m.release == l.release && m.aside == (progress{}) && m.encoding == encoding {
		return nil
	}
	m.hash, m.release, m.aside = l.hash, l.release, progress{}
	return seal(ctx, run, m)
}

// differences lists what goes, and what comes or changes.
func (l *loading) differences(before world) (gone, changed []graph.Record) {
	for r := range before.each() {
		if l.wanted.Record(r.RecordKind(), r.RecordKey()) == nil {
			gone = append(gone, r)
		}
	}
	for r := range l.wanted.each() {
		if last := before.Record(r.RecordKind(), r.RecordKey()); last == nil || !reflect.DeepEqual(last, r) {
			changed = append(changed, r)
		}
	}
	return gone, changed
}
