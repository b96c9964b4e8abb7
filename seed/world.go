package seed

import "github.com/exitgraph/exitgraph/graph"

// world shows what was read to the checks of graph.
type world struct{ l *loader }

var _ graph.World = world{}

// Record finds a record by its key.
func (w world) Record(k graph.Kind, key string) graph.Record {
	if k != 0 {
		return w.l.byKind[k].record(key)
	}
	for _, t := range w.l.tables {
		if !t.model.Kind.IsNode() {
			continue
		}
		if r := t.record(key); r != nil {
			return r
		}
	}
	return nil
}

func (t *table) record(key string) graph.Record {
	if i, ok := t.at[key]; ok {
		return t.rows[i].record
	}
	return nil
}

// All lists the records of a kind.
func (w world) All(k graph.Kind) []graph.Record { return w.l.byKind[k].inOrder() }

// references lists the keys that a reference of a record holds.
func references(f *graph.Field, r graph.Record) []string {
	if f.Type == graph.TypeRefs {
		return f.List(r)
	}
	if key := f.Str(r); key != "" {
		return []string{key}
	}
	return nil
}
