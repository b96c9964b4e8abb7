package graph

import (
	"fmt"
	"slices"
	"strings"
)

// Problem is one fault of one record.
type Problem struct {
	Kind    Kind
	Key     string
	Field   *Field // nil where the fault is of the whole record
	Message string // what is wrong
	Remedy  string // how to mend it
}

func (p Problem) String() string {
	at := p.Kind.String() + " " + p.Key
	if p.Field != nil {
		at += ", " + p.Field.Name
	}
	return at + ": " + p.Message + ". " + p.Remedy
}

// ProblemsError is a list of faults as an error.
type ProblemsError []Problem

func (ps ProblemsError) Error() string {
	lines := make([]string, 0, len(ps))
	for i, p := range ps {
		if i == 20 {
			lines = append(lines, fmt.Sprintf("and %d more", len(ps)-i))
			break
		}
		lines = append(lines, p.String())
	}
	return strings.Join(lines, "\n")
}

// World is a state of the data that can be checked.
type World interface {
	// Record gives the record of a kind with a key, or nil. For kind 0 it is the
	// node of any kind.
	Record(k Kind, key string) Record
	// All gives the records of a kind, in the order of keys.
	All(k Kind) []Record
}

// CheckAll checks every record of a world, and what only the whole can show.
func CheckAll(w World) ProblemsError {
	var out ProblemsError
	for _, k := range Kinds() {
		for _, r := range w.All(k) {
			out = append(out, Check(w, r)...)
		}
	}
	return append(out, CheckWhole(w)...)
}

// CheckWhole checks what no single record can show: keys that are unique across
// all nodes, and one default model.
func CheckWhole(w World) ProblemsError {
	var out ProblemsError
	owner := map[string]Kind{}
	for _, k := range Kinds() {
		if !k.IsNode() {
			continue
		}
		for _, r := range w.All(k) {
			if first, taken := owner[r.RecordKey()]; taken {
				out = append(out, Problem{Kind: k, Key: r.RecordKey(), Field: models[k].KeyField(),
					Message: fmt.Sprintf("the key is taken by a %s", first), Remedy: "Choose a key that is unique across all files"})
			}
			owner[r.RecordKey()] = k
		}
	}
	var defaults []string
	for _, r := range w.All(KindPhaseModel) {
		if r.(*PhaseModel).IsDefault {
			defaults = append(defaults, r.RecordKey())
		}
	}
	if len(defaults) > 1 {
		out = append(out, Problem{Kind: KindPhaseModel, Key: defaults[1], Field: models[KindPhaseModel].Field("isDefault"),
			Message: "there is more than one default model: " + strings.Join(defaults, ", "), Remedy: "Mark exactly one model as the default"})
	}
	if len(defaults) == 0 && len(w.All(KindPhase)) > 0 {
		first := w.All(KindPhaseModel)
		key := ""
		if len(first) > 0 {
			key = first[0].RecordKey()
		}
		out = append(out, Problem{Kind: KindPhaseModel, Key: key, Field: models[KindPhaseModel].Field("isDefault"),
			Message: "no model is the default", Remedy: "Mark exactly one model as the default"})
	}
	return out
}

// Check checks one record against the model table and the records it refers to.
func Check(w World, r Record) ProblemsError {
	c := checker{w: w, r: r}
	for _, f := range models[r.RecordKind()].Fields {
		if !f.Derived {
			c.field(f)
		} else if f.Type == TypeKey && r.RecordKey() == "" {
			c.fault(f, "the link has no key", "Name both of its ends")
		}
	}
	if len(c.out) == 0 { // the rules below rely on sound fields
		c.rules()
	}
	return c.out
}

type checker struct {
	w   World
	r   Record
	out ProblemsError
}

func (c *checker) fault(f *Field, message, remedy string) {
	c.out = append(c.out, Problem{Kind: c.r.RecordKind(), Key: c.r.RecordKey(), Field: f, Message: message, Remedy: remedy})
}

func (c *checker) field(f *Field) {
	if f.Absent(c.r) {
		if f.Required {
			c.fault(f, "a value is required", "Fill it in")
		}
		return
	}
	switch f.Type {
	case TypeInt:
		if n := f.Int(c.r); n < f.Min || n > f.Max {
			c.fault(f, fmt.Sprintf("%d is out of range", n), fmt.Sprintf("Give a whole number from %d to %d", f.Min, f.Max))
		}
	case TypeText:
		c.text(f, f.Text(c.r))
	case TypeStrings:
		c.list(f, f.List(c.r))
	case TypeRefs:
		c.list(f, f.List(c.r))
		for _, key := range f.List(c.r) {
			c.reference(f, key)
		}
	case TypeRef:
		c.reference(f, f.Str(c.r))
	case TypeKey:
		if !ValidKey(f.Str(c.r)) {
			c.fault(f, fmt.Sprintf("%q is not a key", f.Str(c.r)), "Use lower-case words and digits joined by hyphens, 200 characters at most")
		}
	case TypeEnum:
		c.enum(f, f.Str(c.r))
	case TypeString:
		c.words(f, f.Str(c.r))
	}
}

func (c *checker) words(f *Field, v string) {
	if fault := CheckWords(v); fault != "" {
		c.fault(f, "the text "+fault, "Save the file as UTF-8 and remove the character")
	} else if strings.TrimSpace(v) == "" {
		c.fault(f, "the text is blank", "Write something, or leave the cell empty where that is allowed")
	} else if f.Check != nil {
		if fault := f.Check(v); fault != "" {
			c.fault(f, fmt.Sprintf("%q %s", v, fault), "Correct it, or leave the cell empty where that is allowed")
		}
	}
}

// text checks the languages as well: their tags become names of properties and of
// columns.
func (c *checker) text(f *Field, t Text) {
	for i, tr := range t {
		if fault := checkLanguage(tr.Lang); fault != "" {
			c.fault(f, fmt.Sprintf("%q %s", tr.Lang, fault), "Name the language of the text")
		}
		if slices.ContainsFunc(t[:i], func(other Translation) bool { return other.Lang == tr.Lang }) {
			c.fault(f, fmt.Sprintf("the text stands twice in the language %q", tr.Lang), "Keep one of the two")
		}
		c.words(f, tr.Value)
	}
}

func (c *checker) list(f *Field, list []string) {
	for i, v := range list {
		if f.Type == TypeStrings {
			c.words(f, v)
		}
		if slices.Contains(list[:i], v) {
			c.fault(f, fmt.Sprintf("%q stands twice", v), "Name each value once")
		}
	}
}

func (c *checker) enum(f *Field, v string) {
	if f.Vocabulary.Index(v) >= 0 && (f.Only == nil || slices.Contains(f.Only, v)) {
		return
	}
	c.fault(f, fmt.Sprintf("%q is not a value of this field", v), "Use one of "+strings.Join(f.Allowed(), ", "))
}

func (c *checker) reference(f *Field, key string) {
	if c.w.Record(f.Target, key) == nil {
		c.fault(f, fmt.Sprintf("there is no %s %q", f.Target, key), "Add the record, or correct the key")
	}
}
