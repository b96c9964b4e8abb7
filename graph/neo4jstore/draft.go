package neo4jstore

import (
	"iter"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// world is a state of the data, as graph.Check looks at it.
type world map[graph.Kind]map[string]graph.Record

func worldOf(records []graph.Record) world {
	w := world{}
	for _, r := range records {
		w.put(r)
	}
	return w
}

func (w world) put(r graph.Record) {
	k := r.RecordKind()
	if w[k] == nil {
		w[k] = map[string]graph.Record{}
	}
	w[k][r.RecordKey()] = r
}

// Record implements graph.World.
func (w world) Record(k graph.Kind, key string) graph.Record {
	if k != 0 {
		if r, ok := w[k][key]; ok {
			return r
		}
		return nil
	}
	for _, k := range graph.NodeKinds() {
		if r, ok := w[k][key]; ok {
			return r
		}
	}
	return nil
}

// All implements graph.World.
func (w world) All(k graph.Kind) []graph.Record {
	out := make([]graph.Record, 0, len(w[k]))
	for _, r := range w[k] {
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b graph.Record) int { return strings.Compare(a.RecordKey(), b.RecordKey()) })
	return out
}

// each hands over everything in the order of Scan.
func (w world) each() iter.Seq[graph.Record] {
	return func(yield func(graph.Record) bool) {
		for _, k := range graph.Kinds() {
			for _, r := range w.All(k) {
				if !yield(r) {
					return
				}
			}
		}
	}
}

// size counts the records.
func (w world) size() int {
	n := 0
	for _, byKey := range w {
		n += len(byKey)
	}
	return n
}

// hash is that of the content.
func (w world) hash() string {
	hash, err := graph.ContentHash(func(yield func(graph.Record, error) bool) {
		for r := range w.each() {
			if !yield(r, nil) {
				return
			}
		}
	})
	if err != nil {
		panic(err) // the records are here
	}
	return hash
}

// derive fills in the years of studies, and lists those that changed. A study with
// another year is copied.
func (w world) derive() []graph.Record {
	primary := map[string][]*graph.Report{}
	for _, r := range w[graph.KindStudyReport] {
		link := r.(*graph.StudyReport)
		if report, ok := w.Record(graph.KindReport, link.Report).(*graph.Report); ok && link.Role == graph.Primary {
			primary[link.Study] = append(primary[link.Study], report)
		}
	}
	var changed []graph.Record
	for key, r := range w[graph.KindStudy] {
		if year := graph.DeriveStudyYear(primary[key]); year != r.(*graph.Study).Year {
			c := *r.(*graph.Study)
			c.Year = year
			w[graph.KindStudy][key] = &c
			changed = append(changed, &c)
		}
	}
	return changed
}

// draft is a batch that is being checked.
type draft struct {
	*graph.Changes
	before, after world
}

// newDraft reads the changes of a batch. The state before it becomes the draft's.
func newDraft(before world, changes []graph.Change) (*draft, error) {
	read, err := graph.ReadChanges("apply", before, changes)
	if err != nil {
		return nil, err
	}
	d := &draft{Changes: read, before: before, after: world{}}
	for k, byKey := range before {
		for key, r := range byKey {
			if d.Deletes[k][key] == nil {
				d.after.put(r)
			}
		}
	}
	for _, byKey := range d.Puts {
		for _, r := range byKey {
			d.after.put(r)
		}
	}
	for _, r := range d.after.derive() {
		world(d.Puts).put(r)
	}
	return d, nil
}

// check checks the records of the draft, and those that refer to them: no rule of
// the model looks further.
func (d *draft) check() error {
	if err := graph.StillReferred("apply", d.stillReferred()); err != nil {
		return err
	}
	var problems graph.ProblemsError
	for _, byKey := range d.Puts {
		for _, r := range byKey {
			problems = append(problems, graph.Check(d.after, r)...)
		}
	}
	for r := range d.referring() {
		problems = append(problems, graph.Check(d.after, r)...)
	}
	return graph.InvalidRecords("apply", append(problems, graph.CheckWhole(d.after)...))
}

// holders hands over each record outside the draft that names a key for which
// concerns is true.
func (d *draft) holders(concerns func(target graph.Kind, key string) bool, visit func(r graph.Record, f *graph.Field, key string)) {
	for k, byKey := range d.after {
		for _, f := range references(k) {
			for _, r := range byKey {
				for _, key := range referred(f, r) {
					if d.Puts[k][r.RecordKey()] == nil && concerns(f.Target, key) {
						visit(r, f, key)
					}
				}
			}
		}
	}
}

// stillReferred finds records that name what the draft deletes.
func (d *draft) stillReferred() graph.ProblemsError {
	var out graph.ProblemsError
	if len(d.Deletes) == 0 {
		return nil
	}
	gone := func(target graph.Kind, key string) bool {
		return world(d.Deletes).Record(target, key) != nil && d.after.Record(target, key) == nil
	}
	d.holders(gone, func(r graph.Record, f *graph.Field, key string) {
		out = append(out, graph.Referred(world(d.Deletes).Record(f.Target, key).RecordKind(), key, f, r))
	})
	return out
}

// referring gathers the records that name one that the draft writes.
func (d *draft) referring() map[graph.Record]bool {
	out := map[graph.Record]bool{}
	written := func(target graph.Kind, key string) bool { return world(d.Puts).Record(target, key) != nil }
	d.holders(written, func(r graph.Record, _ *graph.Field, _ string) { out[r] = true })
	return out
}
