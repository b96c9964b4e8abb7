package neo4jstore

import (
	"errors"
	"fmt"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// shape says which columns a record is read from: one list with the plain fields, and
// one with the texts, for kinds that have any. Their names travel as parameters: so one
// statement serves all who look at some of them, and a statement that names each of them
// takes the database three times as long to plan.
type shape struct {
	kind  graph.Kind
	plain []*graph.Field
	texts []*graph.Field
}

// shapes are those of whole records.
var shapes = buildShapes()

func buildShapes() map[graph.Kind]*shape {
	out := map[graph.Kind]*shape{}
	for _, k := range graph.Kinds() {
		s := &shape{kind: k}
		for _, f := range graph.ModelOf(k).Fields {
			switch {
			case computed(f):
			case f.Type == graph.TypeText:
				s.texts = append(s.texts, f)
			default:
				s.plain = append(s.plain, f)
			}
		}
		out[k] = s
	}
	return out
}

// of leaves only the fields that will be read.
func (s *shape) of(read graph.FieldSet) *shape {
	if read == 0 {
		return s
	}
	out := &shape{kind: s.kind, plain: make([]*graph.Field, 0, len(s.plain))}
	for _, f := range s.plain {
		if read.Has(f) {
			out.plain = append(out.plain, f)
		}
	}
	for _, f := range s.texts {
		if read.Has(f) {
			out.texts = append(out.texts, f)
		}
	}
	return out
}

// The names of the parameters that list the columns of a kind.
func plainParameter(k graph.Kind) string { return "columnsOf" + string(labelOf(k)) }
func textsParameter(k graph.Kind) string { return "textsOf" + string(labelOf(k)) }

// suffixParameter names the parameter that tells what translation adds to the name of a
// field, for the languages that are met most; the others are spelled by the database.
const suffixParameter = "suffixOf"

var suffixes = map[string]string{"en": "En", "it": "It", "es": "Es", "fr": "Fr", "de": "De", "nl": "Nl", "pt": "Pt", "pt-BR": "PtBR"}

// columnsOf writes the columns of a record of a kind as one list; for kind 0 that of
// a node of any kind, with the name of its kind before it. What a reading leaves of them
// is said by the parameters that go with the statement.
func columnsOf(k graph.Kind, variable string) string {
	if k == 0 {
		var b strings.Builder
		b.WriteString("CASE")
		for _, kind := range graph.NodeKinds() {
			fmt.Fprintf(&b, "\n  WHEN %s:%s THEN ['%s', %s]", variable, labelOf(kind), kind, columnsOf(kind, variable))
		}
		b.WriteString("\nEND")
		return b.String()
	}
	text := fmt.Sprintf("[[p IN $%s | %s[p]]", plainParameter(k), variable)
	if len(shapes[k].texts) > 0 {
		text += fmt.Sprintf(", [f IN $%s | [l IN %s[f + 'Languages'] | [l, %[2]s[f + coalesce($%s[l], %s)]]]]",
			textsParameter(k), variable, suffixParameter, languageSuffix)
	}
	return text + "]"
}

// reader makes records of the columns that it asked for.
type reader struct {
	of     graph.Reading
	shapes [graph.KindVocabularyMapping + 1]*shape // by kind
}

// shape gives the columns of a kind.
func (r *reader) shape(k graph.Kind) *shape {
	if r.shapes[k] == nil {
		r.shapes[k] = shapes[k].of(r.of.Fields[k])
	}
	return r.shapes[k]
}

// parameters adds what columnsOf refers to.
func (r *reader) parameters(k graph.Kind, params map[string]any) {
	if k == 0 {
		for _, kind := range graph.NodeKinds() {
			r.parameters(kind, params)
		}
		return
	}
	s := r.shape(k)
	names := make([]string, len(s.plain))
	for i, f := range s.plain {
		names[i] = string(stored(f))
	}
	params[plainParameter(k)] = names
	if len(shapes[k].texts) > 0 {
		texts := make([]string, len(s.texts))
		for i, f := range s.texts {
			texts[i] = string(stored(f))
		}
		params[textsParameter(k)], params[suffixParameter] = texts, suffixes
	}
}

// record makes a record of the columns that columnsOf wrote.
func (r *reader) record(k graph.Kind, v any) (graph.Record, error) {
	list, ok := v.([]any)
	if k == 0 && ok && len(list) == 2 {
		for _, kind := range graph.NodeKinds() {
			if list[0] == kind.String() {
				return r.record(kind, list[1])
			}
		}
	}
	if k == 0 || len(list) == 0 {
		return nil, malformed(k, "", "", v)
	}
	s, out := r.shape(k), graph.ModelOf(k).New()
	for i, fields := range [][]*graph.Field{s.plain, s.texts} {
		if len(fields) == 0 {
			continue
		}
		if i >= len(list) {
			return nil, malformed(k, "", "", v)
		}
		values, _ := list[i].([]any)
		if len(values) != len(fields) {
			return nil, malformed(k, out.RecordKey(), "", v)
		}
		for j, f := range fields {
			if values[j] != nil && !set(f, out, values[j]) {
				return nil, malformed(k, out.RecordKey(), f.Name, values[j])
			}
		}
	}
	return out, nil
}

// records makes records of a list of rows.
func (r *reader) records(k graph.Kind, v any) ([]graph.Record, error) {
	list, ok := v.([]any)
	if !ok {
		return nil, malformed(k, "", "", v)
	}
	if len(list) == 0 {
		return nil, nil
	}
	out := make([]graph.Record, len(list))
	for i, row := range list {
		var err error
		if out[i], err = r.record(k, row); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// set writes a value of the database into a field, and says whether it could.
func set(f *graph.Field, r graph.Record, v any) bool {
	ok := false
	switch f.Type {
	case graph.TypeInt:
		var n int64
		if n, ok = v.(int64); ok {
			f.SetInt(r, int(n))
		}
	case graph.TypeBool:
		var b bool
		if b, ok = v.(bool); ok {
			f.SetBool(r, b)
		}
	case graph.TypeStrings, graph.TypeRefs:
		var list []string
		if list, ok = strs(v); ok {
			f.SetList(r, list)
		}
	case graph.TypeText:
		var t graph.Text
		if t, ok = text(v); ok {
			f.SetText(r, t)
		}
	default:
		var w string
		if w, ok = v.(string); ok {
			f.SetStr(r, w)
		}
	}
	return ok
}

// malformed tells of a value in the database that no release of this package wrote.
func malformed(k graph.Kind, key, field string, v any) error {
	name := "a record"
	if k != 0 {
		name = k.String()
	}
	err := graph.Errorf("read", graph.Internal, "The database holds something that exitgraph did not write: load the data again.")
	err.Err = fmt.Errorf("%w: %s %q, property %q: unexpected %T", errMalformed, name, key, field, v)
	return err
}

var errMalformed = errors.New("not as it was written")

// IsMalformed tells the error of a record in the database that exitgraph did not
// write so. A load replaces it.
func IsMalformed(err error) bool { return errors.Is(err, errMalformed) }

func strs(v any) ([]string, bool) {
	list, ok := v.([]any)
	if !ok {
		return nil, false
	}
	out := make([]string, len(list))
	for i, w := range list {
		if out[i], ok = w.(string); !ok {
			return nil, false
		}
	}
	return out, true
}

func text(v any) (graph.Text, bool) {
	list, ok := v.([]any)
	if !ok {
		return nil, false
	}
	out := make(graph.Text, len(list))
	for i, pair := range list {
		words, ok := strs(pair)
		if !ok || len(words) != 2 {
			return nil, false
		}
		out[i] = graph.Translation{Lang: words[0], Value: words[1]}
	}
	return out, true
}
