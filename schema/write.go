package schema

import (
	"context"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// writer writes the answer of a loaded run as JSON, in the order of the document.
// Where a value that must be there is missing, what was written of the nearest
// part that may be null is taken back and null stands in its place.
type writer struct {
	text
	ctx       context.Context
	plan      *plan
	variables map[string]any
	// objects counts those of the answer, most of them before it is written; there are
	// too many above maxObjects.
	objects, maxObjects int
	left                int   // objects until all limits are looked at
	err                 error // of ctx
	path                []step
	faults              []*fault.Error
	report              func(err error) *fault.Error // makes a fault of a field's error

	scratch []scratch                 // by planField.place; nil until something is kept
	shapes  map[*planSet][]*planField // the fields of selections under the variables
}

// step is one part of the path to where the writer is.
type step struct {
	key   string // of a field, or
	index int    // of a list's item
}

// object writes an object. It gives false, with the answer as it was before, when
// the object must be null.
func (w *writer) object(l *level, at int) bool {
	start := w.mark()
	if w.stopped() {
		return false
	}
	first := true
	for n := range l.set.fields {
		i := n
		if l.order != nil {
			i = l.order[n]
		}
		f := l.set.fields[i]
		if !l.active[i] {
			continue
		}
		w.room()
		w.b = append(w.b, f.prefix...)
		if first {
			w.b[len(w.b)-len(f.prefix)], first = '{', false
		}
		if f.write != nil {
			value, ok := f.write(w.b, l.objects[at])
			if ok {
				w.b = value
				continue
			}
			w.missing(f)
		} else if f.field == nil || w.value(l, i, f, at) {
			continue
		}
		if f.field.out.nonNull {
			w.takeBack(start)
			return false
		}
		w.b = append(w.b, "null"...)
	}
	if first {
		w.b = append(w.b, '{')
	}
	w.b = append(w.b, '}')
	return true
}

// faultBytes is about how long a fault is in the answer.
const faultBytes = 250

// over says whether the answer is longer than allowed, faults included.
func (w *writer) over() bool {
	w.excess = w.excess || w.size()+faultBytes*len(w.faults) > w.most
	return w.excess
}

// objectsBetween is after how many objects the writer looks at the limits, and whether
// anybody still waits for the answer: some hundred microseconds. The bytes it looks at
// for each piece, too.
const objectsBetween = 1 << 12

// stopped says whether the rest of the answer need not be written, because it is too
// long or nobody waits for it.
func (w *writer) stopped() bool {
	if w.left--; w.left < 0 {
		w.left = objectsBetween
		w.err = w.ctx.Err()
		w.excess = w.err != nil || w.objects > w.maxObjects || w.over()
	}
	return w.excess
}

// value writes the value of a field. It gives false when that is null; an error is
// noted where it must not be.
func (w *writer) value(l *level, i int, f *planField, at int) bool {
	n := l.nodes[i]
	if n == nil {
		return w.streamField(f, l.objects[at])
	}
	if n.err != nil {
		if n.fault == nil {
			n.fault = w.report(n.err)
		}
		w.fail(f, n.fault)
		return false
	}
	if n.errs != nil && n.errs[at] != nil {
		w.fail(f, w.report(n.errs[at]))
		return false
	}
	if n.nulls != nil && n.nulls[at] {
		return w.missing(f)
	}
	if n.leaves != nil {
		return w.leaf(f, n.leaves[at])
	}
	w.path = append(w.path, step{key: f.key})
	ok := false
	if n.start != nil {
		ok = w.list(f, n, at)
	} else {
		ok = w.single(f, n, at)
	}
	w.path = w.path[:len(w.path)-1]
	return ok
}

func (w *writer) leaf(f *planField, o any) bool {
	if f.field.leaf.long != nil {
		return w.longLeaf(f, o)
	}
	start := len(w.b)
	var ok bool
	if w.b, ok = f.field.leaf.write(w.b, o); ok {
		return true
	}
	w.b = w.b[:start]
	return w.missing(f)
}

func (w *writer) longLeaf(f *planField, o any) bool {
	start := w.mark()
	if f.field.leaf.long(&w.text, o) {
		return true
	}
	w.takeBack(start)
	return w.missing(f)
}

// missing notes a null where none may be, and gives false.
func (w *writer) missing(f *planField) bool {
	if f.field.out.nonNull {
		w.fail(f, fault.New(fault.Internal, "The data lacks a value for %s that must be there. Please report this.", f.field.name))
	}
	return false
}

func (w *writer) single(f *planField, n *node, at int) bool {
	to := n.one[at]
	if to == noObject {
		if f.field.out.nonNull {
			w.path = w.path[:len(w.path)-1]
			w.missing(f)
			w.path = append(w.path, step{key: f.key})
		}
		return false
	}
	kind, place := to.split()
	return w.object(n.levels[kind], place)
}

func (w *writer) list(f *planField, n *node, at int) bool {
	start := w.mark()
	w.b = append(w.b, '[')
	w.path = append(w.path, step{})
	ok := true
	for i, to := range n.items[n.start[at]:n.start[at+1]] {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		w.room()
		w.path[len(w.path)-1].index = i
		written := false
		if to != noObject {
			kind, place := to.split()
			written = w.object(n.levels[kind], place)
		}
		if written {
			continue
		}
		if f.field.out.itemNonNull {
			if to == noObject {
				w.note(fault.New(fault.Internal, "The data lacks an entry of %s that must be there. Please report this.", f.field.name), f)
			}
			w.takeBack(start)
			ok = false
			break
		}
		w.b = append(w.b, "null"...)
	}
	w.path = w.path[:len(w.path)-1]
	if ok {
		w.b = append(w.b, ']')
	}
	return ok
}

// fail notes a fault of a field of the object that the writer is in.
func (w *writer) fail(f *planField, e *fault.Error) {
	w.path = append(w.path, step{key: f.key})
	w.note(e, f)
	w.path = w.path[:len(w.path)-1]
}

// note notes a fault at the present path. The fault is copied, because one error
// of a batch is the fault of many fields.
func (w *writer) note(e *fault.Error, f *planField) {
	entry := *e
	if entry.Code == fault.Internal && entry.Incident == "" {
		entry.Incident = newIncident()
	}
	entry.Locations = []fault.Location{f.at}
	entry.Path = make([]any, 0, len(w.path))
	for _, s := range w.path {
		if s.key != "" {
			entry.Path = append(entry.Path, s.key)
		} else {
			entry.Path = append(entry.Path, s.index)
		}
	}
	w.faults = append(w.faults, &entry)
	w.over()
}
