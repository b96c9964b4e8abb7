package schema

import (
	"fmt"
	"runtime/debug"

	"github.com/exitgraph/exitgraph/graph"
)

// loadOne follows an edge to the one record that each parent names.
func loadOne(e *graph.Edge) loadFunc {
	ref := e.Paths[0][0].Ref
	return func(r *run, parents []any, a args) (loaded, error) {
		keys, _ := distinct(parents, ref.Str)
		got, err := fetch(r, keys, a.reading())
		if err != nil {
			return loaded{}, err
		}
		return named(parents, ref, got), nil
	}
}

// fetch gets records by their keys.
func fetch(r *run, keys []string, reading graph.Reading) (map[string]graph.Record, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	got, err := r.graph.For(reading).Get(r.ctx, keys)
	if err != nil {
		return nil, err
	}
	out := make(map[string]graph.Record, len(keys))
	for i, key := range keys {
		if got[i] != nil {
			out[key] = got[i]
		}
	}
	return out, nil
}

// named gives each parent the record that its reference names, nil for none.
func named(parents []any, ref *graph.Field, records map[string]graph.Record) loaded {
	out := loaded{one: make([]any, len(parents))}
	for i, p := range parents {
		if r := records[ref.Str(p.(graph.Record))]; r != nil {
			out.one[i] = r
		}
	}
	return out
}

// together loads the fields of a level that each lead to one record, with one
// question for all of them: such records are found by their keys, whatever their
// kinds. It gives nil where there are not two of them to save a question.
func (r *run) together(l *level) *fetched {
	var refs []*graph.Field
	reading := nothing()
	for i, f := range l.set.fields {
		if l.active[i] && f.field != nil && f.field.ref != nil {
			refs = append(refs, f.field.ref)
			reading = joined(reading, f.reading)
		}
	}
	if len(refs) < 2 || len(l.objects) == 0 || r.ctx.Err() != nil {
		return nil
	}
	out := &fetched{}
	out.records, out.err = r.fetchAll(l.objects, refs, reading)
	return out
}

// fetched are the records that the references of a level name.
type fetched struct {
	records map[string]graph.Record
	err     error
}

// fetchAll gets what any of the references names. A panic is the failure of these
// fields, so that the rest of the answer stands.
func (r *run) fetchAll(parents []any, refs []*graph.Field, reading graph.Reading) (got map[string]graph.Record, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	var keys []string
	seen := map[string]bool{}
	for _, ref := range refs {
		for _, p := range parents {
			if key := ref.Str(p.(graph.Record)); key != "" && !seen[key] {
				seen[key] = true
				keys = append(keys, key)
			}
		}
	}
	return fetch(r, keys, reading)
}
