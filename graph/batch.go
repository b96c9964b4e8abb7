package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Changes are what a batch comes to: the records that it puts, completed, and those
// that it deletes, by kind and key.
type Changes struct {
	Puts, Deletes map[Kind]map[string]Record
	Applied       int // changes that do something
}

// ReadChanges checks of a batch what can be told from the state before it: that each
// change has a record, that preconditions hold (else Conflict), and that no record
// is changed twice (else Invalid with a ProblemsError). Deleting what is not there
// is no change. The records of the caller stay as they are.
func ReadChanges(op string, before World, changes []Change) (*Changes, error) {
	out := &Changes{Puts: map[Kind]map[string]Record{}, Deletes: map[Kind]map[string]Record{}}
	var twice ProblemsError
	for i, c := range changes {
		if c.Record == nil {
			return nil, Errorf(op, Invalid, "Change %d has no record: name what is to be written or deleted.", i+1)
		}
		r := c.Record
		if !c.Delete || r.RecordKey() == "" {
			r = Complete(r)
		}
		k, key := r.RecordKind(), r.RecordKey()
		there := before.Record(k, key)
		switch {
		case c.Must == IsAbsent && there != nil:
			return nil, Errorf(op, Conflict, "There is a %s %q already: choose another key, or replace it.", k, key)
		case c.Must == IsPresent && there == nil:
			return nil, Errorf(op, Conflict, "There is no %s %q: correct the key, or create it first.", k, key)
		case c.Delete && there == nil:
			continue
		}
		out.Applied++
		switch {
		case out.Puts[k][key] != nil || out.Deletes[k][key] != nil:
			twice = append(twice, twiceProblem(k, key))
		case c.Delete:
			keep(out.Deletes, there)
		default:
			keep(out.Puts, r)
		}
	}
	if len(twice) > 0 {
		return nil, InvalidRecords(op, twice)
	}
	return out, nil
}

// ReadRecords completes records that are to be the whole content of a store, and
// tells of keys that come twice, of which the first record counts. A record that is
// nil is Invalid.
func ReadRecords(op string, records []Record) (map[Kind]map[string]Record, ProblemsError, error) {
	sorted, twice, err := SortRecords(op, records)
	if err != nil {
		return nil, nil, err
	}
	out := make(map[Kind]map[string]Record, len(sorted))
	for k, list := range sorted {
		out[k] = make(map[string]Record, len(list))
		for _, r := range list {
			out[k][r.RecordKey()] = r
		}
	}
	return out, twice, nil
}

// SortRecords does what ReadRecords does, and gives the records of each kind in the
// order of keys. It is fastest where they come so, as they do from Scan.
func SortRecords(op string, records []Record) (map[Kind][]Record, ProblemsError, error) {
	var byKind [kindEnd][]Record
	for _, r := range records {
		if r == nil {
			return nil, nil, Errorf(op, Invalid, "A record is nil: hand over records only.")
		}
		k := r.RecordKind()
		byKind[k] = append(byKind[k], Complete(r))
	}
	out := map[Kind][]Record{}
	var twice ProblemsError
	for k, list := range byKind {
		if len(list) == 0 {
			continue
		}
		byKey := func(a, b Record) int { return strings.Compare(a.RecordKey(), b.RecordKey()) }
		if !slices.IsSortedFunc(list, byKey) {
			slices.SortStableFunc(list, byKey)
		}
		kept := list[:1]
		for _, r := range list[1:] {
			if key := r.RecordKey(); key == kept[len(kept)-1].RecordKey() {
				twice = append(twice, twiceProblem(Kind(k), key))
			} else {
				kept = append(kept, r)
			}
		}
		out[Kind(k)] = kept
	}
	return out, twice, nil
}

func keep(in map[Kind]map[string]Record, r Record) {
	k := r.RecordKind()
	if in[k] == nil {
		in[k] = map[string]Record{}
	}
	in[k][r.RecordKey()] = r
}

func twiceProblem(k Kind, key string) Problem {
	return Problem{Kind: k, Key: key, Field: models[k].KeyField(),
		Message: "the key stands twice", Remedy: "Give each record a key of its own, and change each record once"}
}

// Complete fills in what a record leaves to the store: the key of a link and the
// default of an enum. The record that is given is not changed: where something is
// filled in, it is in a copy.
func Complete(r Record) Record {
	m := models[r.RecordKind()]
	owned := false
	own := func() {
		if !owned {
			r, owned = m.Copy(r), true
		}
	}
	if m.KeyField().Derived {
		c := m.Copy(r)
		if CompleteKey(c); c.RecordKey() != r.RecordKey() {
			r, owned = c, true
		}
	}
	for _, f := range m.Fields {
		if f.Default != "" && f.Absent(r) {
			own()
			f.SetStr(r, f.Default)
		}
	}
	return r
}

// Referred is the problem of a record that is to be deleted while holder names it in
// the field f.
func Referred(k Kind, key string, f *Field, holder Record) Problem {
	return Problem{Kind: k, Key: key,
		Message: fmt.Sprintf("%s %q still refers to it in %s", f.Kind, holder.RecordKey(), f.Name),
		Remedy:  "Delete or change what refers to it in the same batch"}
}

// StillReferred makes the Conflict of records that are to be deleted while others
// refer to them; nil for none. The problems are made by Referred.
func StillReferred(op string, problems ProblemsError) error {
	if len(problems) == 0 {
		return nil
	}
	problems.sort()
	err := Errorf(op, Conflict, "%s %s is still referred to: delete or change what refers to it in the same batch.", problems[0].Kind, problems[0].Key)
	err.Err = problems
	return err
}

// InvalidRecords makes the Invalid of records that are wrong, the first of them in
// words; nil for none.
func InvalidRecords(op string, problems ProblemsError) error {
	if len(problems) == 0 {
		return nil
	}
	problems.sort()
	more := ""
	if len(problems) > 1 {
		more = " There are more faults like this one; the list names each."
	}
	err := Errorf(op, Invalid, "%s.%s", problems[0], more)
	err.Err = problems
	return err
}

// sort brings faults into the order of records, so that the same batch always gives
// the same answer.
func (p ProblemsError) sort() {
	slices.SortStableFunc(p, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), strings.Compare(a.Key, b.Key), strings.Compare(a.Message, b.Message))
	})
}

// CheckTally refuses with Invalid what no store counts.
func CheckTally(t Tally) error {
	switch t.Of {
	case KindFinding, KindStudy, KindFactor:
	default:
		return Errorf("tally", Invalid, "%s cannot be counted: count findings, studies or factors.", t.Of)
	}
	if len(t.By) > 3 {
		return Errorf("tally", Invalid, "Count by at most three dimensions, not %d.", len(t.By))
	}
	for _, a := range t.By {
		if a.Dimension == 0 || int(a.Dimension) > len(Dimensions()) {
			return Errorf("tally", Invalid, "There is no dimension %d: name one of the dimensions of the model.", a.Dimension)
		}
	}
	return nil
}
