package worlds

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/exitgraph/exitgraph/graph"
)

// tables names the kinds as files do, in the order of the README.
var tables = []struct {
	name string
	kind graph.Kind
}{
	{"studies", graph.KindStudy},
	{"reports", graph.KindReport},
	{"samples", graph.KindSample},
	{"studyReports", graph.KindStudyReport},
	{"factors", graph.KindFactor},
	{"classifications", graph.KindClassification},
	{"phaseModels", graph.KindPhaseModel},
	{"phases", graph.KindPhase},
	{"transitions", graph.KindTransition},
	{"phaseMappings", graph.KindPhaseMapping},
	{"findings", graph.KindFinding},
	{"caveats", graph.KindCaveat},
	{"vocabularyTerms", graph.KindVocabularyTerm},
	{"vocabularyMappings", graph.KindVocabularyMapping},
}

func (r *reader) tables(node *yaml.Node) {
	for _, e := range r.entries(node, "world") {
		kind, known := graph.Kind(0), []string(nil)
		for _, t := range tables {
			known = append(known, t.name)
			if t.name == e.key {
				kind = t.kind
			}
		}
		if kind == 0 {
			r.unknown(e.line, "kind of record", e.key, known)
			continue
		}
		for _, item := range r.items(e.value, e.key) {
			r.row(kind, e.key, item)
		}
	}
}

// row reads one record.
func (r *reader) row(kind graph.Kind, table string, node *yaml.Node) {
	m := graph.ModelOf(kind)
	out := &row{record: m.New(), line: max(1, node.Line), said: map[string]bool{}}
	for _, e := range r.entries(node, "a record of "+table) {
		f := m.Field(e.key)
		switch {
		case f == nil:
			r.unknown(e.line, "field of "+m.Name, e.key, fieldNames(m))
		case f.Derived:
			r.fault(e.line, fmt.Sprintf("%s is worked out from other records", f), "Leave it out")
		default:
			out.said[f.Name] = true
			r.field(f, out.record, e)
		}
	}
	if out.record.RecordKey() == "" && !m.KeyField().Derived {
		if kind != graph.KindPhaseMapping { // its key is made where none is given
			r.faultOnce(out.line, fmt.Sprintf("a record of %s has no key", table), "Write key: and lower-case words joined by hyphens")
			return
		}
	}
	r.add(out)
}

// faultOnce tells a fault unless the line has one already, which then is its reason.
func (r *reader) faultOnce(line int, message, remedy string) {
	if !slices.ContainsFunc(r.faults, func(f Fault) bool { return f.Line == line }) {
		r.fault(line, message, remedy)
	}
}

// add keeps a record. The same key twice within a kind is a fault; records whose keys
// are made come here with theirs.
func (r *reader) add(out *row) {
	kind := out.record.RecordKind()
	r.rows[kind] = append(r.rows[kind], out)
	if out.record.RecordKey() != "" {
		r.index(out)
	}
}

func (r *reader) index(out *row) {
	n := name{out.record.RecordKind(), out.record.RecordKey()}
	if first := r.at[n]; first != nil {
		r.fault(out.line, fmt.Sprintf("the %s %q is there already, from line %d", n.kind, n.key, first.line), "Give one of the two another key, or keep one")
		return
	}
	r.at[n] = out
}

func fieldNames(m *graph.Model) []string {
	var out []string
	for _, f := range m.Fields {
		if !f.Derived {
			out = append(out, f.Name)
		}
	}
	return out
}

// field reads one value into a record.
func (r *reader) field(f *graph.Field, record graph.Record, e entry) {
	if e.value.Kind == yaml.ScalarNode && e.value.ShortTag() == "!!null" {
		r.absent(f, e)
		return
	}
	what := f.String()
	switch f.Type {
	case graph.TypeText:
		f.SetText(record, r.text(e.value, what))
	case graph.TypeInt:
		if n, ok := r.number(e.value, what); ok && (n < f.Min || n > f.Max) {
			r.fault(e.value.Line, fmt.Sprintf("%s is %d", what, n), fmt.Sprintf("Give a whole number from %d to %d", f.Min, f.Max))
		} else {
			f.SetInt(record, n)
		}
	case graph.TypeBool:
		if e.value.Kind != yaml.ScalarNode || e.value.ShortTag() != "!!bool" {
			r.wrongType(e.value, what, "true or false")
			return
		}
		f.SetBool(record, e.value.Value[0]|0x20 == 't') // true, True or TRUE
	case graph.TypeStrings, graph.TypeRefs:
		list := r.list(e.value, what)
		f.SetList(record, list)
		if f.Type == graph.TypeRefs {
			for _, key := range list {
				r.mentions = append(r.mentions, mention{f, key, e.value.Line})
			}
		}
	default:
		r.word(f, record, e.value)
	}
}

// absent is a field of which a file says that there is no value.
func (r *reader) absent(f *graph.Field, e entry) {
	if f.Required {
		r.fault(e.line, fmt.Sprintf("%s must have a value", f), "Write one, or leave the name out to get a plain one")
	}
}

func (r *reader) word(f *graph.Field, record graph.Record, node *yaml.Node) {
	word, ok := r.words(node, f.String())
	if !ok {
		return
	}
	switch f.Type {
	case graph.TypeEnum:
		if values := f.Allowed(); !slices.Contains(values, word) {
			r.unknown(node.Line, "value of "+f.String(), word, values)
			return
		}
	case graph.TypeKey:
		if !graph.ValidKey(word) {
			r.fault(node.Line, fmt.Sprintf("%q is no key", word), "Use lower-case words and digits joined by hyphens, 200 characters at most")
			return
		}
	case graph.TypeRef:
		r.mentions = append(r.mentions, mention{f, word, node.Line})
	}
	f.SetStr(record, word)
}

// text reads a text in English, or in the languages that it names.
func (r *reader) text(node *yaml.Node, what string) graph.Text {
	if node.Kind != yaml.MappingNode {
		value, _ := r.words(node, what)
		return graph.Text{{Lang: "en", Value: value}}
	}
	var out graph.Text
	for _, e := range r.entries(node, what) {
		if value, ok := r.words(e.value, what+" in "+e.key); ok {
			out = append(out, graph.Translation{Lang: e.key, Value: value})
		}
	}
	if len(out) == 0 {
		r.fault(max(1, node.Line), what+" has no words", "Write them, or {en: ..., it: ...} for several languages")
	}
	return out
}
