package graph

// Reading says what a caller will look at of the records that it asks for. A store may
// always hand out more; what it was not asked for, the caller must not look at. The zero
// Reading asks for whole records and for nothing along with them.
type Reading struct {
	// Fields are those that will be looked at, by kind. The key, and the fields by which
	// a list is ordered, are there in any case.
	Fields [kindEnd]FieldSet
	// Along are edges to one record each, distinct, over one stored reference, whose
	// targets the caller is about to ask for with Get. A store may bring those of the
	// records that are of the kind Edge.From: see Brought.
	Along []*Edge
}

// Brought is what an answer says beside what was asked for.
type Brought struct {
	// Along are targets of the edges of Reading.Along, each once, in no order, with the
	// fields that the Reading names for their kind. Any of them may be missing.
	Along []Record
	// At, where a Marker sets it, is what Mark would have told after the last record of
	// the answer was read. Nil says nothing.
	At *Mark
	// Kept says that a ListerAt made the answer of nothing but what it keeps of the state
	// that was asked for: the answer is of that state, whatever was written since. At is
	// nil then.
	Kept bool
}

// FieldSet is a set of fields of one kind, by their place in the model. Records with
// fewer fields than all of them belong to the caller who asked for these; they are not
// to be handed to anyone who asked for more. The zero FieldSet is all fields.
type FieldSet uint64

// With adds a field, and those that it is computed from. To the set of all fields
// nothing is added: begin with KeyOnly.
func (s FieldSet) With(f *Field) FieldSet {
	if s == 0 {
		return 0
	}
	s |= 1 << f.place
	for _, from := range f.from {
		s |= 1 << from.place
	}
	return s
}

// Join gives the fields of either set.
func (s FieldSet) Join(t FieldSet) FieldSet {
	if s == 0 || t == 0 {
		return 0
	}
	return s | t
}

// Has says whether a field is in the set.
func (s FieldSet) Has(f *Field) bool { return s == 0 || s&(1<<f.place) != 0 }

// Covers says whether all fields of another set are in this one.
func (s FieldSet) Covers(t FieldSet) bool { return s == 0 || t != 0 && t&^s == 0 }

// KeyOnly is the set of the key alone, of any kind.
const KeyOnly FieldSet = 1
