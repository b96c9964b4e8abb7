package graph

// Filter is a condition on records of one kind: a small tree over the model
// table. A nil Filter holds for every record. Its meaning is that of Match.
type Filter interface{ isFilter() }

// And holds when all its parts hold; an empty And always does.
type And []Filter

// Or holds when one of its parts does; an empty Or never does.
type Or []Filter

// Not turns its part round. Logic is two-valued: a comparison with an absent
// value is false, so its Not is true.
type Not struct{ Filter Filter }

// Compare compares a field's value, or any of its values where it has several,
// with the operands: Strs for words, keys and enum values, Nums for integers and
// for booleans (0 and 1).
type Compare struct {
	Field *Field
	Op    Op
	Strs  []string
	Nums  []int
}

// Has asks for the targets of an edge.
type Has struct {
	Edge  *Edge
	Quant Quantifier
	Where Filter // over the edge's target kind; nil holds for each
}

// Absent asks whether a field has no value, or an edge no target. Exactly one of
// Field and Edge is set.
type Absent struct {
	Field *Field
	Edge  *Edge
}

// Op is a comparison.
type Op uint8

// The comparisons. Words (TypeString, TypeText, TypeStrings) are compared folded
// for case and accents; keys and enum values exactly.
const (
	OpIn         Op = iota + 1 // equal to one of the operands; none for an empty list
	OpContains                 // contains the operand
	OpStartsWith               // starts with the operand
	OpLess                     // below the operand
	OpLessEqual                // at most the operand
	OpMore                     // above the operand
	OpMoreEqual                // at least the operand
	OpHasAll                   // a list holds every operand; always true for an empty list of operands
)

// Quantifier says how many targets must meet the condition.
type Quantifier uint8

// The quantifiers. Without targets, Some is false, None and All are true.
const (
	Some Quantifier = iota + 1
	None
	All
)

func (And) isFilter()     {}
func (Or) isFilter()      {}
func (Not) isFilter()     {}
func (Compare) isFilter() {}
func (Has) isFilter()     {}
func (Absent) isFilter()  {}

// KeyIn is the filter for records of a kind with one of the keys.
func KeyIn(k Kind, keys ...string) Filter {
	return Compare{Field: models[k].KeyField(), Op: OpIn, Strs: keys}
}

// Equals is the filter for records whose string-like field has the value.
func Equals(f *Field, value string) Filter {
	return Compare{Field: f, Op: OpIn, Strs: []string{value}}
}

// Both joins two filters; either may be nil.
func Both(a, b Filter) Filter {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	default:
		return And{a, b}
	}
}
