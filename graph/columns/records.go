package columns

import (
	"github.com/exitgraph/exitgraph/graph"
)

// Covers says whether the columns hold all fields of a set, so that records that
// somebody reads these fields of can be made of the columns alone.
func (x *Index) Covers(k graph.Kind, read graph.FieldSet) bool {
	return x.all != nil || x.held[k].Covers(read)
}

// noteHeld finds out which fields the columns hold. A field that is computed is held
// with those that it is computed from.
func (x *Index) noteHeld() {
	for _, k := range graph.Kinds() {
		fields := graph.ModelOf(k).Fields
		held, whole := graph.KeyOnly, true
		for _, f := range fields {
			if x.holdsAsWritten(f) && !isComputed(f) {
				held = held.With(f)
			}
		}
		for _, f := range fields {
			if isComputed(f) && held.Join(selfOf(f)).Covers(graph.KeyOnly.With(f)) {
				held = held.With(f)
			}
			whole = whole && held.Has(f)
		}
		if x.held[k] = held; whole {
			x.held[k] = 0
		}
	}
}

// selfOf is the set of a field and the key.
func selfOf(f *graph.Field) graph.FieldSet {
	set := graph.KeyOnly.With(f)
	for _, other := range graph.ModelOf(f.Kind).Fields[1:] {
		if other != f && set.Has(other) {
			set &^= graph.KeyOnly.With(other)
		}
	}
	return set | graph.KeyOnly
}

// isComputed says whether a field has no place of its own in a record.
func isComputed(f *graph.Field) bool {
	return f.Derived && (f.Type == graph.TypeEnum || f.Type == graph.TypeBool)
}

// holdsAsWritten says whether a field can be written as it was read.
func (x *Index) holdsAsWritten(f *graph.Field) bool {
	return !x.cols[f].missing && (f.Type != graph.TypeRefs || !x.refs[f].shuffled)
}

// maker makes records of one kind of the columns. One goroutine uses it at a time.
type maker struct {
	model *graph.Model
	write []func(r graph.Record, id int32)
	all   []graph.Record // where records are kept
}

// maker is for records that certain fields of are read, and those that lists are ordered
// by.
func (x *Index) maker(k graph.Kind, read graph.FieldSet, order []graph.OrderTerm) *maker {
	m := &maker{model: graph.ModelOf(k), all: x.all}
	read = alsoOrdered(k, read, order)
	for _, f := range m.model.Fields {
		if read.Has(f) && !isComputed(f) {
			m.write = append(m.write, x.writer(f))
		}
	}
	return m
}

// alsoOrdered adds the fields that lists of a kind are ordered by.
func alsoOrdered(k graph.Kind, read graph.FieldSet, order []graph.OrderTerm) graph.FieldSet {
	for _, t := range order {
		if t.Field.Kind == k {
			read = read.With(t.Field)
		}
	}
	return read
}

// record makes one. Fields that nobody reads are absent.
func (m *maker) record(id int32) graph.Record {
	if m.all != nil {
		return m.all[id]
	}
	r := m.model.New()
	for _, write := range m.write {
		write(r, id)
	}
	return r
}

// writer gives what writes a field of a record with an id.
func (x *Index) writer(f *graph.Field) func(graph.Record, int32) {
	first, c := x.base[f.Kind], x.cols[f]
	switch f.Type {
	case graph.TypeKey:
		keys := &x.keys[f.Kind]
		return func(r graph.Record, id int32) { f.SetStr(r, keys.of(id-first)) }
	case graph.TypeEnum:
		codes, values := c.enum(), f.Vocabulary.Values
		return func(r graph.Record, id int32) {
			if code := codes[id-first]; code != noCode {
				f.SetStr(r, values[code].Name)
			}
		}
	case graph.TypeInt:
		nums := c.numbers()
		return func(r graph.Record, id int32) { f.SetInt(r, int(nums[id-first])) }
	case graph.TypeBool:
		nums := c.numbers()
		return func(r graph.Record, id int32) { f.SetBool(r, nums[id-first] != 0) }
	case graph.TypeRef:
		to := x.Along(f)
		if f.Target == 0 {
			return func(r graph.Record, id int32) {
				if of := to.Of(id); len(of) > 0 {
					f.SetStr(r, x.Key(of[0]))
				}
			}
		}
		keys, base := &x.keys[f.Target], x.base[f.Target]
		return func(r graph.Record, id int32) {
			if of := to.Of(id); len(of) > 0 {
				f.SetStr(r, keys.of(of[0]-base))
			}
		}
	case graph.TypeRefs:
		to := x.Along(f)
		return func(r graph.Record, id int32) {
			if of := to.Of(id); len(of) > 0 {
				keys := make([]string, len(of))
				for i, t := range of {
					keys[i] = x.Key(t)
				}
				f.SetList(r, keys)
			}
		}
	default:
		return func(r graph.Record, id int32) { c.words.write(f, r, c.words.number[id-first]) }
	}
}

// write writes the value with a number into a record. The lists and texts of the record
// are those of the columns: nobody changes them.
func (w *words) write(f *graph.Field, r graph.Record, n int32) {
	switch f.Type {
	case graph.TypeText:
		f.SetText(r, w.texts[n])
	case graph.TypeStrings:
		f.SetList(r, w.lists[n])
	default:
		f.SetStr(r, w.plain[n])
	}
}
