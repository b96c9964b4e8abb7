package introspection

import (
	"fmt"
	"maps"
	"slices"
)

// Extras holds what a schema has to say but the type library has no place for.
// Its keys are schema coordinates:
//
//	Study                a type
//	Study.title          a field of an object, interface or input object
//	Study.findings(first:)  an argument of a field
//	@tag(name:)          an argument of a directive
//
// A coordinate that the schema does not have is an error of Describe and Register,
// so a misspelt entry cannot go unnoticed. The zero value says nothing.
type Extras struct {
	// SchemaDescription describes the schema as a whole.
	SchemaDescription string
	// Order gives names in declared order, which the library forgets: under a type
	// its fields, input fields or enum values, under a field such as Study.findings
	// (or a directive such as @tag) its arguments. Names that are not listed follow
	// the listed ones in alphabetical order.
	Order map[string][]string
	// SpecifiedBy gives the address of the specification of a custom scalar.
	SpecifiedBy map[string]string
	// Deprecated gives the reason why an argument or an input field is deprecated;
	// an empty reason stands for the standard one. Fields and enum values carry
	// their reason in the library's own configuration.
	Deprecated map[string]string
	// OneOf names the input objects of which exactly one field must be given.
	// Introspection only tells this; enforcing it is the executor's part.
	OneOf []string
}

// ledger reads Extras and notes which entries were asked for: what is left over
// at the end names nothing in the schema.
type ledger struct {
	extras Extras
	used   map[string]bool
}

func newLedger(x Extras) *ledger {
	return &ledger{extras: x, used: map[string]bool{}}
}

func (l *ledger) specifiedBy(scalar string) string {
	l.used["SpecifiedBy "+scalar] = true
	return l.extras.SpecifiedBy[scalar]
}

func (l *ledger) deprecated(coordinate string) string {
	l.used["Deprecated "+coordinate] = true
	reason, found := l.extras.Deprecated[coordinate]
	if found && reason == "" {
		return defaultReason
	}
	return reason
}

func (l *ledger) oneOf(input string) bool {
	l.used["OneOf "+input] = true
	return slices.Contains(l.extras.OneOf, input)
}

// order arranges the members that coordinate has. The error names entries of
// Extras.Order that are no members, or that stand there twice.
func (l *ledger) order(coordinate string, members []string) ([]string, error) {
	l.used["Order "+coordinate] = true
	declared, found := l.extras.Order[coordinate]
	if !found {
		declared = metaOrder[coordinate]
	}
	rest := make(map[string]bool, len(members))
	for _, name := range members {
		rest[name] = true
	}
	ordered := make([]string, 0, len(members))
	var err error
	for _, name := range declared {
		if !rest[name] {
			err = fmt.Errorf("the entry %q of Extras names %q, which is no member or stands there twice; correct the list", "Order "+coordinate, name)
			continue
		}
		delete(rest, name)
		ordered = append(ordered, name)
	}
	return append(ordered, slices.Sorted(maps.Keys(rest))...), err
}

// unused gives one error for each entry that nothing in the schema asked for.
func (l *ledger) unused() []error {
	var entries []string
	for coordinate := range l.extras.Order {
		entries = append(entries, "Order "+coordinate)
	}
	for coordinate := range l.extras.SpecifiedBy {
		entries = append(entries, "SpecifiedBy "+coordinate)
	}
	for coordinate := range l.extras.Deprecated {
		entries = append(entries, "Deprecated "+coordinate)
	}
	for _, coordinate := range l.extras.OneOf {
		entries = append(entries, "OneOf "+coordinate)
	}
	slices.Sort(entries)
	var errs []error
	for _, entry := range entries {
		if !l.used[entry] {
			errs = append(errs, fmt.Errorf("the entry %q of Extras names nothing of its kind in the schema; correct or remove it", entry))
		}
	}
	return errs
}
