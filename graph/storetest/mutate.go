package storetest

import (
	"fmt"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// write changes some records, adds some and deletes some, in the store and in the
// oracle.
func (d *differ) write() {
	d.t.Helper()
	var changes []graph.Change
	changed := map[string]bool{}
	claim := func(r graph.Record) bool {
		id := r.RecordKind().String() + " " + r.RecordKey()
		fresh := !changed[id]
		changed[id] = true
		return fresh
	}
	for range 12 {
		if i := d.asker.IntN(len(d.records)); claim(d.records[i]) {
			if c, ok := d.change(d.records[i]); ok {
				changes = append(changes, put(c))
				d.records[i] = c
			}
		}
	}
	for i := range 4 {
		f := graph.ModelOf(graph.KindFinding).Copy(pick(d.asker.Rand, d.asker.world.All(graph.KindFinding))).(*graph.Finding)
		f.Key = fmt.Sprintf("%s-again-%d-%d", "finding", d.number, i)
		changes = append(changes, put(f))
		d.records = append(d.records, f)
	}
	held := referredTo(d.records)
	for range 12 {
		i := d.asker.IntN(len(d.records))
		r := d.records[i]
		if held[r.RecordKey()] || r.RecordKind() == graph.KindPhaseModel || !claim(r) || d.asker.world.Record(r.RecordKind(), r.RecordKey()) == nil {
			continue
		}
		changes = append(changes, remove(r))
		d.records = slices.Delete(d.records, i, i+1)
	}
	d.asker.world = NewNaive(d.records)
	if problems := graph.CheckAll(d.asker.world); len(problems) > 0 {
		d.t.Fatalf("seed %d: the world after question %d is not valid: %v", d.seed, d.number, problems)
	}
	mustApply(d.t, d.store, changes...)
}

// change gives a copy of a record with other words and values, for kinds whose
// fields do not depend on each other.
func (d *differ) change(r graph.Record) (graph.Record, bool) {
	c := graph.ModelOf(r.RecordKind()).Copy(r)
	switch c := c.(type) {
	case *graph.Study:
		Fill(d.asker.Rand, c)
		c.DataCollectedTo = 0
	case *graph.Report, *graph.VocabularyTerm, *graph.Caveat:
		Fill(d.asker.Rand, c)
	case *graph.Finding:
		c.Summary, c.FactorState = graph.Text{{Lang: "en", Value: phrase(d.asker.Rand)}}, graph.Absence
	case *graph.Sample:
		c.Population, c.OverlapsWith = phrase(d.asker.Rand), nil
	default:
		return nil, false
	}
	return c, true
}

// referredTo lists the keys that some record names.
func referredTo(records []graph.Record) map[string]bool {
	out := map[string]bool{}
	for _, r := range records {
		for _, f := range graph.ModelOf(r.RecordKind()).Fields {
			if f.Type == graph.TypeRef || f.Type == graph.TypeRefs {
				for _, key := range referred(f, r) {
					out[key] = true
				}
			}
		}
	}
	return out
}
