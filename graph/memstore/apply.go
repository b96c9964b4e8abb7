package memstore

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// Apply implements graph.Store. Writers wait for each other, readers for no one.
//
// A batch that does not fit the present state (another revision, a precondition,
// a record that is still referred to) is refused with Conflict, one whose records
// are wrong with Invalid; both hold a graph.ProblemsError list where records are at
// fault. Deleting what is not there is no change, unless it must be there.
func (s *Store) Apply(ctx context.Context, b graph.Batch) (graph.Receipt, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	last, err := s.at(ctx, "apply")
	if err != nil {
		return graph.Receipt{}, err
	}
	if b.IfRevision != "" && b.IfRevision != last.revision() {
		return graph.Receipt{}, graph.Errorf("apply", graph.Conflict,
			"The data is at revision %s, not at %s: read it again and repeat the change.", last.revision(), b.IfRevision)
	}
	changes, err := graph.ReadChanges("apply", last, b.Changes)
	if err != nil {
		return graph.Receipt{}, err
	}
	next := last
	if changes.Applied > 0 {
		d := &draft{puts: changes.Puts, deletes: changes.Deletes}
		next = d.onto(last)
		if err := d.check(next); err != nil {
			return graph.Receipt{}, err
		}
	}
	if b.Release != nil {
		if next == last {
			next = (&draft{}).onto(last)
		}
		next.release = *b.Release
	}
	receipt := graph.Receipt{Revision: next.revision(), Applied: changes.Applied}
	if err := ctx.Err(); err != nil {
		return graph.Receipt{}, err
	}
	s.now.Store(next)
	return receipt, nil
}

// check checks the records of the draft in the snapshot that it makes, and those
// that refer to them: no rule of the model looks further.
func (d *draft) check(next *snapshot) error {
	if err := graph.StillReferred("apply", d.stillReferred(next)); err != nil {
		return err
	}
	var problems graph.ProblemsError
	for _, k := range graph.Kinds() {
		for key := range d.puts[k] {
			problems = append(problems, graph.Check(next, next.Record(k, key))...)
		}
	}
	for _, id := range d.referring(next) {
		problems = append(problems, graph.Check(next, next.all[id])...)
	}
	problems = append(problems, graph.CheckWhole(touched{next, d})...)
	return graph.InvalidRecords("apply", problems)
}

// references are the references of the model table.
var references = func() (out []*graph.Field) {
	for _, k := range graph.Kinds() {
		for _, f := range graph.ModelOf(k).Fields {
			if f.Type == graph.TypeRef || f.Type == graph.TypeRefs {
				out = append(out, f)
			}
		}
	}
	return out
}()

// holders calls visit for each record that is not of the draft itself and names a
// key for which concerns is true.
func (d *draft) holders(s *snapshot, concerns func(target graph.Kind, key string) bool, visit func(id int32, f *graph.Field, key string)) {
	for _, f := range references {
		if !d.mayConcern(f.Target) {
			continue
		}
		first, end := s.Span(f.Kind)
		for id := first; id < end; id++ {
			if f.Type == graph.TypeRefs {
				for _, key := range f.List(s.all[id]) {
					if concerns(f.Target, key) {
						visit(id, f, key)
					}
				}
			} else if key := f.Str(s.all[id]); key != "" && concerns(f.Target, key) {
				visit(id, f, key)
			}
		}
	}
}

func (d *draft) mayConcern(target graph.Kind) bool {
	if target != 0 {
		return d.touches(target)
	}
	for _, k := range graph.NodeKinds() {
		if d.touches(k) {
			return true
		}
	}
	return false
}

// among finds the record with a key, of any node for kind 0; nil for none.
func among(byKind map[graph.Kind]map[string]graph.Record, k graph.Kind, key string) graph.Record {
	if k != 0 {
		return byKind[k][key]
	}
	for _, k := range graph.NodeKinds() {
		if r := byKind[k][key]; r != nil {
			return r
		}
	}
	return nil
}

// stillReferred finds records that name what the draft deletes.
func (d *draft) stillReferred(next *snapshot) graph.ProblemsError {
	var out graph.ProblemsError
	gone := func(target graph.Kind, key string) bool {
		return among(d.deletes, target, key) != nil && next.Record(target, key) == nil
	}
	d.holders(next, gone, func(id int32, f *graph.Field, key string) {
		r := next.all[id]
		if _, written := d.puts[f.Kind][r.RecordKey()]; written {
			return // its own check says that the key is not there
		}
		out = append(out, graph.Referred(among(d.deletes, f.Target, key).RecordKind(), key, f, r))
	})
	return out
}

// referring lists the records that name one that the draft writes.
func (d *draft) referring(next *snapshot) []int32 {
	seen := map[int32]bool{}
	var out []int32
	written := func(target graph.Kind, key string) bool { return among(d.puts, target, key) != nil }
	d.holders(next, written, func(id int32, f *graph.Field, _ string) {
		_, own := d.puts[f.Kind][next.all[id].RecordKey()]
		if !own && !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	})
	return out
}

// touched is the part of a snapshot that graph.CheckWhole must see after a change:
// the keys that were written, whatever their kind, and all phase models.
type touched struct {
	*snapshot
	d *draft
}

// All implements graph.World.
func (t touched) All(k graph.Kind) []graph.Record {
	if k == graph.KindPhaseModel || k == graph.KindPhase {
		return t.snapshot.All(k)
	}
	var out []graph.Record
	for _, written := range graph.NodeKinds() {
		for key := range t.d.puts[written] {
			if r := t.Record(k, key); r != nil {
				out = append(out, r)
			}
		}
	}
	return out
}
