package neo4jstore

import (
	"context"
	"reflect"

	"github.com/exitgraph/exitgraph/graph"
)

// Apply implements graph.Store, in one transaction that holds the lock on :Meta, so
// that writers wait for each other. Everything is read in it, since the hash of the
// content is one of all of it; only what changes is written.
func (s *Store) Apply(ctx context.Context, b graph.Batch) (graph.Receipt, error) {
	var receipt graph.Receipt
	err := s.announced(ctx, "apply", func(run runner) error {
		var err error
		receipt, err = apply(ctx, run, b)
		return err
	})
	if err != nil {
		return graph.Receipt{}, err
	}
	return receipt, nil
}

func apply(ctx context.Context, run runner, b graph.Batch) (graph.Receipt, error) {
	m, err := lock(ctx, run, "apply")
	if err != nil {
		return graph.Receipt{}, err
	}
	records, err := content(ctx, run, nil)
	if err != nil {
		return graph.Receipt{}, err
	}
	before := worldOf(records)
	if m.hash == "" {
		m.hash = before.hash()
	}
	if now := graph.Revision(m.hash); b.IfRevision != "" && b.IfRevision != now {
		return graph.Receipt{}, graph.Errorf("apply", graph.Conflict,
			"The data is at revision %s, not at %s: read it again and repeat the change.", now, b.IfRevision)
	}
	d, err := newDraft(before, b.Changes)
	if err != nil {
		return graph.Receipt{}, err
	}
	if d.Applied > 0 {
		if err := d.check(); err != nil {
			return graph.Receipt{}, err
		}
		if err := d.write(ctx, run); err != nil {
			return graph.Receipt{}, err
		}
		m.hash = d.after.hash()
	}
	if b.Release != nil {
		m.release = *b.Release
	}
	return graph.Receipt{Revision: graph.Revision(m.hash), Applied: d.Applied}, seal(ctx, run, m)
}

const lockStatement = "MATCH (m:Meta {name: 'exitgraph'})\nSET m.lock = true\nREMOVE m.lock"

// lock waits for other writers, and says what they left. The lock ends with the
// transaction.
func lock(ctx context.Context, run runner, op string) (meta, error) {
	// What is read in the statement that waits may be older than the lock.
	if _, err := run(ctx, lockStatement, nil); err != nil {
		return meta{}, err
	}
	rows, err := run(ctx, metaStatement, nil)
	if err != nil {
		return meta{}, err
	}
	var m meta
	if len(rows) > 0 {
		m.scan(rows[0].Values)
	}
	if m.schema < schemaVersion {
		return meta{}, graph.Errorf(op, graph.Conflict, "The database is not prepared for exitgraph: run exitgraph migrate once.")
	}
	return m, m.known(op)
}

// seal writes down what the content is now.
func seal(ctx context.Context, run runner, m meta) error {
	m.writes++
	m.encoding = encoding
	return note(ctx, run, m)
}

// note writes :Meta, and leaves the count of writes as it is.
func note(ctx context.Context, run runner, m meta) error {
	_, err := run(ctx, "MATCH (m:Meta {name: 'exitgraph'})\nSET m += $properties", map[string]any{"properties": m.properties()})
	return err
}

// write writes what differs from the state before.
func (d *draft) write(ctx context.Context, run runner) error {
	var gone, changed []graph.Record
	for r := range world(d.Deletes).each() {
		gone = append(gone, r)
	}
	for r := range world(d.Puts).each() {
		if last := d.before.Record(r.RecordKind(), r.RecordKey()); last == nil || !reflect.DeepEqual(last, r) {
			changed = append(changed, r)
		}
	}
	w := difference(d.before, d.after, gone, changed)
	return w.run(ctx, run)
}

// difference gathers what leads from one state to another: what goes, and what comes
// or changes.
func difference(before, after world, gone, changed []graph.Record) *writing {
	var w writing
	moved := map[string]bool{} // keys that go from one kind of nodes to another
	put := world{}
	for _, r := range gone {
		w.remove(r)
		moved[r.RecordKey()] = r.RecordKind().IsNode() && after.Record(0, r.RecordKey()) != nil
	}
	for _, r := range changed {
		w.put(r, before.Record(r.RecordKind(), r.RecordKey()))
		put.put(r)
	}
	// With the node of the old kind go its relationships, so who names the key is
	// written again.
	for r := range after.each() {
		if put.Record(r.RecordKind(), r.RecordKey()) == nil && namesAny(r, moved) {
			w.put(r, r)
		}
	}
	return &w
}

// namesAny says whether a record refers to one of the keys.
func namesAny(r graph.Record, keys map[string]bool) bool {
	for _, f := range references(r.RecordKind()) {
		for _, key := range referred(f, r) {
			if keys[key] {
				return true
			}
		}
	}
	return false
}
