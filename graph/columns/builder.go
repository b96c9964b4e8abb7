package columns

import (
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// Builder makes an Index of records that come by once and are not kept. It holds what
// counting and most lists need: keys, references, closed vocabularies, numbers, and short
// words, such as titles. Prose it does not hold: Index.Answers, Lists and Covers tell
// which questions that leaves out.
type Builder struct {
	x     *Index
	kind  graph.Kind // that comes by now
	n     int32      // records so far
	last  string     // key
	parts []func(graph.Record)
	at    [kindCount]map[string]int32 // ids by key, of kinds that others refer to
	later map[*graph.Field]*pending
	bytes int

	letters   []byte // of the keys of the present kind
	expected  int    // findings
	said      int    // of bytes: what DropWords would save
	plainOnly bool   // whether DropWords was called
}

// pending are references to records that may not have come by yet.
type pending struct {
	place []int32
	keys  [][]string
	count int32 // records that came by
}

// NewBuilder makes a Builder without records.
func NewBuilder() *Builder {
	return &Builder{x: empty(), later: map[*graph.Field]*pending{}}
}

// Expect says about how many findings will come, so that their columns are made in that
// size; fewer or more may come. It is called before the first of them.
func (b *Builder) Expect(findings int) { b.expected = findings }

// Add takes the next record, in the order of Scan. It fails with Internal where that
// order is broken. It keeps nothing of the record but letters.
func (b *Builder) Add(r graph.Record) error {
	k, key := r.RecordKind(), r.RecordKey()
	if k < b.kind || k == b.kind && key <= b.last {
		return graph.Errorf("columns", graph.Internal, "%s %q came after %s %q: records must come in the order of Scan.", k, key, b.kind, b.last)
	}
	for b.kind < k {
		b.next()
	}
	b.last = key
	keys := &b.x.keys[k]
	b.letters = append(b.letters, key...)
	keys.ends = append(keys.ends, uint32(len(b.letters)))
	if b.at[k] != nil {
		b.at[k][strings.Clone(key)] = b.n
	}
	for _, part := range b.parts {
		part(r)
	}
	b.n++
	b.bytes += len(key) + 4
	return nil
}

// next begins the kind after the present one.
func (b *Builder) next() {
	b.x.keys[b.kind].text = string(b.letters)
	b.letters = b.letters[:0]
	b.kind++
	b.last = ""
	b.parts = b.parts[:0]
	for k := b.kind; k <= kindCount; k++ {
		b.x.base[k] = b.n
	}
	if int(b.kind) > len(graph.Kinds()) {
		return
	}
	// Nothing but caveats and findings refers to findings, and few of them do.
	if b.kind != graph.KindFinding {
		b.at[b.kind] = map[string]int32{}
	} else {
		b.reserve()
	}
	for _, f := range graph.ModelOf(b.kind).Fields {
		if part := b.part(f); part != nil {
			b.parts = append(b.parts, part)
		}
	}
}

// reserve makes room for the findings that are expected.
func (b *Builder) reserve() {
	for _, f := range graph.ModelOf(graph.KindFinding).Fields {
		c := b.x.cols[f]
		switch f.Type {
		case graph.TypeEnum:
			c.codes = make([]uint8, 0, b.expected)
		case graph.TypeInt, graph.TypeBool:
			c.nums = make([]int32, 0, b.expected)
		case graph.TypeRef, graph.TypeRefs:
			if to := &b.x.refs[f].toTargets; f.Target != 0 && f.Target < graph.KindFinding {
				*to = newReferring(f, b.expected).lists
			}
		}
	}
	b.x.keys[graph.KindFinding].ends = make([]uint32, 0, b.expected)
}

// part makes what takes a field from each record of the present kind; nil for a field
// that is not held.
func (b *Builder) part(f *graph.Field) func(graph.Record) {
	c := b.x.cols[f]
	switch f.Type {
	case graph.TypeKey:
		return nil
	case graph.TypeEnum:
		coder := newCoder(f)
		return func(r graph.Record) {
			c.codes = append(c.codes, coder.code(f.Str(r)))
			b.bytes++
		}
	case graph.TypeInt, graph.TypeBool:
		return func(r graph.Record) {
			c.nums = append(c.nums, numberOf(f, r))
			b.bytes += 4
		}
	case graph.TypeRef, graph.TypeRefs:
		return b.reference(f)
	}
	return b.saying(f)
}

// reference takes a reference. Those to records that have come by become ids at once.
func (b *Builder) reference(f *graph.Field) func(graph.Record) {
	ref := b.x.refs[f]
	if f.Target == 0 || f.Target >= f.Kind {
		p := &pending{}
		b.later[f] = p
		return func(r graph.Record) {
			if !f.Absent(r) {
				keys := referred(f, r)
				ref.see(keys)
				p.place, p.keys = append(p.place, p.count), append(p.keys, keys)
				b.bytes += 64 * len(keys)
			}
			p.count++
			b.bytes += 4
		}
	}
	to := newReferring(f, 0)
	if f.Kind == graph.KindFinding {
		to.lists = ref.toTargets // which has room
	}
	at := b.at[f.Target]
	return func(r graph.Record) {
		before := len(to.lists.to)
		if f.Type == graph.TypeRefs {
			ref.see(f.List(r))
		}
		to.add(r, func(key string) int32 {
			if id, ok := at[key]; ok {
				return id
			}
			if id, ok := b.x.ID(f.Target, key); ok && at == nil {
				return id
			}
			return noID
		})
		ref.toTargets = to.lists
		ref.toTargets.first = b.x.base[f.Kind]
		b.bytes += 4 * (len(to.lists.to) - before)
		if f.Type == graph.TypeRefs {
			b.bytes += 4
		}
	}
}

// referred gives copies of the keys that a reference names.
func referred(f *graph.Field, r graph.Record) []string {
	if f.Type == graph.TypeRef {
		return []string{strings.Clone(f.Str(r))}
	}
	var out []string
	for _, key := range f.List(r) {
		out = append(out, strings.Clone(key))
	}
	return out
}

// Bytes is about how much memory the columns take so far.
func (b *Builder) Bytes() int { return b.bytes }

// Index gives the Index of all records that came by. The Builder is of no use
// afterwards.
func (b *Builder) Index() *Index {
	for int(b.kind) < kindCount {
		b.next()
	}
	x := b.x
	for f, p := range b.later {
		x.refs[f].toTargets = *p.lists(x, f)
	}
	for f, c := range x.cols {
		c.codes, c.nums, c.words.number = fitting(c.codes), fitting(c.nums), fitting(c.words.number)
		c.codesOnce.Do(c.count)
		c.numsOnce.Do(func() {})
		c.wordsOnce.Do(func() {})
		if ref := x.refs[f]; ref != nil {
			ref.toTargets = Lists{first: x.base[f.Kind], from: fitting(ref.toTargets.from), to: fitting(ref.toTargets.to)}
			ref.alongOnce.Do(func() {})
		}
	}
	for k := range x.keys {
		x.keys[k].ends = fitting(x.keys[k].ends)
	}
	x.noteHeld()
	return x
}

// fitting gives a list without the room that it grew and nobody needs.
func fitting[T any](list []T) []T {
	if cap(list)-len(list) > len(list)/64 {
		return slices.Clone(list)
	}
	return list
}

// lists turns the keys into ids.
func (p *pending) lists(x *Index, f *graph.Field) *Lists {
	l := &Lists{}
	if len(p.place) == 0 {
		return l // of no record
	}
	l.from = make([]int32, 1, p.count+1)
	next := 0
	for place := range p.count {
		if next < len(p.place) && p.place[next] == place {
			start := len(l.to)
			for _, key := range p.keys[next] {
				if id, ok := x.ID(f.Target, key); ok {
					l.to = append(l.to, id)
				}
			}
			slices.Sort(l.to[start:])
			l.to = l.to[:start+len(slices.Compact(l.to[start:]))]
			next++
		}
		l.close()
	}
	return l
}
