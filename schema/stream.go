package schema

import "github.com/exitgraph/exitgraph/graph"

// The writer over fields that lead from object to object without the store: what they
// lead to is written as it is read, and nothing is kept of it.

// scratch is what the writer keeps for a field of the plan while it streams.
type scratch struct {
	into any       // where entries of a list are made
	told []toldOne // by slot
}

// toldOne is an object with what was written of it.
type toldOne struct {
	object  any
	text    []byte
	objects int // in text
}

// Only short texts of few objects are kept, so that a request never holds much.
const (
	maxSlots    = 256
	maxToldText = 512
)

// keep gives what is kept for a field.
func (w *writer) keep(f *planField) *scratch {
	if w.scratch == nil {
		w.scratch = make([]scratch, len(w.plan.fields))
	}
	return &w.scratch[f.place]
}

// into gives where the objects of a field are made.
func (w *writer) into(f *planField, d *direct) any {
	kept := w.keep(f)
	if kept.into == nil {
		kept.into = d.room()
	}
	return kept.into
}

// fieldsOf gives the fields of a selection that are there, in order.
func (w *writer) fieldsOf(s *planSet) []*planField {
	fields, known := w.shapes[s]
	if !known {
		for n, order := 0, s.order(w.variables); n < len(s.fields); n++ {
			f := s.fields[n]
			if order != nil {
				f = s.fields[order[n]]
			}
			if f.active(w.variables) {
				fields = append(fields, f)
			}
		}
		if w.shapes == nil {
			w.shapes = map[*planSet][]*planField{}
		}
		w.shapes[s] = fields
	}
	return fields
}

// stream writes an object and what it leads to. It gives false, with the answer as it
// was before, when the object must be null.
func (w *writer) stream(s *planSet, o any) bool {
	if w.objects++; w.stopped() {
		return false
	}
	fields := s.fields
	if !s.plain {
		fields = w.fieldsOf(s)
	}
	start := w.mark()
	b := w.b // at hand; w.b is behind until somebody else writes
	for i, f := range fields {
		if len(b) > pieceFilled {
			b = w.next(b)
		}
		var ok bool
		if f.shares {
			w.b = b
			ok = w.streamShared(f, o, i == 0)
			b = w.b
		} else {
			b = append(b, f.prefix...)
			if i == 0 {
				b[len(b)-len(f.prefix)] = '{'
			}
			if f.write != nil {
				var value []byte
				if value, ok = f.write(b, o); ok {
					b = value
					continue
				}
			}
			b, ok = w.streamAfter(b, f, o)
		}
		if ok {
			continue
		}
		if f.field.out.nonNull {
			w.takeBack(start)
			return false
		}
		b = append(b, "null"...)
	}
	if len(fields) == 0 {
		b = append(b, '{')
	}
	b = append(b, '}')
	w.b = b
	return true
}

// streamAfter writes, after b, the value of a field that is no short leaf, or notes that
// a short leaf has none. It gives what is written then.
func (w *writer) streamAfter(b []byte, f *planField, o any) ([]byte, bool) {
	if f.field == nil {
		return b, true
	}
	w.b = b
	ok := f.write == nil && w.streamField(f, o) || f.write != nil && w.missing(f)
	return w.b, ok
}

// streamField writes the value of a field. It gives false when that is null; an error
// is noted where it must not be.
func (w *writer) streamField(f *planField, o any) bool {
	d := f.field.direct
	switch {
	case d == nil:
		return w.leaf(f, o)
	case d.one == nil:
		return w.streamList(f, d, o)
	}
	var into any
	if d.room != nil {
		into = w.into(f, d)
	}
	to, _ := d.one(o, into)
	if to == nil {
		return w.missing(f)
	}
	return w.streamOne(f, to)
}

func (w *writer) streamOne(f *planField, to any) bool {
	w.path = append(w.path, step{key: f.key})
	ok := w.stream(f.setOf(to), to)
	w.path = w.path[:len(w.path)-1]
	return ok
}

// streamShared writes a field with its key, or again what was written of its object
// before. It gives false after the key where the object is null.
func (w *writer) streamShared(f *planField, o any, first bool) bool {
	d, kept := f.field.direct, w.keep(f)
	if d.room != nil && kept.into == nil {
		kept.into = d.room()
	}
	to, slot := d.one(o, kept.into)
	var told *toldOne
	if uint(slot) < maxSlots {
		for len(kept.told) <= slot {
			kept.told = append(kept.told, toldOne{})
		}
		if told = &kept.told[slot]; told.object == to && to != nil {
			w.objects += told.objects
			w.b = append(w.b, told.text...)
			return true
		}
	}
	start, objects, faults := w.mark(), w.objects, len(w.faults)
	w.b = append(w.b, f.prefix...)
	if first {
		w.b[start.at] = '{'
	}
	if to == nil {
		return w.missing(f)
	}
	if !w.streamOne(f, to) {
		return false
	}
	if told == nil || len(w.full) != start.piece || len(w.b)-start.at > maxToldText || len(w.faults) != faults {
		return true
	}
	told.object, told.text, told.objects = to, append(told.text[:0], w.b[start.at:]...), w.objects-objects
	return true
}

func (w *writer) streamList(f *planField, d *direct, o any) bool {
	var into any
	if d.room != nil {
		into = w.into(f, d)
	}
	start := w.mark()
	w.path = append(w.path, step{key: f.key}, step{})
	w.b = append(w.b, '[')
	ok := true
	for i, n := 0, d.count(o); i < n; i++ {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		w.room()
		w.path[len(w.path)-1].index = i
		item := d.item(o, i, into)
		if w.stream(f.setOf(item), item) {
			continue
		}
		if f.field.out.itemNonNull {
			w.takeBack(start)
			ok = false
			break
		}
		w.b = append(w.b, "null"...)
	}
	w.path = w.path[:len(w.path)-2]
	if ok {
		w.b = append(w.b, ']')
	}
	return ok
}

// streams says whether nothing of a selection asks the store.
func (s *planSet) streams() bool {
	for _, f := range s.fields {
		if f.field != nil && f.field.load != nil && !f.streams {
			return false
		}
	}
	return true
}

// setOf gives the selection for an object's type.
func (p *planField) setOf(o any) *planSet {
	if len(p.sets) == 1 {
		return p.sets[0]
	}
	return p.sets[p.kindOf(o)]
}

// kindOf finds which of the selections is the one of an object's type.
func (p *planField) kindOf(o any) int {
	if len(p.sets) == 1 {
		return 0
	}
	kind := o.(graph.Record).RecordKind()
	for i, s := range p.sets {
		if s.object.kind == kind {
			return i
		}
	}
	return 0
}
